"""A question takes one entry, or some, out of a list: by place, or by what they are about."""

from __future__ import annotations

from collections.abc import Callable

import pytest

pytestmark = pytest.mark.real_model
Ask = Callable[..., str]


@pytest.mark.parametrize(
    ("question", "expected", "beside"),
    [
        ("what's the second challenge?", "finding bugs", "picking up"),
        ("last thing I would miss?", "comfort of web frameworks", "debugging"),
        ("2nd thing on this month's list?", "image classifier", "hello world"),
        ("the last goal for 90 days?", "GitHub repository", "Certificate"),
        ("third transferable skill?", "SQL and NoSQL", "API Development"),
        ("second to last skill on the list?", "Edge AI Hardware", "RTOS"),
        ("the first course in phase 2?", "TensorFlow Lite Developer Certificate", "Udacity"),
        ("what's first thing in phase 2", "quantization and pruning", "ONNX"),
        ("which challenges have nothing to do with hardware?", "stateless APIs", "bugs"),
        ("how many of the challenges are about hardware?", "2 of the 4 challenges", "stateless"),
        ("everything this week except joining communities", "TensorFlow installed", "Slack"),
        ("what are the 90-day goals about GitHub?", "GitHub repository", "Certificate"),
        ("transferable skills except databases", "System Architecture", "SQL"),
        ("which steps of the plan need hardware?", "Raspberry Pi", "image classifier"),
        ("which of the perks are about devices", "devices that you can touch", "drones"),
    ],
)
def test_the_entry_that_is_meant_is_told_alone(
    ask_bundled: Ask, question: str, expected: str, beside: str
) -> None:
    said = ask_bundled(question)
    assert expected in said
    assert beside not in said


@pytest.mark.parametrize(
    "question",
    [
        "what are the challenges with this move?",
        "What will I miss about backend work?",
        "the things I'd love about the work",
    ],
)
def test_the_move_itself_takes_no_entry_out(ask_bundled: Ask, question: str) -> None:
    assert ask_bundled(question).count(".") >= 4


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("does every phase have a course?", "No. Only 4 of the 5 phases"),
        ("do both phase 1 and 5 have a book?", "Yes. Both phases have books"),
        ("does each phase list documentation?", "No. Only 4 of the 5 phases"),
        ("which phases have exactly 5 tasks?", "No phase has that many tasks."),
        ("is there a phase with more than 1 course?", "Model Optimization and Conversion"),
        ("which phases got a book", "3 of the 5 phases have books"),
        ("which phase is as long as the first one?", "Edge AI Deployment Projects"),
        ("which phases are longer than phase 4?", "Embedded Systems and C/C++"),
        ("how many phases before I get to real projects?", "you go through 3 phases"),
        ("which of these is critical: RTOS, TF Lite, C++", "TensorFlow Lite and ONNX"),
        (
            "which is not a transferable skill: docker, sql, c++",
            "C/C++ for Embedded Systems is among the skills",
        ),
        ("what % of the roadmap is phase 3", "28%"),
        ("what share of skill time is python", "19%"),
        ("skills total weeks if i do one after other", "42 weeks"),
        ("how long in total for the critical skills at 5 hours a week?", "about 28 weeks"),
        ("what is the slowest the switch can be, in months?", "12 months"),
        ("is the raise more than 20k?", "Yes. Going by the ends"),
        ("will I earn at least 50k more?", "That depends."),
        ("how many of coursera vs udemy courses in roadmap", "Coursera: 2 courses"),
        ("how many things will i love vs miss", "4 each"),
        ("action plan: is there more to do this month than this week", "3 each"),
        ("is raspberry pi setup in this week or this month part", "This month"),
        ("is phase 1 longer than phase 4 or same", "the same time"),
    ],
)
def test_what_is_computed_is_said(ask_bundled: Ask, question: str, expected: str) -> None:
    assert expected in ask_bundled(question)


@pytest.mark.parametrize(
    "question", ["any podcasts in the resources?", "would it all cost over 1000 dollars?"]
)
def test_what_is_named_nowhere_is_owned_up_to(ask_bundled: Ask, question: str) -> None:
    said = ask_bundled(question)
    assert "don't cover" in said or "say nothing" in said


def test_a_course_that_is_listed_is_not_counted_again(ask_bundled: Ask) -> None:
    said = ask_bundled("how many courses are in the resources overall")
    assert "5 courses" in said
    assert "6 in all" not in said


@pytest.mark.parametrize(
    ("talk", "expected"),
    [
        (("what is phase 4 about?", "what was the middle one"), "hybrid system"),
        (("how much would i earn", "no i mean before the switch"), "$85,000 to $140,000"),
    ],
)
def test_what_is_picked_of_what_was_told(ask_bundled: Ask, talk: tuple[str, ...], expected: str) -> None:
    said = ask_bundled(*talk)
    assert expected in said
    assert "doorbell" not in said
    assert "$200,000" not in said
