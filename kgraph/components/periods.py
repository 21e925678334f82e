"""Years, quarters and lengths of time: each with what makes its value from the article's date and the words before."""

from __future__ import annotations

import re
from datetime import date

from kgraph.components.calendar import (
    SEASONS,
    UNITS,
    WEEKDAY_FORMS,
    shift,
)
from kgraph.components.numbers import NUMBER, parse_number
from kgraph.components.time_words import (
    ABOUT,
    AMOUNT,
    EDGE,
    NOT_POINT,
    ORDINAL,
    ORDINALS,
    STEPS,
    UNIT,
    WEEKDAY,
    YEAR,
    Rule,
    adder,
)

RULES: list[Rule] = []
_rule = adder(RULES)
# What "a week" after it tells how often or how much: "$3 a year", "four flights a week".
RATE = re.compile(
    r"(?:[$€£]\s?[\d.,]+(?:\s(?:million|billion))?|\d[\d,]*|\b(?:cents|times|once|twice|flights|barrels|dollars))\s$"
)
MULTIPLES = {"decade": ("year", 10), "quarter": ("month", 3)}
QUARTER = re.compile(r"\b(first|second|third|fourth)[ -]quarter\b", re.IGNORECASE)


@_rule(
    rf"\b{ABOUT}(?P<n>{AMOUNT})\s+(?P<u>{UNIT})s?\s+(?P<dir>ago|earlier|later|before|from now)\b"
    rf"|\b(?:the\s+)?(?P<year>year)(?:-|\s+)(?:ago|earlier)(?:\s+(?:period|quarter))?\b"
)
def _ago(match: re.Match[str], today: date | None, before: str) -> tuple[str, str] | None:
    if match["year"]:
        return _year_earlier(today, before)
    count = 1 if match["n"].lower() in ("a", "an") else parse_number(match["n"])
    unit, back = match["u"].lower(), match["dir"].lower() in ("ago", "earlier", "before")
    if count is None:
        return "DATE", "PAST_REF" if back else "FUTURE_REF"
    if unit == "year" and count == 1 and back:
        return _year_earlier(today, before)
    if today is None or match["dir"].lower() not in ("ago", "from now"):
        return None
    value = shift(today, unit, -count if back else count)
    return ("DATE", value) if value else ("TIME", "PAST_REF" if back else "FUTURE_REF")


def _year_earlier(today: date | None, before: str) -> tuple[str, str] | None:
    """The same quarter of the year before, where a quarter is spoken of, else the year before."""
    if today is None:
        return None
    quarter = _quarter_in(before, today)
    return "DATE", f"{int(quarter[:4]) - 1}{quarter[4:]}" if quarter else f"{today.year - 1}"


def _quarter_in(before: str, today: date) -> str | None:
    """The value of the last quarter that is named, or of the one before today's where only "the quarter" is."""
    named = QUARTER.findall(before)
    if not named:
        return shift(today, "quarter", -1) if re.search(r"\bquarter\b", before) else None
    return _quarter_value(ORDINALS[named[-1].lower()], today)


def _quarter_value(number: int, today: date) -> str:
    """The quarter of this year, or of the last one where this year's is still far off."""
    current = (today.month + 2) // 3
    return f"{today.year - (number - current >= 2)}-Q{number}"


@_rule(
    rf"\b(?:the\s+)?(?:(?:fiscal|latest|current)\s+)?(?:(?P<y1>{YEAR})\s+)?(?:fiscal\s+)?(?P<n>{ORDINAL})[ -]quarter\b"
    rf"(?:\s+(?:of|in)\s+(?P<y2>{YEAR})\b)?"
    rf"|\bthe\s+(?:latest\s+|most recent\s+)?(?P<bare>quarter)\b(?!\s+(?:of|century))"
    rf"|\b(?P<rel>last|this|next)\s+year['’]s\s+(?P<n2>{ORDINAL})[ -]quarter\b"
)
def _quarter(match: re.Match[str], today: date | None, before: str) -> tuple[str, str] | None:
    if match["y1"] or match["y2"]:
        return "DATE", f"{match['y1'] or match['y2']}-Q{ORDINALS[match['n'].lower()]}"
    if today is None:
        return None
    if match["rel"]:
        return "DATE", f"{today.year + STEPS[match['rel'].lower()]}-Q{ORDINALS[match['n2'].lower()]}"
    if match["bare"]:
        return "DATE", _quarter_in(before, today) or shift(today, "quarter", -1) or ""
    return "DATE", _quarter_value(ORDINALS[match["n"].lower()], today)


