"""Who writes which kind of answer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.answering.finding import Finding, state
from bot.composing import AnswerKind, Composers, kind_of_answer, model_is_needed
from bot.config import Settings
from bot.domain import Composer, Fact
from bot.errors import SettingsError
from bot.prompts import bundled_prompts

CODE = dict.fromkeys(AnswerKind, "extractive")
TABLE = Composers({"default": {**CODE, "advice": "mixed"}, "small.gguf": CODE})


def finding(**fields: Any) -> Finding:
    said = state(Fact("Go helps.", "doc/1", "Go helps."))
    return Finding(
        "answer", (said,), **{"open_ended": True, "operation": "lookup", "topic": "advice", **fields}
    )


def test_the_row_of_the_model_says_who_writes() -> None:
    assert TABLE.choose(finding(), "small.gguf", None) is Composer.EXTRACTIVE


@pytest.mark.parametrize("model", ["large.gguf", None])
def test_a_model_without_a_row_has_the_default_one(model: str | None) -> None:
    assert TABLE.choose(finding(), model, None) is Composer.MIXED


def test_a_setting_overrides_the_table() -> None:
    assert TABLE.choose(finding(), "small.gguf", Composer.LLM) is Composer.LLM


@pytest.mark.parametrize(
    ("model", "wanted", "needed"),
    [
        ("small.gguf", None, False),
        ("small.gguf", Composer.MIXED, True),
        ("large.gguf", None, True),
        ("large.gguf", Composer.EXTRACTIVE, False),
    ],
)
def test_a_model_that_writes_nothing_is_not_needed(model: str, wanted: Composer | None, needed: bool) -> None:
    assert TABLE.needs_model(model, wanted) is needed


@pytest.mark.parametrize(
    ("model", "composer", "needed"),
    [
        ({"path": "small.gguf"}, None, False),
        ({"path": "small.gguf"}, "llm", True),
        ({"path": "small.gguf", "chooses_tools": True}, None, True),
        ({"path": "large.gguf"}, None, True),
        ({"base_url": "http://127.0.0.1:1/v1", "name": "small.gguf"}, None, False),
        ({"base_url": "http://127.0.0.1:1/v1", "name": "other"}, "extractive", False),
    ],
)
def test_the_settings_tell_whether_their_model_is_needed(
    model: dict[str, Any], composer: str | None, needed: bool, tmp_path: Path
) -> None:
    settings = Settings(home=tmp_path, model=model, composer=composer)
    assert model_is_needed(settings, {"default": {**CODE, "advice": "mixed"}, "small.gguf": CODE}) is needed


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({}, AnswerKind.ADVICE),
        ({"topic": "miss"}, AnswerKind.REALITY),
        ({"topic": "why"}, AnswerKind.REASON),
        ({"topic": "why", "open_ended": False}, AnswerKind.REASON),
        ({"operation": ""}, AnswerKind.PASSAGE),
        ({"topic": "skills", "open_ended": False}, AnswerKind.FIGURE),
    ],
)
def test_the_finding_tells_the_kind_of_answer(fields: dict[str, Any], kind: AnswerKind) -> None:
    assert kind_of_answer(finding(**fields)) is kind


@pytest.mark.parametrize(
    ("table", "fault"),
    [
        ({"small.gguf": CODE}, "no row 'default'"),
        ({"default": {"advice": "llm"}}, "says nothing about"),
        ({"default": {**CODE, "advice": "poet"}}, "poet"),
    ],
)
def test_a_faulty_table_is_refused(table: dict[str, dict[str, str]], fault: str) -> None:
    with pytest.raises(SettingsError, match=fault):
        Composers(table)


def test_the_bundled_table_is_sound() -> None:
    assert set(Composers(bundled_prompts().composers).row(None)) == set(AnswerKind)
