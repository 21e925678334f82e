"""How often: each with what makes its value, the length between two times or the time that comes again."""

from __future__ import annotations

import re
from datetime import date

from kgraph.components.calendar import DAY_PARTS, MONTH_FORMS, SEASONS, WEEKDAY_FORMS
from kgraph.components.lengths import length_of
from kgraph.components.numbers import NUMBER, parse_number
from kgraph.components.time_words import MONTH, PART, UNIT, WEEKDAY, Rule, adder, is_in_name

RULES: list[Rule] = []
_rule = adder(RULES)
SEASON = "|".join(SEASONS)


@_rule(rf"\b(?:every|each)\s+(?:(?P<n>other|{NUMBER})\s+)?(?P<u>{UNIT})s?(?!\w)")
def _every(match: re.Match[str], today: date | None, before: str) -> tuple[str, str] | None:
    count = 2 if (match["n"] or "").lower() == "other" else parse_number(match["n"] or "one")
    length = None if count is None else length_of(match["u"], count)
    return ("SET", length[1]) if length else None


@_rule(rf"\b(?:every|each)\s+(?:other\s+)?(?P<wd>{WEEKDAY})(?:\s+(?P<part>{PART})\b)?")
@_rule(rf"\b(?P<wd>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)(?:s|\s+(?P<part>{PART})s)\b", 0)
@_rule(rf"\b(?i:every|each)\s+(?P<m>{MONTH})(?!\w)", 0)
@_rule(rf"\b(?:every|each)\s+(?P<s>{SEASON}|(?P<alone>{PART}))\b")
def _again(match: re.Match[str], today: date | None, before: str) -> tuple[str, str] | None:
    words = {name: word.lower() for name, word in match.groupdict().items() if word}
    if "m" in words:
        return "SET", f"XXXX-{MONTH_FORMS[words['m'].rstrip('.')]:02}"
    if "alone" in words:
        return "SET", f"XXXX-XX-XXT{DAY_PARTS[words['alone']]}"
    if "s" in words:
        return "SET", f"XXXX-{SEASONS[words['s']]}"
    part = f"T{DAY_PARTS[words['part']]}" if "part" in words else ""
    return "SET", f"XXXX-WXX-{WEEKDAY_FORMS[words['wd'][:3]] + 1}{part}"


@_rule(r"\b(?:hourly|daily|nightly|weekly|monthly|annually|yearly)\b")
def _regularly(match: re.Match[str], today: date | None, before: str) -> tuple[str, str] | None:
    if is_in_name(match[0], before):
        return None
    values = {"hourly": "PT1H", "daily": "P1D", "nightly": "P1D", "weekly": "P1W", "monthly": "P1M"}
    return "SET", values.get(match[0].lower(), "P1Y")
