from __future__ import annotations

import re
from html.parser import HTMLParser

from bot.channels.slack.setup.preview import preview_examples, preview_html, preview_text
from bot.channels.slack.surfaces.page import blocks_html
from bot.channels.slack.surfaces.text import escape
from bot.prompts import bundled_prompts
from tests.channels.slack.block_rules import check_post, check_view

PROMPTS = bundled_prompts()
VOID = {"meta", "br", "hr"}


class Nesting(HTMLParser):
    """Follows the tags of a page; `open` is empty at its end if all were closed in order."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_every_example_keeps_slacks_rules() -> None:
    examples = list(preview_examples(PROMPTS))

    for example in examples:
        for post in example.posts:
            check_post(post)
        if example.view is not None:
            check_view(example.view)
    assert len({example.name for example in examples}) == len(examples) >= 15


def test_the_text_has_every_surface_under_its_title() -> None:
    text = preview_text(PROMPTS)

    titles = re.findall(r"^═+\n(.+)\n═+$", text, re.MULTILINE)
    assert len(titles) == len(list(preview_examples(PROMPTS)))
    for title in ("An answer in a channel", "A proposal", "A check-in", "The Home tab", "The settings"):
        assert title in titles
    assert "[Confirm] [Change date] [Not now]" in text
    assert not re.search(r"&(?:amp|lt|gt);", text)


def test_the_page_is_whole_and_needs_nothing_else() -> None:
    page = preview_html(PROMPTS)

    nesting = Nesting()
    nesting.feed(page)
    assert nesting.open == []
    assert not re.search(r"(?:src|href)=|url\(|@import|<script", page)
    assert page.count("<section>") == len(list(preview_examples(PROMPTS)))


def test_what_people_wrote_is_no_markup_of_the_page() -> None:
    written = escape("<script>*x*</script>")

    for block in (
        {"type": "markdown", "text": written},
        {"type": "section", "text": {"type": "mrkdwn", "text": written}},
    ):
        assert "<script>" not in blocks_html([block])
        assert "&lt;script&gt;" in blocks_html([block])
