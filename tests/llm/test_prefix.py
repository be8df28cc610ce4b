from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from langchain_core.messages import AIMessage, HumanMessage, SystemMessage

from bot.app import prepare_model
from bot.config import Settings
from bot.domain import Composer
from bot.errors import Cancelled
from bot.llm import LocalChatModel
from bot.llm.prefix import PrefixFiles
from bot.llm.stop import StopSign
from bot.prompts import bundled_prompts
from bot.settable import ModelSettings
from bot.writer import Writer

_STATIC = [SystemMessage("The same rules stand at the beginning of every prompt, in every process.")]
_QUESTION = [*_STATIC, HumanMessage("Which skill comes first?")]

Start = Callable[..., LocalChatModel]


@pytest.fixture
def start(tiny_gguf: Path, tmp_path: Path) -> Iterator[Start]:
    """Begin anew as another process would: with a model that has evaluated nothing."""
    started = []

    def start(
        static: list[SystemMessage] = _STATIC, *, home: Path = tmp_path, **changed: int
    ) -> LocalChatModel:
        values = {"context_tokens": 1024, "max_tokens": 32, "threads": 1, "batch_threads": 1, **changed}
        model = LocalChatModel(settings=ModelSettings(path=tiny_gguf, **values), home=home)
        model.keep(static)
        started.append(model)
        return model

    yield start
    for model in started:
        model.close()


def _cached(answer: AIMessage) -> int:
    assert answer.usage_metadata is not None
    return answer.usage_metadata["input_token_details"]["cache_read"]


def _tokens(model: LocalChatModel, static: list[SystemMessage] = _STATIC) -> int:
    return model.count_tokens(static) - len("assistant\n") + len("user\n")


def _files(home: Path) -> list[Path]:
    return sorted((home / "cache").iterdir()) if (home / "cache").exists() else []


def test_keeping_a_prefix_loads_nothing(tmp_path: Path) -> None:
    model = LocalChatModel(settings=ModelSettings(path=tmp_path / "none.gguf"), home=tmp_path)
    model.keep(_STATIC)
    assert _files(tmp_path) == []


def test_the_next_process_loads_what_the_first_one_evaluated(start: Start) -> None:
    first = start().invoke(_QUESTION)
    model = start()
    second = model.invoke(_QUESTION)
    assert (_cached(first), _cached(second)) == (0, _tokens(model))
    assert second.text == first.text


def test_a_loaded_prefix_is_read_into_a_warmed_model_too(start: Start, tmp_path: Path) -> None:
    start().warm(_STATIC).result()
    (file,) = _files(tmp_path)
    written_at = file.stat().st_mtime_ns
    model = start()
    model.warm(_STATIC).result()
    assert model.load().result().evaluated_tokens == _tokens(model)
    assert file.stat().st_mtime_ns == written_at
    assert model.invoke(_QUESTION).text == start().invoke(_QUESTION).text


def test_the_text_is_that_of_a_model_that_keeps_nothing(start: Start, tmp_path: Path) -> None:
    start().warm(_STATIC).result()
    kept = start().invoke(_QUESTION)
    assert kept.text == start([]).invoke(_QUESTION).text


def test_a_prefix_in_the_context_is_not_read_again(start: Start) -> None:
    model = start()
    first = model.invoke(_QUESTION)
    again = model.invoke(_QUESTION)
    assert _cached(again) == again.usage_metadata["input_tokens"] - 1  # type: ignore[index]
    assert again.text == first.text


def test_a_prompt_that_begins_otherwise_keeps_nothing(start: Start, tmp_path: Path) -> None:
    start().invoke("Hello")
    start().invoke([SystemMessage(_STATIC[0].text[:-1]), HumanMessage("Hello")])
    assert _files(tmp_path) == []


def test_the_prefix_is_loaded_after_another_conversation(start: Start) -> None:
    first = start().invoke(_QUESTION)
    model = start()
    model.invoke("Hello")
    second = model.invoke(_QUESTION)
    assert (_cached(second), second.text) == (_tokens(model), first.text)


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: b"",
        lambda content: content[:-100],
        lambda content: content[:-1000] + bytes([content[-1000] ^ 1]) + content[-999:],  # among the values
        lambda content: b"something else entirely",
    ],
)
def test_a_damaged_file_is_ignored_and_replaced(
    start: Start, tmp_path: Path, damage: Callable[[bytes], bytes]
) -> None:
    first = start().invoke(_QUESTION)
    (file,) = _files(tmp_path)
    sound = file.read_bytes()
    file.write_bytes(damage(sound))
    second = start().invoke(_QUESTION)
    assert (_cached(second), second.text) == (0, first.text)
    assert file.read_bytes() == sound


