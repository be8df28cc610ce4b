"""The channels that the bot is in: who asked it in, and which pathway is meant there."""

from __future__ import annotations

import asyncio
import difflib
import logging
from collections.abc import Mapping

from bot.channels.slack.conversation.listening import Place, bot_user
from bot.channels.slack.people import CHANNEL, People
from bot.channels.slack.posting import Poster
from bot.channels.slack.serving.bolt import Body
from bot.channels.slack.surfaces.post import Post
from bot.channels.slack.surfaces.text import escape
from bot.clock import Clock
from bot.coaching import Desk
from bot.domain import Pathway
from bot.errors import BadQuestion, NotSent, UnknownPathway
from bot.index.reader import Index
from bot.profile import ProfileUpdate
from bot.store.ids import new_id

_NO_PATHWAY = ("none", "off")  # what is typed for no particular one
_NEAREST = 3
_LONGEST_SHOWN = 80  # characters of a name that is none
_log = logging.getLogger(__name__)


class Spaces:
    """A direct message is no space: what is chosen there is the person's own."""

    def __init__(self, desk: Desk, index: Index, poster: Poster, people: People, *, clock: Clock) -> None:
        self._desk, self._index, self._poster, self._people = desk, index, poster, people
        self._clock = clock
        self._spaces, self._prompts = desk.store.spaces, desk.prompts

    async def joined(self, body: Body) -> None:
        """Keep who asked the bot into a channel; who else joins does not matter."""
        event = body.get("event")
        if not isinstance(event, Mapping) or not event.get("inviter") or not event.get("channel"):
            return
        if event.get("user") != bot_user(body):
            return
        team = str(body.get("team_id") or event.get("team") or "")
        place = Place(team, str(event["channel"]), str(event["inviter"]), "channel")
        person = await self._people.resolve(place.external_id)
        await asyncio.to_thread(self._spaces.invited, CHANNEL, place.space_id, person_id=person.person_id)

    async def show(self, place: Place) -> str:
        """Return which pathway is meant here, and which there are."""
        chosen = await asyncio.to_thread(self._chosen, place)
        said = self._say_chosen(place, self._index.pathways.get(chosen or ""))
        if not self._index.pathways:
            return said
        ids = ", ".join(sorted(self._index.pathways))
        return f"{said} {self._prompts.say('slack_pathway_all', ids=ids)}"

    async def choose(self, place: Place, written: str) -> str:
        """Set the pathway that is meant here, and return what to tell who asked. Raises CoachError."""
        pathway = None if written.casefold() in _NO_PATHWAY else self._find(written)
        person = await self._people.resolve(place.external_id)
        if is_direct(place):
            await asyncio.to_thread(self._choose_own, person.person_id, pathway)
            return self._say_chosen(place, pathway)
        if not await self._may_choose(place, person.person_id):
            raise BadQuestion(self._prompts.say("slack_pathway_refused"))
        await asyncio.to_thread(self._choose_here, place, pathway)
        return await self._tell_everybody(place, self._say_chosen(place, pathway))

    def _chosen(self, place: Place) -> str | None:
        if not is_direct(place):
            return self._spaces.pathway(CHANNEL, place.space_id)
        identity = self._desk.store.identity(CHANNEL, place.external_id)
        return self._desk.store.person(identity.person_id).pathway_id if identity else None

    def _choose_own(self, person_id: str, pathway: Pathway | None) -> None:
        if pathway is None:
            self._desk.profiles.update(person_id, ProfileUpdate(reset=("pathway_id",)))
        else:
            self._desk.profiles.update(person_id, ProfileUpdate(pathway_id=pathway.pathway_id))

    def _choose_here(self, place: Place, pathway: Pathway | None) -> None:
        chosen = pathway.pathway_id if pathway else None
        self._spaces.set_pathway(CHANNEL, place.space_id, pathway_id=chosen, at=self._clock())

    async def _may_choose(self, place: Place, person_id: str) -> bool:
        inviters = await asyncio.to_thread(self._spaces.inviters, CHANNEL, place.space_id)
        return person_id in inviters or await self._people.is_admin(place.external_id)

    async def _tell_everybody(self, place: Place, said: str) -> str:
        """Tell the channel in a line of its own, and return what to tell who asked for it."""
        try:
            await self._poster.post(place.channel, Post(escape(said)), key=f"pathway:{new_id()}")
        except NotSent as error:
            _log.info("A channel was not told of its pathway: %s", error)
            return f"{said} {self._prompts.say('slack_pathway_untold')}"
        return self._prompts.say("slack_pathway_told")

    def _say_chosen(self, place: Place, pathway: Pathway | None) -> str:
        whose = "own" if is_direct(place) else "channel"
        if pathway is None:
            return self._prompts.say(f"slack_pathway_{whose}_none")
        return self._prompts.say(f"slack_pathway_{whose}", title=pathway.title)

    def _find(self, written: str) -> Pathway:
        """Return the pathway with this id or title, in any case. Raises UnknownPathway with the nearest."""
        names: dict[str, Pathway] = {}
        for pathway in self._index.pathways.values():
            names |= {pathway.title.casefold(): pathway, pathway.pathway_id.casefold(): pathway}
        wanted = " ".join(written.split()).casefold()
        if wanted in names:
            return names[wanted]
        close = difflib.get_close_matches(wanted, names, n=_NEAREST, cutoff=0.4)
        close += [name for name in names if wanted in name]
        nearest = list(dict.fromkeys(names[name].pathway_id for name in close))[:_NEAREST]
        given, say = written[:_LONGEST_SHOWN], self._prompts.say
        if nearest:
            raise UnknownPathway(say("slack_pathway_near", given=given, ids=" or ".join(nearest)))
        raise UnknownPathway(say("slack_pathway_unknown", given=given))


def is_direct(place: Place) -> bool:
    """Tell whether nobody else talks there, as far as the name of the channel tells."""
    return place.channel.startswith("D")
