"""Quarters and halves of years, and what is told from the period a report is about: "a year earlier"."""

from __future__ import annotations

import re
from datetime import date

from kgraph.components.calendar import MONTH_FORMS, nearest_year, shift
from kgraph.components.numbers import NUMBER, parse_number
from kgraph.components.time_words import (
    ABOUT,
    AMOUNT,
    MONTH,
    OF_DAY,
    ORDINAL,
    ORDINALS,
    STEPS,
    UNIT,
    YEAR,
    Rule,
    adder,
)

RULES: list[Rule] = []
_rule = adder(RULES)
AGO = r"year(?:-|\s+)(?:ago|earlier)"
ALIKE = r"(?:same|comparable|corresponding|similar|like|equivalent)"
YEAR_OF = (
    rf"(?:of\s+|in\s+)?(?:(?P<year>{YEAR})|last\s+year|(?:an?\s+|the\s+)?{AGO}|the\s+(?:previous\s+year|year\s+before))"
)
ENDED = rf"\s+(?:that\s+)?end(?:ed|ing|s)?\s+(?:on\s+|in\s+)?(?P<month>{MONTH})(?!\w)"
# What a report is about: a quarter, or a longer part of the year, of which the year before has one as well.
PERIOD = re.compile(
    rf"\b(?:(?P<y1>{YEAR})\s+)?(?P<n>{ORDINAL})[ -](?:quarter|period)\b(?:\s+(?:of|in)\s+(?P<y2>{YEAR})\b)?"
    rf"|\b(?P<bare>(?:the|this|last|latest)\s+quarter)\b(?! of)(?:{ENDED})?"
    r"|\b(?P<long>(?:six|nine|ten|eleven)[ -]months?|(?:first|second)[ -]half|year\s+ended)\b",
    re.IGNORECASE,
)


@_rule(
    rf"\b{ABOUT}(?P<n>{AMOUNT})(?:\s+(?:to|or)\s+{NUMBER})?\s+(?P<u>{UNIT})s?(?:\s+or\s+so)?"
    rf"\s+(?P<dir>ago|earlier|later|before|from now)\b"
    rf"|\b(?P<year>{AGO})\b"
)
def _ago(match: re.Match[str], today: date | None, before: str) -> tuple[str, str] | None:
    if match["year"]:
        return _year_earlier(today, before)
    count = 1 if match["n"].lower() in ("a", "an") else parse_number(match["n"])
    unit, back = match["u"].lower(), match["dir"].lower() in ("ago", "earlier", "before")
    if count is None:
        told = match["dir"].lower() not in ("ago", "from now")  # "a few days later": a length, from another time
        return None if told else ("DATE", "PAST_REF" if back else "FUTURE_REF")
    if unit == "year" and count == 1 and back:
        return _year_earlier(today, before)
    if today is None or match["dir"].lower() not in ("ago", "from now"):
        return None
    value = shift(today, unit, -count if back else count)
    return ("DATE", value) if value else ("TIME" if unit in OF_DAY else "DATE", "PAST_REF" if back else "FUTURE_REF")


def _year_earlier(today: date | None, before: str) -> tuple[str, str] | None:
    """The same quarter of the year before, where a quarter is reported on, else the year before."""
    if today is None:
        return None
    quarter = _reported(before, today)
    return "DATE", f"{int(quarter[:4]) - 1}{quarter[4:]}" if quarter else f"{today.year - 1}"


def _reported(before: str, today: date) -> str | None:
    """The quarter that was reported on last: over already, where one of those named is; None if a longer period was."""
    named = list(PERIOD.finditer(before))
    if not named or named[-1]["long"]:
        return None
    values = [value for period in named if (value := _value_of(period, today))]
    over = [value for value in values if value < _current(today)]
    return (over or values)[-1] if values else shift(today, "quarter", -1)


def _value_of(period: re.Match[str], today: date) -> str | None:
    if period["n"]:
        number = ORDINALS[period["n"].lower()]
        year = period["y1"] or period["y2"]
        return f"{year}-Q{number}" if year else _quarter_value(number, today)
    return _ended(period["month"], today) if period["month"] else None


def _ended(month_name: str, today: date) -> str:
    """The quarter of the year in which this month lies."""
    month = MONTH_FORMS[month_name.lower().rstrip(".")]
    return f"{nearest_year(today, month, None, -1)}-Q{(month + 2) // 3}"


def _current(today: date) -> str:
    return f"{today.year}-Q{(today.month + 2) // 3}"


