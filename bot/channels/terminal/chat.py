"""The conversation at the keyboard: a prompt at once, answers as they come.

The coach is loaded in another thread while the greeting is read; the first question waits for it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field, replace
from datetime import tzinfo
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from bot.channels.terminal.answer import Answer
from bot.channels.terminal.commands import COMMANDS, Leave, choices, run_command, show_last_turn
from bot.channels.terminal.greeting import first_greeting, next_greeting
from bot.channels.terminal.keyboard import PROMPT, Keyboard, unechoed
from bot.channels.terminal.outbox import Outbox
from bot.channels.terminal.screen import Screen
from bot.channels.terminal.stats import REFRESH_S, Stats
from bot.commitments import CommitmentService
from bot.commitments.telling import Teller
from bot.domain import Message, Pathway, Reply, Sender
from bot.errors import BadQuestion, Cancelled, CoachError, UnknownThread
from bot.faults import report_fault
from bot.index.reader import Index
from bot.profile import ProfileService, ProfileUpdate
from bot.reminders import Courier, Scheduler
from bot.store import Store

if TYPE_CHECKING:
    from bot.coach import Coach

    Remind = Callable[[Coach, Sender], Courier]

_QUIET_S = 0.3  # an answer that begins by then needs no note that it is being thought about


@dataclass
class Chat:
    """One sitting. Every question begins as `message`: who asks, in which thread, about which pathway."""

    index: Index
    store: Store
    commitments: CommitmentService
    profiles: ProfileService
    screen: Screen
    home: Path
    message: Message
    last_reply: Reply | None = None
    stats: Stats | None = None  # shown below the prompt
    _loading: Future[Coach] = field(default_factory=Future, init=False)
    _opened: ExitStack = field(default_factory=ExitStack, init=False)  # to be closed once it is loaded

    def run(self, load: Callable[[], Coach], *, remind: Remind) -> None:
        """Talk until the person leaves; meanwhile the courier of `remind` brings what is due.

        Raises CoachError where nothing can be answered.
        """
        prompts = self.screen.prompts
        keyboard = Keyboard(
            {f"/{name}": partial(choices, self, name) for name in COMMANDS},
            history=self.home / "history",
            placeholder=prompts.say("placeholder"),
            bar=self.stats.line if self.stats else None,
            refresh_s=REFRESH_S if self.stats else 0.0,
        )
        outbox = Outbox(
            self.message.person_id,
            show=self._show_check_in,
            knock=lambda: keyboard.write_above(outbox.show_waiting),
        )
        loading = partial(self._load, load, lambda coach: remind(coach, outbox), keyboard.interrupt)
        threading.Thread(target=loading, name="loading", daemon=True).start()
        if self.stats:
            self.stats.start()
        try:
            self._greet(keyboard)
            self._converse(keyboard)
        except (Leave, EOFError):
            pass
        finally:
            outbox.close()
            if self.stats:
                self.stats.close()
            if self._loading.exception() is None:
                self._opened.close()
        if self.message.thread_id is not None:
            self.screen.say("goodbye")

    @property
    def zone(self) -> tzinfo:
        """The zone of the person's wall clock."""
        return self.commitments.zone_of(self.message.person_id)

    def pathways(self) -> list[Pathway]:
        """Return the indexed pathways, by id."""
        return [self.index.pathways[pathway_id] for pathway_id in sorted(self.index.pathways)]

    def choose_pathway(self, pathway_id: str) -> None:
        """Ask about this pathway from now on, in later sittings too; `undo` takes it back."""
        self.profiles.update(self.message.person_id, ProfileUpdate(pathway_id=pathway_id))
        self.message = replace(self.message, pathway_id=pathway_id)
        chosen = self.index.pathways[pathway_id]
        move = self.screen.prompts.say("move", from_role=chosen.from_role, to_role=chosen.to_role)
        self.screen.say("pathway_chosen", move=move)

    def go_on_in(self, thread_id: str | None) -> None:
        """Go on in a thread; None starts a fresh one with the next question."""
        self.message = replace(self.message, thread_id=thread_id)
        self.last_reply = None

    def ask(self, text: str, *, tool: str | None = None) -> None:
        """Show the answer as it comes, of the one `tool` if it is named.

        Raises Leave at the second Ctrl-C, and CoachError.
        """
        screen, reply = self.screen, None
        screen.gap()
        if not self._loading.done():
            screen.note("loading")
        answer = Answer(self._loading, replace(self.message, text=text, tool=tool))
        try:
            with answer.stopped_by_interrupt(), unechoed():
                while reply is None:
                    event = answer.next_event(timeout_s=_QUIET_S)
                    if event is None:
                        screen.note("thinking")
                    elif event.reply is not None:
                        reply = event.reply
                    else:
                        screen.sentence(event.text)
        except Cancelled:
            screen.say("stopped")
            return
        except KeyboardInterrupt:
            raise Leave from None
        screen.sources(reply)
        if reply.stopped:
            screen.say("stopped_short")
        self.last_reply = reply
        if self.stats:
            self.stats.note(reply)
        self.message = replace(self.message, thread_id=reply.thread_id)

    def _greet(self, keyboard: Keyboard) -> None:
        prompts, pathways = self.screen.prompts, self.pathways()
        person = self.store.person(self.message.person_id)
        if self.message.pathway_id is None and person.pathway_id in self.index.pathways:
            self.message = replace(self.message, pathway_id=person.pathway_id)
        status = self._status()
        before = self.store.threads(person.person_id, limit=1)
        if self.message.thread_id is not None:
            self._tell_all([status])
            self._go_on_where_it_was()
        elif before:
            self._tell_all(next_greeting(before[0], prompts, status=status, zone=self.zone))
        else:
            self._tell_all([*first_greeting(pathways, prompts, home=self.home), status])
            if len(pathways) > 1 and self.message.pathway_id is None:
                self._ask_for_pathway(keyboard, pathways)
        self.screen.gap()

    def _status(self) -> str:
        """Return what is open and what is due next; "" where nothing is."""
        person_id = self.message.person_id
        teller = Teller(self.screen.prompts, self.commitments.now(person_id))
        return teller.status(self.commitments.open(person_id))

    def _tell_all(self, lines: Sequence[str]) -> None:
        for line in filter(None, lines):
            self.screen.tell(line)

    def _show_check_in(self, text: str) -> None:
        self.screen.tell_lines(text)
        self.screen.gap()

    def _go_on_where_it_was(self) -> None:
        """Show the end of the thread that was named; a name that is new starts a thread of that name."""
        assert self.message.thread_id is not None
        with suppress(UnknownThread):
            thread = self.store.thread(self.message.thread_id, person_id=self.message.person_id)
            show_last_turn(self, thread)

    def _ask_for_pathway(self, keyboard: Keyboard, pathways: Sequence[Pathway]) -> None:
        self.screen.gap()
        self.screen.say("choose_pathway")
        self.screen.table((f"{number}.", each.title) for number, each in enumerate(pathways, start=1))
        while given := keyboard.choose(PROMPT):
            if given.isdecimal() and 0 < int(given) <= len(pathways):
                self.choose_pathway(pathways[int(given) - 1].pathway_id)
                return
            self.screen.say("not_in_the_list", given=given, count=len(pathways))

    def _converse(self, keyboard: Keyboard) -> None:
        begun, pressed = "", False
        while True:
            if self._loading.done():
                self._loading.result()
            try:
                text = keyboard.read(begun=begun)
            except KeyboardInterrupt:
                if pressed:
                    return
                self.screen.say("press_again")
                pressed = True
                continue
            begun, pressed = "", False
            if not text.strip():
                continue
            try:
                if text.lstrip().startswith("/"):
                    run_command(self, text.strip())
                else:
                    self.ask(text)
            except BadQuestion as error:
                self.screen.tell(str(error))
                begun = text  # nothing that was typed is lost
            except CoachError as error:
                self.screen.tell(str(error))
            except Leave:
                raise
            except Exception as error:  # whatever it is, the conversation goes on
                self.screen.tell(report_fault(error, self.home))
            self.screen.gap()

    def _load(
        self,
        load: Callable[[], Coach],
        remind: Callable[[Coach], Courier],
        on_failure: Callable[[BaseException], None],
    ) -> None:
        """Load the coach, begin to send what is due, and load what the first answer needs."""
        try:
            coach = load()
            self._opened.callback(coach.close)
            scheduler = Scheduler(remind(coach))
            self._opened.callback(scheduler.stop)
            scheduler.start()
        except BaseException as error:
            self._loading.set_exception(error)
            on_failure(error)
            return
        self._loading.set_result(coach)
        coach.warm()
