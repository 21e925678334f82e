"""Holidays that have a day in every year, and which day is meant."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from dateutil.easter import easter

from kgraph.components.calendar import nearest_weekday, nearest_year
from kgraph.components.tense import REACH, find_direction
from kgraph.components.time_words import EDGE, STEPS, YEAR, Rule, adder

RULES: list[Rule] = []
_rule = adder(RULES)
MONDAY, THURSDAY = 0, 3


def _from_easter(days: int) -> Callable[[int], date]:
    return lambda year: easter(year) + timedelta(days=days)


def _fixed(month: int, day: int) -> Callable[[int], date]:
    return lambda year: date(year, month, day)


def _first_after(month: int, day: int, weekday: int) -> Callable[[int], date]:
    return lambda year: nearest_weekday(date(year, month, day), weekday, 1)


HOLIDAYS: dict[str, Callable[[int], date]] = {
    "new year's day": _fixed(1, 1),
    "new year's eve": _fixed(12, 31),
    "valentine's day": _fixed(2, 14),
    "good friday": _from_easter(-2),
    "easter sunday": _from_easter(0),
    "easter monday": _from_easter(1),
    "easter": _from_easter(0),
    "may day": _fixed(5, 1),
    "memorial day": lambda year: nearest_weekday(date(year, 5, 31), MONDAY, -1),
    "fourth of july": _fixed(7, 4),
    "labor day": _first_after(9, 1, MONDAY),
    "halloween": _fixed(10, 31),
    "veterans day": _fixed(11, 11),
    "thanksgiving day": _first_after(11, 22, THURSDAY),
    "thanksgiving": _first_after(11, 22, THURSDAY),
    "christmas eve": _fixed(12, 24),
    "christmas day": _fixed(12, 25),
    "christmas": _fixed(12, 25),
    "boxing day": _fixed(12, 26),
}
# These alone are a day only after such a word: "since Christmas", but "Christmas shopping".
BARE = frozenset(("easter", "thanksgiving", "christmas", "halloween"))
NAMES = "|".join(sorted(HOLIDAYS, key=len, reverse=True))
BEFORE = re.compile(r"\b(?:since|until|by|at|on|before|after|around|last|next|this|past)\s+$", re.IGNORECASE)


@_rule(
    rf"\b{EDGE}(?:(?P<rel>(?:this past|last|next|this|past)\s+))?(?P<name>{NAMES})(?!\w)"
    rf"(?:,?\s+(?:of\s+)?(?P<y>{YEAR})\b)?".replace("'", "['’]")
)
def _holiday(match: re.Match[str], today: date | None, before: str) -> tuple[str, str] | None:
    name, relation = match["name"].lower().replace("’", "'"), (match["rel"] or "").lower().split()
    if not match["name"][0].isupper():
        return None
    if name in BARE and not match["y"] and (not _is_alone(match) or not (relation or BEFORE.search(before))):
        return None
    day_in = HOLIDAYS[name]
    if match["y"]:
        return "DATE", day_in(int(match["y"])).isoformat()
    if today is None:
        return None
    this_year = day_in(today.year)
    if relation:
        step = STEPS[relation[-1]]
        year = today.year + (step if (this_year < today) == (step > 0) or not step else 0)
    else:
        after = match.string[match.end() : match.end() + REACH]
        year = nearest_year(today, this_year.month, this_year.day, find_direction(before, after))
    return "DATE", day_in(year).isoformat()


def _is_alone(match: re.Match[str]) -> bool:
    """Whether no noun follows that the holiday belongs to: "Christmas shopping"."""
    return not re.match(r"\s+(?!and\b|or\b|in\b|with\b|when\b|but\b|at\b|as\b)\w", match.string[match.end() :])
