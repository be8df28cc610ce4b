from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.errors import CoachError, ModelNotFound, ModelUnavailable, StorageError
from bot.models.hub import Hub
from tests.models.fake_hub import FILE, REPOSITORY, FakeHub

_SECRET = "hf_very_secret"


def test_a_file_is_described_by_its_size_its_digest_and_where_its_bytes_are(hub: FakeHub) -> None:
    remote = Hub(hub.url).look_up(REPOSITORY, FILE)
    assert (remote.bytes, remote.sha256) == (len(hub.content), hub.sha256)
    assert remote.url == f"{hub.elsewhere}/bytes/{FILE}"


def test_a_file_that_is_not_kept_by_its_digest_has_none(hub: FakeHub) -> None:
    hub.digest = "0123456789abcdef0123456789abcdef01234567"
    assert Hub(hub.url).look_up(REPOSITORY, FILE).sha256 is None


def test_all_bytes_come(hub: FakeHub, tmp_path: Path) -> None:
    ours = Hub(hub.url)
    ours.download(ours.look_up(REPOSITORY, FILE), tmp_path / "part")
    assert (tmp_path / "part").read_bytes() == hub.content


def test_only_what_is_missing_is_asked_for(hub: FakeHub, tmp_path: Path) -> None:
    part, ours = tmp_path / "part", Hub(hub.url)
    part.write_bytes(hub.content[:4000])
    ours.download(ours.look_up(REPOSITORY, FILE), part)
    assert part.read_bytes() == hub.content
    assert [headers["range"] for headers in hub.asked("GET", "/bytes/")] == ["bytes=4000-"]


def test_a_connection_that_breaks_is_taken_up_again(hub: FakeHub, tmp_path: Path) -> None:
    hub.cuts, ours = [3500], Hub(hub.url)
    ours.download(ours.look_up(REPOSITORY, FILE), tmp_path / "part")
    assert (tmp_path / "part").read_bytes() == hub.content
    assert [headers.get("range") for headers in hub.asked("GET", "/bytes/")] == [None, "bytes=3000-"]


def test_the_environment_names_the_hub_and_the_token_is_never_shown() -> None:
    ours = Hub.from_environment({"HF_ENDPOINT": "https://mirror.example/", "HF_TOKEN": _SECRET})
    assert (ours.endpoint, ours.token) == ("https://mirror.example", _SECRET)
    assert _SECRET not in repr(ours)
    assert Hub.from_environment({}) == Hub("https://huggingface.co", None)


def test_the_token_goes_to_the_hub_and_to_nobody_else(
    hub: FakeHub, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    ours = Hub(hub.url, _SECRET)
    with caplog.at_level(logging.DEBUG):
        ours.download(ours.look_up(REPOSITORY, FILE), tmp_path / "part")
    assert [h.get("authorization") for h in hub.asked("HEAD", "/")] == [f"Bearer {_SECRET}"]
    assert [h.get("authorization") for h in hub.asked("GET", "/")] == [None]
    assert _SECRET not in caplog.text


def test_where_the_hub_itself_has_the_bytes_it_gets_the_token_for_them(hub: FakeHub, tmp_path: Path) -> None:
    hub.elsewhere, ours = "", Hub(hub.url, _SECRET)
    ours.download(ours.look_up(REPOSITORY, FILE), tmp_path / "part")
    assert [h.get("authorization") for h in hub.asked("GET", "/")] == [f"Bearer {_SECRET}"]


def test_without_a_token_none_is_looked_for_on_this_machine(
    hub: FakeHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_TOKEN", _SECRET)
    Hub(hub.url).look_up(REPOSITORY, FILE)
    assert [h.get("authorization") for h in hub.asked("HEAD", "/")] == [None]


@pytest.mark.parametrize(
    ("status", "code", "kind", "said"),
    [
        (404, "EntryNotFound", ModelNotFound, "has no file made-up.gguf"),
        (404, "RepoNotFound", ModelNotFound, "no repository .*/somebody/made-up-GGUF, or it is private"),
        (401, "GatedRepo", ModelNotFound, "accepted its licence.* HF_TOKEN"),
        (403, "GatedRepo", ModelNotFound, "accepted its licence.* HF_TOKEN"),
        (403, "", ModelUnavailable, "refuses the token"),
        (429, "", ModelUnavailable, "asked too often. Try again in 17 seconds"),
        (503, "", ModelUnavailable, "answered with status 503"),
    ],
)
def test_a_refusal_is_one_sentence_with_what_to_do(
    hub: FakeHub, status: int, code: str, kind: type[CoachError], said: str
) -> None:
    hub.status, hub.error_code = status, code
    with pytest.raises(kind, match=said) as refused:
        Hub(hub.url, _SECRET).look_up(REPOSITORY, FILE)
    assert _SECRET not in str(refused.value)
    assert refused.value.__cause__ is None


def test_without_a_network_the_remedy_is_named(free_port: Callable[[], int]) -> None:
    with pytest.raises(ModelUnavailable, match=r"cannot be reached.* `pathcoach models use PATH`"):
        Hub(f"http://127.0.0.1:{free_port()}").look_up(REPOSITORY, FILE)


def test_what_is_no_repository_is_said(hub: FakeHub) -> None:
    with pytest.raises(ModelNotFound, match="no repository's address"):
        Hub(hub.url).look_up("some body/x y", FILE)


def test_a_server_that_is_no_hub_is_said_to_be_none(hub: FakeHub) -> None:
    hub.is_hub, hub.elsewhere = False, ""
    with pytest.raises(ModelUnavailable, match="does not answer as the hub does"):
        Hub(hub.url).look_up(REPOSITORY, FILE)


def test_more_or_fewer_bytes_than_announced_are_refused(hub: FakeHub, tmp_path: Path) -> None:
    hub.announced_bytes = len(hub.content) + 5
    ours = Hub(hub.url)
    with pytest.raises(ModelUnavailable, match="another number of bytes than it announced"):
        ours.download(ours.look_up(REPOSITORY, FILE), tmp_path / "part")


def test_a_folder_that_cannot_be_written_to_is_named(hub: FakeHub, tmp_path: Path) -> None:
    ours = Hub(hub.url)
    with pytest.raises(StorageError, match=str(tmp_path / "none")):
        ours.download(ours.look_up(REPOSITORY, FILE), tmp_path / "none" / "part")
