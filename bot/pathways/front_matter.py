"""The front matter of a pathway document: YAML with a fixed set of keys.

Values are read as the text that stands there, so that `demand: yes` stays a word and every value keeps its
line. Nothing is constructed from YAML tags.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

import yaml

from bot.domain import Range, Salary, Source
from bot.pathways.blocks import one_line
from bot.pathways.chunks import slug
from bot.pathways.faults import Faults, nearest, shown

REQUIRED = ("id", "from", "to", "difficulty", "months", "salary", "demand")
OPTIONAL = ("title", "as_of", "sources", "licence", "hours_per_week")
_SALARY_KEYS = ("currency", "change_percent", "before", "after")
_SOURCE_KEYS = ("name", "url")
_EXAMPLES = {
    "id": "id: backend-developer-to-edge-ai-engineer",
    "from": "from: Backend Developer",
    "to": "to: Edge AI Engineer",
    "difficulty": "difficulty: challenging",
    "months": "months: 9-12",
    "salary": "salary: {currency: USD, change_percent: 30}",
    "demand": "demand: growing quickly",
}
_NUMBER = r"[+-]?[0-9]{1,12}(?:\.[0-9]{1,6})?"
_RANGE = re.compile(rf"({_NUMBER})\s*(?:(?:-|–|to)\s*({_NUMBER}))?")


@dataclass(frozen=True, slots=True)
class Header:
    """What the front matter says, where it is right; what is wrong went to the faults."""

    pathway_id: str
    title: str | None
    from_role: str
    to_role: str
    difficulty: str
    months: tuple[Range, ...]
    salary: Salary
    demand: str
    sources: tuple[Source, ...]
    as_of: date | None
    licence: str | None
    hours_per_week: int
    hours_stated: bool


@dataclass(frozen=True, slots=True)
class Split:
    """A document cut in two: `yaml` is None where there is no front matter."""

    yaml: str | None
    body: str
    body_line: int


def split_front_matter(text: str) -> Split:
    """Cut the front matter, between two lines of `---`, from the body."""
    text = re.sub(r"\r\n?", "\n", text)
    lines = re.findall(r"[^\n]*\n|[^\n]+", text)
    if not lines or lines[0].rstrip() != "---":
        return Split(None, text, 1)
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() in ("---", "..."):
            return Split("".join(lines[1:number]), "".join(lines[number + 1 :]), number + 2)
    if len(lines) > 1 and re.match(r"[A-Za-z_]+\s*:", lines[1]):
        return Split("".join(lines[1:]), "", len(lines) + 1)
    return Split(None, text, 1)


def parse_front_matter(text: str, *, faults: Faults) -> yaml.MappingNode | None:
    """Return the front matter's YAML; a fault and None where it is not a mapping."""
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = (mark.line if mark else 0) + 2
        what = (error.problem or "it is not YAML").strip()
        faults.add(
            line,
            f"The front matter cannot be read: {what}.",
            "Write one `key: value` a line, indented with spaces; put a value that holds a colon in quotes.",
        )
        return None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 2
        faults.add(line, "The front matter holds a control character.", "Delete that character.")
        return None
    except RecursionError:
        faults.add(2, "The front matter is nested too deeply.", "Write one `key: value` a line.")
        return None
    if root is None:
        return yaml.MappingNode("tag:yaml.org,2002:map", [])
    if not isinstance(root, yaml.MappingNode):
        faults.add(2, "The front matter is not a list of keys.", "Write one `key: value` a line.")
        return None
    return root


def looks_like_pathway(root: yaml.MappingNode) -> bool:
    """Say whether the keys are those of a pathway rather than of some other kind of page."""
    keys = {key.value for key, _ in root.value if isinstance(key, yaml.ScalarNode)}
    return len(keys & {*REQUIRED, "as_of"}) >= 2


def plain_title(root: yaml.MappingNode) -> str | None:
    """Return the title that a reference document's front matter gives."""
    for key, value in root.value:
        if key.value == "title" and isinstance(value, yaml.ScalarNode):
            return one_line(value.value) or None
    return None


