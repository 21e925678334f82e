"""Years, decades and centuries: each with what makes its value from the article's date and other words."""

from __future__ import annotations

import re
from datetime import date

from kgraph.components.calendar import UNITS, shift
from kgraph.components.time_words import (
    EDGE,
    ONE,
    TEN,
    WRITTEN_YEAR,
    YEAR,
    Rule,
    adder,
    parse_year,
)

RULES: list[Rule] = []
_rule = adder(RULES)
CENTURIES = {
    "sixteenth": 16,
    "seventeenth": 17,
    "eighteenth": 18,
    "nineteenth": 19,
    "twentieth": 20,
    "twenty-first": 21,
}


@_rule(
    r"\b(?:the\s+)?(?:early\s+|late\s+|mid-?)?(?P<d>(?:1[89]|20)\d0)s\b|\bthe\s+(?:early\s+|late\s+|mid-?)?['’](?P<s>\d0)s\b"
    r"|\bthe\s+(?:early\s+|late\s+|mid-?)?(?P<w>sixties|seventies|eighties|nineties)\b"
)
def _decade(match: re.Match[str], today: date | None, before: str) -> tuple[str, str] | None:
    if match["w"]:
        return "DATE", f"19{6 + ('sixties', 'seventies', 'eighties', 'nineties').index(match['w'].lower())}"
    return "DATE", match["d"][:3] if match["d"] else f"19{match['s'][0]}"


@_rule(
    rf"\b(?:the\s+)?(?:early\s+|late\s+|mid-?)?(?:(?P<n>1\d|20|21)(?:th|st)|(?P<w>{'|'.join(CENTURIES)}))[ -]century\b"
)
def _century(match: re.Match[str], today: date | None, before: str) -> tuple[str, str] | None:
    return "DATE", f"{(int(match['n']) if match['n'] else CENTURIES[match['w'].lower()]) - 1}"


@_rule(rf"\b(?:the\s+year\s+)?(?P<n>{WRITTEN_YEAR})(?!\w)")
@_rule(rf"\bthe\s+year\s+(?P<n>two\s+thousand(?:(?:\s+and)?\s+(?:{TEN}|{ONE})(?:[ -](?:{ONE}))?)?)(?!\w)")
def _written_year(match: re.Match[str], today: date | None, before: str) -> tuple[str, str] | None:
    year = parse_year(match["n"])
    return ("DATE", f"{year}") if year else None


@_rule(r"\b(?:the\s+)?year(?:-|\s+|['’]s\s+)end\b")
def _year_end(match: re.Match[str], today: date | None, before: str) -> tuple[str, str] | None:
    return ("DATE", f"{today.year}") if today else None


@_rule(r"\bthe\s+(?:current|present)\s+(?:(?:fiscal|calendar|financial)\s+)?(?P<u>year|quarter|month|week)\b")
def _current(match: re.Match[str], today: date | None, before: str) -> tuple[str, str] | None:
    value = shift(today, match["u"].lower(), 0) if today else None
    return ("DATE", value) if value else None


NO_YEAR = re.compile(r"[$€£#]\s?$|\b(?:than|about|some|nearly|least|all|over)\s+$|[\d.,/-]$")
FROM_YEAR = re.compile(rf"\b{YEAR}[-–]$")


@_rule(
    rf"\b(?:{EDGE}|(?:the\s+)?(?:fiscal\s+)?year\s+|fiscal\s+)(?P<y>{YEAR})\b"
    rf"(?!(?![-–]{YEAR}\b)[-,.]?\d|\s*(?:%|percent|people|troops|soldiers|dollars|million|GMT))"
)
def _year(match: re.Match[str], today: date | None, before: str) -> tuple[str, str] | None:
    if match.start() == match.start("y") and NO_YEAR.search(before) and not FROM_YEAR.search(before):
        return None
    return "DATE", match["y"]


@_rule(
    rf"\b(?:(?:earlier|later)\s+in\s+|{EDGE})the\s+(?:(?P<fiscal>fiscal|full)\s+)?(?P<u>year|week|month|weekend)\b(?!\s+(?:ago|earlier|before|after|of|old))(?!-)(?P<ended>(?=\s+end(?:ed|ing)))?"
)
def _the_unit(match: re.Match[str], today: date | None, before: str) -> tuple[str, str] | None:
    unit = match["u"].lower()
    if match["ended"] is not None:
        return "DURATION", f"P1{UNITS[unit]}"
    # early in the week, the weekend is the last one
    value = shift(today, unit, -(unit == "weekend" and today.weekday() < 3)) if today else None
    return ("DATE", value) if value else None
