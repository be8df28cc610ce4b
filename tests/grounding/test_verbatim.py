# ruff: noqa: E501  (a pair a line reads best)
"""What the model may say of the evidence, and what it may not: no false accept in the adversarial pairs."""

from __future__ import annotations

import pytest

from bot.domain import Fact
from bot.grounding import check

OPENINGS = [
    ("You will love", "You will also love", "Beyond that, you will love"),
    ("You may miss", "You may also miss", "Beyond that, you may miss"),
    ("One of the biggest challenges is", "Another challenge is"),
]
DRONES = "You will love a lot of impact in young fields, such as autonomous drones and smart sensors."
PUZZLES = "You will love puzzles that the cloud does not pose."
TOOLS = "You may miss the grown-up tools of classic backend development."
SIMPLE = "You may miss how simple a deployment is when no hardware sets limits."
BUGS = "One of the biggest challenges is finding bugs that cross from software into hardware, with hardly any logs to go by."
STATE = "One of the biggest challenges is going from stateless APIs to stateful systems that are short of resources."
WEEKS = "C++ takes 10 weeks, and Python takes 8 weeks."
SKILL = "Python for AI/ML is critical and takes 8 weeks to learn."
RTOS = "Real-Time Operating Systems (RTOS) is nice to have and takes 8 weeks to learn."
PAY = "A Backend Developer earns $85,000 to $140,000 a year, and an Edge AI Engineer earns $120,000 to $200,000 a year."
RISE = "The move raises pay by 30%; another estimate in the sources says 30% to 50%."
HELD = "You already know Databases, and that helps: Ada looks after the pipelines, and Grace stores the telemetry."
EXAM = "Google closed the exam in 2024, so no new certificates are issued."
LIMITED = "You will love remote work, for example from home, but only after the first year."
TASK = "In phase 4, Projects, you do this: make something for your portfolio, for example a smart doorbell."
AUTHOR = "Stanley Lippman wrote 'C++ Primer', and Stephen Prata wrote 'C++ Primer Plus'."

SUPPORTED = [
    (DRONES, [DRONES]),
    ("You will love a lot of impact in young fields.", [DRONES]),
    ("You will also love puzzles that the cloud does not pose.", [PUZZLES]),
    ("you may miss the grown-up tools of classic backend development.", [TOOLS]),
    (BUGS, [BUGS, STATE]),
    ("You may miss the grown-up tools of classic backend development, but you will love puzzles that the cloud does not pose.", [PUZZLES, TOOLS]),
    ("You will love puzzles that the cloud does not pose, and a lot of impact in young fields.", [DRONES, PUZZLES]),
    ("In phase 4, Projects, you do this: make something for your portfolio.", [TASK]),
    (WEEKS, [WEEKS]),
    ("C++ takes 10 weeks.", [WEEKS]),
    ("Although you will love puzzles that the cloud does not pose, you may miss the grown-up tools of classic backend development.", [PUZZLES, TOOLS]),
    (PAY, [PAY]),
]  # fmt: skip

