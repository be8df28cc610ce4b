"""Slack's sizes, named. Characters unless the name says otherwise."""

from __future__ import annotations

FALLBACK_TEXT = 4_000  # `text` of chat.update; chat.postMessage takes more
SECTION_TEXT = 3_000
HEADER_TEXT = 150
MESSAGE_BLOCKS = 50
VIEW_BLOCKS = 100
SELECT_OPTIONS = 100
BUTTON_TEXT = 75
OPTION_TEXT = 75
OPTION_VALUE = 150
VIEW_TITLE = 24
PLACEHOLDER = 150
PRIVATE_METADATA = 3_000

# Ours: what still reads well, and leaves room for what comes with it.
ANSWER_PART = 3_600  # of an answer in one message: its fallback text says all of it
QUOTED = 240  # of a person's own words in a list
SMALL_PRINT = 280  # of a line of context
MOST_WITH_BUTTONS = 10  # commitments in one message
