from eval.metrics.sentences import Said, sentences


def test_a_reply_is_cut_into_sentences_with_what_each_cites() -> None:
    assert sentences("It takes 10 weeks [1]. Start with C++ [2][3]!") == [
        Said("It takes 10 weeks.", (1,)),
        Said("Start with C++!", (2, 3)),
    ]


def test_a_list_belongs_to_its_lead() -> None:
    [said] = sentences("You learn [1]:\n- Rye\n- Sourdough [2]")
    assert said == Said("You learn:", (1, 2), ("Rye", "Sourdough"))
    assert said.whole == "You learn Rye Sourdough."


def test_code_is_shown_and_not_said() -> None:
    assert sentences("Run this.\n```\nmake all\n```\nThen rest.") == [Said("Run this."), Said("Then rest.")]


def test_a_version_number_ends_no_sentence() -> None:
    assert [said.text for said in sentences("Use 2.5 GB. And no more.")] == ["Use 2.5 GB.", "And no more."]
