"""Made-up words of the domain, to show what people see in Slack. Their texts stand in prompts/. Pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.channels.slack.surfaces.home import HomeState
from bot.channels.slack.surfaces.progress import PhaseProgress
from bot.commitments.messages import write_message
from bot.commitments.review import Review
from bot.commitments.telling import Teller
from bot.domain import (
    CheckIn,
    Citation,
    Commitment,
    CommitmentStatus,
    Delivery,
    DeliveryKind,
    Person,
    Plan,
    PlannedTask,
    Recurrence,
    Reply,
    Section,
    Task,
    TaskState,
)
from bot.planning import NextStep, Reason
from bot.prompts import Prompts

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=ZoneInfo("Europe/Berlin"))  # a Monday
PERSON = Person("example", timezone="Europe/Berlin", pathway_id="example", hours_per_week=6)
_PARAGRAPHS = 13  # of the long answer, before its list


def answer(prompts: Prompts) -> Reply:
    """Return an answer with four citations."""
    skill, roadmap = Section.SKILLS_TO_LEARN, Section.ROADMAP
    quote = prompts.say("slack_example_passage")
    citations = tuple(
        Citation(
            number,
            f"example/{number}",
            "example",
            roadmap if number == 4 else skill,
            prompts.say(f"slack_example_heading_{number}"),
            quote,
        )
        for number in range(1, 5)
    )
    return Reply(prompts.say("slack_example_answer"), "answer", citations=citations, turn_id="turn")


def long_answer(prompts: Prompts) -> Reply:
    """Return an answer that takes two messages, with a list and code."""
    paragraphs = [
        prompts.say("slack_example_long_paragraph", number=number) for number in range(1, _PARAGRAPHS + 1)
    ]
    ending = [prompts.say(f"slack_example_long_{part}") for part in ("list", "code")]
    text = "\n\n".join([*paragraphs, *ending])
    return replace(answer(prompts), text=text, citations=answer(prompts).citations[:1])


def promises(prompts: Prompts) -> tuple[Commitment, Commitment, Commitment]:
    """Return three open commitments: two are due soon, of which one recurs, and one was due on Friday."""
    texts = [prompts.say(f"slack_example_promise_{number}") for number in range(1, 4)]
    first = Commitment("one", PERSON.person_id, texts[0], date(2026, 3, 6), time(18))
    first = replace(first, status=CommitmentStatus.OPEN)
    second = replace(
        first,
        commitment_id="two",
        text=texts[1],
        due_on=date(2026, 3, 4),
        due_time=None,
        recurrence=Recurrence("FREQ=WEEKLY;BYDAY=WE"),
        if_then=prompts.say("slack_example_if_then"),
    )
    third = replace(first, commitment_id="three", text=texts[2], due_on=date(2026, 2, 27))
    return first, second, third


def check_in(prompts: Prompts, *commitments: Commitment) -> CheckIn:
    """Return a message that asks after, or reminds of, these commitments."""
    late = {each.commitment_id for each in commitments if each.due_on and each.due_on < NOW.date()}
    deliveries = tuple(
        Delivery(
            each.commitment_id,
            each.person_id,
            DeliveryKind.CHECK_IN if each.commitment_id in late else DeliveryKind.REMINDER,
            NOW,
            each.commitment_id,
        )
        for each in commitments
    )
    about = {each.commitment_id: each for each in commitments}
    text = write_message(prompts, deliveries, about, now=NOW)
    return CheckIn("message", PERSON, text, deliveries, commitments)


def review(prompts: Prompts) -> Review:
    """Return a week in which one of three was kept."""
    first, second, third = promises(prompts)
    return Review(
        date(2026, 2, 23),
        date(2026, 3, 1),
        kept=(replace(first, status=CommitmentStatus.DONE),),
        partly=(replace(second, status=CommitmentStatus.PARTLY),),
        still_open=(third,),
        whys={second.commitment_id: prompts.say("slack_example_why")},
        streak_weeks=3,
    )


def plan(prompts: Prompts) -> Plan:
    """Return a plan of three tasks that are left."""
    starts_on = NOW.date()
    tasks = tuple(
        PlannedTask(
            Task(f"2.{number}", prompts.say(f"slack_example_task_{number}")),
            phase=2,
            state=TaskState.PLANNED,
            hours=6.0 * number,
            starts_on=starts_on + timedelta(weeks=2 * number - 2),
            ends_on=starts_on + timedelta(weeks=2 * number, days=-3),
        )
        for number in range(1, 4)
    )
    return Plan("example", starts_on, starts_on, 6, False, tasks, (), date(2026, 9, 18), 160, 24)


def steps(prompts: Prompts) -> tuple[NextStep, ...]:
    """Return the next steps of the plan."""
    return tuple(NextStep(task, task.hours, (Reason.NEXT,)) for task in plan(prompts).tasks)


def phases(prompts: Prompts) -> tuple[PhaseProgress, ...]:
    """Return how far the phases are."""
    done = {1: (6, 6), 2: (3, 7), 3: (0, 8), 4: (0, 5)}
    return tuple(
        PhaseProgress(position, prompts.say(f"slack_example_phase_{position}"), *counts)
        for position, counts in done.items()
    )


def home(prompts: Prompts) -> HomeState:
    """Return the Home of someone who is on their way."""
    first, second, third = promises(prompts)
    return HomeState(
        PERSON,
        NOW,
        pathway_title=prompts.say("slack_example_pathway"),
        plan=plan(prompts),
        steps=steps(prompts),
        phases=phases(prompts),
        commitments=(third, second, first),
    )


def teller(prompts: Prompts) -> Teller:
    """Return the one who tells of commitments at the examples' moment."""
    return Teller(prompts, NOW)
