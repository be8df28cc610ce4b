"""Where one claim ends and the next begins: at semicolons, "but", and an "and" that joins clauses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.grounding.tokens import Token

VERBS = ("be", "have", "do", "static")  # uses of words that are verbs and say nothing of their own
_STOPS = (".", ";", "!", "?")
_PRONOUNS = frozenset("it they he she these those this that".split())
_RELATIVE = frozenset("that which who where whose how what why whether".split())
_ASIDES = frozenset("which who whose".split())
_LIMITS = frozenset("only not never unless except if until without".split())


@dataclass(frozen=True, slots=True)
class Part:
    """The tokens of one clause. `inherits`: its subject is that of the clause before."""

    tokens: tuple[Token, ...]
    link: str
    finite: tuple[int, ...]
    is_imperative: bool
    inherits: bool

    @property
    def has_verb(self) -> bool:
        """Whether it says something of something."""
        return bool(self.finite) or self.is_imperative

    @property
    def verb_at(self) -> int:
        """Where what it says of its subject begins."""
        return self.finite[0] if self.finite else 0


def split(tokens: Sequence[Token]) -> list[Part]:
    """Return the clauses of one or more sentences."""
    parts: list[Part] = []
    reason: Part | None = None  # "Because X, Y": kept until Y has come
    start, link, inherits = 0, "", False
    for at in range(len(tokens) + 1):
        if at < len(tokens):
            found = _boundary(tokens, start, at)
            if found is None:
                continue
            next_link, resume, next_inherits = found
        else:
            next_link, resume, next_inherits = "", at, False
        if at < start:
            continue
        if piece := tokens[start:at]:
            if next_link == "main":
                reason, next_link = _part(piece[1:], "cause", False), ""
            else:
                parts.append(_part(piece, link, inherits))
                parts += [reason] if reason else []
                reason = None
        start, link, inherits = resume, next_link, next_inherits
    return parts


def finite_verbs(tokens: Sequence[Token]) -> tuple[int, ...]:
    """Return where the tokens hold a verb that says something of a subject."""
    return tuple(at for at in range(len(tokens)) if _is_finite(tokens, at))


def _boundary(tokens: Sequence[Token], start: int, at: int) -> tuple[str, int, bool] | None:
    """Return the link, where the next clause starts and whether it inherits; None where no clause ends."""
    token = tokens[at]
    if at <= start:
        return None
    if token.text in _STOPS:
        return "", at + 1, False
    if token.use == "contrast" and tokens[at - 1].use != "negator":
        return _contrast(tokens, start, at)
    if token.text == "," and at + 1 < len(tokens) and tokens[at + 1].use == "negator":
        if finite_verbs(tokens[start:at]) and not finite_verbs(_reach(tokens, at + 2)):
            return "not", at + 2, True
        return None
    if token.use == "region:cause" and finite_verbs(tokens[start:at]):
        return "cause", at + 1, _starts_with_pronoun(tokens, at + 1)
    if token.use == "so" and tokens[at - 1].text == "," and finite_verbs(tokens[start:at]):
        return "so", at + 1, _starts_with_pronoun(tokens, at + 1)
    if token.low == "and":
        return _conjunction(tokens, start, at)
    if token.text == "," and tokens[start].use == "region:cause":
        return "main", at + 1, False
    if token.text == "," and _opens_with_concession(tokens, start):
        return "but", at + 1, False
    if token.text == "," and at + 1 < len(tokens) and tokens[at + 1].low in _ASIDES:
        return ("aside", at + 2, True) if finite_verbs(tokens[start:at]) else None
    return None


def _contrast(tokens: Sequence[Token], start: int, at: int) -> tuple[str, int, bool] | None:
    after = _reach(tokens, at + 1)
    verbs = finite_verbs(after)
    if not finite_verbs(tokens[start:at]) or not verbs or (after and after[0].low in _LIMITS):
        return None
    return "but", at + 1, verbs[0] == 0 or after[0].low in _PRONOUNS


def _conjunction(tokens: Sequence[Token], start: int, at: int) -> tuple[str, int, bool] | None:
    """An "and" joins clauses if there is a verb on both sides, each with its own object."""
    before = [token for token in tokens[start:at] if token.text != ","]
    after = _reach(tokens, at + 1)
    if not before or not after or not (finite_verbs(before) or _is_command(before)):
        return None
    verbs = finite_verbs(after)
    starts = _starts_with_verb(after, commands=_is_command(before) or _ends_in_base(before))
    if starts and before[-1].is_verb and not before[-1].use:
        return None
    if starts:
        return "and", at + 1, True
    if verbs and not any(token.low in _RELATIVE for token in after[: verbs[0]]):
        return "and", at + 1, after[0].low in _PRONOUNS
    return None


def _reach(tokens: Sequence[Token], start: int) -> Sequence[Token]:
    """Return the tokens up to the next certain end of a clause."""
    for at in range(start, len(tokens)):
        if tokens[at].text in _STOPS or tokens[at].use == "contrast":
            return tokens[start:at]
    return tokens[start:]


def _is_finite(tokens: Sequence[Token], at: int) -> bool:
    token = tokens[at]
    before = tokens[at - 1] if at else None
    if token.use in VERBS or token.use.startswith("modal"):
        return before is None or before.low != "to"
    if not token.is_verb or token.use or at == 0 or before is None:
        return False
    if token.low.endswith("ing"):
        return False
    subject = (
        before.use in ("pronoun", "adverb")
        or before.low in _RELATIVE
        or (before.is_content and not before.amount)
    )
    return subject and not (before.is_verb and _is_finite(tokens, at - 1))


def _starts_with_verb(tokens: Sequence[Token], *, commands: bool) -> bool:
    first = next((token for token in tokens if token.use != "adverb"), None)
    if first is None:
        return False
    if first.use in VERBS or first.use.startswith("modal"):
        return True
    at = tokens.index(first) + 1
    if (
        first.low.endswith("s")
        and first.is_content
        and at < len(tokens)
        and tokens[at].use in ("article", "amount")
    ):
        return True  # no noun has an article behind it
    return first.is_verb and not first.use and (commands or first.low.endswith(("s", "ed")))


def _ends_in_base(tokens: Sequence[Token]) -> bool:
    """Whether the clause's first verb is in its base form, so that the next one is, too."""
    at = next(iter(finite_verbs(tokens)), None)
    return at is not None and not tokens[at].low.endswith(("s", "ed"))


