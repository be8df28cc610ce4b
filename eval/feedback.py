"""`python -m eval.feedback`: makes cases of the replies that people rated, for a person to complete.

What a right reply holds cannot be read off a rating: `needs` and `forbids` are left empty, and `note` has
what was said. A reply that helped gives its citations as `gold`. What rests on somebody's own plan or
promises becomes no case, and who asked or rated stands nowhere; but questions are as people wrote them.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from bot.clock import system_clock
from bot.domain import Rated, Turn
from bot.errors import CoachError
from bot.store import Store

from .cases import FEEDBACK, Expectation
from .metrics import OF_DOCUMENTS, reached

_EARLIER = 3  # questions of the thread that are asked first, so that a follow-up is understood


def feedback_cases(store: Store) -> Iterator[dict[str, Any]]:
    """Yield a case for every rated turn, the one rated last first; it helped if it did so for all."""
    opinions: dict[str, list[Rated]] = {}
    for rated in store.feedback.all():
        if _rests_on_documents(rated.turn):
            opinions.setdefault(rated.turn.turn_id, []).append(rated)
    for of_turn in opinions.values():
        turn = of_turn[0].turn
        yield _case(turn, _history(store, turn), helpful=all(rated.helpful for rated in of_turn))


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the cases, one a line; return 0, or 1 after a CoachError."""
    options = _parse(arguments)
    try:
        with Store.open(options.store, clock=system_clock) as store:
            lines = [json.dumps(case, ensure_ascii=False) + "\n" for case in feedback_cases(store)]
        _write(lines, options.out)
    except CoachError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _rests_on_documents(turn: Turn) -> bool:
    return turn.reply.action in OF_DOCUMENTS and not turn.reply.personal


def _history(store: Store, turn: Turn) -> list[str]:
    earlier = [one for one in store.turns(turn.thread_id) if one.position < turn.position]
    return [one.question for one in earlier if _rests_on_documents(one)][-_EARLIER:]


def _case(turn: Turn, history: list[str], *, helpful: bool) -> dict[str, Any]:
    reply = turn.reply
    expects = reached(reply) if helpful else None
    return {
        "id": f"{FEEDBACK}-{turn.turn_id}",
        "kind": FEEDBACK,
        "history": history,
        "question": turn.question,
        "expects": expects or Expectation.ANSWER,
        "needs": [],
        "forbids": [],
        "gold": list(dict.fromkeys(citation.chunk_id for citation in reply.citations)) if helpful else [],
        "helpful": helpful,
        "note": f"{reply.model or 'No model'}, {reply.composer}: {reply.text}",
    }


def _write(lines: Sequence[str], path: Path | None) -> None:
    if path is None:
        sys.stdout.writelines(lines)
        return
    try:
        with path.open("x", encoding="utf-8") as file:  # what was completed by hand is not written over
            file.writelines(lines)
    except OSError as error:
        raise CoachError(f"The cases cannot be written to {path} ({error.strerror}). Name another.") from None


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m eval.feedback",
        description="Make cases of the replies that people rated. Complete them, then ask them with "
        "`python -m eval --set FILE`.",
    )
    parser.add_argument(
        "--store", required=True, metavar="URL", help="such as sqlite:////home/me/store.sqlite"
    )
    parser.add_argument("--out", type=Path, metavar="FILE", help="a new file (default: standard output)")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
