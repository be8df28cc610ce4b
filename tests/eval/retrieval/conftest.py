"""A made-up handbook of three pages and a library that answers from a script, in place of the data."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.domain import Citation, Reply, Section
from eval.lines import Half
from eval.retrieval.facts import Fact, spellings
from eval.retrieval.names import NameBook, Naming
from eval.retrieval.outcome import Outcome, Ranking
from eval.retrieval.questions import Question

FACTS = {
    "2024 Median Pay": "$50,000 per year $24.04 per hour",
    "Typical Entry-Level Education": "High school diploma or equivalent",
    "Work Experience in a Related Occupation": "None",
    "On-the-job Training": "See How to Become One",
    "Number of Jobs, 2024": "12,300",
    "Job Outlook, 2024–34": "-3% (Decline)",
    "Employment Change, 2024–34": "-400",
}
PAGES = (
    (
        "lampers-and-wickers",
        "Lampers and wickers",
        "99-1001.00",
        "Lampers light lamps. Some are gas tenders.",
    ),
    ("kite-makers", "Kite makers", "99-1002.00", "Kite makers make kites; kite sewers sew."),
    ("kite-testers", "Kite testers", "99-1003.00", "Kite testers fly kites.\nA flyer earns $9 an hour."),
)
OFFICIAL = {code: title for _, title, code, _ in PAGES} | {"99-2001.00": "Bog Wardens"}
ALTERNATE = {
    "99-1001.00": ("Gas Tender", "Torch Bearer"),
    "99-1002.00": ("Kite Sewer", "Torch Bearer"),
    "99-1003.00": ("Flyer", "Wind Reader"),
    "99-2001.00": ("Moor Keeper", "Head Kite Maker"),
}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder laid out as the test data is."""
    (tmp_path / "ooh" / "md").mkdir(parents=True)
    (tmp_path / "onet").mkdir()
    rows = []
    for slug, title, code, text in PAGES:
        rows.append({"slug": slug, "title": title, "onet_codes": [code], "quick_facts": FACTS})
        (tmp_path / "ooh" / "md" / f"{slug}.md").write_text(f"# {title}\n\n{text}\n", encoding="utf-8")
    (tmp_path / "ooh" / "ooh.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    official = [f"{code}\t{title}\tAs it says." for code, title in OFFICIAL.items()]
    others = [f"{code}\t{title}\t\t08" for code, titles in ALTERNATE.items() for title in titles]
    for name, lines in (("Occupation Data.txt", official), ("Alternate Titles.txt", others)):
        (tmp_path / "onet" / name).write_text("\n".join(["head", *lines]), encoding="utf-8")
    return tmp_path


@pytest.fixture
def book(data: Path) -> NameBook:
    from eval.retrieval.handbook import read_occupations, read_titles

    return NameBook(read_occupations(data), read_titles(data))


MakeOutcome = Callable[..., Outcome]


@pytest.fixture
def make_outcome() -> MakeOutcome:
    def make(
        text: str,
        *,
        cites: tuple[str, ...] = ("kite-makers",),
        naming: Naming = Naming.TITLE,
        abstained: bool = False,
        ranked: tuple[str, ...] = ("kite-makers/body/1",),
        elapsed_ms: float = 5.0,
    ) -> Outcome:
        trap = naming is Naming.TRAP
        question = Question(
            "work-1",
            Half.WORK,
            naming,
            Fact.PAY,
            "terse",
            "kite maker" if not trap else "bog warden",
            "pay?",
            None if trap else "kite-makers",
            () if trap else spellings(Fact.PAY, FACTS["2024 Median Pay"]),
        )
        citations = tuple(
            Citation(number, f"{page}/body/1", page, Section.BODY, "Pay", "")
            for number, page in enumerate(cites)
        )
        reply = Reply(text, "answer", abstained=abstained, citations=citations)
        gold = frozenset({"kite-makers/body/1", "kite-makers/body/4"})
        ranking = Ranking(ranked, tuple(each.split("/")[0] for each in ranked), gold)
        return Outcome(question, reply, None if trap else ranking, 1.0, elapsed_ms)

    return make
