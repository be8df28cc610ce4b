"""Forms: opened by a press, and what was submitted in them done. A form says itself what it cannot take."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from bot.channels.slack.background import Background
from bot.channels.slack.homes import Homes
from bot.channels.slack.people import People
from bot.channels.slack.pressing.acting import Acts, Outcome
from bot.channels.slack.pressing.pressed import Pressed, Spot, team_of
from bot.channels.slack.pressing.showing import Showing
from bot.channels.slack.serving.bolt import Body
from bot.channels.slack.surfaces.buttons import Action, Press
from bot.channels.slack.surfaces.fields import Field
from bot.channels.slack.surfaces.modals import Modal, Opened, date_modal, why_modal
from bot.channels.slack.surfaces.settings import settings_modal
from bot.channels.slack.surfaces.submissions import read_date, read_settings, read_why
from bot.channels.slack.trouble import say_trouble
from bot.coaching import Desk
from bot.domain import CommitmentStatus, Person
from bot.errors import BadQuestion, ProfileError, StaleChange
from bot.index.reader import Index
from bot.profile import ProfileUpdate
from bot.profile.update import apply_update

_DATES = (Action.CHANGE_DATE, Action.REPLAN, Action.SNOOZE_DATE)
_WHYS = {CommitmentStatus.PARTLY: Action.PARTLY, CommitmentStatus.MISSED: Action.MISSED}
_FIRST = {Modal.DATE: Field.DATE, Modal.WHY: Field.WHY, Modal.SETTINGS: Field.TIMEZONE}
# Which field of the form says what is wrong with which part of an update.
_PARTS: Mapping[Field, Callable[[ProfileUpdate], ProfileUpdate]] = {
    Field.TIMEZONE: lambda update: ProfileUpdate(timezone=update.timezone),
    Field.HOURS: lambda update: ProfileUpdate(hours_per_week=update.hours_per_week),
    Field.DAYS: lambda update: ProfileUpdate(working_days=update.working_days),
    Field.QUIET_UNTIL: lambda update: ProfileUpdate(quiet=update.quiet),
}
_log = logging.getLogger(__name__)


class Wrong(Exception):
    """What was submitted cannot be taken: what to say of it, by field."""

    def __init__(self, said: Mapping[Field, str]) -> None:
        super().__init__(*said.values())
        self.said = said


class Forms:
    """What came of a submission is shown after it is acknowledged: `finish` waits until all of that is."""

    def __init__(
        self, desk: Desk, index: Index, acts: Acts, people: People, showing: Showing, homes: Homes
    ) -> None:
        self._desk, self._index, self._acts, self._people = desk, index, acts, people
        self._showing, self._homes, self._prompts = showing, homes, desk.prompts
        self._background = Background()

    async def open(self, pressed: Pressed) -> None:
        """Open the form that a press asks for. Raises CoachError."""
        person = await self._people.resolve(pressed.spot.external_id)
        view = await asyncio.to_thread(self._form, person, pressed)
        if view is None:  # there is nothing to ask any more
            standing = await asyncio.to_thread(self._standing, person.person_id, pressed.press)
            await self._showing.outcome(
                pressed.spot,
                person.person_id,
                standing,
                message=pressed.message,
                trigger_id=pressed.trigger_id,
            )
        elif not await self._showing.form(pressed.trigger_id, view):
            await self._showing.note(pressed.spot, self._prompts.say("slack_no_form"))

    async def submit(self, body: Body) -> Body | None:
        """Take in what was submitted; return what Slack shall show instead of closing the form."""
        view = body.get("view") or {}
        try:
            kind = Modal(str(view.get("callback_id")))
            first = _FIRST[kind]
        except (ValueError, KeyError):
            _log.debug("A form of kind %s was submitted, which is none of ours.", view.get("callback_id"))
            return None
        try:
            opened = Opened.decode(str(view.get("private_metadata") or ""))
            spot = replace(Spot.of(opened.address), team=team_of(body), user=body["user"]["id"])
            person = await self._people.resolve(spot.external_id)
            await _SUBMITTED[kind](self, spot, person, opened.press, view)
        except Wrong as wrong:
            return _errors(wrong.said)
        except Exception as error:  # the outermost edge: the form says so in any case
            return _errors({first: say_trouble(error, self._prompts)})
        return None

    async def finish(self) -> None:
        """Wait until all is shown that came of what was submitted."""
        await self._background.finish()

    # --- opening ------------------------------------------------------------------------------------

    def _form(self, person: Person, pressed: Pressed) -> dict[str, Any] | None:
        press, address = pressed.press, pressed.spot.address()
        if press.action is Action.SETTINGS:
            titles = {each.pathway_id: each.title for each in self._index.pathways.values()}
            zone = str(self._desk.commitments.zone(person))
            return settings_modal(person, titles, self._prompts, zone=zone, address=address)
        commitment, teller = self._acts.get(person.person_id, press), self._acts.teller(person.person_id)
        if press.version not in (None, commitment.version):
            return None
        if press.action in _DATES:
            return date_modal(commitment, press.action, teller, address=address)
        action = _WHYS.get(commitment.status) if press.action is Action.WHY else press.action
        return why_modal(commitment, action, teller, address=address) if action else None

    def _standing(self, person_id: str, press: Press) -> Outcome:
        return self._acts.standing(self._acts.get(person_id, press), press.action)

    # --- submitted ----------------------------------------------------------------------------------

    async def _date(self, spot: Spot, person: Person, press: Press, view: Body) -> None:
        day, at = read_date(view)
        await self._act(spot, person, press, lambda: self._acts.date(person.person_id, press, day, at))

    async def _why(self, spot: Spot, person: Person, press: Press, view: Body) -> None:
        why = read_why(view)
        await self._act(spot, person, press, lambda: self._acts.close(person.person_id, press, why))

    async def _act(self, spot: Spot, person: Person, press: Press, act: Callable[[], Outcome]) -> None:
        """Do it, and show later what came of it. Raises CoachError."""
        show = partial(self._showing.outcome, spot, person.person_id)
        try:
            outcome = await asyncio.to_thread(act)
        except StaleChange:
            if spot.kind != "view":
                self._background.start(show(await asyncio.to_thread(self._standing, person.person_id, press)))
            raise
        self._background.start(show(outcome))

    async def _settings(self, spot: Spot, person: Person, press: Press, view: Body) -> None:
        identity = await self._people.identity(spot.external_id)
        update = read_settings(view, person)
        if "timezone" in update.reset and identity is not None and identity.timezone:
            rest = tuple(name for name in update.reset if name != "timezone")
            update = replace(update, timezone=identity.timezone, reset=rest)
        if update.pathway_id is not None and update.pathway_id not in self._index.pathways:
            raise BadQuestion(self._prompts.say("slack_pathway_unknown", given=update.pathway_id))
        await asyncio.to_thread(self._update, person, update)
        self._background.start(self._show_settings(spot))

    async def _show_settings(self, spot: Spot) -> None:
        await self._people.refresh(spot.external_id)
        await self._homes.changed(spot.external_id)

    def _update(self, person: Person, update: ProfileUpdate) -> None:
        """Keep it. Raises Wrong with all that cannot be kept."""
        today, wrong = self._desk.commitments.now(person.person_id).date(), {}
        for field, part in _PARTS.items():
            try:
                apply_update(person, part(update), today=today)
            except ProfileError as error:
                wrong[field] = str(error)
        if wrong:
            raise Wrong(wrong)
        self._desk.profiles.update(person.person_id, update)


_SUBMITTED: Mapping[Modal, Callable[[Forms, Spot, Person, Press, Body], Coroutine[Any, Any, None]]] = {
    Modal.DATE: Forms._date,
    Modal.WHY: Forms._why,
    Modal.SETTINGS: Forms._settings,
}


def _errors(said: Mapping[Field, str]) -> Body:
    return {
        "response_action": "errors",
        "errors": {field.value: sentence for field, sentence in said.items()},
    }
