"""TIMEX3 values as days: the first and last day that a value names, or a month or year as such."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?")
MONTH = re.compile(r"(\d{4})-(\d\d)")
WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?")
PART = re.compile(r"(\d{4})-(Q[1-4]|H[12]|SP|SU|FA|WI)")
DECADE = re.compile(r"\d{3}")
CENTURY = re.compile(r"\d{2}")
PARTS = {
    "Q1": (1, 3),
    "Q2": (4, 3),
    "Q3": (7, 3),
    "Q4": (10, 3),
    "H1": (1, 6),
    "H2": (7, 6),
    "SP": (3, 3),
    "SU": (6, 3),
    "FA": (9, 3),
    "WI": (12, 3),
}


def read_days(value: str) -> tuple[str, str | None] | None:
    """The date of a TIMEX3 value and, where it spans several days, its last day; None where it names no date.

    A month or year stays one ("2022-01", "2022"). A season is three whole months; winter begins in December.

    >>> read_days("2022-01-05TNI"), read_days("2022-01"), read_days("2022-W01")
    (('2022-01-05', None), ('2022-01', None), ('2022-01-03', '2022-01-09'))
    >>> read_days("2022-Q1"), read_days("199"), read_days("2022-WI")
    (('2022-01-01', '2022-03-31'), ('1990-01-01', '1999-12-31'), ('2022-12-01', '2023-02-28'))
    >>> [read_days(v) for v in ("PRESENT_REF", "P3D", "XXXX-01-05", "2022-02-30")]
    [None, None, None, None]
    """
    try:
        return _read(value)
    except (ValueError, OverflowError):  # well formed, but no day of the calendar: no date is better than a wrong one
        return None


def _read(value: str) -> tuple[str, str | None] | None:
    if match := DAY.fullmatch(value):
        return date(*(int(part) for part in match.groups())).isoformat(), None
    if match := MONTH.fullmatch(value):
        date(int(match[1]), int(match[2]), 1)
        return value, None
    if re.fullmatch(r"\d{4}", value):
        date(int(value), 1, 1)
        return value, None
    if match := WEEK.fullmatch(value):
        first = date.fromisocalendar(int(match[1]), int(match[2]), 6 if match[3] else 1)
        return first.isoformat(), (first + timedelta(days=1 if match[3] else 6)).isoformat()
    if match := PART.fullmatch(value):
        month, length = PARTS[match[2]]
        years, last = divmod(month + length - 2, 12)
        end = int(match[1]) + years
        return (
            date(int(match[1]), month, 1).isoformat(),
            date(end, last + 1, monthrange(end, last + 1)[1]).isoformat(),
        )
    if match := DECADE.fullmatch(value) or CENTURY.fullmatch(value):
        missing = 4 - len(match[0])
        return (
            date(int(match[0] + "0" * missing), 1, 1).isoformat(),
            date(int(match[0] + "9" * missing), 12, 31).isoformat(),
        )
    return None
