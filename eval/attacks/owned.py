"""What a person wrote, as their name or promise, wherever it is shown, printed or written to a file."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.channels.slack.setup import examples
from bot.channels.slack.surfaces.buttons import Action
from bot.channels.slack.surfaces.check_ins import check_in_post
from bot.channels.slack.surfaces.home import home_view
from bot.channels.slack.surfaces.lists import commitments_post
from bot.channels.slack.surfaces.modals import date_modal, why_modal
from bot.channels.slack.surfaces.page import home_html, message_html, modal_html, person_html
from bot.channels.slack.surfaces.proposals import proposal_post
from bot.channels.slack.surfaces.reviews import review_post
from bot.channels.terminal.greeting import next_greeting
from bot.commitments import Draft
from bot.commitments.calendar import commitments_calendar
from bot.commitments.service import Changed
from bot.commitments.telling import Teller
from bot.domain import Commitment, CommitmentStatus, Person, Thread
from bot.prompts import bundled_prompts
from bot.store.ids import new_id

from .observed import Shown
from .stage import NOW, Stage

if TYPE_CHECKING:
    from .run import Seen

HARMLESS = "write three words here"
_ZONE = ZoneInfo("Europe/Oslo")


def show_owned(stage: Stage, text: str, seen: Seen) -> None:
    """Let somebody promise `text`, and show it everywhere, beside harmless words where the layout counts."""
    (mine, late), (other, other_late) = (_promised(stage, each) for each in (text, HARMLESS))
    twin = _in_slack(other, other_late, HARMLESS)
    shown = replace(_in_slack(mine, late, text), twin=twin)
    seen.slack.append(shown)
    seen.pages.append((_page(shown, text), _page(twin, HARMLESS)))
    seen.calendars.append((_calendar(mine, late), _calendar(other, other_late)))
    seen.printed += _told(mine, late)
    for command in (["commitments", "list", "--all"], ["export"]):
        seen.printed.append(_run_command(stage.home, [*command, "--user", mine.person_id]))
    with TemporaryDirectory(prefix="pathcoach-export-") as folder:
        _run_command(stage.home, ["export", "--user", mine.person_id, "--csv", folder])
        seen.tables += [path.read_bytes().decode() for path in sorted(Path(folder).glob("*.csv"))]


def _promised(stage: Stage, text: str) -> tuple[Commitment, Commitment]:
    """Return two promises as they are kept: one that is due, and one with more to it that was missed."""
    person_id = new_id()
    stage.store.save_person(Person(person_id, display_name=text, timezone="Europe/Oslo"))
    draft = Draft(text, due_on=date(2026, 3, 6), due_time=time(18), if_then=text)
    proposals = stage.commitments.propose(person_id, [draft, replace(draft, due_time=None)])
    stage.commitments.confirm(person_id, [each.commitment_id for each in proposals])
    stage.commitments.close(person_id, proposals[1].commitment_id, CommitmentStatus.MISSED, why=text)
    mine, late = (stage.commitments.get(person_id, each.commitment_id) for each in proposals)
    return mine, late


def _in_slack(mine: Commitment, late: Commitment, text: str) -> Shown:
    prompts, teller = bundled_prompts(), _teller()
    proposed = replace(mine, status=CommitmentStatus.PROPOSED)
    past = replace(late, status=CommitmentStatus.OPEN, due_on=date(2026, 2, 27))
    review = replace(examples.review(prompts), kept=(mine,), missed=(late,), whys={late.commitment_id: text})
    posts = (
        proposal_post([proposed], teller),
        commitments_post([past, mine], teller),
        check_in_post(examples.check_in(prompts, past), teller),
        check_in_post(examples.check_in(prompts, past, mine), teller),
        review_post(review, teller, next_steps=[text]),
    )
    home = replace(examples.home(prompts), commitments=(past, mine), pathway_title=text)
    home = replace(home, person=replace(home.person, display_name=text))
    views = (
        home_view(home, prompts),
        date_modal(mine, Action.CHANGE_DATE, teller, address={}),
        why_modal(mine, Action.DROP, teller, address={}),
    )
    return Shown(posts, views)


def _page(shown: Shown, text: str) -> str:
    parts = [person_html(text, "09:00", text), *(message_html(post, "09:00") for post in shown.posts)]
    home, *modals = shown.views
    return "\n".join([*parts, home_html(home), *map(modal_html, modals)])


def _calendar(mine: Commitment, late: Commitment) -> str:
    whole = commitments_calendar(bundled_prompts(), [mine, late], zone=_ZONE, now=NOW)
    return whole.decode()


def _told(mine: Commitment, late: Commitment) -> list[str]:
    prompts, teller = bundled_prompts(), _teller()
    thread = Thread("thread", mine.person_id, "terminal", None, mine.text, NOW, NOW)
    return [
        teller.listing([mine, late]),
        teller.proposals([replace(mine, status=CommitmentStatus.PROPOSED)]),
        teller.confirmed(Changed(changed=(mine,))),
        teller.closed(Changed(changed=(late,))),
        *next_greeting(thread, prompts, status=teller.status([mine]), zone=_ZONE),
    ]


def _teller() -> Teller:
    return Teller(bundled_prompts(), NOW.astimezone(_ZONE))


def _run_command(home: Path, arguments: list[str]) -> str:
    """Run `pathcoach` in this process, and return all that it printed."""
    from typer.testing import CliRunner

    from bot.cli import app

    environment = {"PATHCOACH_HOME": str(home), "PATHCOACH_NOW": NOW.isoformat()}
    ran = CliRunner().invoke(app, arguments, env=environment)
    if ran.exception is not None:
        raise ran.exception
    return ran.output
