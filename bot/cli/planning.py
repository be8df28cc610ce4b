"""`pathcoach next`, `pathcoach plan` and `pathcoach done`: what comes next, by when, and what is finished."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.completing import complete_pathway
from bot.cli.options import JsonOption

if TYPE_CHECKING:
    from bot.cli.plan_desk import PlanDesk
    from bot.domain import Task

PlannerOption = Annotated[
    str, typer.Option("--user", metavar="U", help="Whose plan this is; everyone has their own.")
]
PlannedPathwayOption = Annotated[
    str | None,
    typer.Option(
        "--pathway",
        metavar="ID",
        help="The pathway to plan; without it the one of the profile, else the only one.",
        autocompletion=complete_pathway,
    ),
]


def next_tasks(
    hours: Annotated[
        str | None,
        typer.Option("--hours", metavar="H", help="The time that you have: what fits into it, such as 2."),
    ] = None,
    most: Annotated[int, typer.Option("--limit", metavar="N", min=1, help="At most this many steps.")] = 3,
    pathway: PlannedPathwayOption = None,
    user: PlannerOption = "local",
    as_json: JsonOption = False,
) -> None:
    """Say what to do next, why, and by when.

    \b
    Examples:
      pathcoach next
      pathcoach next --hours 2
      pathcoach next --hours "an hour and a half"
    """
    from bot.cli.plan_desk import open_plan_desk
    from bot.planning import next_steps
    from bot.planning.showing import step_json
    from bot.planning.telling import tell_hours_at_hand, tell_next

    at_hand = _read_hours(hours) if hours is not None else None
    with open_plan_desk(user, pathway=pathway) as desk:
        plan, known = desk.situation.plan, desk.situation.pathway
        steps = next_steps(plan, most=most, hours=at_hand)
        if as_json:
            for step in steps:
                print(json.dumps(step_json(step), ensure_ascii=False))
        elif at_hand is None:
            desk.say(tell_next(plan, known, desk.prompts, steps=steps))
        else:
            desk.say(tell_hours_at_hand(plan, known, desk.prompts, steps=steps, hours=at_hand))


def plan(
    by: Annotated[
        str | None,
        typer.Option("--by", metavar="WHEN", help="Say whether you can be done by then, and what it takes."),
    ] = None,
    ics: Annotated[
        Path | None,
        typer.Option("--ics", metavar="FILE", help="Write a calendar file; - writes it to standard output."),
    ] = None,
    pathway: PlannedPathwayOption = None,
    user: PlannerOption = "local",
    as_json: JsonOption = False,
) -> None:
    """Show your plan: phase by phase and week by week, when it ends, and what moves that.

    It is made anew from today each time, so nothing in it is overdue.

    \b
    Examples:
      pathcoach plan
      pathcoach plan --by September
      pathcoach plan --ics plan.ics
    """
    from bot.cli.plan_desk import open_plan_desk

    if ics is not None and (as_json or by is not None):
        raise typer.BadParameter("--ics writes the whole plan; leave --json and --by out.")
    with open_plan_desk(user, pathway=pathway) as desk:
        if ics is not None:
            _write_calendar(desk, ics)
        elif by is not None:
            _answer_deadline(desk, by, as_json=as_json)
        else:
            _show_plan(desk, as_json=as_json)


def done(
    task: Annotated[
        list[str],
        typer.Argument(metavar="TASK", help="The task's number, such as 1.2, or some words of it."),
    ],
    evidence: Annotated[
        str | None, typer.Option("--evidence", metavar="URL", help="What shows it, such as a repository.")
    ] = None,
    pathway: PlannedPathwayOption = None,
    user: PlannerOption = "local",
    as_json: JsonOption = False,
) -> None:
    """Mark a task of the roadmap as done, and say what comes next.

    Where several may be meant, you are asked on a terminal; elsewhere they are named and nothing changes.

    \b
    Examples:
      pathcoach done 1.2
      pathcoach done the image classifier
      pathcoach done 4.3 --evidence https://github.com/me/doorbell
    """
    from bot.cli.plan_desk import open_plan_desk
    from bot.planning.telling import tell_finished

    if evidence is not None and not evidence.startswith(("https://", "http://")):
        raise typer.BadParameter(f"--evidence takes a URL such as https://example.org, not {evidence!r}.")
    with open_plan_desk(user, pathway=pathway) as desk:
        found = _find_task(desk, " ".join(task), as_json=as_json)
        finished = desk.finish(found.task_id, evidence_url=evidence)
        after = desk.situation.with_done(found.task_id).plan
        if as_json:
            print(json.dumps(desk.finished_json(finished, after), ensure_ascii=False))
        else:
            already_on = desk.day_of(finished.done.done_at) if finished.already else None
            known, prompts = desk.situation.pathway, desk.prompts
            desk.say(tell_finished(found.task_id, after, known, prompts, already_on=already_on))


def _read_hours(text: str) -> float:
    """Return the hours that `text` says, a bare number among them. Raises BadParameter."""
    from bot.dates import read_hours

    try:
        hours: float | None = float(text)
    except ValueError:
        hours = read_hours(text)
    if hours is None or not 0 < hours <= 1000:
        raise typer.BadParameter(f"--hours takes an amount of time such as 2, not {text!r}.")
    return hours


def _show_plan(desk: PlanDesk, *, as_json: bool) -> None:
    from bot.cli.plan_tables import print_plan_tables
    from bot.planning.showing import plan_json
    from bot.planning.telling import tell_plan

    situation = desk.situation
    if as_json:
        print(json.dumps(plan_json(situation.plan), ensure_ascii=False))
        return
    said = tell_plan(situation.plan, situation.pathway, desk.prompts, shifts=situation.what_moves_it())
    desk.say([statement for statement in said if not statement.items])  # the tables show the phases
    print_plan_tables(situation.plan, situation.pathway)


def _answer_deadline(desk: PlanDesk, by: str, *, as_json: bool) -> None:
    from bot.planning.showing import deadline_json
    from bot.planning.telling import tell_deadline

    answer = desk.situation.by(desk.read_day(by))
    if as_json:
        print(json.dumps(deadline_json(answer), ensure_ascii=False))
    else:
        desk.say(tell_deadline(answer, desk.situation.pathway, desk.prompts))


def _write_calendar(desk: PlanDesk, path: Path) -> None:
    from bot.errors import StorageError
    from bot.files import write_atomically
    from bot.planning.calendar import plan_calendar

    situation = desk.situation
    content = plan_calendar(situation.plan, situation.pathway, situation.person, desk.clock())
    if str(path) == "-":
        sys.stdout.buffer.write(content)
        return
    try:
        write_atomically(path, content)
    except OSError as error:
        raise StorageError(f"The calendar {path} cannot be written: {error.strerror}.") from None
    print(f"Wrote the plan to {path}. Import it again after a change: its events move.", file=sys.stderr)


def _find_task(desk: PlanDesk, words: str, *, as_json: bool) -> Task:
    """Return the task that is meant; ask where that is not sure and somebody is there. Raises UnknownTask."""
    from bot.errors import UnknownTask

    found = desk.find_tasks(words)
    if not found:
        raise UnknownTask(f"No task of the roadmap is like “{words}”. `pathcoach plan` lists them.")
    if found[0].sure:
        return found[0].task
    named = "; ".join(f"{match.task.task_id} ({match.task.text})" for match in found)
    if as_json or not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UnknownTask(f"“{words}” may mean several tasks, so name one by its number: {named}.")
    for match in found:
        print(f"{match.task.task_id}  {match.task.text}")
    ids = {match.task.task_id: match.task for match in found}
    chosen = typer.prompt("Which one? Its number, or nothing for none", default="", show_default=False)
    if chosen.strip() not in ids:
        raise UnknownTask("No task was chosen, so nothing was changed.")
    return ids[chosen.strip()]
