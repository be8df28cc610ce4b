"""`pathcoach review`, `remind` and `undo`: how a week went, what is due now, and taking back."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.ledger import WhoseOption, open_ledger
from bot.cli.options import JsonOption

if TYPE_CHECKING:
    from bot.domain import CheckIn, Person


def review(
    week: Annotated[
        str | None,
        typer.Option(
            "--week",
            metavar="DATE",
            help="A day of that week; without it, the last one until Tuesday, then the current one.",
        ),
    ] = None,
    user: WhoseOption = "local",
    as_json: JsonOption = False,
) -> None:
    """Show how a week went: kept, missed, why, and how many weeks in a row went well.

    \b
    Examples:
      pathcoach review
      pathcoach review --week 2026-03-02 --json
    """
    from bot.commitments.messages import say_review
    from bot.commitments.review import week_of
    from bot.commitments.showing import review_json
    from bot.dates import read_when
    from bot.errors import BadQuestion
    from bot.prompts import bundled_prompts

    with open_ledger(user, as_json=as_json) as ledger:
        wanted = None
        if week is not None:
            when = read_when(week, ledger.now)
            if when is None or when.due_on is None:
                raise BadQuestion(f"“{week}” is no day. Write it like 2026-03-02 or “last Monday”.")
            wanted = week_of(when.due_on)
        found = ledger.service.review(ledger.person_id, wanted)
        if as_json:
            zone = ledger.service.zone_of(ledger.person_id)
            print(json.dumps(review_json(found, zone), ensure_ascii=False))
        else:
            print(say_review(bundled_prompts(), found))


def remind(
    user: Annotated[
        str | None,
        typer.Option("--user", metavar="U", help="Only this person; else everyone without another channel."),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Print the reminders, check-ins and reviews that are due, and exit. For cron and systemd timers.

    Each is printed once, however often and in how many processes this runs.

    Example: pathcoach remind
    """
    from bot.channels.terminal.reminding import TerminalSender
    from bot.prompts import bundled_prompts
    from bot.reminders import Courier

    with open_ledger(user or "local", as_json=as_json) as ledger:

        def reaches(person: Person) -> bool:
            if user is not None:
                return person.person_id == ledger.person_id
            return all(each.channel == "terminal" for each in ledger.store.identities(person.person_id))

        courier = Courier(
            ledger.store,
            [TerminalSender(sys.stdout, reaches=reaches, write=_as_json if as_json else None)],
            ledger.clock,
            prompts=bundled_prompts(),
            local_zone=ledger.local_zone,
        )
        report = courier.send_due()
    if not as_json and not report.messages:
        print("Nothing is due.", file=sys.stderr)


def undo(user: WhoseOption = "local", as_json: JsonOption = False) -> None:
    """Take back the last change: of commitments, finished tasks or your profile.

    What was changed before that is taken back by the next `undo`.

    Example: pathcoach undo
    """
    with open_ledger(user, as_json=as_json) as ledger:
        undone = ledger.service.undo(ledger.person_id)
        if not as_json:
            print(ledger.teller.undone(undone))
            return
        for each in undone:
            shown = {
                "change_id": each.change_id,
                "subject": each.subject,
                "subject_id": each.subject_id,
                "kind": each.kind.value,
            }
            print(json.dumps(shown, ensure_ascii=False))


def _as_json(check_in: CheckIn) -> str:
    shown = {
        "message_id": check_in.message_id,
        "person_id": check_in.person.person_id,
        "text": check_in.text,
        "deliveries": [
            {
                "delivery_id": each.delivery_id,
                "kind": each.kind.value,
                "due_at": each.due_at.isoformat(timespec="seconds"),
                "commitment_id": each.commitment_id,
            }
            for each in check_in.deliveries
        ],
    }
    return json.dumps(shown, ensure_ascii=False)
