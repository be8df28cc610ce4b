"""`pathcoach commitments …`: what someone promised, kept and followed up from the command line."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.ledger import Ledger, WhoseOption, open_ledger
from bot.cli.options import JsonOption
from bot.cli.tables import print_table
from bot.errors import BadChange, StorageError

if TYPE_CHECKING:
    from bot.commitments import Draft
    from bot.domain import Commitment

commitments = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="What you promised: add, confirm, list, close, move or drop it.\n\n"
    "An ID may be shortened to its beginning or its end, as long as only one of yours fits.\n\n"
    "Example: pathcoach commitments list",
)

Identifier = Annotated[str, typer.Argument(metavar="ID", help="Of the commitment, or a part of it.")]
WhyOption = Annotated[
    str | None, typer.Option("--why", metavar="TEXT", help="What helped or kept you; the review repeats it.")
]
EvidenceOption = Annotated[
    str | None, typer.Option("--evidence", metavar="URL", help="A link to what came of it.")
]
WhenArgument = Annotated[
    list[str], typer.Argument(metavar="WHEN", help="In words: tomorrow, next Friday, 6 March, Monday 18:00.")
]
_SHORT = 6  # of an id, from its end: all ids of a day begin alike


@commitments.command()
def add(
    text: Annotated[list[str], typer.Argument(metavar="TEXT", help="What you will do, and by when.")],
    if_then: Annotated[
        str | None, typer.Option("--if-then", metavar="PLAN", help='Such as "if it is 20:00, I open it".')
    ] = None,
    user: WhoseOption = "local",
    as_json: JsonOption = False,
) -> None:
    """Promise something by a date. It is saved at once.

    \b
    Examples:
      pathcoach commitments add "Email two people by Friday"
      pathcoach commitments add "Study RTOS every Monday at 19:00"
    """
    with open_ledger(user, as_json=as_json) as ledger:
        draft = _read(ledger, " ".join(text))
        (proposal,) = ledger.service.propose(ledger.person_id, [replace(draft, if_then=if_then)])
        changed = ledger.service.confirm(ledger.person_id, [proposal.commitment_id])
        said = f"{ledger.teller.confirmed(changed)} ({ledger.teller.zone}; {_short(proposal)})"
        ledger.show(changed.changed, said)


@commitments.command()
def confirm(
    ids: Annotated[list[str], typer.Argument(metavar="ID…", help="Of what was proposed.")],
    user: WhoseOption = "local",
    as_json: JsonOption = False,
) -> None:
    """Save what the coach proposed, for example in an answer of `pathcoach ask`."""
    with open_ledger(user, as_json=as_json) as ledger:
        found = [ledger.find(each).commitment_id for each in ids]
        changed = ledger.service.confirm(ledger.person_id, found)
        ledger.show((*changed.changed, *changed.unchanged), ledger.teller.confirmed(changed))


@commitments.command("list")
def list_them(
    everything: Annotated[bool, typer.Option("--all", help="Closed ones and proposals, too.")] = False,
    ics: Annotated[
        str | None,
        typer.Option("--ics", metavar="FILE", help="Write a calendar file with all of them; - for output."),
    ] = None,
    user: WhoseOption = "local",
    as_json: JsonOption = False,
) -> None:
    """List what you promised, the soonest due first."""
    with open_ledger(user, as_json=as_json) as ledger:
        if ics is not None:
            _write_calendar(ledger, ics)
            return
        of_person = ledger.store.commitments.find(ledger.person_id)
        found = of_person if everything else ledger.service.open(ledger.person_id)
        if as_json:
            ledger.show(tuple(found), "")
        elif not found:
            print(ledger.teller.listing(found), file=sys.stderr)
        else:
            teller = ledger.teller
            rows = [(_short(each), teller.status_of(each), teller.due_of(each), each.text) for each in found]
            print_table(("id", "status", "due", "what"), rows)


@commitments.command()
def done(
    commitment_id: Identifier,
    evidence: EvidenceOption = None,
    why: WhyOption = None,
    user: WhoseOption = "local",
    as_json: JsonOption = False,
) -> None:
    """Say that you did it."""
    _close(commitment_id, "done", user, as_json, why=why, evidence=evidence)


@commitments.command()
def partly(
    commitment_id: Identifier,
    evidence: EvidenceOption = None,
    why: WhyOption = None,
    user: WhoseOption = "local",
    as_json: JsonOption = False,
) -> None:
    """Say that you did a part of it."""
    _close(commitment_id, "partly", user, as_json, why=why, evidence=evidence)


@commitments.command()
def missed(
    commitment_id: Identifier,
    why: WhyOption = None,
    user: WhoseOption = "local",
    as_json: JsonOption = False,
) -> None:
    """Say that it did not work out. `move` plans it anew."""
    _close(commitment_id, "missed", user, as_json, why=why)


@commitments.command()
def drop(
    commitment_id: Identifier,
    series: Annotated[
        bool, typer.Option("--series", help="All that is to come of it, not this occurrence only.")
    ] = False,
    why: WhyOption = None,
    user: WhoseOption = "local",
    as_json: JsonOption = False,
) -> None:
    """Let go of it."""
    with open_ledger(user, as_json=as_json) as ledger:
        found = ledger.find(commitment_id)
        changed = ledger.service.drop(ledger.person_id, found.commitment_id, series=series, why=why)
        ledger.show((*changed.changed, *changed.unchanged), ledger.teller.closed(changed))


@commitments.command()
def move(
    commitment_id: Identifier,
    when: WhenArgument,
    user: WhoseOption = "local",
    as_json: JsonOption = False,
) -> None:
    """Give it another date; of a recurring one, to this occurrence alone."""
    with open_ledger(user, as_json=as_json) as ledger:
        found, read = ledger.find(commitment_id), ledger.read_when(" ".join(when))
        assert read.due_on is not None
        changed = ledger.service.move(ledger.person_id, found.commitment_id, read.due_on, read.due_time)
        ledger.show(changed.changed, ledger.teller.moved(changed))


@commitments.command()
def snooze(
    commitment_id: Identifier,
    when: WhenArgument,
    user: WhoseOption = "local",
    as_json: JsonOption = False,
) -> None:
    """Be reminded of it later; the due date stays. WHEN may be a span, such as "an hour"."""
    from bot.dates import read_snooze

    words = " ".join(when)
    with open_ledger(user, as_json=as_json) as ledger:
        found, until = ledger.find(commitment_id), read_snooze(words, ledger.now)
        if until is None:
            raise BadChange(f"“{words}” is no time. Say it like “an hour”, “tomorrow” or “Friday 18:00”.")
        changed = ledger.service.snooze(ledger.person_id, found.commitment_id, until)
        (snoozed,) = changed.changed
        ledger.show(changed.changed, ledger.teller.snoozed(snoozed, ledger.service.remind_at(snoozed)))


@commitments.command()
def edit(
    commitment_id: Identifier,
    text: Annotated[str | None, typer.Option("--text", metavar="TEXT", help="What you will do.")] = None,
    if_then: Annotated[
        str | None, typer.Option("--if-then", metavar="PLAN", help='When and where; "" removes it.')
    ] = None,
    evidence: EvidenceOption = None,
    user: WhoseOption = "local",
    as_json: JsonOption = False,
) -> None:
    """Change its words, its if-then plan or its evidence."""
    if text is None and if_then is None and evidence is None:
        raise typer.BadParameter("Give --text, --if-then or --evidence.")
    with open_ledger(user, as_json=as_json) as ledger:
        found = ledger.find(commitment_id)
        changed = ledger.service.edit(
            ledger.person_id, found.commitment_id, text=text, if_then=if_then, evidence_url=evidence
        )
        ledger.show((*changed.changed, *changed.unchanged), ledger.teller.edited(changed))


def _close(
    commitment_id: str,
    outcome: str,
    user: str,
    as_json: bool,
    *,
    why: str | None = None,
    evidence: str | None = None,
) -> None:
    from bot.domain import CommitmentStatus

    with open_ledger(user, as_json=as_json) as ledger:
        found = ledger.find(commitment_id)
        changed = ledger.service.close(
            ledger.person_id, found.commitment_id, CommitmentStatus(outcome), why=why, evidence_url=evidence
        )
        ledger.show((*changed.changed, *changed.unchanged), ledger.teller.closed(changed))


def _read(ledger: Ledger, text: str) -> Draft:
    """Return what is promised without its date, and the date; asks for one where there is a terminal."""
    from bot.commitments import Draft
    from bot.commitments.telling import suggest_date
    from bot.dates import find_when, say_day

    found = find_when(text, ledger.now)
    said = next((each for each in reversed(found) if each.due_on is not None), None)
    when = said or (found[-1] if found else None)
    if (when is None or when.due_on is None) and sys.stdin.isatty() and not ledger.as_json:
        answer = typer.prompt("By when?", default=say_day(suggest_date(ledger.now)))
        when_read = ledger.read_when(answer)
    else:
        when_read = ledger.sure_of(when, text)
    if when is not None:
        text = f"{text[: when.start]} {text[when.end :]}"
    words = " ".join(text.split()).strip(" ,;:.")
    return Draft(words, when_read.due_on, when_read.due_time, when_read.recurrence)


def _write_calendar(ledger: Ledger, name: str) -> None:
    from bot.commitments.calendar import commitments_calendar
    from bot.prompts import bundled_prompts

    calendar = commitments_calendar(
        bundled_prompts(),
        ledger.store.commitments.find(ledger.person_id),
        zone=ledger.service.zone_of(ledger.person_id),
        now=ledger.now,
    )
    if name == "-":
        sys.stdout.buffer.write(calendar)
        return
    try:
        Path(name).write_bytes(calendar)
    except OSError as error:
        raise StorageError(
            f"The calendar {name} cannot be written ({error.strerror}). Name another file."
        ) from None
    print(f"Wrote {name}.", file=sys.stderr)


def _short(commitment: Commitment) -> str:
    return commitment.commitment_id[-_SHORT:]
