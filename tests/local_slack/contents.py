"""What there is in the workspace, as tests ask for it: messages, ephemerals, views, what people can see."""

from __future__ import annotations

from tests.local_slack.hands import Hands
from tests.local_slack.messages import Message
from tests.local_slack.methods.assistant import status_of
from tests.local_slack.pings import Ping
from tests.local_slack.state import Json, View, Workspace
from tests.local_slack.visibility import Seen, pings, visible_to


class Contents:
    """Reads the workspace."""

    workspace: Workspace

    def messages(self, channel: str, thread_ts: str | None = None) -> list[Message]:
        """Return the messages of a channel, replies among them, or those of one thread; oldest first."""
        with self.workspace.lock:
            if thread_ts is not None:
                return self.workspace.thread(channel, thread_ts)
            found = [m for m in self.workspace.channels[channel].messages.values() if not m.deleted]
        return sorted(found, key=lambda message: message.ts)

    def bot_messages(self, channel: str | None = None, thread_ts: str | None = None) -> list[Message]:
        """Return what the bot posted, for all to see; the root of an assistant thread is not its own."""
        with self.workspace.lock:
            places = list(self.workspace.channels) if channel is None else [channel]
            found = [message for place in places for message in self.messages(place, thread_ts)]
        own = [m for m in found if m.bot_id == self.workspace.bot_id and m.subtype != "assistant_app_thread"]
        return sorted(own, key=lambda message: message.ts)

    def message(self, channel: str, ts: str) -> Message | None:
        return self.workspace.find(channel, ts)

    def ephemerals(self, user: Hands | str, channel: str | None = None) -> list[Message]:
        with self.workspace.lock:
            found = [
                message
                for room in self.workspace.channels.values()
                if channel in (None, room.channel_id)
                for message in room.ephemerals
                if message.ephemeral_to == id_of(user) and not message.deleted
            ]
        return sorted(found, key=lambda message: message.ts)

    def dm(self, user: Hands | str) -> str:
        return self.workspace.dm(id_of(user)).channel_id

    def home(self, user: Hands | str) -> View | None:
        return self.workspace.homes.get(id_of(user))

    def modals(self, user: Hands | str) -> list[View]:
        """Return the modals that are open before a person, the top one last."""
        return list(self.workspace.modals.get(id_of(user), []))

    def status(self, channel: str, thread_ts: str) -> str:
        thread = self.workspace.assistant_threads.get((channel, thread_ts))
        return status_of(thread, self.workspace.clock.now())

    def title(self, channel: str, thread_ts: str) -> str:
        thread = self.workspace.assistant_threads.get((channel, thread_ts))
        return "" if thread is None else thread.title

    def suggested_prompts(self, channel: str, thread_ts: str) -> list[Json]:
        thread = self.workspace.assistant_threads.get((channel, thread_ts))
        return [] if thread is None else list(thread.prompts)

    def visible_to(self, user: Hands | str) -> list[Seen]:
        return visible_to(self.workspace, id_of(user))

    def words_visible_to(self, user: Hands | str) -> str:
        return "\n".join(seen.words for seen in self.visible_to(user))

    def pings(self) -> list[Ping]:
        return pings(self.workspace)


def id_of(user: Hands | str) -> str:
    """Return the id of a person, however they are named."""
    return user if isinstance(user, str) else user.id
