"""Plain first questions: what a phase holds, C by its letter, shares, weeks in months, other roles' pay."""

from __future__ import annotations

from collections.abc import Callable

import pytest

pytestmark = pytest.mark.real_model
Ask = Callable[..., str]


@pytest.mark.parametrize(
    "question",
    [
        "what is the first phase about?",
        "what does the first phase cover?",
        "what comes in phase 1?",
        "what do I do in the first phase?",
        "phase 1 tasks",
    ],
)
def test_what_a_phase_is_about_are_its_tasks(question: str, ask_bundled: Ask) -> None:
    said = ask_bundled(question)
    assert "image classifier" in said
    assert not said.startswith("No.")


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("how long is C?", "10 weeks"),
        ("is C more important than Python?", "Python for AI/ML matters more"),
        ("do I need C?", "C/C++ for Embedded Systems"),
        ("what percentage of the time is phase 3?", "28%"),
        ("what share of the roadmap goes to certification?", "4 of the 36 weeks"),
        ("36 weeks is how many months?", "about 8.3 months"),
        ("how many months is C++?", "about 2.3 months"),
        ("who wrote the source?", "name nobody who wrote it"),
        ("ideas for a portfolio project?", "smart doorbell"),
        ("where does AWS come in?", "phase 4"),
        ("the Raspberry Pi, what do I do with it?", "detect"),
        ("where can I meet other people doing this?", "r/EdgeAI"),
        ("and a certification?", "TensorFlow"),
        ("is there a certificate for RTOS?", "name no certificate for Real-Time Operating Systems"),
        ("which certificate for TensorFlow Lite?", "TensorFlow Lite Developer Certificate"),
        ("what's the hardest task?", "don't rate tasks"),
        ("how many chapters does the C++ Primer have?", "don't say how many of those it has"),
        ("how many steps does the roadmap have in total?", "5 phases"),
        ("ok then what hardware does it cover?", "Raspberry Pi"),
        ("math?", 'say nothing about "math"'),
        ("I only have 6 months. possible?", "No. The move"),
        ("I never used TensorFlow, what should I do this week?", "Become a member"),
        ("explain quantization to me", "don't define that"),
        ("which skills do I have to learn?", "6 skills"),
        ("what do I do in the shortest phase?", "technical interviews"),
        ("how many projects do I build?", "Projects are not counted"),
        ("what is the name of the subreddit?", "r/EdgeAI"),
        ("where can I get help when I'm stuck?", "Edge AI Slack"),
        ("where do people who do edge AI meet?", "Edge AI Slack"),
        ("what is the second longest phase?", "The second longest of the phases are"),
        ("how do I practise quantization?", "practise quantization and pruning of models"),
        ("can I get away with just knowing python?", "No. Beside Python for AI/ML"),
        ("is python enough?", "TensorFlow Lite and ONNX (critical, 6 weeks)"),
        (
            "how come the plan gives two different durations?",
            "9 months, while its timeline says 9 to 12 months",
        ),
        ("what should I watch out for with the Udacity course?", "could not be confirmed"),
        ("what year did C++ Primer come out?", "don't say when it came out"),
        ("is there a link to join the slack?", "don't cover that"),
        ("what do frontend people need to do to become edge ai engineer", "nothing of “frontend people”"),
        ("which of the boards should I get to begin with?", "superseded by the Jetson Orin Nano"),
        ("what comes last in the plan?", "Certification and Job Preparation is the last phase"),
        (
            "are there more critical skills or more nice to have skills",
            "as many critical skills as nice to have",
        ),
        ("more things to love or more to miss?", "4 each"),
        ("what percent of the skills are critical?", "2 of the 6 skills to learn, 33%"),
        (
            "my buddy claims RTOS takes the most weeks of all skills. true?",
            "No. The skill that takes longest",
        ),
        ("is any skill longer than 10 weeks?", "None of the skills does"),
        ("which skills take less than 3 weeks?", "None of the skills does"),
        ("which phases have no book among their resources", "2 of the 5 phases have no books"),
        ("avrage length of a fase", "7.2 weeks"),
        ("how meny skils shuld i lern all togheter", "6 skills"),
        ("which tasks mention amazon", "AWS IoT Core"),
        ("will I struggle to keep up with new tools?", "staying current"),
        ("sort the phases by length longest first", "by length, longest first"),
        ("Is it true the Udacity course is 10 weeks long?", "don't say how long it takes"),
        ("So is 9 months or 12 months the correct number?", "does not agree with itself"),
        ("what would be wise to leave for later if time is short", "2 nice-to-have skills"),
        ("What does the document suggest I build for a portfolio", "smart doorbell"),
        ("Which two figures does the source contradict itself about?", "does not agree with itself on two"),
        ("how many resources could not be confirmed?", "5 of the 15 resources"),
        ("if i skip everything thats optional how many weeks do i save", "14 weeks together (6 + 8)"),
        ("what is the longest the move can take?", "9 to 12 months"),
        ("first and last task of stage four?", "real time on a Raspberry Pi"),
        ("first and last task of stage four?", "smart doorbell"),
    ],
)
def test_a_plain_question_gets_its_answer(question: str, expected: str, ask_bundled: Ask) -> None:
    assert expected in ask_bundled(question)


