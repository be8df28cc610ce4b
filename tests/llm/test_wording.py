from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.llm.wording import Wording


def _shown(pieces: list[bytes], stop: tuple[str, ...]) -> list[str]:
    wording = Wording(stop)
    return [*map(wording.feed, pieces), wording.finish()]


def _cut(data: bytes, cuts: list[int]) -> list[bytes]:
    at = sorted({0, len(data), *(cut % (len(data) + 1) for cut in cuts)})
    return [data[a:b] for a, b in pairwise(at)]


@given(st.text(alphabet="ab\nü🙂"), st.lists(st.integers(0, 100)))
def test_without_stop_strings_the_whole_text_comes_through(text: str, cuts: list[int]) -> None:
    assert "".join(_shown(_cut(text.encode(), cuts), ())) == text


@given(
    st.text(alphabet="ab\nü"),
    st.lists(st.integers(0, 100)),
    st.lists(st.text(alphabet="ab\nü", min_size=1, max_size=3), min_size=1, max_size=3),
)
def test_the_text_ends_before_the_first_stop_string_however_it_is_split(
    text: str, cuts: list[int], stop: list[str]
) -> None:
    shown = "".join(_shown([bytes([byte]) for byte in text.encode()], tuple(stop)))
    assert not any(end in shown for end in stop)
    assert text.startswith(shown)
    rest = text[len(shown) :]
    assert not rest or any(rest.startswith(end) for end in stop)


def test_a_split_character_waits_for_its_rest() -> None:
    assert _shown(["é".encode()[:1], "é".encode()[1:]], ()) == ["", "é", ""]


def test_what_may_begin_a_stop_string_is_held_back_until_it_does_not() -> None:
    assert _shown([b"one\n", b"two"], ("\n\n",)) == ["one", "\ntwo", ""]


def test_what_is_held_back_at_the_end_is_shown() -> None:
    assert _shown([b"one\n"], ("\n\n",)) == ["one", "\n"]


def test_broken_bytes_become_replacement_characters() -> None:
    assert "".join(_shown([b"a\xff", b"b\xc3"], ())) == "a�b�"


@given(
    st.text(alphabet="a<think>/ü\n"),
    st.text(alphabet="ab/<>ü", min_size=1).filter(lambda text: not text.startswith("<")),
    st.lists(st.integers(0, 100)),
)
def test_a_thought_in_front_is_never_shown_however_it_is_split(
    thought: str, answer: str, cuts: list[int]
) -> None:
    said = f"\n<think>{thought.replace('</think>', '')}</think>\n\n{answer}"
    assert "".join(_shown(_cut(said.encode(), cuts), ())) == answer


def test_a_thought_that_never_ends_leaves_nothing() -> None:
    assert "".join(_shown([b"<think>", b"Hmm, ", b"let me see"], ())) == ""
    assert "".join(_shown([b"<think>\n\n</think>", b"\n\n"], ())) == ""


def test_what_only_looks_like_a_thought_is_shown() -> None:
    assert "".join(_shown([b"<thi", b"s is fine"], ())) == "<this is fine"
    assert "".join(_shown([b" <th"], ())) == " <th"
    assert "".join(_shown([b"a <think> b </think>"], ())) == "a <think> b </think>"


def test_a_stop_string_inside_a_thought_ends_nothing() -> None:
    assert "".join(_shown([b"<think>one\n\ntwo</think>", b"three\n\nfour"], ("\n\n",))) == "three"
