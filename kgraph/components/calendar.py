"""Dates as TIMEX3 values: arithmetic on days, weeks, months and years."""

from __future__ import annotations

from datetime import date, timedelta

MONTHS = ("january february march april may june july august september october november december").split()
MONTH_FORMS = {form: n for n, name in enumerate(MONTHS, 1) for form in (name, name[:3], *(["sept"] if n == 9 else []))}
WEEKDAYS = ("monday tuesday wednesday thursday friday saturday sunday").split()
WEEKDAY_FORMS = {form: n for n, name in enumerate(WEEKDAYS) for form in (name, name[:3])} | {
    "tues": 1,
    "thur": 3,
    "thurs": 3,
}
UNITS = {
    "second": "S",
    "minute": "M",
    "hour": "H",
    "day": "D",
    "week": "W",
    "weekend": "D",
    "month": "M",
    "quarter": "Q",
    "year": "Y",
    "decade": "E",
    "century": "C",
}
MONTHS_IN = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
SEASONS = {"spring": "SP", "summer": "SU", "fall": "FA", "autumn": "FA", "winter": "WI"}
VERY_SOON, SOON, FAR = 30, 75, 330  # days
DAY_PARTS = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI"}


def month_value(year: int, month: int) -> str:
    """`2022-01`."""
    return f"{year:04}-{month:02}"


def week_value(day: date) -> str:
    """The ISO week of a day: `2022-W01`."""
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def shift_months(day: date, months: int) -> tuple[int, int]:
    """Year and month, some months away.

    >>> shift_months(date(2022, 1, 6), -1)
    (2021, 12)
    """
    count = day.year * 12 + day.month - 1 + months
    return count // 12, count % 12 + 1


def shift(day: date, unit: str, count: int) -> str | None:
    """The value `count` units away, as exact as the unit: a day, week, month, year or decade; None for hours and less.

    None as well for what lies outside the years 1 to 9999.

    >>> shift(date(2022, 1, 6), "year", -11), shift(date(2022, 1, 6), "year", -3000)
    ('2011', None)
    """
    try:
        return _shift(day, unit, count)
    except OverflowError:
        return None


def _shift(day: date, unit: str, count: int) -> str | None:
    if unit == "day":
        return (day + timedelta(days=count)).isoformat()
    if unit == "week":
        return week_value(day + timedelta(weeks=count))
    if unit == "weekend":
        return week_value(day + timedelta(weeks=count)) + "-WE"
    year, month = shift_months(day, count * MONTHS_IN.get(unit, 0))
    if unit not in MONTHS_IN or not 1 <= year <= 9999:
        return None
    if unit == "month":
        return month_value(year, month)
    if unit == "quarter":
        return f"{year:04}-Q{(month + 2) // 3}"
    return f"{year:04}" if unit == "year" else f"{year // 10:03}" if unit == "decade" else f"{year // 100:02}"


def nearest_weekday(day: date, weekday: int, direction: int) -> date:
    """The closest day with this weekday: at or before (`direction` -1) or at or after (+1) the given one.

    >>> nearest_weekday(date(2022, 1, 6), 2, -1)
    datetime.date(2022, 1, 5)
    """
    gap = (day.weekday() - weekday) % 7 if direction < 0 else (weekday - day.weekday()) % 7
    return day + timedelta(days=direction * gap)


def nearest_year(day: date, month: int, of_month: int | None, direction: int = 0) -> int:
    """The year of a month (and day of it) that is named without one: the last such day, or the next one.

    `direction` is what the words around it tell: past (-1), to come (+1) or nothing (0). Past is the last such day, but
    for one of the next `VERY_SOON` days: "they set 2 March as the deadline". To come is the next one unless that is
    almost a year off. Where nothing tells, the next one is meant if it is less than `SOON` days away.

    >>> nearest_year(date(2022, 1, 6), 6, 30), nearest_year(date(2022, 1, 6), 6, 30, 1)
    (2021, 2022)
    >>> nearest_year(date(2022, 10, 6), 11, 2), nearest_year(date(2022, 10, 6), 12, 10, -1)
    (2022, 2021)
    """

    def days_to(year: int) -> int | None:
        if of_month is None and (year, month) == (day.year, day.month):
            return 0
        try:
            return (date(year, month, of_month or 15) - day).days
        except ValueError:
            return None

    gaps = {year: gap for year in (day.year - 1, day.year, day.year + 1) if (gap := days_to(year)) is not None}
    coming = min((year for year, gap in gaps.items() if gap >= 0), default=day.year)
    past = max((year for year, gap in gaps.items() if gap <= 0), default=day.year)
    return coming if gaps.get(coming, SOON) < {-1: VERY_SOON, 0: SOON, 1: FAR}[direction] else past


def is_day(year: int, month: int, of_month: int) -> bool:
    """Whether there is such a day."""
    try:
        date(year, month, of_month)
    except ValueError:
        return False
    return True
