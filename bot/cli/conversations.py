"""`pathcoach threads`: a person's conversations, listed, searched and deleted."""

from __future__ import annotations

import difflib
import json
import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.completing import complete_thread
from bot.cli.options import JsonOption, UserOption
from bot.cli.tables import print_table
from bot.config import load_settings, prepare_home
from bot.errors import UnknownThread

_SEARCHED = 1000  # threads, the last used, among which a mistyped id is looked for

if TYPE_CHECKING:
    from bot.domain import Thread
    from bot.store import Store


def threads(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="WORDS", help="Only threads that have each of these in title, questions or answers."
        ),
    ] = None,
    user: UserOption = "local",
    limit: Annotated[
        int, typer.Option("--limit", metavar="N", min=1, help="List at most this many threads.")
    ] = 20,
    delete: Annotated[
        str | None,
        typer.Option(
            "--delete",
            metavar="ID",
            help="Delete this thread for good, with all that was said.",
            autocompletion=complete_thread,
        ),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """List your threads, the last used first; search or delete them.

    Go on with one of them through `pathcoach chat --thread ID`.

    \b
    Examples:
      pathcoach threads
      pathcoach threads python "vector search"
      pathcoach threads --delete ID
    """
    from bot.clock import clock_of
    from bot.store import Store

    if delete is not None and words:
        raise typer.BadParameter("--delete takes one thread's ID; leave the WORDS out.")
    settings = load_settings()
    prepare_home(settings.home)
    with Store.open(settings.store_url, clock=clock_of(settings)) as store:
        person_id = store.resolve_terminal(user)
        if delete is not None:
            _delete(store, delete, person_id=person_id, as_json=as_json)
        else:
            _list(store, words or [], person_id=person_id, limit=limit, as_json=as_json)


def _list(store: Store, words: list[str], *, person_id: str, limit: int, as_json: bool) -> None:
    from bot.clock import in_words

    found = store.threads(person_id, words=words, limit=limit)
    questions = store.turn_counts([thread.thread_id for thread in found])
    if as_json:
        for thread in found:
            print(json.dumps(_as_json(thread, questions[thread.thread_id]), ensure_ascii=False))
    elif found:
        rows = [
            (thread.thread_id, in_words(thread.updated_at), str(questions[thread.thread_id]), thread.title)
            for thread in found
        ]
        print_table(("id", "last used", "questions", "title"), rows)
    elif words:
        print("No thread of yours has these words.", file=sys.stderr)
    else:
        print("You have no threads yet. `pathcoach chat` starts one.", file=sys.stderr)


def _delete(store: Store, thread_id: str, *, person_id: str, as_json: bool) -> None:
    try:
        thread = store.thread(thread_id, person_id=person_id)
    except UnknownThread:
        raise UnknownThread(
            f"There is no thread {thread_id!r}. {_nearest(store, thread_id, person_id)}"
        ) from None
    questions = store.turn_counts([thread_id])[thread_id]
    store.delete_thread(thread_id, person_id=person_id)
    if as_json:
        print(json.dumps(_as_json(thread, questions), ensure_ascii=False))
    else:
        counted = "1 question" if questions == 1 else f"{questions} questions"
        print(f'Deleted thread {thread_id}, "{thread.title}", with {counted} and the answers.')


def _nearest(store: Store, thread_id: str, person_id: str) -> str:
    own = [thread.thread_id for thread in store.threads(person_id, limit=_SEARCHED)]
    # All ids of a day begin alike, so that only a slip of a letter or two makes another id a likely one.
    if close := difflib.get_close_matches(thread_id, own, n=1, cutoff=0.85):
        return f"Did you mean {close[0]}?"
    return "`pathcoach threads` lists yours."


def _as_json(thread: Thread, questions: int) -> dict[str, Any]:
    return {
        "thread_id": thread.thread_id,
        "title": thread.title,
        "questions": questions,
        "pathway_id": thread.pathway_id,
        "channel": thread.channel,
        "created_at": thread.created_at.astimezone().isoformat(timespec="seconds"),
        "updated_at": thread.updated_at.astimezone().isoformat(timespec="seconds"),
    }
