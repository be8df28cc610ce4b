"""The English words of days, numbers and units, and how they are misspelt. Not for grammar."""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz.distance import OSA

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
RRULE_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")

WEEKDAY: dict[str, int] = {name.lower(): at for at, name in enumerate(WEEKDAYS)} | {
    "mon": 0,
    "tue": 1,
    "tues": 1,
    "wed": 2,
    "weds": 2,
    "thu": 3,
    "thur": 3,
    "thurs": 3,
    "fri": 4,
    "sat": 5,
    "sun": 6,
}
WEEKDAY_PLURAL: dict[str, int] = {f"{name.lower()}s": at for at, name in enumerate(WEEKDAYS)}
MONTH: dict[str, int] = {name.lower(): at for at, name in enumerate(MONTHS, 1)} | {
    "jan": 1,
    "feb": 2,
    "mar": 3,
    "apr": 4,
    "jun": 6,
    "jul": 7,
    "aug": 8,
    "sep": 9,
    "sept": 9,
    "oct": 10,
    "nov": 11,
    "dec": 12,
}

# Also an ordinary word: a day or month only beside a preposition, a number or another word of dates.
HOMONYMS = frozenset("sat sun may march mar".split())

_COUNTING = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty"
)
_PLACES = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)
_THIRTIETH = {"thirtieth": 30}
_TENS = {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "ninety": 90}
NUMBER: dict[str, int] = {word: value for value, word in enumerate(_COUNTING.split(), 1)} | _TENS
ORDINAL: dict[str, int] = {word: place for place, word in enumerate(_PLACES.split(), 1)} | _THIRTIETH
UNIT: dict[str, str] = {
    "min": "minute", "mins": "minute", "minute": "minute", "minutes": "minute",
    "h": "hour", "hr": "hour", "hrs": "hour", "hour": "hour", "hours": "hour",
    "day": "day", "days": "day", "week": "week", "weeks": "week", "wk": "week", "wks": "week",
    "fortnight": "fortnight", "fortnights": "fortnight", "month": "month", "months": "month",
    "quarter": "quarter", "quarters": "quarter", "year": "year", "years": "year", "yr": "year", "yrs": "year",
}  # fmt: skip
GLUED_UNIT: dict[str, str] = {"m": "minute", "d": "day", "w": "week"}  # "30m", but not "30 m"

# After an hour, a day of the month or "daily" these may follow; another word makes it "at 5 companies".
FOLLOWERS = frozenset(
    """
    a about after afternoon again all also an and any are around as at be because before better both but
    by can cet coming could daily did do during each either est evening every everyday exactly except fine
    first for from gmt good how i i'd i'll i'm i've if in instead is ish it later latest like local maybe
    morning my next night no not now of ok okay on once only or our over past perhaps please pls precisely
    pst sharp should since so sometime starting still sure thanks that the then there they this though
    through thx till to today tomorrow tonight too unless until up utc was we we'd we'll weekly what when
    where which while will with within without work works would yes yesterday you your
    """.split()
).union(WEEKDAY, MONTH)

_SLIPS: dict[str, str] = {
    slip: right
    for right, slips in {
        "tomorrow": "tmrw tmr tmrow tomoro tomoz tomo 2moro 2morrow tomm morrow tom0rrow",
        "today": "tday todya 2day",
        "tonight": "tonite tonigt 2nite 2night tonihgt",
        "yesterday": "yday",
        "monday": "munday mondy mnoday moday",
        "tuesday": "teusday tusday tueday",
        "wednesday": "wensday wedsday wendsday",
        "thursday": "thrusday thurday thursay",
        "friday": "firday friady fridy frday fridat firiday",
        "saturday": "satday saterday",
        "sunday": "sundy suday snuday sunady",
        "february": "febuary feburary febr",
        "april": "aprl apirl",
        "august": "agust augst",
        "week": "weeek wek",
        "weekend": "wkend wknd weeknd",
        "month": "mnth motnh",
        "next": "nxt nex nect",
        "every": "evry evrey evey",
        "morning": "mornin morn",
        "evening": "evenin",
        "before": "befor b4",
        "until": "untill til till 'til",
        "hour": "huor",
        "weekday": "workday",
        "weekdays": "workdays",
    }.items()
    for slip in slips.split()
}  # fmt: skip
_GUESSED = tuple(
    "tomorrow yesterday tuesday wednesday thursday saturday weekend january february september october "
    "november december morning evening afternoon tonight".split()
)
_KNOWN = frozenset(_GUESSED) | frozenset("weekends evenings mornings afternoons yesterday's warning".split())
_LONG = 8  # letters, from which on two slips are forgiven; one from seven on


@lru_cache(maxsize=4096)
def normal(word: str) -> str:
    """Return `word` in lower case, without "'s", and spelt right if it is of dates."""
    word = word.lower().replace("’", "'")
    if word.endswith("'s"):
        word = word[:-2]
    word = _SLIPS.get(word, word)
    if len(word) < 6 or word in _KNOWN or word in WEEKDAY_PLURAL or word in WEEKDAY or word in MONTH:
        return word
    for right in _GUESSED:
        slips = 2 if len(right) >= _LONG else 1
        if (
            word[0] == right[0]
            and abs(len(word) - len(right)) < 2
            and OSA.distance(word, right, score_cutoff=slips) <= slips
        ):
            return right
    return word
