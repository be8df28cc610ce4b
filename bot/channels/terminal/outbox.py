"""What comes without having been asked for, while somebody sits at the screen.

Reminders are sent by a thread of their own, and only the main thread writes on the screen: it shows what
waits above the prompt, once there is one again, and never inside an answer.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from queue import Empty, SimpleQueue

from bot.domain import CheckIn, Person
from bot.errors import NotSent

PATIENCE_S = 240.0  # for the end of an answer
_KNOCK_EVERY_S = 0.2


class Outbox:
    """A channel to one person, as long as the chat is open."""

    channel = "terminal"

    def __init__(
        self,
        person_id: str,
        *,
        show: Callable[[str], None],
        knock: Callable[[], None],
        patience_s: float = PATIENCE_S,
    ) -> None:
        """`show` writes on the screen; `knock` asks its thread for `show_waiting`, as soon as it can."""
        self._person_id = person_id
        self._show = show
        self._knock = knock
        self._knocks = max(1, round(patience_s / _KNOCK_EVERY_S))
        self._waiting: SimpleQueue[tuple[CheckIn, Future[None]]] = SimpleQueue()
        self._shown: dict[str, bool] = {}  # by message id
        self._closed = False

    def reaches(self, person: Person) -> bool:
        return person.person_id == self._person_id and not self._closed

    def send(self, check_in: CheckIn) -> None:
        """Return when the message is on the screen. Raises NotSent where it surely never was."""
        self._shown[check_in.message_id] = False
        shown: Future[None] = Future()
        self._waiting.put((check_in, shown))
        for _ in range(self._knocks):
            if self._closed:
                break
            self._knock()
            with suppress(TimeoutError):
                shown.result(timeout=_KNOCK_EVERY_S)
                return
        if shown.cancel():
            raise NotSent("The message could not be shown. It comes again when the chat is free.")
        shown.result()

    def was_sent(self, message_id: str, person: Person) -> bool | None:
        return self._shown.get(message_id)

    def show_waiting(self) -> None:
        """Show what waits, the oldest first. For the thread that writes on the screen."""
        with suppress(Empty):
            while True:
                check_in, shown = self._waiting.get_nowait()
                if shown.set_running_or_notify_cancel():
                    self._show_one(check_in, shown)

    def close(self) -> None:
        """Take no more; what still waits comes another time."""
        self._closed = True

    def _show_one(self, check_in: CheckIn, shown: Future[None]) -> None:
        try:
            self._show(check_in.text)
        except OSError as error:
            shown.set_exception(NotSent(f"The terminal takes no more text ({error}). Open another one."))
        else:
            self._shown[check_in.message_id] = True
            shown.set_result(None)