def test_a_state_that_llama_cpp_refuses_is_ignored_and_replaced(start: Start, tmp_path: Path) -> None:
    first = start().invoke(_QUESTION)
    (file,) = _files(tmp_path)
    sound = file.read_bytes()
    PrefixFiles(tmp_path / "cache", ()).write(file, sound[32:-100])
    second = start().invoke(_QUESTION)
    assert (_cached(second), second.text) == (0, first.text)
    assert file.read_bytes() == sound


def test_another_prefix_has_another_file_and_the_old_one_goes(start: Start, tmp_path: Path) -> None:
    start().warm(_STATIC).result()
    other = [SystemMessage(_STATIC[0].text.replace("same", "other"))]
    before = _files(tmp_path)
    (tmp_path / "cache" / ".prefix-0123.kv.abc").touch()  # of a process that was killed
    (tmp_path / "cache" / "texts-0123.npy").touch()
    model = start(other)
    answer = model.invoke([*other, HumanMessage("Hello")])
    after = [path for path in _files(tmp_path) if path.suffix == ".kv"]
    assert _cached(answer) == 0
    assert len(after) == 1
    assert after != before
    assert (tmp_path / "cache" / "texts-0123.npy") in _files(tmp_path)
    assert len(_files(tmp_path)) == 2


def test_another_context_length_has_another_file(start: Start, tmp_path: Path) -> None:
    start().warm(_STATIC).result()
    before = _files(tmp_path)
    start(context_tokens=512).warm(_STATIC).result()
    assert _files(tmp_path) != before


def test_another_model_file_of_that_name_has_another_file(
    start: Start, tiny_gguf: Path, tmp_path: Path
) -> None:
    start().warm(_STATIC).result()
    before = _files(tmp_path)
    copy = tmp_path / tiny_gguf.name
    copy.write_bytes(tiny_gguf.read_bytes())
    model = LocalChatModel(
        settings=ModelSettings(path=copy, context_tokens=1024, threads=1, batch_threads=1), home=tmp_path
    )
    model.warm(_STATIC).result()
    model.close()
    assert _files(tmp_path) != before


def test_a_short_prefix_is_not_kept(start: Start, tmp_path: Path) -> None:
    short = [SystemMessage("Be brief.")]
    model = start(short)
    model.invoke([*short, HumanMessage("Hello")])
    assert _tokens(model, short) < 64
    assert _files(tmp_path) == []


def test_a_folder_that_cannot_be_written_to_costs_only_time(start: Start, tmp_path: Path) -> None:
    blocked = tmp_path / "blocked"
    blocked.mkdir()
    (blocked / "cache").write_text("a file where the folder should be")
    texts = {start(home=blocked).invoke(_QUESTION).text for _ in range(2)}
    assert texts == {start().invoke(_QUESTION).text}


def test_a_cancelled_prefix_is_not_kept(start: Start, tmp_path: Path) -> None:
    engine = start().load().result()
    tokens = engine.render_beginning([{"role": "system", "content": _STATIC[0].text}])
    sign = StopSign()
    sign.set()
    with pytest.raises(Cancelled):
        engine.hold(tokens, sign=sign)
    assert _files(tmp_path) == []
    assert engine.hold(tokens, sign=StopSign()) == 0
    assert len(_files(tmp_path)) == 1


def test_a_model_of_ones_own_is_not_prepared(tmp_path: Path) -> None:
    prepare_model(Settings(home=tmp_path, model=ModelSettings(path=tmp_path / "none.gguf")))
    assert list(tmp_path.iterdir()) == []


def test_a_model_that_writes_nothing_is_not_prepared(tmp_path: Path) -> None:
    prepare_model(Settings(home=tmp_path))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.real_model
def test_a_prepared_model_reads_its_prefix_from_the_file(tmp_path: Path) -> None:
    prepare_model(Settings(home=tmp_path, composer=Composer.MIXED))
    static = list(Writer(bundled_prompts()).static)
    model = LocalChatModel(settings=ModelSettings(max_tokens=16), home=tmp_path)
    model.keep(static)
    assert _cached(model.invoke([*static, HumanMessage("Hello")])) > 300
    model.close()


@pytest.mark.real_model
def test_the_bundled_model_goes_on_from_its_own_prefix(tmp_path: Path) -> None:
    rules = SystemMessage(
        "Answer in one short sentence. Use only what the notes say, and name your source. " * 5
    )
    answers = []
    for _ in range(2):
        model = LocalChatModel(settings=ModelSettings(max_tokens=24), home=tmp_path)
        model.keep([rules])
        answers.append(model.invoke([rules, HumanMessage("The capital of France is Paris. Repeat this.")]))
        model.close()
    assert answers[0].text == answers[1].text
    assert _cached(answers[0]) == 0
    assert _cached(answers[1]) > 64
