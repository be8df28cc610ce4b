"""What follows `/coach`: read, and what needs no coach is done here. The rest goes through the queue."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.channels.named_tools import NAMED_TOOLS
from bot.channels.slack.conversation.listening import Place, read_text
from bot.channels.slack.homes import Homes
from bot.channels.slack.people import People
from bot.channels.slack.private import Privately
from bot.channels.slack.serving.bolt import Body
from bot.channels.slack.spaces import Spaces
from bot.channels.slack.surfaces.commands import forget_post, help_post
from bot.channels.slack.surfaces.post import Post
from bot.channels.slack.surfaces.text import escape
from bot.channels.slack.trouble import say_trouble
from bot.clock import Clock
from bot.coaching import Desk
from bot.domain import LinkCode
from bot.prompts import Prompts

ASK = "ask"
_ALONE = ("help", "undo")  # with words after it, it begins a question
_FORGET = ("forget me", "forget", "forget me.")


@dataclass(frozen=True, slots=True)
class Command:
    """A command. `text` is what the coach is asked, or else what follows the `name`."""

    name: str
    text: str
    place: Place
    key: str  # no other command has the same

    @property
    def for_coach(self) -> bool:
        """Whether it goes through the queue, with its place and its text."""
        return bool(self.place.tool) or (self.name == ASK and bool(self.text))


def read_command(body: Body, prompts: Prompts) -> Command:
    """Return what was typed; what is no command of ours is a question."""
    text = read_text(str(body.get("text") or ""), own="")
    name, argument = _split(text)
    if name in NAMED_TOOLS:
        argument = argument or prompts.say(f"ask_{name}")
    place = Place(
        team=str(body.get("team_id") or ""),
        channel=str(body.get("channel_id") or ""),
        user=str(body.get("user_id") or ""),
        surface="command",
        response_url=str(body.get("response_url") or ""),
        tool=NAMED_TOOLS.get(name, ""),
    )
    return Command(name, argument, place, f"command:{body.get('trigger_id') or place.response_url}")


class Commands:
    """Does what needs no coach; whoever typed it is answered, and nobody else sees that."""

    def __init__(
        self, desk: Desk, spaces: Spaces, homes: Homes, people: People, privately: Privately, *, clock: Clock
    ) -> None:
        self._desk, self._spaces, self._homes, self._people = desk, spaces, homes, people
        self._privately, self._clock, self._prompts = privately, clock, desk.prompts

    async def run(self, command: Command) -> None:
        """Do it, and say what came of it. Raises NotSent."""
        do = _RUN.get(command.name, Commands._help)
        try:
            post = await do(self, command)
        except Exception as error:  # the outermost edge: whoever typed it is told in any case
            post = self._note(say_trouble(error, self._prompts))
        await self._privately.hand(command.place, post, key=command.key)

    async def _help(self, command: Command) -> Post:
        return help_post(self._prompts)

    async def _ask(self, command: Command) -> Post:
        return self._note(self._prompts.say("slack_ask_what"))

    async def _pathway(self, command: Command) -> Post:
        if not command.text:
            return self._note(await self._spaces.show(command.place))
        said = await self._spaces.choose(command.place, command.text)
        await self._homes.changed(command.place.external_id)
        return self._note(said)

    async def _link(self, command: Command) -> Post:
        person = await self._people.resolve(command.place.external_id)
        if not command.text:
            made = await asyncio.to_thread(self._desk.profiles.create_link_code, person.person_id)
            return self._note(self._prompts.say("link_code", code=made.code, minutes=self._minutes(made)))
        await asyncio.to_thread(self._desk.profiles.redeem_link_code, command.text, person.person_id)
        await self._homes.changed(command.place.external_id)
        return self._note(self._prompts.say("link_done"))

    async def _forget(self, command: Command) -> Post:
        return forget_post(self._prompts)

    def _minutes(self, made: LinkCode) -> int:
        return round((made.expires_at - self._clock()).total_seconds() / 60)

    def _note(self, said: str) -> Post:
        return Post(escape(said))


_RUN: dict[str, Callable[[Commands, Command], Awaitable[Post]]] = {
    "help": Commands._help,
    ASK: Commands._ask,
    "pathway": Commands._pathway,
    "link": Commands._link,
    "forget": Commands._forget,
}


def _split(text: str) -> tuple[str, str]:
    """Return the command and what follows it."""
    first, _, rest = text.partition(" ")
    name = first.casefold()
    if text.casefold() in _FORGET:
        return "forget", ""
    if not text:
        return "help", ""
    if name in (ASK, "pathway") or (name == "link" and " " not in rest):
        return name, rest
    if name in _ALONE:
        return (ASK, text) if rest else (name, "")
    return (name, rest) if name in NAMED_TOOLS else (ASK, text)
