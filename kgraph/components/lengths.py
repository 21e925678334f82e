"""Lengths of time: each with what makes its value."""

from __future__ import annotations

import re
from datetime import date

from kgraph.components.calendar import UNITS
from kgraph.components.numbers import NUMBER, parse_number
from kgraph.components.time_words import ABOUT, NOT_POINT, OF_DAY, OF_MONTH, UNIT, Rule, adder

RULES: list[Rule] = []
_rule = adder(RULES)
# What "a week" after it tells how often or how much: "$3 a year", "four flights a week".
RATE = re.compile(
    r"(?:[$€£]\s?[\d.,]+(?:\s(?:million|billion))?|\d[\d,]*|\b(?:cents|times|once|twice|flights|barrels|dollars))\s$"
)
# How many "a week": "three flights a week", but "two men a week after the flood".
EACH = re.compile(
    rf"\b(?:{NUMBER}|several|many|multiple|dozens|hundreds|thousands)\s+(?:[\w-]+\s+){{0,2}}"
    r"(?:[a-z]+[^\Ws]s|per\s?cent|people)\s$",
    re.IGNORECASE,
)
FROM = re.compile(r"\s+(?:after|before|earlier|later|ahead|in|to|from|until)\b|-", re.IGNORECASE)
MULTIPLES = {"century": ("year", 100), "decade": ("year", 10), "weekend": ("day", 2)}
HALVES = {"year": "6M", "day": "T12H", "hour": "30M", "minute": "30S"}
OF_KIND = "more|additional|full|whole|straight|consecutive|trading|business|working|calendar"
OR_SO = r"(?:\s+or\s+(?:so|more)\b)?"
PARTS = {
    ("half", "century"): "P50Y",
    ("half", "decade"): "P5Y",
    ("half", "year"): "P6M",
    ("half", "day"): "PT12H",
    ("half", "hour"): "PT30M",
    ("half", "minute"): "PT30S",
    ("quarter", "century"): "P25Y",
    ("quarter", "hour"): "PT15M",
}
SPAN = re.compile(r"\b(?:in|over|during|within|for)\s+$", re.IGNORECASE)


def length_of(unit: str, count: int | str, half: bool = False) -> tuple[str, str] | None:
    """The type and value of a length: `("DURATION", "P3D")` of three days."""
    unit = unit.lower()
    if isinstance(count, int) and unit in MULTIPLES:
        unit, count = MULTIPLES[unit][0], count * MULTIPLES[unit][1]
    if half and unit not in HALVES:
        return None
    return "DURATION", f"P{'T' if unit in OF_DAY else ''}{count}{UNITS[unit]}{HALVES[unit] if half else ''}"


# "two to three", of which the least is the value
COUNT = (
    rf"(?P<n>an?\s+(?:dozen|hundred|thousand)|{NUMBER})(?:\s+(?:to|or)\s+{NUMBER})?"
    rf"(?:(?P<half>\s+1/2|\s*½|[\s-]and[\s-]a[\s-]half)[\s-]|\s+(?:{OF_KIND})\s+|[ -])"
)


# "the two weeks", but of "the two-week trip" only "two-week"
@_rule(
    rf"\b(?:the\s+(?:(?:first|last|past|next|latest|previous|coming|final|year-earlier|year-ago)\s+)?){ABOUT}"
    rf"{COUNT}(?P<u>{UNIT}|centurie)s\b(?![ -]olds?\b){OR_SO}{NOT_POINT}"
)
@_rule(rf"\b{ABOUT}{COUNT}(?P<u>{UNIT}|centurie)s?\b(?![ -]olds?\b){OR_SO}{NOT_POINT}")
def _counted(match: re.Match[str], today: date | None, before: str) -> tuple[str, str] | None:
    number, unit = parse_number(match["n"]), match["u"].lower().replace("centurie", "century")
    if number is None or unit == "quarter" and ("-" in match[0] or number > 1600):
        return None  # "three-quarters", "the 2020 quarter"
    if unit in ("second", "quarter") and match.string.startswith("-", match.end("u")):  # "two second-half goals"
        return None
    if unit == "second" and 1 < number < 10 and match[0].lower().endswith(" second"):  # "two second prizes"
        return None
    return length_of(unit, number, match["half"] is not None)


@_rule(
    rf"\b(?:the\s+)?(?:last|past|next|first|coming)\s+(?P<vague>several|few|many|couple(?:\s+of)?)\s+(?P<u>{UNIT})s\b{NOT_POINT}"
)
@_rule(rf"\b(?P<vague>several|a\s+few|few|many|a\s+couple(?:\s+of)?)\s+(?:more\s+)?(?P<u>{UNIT})s\b{NOT_POINT}")
@_rule(rf"\b(?P<vague>several)-(?P<u>{UNIT})\b(?!-)")
def _vague(match: re.Match[str], today: date | None, before: str) -> tuple[str, str] | None:
    return length_of(match["u"], 2 if "couple" in match["vague"].lower() else "X")


@_rule(
    rf"\b{ABOUT}(?:an?|one|a full|another|an additional|an extra|an entire)\s+(?P<u>(?!second|quarter){UNIT})"
    rf"(?P<half>\s+and\s+a\s+half)?\b(?:\s+or\s+(?:two|so|more)\b)?{NOT_POINT}"
)
def _single(match: re.Match[str], today: date | None, before: str) -> tuple[str, str] | None:
    if RATE.search(before):
        return None
    length = length_of(match["u"], 1, match["half"] is not None)
    article = match[0].lower().startswith(("a ", "an "))
    often = article and EACH.search(before[-80:]) and not FROM.match(match.string, match.end())
    return ("SET", length[1]) if length and often else length


@_rule(rf"\b{ABOUT}(?:an?\s+)?(?P<part>half|quarter)(?:\s+(?:of\s+)?an?\s+|[ -])(?P<u>{UNIT})\b{NOT_POINT}")
def _part_of(match: re.Match[str], today: date | None, before: str) -> tuple[str, str] | None:
    value = PARTS.get((match["part"].lower(), match["u"].lower()))
    return ("DURATION", value) if value else None


@_rule(rf"\bthe\s+(?P<rel>past|last|next|coming)\s+(?P<u>(?!quarter){UNIT})\b(?!{OF_MONTH}){OR_SO}")
def _whole(match: re.Match[str], today: date | None, before: str) -> tuple[str, str] | None:
    if (match["rel"].lower(), match["u"].lower()) == ("next", "day") and not SPAN.search(before):
        return None  # a day that is told from another
    return length_of(match["u"], 1)


@_rule(r"\b(?P<u>day|week|month|year|decade|hour|minute|centurie)s\b(?=\s+(?:of|after|before|later)\b)")
@_rule(r"\b(?:the\s+)?(?P<u>day|week|month|year|decade|hour)s\s+ahead\b")
@_rule(r"(?<=\bover )the\s+(?P<u>year|decade|centurie)s\b")
@_rule(
    r"(?:(?<=\bfor )|(?<=\bin )|(?<=\bwithin ))(?P<u>day|week|month|year|decade|hour|minute|centurie)s\b"
    r"(?:\s+(?:or|and)\s+(?:even\s+)?(?:weeks|months|years|decades)\b)?"
)
def _plural(match: re.Match[str], today: date | None, before: str) -> tuple[str, str] | None:
    return length_of(match["u"].lower().replace("centurie", "century"), "X")
