"""What can be set of the models, the store and Slack, section by section: defaults and bounds.

Where values come from, and what is said of a wrong one, is in `config`.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr
from pydantic_core import PydanticCustomError

# A shell expands "~" on its command line, but nobody does in a file.
ExpandedPath = Annotated[Path, AfterValidator(lambda path: Path(os.path.expanduser(path)))]


def _api_root(url: str) -> str:
    """Return `url` as what method names are added to."""
    try:
        parts = urlsplit(url.strip())
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:  # no port, or no IPv6 address
        usable = False
    if not usable or parts.username is not None or parts.query or parts.fragment:
        raise PydanticCustomError(
            "api_root", "input should be an address like https://slack.com/api/, with nothing behind the path"
        )
    return f"{url.strip().rstrip('/')}/"


class ModelSettings(BaseModel):
    """The language model: a GGUF file in this process, or a server that speaks OpenAI's protocol."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    path: ExpandedPath | None = Field(
        default=None, description="a GGUF file; empty: the bundled SmolLM2-135M-Instruct"
    )
    base_url: str | None = Field(
        default=None, description="an OpenAI-compatible server, used in place of a file"
    )
    name: str | None = Field(default=None, description="the model's name at that server")
    api_key: SecretStr | None = Field(default=None, description="the server's key; environment only")
    context_tokens: int = Field(default=2048, ge=512, description="context window, in tokens")
    max_tokens: int = Field(
        default=160, ge=16, description="longest answer that the model may write, in tokens"
    )
    threads: int | None = Field(
        default=None, ge=1, description="threads to write with; empty: cores less one"
    )
    batch_threads: int | None = Field(
        default=None, ge=1, description="threads to read with; empty: all cores"
    )
    gpu_layers: int = Field(default=0, ge=-1, description="layers on the GPU; -1: all")
    batch_tokens: int = Field(
        default=512,
        ge=32,
        description="longest piece of a prompt to read at once, in tokens; less needs less memory",
    )
    kv_type: Literal["f16", "q8_0"] = Field(
        default="f16", description="how the context is kept; q8_0: in half the memory, and somewhat slower"
    )
    timeout_s: float = Field(default=60.0, gt=0, description="longest wait for a model server, in seconds")
    chooses_tools: bool = Field(
        default=False, description="the model decides what a message calls for, in place of the router"
    )


class EmbeddingSettings(BaseModel):
    """The embedding model."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    model: str = Field(
        default="all-MiniLM-L6-v2", description="the bundled model, or any sentence-transformers name"
    )


class StoreSettings(BaseModel):
    """Where people, threads and turns are kept."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    url: str | None = Field(
        default=None, description="an SQLAlchemy URL; empty: SQLite under the home folder"
    )


class SlackSettings(BaseModel):
    """Serving Slack. Its tokens are no settings: they come from SLACK_… variables alone."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    base_url: Annotated[str, AfterValidator(_api_root)] = Field(
        default="https://slack.com/api/", description="the root of Slack's API; GovSlack has another"
    )
    workers: int = Field(default=2, ge=1, le=64, description="questions answered at the same time")
    answer_limit_s: float = Field(default=120.0, gt=0, description="longest time for one answer, in seconds")
    questions_per_minute: int = Field(default=12, ge=1, description="questions one person may ask a minute")
    lease_s: float = Field(
        default=30.0, gt=0, description="after how long without a sign another process takes over a question"
    )
