"""Words that say by when without saying it: "soon", "some day", "when I have time"."""

from __future__ import annotations

from bot.dates.said import Phrases, Said
from bot.dates.words import FOLLOWERS

_PHRASES: Phrases[str] = Phrases(
    {
        phrase: phrase
        for phrase in """
        soon|soonish|very soon|pretty soon|quite soon|really soon|sometime soon|some time soon|fairly soon
        sooner or later|sooner rather than later|as soon as possible|as soon as i can|asap|a s a p|some day
        someday|one day|one of these days|any day now|some other time|another time|some other day|eventually
        at some point|at a later date|at a later point|at a later time|at a later stage|down the road
        down the line|in the future|in the near future|in the not too distant future|in due course
        in due time|in time|in a while|in a bit|in a moment|in a minute|in a sec|in a second|before long
        shortly|later on|later|sometime|some time|whenever|at my own pace|when the time comes
        when the time is right|when things calm down|when it suits me|when i feel like it|when i'm ready
        when i am ready|when i'm free|when i am free|in the coming days|in the coming weeks
        in the coming months|in the next days|in the next weeks|over the coming weeks|over the coming days
        over the coming months|in the days ahead|in the weeks ahead
        """.replace("\n", "|")
        .replace("        ", "")
        .split("|")
        if phrase
    }
)

# These are dates only where nothing follows that they could belong to: "later phases", "some time off".
_LONE = frozenset(("later", "sometime", "some time", "some day", "whenever", "one day", "in time"))
_BELONGING = frozenset("in that".split())
# Behind these words it is none: "see you later", "two weeks later", "how soon", "only one day".
_NOT_BEHIND = {
    "later": frozenset(
        """
        see talk speak catch until not no a an the much many any even sooner its their you one two three four
        five six ten minute minutes hour hours day days week weeks month months year years
        """.split()
    ),
    "soon": frozenset("how too so as not".split()),
    "whenever": frozenset("or".split()),
    "one": frozenset("only than just in for the within".split()),
    "some": frozenset("for spend take takes took need have has had save give".split()),
}
_FREE = frozenset("time chance moment minute energy".split())
_SEASONS = frozenset("spring summer autumn winter fall".split())
_SEASON_FRAMES = frozenset("in by over during before until for after".split())
_FEW_FRAMES = frozenset("in over within during".split())


def read_vague(said: Said, at: int) -> int | None:
    """Return the place after the words at `at` that mean some time or other."""
    ends = (_listed(said, at), _when_free(said, at), _few(said, at), _season(said, at))
    return max((end for end in ends if end), default=None)


def _listed(said: Said, at: int) -> int | None:
    found = _PHRASES.read(said, at)
    if found is None:
        return None
    phrase, end = found
    first, behind = phrase.split()[0], said.word(end)
    if (phrase in _LONE or phrase == "soon") and said.word(at - 1) in _NOT_BEHIND.get(first, ()):
        return None
    if phrase == "whenever" and behind:
        return None
    if phrase in _LONE and behind and behind not in FOLLOWERS - _BELONGING:
        return None
    return None if phrase.endswith("soon") and behind == "as" else end


def _when_free(said: Said, at: int) -> int | None:
    """Read "when I have time", "whenever I get a chance", "when I can", "as soon as I get round to it"."""
    who = said.after(at, "as", "soon", "as") or said.skip(
        said.skip(at, ("if",)), ("when", "whenever", "once")
    )
    if who == at or said.word(who) not in ("i", "i'm", "i've", "there", "we", "time"):
        return None
    if said.word(at) == "when" and said.word(who) == "time":
        return said.after(who, "time", "allows") or said.after(who, "time", "permits")
    then = said.skip(who + 1, ("next", "can", "finally", "just"))
    if (
        said.word(at) != "if"
        and said.word(then - 1) == "can"
        and said.word(then) not in ("find", "get", "make", "spare")
    ):
        return then if said.word(then) in FOLLOWERS or not said.word(then) else None
    if said.word(then) not in ("have", "find", "get", "got", "is", "make", "'ve", "has"):
        return None
    free = then + 1
    while said.word(free) in (
        "a",
        "some",
        "the",
        "more",
        "enough",
        "free",
        "spare",
        "little",
        "bit",
        "of",
        "any",
    ):
        free += 1
    if (
        around := said.after(free, "around", "to", "it") or said.after(free, "round", "to", "it")
    ) is not None:
        return around
    return free + 1 if said.word(free) in _FREE else None


def _few(said: Said, at: int) -> int | None:
    """Read "in a few days", "over the next few weeks"."""
    if said.word(at) not in _FEW_FRAMES:
        return None
    then = said.skip(said.skip(at + 1, ("the", "a")), ("next", "coming"))
    if said.word(then) not in ("few", "several"):
        return None
    return (
        then + 2 if said.word(then + 1) in ("days", "weeks", "months", "hours", "minutes", "years") else None
    )


def _season(said: Said, at: int) -> int | None:
    """Read "in the summer", "this autumn", "by next spring": no two people mean the same days by them."""
    then = said.skip(at, _SEASON_FRAMES)
    which = said.skip(said.skip(then, ("the", "end", "of")), ("the", "early", "late", "of"))
    named = said.skip(which, ("this", "next", "coming"))
    if said.word(named) not in _SEASONS or (named == which and then == at):
        return None
    return None if said.word(named + 1) and said.word(named + 1) not in FOLLOWERS else named + 1
