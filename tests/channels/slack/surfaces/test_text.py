from __future__ import annotations

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.slack.surfaces.text import cut, escape, plain, quoted, shortened, to_mrkdwn
from tests.channels.slack.block_rules import PINGS

PIECES = st.lists(
    st.sampled_from(["<", ">", "&", "!", "@", "here", "channel", "everyone", "U1", "|", " ", "\n", "*", "a"])
).map("".join)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("<!channel>", "&lt;!channel&gt;"),
        ("<@U1>", "&lt;@\u200bU1&gt;"),
        ("<http://x|y>", "&lt;http://x|y&gt;"),
        ("&lt;!here&gt;", "&amp;lt;!here&amp;gt;"),
        ("@here, @Channel", "@\u200bhere, @\u200bChannel"),
        ("ada@example.org", "ada@example.org"),
        ("to x@here", "to x@\u200bhere"),
        ("12 < 15 & 3 > 2 [1]", "12 &lt; 15 &amp; 3 &gt; 2 [1]"),
    ],
)
def test_what_would_ping_or_link_comes_out_as_plain_characters(written: str, shown: str) -> None:
    assert escape(written) == shown


@given(PIECES)
def test_nothing_that_is_written_can_ping(text: str) -> None:
    for safe in (escape(text), plain(text, 75), quoted(text, 75), to_mrkdwn(escape(text))):
        assert not PINGS.search(safe)
    assert html.unescape(escape(text)).replace("\u200b", "") == text


@given(PIECES, st.integers(1, 60))
def test_what_is_shortened_fits_and_breaks_no_entity(text: str, most: int) -> None:
    for safe in (shortened(text, most), quoted(text, most), plain(text, most)):
        assert len(safe) <= most
    assert "&" not in html.unescape(shortened(text.replace("&", ""), most))


def test_what_is_quoted_has_no_marks_of_its_own() -> None:
    assert quoted("*a* `b`\n> ~c~ snake_case", 75) == "∗a∗ ˋbˋ &gt; ∼c∼ snake_case"


def test_a_long_text_keeps_as_much_as_fits() -> None:
    assert len(quoted("word " * 10_000, 240)) > 200
    assert cut("one two three", 9) == "one two…"
    assert cut("one", 3) == "one"


def test_markdown_becomes_the_marks_that_every_workspace_knows() -> None:
    markdown = "# Skills\n- **Python** first\n  * then [C](https://c.org)\n```\n# not **this**\n```"

    assert to_mrkdwn(markdown) == (
        "*Skills*\n• *Python* first\n  • then C (https://c.org)\n```\n# not **this**\n```"
    )


@given(
    st.lists(st.sampled_from(["**", "# ", "- ", "a", "\n", " ", "[", "](https://x.y)", "```"])).map("".join)
)
def test_marks_make_no_text_longer(markdown: str) -> None:
    assert len(to_mrkdwn(markdown)) <= len(markdown)
