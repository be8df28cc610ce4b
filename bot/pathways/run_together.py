"""Splits resources that a page's text runs together: "… by Andrew NgTensorFlow official tutorialsBook: …".

A capital inside a word may be the start of the next resource, or part of a name (TensorFlow, LinkedIn). A
split is made only where the evidence is clear; a place that stays unclear is left whole and reported.
Evidence is what else the page says: a word that stands there alone, spelled the same way, is a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

# Names that hold a capital inside, as their owners spell them.
_CAMEL_NAMES = """
    BigQuery ChatGPT CloudFormation CloudWatch CodeSignal CoreML DataCamp DeepLearning DeepMind DevOps
    DevSecOps DigitalOcean DynamoDB FastAPI FinOps FreeRTOS GitHub GitLab GitOps GraphQL HackerRank
    HashiCorp HuggingFace InfluxDB IoT JavaScript JetBrains LangChain LangGraph LeetCode LinkedIn
    LlamaIndex MLOps MLflow MacBook MathWorks MongoDB MySQL NoSQL NumPy OpenAI OpenAPI OpenCV OpenGL
    OpenSSL OpenShift OpenVINO PhD PostgreSQL PowerBI PowerPoint PowerShell PyPI PySpark PyTorch
    QuickSight RabbitMQ ReactJS RedHat SageMaker SciPy SolidWorks StackOverflow SwiftUI TensorBoard
    TensorFlow TensorRT TinyML TypeScript UiPath VMware WebAssembly WebGL WebRTC WebSocket WordPress
    YouTube freeCodeCamp
"""
# Publishers of courses: their name opens a resource and stands inside no other word.
_PROVIDERS = "Codecademy Coursera DataCamp Kaggle LinkedIn Pluralsight Udacity Udemy YouTube freeCodeCamp"
_STRIPPED = "\"'()[]{}.,:;!?"
_QUOTES = "'\""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of a page as they are spelled there, and which of them follow each other (in lower case)."""

    words: frozenset[str]
    pairs: frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Splitting:
    """The resources found, and the words in which a split could not be told from a name."""

    names: tuple[str, ...]
    unclear: tuple[str, ...]


def vocabulary_of(texts: Iterable[str]) -> Vocabulary:
    """Return the words of `texts`; word pairs do not reach from one text into the next."""
    words: set[str] = set()
    pairs: set[tuple[str, str]] = set()
    for text in texts:
        tokens = [_bare(token) for token in re.split(r"[\s/,]+", text)]
        words.update(filter(None, tokens))
        pairs.update((one.lower(), two.lower()) for one, two in pairwise(tokens))
    return Vocabulary(frozenset(words), frozenset(pairs))


def split_resources(line: str, *, vocabulary: Vocabulary) -> Splitting:
    """Split `line` where one resource ends and the next begins; `vocabulary` is of the rest of the page."""
    here = {_bare(token) for token in line.split() if not _inner_capitals(token)}
    words = vocabulary.words | here
    providers = set(_PROVIDERS.split())
    names = providers | set(_CAMEL_NAMES.split()) | {word for word in words if _inner_capitals(word)}
    unclear: list[str] = []
    cuts: list[int] = []
    for match in re.finditer(r"\S+", line):
        token, start = match[0], match.start()
        inside = _inside_names(token, names) if _inner_capitals(token) else set()
        last = 0
        for at in _inner_capitals(token):
            if at in inside:
                continue
            left = _bare(re.split(r"[/,]", token[last:at])[-1])
            right = _first_word(token, at, inside)
            if token[at - 1] in _QUOTES:
                clear = _closes_quote(line[: start + at - 1], token[at - 1])
            elif (left.lower(), right.lower()) in vocabulary.pairs:
                continue  # a name written solid, as in RaspberryPi
            else:
                clear = (
                    token[at - 1] in ")]"
                    or (left in words and right in words)
                    or (left.islower() and len(left) >= 5)  # a common word, which has no capital inside
                    or right in providers
                    or (right in names and len(left) >= 3)
                    or token[at:].endswith(":")  # a label, as in "Book: …"
                )
                if not clear and token[at - 1].islower():
                    unclear.append(token)
            if clear:
                cuts.append(start + at)
                last = at
    pieces = (line[a:b].strip() for a, b in pairwise([0, *cuts, len(line)]))
    return Splitting(tuple(piece for piece in pieces if piece), tuple(dict.fromkeys(unclear)))


def _bare(token: str) -> str:
    return token.strip(_STRIPPED).removesuffix("'s")


def _inner_capitals(token: str) -> list[int]:
    return [at for at in range(1, len(token)) if _may_start(token, at)]


def _may_start(token: str, at: int) -> bool:
    """Say whether a resource might start at `at`: a capital after anything but a capital or a separator."""
    if not token[at].isupper():
        return False
    before = token[at - 1]
    if before.isupper():  # the end of an acronym: "AI" in "AIUdacity"
        return token[at + 1 : at + 2].islower()
    return before.islower() or before.isdigit() or before in _QUOTES or before in ")]"


def _inside_names(token: str, names: set[str]) -> set[int]:
    """Return the places in `token` that lie inside a known name such as TensorFlow."""
    inside: set[int] = set()
    starts = [0, *_inner_capitals(token)]
    for start in starts:
        found = [
            name for name in names if token.startswith(name, start) and _ends_word(token, start + len(name))
        ]
        if found:
            longest = max(map(len, found))
            inside.update(range(start + 1, start + longest))
    return inside


def _ends_word(token: str, at: int) -> bool:
    return at >= len(token) or not token[at].islower()


def _first_word(token: str, at: int, inside: set[int]) -> str:
    """Return the word that starts at `at`, up to the next place where another could start."""
    end = next((later for later in _inner_capitals(token) if later > at and later not in inside), len(token))
    return _bare(re.split(r"[/,]", token[at:end])[0])


def _closes_quote(before: str, quote: str) -> bool:
    """Say whether a quotation is open after `before`: an apostrophe, as in O'Reilly, opens none."""
    opened = len(re.findall(rf"(?:^|(?<=[\s(\[])){quote}(?=\S)", before))
    closed = len(re.findall(rf"(?<=\S){quote}(?=$|[\s)\],.:;A-Z])", before))
    return opened > closed
