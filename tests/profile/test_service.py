"""Profiles are changed with an entry in the history, and whoever times messages hears of it."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, time
from pathlib import Path

import pytest

from bot.clock import frozen_clock
from bot.domain import ChangeKind, Person
from bot.errors import LinkRefused, ProfileError
from bot.profile import ProfileService, ProfileUpdate
from bot.store import Store

NOW = datetime(2026, 3, 2, 8, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(f"sqlite:///{tmp_path / 'store.sqlite'}", clock=frozen_clock(NOW)) as store:
        yield store


@pytest.fixture
def rescheduled() -> list[str]:
    """Whose messages were timed anew."""
    return []


@pytest.fixture
def service(store: Store, rescheduled: list[str]) -> ProfileService:
    return ProfileService(store, frozen_clock(NOW), on_schedule_change=rescheduled.append)


def test_an_update_is_kept_with_an_entry_that_undo_can_take_back(
    service: ProfileService, store: Store
) -> None:
    after = service.update("ada", ProfileUpdate(hours_per_week=6, add_skills=("Python",)))

    assert service.get("ada") == after == Person("ada", hours_per_week=6.0, known_skills=("Python",))
    (entry,) = store.history.last_batch("ada")
    assert (entry.subject, entry.subject_id, entry.kind) == ("profile", "ada", ChangeKind.CHANGED)
    assert (entry.before, entry.after, entry.at) == (Person("ada"), after, NOW)


def test_an_update_that_is_refused_keeps_nothing(service: ProfileService, store: Store) -> None:
    with pytest.raises(ProfileError):
        service.update("ada", ProfileUpdate(to_role="baker", hours_per_week=0))

    assert service.get("ada") == Person("ada")
    assert store.history.changes("ada") == []


def test_what_changes_when_someone_is_written_to_is_told_after_it_is_kept(
    store: Store, rescheduled: list[str]
) -> None:
    def reschedule(person_id: str) -> None:
        rescheduled.append(f"{person_id}: {store.person(person_id).reminders_on}")

    service = ProfileService(store, frozen_clock(NOW), on_schedule_change=reschedule)
    service.update("ada", ProfileUpdate(hours_per_week=6))
    assert rescheduled == []

    service.update("ada", ProfileUpdate(reminders_on=False))
    assert rescheduled == ["ada: False"]


def test_an_update_that_is_repeated_times_the_messages_again_without_an_entry(
    service: ProfileService, store: Store, rescheduled: list[str]
) -> None:
    for _ in range(2):  # the first may have been killed before the messages were timed
        service.update("ada", ProfileUpdate(quiet=(time(22), time(7))))

    assert rescheduled == ["ada", "ada"]
    assert len(store.history.changes("ada")) == 1


def test_updates_at_the_same_time_all_hold(service: ProfileService) -> None:
    skills = [f"skill {letter}" for letter in "abcd"]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda skill: service.update("ada", ProfileUpdate(add_skills=(skill,))), skills))

    assert sorted(service.get("ada").known_skills) == skills


def test_a_code_joins_two_and_times_what_is_still_to_come(
    service: ProfileService, rescheduled: list[str]
) -> None:
    service.update("bob", ProfileUpdate(hours_per_week=6))
    code = service.create_link_code("ada")

    joined = service.redeem_link_code(code.code, "bob")

    assert joined == service.get("ada") == Person("ada", hours_per_week=6.0)
    assert rescheduled == ["ada"]
    with pytest.raises(LinkRefused):
        service.redeem_link_code(code.code, "eve")