UNSUPPORTED = [
    # figures and units
    ("Python for AI/ML is critical and takes 10 weeks to learn.", [SKILL]),
    ("Python for AI/ML is critical and takes 8 months to learn.", [SKILL]),
    ("Python for AI/ML is critical and takes 8 days to learn.", [SKILL]),
    ("Python for AI/ML is critical and takes 80 weeks to learn.", [SKILL]),
    ("C++ takes 8 weeks, and Python takes 10 weeks.", [WEEKS]),
    ("C++ takes 8 weeks.", [WEEKS]),
    ("Python takes 10 weeks.", [WEEKS]),
    ("C takes 10 weeks, and Python takes 8 weeks.", [WEEKS]),
    ("The move raises pay by 50%; another estimate in the sources says 30% to 50%.", [RISE]),
    ("The move raises pay by 30; another estimate in the sources says 30% to 50%.", [RISE]),
    ("The move raises pay by 30% to 50%.", [RISE]),
    ("The move lowers pay by 30%; another estimate in the sources says 30% to 50%.", [RISE]),
    ("A Backend Developer earns $120,000 to $200,000 a year, and an Edge AI Engineer earns $85,000 to $140,000 a year.", [PAY]),
    ("An Edge AI Engineer earns $85,000 to $140,000 a year.", [PAY]),
    ("An Edge AI Engineer earns €120,000 to €200,000 a year.", [PAY]),
    ("An Edge AI Engineer earns $120,000 to $200,000 a month.", [PAY]),
    ("In phase 3, Projects, you do this: make something for your portfolio.", [TASK]),
    ("Google closed the exam in 2025, so no new certificates are issued.", [EXAM]),
    # names
    ("Java for AI/ML is critical and takes 8 weeks to learn.", [SKILL]),
    ("Python for AI/ML and Rust are critical and take 8 weeks to learn.", [SKILL]),
    ("Python for ai/ml is critical and takes 8 weeks to learn.", [SKILL]),
    ("Microsoft closed the exam in 2024, so no new certificates are issued.", [EXAM]),
    ("Stephen Prata wrote 'C++ Primer', and Stanley Lippman wrote 'C++ Primer Plus'.", [AUTHOR]),
    ("Stanley Lippman wrote 'C++ Primer Plus'.", [AUTHOR]),
    ("Stephen Prata wrote 'C++ Primer'.", [AUTHOR]),
    ("Michael Barr wrote 'C++ Primer', and Stephen Prata wrote 'C++ Primer Plus'.", [AUTHOR]),
    ("You will love a lot of impact in young fields, such as Tesla and smart sensors.", [DRONES]),
    # negation, lost or added
    ("You will love puzzles that the cloud does pose.", [PUZZLES]),
    ("You will not love puzzles that the cloud does not pose.", [PUZZLES]),
    ("You won't love puzzles that the cloud does not pose.", [PUZZLES]),
    ("You may not miss the grown-up tools of classic backend development.", [TOOLS]),
    ("You may never miss the grown-up tools of classic backend development.", [TOOLS]),
    ("Google closed the exam in 2024, so new certificates are issued.", [EXAM]),
    ("Google never closed the exam in 2024, so no new certificates are issued.", [EXAM]),
    ("You may miss how simple a deployment is when hardware sets limits.", [SIMPLE]),
    ("Python for AI/ML is not critical and takes 8 weeks to learn.", [SKILL]),
    # limits lost
    ("One of the biggest challenges is finding bugs that cross from software into hardware, with logs to go by.", [BUGS]),
    ("One of the biggest challenges is finding bugs that cross from software into hardware, with any logs to go by.", [BUGS]),
    ("You will love remote work.", [LIMITED]),
    ("You will love remote work, for example from home.", [LIMITED]),
    ("You may miss how simple a deployment is.", [SIMPLE]),
    ("You will love a lot of impact.", [DRONES]),
    # added claims
    ("You will love puzzles that the cloud does not pose, and free lunches.", [PUZZLES]),
    ("You will absolutely love puzzles that the cloud does not pose.", [PUZZLES]),
    ("You will love puzzles that the cloud does not pose because they are easy.", [PUZZLES]),
    ("It is not scary, and you will love puzzles that the cloud does not pose.", [PUZZLES]),
    ("Yes. You will love puzzles that the cloud does not pose.", [PUZZLES]),
    ("No, you will love puzzles that the cloud does not pose.", [PUZZLES]),
    ("Your experience is a great help.", [HELD]),
    ("Everything will be fine.", [PUZZLES, TOOLS]),
    ("Python for AI/ML is critical and takes only 8 weeks to learn.", [SKILL]),
    ("Python for AI/ML is the most critical and takes 8 weeks to learn.", [SKILL]),
    ("A great team will love puzzles that the cloud does not pose.", [PUZZLES]),
    # levels
    ("Real-Time Operating Systems (RTOS) is critical and takes 8 weeks to learn.", [RTOS, SKILL]),
    ("Python for AI/ML is nice to have and takes 8 weeks to learn.", [RTOS, SKILL]),
    ("Real-Time Operating Systems (RTOS) is important and takes 8 weeks to learn.", [RTOS]),
    # contrast and openings that change what is said
    ("You will love the grown-up tools of classic backend development.", [TOOLS, PUZZLES]),
    ("You may miss puzzles that the cloud does not pose.", [TOOLS, PUZZLES]),
    ("One of the biggest challenges is puzzles that the cloud does not pose.", [PUZZLES, BUGS]),
    ("You will love puzzles that the cloud does not pose, and the grown-up tools of classic backend development.", [PUZZLES, TOOLS]),
    ("You will love puzzles that the cloud does not pose, but a lot of impact in young fields.", [PUZZLES, DRONES]),
    ("You will love puzzles that the cloud does not pose, but you will love a lot of impact in young fields.", [PUZZLES, DRONES]),
    ("You will love finding bugs that cross from software into hardware, with hardly any logs to go by.", [BUGS, PUZZLES]),
    # who does what, direction
    ("You already know Databases, and that helps: Grace looks after the pipelines, and Ada stores the telemetry.", [HELD]),
    ("You already know Databases, and that helps: you look after the pipelines, and Grace stores the telemetry.", [HELD]),
    ("Ada already knows Databases, and that helps: Ada looks after the pipelines, and Grace stores the telemetry.", [HELD]),
    ("One of the biggest challenges is going from stateful APIs to stateless systems that are short of resources.", [STATE]),
    ("One of the biggest challenges is going from stateless APIs to stateless systems that are short of resources.", [STATE]),
    ("One of the biggest challenges is going from stateful systems that are short of resources to stateless APIs.", [STATE]),
    ("One of the biggest challenges is finding bugs that cross from hardware into software, with hardly any logs to go by.", [BUGS]),
    ("I will love puzzles that the cloud does not pose.", [PUZZLES]),
    # no statement at all
    ("Will you love puzzles that the cloud does not pose?", [PUZZLES]),
    ("You will love puzzles that the cloud does not pose?", [PUZZLES]),
    ("You will love puzzles that the cloud", [PUZZLES]),
    ("You will love.", [PUZZLES]),
    ("You will love puzzles that the cloud does not pose, and.", [PUZZLES, DRONES]),
    ("...", [PUZZLES]),
    ("", [PUZZLES]),
    ("You will love puzzles that the cloud does not pose.", []),
]  # fmt: skip


