from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.clock import clock_of
from bot.config import Settings
from bot.errors import SettingsError


def test_the_clock_stands_where_the_settings_froze_it() -> None:
    frozen = clock_of(Settings(now=datetime.fromisoformat("2026-03-02T13:00:00+01:00")))

    assert frozen() == frozen() == datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
    assert frozen().tzinfo is UTC
    assert abs(clock_of(Settings(now=None))() - datetime.now(UTC)) < timedelta(minutes=1)
    with pytest.raises(SettingsError, match="no offset"):
        clock_of(Settings(now=datetime(2026, 3, 2)))
