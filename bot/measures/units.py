"""Units of measure: what they measure, how large they are, how they are written."""

from __future__ import annotations

# Unit: its dimension, and how many of that dimension's base unit it is. A month is a twelfth of a year.
UNITS: dict[str, tuple[str, float]] = {
    "": ("count", 1.0),
    "percent": ("share", 0.01),
    "share": ("share", 1.0),
    "times": ("times", 1.0),
    "$": ("dollar", 1.0),
    "€": ("euro", 1.0),
    "£": ("pound", 1.0),
    "millisecond": ("time", 0.001 / 86_400),
    "second": ("time", 1 / 86_400),
    "minute": ("time", 1 / 1_440),
    "hour": ("time", 1 / 24),
    "day": ("time", 1.0),
    "week": ("time", 7.0),
    "month": ("time", 365.25 / 12),
    "year": ("time", 365.25),
    "fortnight": ("time", 14.0),
    "decade": ("time", 3_652.5),
    "hertz": ("frequency", 1.0),
    "kilohertz": ("frequency", 1e3),
    "megahertz": ("frequency", 1e6),
    "gigahertz": ("frequency", 1e9),
    "volt": ("voltage", 1.0),
    "litre": ("volume", 1.0),
    "foot": ("length", 0.3048),
    "inch": ("length", 0.0254),
    "kb": ("bytes", 1e3),
    "mb": ("bytes", 1e6),
    "gb": ("bytes", 1e9),
    "tb": ("bytes", 1e12),
    "milliwatt": ("power", 0.001),
    "watt": ("power", 1.0),
    "kilowatt": ("power", 1e3),
    "watt-hour": ("energy", 1.0),
    "millimetre": ("length", 0.001),
    "centimetre": ("length", 0.01),
    "metre": ("length", 1.0),
    "kilometre": ("length", 1e3),
    "mile": ("length", 1_609.344),
    "gram": ("weight", 1.0),
    "kilogram": ("weight", 1e3),
}
_SHORT = {
    "%": "percent", "dollar": "$", "usd": "$", "euro": "€", "ms": "millisecond", "msec": "millisecond",
    "sec": "second", "min": "minute", "h": "hour", "hr": "hour", "wk": "week", "mo": "month", "yr": "year",
    "w": "watt", "kw": "kilowatt", "mw": "milliwatt", "wh": "watt-hour", "kilobyte": "kb", "megabyte": "mb",
    "gigabyte": "gb", "terabyte": "tb", "liter": "litre", "hz": "hertz", "khz": "kilohertz",
    "mhz": "megahertz", "ghz": "gigahertz", "v": "volt", "feet": "foot", "inches": "inch",
    "mm": "millimetre", "cm": "centimetre", "km": "kilometre", "meter": "metre", "kilometer": "kilometre",
    "kg": "kilogram",
}  # fmt: skip
_NOT_WRITTEN = ("", "share")


def unit_named(word: str) -> str:
    """Return the unit that a lower-case word names, in singular or plural; "" if it names none."""
    for name in (word, word.removesuffix("s")):
        unit = _SHORT.get(name, name)
        if unit in UNITS and unit not in _NOT_WRITTEN:
            return unit
    return ""
