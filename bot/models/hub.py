"""Hugging Face's hub: what is published there, and its bytes. Only this module knows huggingface_hub.

Not `hf_hub_download`: since huggingface_hub 1.18 that begins anew after every interruption (its issue 4196).
"""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import httpx2
from huggingface_hub import get_hf_file_metadata, hf_hub_url
from huggingface_hub.errors import (
    EntryNotFoundError,
    GatedRepoError,
    HfHubHTTPError,
    HFValidationError,
    OfflineModeIsEnabled,
    RepositoryNotFoundError,
)
from huggingface_hub.file_download import http_get

from bot.errors import ModelNotFound, ModelUnavailable
from bot.files import storage_error
from bot.models.sources import Remote

_PUBLIC = "https://huggingface.co"
_SHA256 = re.compile(r"[0-9a-f]{64}")
_PATIENCE_S = 20.0


@dataclass(frozen=True, slots=True)
class Hub:
    """The hub, or a mirror of it. The token opens what is private or needs its licence accepted."""

    endpoint: str = _PUBLIC
    token: str | None = field(default=None, repr=False)

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ) -> Hub:
        """Read HF_ENDPOINT and HF_TOKEN, as every tool of the hub does."""
        return cls((environ.get("HF_ENDPOINT") or _PUBLIC).rstrip("/"), environ.get("HF_TOKEN") or None)

    def look_up(self, repository: str, file: str) -> Remote:
        """Ask for a file's size and digest. Raises ModelNotFound or ModelUnavailable."""
        with self._sentences(repository, file):
            url = hf_hub_url(repository, file, endpoint=self.endpoint)
            found = get_hf_file_metadata(
                url, token=self.token or False, timeout=_PATIENCE_S, endpoint=self.endpoint
            )
        if found.commit_hash is None:
            raise ModelUnavailable(
                f"{self.endpoint} does not answer as the hub does. Correct or unset HF_ENDPOINT, and look at "
                f"your proxy."
            )
        digest = found.etag or ""
        return Remote(
            repository, file, found.location, found.size, digest if _SHA256.fullmatch(digest) else None
        )

    def download(self, remote: Remote, path: Path) -> None:
        """Append to the file at `path` what it lacks of `remote`, with a progress bar on a terminal.

        A connection that breaks is taken up again a few times; what has come stays where it is. Raises as
        `look_up` does, and StorageError.
        """
        # It warns of each connection that breaks, with the whole signed address.
        logging.getLogger("huggingface_hub").setLevel(logging.ERROR)
        # The bytes may lie with another server, which the token is none of the business of.
        trusted = self.token and self._serves(remote.url)
        headers = {"authorization": f"Bearer {self.token}"} if trusted else {}
        with self._sentences(remote.repository, remote.file):
            try:
                file = path.open("ab")
            except OSError as error:
                raise storage_error(path.parent, error) from None
            with file:
                http_get(
                    remote.url,
                    file,
                    resume_size=file.tell(),
                    headers=headers,
                    expected_size=remote.bytes,
                    displayed_filename=remote.file,
                )

    def _serves(self, url: str) -> bool:
        ours, theirs = urlsplit(self.endpoint), urlsplit(url)
        return (ours.scheme, ours.netloc) == (theirs.scheme, theirs.netloc)

    @contextmanager
    def _sentences(self, repository: str, file: str) -> Iterator[None]:
        """Turn what goes wrong between us and the hub into a sentence of ours."""
        where = f"{self.endpoint}/{repository}"
        try:
            yield
        except (GatedRepoError, RepositoryNotFoundError, EntryNotFoundError, HFValidationError) as error:
            raise ModelNotFound(_missing(error, where, file)) from None
        except HfHubHTTPError as error:
            raise ModelUnavailable(_refusal(error, self.endpoint)) from None
        except (OfflineModeIsEnabled, httpx2.ConnectError, httpx2.ConnectTimeout):
            raise ModelUnavailable(
                f"{self.endpoint} cannot be reached. Connect this machine to the network and try again, or "
                f"bring the file {file} by other means and run `pathcoach models use PATH`."
            ) from None
        except httpx2.HTTPError as error:
            raise ModelUnavailable(
                f"The connection to {self.endpoint} broke off ({type(error).__name__}). Run the same command "
                f"again: it goes on where this ended."
            ) from None
        except OSError as error:
            raise _of_writing(error, self.endpoint) from None


def _missing(error: Exception, where: str, file: str) -> str:
    if isinstance(error, GatedRepoError):
        return (
            f"{where} is given to those who have accepted its licence. Accept it there, and set HF_TOKEN to "
            f"a token of that account."
        )
    if isinstance(error, EntryNotFoundError):
        return f"{where} has no file {file}. Look there for the name of a GGUF file."
    if isinstance(error, HFValidationError):
        return f"{where} is no repository's address. Write hf:OWNER/REPOSITORY/FILE.gguf."
    return f"There is no repository {where}, or it is private. Correct its name, or set HF_TOKEN."


def _refusal(error: HfHubHTTPError, endpoint: str) -> str:
    status = error.response.status_code
    if status in (401, 403):
        return f"{endpoint} refuses the token. Set HF_TOKEN to a valid one, or unset it."
    if status == 429:
        wait = error.response.headers.get("Retry-After", "")
        when = f"in {wait} seconds" if wait.isdecimal() else "later"
        return f"{endpoint} was asked too often. Try again {when}."
    return f"{endpoint} answered with status {status}. Try again later."


def _of_writing(error: OSError, endpoint: str) -> Exception:
    """http_get says with an OSError without a number that more or less came than was announced."""
    if error.errno is None:
        return ModelUnavailable(f"{endpoint} sent another number of bytes than it announced. Try again.")
    return storage_error(Path(error.filename or "."), error)
