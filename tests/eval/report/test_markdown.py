from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from markdown_it import MarkdownIt

from eval.report.html import as_html
from eval.report.markdown import as_markdown
from eval.report.page import Figure, Page

from .conftest import HOSTILE

_PARSER = MarkdownIt("commonmark").enable("table")


def _rows_of_markdown(page: Page) -> dict[str, str]:
    lines = [line for line in as_markdown(page).splitlines() if line.startswith("|")]
    return {line.split("|")[1].strip(" `").replace("\\", ""): line for line in lines}


def _rows_of_html(page: Page) -> dict[str, str]:
    rows = re.findall(r'<th scope="row">(?:<code>)?([^<]*)(.*?)</tr>', as_html(page), flags=re.DOTALL)
    return dict(rows)


def _figures(page: Page) -> Iterator[tuple[str, Figure]]:
    for part in page.parts:
        yield from ((each.name, each) for each in part.figures if each.value is not None)
        yield from ((row.kind, each) for row in part.kinds for each in (row.right, row.p50, row.p95))
    for each in page.opinions:
        yield from ((figure.name, figure) for figure in each.figures)


def test_every_figure_and_interval_stands_in_both_forms(page: Page) -> None:
    page = replace(page, comparisons=())  # whose metrics are named as those of the parts
    in_markdown, in_html = _rows_of_markdown(page), _rows_of_html(page)
    shown = list(_figures(page))
    assert len(shown) > 15
    for name, figure in shown:
        for rows in (in_markdown, in_html):
            assert figure.shown in rows[name]
            assert figure.interval in rows[name]


def test_the_differences_stand_in_both_forms(page: Page) -> None:
    page = replace(page, parts=(), opinions=())
    for rows in (_rows_of_markdown(page), _rows_of_html(page)):
        assert re.search(
            r"\b4\b\D+0\.500\D+0\.750\D+\+0\.250\D+\*\D+\+0\.100 to \+0\.400", rows["fact_recall"]
        )


def test_markup_in_questions_replies_and_evidence_is_text(page: Page) -> None:
    tokens = _PARSER.parse(as_markdown(page))
    kinds = {one.type for token in tokens for one in (token, *(token.children or ()))}
    assert {"html_block", "html_inline", "link_open", "image"} & kinds == set()
    assert sum(token.content.strip() == HOSTILE for token in tokens if token.type == "fence") >= 2


def test_a_text_does_not_add_columns_to_a_table(page: Page) -> None:
    kinds = [token.type for token in _PARSER.parse(as_markdown(page))]
    assert kinds.count("table_open") == 5  # metrics, the kinds of two parts, comparison, opinion


def test_of_what_must_not_be_read_only_the_ids_are_there(page: Page) -> None:
    hidden = replace(page, parts=page.parts[1:], run=replace(page.run, details=()), comparisons=())
    told = as_markdown(hidden)
    assert "`fact-1`" in told
    assert "alert" not in told
