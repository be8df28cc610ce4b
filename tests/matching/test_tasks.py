"""Which skill a task serves, and which task someone means."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from bot.domain import Pathway, Task
from bot.embedding import MiniLMEmbedder
from bot.matching import Matcher

pytestmark = pytest.mark.real_model


def test_each_task_serves_the_skill_that_it_teaches_or_none(matcher: Matcher, edge: Pathway) -> None:
    python, lite, c = "Python for AI/ML", "TensorFlow Lite and ONNX", "C/C++ for Embedded Systems"
    assert matcher.task_skills(edge) == {
        "1.1": python,
        "1.2": python,
        "2.1": "Model Optimization (Quantization, Pruning)",
        "2.2": lite,
        "2.3": lite,
        "3.1": c,
        "3.2": lite,
        "3.3": c,
        "4.1": "Edge AI Hardware (Jetson, Raspberry Pi, ASICs)",
        "5.1": lite,
    }


def test_sharing_one_word_with_a_skill_is_not_serving_it(matcher: Matcher, bees: Pathway) -> None:
    assert matcher.task_skills(bees) == {"3.1": "Honey Extraction"}  # a hive is assembled, not inspected


def test_the_tasks_of_another_field_serve_its_skills(matcher: Matcher, nurse: Pathway) -> None:
    assert matcher.task_skills(nurse) == {
        "1.1": "Excel",
        "1.2": "SQL for Analytics",
        "2.1": "Statistics and Experiment Design",
        "2.2": "Python (pandas, NumPy)",
        "3.1": "Data Visualization (Tableau, Power BI)",
        "3.2": "Healthcare Data Standards (HL7, FHIR)",
        "3.4": "SQL for Analytics",
    }


@pytest.mark.parametrize(
    ("said", "task_id"),
    [
        ("the ward roster", "1.1"),
        ("cleaned the admissions data", "2.2"),
        ("the stats book", "2.1"),
        ("my resume", "3.3"),
        ("CV", "3.3"),
        ("the FHIR mapping", "3.2"),
    ],
)
def test_a_task_of_another_field_is_found(matcher: Matcher, nurse: Pathway, said: str, task_id: str) -> None:
    found = matcher.find_tasks(said, nurse)
    assert (found[0].task.task_id, found[0].sure) == (task_id, True)


@pytest.mark.parametrize(
    ("said", "task_id"),
    [
        ("I finished the classifier", "1.2"),
        ("I trained the image classifer", "1.2"),
        ("the C++ basics", "3.1"),
        ("pointers", "3.1"),
        ("read the Barr book", "3.3"),
        ("I've done Andrew Ng's course", "1.1"),
        ("the machine learning specialization", "1.1"),
        ("the Situnayake book", "1.3"),
        ("the object detection", "4.1"),
        ("my doorbell", "4.3"),
        ("updated my LinkedIn", "5.2"),
        ("interview practice", "5.3"),
        ("ONNX conversion", "2.2"),
        ("the TensorFlow Lite course", "2.3"),
        ("practised pruning", "2.1"),
        ("AWS", "4.2"),
        ("1.2", "1.2"),
        ("task 1.2", "1.2"),
        ("the second task of phase 3", "3.2"),
        ("phase 3 task 2", "3.2"),
        ("third phase, first step", "3.1"),
        ("last task of phase 4", "4.3"),
        ("passed the tensorflow lite cert!!!!", "5.1"),
        ("TFLite dev course: completed", "2.3"),
        ("the camera on Raspberry Pi see now the objects", "4.1"),
        ("done w the barr book btw, kinda dry ngl", "3.3"),
        ("portfolio project's live. smart doorbell. mark it done", "4.3"),
        ("classifier runs on my laptop, tells a shallot from an onion 9 times out of 10", "1.2"),
        ("pi is up and running the tflite model", "3.2"),
        ("my trained net is in ONNX now and gives the same answers in two runtimes", "2.2"),
    ],
)
def test_a_task_is_found_by_its_number_its_words_or_its_meaning(
    matcher: Matcher, edge: Pathway, said: str, task_id: str
) -> None:
    found = matcher.find_tasks(said, edge)

    assert (found[0].task.task_id, found[0].sure) == (task_id, True)
    assert not any(match.sure for match in found[1:])


@pytest.mark.parametrize(
    ("said", "task_ids"),
    [
        ("the certificate", {"2.3", "5.1"}),
        ("Raspberry Pi", {"3.2", "4.1"}),
        ("read a book", {"1.3", "3.3"}),
        ("phase 1", {"1.1", "1.2", "1.3"}),
    ],
)
def test_where_several_tasks_may_be_meant_none_is_sure(
    matcher: Matcher, edge: Pathway, said: str, task_ids: set[str]
) -> None:
    found = matcher.find_tasks(said, edge)

    assert task_ids <= {match.task.task_id for match in found}
    assert not any(match.sure for match in found)


@pytest.mark.parametrize(
    "said", ["the laundry", "my taxes", "emailed two people", "9.9", "phase 9", "", " . "]
)
def test_what_is_no_task_finds_none(matcher: Matcher, edge: Pathway, said: str) -> None:
    assert matcher.find_tasks(said, edge) == []


def test_no_more_candidates_than_asked_for(matcher: Matcher, edge: Pathway) -> None:
    assert len(matcher.find_tasks("TensorFlow Lite", edge, most=2)) == 2


def test_a_changed_document_is_read_anew(matcher: Matcher, edge: Pathway) -> None:
    shorter = replace(edge, phases=edge.phases[:1])
    matcher.task_skills(edge)

    assert set(matcher.task_skills(shorter)) == {"1.1", "1.2"}


def test_a_pathway_without_skills_and_tasks_matches_nothing(matcher: Matcher, edge: Pathway) -> None:
    empty = replace(edge, phases=(), skills_to_learn=(), transferable_skills=())

    assert matcher.find_tasks("the classifier", empty) == []
    assert matcher.matches(["Python"], empty).known == frozenset()


class _CountingEmbedder(MiniLMEmbedder):
    calls = 0

    def embed(self, texts: object) -> NDArray[np.float32]:
        self.calls += 1
        return super().embed(texts)  # type: ignore[arg-type]


def test_the_vectors_of_a_pathway_are_kept_and_what_people_say_is_not(tmp_path: Path, edge: Pathway) -> None:
    Matcher(MiniLMEmbedder(), cache=tmp_path).matches([], edge)
    kept, later = set(tmp_path.iterdir()), _CountingEmbedder()
    matcher = Matcher(later, cache=tmp_path)

    links = matcher.matches([], edge).task_skills
    assert (len(links), later.calls) == (10, 0)
    matcher.match_skills(["beekeeping"], edge)
    assert later.calls == 1
    assert set(tmp_path.iterdir()) == kept


def test_a_remark_about_a_task_is_no_part_of_it(matcher: Matcher, edge: Pathway) -> None:
    remarked = "Study the book 'Edge AI' (his published book is called 'AI at the Edge')"
    phase = replace(edge.phases[0], tasks=(Task("1.1", remarked), *edge.phases[0].tasks[1:]))
    changed = replace(edge, phases=(phase, *edge.phases[1:]))

    assert [each.task.task_id for each in matcher.find_tasks("call Anna", changed)] == []
