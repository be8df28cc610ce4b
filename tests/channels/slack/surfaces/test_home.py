from __future__ import annotations

from dataclasses import replace
from datetime import time

from bot.channels.slack.setup.examples import home as example_home
from bot.channels.slack.setup.examples import steps as example_steps
from bot.channels.slack.surfaces.home import HomeState, home_view
from bot.channels.slack.surfaces.progress import PhaseProgress
from bot.channels.slack.surfaces.rendering import render_view
from bot.domain import EVERY_DAY, Person, Task
from tests.channels.slack.block_rules import check_view
from tests.channels.slack.surfaces.conftest import NASTY, NOW, PROMPTS, worst


def test_home_shows_what_is_next_open_and_done_and_the_settings() -> None:
    view = home_view(example_home(PROMPTS), PROMPTS)

    check_view(view)
    shown = render_view(view)
    parts = ["What to do next", "Build a small image", "What you have promised", "[Done]", "How far you are"]
    parts += [
        "3 of 7",
        "Settings",
        "Timezone: Europe/Berlin",
        "Working days: Monday to Friday",
        "[Change settings]",
    ]
    assert [shown.index(part) for part in parts] == sorted(shown.index(part) for part in parts)


def test_home_of_someone_new_asks_for_the_pathway() -> None:
    view = home_view(HomeState(Person("p"), NOW), PROMPTS)

    check_view(view)
    shown = render_view(view)
    assert "[Choose a move]" in shown
    assert "How far you are" not in shown
    assert "Nothing is open." in shown


def test_settings_are_told_as_they_are() -> None:
    person = Person(
        "p",
        hours_per_week=6.5,
        working_days=(0, 2),
        quiet_from=time(),
        quiet_until=time(),
        reminders_on=False,
    )

    shown = render_view(home_view(HomeState(person, NOW), PROMPTS))
    every_day = render_view(home_view(HomeState(replace(person, working_days=EVERY_DAY), NOW), PROMPTS))

    assert "Hours a week: 6.5\nWorking days: Monday, Wednesday\nQuiet hours: none\nReminders: off" in shown
    assert "Monday to Sunday" in every_day


def test_the_worst_home_keeps_every_limit() -> None:
    step = example_steps(PROMPTS)[0]
    step = replace(step, planned=replace(step.planned, task=Task("1.1", NASTY * 100)))
    state = replace(
        example_home(PROMPTS),
        pathway_title=NASTY * 100,
        steps=(step,) * 60,
        phases=tuple(PhaseProgress(n, NASTY * 50, 1, n) for n in range(1, 100)),
        commitments=tuple(worst(number, late=True) for number in range(60)),
    )

    check_view(home_view(state, PROMPTS))
