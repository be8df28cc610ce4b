"""What a person types: history, completion, lines that are not sent yet."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from prompt_toolkit import PromptSession
from prompt_toolkit.application import run_in_terminal
from prompt_toolkit.auto_suggest import AutoSuggestFromHistory
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.formatted_text import FormattedText
from prompt_toolkit.history import FileHistory, History, InMemoryHistory
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent

try:
    import termios
except ImportError:  # Windows, where nothing is echoed by the terminal itself
    termios = None  # type: ignore[assignment]

Choices = Callable[[], Iterable[str]]
PROMPT = "you> "


class Keyboard:
    """Reads what is typed. Nothing of a question is lost: `read` can begin with it again."""

    def __init__(
        self,
        commands: Mapping[str, Choices],
        *,
        history: Path,
        placeholder: str,
        bar: Callable[[], str] | None = None,
        refresh_s: float = 0.0,
    ) -> None:
        """`commands` gives for each command what may follow it; `bar`, anew each time, what stands below."""
        self._session: PromptSession[str] = PromptSession(
            history=open_history(history),
            completer=CommandCompleter(commands),
            complete_while_typing=True,
            auto_suggest=AutoSuggestFromHistory(),
            multiline=True,
            prompt_continuation=" " * len(PROMPT),
            key_bindings=_key_bindings(),
            placeholder=FormattedText([("ansibrightblack", placeholder)]),
            bottom_toolbar=bar,
            refresh_interval=refresh_s,
        )

    def read(self, *, begun: str = "") -> str:
        """Return what was sent. Raises EOFError for Ctrl-D, KeyboardInterrupt for Ctrl-C on an empty line."""
        while True:
            try:
                return self._session.prompt(PROMPT, default=begun)
            except KeyboardInterrupt:
                if not self._session.default_buffer.text:
                    raise
                begun = ""  # Ctrl-C takes back what was typed, as in a shell

    def write_above(self, write: Callable[[], None]) -> None:
        """Call `write` while what is being typed is off the screen; nothing where no line is read just now.

        For other threads; returns before it is done.
        """
        app = self._session.app
        if app.is_running and app.loop is not None:
            with suppress(RuntimeError):  # the line was sent in this moment, and the loop is closed
                app.loop.call_soon_threadsafe(lambda: run_in_terminal(write), context=app.context)

    def choose(self, prompt: str) -> str:
        """Return the answer to a question of ours; it is no part of the history."""
        answer: str = PromptSession[str](history=InMemoryHistory()).prompt(prompt)
        return answer.strip()

    def interrupt(self, error: BaseException) -> None:
        """Make the `read` that is waiting raise `error`; for other threads."""
        app = self._session.app
        if app.is_running and app.loop is not None:
            app.loop.call_soon_threadsafe(lambda: app.exit(exception=error))


class CommandCompleter(Completer):
    """Completes `/commands`, and what may follow them; stays out of the way of questions."""

    def __init__(self, commands: Mapping[str, Choices]) -> None:
        self._commands = commands

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:
        """Yield what the text before the cursor can become."""
        text = document.text_before_cursor
        if not text.startswith("/") or "\n" in text:
            return
        name, space, begun = text.partition(" ")
        choices = self._commands.get(name, tuple)() if space else self._commands
        typed = begun if space else name
        for choice in choices:
            if choice.startswith(typed):
                yield Completion(choice, start_position=-len(typed))


def open_history(path: Path) -> History:
    """Return the history in a file that only its owner reads; for this session alone if it cannot be kept."""
    try:
        path.touch(mode=0o600, exist_ok=True)
        with path.open("ab"):
            pass
    except OSError:
        return InMemoryHistory()
    return FileHistory(path)


@contextmanager
def unechoed() -> Iterator[None]:
    """Keep what is typed in here off the screen; the next `read` begins with it."""
    if termios is None or not sys.stdin.isatty():
        yield
        return
    terminal = sys.stdin.fileno()
    before = termios.tcgetattr(terminal)
    quiet = list(before)
    quiet[3] &= ~termios.ECHO
    termios.tcsetattr(terminal, termios.TCSANOW, quiet)
    try:
        yield
    finally:
        termios.tcsetattr(terminal, termios.TCSANOW, before)


def _key_bindings() -> KeyBindings:
    keys = KeyBindings()

    @keys.add("enter")
    def _send(event: KeyPressEvent) -> None:
        event.current_buffer.validate_and_handle()

    @keys.add("escape", "enter")
    def _break_line(event: KeyPressEvent) -> None:
        event.current_buffer.insert_text("\n")

    return keys
