"""What kind of words an entry of a list is made of, and how it reads inside a sentence."""

from __future__ import annotations

import re

from bot.domain import ResourceKind
from bot.prompts import Prompts

_LABELLED = re.compile(rf"(?P<kind>{'|'.join(ResourceKind)}): (?P<name>['‘“\"].+)", re.IGNORECASE | re.DOTALL)
_REMARK = re.compile(r"(?<=[.)])\s+(?=(?:Note|Last checked)\b)")
_FIRST = re.compile(r"[\w-]+")


def is_instruction(item: str, prompts: Prompts) -> bool:
    """Whether an entry tells what to do: "Prepare a board", not "Preparing a board" nor "A board"."""
    first = _FIRST.match(item)
    return first is not None and first.group().lower() in prompts.layout["instructions"]


def decapitalised_instruction(item: str) -> str:
    """Return an instruction as it reads inside a sentence; its first word is a verb, and no name."""
    return f"{item[:1].lower()}{item[1:]}"


def follows_comma(sentence: str, prompts: Prompts) -> str:
    """Return a sentence as it reads behind an opening word and a comma."""
    first = _FIRST.match(sentence)
    common = first is not None and first.group().lower() in prompts.layout["openers"]
    return f"{sentence[:1].lower()}{sentence[1:]}" if common else sentence


def split_remarks(text: str) -> list[str]:
    """Return a text without what is remarked at its end, then that, remark by remark."""
    return _REMARK.split(text)


def remarks_apart(item: str) -> tuple[str, ...]:
    """Return an entry without its full stop, then what is remarked on it."""
    bare, *remarks = split_remarks(item)
    labelled = _LABELLED.fullmatch(bare)
    if labelled:
        bare = f"the {labelled['kind'].lower()} {labelled['name']}"
    return bare.removesuffix("."), *remarks


def without_brackets(item: str) -> str:
    """Return an entry without what stands in brackets, where a comma or an "and" misleads nobody."""
    return re.sub(r"\([^()]*\)", "", item)
