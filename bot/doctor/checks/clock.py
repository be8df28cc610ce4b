"""Clock and timezone: reminders and "by Friday" go by them, and a board without a battery forgets them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from bot.clock import in_words
from bot.doctor.finding import Finding, Status
from bot.doctor.subject import Subject

_NOT_BEFORE = datetime(2026, 3, 1, tzinfo=UTC)  # older than anything that runs this


def check_clock(subject: Subject) -> Iterator[Finding]:
    """Say what time it is here. Raises SettingsError where the timezone cannot be read."""
    say, now = subject.prompts.say, subject.clock()
    zone = subject.read_zone()
    shown = in_words(now, zone)
    if now < _NOT_BEFORE:
        words = say("doctor_clock_past", now=shown)
        yield Finding("clock", Status.FAIL, words, say("doctor_clock_past_remedy"))
    elif subject.settings.now is not None:
        words = say("doctor_clock_frozen", now=in_words(subject.settings.now, subject.settings.now.tzinfo))
        yield Finding("clock", Status.WARN, words, say("doctor_clock_frozen_remedy"))
    elif now.astimezone(zone).utcoffset() == timedelta(0) and str(zone) in ("UTC", "Etc/UTC"):
        words = say("doctor_clock", now=shown, zone=zone)
        yield Finding("clock", Status.WARN, words, say("doctor_clock_utc_remedy"))
    else:
        yield Finding("clock", Status.OK, say("doctor_clock", now=shown, zone=zone))
