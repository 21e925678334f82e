"""Arithmetic on days, weeks, months and years; numbers in digits and words."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kgraph.components.calendar import is_day, nearest_weekday, nearest_year, shift, shift_months, week_value
from kgraph.components.numbers import parse_number


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("13", 13),
        ("1,000", 1000),
        ("thirteen", 13),
        ("Twenty-five", 25),
        ("one hundred and five", 105),
        ("a hundred", 100),
        ("two dozen", 24),
        ("3.5 million", 3_500_000),
        ("two hundred thousand", 200_000),
        ("twelve hundred", 1200),
        ("one million two hundred thousand", 1_200_000),
        ("zero", 0),
        ("1.5", None),
        ("several", None),
        ("", None),
        ("many", None),
    ],
)
def test_numbers(words: str, number: int | None) -> None:
    assert parse_number(words) == number


@given(st.integers(0, 10**9))
def test_digits_with_and_without_commas_are_the_same_number(number: int) -> None:
    assert parse_number(str(number)) == parse_number(f"{number:,}") == number


def test_calendar_arithmetic() -> None:
    assert shift_months(date(2021, 1, 31), 1) == (2021, 2)
    assert shift_months(date(2021, 12, 1), 1) == (2022, 1)
    assert shift(date(2020, 2, 28), "day", 1) == "2020-02-29"
    assert shift(date(2021, 3, 4), "quarter", -1) == "2020-Q4"
    assert shift(date(2021, 3, 4), "hour", -1) is None
    assert week_value(date(2021, 1, 3)) == "2020-W53"
    assert nearest_year(date(2021, 3, 4), 2, 29) in (2020, 2021, 2022)
    assert is_day(2020, 2, 29) and not is_day(2021, 2, 29)


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 6), st.sampled_from((-1, 1)))
def test_the_nearest_weekday_is_less_than_a_week_away(day: date, weekday: int, direction: int) -> None:
    found = nearest_weekday(day, weekday, direction)
    assert found.weekday() == weekday
    assert 0 <= (found - day).days * direction < 7