def _quarter_value(number: int, today: date) -> str:
    """The quarter of this year, or of the last one where this year's is still far off."""
    current = (today.month + 2) // 3
    return f"{today.year - (number - current >= 2)}-Q{number}"


@_rule(
    rf"\b(?:the\s+(?!\w+-quarter))?(?:(?:fiscal|latest|current)[ -])?(?:(?P<y1>{YEAR})\s+)?(?:fiscal\s+)?"
    rf"(?P<n>{ORDINAL})[ -]quarter\b(?:\s+(?:of|in)\s+(?P<y2>{YEAR})\b)?"
    rf"|\bthe\s+(?:latest\s+|most recent\s+)?(?P<bare>quarter)\b(?!\s+(?:of|century)|-)"
    rf"|\bthe\s+(?:latest|most recent)\s+(?P<period>period)\b"
    rf"|\b(?P<rel>last|this|next)\s+year['’]s\s+(?P<n2>{ORDINAL})[ -]quarter\b"
)
def _quarter(match: re.Match[str], today: date | None, before: str) -> tuple[str, str] | None:
    if match["y1"] or match["y2"]:
        return "DATE", f"{match['y1'] or match['y2']}-Q{ORDINALS[match['n'].lower()]}"
    if today is None:
        return None
    if match["rel"]:
        return "DATE", f"{today.year + STEPS[match['rel'].lower()]}-Q{ORDINALS[match['n2'].lower()]}"
    if match["bare"] or match["period"]:
        ended = re.compile(ENDED, re.IGNORECASE).match(match.string, match.end())
        value = _ended(ended["month"], today) if ended else _reported(before, today)
        return "DATE", value or shift(today, "quarter", -1) or ""
    return "DATE", _quarter_value(ORDINALS[match["n"].lower()], today)


@_rule(rf"\bQ(?P<n>[1-4])(?![\w:])(?:\s+(?:of\s+)?(?P<y>{YEAR})\b)?", 0)
@_rule(
    rf"\b(?:the\s+)?(?P<m1>{MONTH})\s?(?:[-–]|to)\s?(?P<m2>{MONTH})\s+(?:quarter|period)\b(?:\s+(?:of|in)\s+(?P<y>{YEAR})\b)?",
    0,
)
def _calendar_quarter(match: re.Match[str], today: date | None, before: str) -> tuple[str, str] | None:
    words = match.groupdict()
    if words.get("n"):
        number = int(words["n"])
    else:
        first, last = (MONTH_FORMS[words[name].lower().rstrip(".")] for name in ("m1", "m2"))
        if last != first + 2 or first % 3 != 1:
            return None
        number = last // 3
    if words["y"]:
        return "DATE", f"{words['y']}-Q{number}"
    return ("DATE", _quarter_value(number, today)) if today else None


@_rule(
    rf"\b(?:the\s+)?(?:{ALIKE}\s+)?{AGO}\s+(?:(?P<n>{ORDINAL})[ -])?(?:quarter|period)\b"
    rf"|\bthe\s+(?P<y1>{YEAR})\s+(?:quarter|period)\b|\b(?P<y2>last\s+year)['’]s\s+(?:quarter|period)\b"
    rf"|\bthe\s+(?:{ALIKE}\s+(?P<unit>{UNIT}|period|time)|quarter)\s+{YEAR_OF}\b"
)
def _compared(match: re.Match[str], today: date | None, before: str) -> tuple[str, str] | None:
    """The period of another year that is compared with the one reported on: a quarter, if that is one."""
    if today is None:
        return None
    year, quarter = match["y1"] or match["year"], None
    if match["n"]:
        quarter = _quarter_value(ORDINALS[match["n"].lower()], today)
    elif (match["unit"] or "period").lower() in ("period", "quarter"):
        quarter = _reported(before, today)
    last = int(quarter[:4]) - 1 if quarter else today.year - 1
    return "DATE", f"{year or last}{quarter[4:] if quarter else ''}"


@_rule(
    rf"\bthe\s+(?P<n>first|second|last|latter)\s+half\s+of\s+(?:(?:the\s+)?(?P<rel>last|this|next)?\s*year\b|(?:fiscal\s+)?(?P<y>{YEAR})\b)"
)
def _half(match: re.Match[str], today: date | None, before: str) -> tuple[str, str] | None:
    half = 1 if match["n"].lower() == "first" else 2
    if match["y"]:
        return "DATE", f"{match['y']}-H{half}"
    return ("DATE", f"{today.year + STEPS[(match['rel'] or 'this').lower()]}-H{half}") if today else None
