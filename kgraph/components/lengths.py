"""Lengths of time, and how often: each with what makes its value."""

from __future__ import annotations

import re
from datetime import date

from kgraph.components.calendar import UNITS, WEEKDAY_FORMS
from kgraph.components.numbers import NUMBER, parse_number
from kgraph.components.time_words import ABOUT, NOT_POINT, OF_DAY, UNIT, WEEKDAY, Rule, adder

RULES: list[Rule] = []
_rule = adder(RULES)
# What "a week" after it tells how often or how much: "$3 a year", "four flights a week".
RATE = re.compile(
    r"(?:[$€£]\s?[\d.,]+(?:\s(?:million|billion))?|\d[\d,]*|\b(?:cents|times|once|twice|flights|barrels|dollars))\s$"
)
MULTIPLES = {"century": ("year", 100), "decade": ("year", 10), "weekend": ("day", 2), "quarter": ("month", 3)}
HALVES = {"year": "6M", "day": "T12H", "hour": "30M", "minute": "30S"}
SPAN = re.compile(r"\b(?:in|over|during|within|for)\s+$", re.IGNORECASE)


def _length(unit: str, count: int | str, half: bool = False) -> tuple[str, str] | None:
    unit = unit.lower()
    if isinstance(count, int) and unit in MULTIPLES:
        unit, count = MULTIPLES[unit][0], count * MULTIPLES[unit][1]
    if half and unit not in HALVES:
        return None
    return "DURATION", f"P{'T' if unit in OF_DAY else ''}{count}{UNITS[unit]}{HALVES[unit] if half else ''}"


@_rule(
    rf"\b(?:the\s+(?:(?:first|last|past|next|latest|previous|coming|final)\s+)?)?{ABOUT}"
    rf"(?P<n>an?\s+(?:dozen|hundred|thousand)|{NUMBER})"
    rf"(?:(?P<half>\s+1/2|\s+and\s+a\s+half)\s+|\s+more\s+|[ -])(?P<u>{UNIT}|centurie)s?\b(?![ -]olds?\b){NOT_POINT}"
)
def _counted(match: re.Match[str], today: date | None, before: str) -> tuple[str, str] | None:
    number, unit = parse_number(match["n"]), match["u"].lower().replace("centurie", "century")
    if (
        number is None or unit == "quarter" and ("-" in match[0] or number > 1600)
    ):  # "three-quarters", "the 2020 quarter"
        return None
    return _length(unit, number, match["half"] is not None)


@_rule(
    rf"\b(?:the\s+)?(?:last|past|next|first|coming)\s+(?P<vague>several|few|many|couple\s+of)\s+(?P<u>{UNIT})s\b{NOT_POINT}"
)
@_rule(rf"\b(?P<vague>several|a\s+few|few|many|a\s+couple\s+of)\s+(?P<u>{UNIT})s\b{NOT_POINT}")
def _vague(match: re.Match[str], today: date | None, before: str) -> tuple[str, str] | None:
    return _length(match["u"], 2 if "couple" in match["vague"].lower() else "X")


@_rule(
    rf"\b{ABOUT}(?:an?|one|a half|a full|another|an additional)\s+(?P<u>(?!second|quarter){UNIT})"
    rf"(?P<half>\s+and\s+a\s+half)?\b{NOT_POINT}"
)
def _single(match: re.Match[str], today: date | None, before: str) -> tuple[str, str] | None:
    return None if RATE.search(before) else _length(match["u"], 1, match["half"] is not None)


@_rule(rf"\bthe\s+(?P<rel>past|last|next|coming)\s+(?P<u>(?!quarter){UNIT})\b")
def _whole(match: re.Match[str], today: date | None, before: str) -> tuple[str, str] | None:
    if (match["rel"].lower(), match["u"].lower()) == ("next", "day") and not SPAN.search(before):
        return None  # a day that is told from another
    return _length(match["u"], 1)


@_rule(r"\b(?P<u>day|week|month|year|decade|hour|minute|centurie)s\b(?=\s+(?:of|after|before|ahead)\b)")
@_rule(r"(?:(?<=\bfor )|(?<=\bin )|(?<=\bwithin ))(?P<u>day|week|month|year|decade|hour|minute|centurie)s\b")
def _plural(match: re.Match[str], today: date | None, before: str) -> tuple[str, str] | None:
    return _length(match["u"].lower().replace("centurie", "century"), "X")


@_rule(rf"\b(?:every|each)\s+(?:(?P<n>other|{NUMBER})\s+)?(?P<u>{UNIT}|{WEEKDAY})s?(?!\w)")
def _every(match: re.Match[str], today: date | None, before: str) -> tuple[str, str] | None:
    unit = match["u"].lower()
    if unit in UNITS:
        count = 2 if (match["n"] or "").lower() == "other" else parse_number(match["n"] or "one")
        length = None if count is None else _length(unit, count)
        return ("SET", length[1]) if length else None
    return "SET", f"XXXX-WXX-{WEEKDAY_FORMS[unit[:3]] + 1}"


@_rule(r"\b(?:hourly|daily|nightly|weekly|monthly|annually|yearly)\b")
def _regularly(match: re.Match[str], today: date | None, before: str) -> tuple[str, str] | None:
    values = {"hourly": "PT1H", "daily": "P1D", "nightly": "P1D", "weekly": "P1W", "monthly": "P1M"}
    return "SET", values.get(match[0].lower(), "P1Y")
