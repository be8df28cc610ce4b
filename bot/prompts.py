"""Everything that is wording: prompts, fixed sentences, labelled examples, word lists; loaded from prompts/.

Not for logic: a prompt is text with named places, and filling it without every name is an error.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from string import Formatter
from typing import Any

import yaml

from bot.bundled import bundled_folder
from bot.errors import SettingsError


@dataclass(frozen=True)
class RouteExample:
    """A message whose wish is known."""

    text: str
    topic: str
    operation: str


@dataclass(frozen=True)
class WorkedExample:
    """Evidence and a question with the answer that a person would like to read."""

    evidence: tuple[str, ...]
    question: str
    answer: str


@dataclass(frozen=True)
class Prompts:
    """The files of one prompts folder."""

    folder: Path

    def say(self, name: str, /, **values: object) -> str:
        """Return the fixed sentence `name` with its places filled. Raises SettingsError if one is missing."""
        folder = self.folder / "sentences"
        template = self.sentences.get(name)
        if template is None:
            raise SettingsError(f"There is no sentence {name!r} in {folder}. Add it there.")
        return _filled(template, values, what=f"sentence {name!r}", file=folder)

    def choosing(self, *, tools: str) -> str:
        """Return the system prompt of a model that chooses tools; `tools` is what it reads of them."""
        name = "choosing.md"
        return _filled(self._text(name).strip(), {"tools": tools}, what="prompt", file=self.folder / name)

    @cached_property
    def instructions(self) -> str:
        """The system prompt."""
        return self._text("instructions.md").strip()

    @cached_property
    def worked_examples(self) -> tuple[WorkedExample, ...]:
        """The examples that stand in the static prefix, in order."""
        return tuple(
            WorkedExample(tuple(item["evidence"]), item["question"], item["answer"])
            for item in self._yaml("examples.yaml")
        )

    @cached_property
    def route_examples(self) -> tuple[RouteExample, ...]:
        """Labelled messages for the router."""
        return tuple(
            RouteExample(str(text), group["topic"], group["operation"])
            for group in self._yaml("routes.yaml")
            for text in group["examples"]
        )

    @cached_property
    def act_examples(self) -> tuple[tuple[str, str], ...]:
        """Labelled clauses for the reader of acts: what is said, and which act that is."""
        return tuple(
            (str(text), group["act"]) for group in self._yaml("acts.yaml") for text in group["examples"]
        )

    @cached_property
    def act_cues(self) -> dict[str, str]:
        """Patterns of words that tell acts apart."""
        return dict(self._yaml("act_cues.yaml"))

    @cached_property
    def promise_patterns(self) -> dict[str, str]:
        """How promises are made, and what only looks like one."""
        return dict(self._yaml("promises.yaml"))

    @cached_property
    def spelling_patterns(self) -> dict[str, Any]:
        """How people shorten and misspell words."""
        return dict(self._yaml("spelling.yaml"))

    @cached_property
    def telling_patterns(self) -> dict[str, str | list[str]]:
        """How people say who they are and when they have time."""
        return dict(self._yaml("telling.yaml"))

    @cached_property
    def reply_patterns(self) -> dict[str, str]:
        """How people answer what the coach has asked."""
        return dict(self._yaml("replies.yaml"))

    @cached_property
    def profile_patterns(self) -> dict[str, Any]:
        """What is never kept of a person: names, secrets, health."""
        return dict(self._yaml("profile.yaml"))

    @cached_property
    def lexicon(self) -> dict[str, Any]:
        """Words with a meaning of their own: importances, ordinals, kinds of resource, cues."""
        return dict(self._yaml("lexicon.yaml"))

    @cached_property
    def reference(self) -> dict[str, Any]:
        """What people ask of reference documents, and how these list their facts."""
        return dict(self._yaml("reference.yaml"))

    @cached_property
    def composers(self) -> dict[str, dict[str, str]]:
        """Who writes which kind of answer, model by model."""
        return dict(self._yaml("composers.yaml"))

    @cached_property
    def layout(self) -> dict[str, Any]:
        """How answers are laid out: what asks for a list, and which words open an entry of one."""
        return dict(self._yaml("layout.yaml"))

    @cached_property
    def coverage(self) -> dict[str, Any]:
        """How much each piece of evidence counts for a question being covered, and from where on it is."""
        return dict(self._yaml("coverage.yaml"))

    @cached_property
    def skills(self) -> dict[str, Any]:
        """How people name what they can do: generic words, and names that stand for others."""
        return dict(self._yaml("skills.yaml"))

    @cached_property
    def grounding(self) -> dict[str, Any]:
        """The words that the check of grounding knows: what means the same, and what adds nothing."""
        return dict(self._yaml("grounding.yaml"))

    @cached_property
    def sentences(self) -> dict[str, str]:
        """Every fixed sentence by its name, from all files of the folder `sentences`."""
        named: dict[str, str] = {}
        for path in sorted((self.folder / "sentences").glob("*.yaml")):
            more = dict(self._yaml(f"sentences/{path.name}"))
            if twice := named.keys() & more.keys():
                raise SettingsError(
                    f"The sentence {min(twice)!r} of {path} stands in another file, too. Rename one."
                )
            named |= more
        return named

    def _yaml(self, name: str) -> Any:
        try:
            return yaml.load(self._text(name), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        except yaml.YAMLError as error:
            raise SettingsError(
                f"The prompt file {self.folder / name} is not valid YAML: {error}. Correct it."
            ) from None

    def _text(self, name: str) -> str:
        path = self.folder / name
        try:
            return path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise SettingsError(f"The prompt file {path} cannot be read: {error}. Restore it.") from None


def _filled(template: str, values: Mapping[str, object], *, what: str, file: Path) -> str:
    try:
        needed = {field for _, field, _, _ in Formatter().parse(template) if field is not None}
    except ValueError as error:
        raise SettingsError(f"The {what} in {file} is malformed: {error}. Correct it.") from None
    if missing := needed - values.keys():
        named = ", ".join(sorted(f"{{{field}}}" for field in missing))
        raise SettingsError(f"Nothing fills {named} of the {what}. Correct {file}.")
    return template.format(**values)


@cache
def bundled_prompts() -> Prompts:
    """Return the prompts that come with Pathcoach."""
    return Prompts(bundled_folder("prompts"))