@_rule(
    rf"\b(?:the\s+(?:(?:first|last|past|next|latest|previous|coming|final)\s+)?)?{ABOUT}(?P<n>{NUMBER})"
    rf"[ -](?P<u>{UNIT})s?\b(?![ -]olds?\b){NOT_POINT}"
    rf"|\b(?:the\s+(?:last|past|next|first)\s+)?(?P<vague>several|a few|few|many|a couple of)\s+"
    rf"(?P<v>{UNIT})s\b{NOT_POINT}"
    rf"|\b{ABOUT}(?P<one>an?|one|a half|a full|another)\s+(?P<o>(?!second|quarter){UNIT})\b{NOT_POINT}"
    rf"|\bthe\s+(?:past|last|next|coming)\s+(?P<whole>(?!quarter){UNIT})\b"
    rf"|\b(?P<plural>days|weeks|months|years|decades|hours|minutes)\b(?=\s+(?:of|after|before))"
)
def _duration(match: re.Match[str], today: date | None, before: str) -> tuple[str, str] | None:
    if match["plural"]:
        unit, count = match["plural"].lower().removesuffix("s"), "X"
    elif match["vague"]:
        unit, count = match["v"].lower(), "2" if match["vague"].lower() == "a couple of" else "X"
    else:
        unit = (match["u"] or match["o"] or match["whole"]).lower()
        number = parse_number(match["n"]) if match["n"] else 1
        if number is None or (match["n"] or "").lower() in ("", "a", "an") and RATE.search(before):
            return None
        if unit in MULTIPLES:
            unit, number = MULTIPLES[unit][0], number * MULTIPLES[unit][1]
        count = str(number)
    letter = UNITS[MULTIPLES.get(unit, (unit, 1))[0]]
    return "DURATION", f"P{'T' if unit in ('second', 'minute', 'hour') else ''}{count}{letter}"


@_rule(rf"\b(?P<w>(?:every|each)\s+(?P<u>{UNIT}|{WEEKDAY})|daily|weekly|monthly|annually|yearly|nightly)(?!\w)")
def _set(match: re.Match[str], today: date | None, before: str) -> tuple[str, str] | None:
    if match["u"]:
        unit = match["u"].lower()
        if unit in UNITS:
            return "SET", f"P1{UNITS[unit]}"
        return "SET", f"XXXX-WXX-{WEEKDAY_FORMS[unit[:3]] + 1}"
    return "SET", {"daily": "P1D", "nightly": "P1D", "weekly": "P1W", "monthly": "P1M"}.get(match["w"].lower(), "P1Y")


@_rule(
    r"\b(?:the\s+)?(?:early\s+|late\s+|mid-?)?(?P<d>(?:1[89]|20)\d0)s\b|\bthe\s+['’](?P<s>\d0)s\b"
    r"|\bthe (?P<w>sixties|seventies|eighties|nineties)\b"
)
def _decade(match: re.Match[str], today: date | None, before: str) -> tuple[str, str] | None:
    if match["w"]:
        return "DATE", f"19{6 + ('sixties', 'seventies', 'eighties', 'nineties').index(match['w'].lower())}"
    return "DATE", match["d"][:3] if match["d"] else f"19{match['s'][0]}"


@_rule(r"\b(?P<s>spring|summer|fall|autumn|winter)\s+(?:of\s+)?(?P<y>(?:19|20)\d\d)\b")
def _season(match: re.Match[str], today: date | None, before: str) -> tuple[str, str] | None:
    return "DATE", f"{match['y']}-{SEASONS[match['s'].lower()]}"


@_rule(rf"\b(?:{EDGE}|fiscal\s+)(?P<y>{YEAR})\b(?![-,.]?\d|\s*(?:%|percent|people|troops|soldiers|dollars|million))")
def _year(match: re.Match[str], today: date | None, before: str) -> tuple[str, str] | None:
    if re.search(r"[$€£#]\s?$|\b(?:than|about|some|nearly|least|all|over)\s+$|[\d.,-]$", before):
        return None
    return "DATE", match["y"]


@_rule(
    r"\bthe\s+(?:(?P<fiscal>fiscal|full)\s+)?(?P<u>year|week|month|weekend)\b(?!\s+(?:ago|earlier|before|after|of|old))(?!-)(?P<ended>(?=\s+end(?:ed|ing)))?"
)
def _the_unit(match: re.Match[str], today: date | None, before: str) -> tuple[str, str] | None:
    unit = match["u"].lower()
    if match["ended"] is not None:
        return "DURATION", f"P1{UNITS[unit]}"
    # early in the week, the weekend is the last one
    value = shift(today, unit, -(unit == "weekend" and today.weekday() < 3)) if today else None
    return ("DATE", value) if value else None
