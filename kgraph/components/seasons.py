"""Seasons: each with what makes its value. The winter of a year begins in its December."""

from __future__ import annotations

import re
from datetime import date

from kgraph.components.calendar import SEASONS
from kgraph.components.tense import AHEAD
from kgraph.components.time_rules import direction_of
from kgraph.components.time_words import WRITTEN_YEAR, YEAR, Rule, adder, parse_year

RULES: list[Rule] = []
_rule = adder(RULES)
SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
DURING = re.compile(r"\b(?:over|from|until|during|throughout|into|since|by|in|through)\s+$", re.IGNORECASE)


@_rule(rf"\b(?:(?:the\s+)?(?:(?:early|late)\s+)?(?P<s>{'|'.join(SEASONS)})\s+of\s+|(?P<s1>{'|'.join(SEASONS)})\s+)(?P<y>{YEAR}|{WRITTEN_YEAR})\b")
def _season(match: re.Match[str], today: date | None, before: str) -> tuple[str, str] | None:
    return "DATE", f"{parse_year(match['y'])}-{SEASONS[(match['s'] or match['s1']).lower()]}"


@_rule(
    rf"\b(?:(?:early|late|earlier|later)\s+)?(?P<rel>this past|this coming|this|last|past|next)\s+(?:early\s+|late\s+)?"
    rf"(?P<s>{'|'.join(SEASONS)})\b"
)
@_rule(
    r"\b(?P<rel>(?:the\s+)?(?:early|late|mid)[ -]|the\s+)(?P<s>spring|summer|autumn|winter)\b"
    r"(?!\s+of\b|[- ](?:house|palace|olympics|games|break|camp|months?|solstice)\b)"
)
def _near_season(match: re.Match[str], today: date | None, before: str) -> tuple[str, str] | None:
    if today is None or match["s"][0].isupper() or (match["rel"].lower() == "the " and not DURING.search(before)):
        return None
    relation, season = match["rel"].lower(), SEASONS[match["s"].lower()]
    begun = today.month >= SEASON_MONTHS[season]
    ended = today.month >= SEASON_MONTHS[season] + 3
    in_winter = season == "WI" and today.month < 3  # of the winter that began last year
    if relation in ("last", "past", "this past"):
        year = today.year - (not ended) - in_winter
    elif relation in ("next", "this coming"):
        year = today.year + (begun if relation == "this coming" else 1)
    elif relation == "this":
        year = today.year - in_winter
    else:
        year = today.year - (not begun and direction_of(match, before) != AHEAD)
    return "DATE", f"{year:04}-{season}"
