from eval.metrics import unsupported_claims


def test_a_sentence_of_a_cited_chunk_or_a_declared_fact_is_supported(make_outcome) -> None:
    text = "Sourdough is critical and takes 10 weeks [1]. Two skills take longer than the others."
    assert unsupported_claims(make_outcome(text, facts=["Two skills take longer than the others."])) == []


def test_a_sentence_that_stands_nowhere_is_named(make_outcome) -> None:
    text = "Sourdough is critical and takes 10 weeks [1]. Sourdough takes 8 weeks of hard labour."
    assert unsupported_claims(make_outcome(text)) == ["Sourdough takes 8 weeks of hard labour."]


def test_a_declared_list_is_supported_as_a_whole_and_not_with_an_item_more(make_outcome) -> None:
    declared = ["You learn three breads sourdough rye"]
    assert (
        unsupported_claims(make_outcome("You learn three breads [1]:\n- sourdough\n- rye", facts=declared))
        == []
    )
    longer = make_outcome("You learn three breads [1]:\n- sourdough\n- rye\n- brioche", facts=declared)
    assert len(unsupported_claims(longer)) == 1


def test_a_question_and_a_bare_no_claim_nothing_and_a_refusal_is_no_answer(make_outcome) -> None:
    assert unsupported_claims(make_outcome("No. Shall we bake forty loaves of rye bread?")) == []
    assert unsupported_claims(make_outcome("Ovens cost many thousand dollars.", abstained=True)) == []


def test_what_code_says_in_other_words_is_supported_as_it_was_declared(make_outcome) -> None:
    fact = "You already have Cooking: heat is heat in every kitchen."
    said = "You already know Cooking, and that helps: heat is heat in every kitchen [1]."
    assert unsupported_claims(make_outcome(said, facts=[fact])) == []
    assert len(unsupported_claims(make_outcome(said))) == 1
