from __future__ import annotations

from dataclasses import replace

from bot.domain import Chunk, Dropped, Passage, Trace
from eval.judge.judging import Rating
from eval.metrics import Outcome, summarise
from eval.report.filling import part_of
from eval.report.opinions import opinions_of
from eval.report.templates import meanings


def _part(outcomes: list[Outcome], **settings: object):
    return part_of("work half", outcomes, summarise(outcomes), **{"reveal": True, **settings})


def test_a_failed_case_comes_with_all_that_its_reply_rests_on(failed: Outcome, chunk: Chunk) -> None:
    trace = Trace(
        understood="lookup",
        facts=failed.reply.trace.facts,
        dropped=(Dropped("It is $999.", "figure"),),
        passages=(Passage(chunk, 0.5, cosine=0.25),),
    )
    part = _part([replace(failed, reply=replace(failed.reply, trace=trace))])
    evidence = part.failures[0].evidence
    assert [each.sort for each in evidence] == ["understood", "cited", "fact", "dropped", "passage"]
    assert evidence[1].text == "not in there"
    assert evidence[3].source == "figure"
    assert evidence[4].text.endswith("takes 10 weeks.")
    assert not part.failures[0].right
    assert "lacks '10 week'" in part.failures[0].complaints


def test_a_right_reply_that_lacks_support_is_a_failure_that_is_not_wrong(make_outcome) -> None:
    part = _part([make_outcome("It takes 10 weeks, and $999 [1].", needs=[("10 week",)])])
    assert part.wrong == 0
    assert "states 999 without support" in part.failures[0].complaints


def test_where_texts_must_not_be_seen_the_ids_remain(failed: Outcome) -> None:
    part = _part([failed], reveal=False)
    assert (part.failures, part.hidden) == ((), ("fact-1",))


def test_what_is_lost_in_conversation_is_a_failure_and_in_no_other_figure(
    failed: Outcome, make_outcome
) -> None:
    part = _part([make_outcome("Sourdough is critical and takes 10 weeks [1].")], lost=[failed])
    assert [failure.case_id for failure in part.failures] == ["fact-1"]
    assert part.figure("right").value == 1.0
    assert part.kinds[0].cases == 1


def test_a_share_has_an_interval_and_a_count_has_none(make_outcome, failed: Outcome) -> None:
    part = _part([failed, *[make_outcome("It takes 10 weeks [1].")] * 9])
    right = part.figure("right")
    assert right.low is not None
    assert right.low < right.value < right.high
    assert part.kinds[0].right == right
    assert part.figure("misquotes").interval == ""


def test_every_metric_has_a_meaning() -> None:
    assert [name for name in summarise([]) if name not in meanings()] == []


def test_opinions_are_means_with_intervals_within_the_scale() -> None:
    found = opinions_of("wise", "work half", [Rating(5, 2), Rating(5, 4), None])
    faithful, helpful, rated, unread = found.figures
    assert (faithful.value, faithful.high, helpful.value) == (5.0, 5.0, 3.0)
    assert 1 < faithful.low < 5
    assert (rated.shown, unread.shown) == ("2", "1")


def test_no_ratings_give_no_mean() -> None:
    assert opinions_of("wise", "work half", [None]).figures[0].shown == "-"
