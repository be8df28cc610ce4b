"""`python -m eval.retrieval`: asks about hundreds of look-alike pages, and says what came of it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from rich.console import Console

from bot.errors import CoachError

from ..command import create_parser, gather, may_show, parse, write_json
from ..gates import Gate, judge, read_gates
from ..lines import Half
from ..report import indented, print_verdicts
from .ablation import ablate
from .asking import ask_questions
from .handbook import data_folder, documents, read_occupations, read_titles
from .library import Library, OpenLibrary, open_library
from .metrics import summarise
from .names import NameBook
from .outcome import Outcome
from .phrasings import read_phrasings
from .questions import Question, make_questions
from .table import ablation_table, heading, metrics_table, naming_table, write_between


def main(arguments: Sequence[str] | None = None, *, open_library: OpenLibrary = open_library) -> int:
    """Run the evaluation; return 0, or 1 below a gate or after a CoachError."""
    options = _parse(arguments)
    try:
        folder = data_folder()
    except CoachError as error:
        print(error, file=sys.stderr)
        return int(not options.if_data)
    try:
        return _evaluate(options, folder, open_library)
    except CoachError as error:
        print(error, file=sys.stderr)
        return 1


def _evaluate(options: argparse.Namespace, folder: Path, open_library: OpenLibrary) -> int:
    gates = read_gates(options.gate, summarise([])) if options.gate else []
    with open_library(options.home, documents(folder, pages=options.pages)) as library:
        questions = _questions(options, folder, library)
        if options.ablate:
            return _ablate(options, library, questions)
        outcomes = {
            half: gather(ask_questions(library, asked), half, total=len(asked))
            for half, asked in questions.items()
        }
        text = "\n\n".join([_head(options, library), metrics_table(outcomes), naming_table(outcomes)])
    return _report(options, outcomes, text, gates)


def _report(
    options: argparse.Namespace, outcomes: Mapping[Half, Sequence[Outcome]], text: str, gates: list[Gate]
) -> int:
    console = Console()
    console.print(text, markup=False, highlight=False, soft_wrap=True)
    for half, found in outcomes.items():
        if options.show_failures and may_show(half, options):
            _print_failures(console, found)
    summaries = {half: summarise(found) for half, found in outcomes.items()}
    verdicts = judge(gates, summaries)
    if verdicts:
        print_verdicts(console, verdicts)
    if options.json:
        rows = {
            half: [_as_json(each, reveal=may_show(half, options)) for each in found]
            for half, found in outcomes.items()
        }
        write_json(options.json, rows, summaries)
    if options.write:
        write_between("retrieval figures", text)
    return int(any(verdict.passed is False for verdict in verdicts))


def _questions(options: argparse.Namespace, folder: Path, library: Library) -> dict[Half, list[Question]]:
    """Return the questions of each half about what is indexed. Names are told apart over all pages."""
    occupations = read_occupations(folder)
    names = NameBook(occupations, read_titles(folder))
    made = {half: make_questions(half, occupations, names, read_phrasings(half)) for half in options.halves}
    indexed = {None, *library.index.documents}
    return {half: [each for each in asked if each.document_id in indexed] for half, asked in made.items()}


def _ablate(
    options: argparse.Namespace, library: Library, questions: Mapping[Half, Sequence[Question]]
) -> int:
    found = ablate(library, [each for asked in questions.values() for each in asked])
    text = f"{_head(options, library)}\n\n{ablation_table(found)}"
    Console().print(text, markup=False, highlight=False, soft_wrap=True)
    if options.write:
        write_between("retrieval table", text)
    return 0


def _head(options: argparse.Namespace, library: Library) -> str:
    command = "python -m eval.retrieval" + (" --ablate" if options.ablate else "")
    command += f" --half {options.half}" + (f" --pages {options.pages}" if options.pages else "")
    index = library.index
    return heading(command, on=date.today(), documents=len(index.documents), chunks=len(index.chunks))


def _print_failures(console: Console, outcomes: Sequence[Outcome]) -> None:
    for each in outcomes:
        if not each.right:
            question = each.question
            lines = [
                f"{question.question_id} ({question.fact}, {question.style}): {each.verdict}",
                f"  asked:   {question.text}",
                f"  of:      {question.document_id}: {' or '.join(question.spelt)}",
                indented("  replied: ", each.reply.text),
            ]
            console.print("\n".join(lines), markup=False, highlight=False, soft_wrap=True)


def _as_json(outcome: Outcome, *, reveal: bool) -> dict[str, Any]:
    """Return an outcome as a JSON object; texts only where they may be seen."""
    question, ranking = outcome.question, outcome.ranking
    row: dict[str, Any] = {
        "id": question.question_id,
        "naming": question.naming,
        "fact": question.fact,
        "style": question.style,
        "right": outcome.right,
        "wrong_occupation": outcome.wrong_occupation,
        "abstained": outcome.reply.abstained,
        "found_within_5": ranking.found_within(5) if ranking else None,
        "search_ms": round(outcome.search_ms, 1),
        "elapsed_ms": round(outcome.elapsed_ms, 1),
    }
    if reveal:
        row |= {"question": question.text, "answer": outcome.reply.text}
    return row


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = create_parser("python -m eval.retrieval", "Ask about hundreds of pages that are alike.")
    parser.add_argument("--ablate", action="store_true", help="compare ways to search, in place of replies")
    parser.add_argument("--pages", type=int, metavar="N", help="index a fixed choice of N pages alone")
    parser.add_argument(
        "--if-data", action="store_true", help="where the data is not at hand, it is no failure"
    )
    parser.add_argument("--write", action="store_true", help="write the tables into eval/README.md")
    return parse(parser, arguments)


if __name__ == "__main__":
    sys.exit(main())
