"""What comes back, said on Monday, 2 March 2026, 09:00 in Oslo."""

from __future__ import annotations

import pytest

from tests.dates.conftest import Shortly

RULES = [
    ("Monday nights", "2026-03-02 19:00 FREQ=WEEKLY;BYDAY=MO"),
    ("once every two weeks", "2026-03-15 FREQ=WEEKLY;INTERVAL=2"),
    ("every 2nd day", "2026-03-02 FREQ=DAILY;INTERVAL=2"),
    ("3 times per week", "2026-03-02 FREQ=WEEKLY;BYDAY=MO,WE,FR"),
    ("every six months", "2026-08-31 FREQ=MONTHLY;INTERVAL=6;BYMONTHDAY=-1"),
    ("on the first Saturday of every month", "2026-03-07 FREQ=MONTHLY;BYDAY=1SA"),
    ("every Monday", "2026-03-02 FREQ=WEEKLY;BYDAY=MO"),
    ("each Friday", "2026-03-06 FREQ=WEEKLY;BYDAY=FR"),
    ("on Mondays", "2026-03-02 FREQ=WEEKLY;BYDAY=MO"),
    ("Mondays and Thursdays", "2026-03-02 FREQ=WEEKLY;BYDAY=MO,TH"),
    ("every Monday, Wednesday and Friday at 18:30", "2026-03-02 18:30 FREQ=WEEKLY;BYDAY=MO,WE,FR"),
    ("every Mon/Wed/Fri", "2026-03-02 FREQ=WEEKLY;BYDAY=MO,WE,FR"),
    ("every Monday to Friday at 8", "2026-03-03 08:00 FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
    ("every Monday at 7", "2026-03-09 07:00 FREQ=WEEKLY;BYDAY=MO"),
    ("every Monday morning", "2026-03-09 09:00 FREQ=WEEKLY;BYDAY=MO"),
    ("every Sunday evening", "2026-03-08 19:00 FREQ=WEEKLY;BYDAY=SU"),
    ("at 7 every weekday", "2026-03-03 07:00 FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
    ("every weekday at 7", "2026-03-03 07:00 FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
    ("on weekdays", "2026-03-02 FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
    ("on weekends", "2026-03-07 FREQ=WEEKLY;BYDAY=SA,SU"),
    ("every weekend", "2026-03-07 FREQ=WEEKLY;BYDAY=SA,SU"),
    ("every day", "2026-03-02 FREQ=DAILY"),
    ("every single day", "2026-03-02 FREQ=DAILY"),
    ("daily", "2026-03-02 FREQ=DAILY"),
    ("everyday", "2026-03-02 FREQ=DAILY"),
    ("every morning", "2026-03-03 09:00 FREQ=DAILY"),
    ("every evening at 8", "2026-03-02 20:00 FREQ=DAILY"),
    ("every day after work", "2026-03-02 18:00 FREQ=DAILY"),
    ("in the mornings", "2026-03-03 09:00 FREQ=DAILY"),
    ("every other day", "2026-03-02 FREQ=DAILY;INTERVAL=2"),
    ("every 3 days", "2026-03-02 FREQ=DAILY;INTERVAL=3"),
    ("every week", "2026-03-08 FREQ=WEEKLY"),
    ("weekly", "2026-03-08 FREQ=WEEKLY"),
    ("weekly on Fridays", "2026-03-06 FREQ=WEEKLY;BYDAY=FR"),
    ("once a week", "2026-03-08 FREQ=WEEKLY"),
    ("once a week on Friday", "2026-03-06 FREQ=WEEKLY;BYDAY=FR"),
    ("Monday every week", "2026-03-02 FREQ=WEEKLY;BYDAY=MO"),
    ("every other Friday", "2026-03-06 FREQ=WEEKLY;INTERVAL=2;BYDAY=FR"),
    ("every two weeks", "2026-03-15 FREQ=WEEKLY;INTERVAL=2"),
    ("every 2 weeks on Monday", "2026-03-02 FREQ=WEEKLY;INTERVAL=2;BYDAY=MO"),
    ("fortnightly", "2026-03-15 FREQ=WEEKLY;INTERVAL=2"),
    ("twice a week", "2026-03-03 FREQ=WEEKLY;BYDAY=TU,TH"),
    ("three times a week", "2026-03-02 FREQ=WEEKLY;BYDAY=MO,WE,FR"),
    ("5 times a week", "2026-03-02 FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
    ("every month", "2026-03-31 FREQ=MONTHLY;BYMONTHDAY=-1"),
    ("monthly", "2026-03-31 FREQ=MONTHLY;BYMONTHDAY=-1"),
    ("monthly on the 15th", "2026-03-15 FREQ=MONTHLY;BYMONTHDAY=15"),
    ("every month on the 31st", "2026-03-31 FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1"),
    ("on the first of every month", "2026-04-01 FREQ=MONTHLY;BYMONTHDAY=1"),
    ("on the 15th of each month", "2026-03-15 FREQ=MONTHLY;BYMONTHDAY=15"),
    ("every 15th", "2026-03-15 FREQ=MONTHLY;BYMONTHDAY=15"),
    ("the last day of every month", "2026-03-31 FREQ=MONTHLY;BYMONTHDAY=-1"),
    ("at the end of every month", "2026-03-31 FREQ=MONTHLY;BYMONTHDAY=-1"),
    ("every first Monday", "2026-03-02 FREQ=MONTHLY;BYDAY=1MO"),
    ("every second Tuesday of the month", "2026-03-10 FREQ=MONTHLY;BYDAY=2TU"),
    ("every last Friday of the month", "2026-03-27 FREQ=MONTHLY;BYDAY=-1FR"),
    ("twice a month", "2026-03-15 FREQ=MONTHLY;BYMONTHDAY=15,-1"),
    ("every quarter", "2026-03-31 FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1"),
    ("every year", "2026-12-31 FREQ=YEARLY"),
]


@pytest.mark.parametrize(("text", "meant"), RULES)
def test_a_recurrence_is_a_rule_and_its_first_day(shortly: Shortly, text: str, meant: str) -> None:
    assert shortly(text) == meant


BOUNDED = [
    ("every Saturday in April", "2026-04-04 FREQ=WEEKLY;BYDAY=SA;UNTIL=20260430"),
    ("daily from me, starting tomorrow", "2026-03-03 FREQ=DAILY"),
    ("every Monday starting next week", "2026-03-09 FREQ=WEEKLY;BYDAY=MO"),
    ("every day from Wednesday", "2026-03-04 FREQ=DAILY"),
    ("every day until Friday", "2026-03-02 FREQ=DAILY;UNTIL=20260306"),
    ("every Friday until the end of June", "2026-03-06 FREQ=WEEKLY;BYDAY=FR;UNTIL=20260630"),
    ("every day this week", "2026-03-02 FREQ=DAILY;UNTIL=20260308"),
    ("every day next week", "2026-03-09 FREQ=DAILY;UNTIL=20260315"),
    ("every Monday for six weeks", "2026-03-02 FREQ=WEEKLY;BYDAY=MO;UNTIL=20260412"),
    ("daily for the next month", "2026-03-02 FREQ=DAILY;UNTIL=20260401"),
]


@pytest.mark.parametrize(("text", "meant"), BOUNDED)
def test_a_recurrence_has_a_beginning_and_an_end(shortly: Shortly, text: str, meant: str) -> None:
    assert shortly(text) == meant


TIMETABLES = [
    ("twice in the week", "2026-03-03 FREQ=WEEKLY;BYDAY=TU,TH"),
    ("every day except Sunday", "2026-03-02 FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA"),
    ("daily but not on weekends", "2026-03-02 FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
    ("all mornings", "2026-03-03 09:00 FREQ=DAILY"),
    ("mon-fri, 06:45", "2026-03-03 06:45 FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
    ("mon/wed/fri 6:30am", "2026-03-04 06:30 FREQ=WEEKLY;BYDAY=MO,WE,FR"),
]


@pytest.mark.parametrize(("text", "meant"), TIMETABLES)
def test_days_of_a_timetable_and_all_but_some_come_back(shortly: Shortly, text: str, meant: str) -> None:
    assert shortly(text) == meant
