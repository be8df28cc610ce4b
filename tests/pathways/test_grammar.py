from hypothesis import given
from hypothesis import strategies as st

from bot.pathways.grammar import split_sentences


def test_abbreviations_do_not_end_a_sentence() -> None:
    text = 'Try a board, e.g. The Pi, by Dr. Ng. It works! Does it? "Yes." Then\nstop.'
    assert split_sentences(text) == [
        "Try a board, e.g. The Pi, by Dr. Ng.",
        "It works!",
        "Does it?",
        '"Yes."',
        "Then",
        "stop.",
    ]


@given(st.text(st.characters(exclude_categories=("Cs",))))
def test_sentences_stand_verbatim_in_their_text_in_order_and_lose_only_spaces(text: str) -> None:
    sentences = split_sentences(text)
    at = 0
    for sentence in sentences:
        at = text.index(sentence, at) + len(sentence)
    assert "".join("".join(sentences).split()) == "".join(text.split())
