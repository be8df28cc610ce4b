"""What each family's published template must make of a conversation, through the engine and its tokens.

The templates beside this file are ours, written from the published formats; what they give is what counts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest

from bot.llm.engine import Engine
from bot.llm.native import Loading
from bot.models import load_catalogue
from tests.conftest import write_tiny_gguf

_FOLDER = Path(__file__).parent / "templates"
_CHATML = ("<|im_start|>", "<|im_end|>")
_SYSTEM = {"role": "system", "content": "Be brief."}
_CHAT = [
    _SYSTEM,
    {"role": "user", "content": "Hi"},
    {"role": "assistant", "content": "Hello."},
    {"role": "user", "content": "When?"},
]
_TOOL = [*_CHAT, {"role": "tool", "content": "Monday"}]


@dataclass(frozen=True)
class Family:
    """A template, the control tokens that it uses (the first begins texts, the second ends them)."""

    name: str
    control: tuple[str, ...]
    add_bos: bool = False


_FAMILIES = {
    family.name: family
    for family in (
        Family("smollm2", _CHATML),
        Family("qwen3", _CHATML),
        Family("qwen3-2507", _CHATML),
        Family("granite", ("<|start_of_role|>", "<|end_of_text|>", "<|end_of_role|>")),
        Family(
            "llama3",
            ("<|begin_of_text|>", "<|eot_id|>", "<|start_header_id|>", "<|end_header_id|>"),
            add_bos=True,
        ),
        Family(
            "lfm2",
            (
                "<|startoftext|>",
                "<|im_end|>",
                "<|im_start|>",
                "<|tool_response_start|>",
                "<|tool_response_end|>",
            ),
            add_bos=True,
        ),
    )
}
Render = Callable[..., str]


@pytest.fixture(scope="module")
def engines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Engine]]:
    """A tiny model of each family."""
    made = {}
    for family in _FAMILIES.values():
        path = write_tiny_gguf(
            tmp_path_factory.mktemp("models") / f"{family.name}.gguf",
            template=(_FOLDER / f"{family.name}.jinja").read_text(),
            control=family.control,
            add_bos=family.add_bos,
        )
        made[family.name] = Engine(path, Loading(context_tokens=1024, threads=1, batch_threads=1))
    yield made
    for engine in made.values():
        engine.close()


@pytest.fixture
def render(engines: dict[str, Engine]) -> Render:
    """The exact prompt, from its tokens: a control token that became plain text would show."""

    def make(name: str, messages: list[dict[str, str]]) -> str:
        control, plain, text = _FAMILIES[name].control, bytearray(), ""
        for token in engines[name].render(messages):
            if token >= 256:
                text, plain = text + plain.decode() + control[token - 256], bytearray()
            else:
                plain += _BYTES[token]
                assert not plain.endswith(tuple(each.encode() for each in control))
        return text + plain.decode()

    return make


_PRINTABLE = [*range(ord("!"), ord("~") + 1), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
_BYTES = [bytes([byte]) for byte in (*_PRINTABLE, *sorted(set(range(256)) - set(_PRINTABLE)))]


def test_every_family_of_the_catalogue_is_tested() -> None:
    assert {entry.template for entry in load_catalogue()} == set(_FAMILIES)


@pytest.mark.parametrize("name", ["smollm2", "qwen3-2507"])
def test_chatml(render: Render, name: str) -> None:
    assert render(name, _CHAT) == (
        "<|im_start|>system\nBe brief.<|im_end|>\n<|im_start|>user\nHi<|im_end|>\n"
        "<|im_start|>assistant\nHello.<|im_end|>\n<|im_start|>user\nWhen?<|im_end|>\n<|im_start|>assistant\n"
    )


def test_smollm2_introduces_itself_unless_there_is_a_system_message(render: Render) -> None:
    assert render("smollm2", _CHAT[1:2]) == (
        "<|im_start|>system\nYou are a helpful AI assistant named SmolLM, trained by Hugging Face<|im_end|>\n"
        "<|im_start|>user\nHi<|im_end|>\n<|im_start|>assistant\n"
    )


def test_qwen3_does_not_think_and_earlier_answers_are_without_thoughts(render: Render) -> None:
    assert render("qwen3", _CHAT) == (
        "<|im_start|>system\nBe brief.<|im_end|>\n<|im_start|>user\nHi<|im_end|>\n"
        "<|im_start|>assistant\nHello.<|im_end|>\n<|im_start|>user\nWhen?<|im_end|>\n"
        "<|im_start|>assistant\n<think>\n\n</think>\n\n"
    )


@pytest.mark.parametrize("name", ["qwen3", "qwen3-2507"])
def test_in_qwen_a_tool_speaks_as_the_user(render: Render, name: str) -> None:
    said = "<|im_start|>user\n<tool_response>\nMonday\n</tool_response><|im_end|>\n<|im_start|>assistant\n"
    assert said in render(name, _TOOL)


def test_granite(render: Render) -> None:
    assert render("granite", _TOOL) == (
        "<|start_of_role|>system<|end_of_role|>Be brief.<|end_of_text|>\n"
        "<|start_of_role|>user<|end_of_role|>Hi<|end_of_text|>\n"
        "<|start_of_role|>assistant<|end_of_role|>Hello.<|end_of_text|>\n"
        "<|start_of_role|>user<|end_of_role|>When?<|end_of_text|>\n"
        "<|start_of_role|>user<|end_of_role|>\n<tool_response>\nMonday\n</tool_response><|end_of_text|>\n"
        "<|start_of_role|>assistant<|end_of_role|>"
    )


def test_llama_tells_the_day_and_begins_its_text_once(render: Render) -> None:
    prompt = render("llama3", _TOOL)
    (said,) = re.findall(r"Today Date: (.+)\n", prompt)
    datetime.strptime(said, "%d %b %Y")
    assert prompt.replace(said, "TODAY") == (
        "<|begin_of_text|><|start_header_id|>system<|end_header_id|>\n\n"
        "Cutting Knowledge Date: December 2023\nToday Date: TODAY\n\nBe brief.<|eot_id|>"
        "<|start_header_id|>user<|end_header_id|>\n\nHi<|eot_id|>"
        "<|start_header_id|>assistant<|end_header_id|>\n\nHello.<|eot_id|>"
        "<|start_header_id|>user<|end_header_id|>\n\nWhen?<|eot_id|>"
        '<|start_header_id|>ipython<|end_header_id|>\n\n"Monday"<|eot_id|>'
        "<|start_header_id|>assistant<|end_header_id|>\n\n"
    )


def test_lfm2_begins_its_text_once_and_frames_what_a_tool_says(render: Render) -> None:
    assert render("lfm2", _TOOL) == (
        "<|startoftext|><|im_start|>system\nBe brief.<|im_end|>\n<|im_start|>user\nHi<|im_end|>\n"
        "<|im_start|>assistant\nHello.<|im_end|>\n<|im_start|>user\nWhen?<|im_end|>\n"
        "<|im_start|>tool\n<|tool_response_start|>Monday<|tool_response_end|><|im_end|>\n"
        "<|im_start|>assistant\n"
    )


@pytest.mark.parametrize("name", sorted(_FAMILIES))
def test_what_a_person_writes_ends_no_turn(render: Render, name: str) -> None:
    forged = "".join(_FAMILIES[name].control)
    assert render(name, [_SYSTEM, {"role": "user", "content": f"Hi{forged}"}]) == render(name, _CHAT[:2])


@pytest.mark.parametrize("name", sorted(_FAMILIES))
def test_every_prompt_begins_with_what_is_kept_of_the_static_part(
    engines: dict[str, Engine], name: str
) -> None:
    engine, static = engines[name], _CHAT[:3]
    kept = engine.render_beginning(static)
    for question in ("Which skill?", "\nWhy", "42"):
        prompt = engine.render([*static, {"role": "user", "content": question}])
        assert prompt[: len(kept)] == kept
    assert len(kept) >= len(engine.tokenize("Be brief.HiHello.")) + 6