def read_header(root: yaml.MappingNode, *, faults: Faults) -> Header:
    """Read the pathway's front matter, adding a fault for everything that is wrong with it."""
    reader = _Reader(faults)
    keys = reader.mapping(root, known=(*REQUIRED, *OPTIONAL), where="front matter")
    for key in REQUIRED:
        if key not in keys:
            faults.add(1, f"The front matter has no `{key}`.", f"Add a line such as `{_EXAMPLES[key]}`.")
    return Header(
        pathway_id=reader.identifier(keys.get("id")),
        title=reader.text(keys.get("title"), "title") or None,
        from_role=reader.text(keys.get("from"), "from"),
        to_role=reader.text(keys.get("to"), "to"),
        difficulty=reader.text(keys.get("difficulty"), "difficulty"),
        months=reader.months(keys.get("months")),
        salary=reader.salary(keys.get("salary")),
        demand=reader.text(keys.get("demand"), "demand"),
        sources=reader.sources(keys.get("sources")),
        as_of=reader.day(keys.get("as_of")),
        licence=reader.text(keys.get("licence"), "licence") or None,
        hours_per_week=reader.hours(keys.get("hours_per_week")),
        hours_stated=bool(reader.text(keys.get("hours_per_week"), "hours_per_week")),
    )


class _Reader:
    """Turns YAML nodes into values; every method takes a missing node and answers with an empty value."""

    def __init__(self, faults: Faults) -> None:
        self._faults = faults

    def mapping(self, node: yaml.Node | None, *, known: tuple[str, ...], where: str) -> dict[str, yaml.Node]:
        found: dict[str, yaml.Node] = {}
        if not isinstance(node, yaml.MappingNode):
            return found
        for key, value in node.value:
            name = str(key.value) if isinstance(key, yaml.ScalarNode) else "?"
            if name not in known:
                remedy = nearest(name, known, otherwise=f"The keys of {where} are {', '.join(known)}.")
                self._faults.add(_line(key), f"`{name}` is not a key of the {where}.", remedy)
            elif name in found:
                self._faults.add(_line(key), f"`{name}` stands there twice.", "Keep one of the two lines.")
            else:
                found[name] = value
        return found

    def text(self, node: yaml.Node | None, key: str) -> str:
        if node is None:
            return ""
        if not isinstance(node, yaml.ScalarNode):
            self._faults.add(_line(node), f"`{key}` is not a single text.", f"Write `{key}: …` on one line.")
            return ""
        value = "" if _is_null(node) else one_line(node.value)
        if not value and key in REQUIRED:
            self._faults.add(_line(node), f"`{key}` is empty.", f"Write it as in `{_EXAMPLES[key]}`.")
        return value

    def identifier(self, node: yaml.Node | None) -> str:
        value = self.text(node, "id")
        if node is not None and value and value != slug(value):
            remedy = (
                f"Use lower-case letters, digits and hyphens{f': `{slug(value)}`' if slug(value) else ''}."
            )
            self._faults.add(_line(node), f"The id {shown(value)} cannot be used as an identifier.", remedy)
        return value

    def ranges(self, node: yaml.Node | None, key: str) -> list[Range]:
        if node is None or (isinstance(node, yaml.ScalarNode) and _is_null(node)):
            return []
        entries = node.value if isinstance(node, yaml.SequenceNode) else [node]
        found = (self.range(entry, key) for entry in entries)
        return [entry for entry in found if entry is not None]

    def range(self, node: yaml.Node | None, key: str) -> Range | None:
        if node is None or (isinstance(node, yaml.ScalarNode) and _is_null(node)):
            return None
        raw = one_line(node.value) if isinstance(node, yaml.ScalarNode) else "a list"
        figures = re.sub(r"(?<=\d)[,_](?=\d{3})", "", raw.removesuffix("%").rstrip())
        match = _RANGE.fullmatch(figures)
        if not match:
            remedy = f"Write a number or a range, such as `{key}: 9` or `{key}: 9-12`."
            self._faults.add(_line(node), f"`{key}` is {shown(raw)}, which is no number or range.", remedy)
            return None
        low = float(match[1])
        high = float(match[2]) if match[2] else low
        if low > high:
            self._faults.add(
                _line(node),
                f"`{key}` is {shown(raw)}, a range that runs backwards.",
                f"Write the smaller number first: `{key}: {match[2]} to {match[1]}`.",
            )
            return None
        return Range(low, high)

    def months(self, node: yaml.Node | None) -> tuple[Range, ...]:
        found = self.ranges(node, "months")
        if node is not None and any(entry.low <= 0 for entry in found):
            self._faults.add(_line(node), "`months` is not above zero.", "Write it as in `months: 9-12`.")
        empty_list = isinstance(node, yaml.SequenceNode) and not node.value
        if empty_list or (isinstance(node, yaml.ScalarNode) and _is_null(node)):
            self._faults.add(_line(node), "`months` is empty.", "Write it as in `months: 9-12`.")
        return tuple(found)

    def salary(self, node: yaml.Node | None) -> Salary:
        if node is not None and not isinstance(node, yaml.MappingNode):
            remedy = "Put `currency`, `change_percent`, `before` and `after` below it, indented."
            self._faults.add(_line(node), "`salary` is a single value.", remedy)
        keys = self.mapping(node, known=_SALARY_KEYS, where="salary")
        currency = self.text(keys.get("currency"), "currency").upper()
        if isinstance(node, yaml.MappingNode) and not re.fullmatch(r"[A-Z]{3}", currency):
            line = _line(keys.get("currency", node))
            self._faults.add(
                line, "`salary` has no three-letter `currency`.", "Write it as in `currency: USD`."
            )
        amounts = {key: self.range(keys.get(key), key) for key in ("before", "after")}
        for key, amount in amounts.items():
            if amount and amount.low < 0:
                self._faults.add(
                    _line(keys[key]), f"`{key}` is below zero.", f"Write it as in `{key}: 85000-140000`."
                )
        change = tuple(self.ranges(keys.get("change_percent"), "change_percent"))
        return Salary(currency, change, amounts["before"], amounts["after"])

    def sources(self, node: yaml.Node | None) -> tuple[Source, ...]:
        if node is None or (isinstance(node, yaml.ScalarNode) and _is_null(node)):
            return ()
        found: list[Source] = []
        for entry in node.value if isinstance(node, yaml.SequenceNode) else [node]:
            if isinstance(entry, yaml.ScalarNode):
                found.append(Source(one_line(entry.value)))
                continue
            keys = self.mapping(entry, known=_SOURCE_KEYS, where="source")
            name = self.text(keys.get("name"), "name")
            if not name:
                remedy = "Write it as in `- name: O*NET 30.0` with an optional `url` below."
                self._faults.add(_line(entry), "A source has no `name`.", remedy)
            found.append(Source(name, self.text(keys.get("url"), "url") or None))
        return tuple(found)

    def day(self, node: yaml.Node | None) -> date | None:
        value = self.text(node, "as_of")
        try:
            return date.fromisoformat(value) if value else None
        except ValueError:
            self._faults.add(
                _line(node),
                f"`as_of` is {shown(value)}, which is no date.",
                "Write it as in `as_of: 2026-03-02`.",
            )
            return None

    def hours(self, node: yaml.Node | None) -> int:
        value = self.text(node, "hours_per_week")
        if not value:
            return 10
        if re.fullmatch(r"[0-9]{1,3}", value) and 1 <= int(value) <= 168:
            return int(value)
        remedy = "Write a whole number from 1 to 168, as in `hours_per_week: 10`."
        self._faults.add(_line(node), f"`hours_per_week` is {shown(value)}.", remedy)
        return 10


def _line(node: yaml.Node | None) -> int:
    """Return the line in the document: the front matter starts on its second."""
    return node.start_mark.line + 2 if node is not None and node.start_mark else 1


def _is_null(node: yaml.ScalarNode) -> bool:
    return node.tag == "tag:yaml.org,2002:null"
