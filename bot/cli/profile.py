"""`pathcoach profile`: who you are, as far as planning and reminding need it; shown, set, linked."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.completing import complete_pathway
from bot.cli.options import JsonOption
from bot.cli.tables import print_table
from bot.config import Settings, load_settings, prepare_home

if TYPE_CHECKING:
    from bot.clock import Clock
    from bot.domain import Person
    from bot.profile import ProfileService, ProfileUpdate
    from bot.store import Store

profile = typer.Typer(
    invoke_without_command=True,
    rich_markup_mode=None,
)
WhoseOption = Annotated[
    str, typer.Option("--user", metavar="U", help="Whose profile; everyone has their own.")
]


@profile.callback()
def show(context: typer.Context, user: WhoseOption = "local", as_json: JsonOption = False) -> None:
    """Show your profile; set it, or link it to a chat elsewhere.

    What is marked as the default you have not told. Names, secrets and health matters are never kept.

    \b
    Examples:
      pathcoach profile
      pathcoach profile set --hours 6 --timezone Oslo --skills "Python, Docker"
      pathcoach profile link
    """
    if context.invoked_subcommand is None:
        with _open(user) as desk:
            _show(desk, desk.service.get(desk.person_id), as_json=as_json)


@profile.command("set")
def set_profile(
    role: Annotated[str | None, typer.Option("--role", metavar="ROLE", help="What you do now.")] = None,
    target: Annotated[
        str | None, typer.Option("--target", metavar="ROLE", help="What you want to do.")
    ] = None,
    pathway: Annotated[
        str | None,
        typer.Option(
            "--pathway", metavar="ID", help="The pathway that you are on.", autocompletion=complete_pathway
        ),
    ] = None,
    hours: Annotated[
        float | None, typer.Option("--hours", metavar="N", help="How many hours a week you have for it.")
    ] = None,
    start: Annotated[
        str | None, typer.Option("--start", metavar="DATE", help="When you begin, such as 2026-03-02.")
    ] = None,
    skills: Annotated[
        list[str] | None,
        typer.Option(
            "--skills", metavar="LIST", help="What you know already, with commas; added to the rest."
        ),
    ] = None,
    forget_skill: Annotated[
        list[str] | None, typer.Option("--forget-skill", metavar="SKILL", help="Take one out again.")
    ] = None,
    timezone: Annotated[
        str | None, typer.Option("--timezone", metavar="ZONE", help="A zone or a city: Europe/Oslo, Lisbon.")
    ] = None,
    working_days: Annotated[
        str | None, typer.Option("--working-days", metavar="DAYS", help="Such as mon-fri,sat.")
    ] = None,
    quiet: Annotated[
        str | None, typer.Option("--quiet", metavar="TIMES", help="No messages then: 21:00-08:00, or off.")
    ] = None,
    holiday: Annotated[
        list[str] | None,
        typer.Option("--holiday", metavar="DATES", help="Days off, such as 2026-07-01..2026-07-14; added."),
    ] = None,
    reminders: Annotated[
        str | None, typer.Option("--reminders", metavar="on|off", help="Whether you get messages.")
    ] = None,
    nudges: Annotated[
        int | None, typer.Option("--nudges", metavar="N", help="At most so many messages a day.")
    ] = None,
    reset: Annotated[
        list[str] | None,
        typer.Option("--reset", metavar="NAME", help="Set one of these options back, such as holiday."),
    ] = None,
    user: WhoseOption = "local",
    as_json: JsonOption = False,
) -> None:
    """Set parts of your profile; the rest stays. `pathcoach undo` takes it back.

    \b
    Examples:
      pathcoach profile set --role "backend developer" --hours 6 --skills "Python, Docker"
      pathcoach profile set --working-days mon-fri,sat --quiet 21:00-08:00 --holiday 2026-07-01..2026-07-14
      pathcoach profile set --reset holiday --reset hours
    """
    from bot.profile import ProfileUpdate
    from bot.profile.written import read_day, read_days, read_holiday, read_quiet

    update = ProfileUpdate(
        from_role=role,
        to_role=target,
        pathway_id=pathway,
        hours_per_week=hours,
        started_on=read_day(start) if start is not None else None,
        timezone=timezone,
        add_skills=tuple(name for each in skills or () for name in each.split(",") if name.strip()),
        drop_skills=tuple(forget_skill or ()),
        working_days=read_days(working_days) if working_days is not None else None,
        quiet=read_quiet(quiet) if quiet is not None else None,
        add_holidays=tuple(map(read_holiday, holiday or ())),
        reminders_on=_switch(reminders),
        nudges_per_day=nudges,
        reset=tuple(field for each in reset or () for field in _fields_of(each)),
    )
    if update == ProfileUpdate():
        raise typer.BadParameter("Give at least one option; `pathcoach profile set --help` lists them.")
    with _open(user) as desk:
        _set(desk, update, as_json=as_json)


@profile.command()
def link(
    code: Annotated[
        str | None, typer.Argument(metavar="CODE", help="A code that was shown to you elsewhere.")
    ] = None,
    user: WhoseOption = "local",
    as_json: JsonOption = False,
) -> None:
    """Show a code that links you to a chat elsewhere; or, with CODE, link yourself here.

    Whoever enters the code becomes the one to whom it was shown, with all that both have.

    \b
    Examples:
      pathcoach profile link
      pathcoach profile link K7QM-4T2X
    """
    from bot.prompts import bundled_prompts

    say = bundled_prompts().say
    with _open(user) as desk:
        if code is not None:
            joined = desk.service.redeem_link_code(code, desk.person_id)
            if not as_json:
                print(say("link_done"), file=sys.stderr)
            _show(desk, joined, as_json=as_json)
            return
        made = desk.service.create_link_code(desk.person_id)
        shown = f"{made.code[:4]}-{made.code[4:]}"
        if as_json:
            print(json.dumps({"code": shown, "expires_at": made.expires_at.astimezone().isoformat()}))
        else:
            print(shown)
            minutes = round((made.expires_at - desk.clock()).total_seconds() / 60)
            print(say("link_code", code=shown, minutes=minutes), file=sys.stderr)


@dataclass(frozen=True, slots=True)
class _Desk:
    settings: Settings
    clock: Clock
    store: Store
    service: ProfileService
    person_id: str


@contextmanager
def _open(user: str) -> Iterator[_Desk]:
    from bot.clock import clock_of, local_zone
    from bot.commitments import CommitmentService
    from bot.profile import ProfileService
    from bot.store import Store

    settings = load_settings()
    prepare_home(settings.home)
    clock = clock_of(settings)
    with Store.open(settings.store_url, clock=clock) as store:
        commitments = CommitmentService(store, clock, local_zone=local_zone(settings))
        service = ProfileService(store, clock, on_schedule_change=commitments.reschedule)
        yield _Desk(settings, clock, store, service, store.resolve_terminal(user))


def _set(desk: _Desk, update: ProfileUpdate, *, as_json: bool) -> None:
    if update.pathway_id is not None:
        from bot.app import open_index
        from bot.errors import UnknownPathway

        if update.pathway_id not in open_index(desk.settings).pathways:
            raise UnknownPathway(
                f"No pathway {update.pathway_id} is indexed. `pathcoach pathways` lists them."
            )
    _show(desk, desk.service.update(desk.person_id, update), as_json=as_json)


def _show(desk: _Desk, person: Person, *, as_json: bool) -> None:
    from bot.profile.showing import profile_json, show_profile
    from bot.prompts import bundled_prompts

    identities = desk.store.identities(person.person_id)
    if as_json:
        print(json.dumps(profile_json(person, identities), ensure_ascii=False))
        return
    now = desk.settings.now
    frozen = f"UTC{now.isoformat()[-6:]}" if now else None  # such as UTC+01:00
    lines = show_profile(person, identities, bundled_prompts(), machine_zone=frozen)
    rows = [(each.name, each.value, each.note, each.purpose) for each in lines]
    print_table(("what", "value", "told?", "used for"), rows)


def _switch(written: str | None) -> bool | None:
    if written is None:
        return None
    if written.lower() not in ("on", "off"):
        raise typer.BadParameter(f"--reminders is on or off, not {written!r}.")
    return written.lower() == "on"


_FIELDS = {  # of a person, by the options that set them
    "role": ("from_role",),
    "target": ("to_role",),
    "pathway": ("pathway_id",),
    "hours": ("hours_per_week",),
    "start": ("started_on",),
    "skills": ("known_skills",),
    "timezone": ("timezone",),
    "working-days": ("working_days",),
    "quiet": ("quiet_from", "quiet_until"),
    "holiday": ("holidays",),
    "reminders": ("reminders_on",),
    "nudges": ("nudges_per_day",),
}


def _fields_of(option: str) -> tuple[str, ...]:
    name = option.removeprefix("--").lower()
    if name not in _FIELDS:
        raise typer.BadParameter(f"--reset takes one of {', '.join(_FIELDS)}, not {option!r}.")
    return _FIELDS[name]