def facts(texts: list[str]) -> list[Fact]:
    return [Fact(text, f"doc/reality-check/{number}", text) for number, text in enumerate(texts)]


@pytest.mark.parametrize(("sentence", "texts"), SUPPORTED)
def test_the_evidence_whole_shortened_or_joined_is_supported(sentence: str, texts: list[str]) -> None:
    verdict = check(sentence, facts(texts), OPENINGS)

    assert verdict.supported, verdict.reason


@pytest.mark.parametrize(("sentence", "texts"), UNSUPPORTED)
def test_what_the_evidence_does_not_say_is_not_supported(sentence: str, texts: list[str]) -> None:
    verdict = check(sentence, facts(texts), OPENINGS)

    assert not verdict.supported
    assert verdict.reason


def test_a_joined_sentence_rests_on_both_facts() -> None:
    both = facts([PUZZLES, DRONES])

    verdict = check(
        "You will love a lot of impact in young fields, and puzzles that the cloud does not pose.",
        both,
        OPENINGS,
    )

    assert set(verdict.facts) == set(both)


def test_a_reason_says_where_a_sentence_leaves_the_evidence() -> None:
    verdict = check(
        "You may miss the grown-up cats of classic backend development.", facts([TOOLS]), OPENINGS
    )

    assert "cats" in verdict.reason
