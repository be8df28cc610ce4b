"""The page as a browser reads it: its elements, its attributes, its text."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from eval.report.html import as_html
from eval.report.page import Page

from .conftest import HOSTILE

_VOID = {"meta"}


class _Reader(HTMLParser):
    """Keeps what an HTML page consists of."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.attributes: list[tuple[str, str]] = []
        self.open: list[str] = []
        self.ids: Counter[str] = Counter()
        self.texts: list[tuple[str, str]] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.attributes += [(name, value or "") for name, value in attrs]
        self.ids.update(value or "" for name, value in attrs if name == "id")
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append((self.open[-1] if self.open else "", data))

    def text(self, tag: str | None = None) -> str:
        return "\n".join(text for within, text in self.texts if tag in (None, within))


@pytest.fixture
def read(page: Page) -> _Reader:
    return _Reader(as_html(page))


def test_every_element_is_closed_where_it_was_opened(read: _Reader) -> None:
    assert read.open == []


def test_markup_in_questions_replies_and_evidence_is_text(read: _Reader) -> None:
    assert {"script", "img", "iframe", "object"} & {*read.tags} == set()
    assert read.text("dd").count(HOSTILE) >= 4  # model, earlier, asked, replied


def test_nothing_is_loaded_from_elsewhere(read: _Reader) -> None:
    references = [value for name, value in read.attributes if name in ("href", "src", "xlink:href", "action")]
    assert references
    assert all(value.startswith("#") for value in references)
    assert {"script", "link", "base", "form"} & {*read.tags} == set()
    styles = read.text("style") + "".join(value for name, value in read.attributes if name == "style")
    assert "@import" not in styles
    assert not re.search(r"url\((?!#)", styles)


def test_links_lead_somewhere_and_no_id_occurs_twice(read: _Reader) -> None:
    targets = {value[1:] for name, value in read.attributes if name in ("href", "xlink:href")}
    assert targets - {*read.ids} == set()
    assert [each for each, count in read.ids.items() if count > 1] == []


def test_every_plot_has_a_title_and_is_said_in_words(read: _Reader) -> None:
    assert read.tags["svg"] == 5  # right and latency of two parts, and the comparison
    assert read.tags["title"] == 1 + read.tags["svg"]
    labels = [value for name, value in read.attributes if name == "aria-label"]
    assert "Right per kind, work half. fact (2): 0.500" in " ".join(labels)


def test_tables_scroll_inside_themselves(read: _Reader) -> None:
    assert read.tags["table"] == 5  # metrics, the kinds of two parts, comparison, opinion
    assert read.attributes.count(("class", "scroll")) == read.tags["table"]


def test_of_what_must_not_be_read_only_the_ids_are_there(page: Page) -> None:
    hidden = replace(page, parts=page.parts[1:], run=replace(page.run, details=()), comparisons=())
    read = _Reader(as_html(hidden))
    assert "fact-1" in read.text("code")
    assert "alert" not in read.text()
    assert "evil.example" not in as_html(hidden)


def test_the_gates_are_said_at_the_top(read: _Reader) -> None:
    assert "0 of 1 gates passed; missed: work right at least 0.9." in read.text("p")


def test_an_opinion_is_called_one(read: _Reader) -> None:
    assert "A model’s opinion" in read.text("h2")
    assert "no gate rests on it" in read.text("p")


def test_the_same_page_is_the_same_text_again(page: Page) -> None:
    assert as_html(page) == as_html(page)
