import pytest

from bot.index.keywords import KeywordIndex, stems


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Learning to learn", ["learn", "learn"]),
        ("C++ and C# in 1,000 steps", ["c++", "c#", "1000", "step"]),
        ("TensorRT-LLM", ["tensorrt", "llm"]),
        ("it is IT", ["it"]),
        ("€85.50, 9.", ["85.50", "9"]),
        ("the of and", []),
        ("", []),
    ],
)
def test_stems_keep_names_and_numbers(text, expected):
    assert list(stems(text)) == expected


@pytest.mark.parametrize("texts", [[], [""], ["the", "of"]])
def test_a_corpus_without_words_scores_nothing(tmp_path, texts):
    KeywordIndex.write(tmp_path / "bm25", texts)

    assert KeywordIndex(tmp_path / "bm25").scores("anything").tolist() == [0] * len(texts)


def test_only_chunks_that_hold_a_word_score(tmp_path):
    KeywordIndex.write(tmp_path / "bm25", ["quantised models", "pruned trees", "", "models of trees"])

    scores = KeywordIndex(tmp_path / "bm25").scores("MODEL zzz")

    assert [score > 0 for score in scores] == [True, False, False, True]


def test_a_rare_word_weighs_more_than_a_common_one(tmp_path):
    KeywordIndex.write(tmp_path / "bm25", ["week plan", "week oven", "week flour", "bowline knot"])

    scores = KeywordIndex(tmp_path / "bm25").scores("bowline week")

    assert scores[3] > scores[0] > 0
