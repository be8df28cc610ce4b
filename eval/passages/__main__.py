"""`python -m eval.passages`: asks documents questions, and says which sentences are found and told."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bot.answering.reference.quoting import Quoting
from bot.domain import Composer, Message
from bot.errors import CoachError
from bot.prompts import bundled_prompts

from ..coach import DOCUMENTS as FOLDER
from ..retrieval.handbook import data_folder
from ..retrieval.library import Library, open_library
from .cases import DOCUMENTS, PAGES, PassageCase, read_passage_cases
from .metrics import Outcome, summarise


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the evaluation; return 0, or 1 after a CoachError."""
    parser = argparse.ArgumentParser(prog="python -m eval.passages", description=__doc__.splitlines()[0])
    parser.add_argument("--show-failures", action="store_true", help="print what went wrong")
    options = parser.parse_args(arguments)
    try:
        outcomes = {name: list(_ask(cases, documents)) for name, cases, documents in _sets()}
    except CoachError as error:
        print(error, file=sys.stderr)
        return 1
    Console().print(_table(outcomes))
    if options.show_failures:
        _print_failures([each for found in outcomes.values() for each in found])
    return 0


def _sets() -> Iterator[tuple[str, list[PassageCase], list[Path]]]:
    """Yield each set with its documents; that about pages only where the data is at hand."""
    yield "documents", read_passage_cases(DOCUMENTS), [FOLDER]
    try:
        data = data_folder()
    except CoachError as error:
        print(f"The questions about pages are left out. {error}", file=sys.stderr)
        return
    cases = read_passage_cases(PAGES)
    wanted = {case.document_id for case in cases}
    yield (
        "pages",
        cases,
        sorted(path for path in data.rglob("*.md") if path.stem.replace("__", "-") in wanted),
    )


def _ask(cases: Sequence[PassageCase], documents: Sequence[Path]) -> Iterator[Outcome]:
    with open_library(None, documents) as library:
        index = library.index
        titles = {
            name: document.title for name, document in index.documents.items() if name not in index.pathways
        }
        quoting = Quoting(index, titles, bundled_prompts(), cache=None)
        for case in cases:
            yield _outcome(case, quoting, library)


def _outcome(case: PassageCase, quoting: Quoting, library: Library) -> Outcome:
    ranked = quoting.ranked(case.question, case.document_id)
    message = Message(text=case.question, person_id=case.case_id, composer=Composer.EXTRACTIVE)
    reply = library.coach.reply(message)
    return Outcome(
        case,
        tuple(each.line.text for each in ranked),
        quoting.seeking.prose.surety(ranked),
        reply.text,
        declined=reply.action != "answer",
    )


def _table(outcomes: dict[str, list[Outcome]]) -> Table:
    table = Table("set", "questions", *summarise([]))
    for name, found in outcomes.items():
        table.add_row(name, str(len(found)), *(f"{value:.3f}" for value in summarise(found).values()))
    return table


def _print_failures(outcomes: Sequence[Outcome]) -> None:
    for each in outcomes:
        told = not each.declined and each.case.is_answered_by(each.reply)
        if each.declined == each.case.covered or (each.case.covered and not told):
            print(f"\n{each.case.case_id} ({each.case.document_id}), sure by {each.surety:.2f}")
            print(f"  asked:   {each.case.question}\n  replied: {each.reply}")
            print(f"  needed:  {' / '.join(each.case.held) or 'nothing is said of it'}")


if __name__ == "__main__":
    sys.exit(main())