@pytest.mark.parametrize("question", ["what do I have to do for the job hunt?", "tasks for the job search"])
def test_what_is_to_be_done_for_something_is_that_of_its_phase(question: str, ask_bundled: Ask) -> None:
    said = ask_bundled(question)
    assert "technical interviews" in said
    assert "image classifier" not in said


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("is tensorflow lite in phase 3?", "Yes. Phase 3, Embedded Systems and C/C++, names"),
        ("is tensorflow lite in phase 4?", "No. Phase 4, Edge AI Deployment Projects, doesn't name"),
        ("isn't C++ in phase 2?", "phase 3 names it"),
        ("is tensorflow lite in phase 4?", "phases 2, 3 and 5 name it"),
        (
            "is optimization part of phase 2?",
            'Phase 2, Model Optimization and Conversion, names "optimization".',
        ),
    ],
)
def test_whether_a_phase_names_a_thing_gets_a_verdict(question: str, expected: str, ask_bundled: Ask) -> None:
    assert expected in ask_bundled(question)


def test_a_challenge_that_is_left_out_is_not_told(ask_bundled: Ask) -> None:
    said = ask_bundled("What are the challenges apart from picking up C?")
    assert "staying current" in said
    assert "picking up C/C++" not in said


@pytest.mark.parametrize("question", ["option C sounds good", "what does USB-C do?", "and c) what then"])
def test_a_letter_is_no_language_everywhere(question: str, ask_bundled: Ask) -> None:
    assert "10 weeks" not in ask_bundled(question)


@pytest.mark.parametrize(
    ("question", "role"),
    [
        ("how much does a frontend developer make?", "frontend developers"),
        ("what does an ML engineer earn?", "ML engineers"),
        ("data scientist pay?", "data scientists"),
    ],
)
def test_the_pay_of_another_role_is_not_known(question: str, role: str, ask_bundled: Ask) -> None:
    assert f"not for {role}" in ask_bundled(question)


@pytest.mark.parametrize(
    ("question", "verdict"),
    [("are there more than five phases?", "No."), ("are there at least 2 critical skills?", "Yes.")],
)
def test_whether_there_are_so_many_gets_a_verdict(question: str, verdict: str, ask_bundled: Ask) -> None:
    assert ask_bundled(question).startswith(verdict)


def test_years_on_the_job_are_no_length_of_the_move(ask_bundled: Ask) -> None:
    said = ask_bundled("hi, I'm a java backend dev 6 yrs, how long will the switch take me?")
    assert "9 to 12 months" in said
    assert not said.startswith("No.")
