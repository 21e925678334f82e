"""Quarters, years, decades and centuries: each with what makes its value from the article's date and other words."""

from __future__ import annotations

import re
from datetime import date

from kgraph.components.calendar import (
    UNITS,
    shift,
)
from kgraph.components.numbers import ONES, TENS, parse_number
from kgraph.components.time_words import (
    ABOUT,
    AMOUNT,
    EDGE,
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
CENTURIES = {
    "sixteenth": 16,
    "seventeenth": 17,
    "eighteenth": 18,
    "nineteenth": 19,
    "twentieth": 20,
    "twenty-first": 21,
}
ONE, TEN = "|".join(ONES), "|".join(TENS)
TEENS = "|".join(list(ONES)[10:])
# "nineteen ninety-six", "nineteen oh five", "eighteen hundred"
WRITTEN_YEAR = (
    rf"(?:seventeen|eighteen|nineteen)[ -](?:hundred|oh[ -](?:{ONE})|(?:{TEN})(?:[ -](?:{ONE}))?|(?:{TEENS}))"
)
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
    return ("DATE", value) if value else ("TIME" if unit in OF_DAY else "DATE", "PAST_REF" if back else "FUTURE_REF")


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
        return (
            shift(today, "quarter", -1) if re.search(r"\b(?:the|this|last|latest)\s+quarter\b(?! of)", before) else None
        )
    return _quarter_value(ORDINALS[named[-1].lower()], today)


def _quarter_value(number: int, today: date) -> str:
    """The quarter of this year, or of the last one where this year's is still far off."""
    current = (today.month + 2) // 3
    return f"{today.year - (number - current >= 2)}-Q{number}"


@_rule(
    rf"\b(?:the\s+)?(?:(?:fiscal|latest|current)\s+)?(?:(?P<y1>{YEAR})\s+)?(?:fiscal\s+)?(?P<n>{ORDINAL})[ -]quarter\b"
    rf"(?:\s+(?:of|in)\s+(?P<y2>{YEAR})\b)?"
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
        return "DATE", _quarter_in(before, today) or shift(today, "quarter", -1) or ""
    return "DATE", _quarter_value(ORDINALS[match["n"].lower()], today)


@_rule(
    r"\b(?:the\s+)?(?:early\s+|late\s+|mid-?)?(?P<d>(?:1[89]|20)\d0)s\b|\bthe\s+['’](?P<s>\d0)s\b"
    r"|\bthe (?P<w>sixties|seventies|eighties|nineties)\b"
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
    words = match["n"].lower()
    if not words.startswith("two"):
        century, rest = re.split(r"[\s-]+", words, maxsplit=1)
        words = rest if rest == "hundred" else f"hundred {rest}"
        words = f"{century} {words}".replace(" oh", "")
    year = parse_number(words)
    return ("DATE", f"{year}") if year else None


@_rule(r"\b(?:the\s+)?year(?:-|\s+|['’]s\s+)end\b")
def _year_end(match: re.Match[str], today: date | None, before: str) -> tuple[str, str] | None:
    return ("DATE", f"{today.year}") if today else None


@_rule(r"\bthe\s+current\s+(?:(?:fiscal|calendar)\s+)?(?P<u>year|quarter|month|week)\b")
def _current(match: re.Match[str], today: date | None, before: str) -> tuple[str, str] | None:
    value = shift(today, match["u"].lower(), 0) if today else None
    return ("DATE", value) if value else None


@_rule(
    rf"\b(?:{EDGE}|(?:the\s+)?(?:fiscal\s+)?year\s+|fiscal\s+)(?P<y>{YEAR})\b(?![-,.]?\d|\s*(?:%|percent|people|troops|soldiers|dollars|million))"
)
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