def _is_command(tokens: Sequence[Token]) -> bool:
    first = next((token for token in tokens if token.use not in ("adverb", "mark")), None)
    if first is None or not first.is_verb or first.use:
        return False
    return first.low.endswith("ss") or not first.low.endswith(("ing", "ed", "s"))


def _starts_with_pronoun(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].low in _PRONOUNS


def _opens_with_concession(tokens: Sequence[Token], start: int) -> bool:
    return tokens[start].low in ("although", "though", "while", "whereas")


def _has_outright_verb(tokens: Sequence[Token], finite: Sequence[int]) -> bool:
    """Whether a verb such as "is" follows that is in no subordinate clause: "Pay … is", not "Ask if … is"."""
    for at, token in enumerate(tokens):
        if (
            token.low in _RELATIVE
            or token.text in (",", ":")
            or token.use.startswith(("region:if", "region:when"))
        ):
            return False
        if at in finite and (token.use or at == 1):
            return True
    return False


def _part(tokens: Sequence[Token], link: str, inherits: bool) -> Part:
    kept = tuple(tokens)
    finite = finite_verbs(kept)
    is_command = _is_command(kept) and not _has_outright_verb(kept, finite)
    said_again = bool(finite) and finite[0] > 0 and kept[finite[0] - 1].low in _PRONOUNS
    return Part(kept, link, () if is_command else finite, is_command, inherits or said_again)
