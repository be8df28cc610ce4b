"""Text that others wrote, made safe for Slack: nothing of it mentions, links or pings. Pure.

Not for the coach's own sentences: they hold no such marks.
"""

from __future__ import annotations

import re

_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_MARKS = str.maketrans({"*": "∗", "`": "ˋ", "~": "∼"})  # what would make bold, code or a strike of it
_LOOKALIKES = str.maketrans({"<": "‹", ">": "›"})
_PINGING = re.compile(r"@(?=(?:channel|here|everyone|group)\b)|(?<![\w.+-])@(?=\w)", re.IGNORECASE)
_UNSEEN = "\u200b"  # a space without width: what follows "@" is no name any more
_BOLD = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*")
_HEADING = re.compile(r"^#{1,6} +(.+?) *#*$", re.MULTILINE)
_BULLET = re.compile(r"^([ \t]*)[-*] (?=\S)", re.MULTILINE)
_FENCED = re.compile(r"(^[ \t]*```.*?^[ \t]*```[ \t]*$)", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"\[([^\[\]\n]+)\]\((https?://[^\s()]+)\)")


def escape(text: str) -> str:
    """Return text for mrkdwn and Markdown: entities for `&<>`, and no @name that would be looked up."""
    return _PINGING.sub(f"@{_UNSEEN}", text).translate(_ENTITIES)


def plain(text: str, most: int) -> str:
    """Return text for a label, where Slack reads no entities: in one line of at most `most` characters."""
    return cut(_PINGING.sub(f"@{_UNSEEN}", " ".join(text.split())).translate(_LOOKALIKES), most)


def cut(text: str, most: int) -> str:
    """Return text of at most `most` characters, shortened at a word and marked so. Cut before escaping."""
    if len(text) <= most:
        return text
    kept = text[: most - 1]
    at_word = kept if text[most - 1].isspace() else kept.rpartition(" ")[0]
    return f"{(at_word if len(at_word) > most // 2 else kept).rstrip(' ,;:.')}…"


def shortened(text: str, most: int) -> str:
    """Return text of at most `most` characters, escaped; entities count as they are written."""
    room, escaped = most, escape(cut(text, most))
    while len(escaped) > most:
        room -= max(1, (len(escaped) - most) // 5)  # an entity is five characters at most
        escaped = escape(cut(text, room))
    return escaped


def quoted(text: str, most: int) -> str:
    """Return text in one line of at most `most` characters, escaped, and without marks of its own."""
    return shortened(" ".join(text.split()), most).translate(_MARKS)


def to_mrkdwn(markdown: str) -> str:
    """Return escaped Markdown in Slack's older marks, never longer: bold, headings, lists and links.

    What stands between fences stays as it is.
    """
    return "".join(
        part if number % 2 else _marked(part) for number, part in enumerate(_FENCED.split(markdown))
    )


def _marked(markdown: str) -> str:
    text = _LINK.sub(r"\1 (\2)", markdown)
    text = _HEADING.sub(lambda found: f"*{found[1].replace('**', '')}*", text)
    return _BULLET.sub(r"\1• ", _BOLD.sub(r"*\1*", text))
