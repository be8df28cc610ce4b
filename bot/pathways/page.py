"""Reads the raw text of a career pathway page, as it comes when a browser's page is saved or copied as text.

The page has fixed headings; its layout is lost, so that a phase is a number alone on a line, an importance
runs into its weeks ("Important4 weeks") and resources run into each other. Not for pages of other forms.
"""

from __future__ import annotations

import re
from pathlib import PurePath

from bot.domain import (
    ActionPlan,
    Document,
    Pathway,
    Question,
    Range,
    RealityCheck,
    Salary,
    Source,
)
from bot.pathways.amounts import find_months, find_pay, find_pay_change_percent, find_percent
from bot.pathways.chunks import chunk_pathway, slug
from bot.pathways.faults import Faults, shown
from bot.pathways.grammar import split_sentences
from bot.pathways.page_records import (
    phases_of,
    questions_of,
    skills_of,
    transferable_skills_of,
)
from bot.pathways.page_text import (
    FACTS,
    Line,
    Part,
    expected_line,
    items_of,
    line_of,
    outside_resources,
    split_page,
)
from bot.pathways.run_together import vocabulary_of

_REQUIRED = (*FACTS, "your learning roadmap")
_FEWEST_HEADINGS = 5  # fewer are a coincidence, and the text some other document


def is_page(text: str) -> bool:
    """Say whether `text` has enough of the page's headings to be one."""
    _, parts = split_page(text)
    return len(parts) >= _FEWEST_HEADINGS


def read_page(text: str, *, name: str) -> Document:
    """Read one page; `name` is its file name. Raises DocumentError, or DocumentErrors with all faults."""
    faults = Faults(name)
    head, parts = split_page(text)
    for heading in _REQUIRED:
        if heading not in parts:
            problem = f'The page has no part "{heading.capitalize()}".'
            remedy = "Copy the whole page, from its title to its end."
            faults.add(expected_line(heading, parts), problem, remedy)
    from_role, to_role, title_line = _roles(head, faults=faults)
    difficulty = _fact(parts, "difficulty", faults=faults)
    demand = _fact(parts, "demand", faults=faults)
    faq = questions_of(parts.get("frequently asked questions"), faults=faults)
    pathway_id = slug(f"{from_role} to {to_role}")
    if from_role and not (slug(from_role) and slug(to_role)):
        remedy = "Write the document in Markdown, where the front matter gives the id."
        faults.add(1, "No id can be made from the two roles, which hold no Latin letters or digits.", remedy)
    vocabulary = vocabulary_of(line.text for line in outside_resources(head, parts))
    pathway = Pathway(
        pathway_id=pathway_id,
        title=f"From {from_role} to {to_role}",
        from_role=from_role,
        to_role=to_role,
        difficulty=difficulty,
        months=_months(parts, title_line, faults=faults),
        salary=_salary(parts, faq, faults=faults),
        demand=demand.rstrip("."),
        overview=parts["overview"].prose() if "overview" in parts else "",
        transferable_skills=transferable_skills_of(parts.get("your transferable skills"), faults=faults),
        skills_to_learn=skills_of(parts.get("skills you'll need to learn"), faults=faults),
        phases=phases_of(parts.get("your learning roadmap"), vocabulary=vocabulary, faults=faults),
        reality_check=RealityCheck(
            love=items_of(parts.get("what you'll love")),
            miss=items_of(parts.get("what you might miss")),
            challenges=items_of(parts.get("biggest challenges")),
            line=line_of(
                parts, "reality check", "what you'll love", "what you might miss", "biggest challenges"
            ),
        ),
        action_plan=ActionPlan(
            week=items_of(parts.get("this week")),
            month=items_of(parts.get("this month")),
            quarter=items_of(parts.get("next 90 days")),
            line=line_of(parts, "start your journey now", "this week", "this month", "next 90 days"),
        ),
        faq=faq,
        sources=(Source(PurePath(name).name),),
        as_of=None,
    )
    faults.raise_any()
    chunks = chunk_pathway(pathway, overview_line=line_of(parts, "overview"))
    return Document(pathway_id, pathway.title, chunks, pathway, faults.warnings)


# --- roles, duration, pay -------------------------------------------------------------------------


def _roles(head: list[Line], *, faults: Faults) -> tuple[str, str, str]:
    """Return the old role, the new role and the title; the title spells the roles better than the crumbs."""
    lines = [line.text for line in head if not line.text.casefold().startswith("career pathway")]
    title = next((text for text in lines if re.match(r"from\s+\S.*\sto\s", text, re.IGNORECASE)), "")
    crumbs = [text for text in lines if text != title][-2:]
    if len(crumbs) == 2:
        old, new = crumbs
        pattern = rf"from\s+({re.escape(old)})\s+to\s+({re.escape(new)})(?!\w)"
        spelled = re.match(pattern, title, re.IGNORECASE)
        return (spelled[1], spelled[2], title) if spelled else (old, new, title)
    match = re.match(r"from\s+(.+?)\s+to\s+([^:]+)", title, re.IGNORECASE)
    if match:
        return match[1].strip(), match[2].strip(), title
    remedy = 'Keep the page\'s title, such as "From Cook to Baker: …", above "Difficulty".'
    faults.add(1, "The page does not say from which role to which it leads.", remedy)
    return "", "", title


def _fact(parts: dict[str, Part], heading: str, *, faults: Faults) -> str:
    part = parts.get(heading)
    if part is None:
        return ""
    if not part.lines:
        faults.add(part.line, f'Nothing stands below "{heading.capitalize()}".', "Copy the page again.")
        return ""
    return " ".join(line.text for line in part.lines)


def _months(parts: dict[str, Part], title: str, *, faults: Faults) -> tuple[Range, ...]:
    timeline = _fact(parts, "timeline", faults=faults)
    headline = find_months(timeline)
    if timeline and headline is None:
        problem = f"The timeline {shown(timeline)} is no number of months."
        faults.add(parts["timeline"].line, problem, 'Write it as in "9-12 months".')
    return _distinct([each for each in (headline, find_months(title)) if each])


def _salary(parts: dict[str, Part], faq: tuple[Question, ...], *, faults: Faults) -> Salary:
    words = _fact(parts, "salary change", faults=faults)
    estimates = find_percent(words)[:1]
    if words and not estimates:
        line = parts["salary change"].line
        faults.warn(line, f"The salary change {shown(words)} holds no percentage, so it is left out.")
    currency, before, after = "XXX", None, None  # ISO 4217: no currency
    for sentence in (text for entry in faq for text in split_sentences(entry.answer)):
        pay = find_pay(sentence)
        if pay and before is None:
            currency, before, after = pay
        estimates += find_pay_change_percent(sentence)
    return Salary(currency, _distinct(estimates), before, after)


def _distinct(estimates: list[Range]) -> tuple[Range, ...]:
    return tuple(dict.fromkeys(estimates))
