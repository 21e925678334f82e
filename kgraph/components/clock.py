"""Hours and parts of a day, with the day that is named beside them or before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from kgraph.components import time_rules
from kgraph.components.calendar import DAY_PARTS
from kgraph.components.numbers import ONES, parse_number
from kgraph.components.tense import REACH, SENTENCE_END
from kgraph.components.time_words import MONTH, PART, WEEKDAY, YEAR, Rule, adder

RULES: list[Rule] = []
_rule = adder(RULES)
DAY = (
    rf"{WEEKDAY}(?:,?\s+{MONTH}\s+\d{{1,2}}\b)?|{MONTH}\s+\d{{1,2}}\b|\d{{1,2}}\s+{MONTH}(?!\w)"
    r"|yesterday|today|tomorrow"
)
AT = re.compile(r"\b(?:in|by|until|till|since|during|from|at|on|before|after)\s+$", re.IGNORECASE)
HOUR = rf"\b(?:1[0-2]|[1-9]|{'|'.join(list(ONES)[1:13])})"


@_rule(
    rf"\b(?:(?:around|about)\s+)?(?:(?P<h>\d{{1,2}})(?:[:.](?P<m>\d\d))?\s*(?P<ap>[ap])\.?m\b\.?|(?<![\d:])(?P<h2>[01]?\d|2[0-3]):(?P<m2>[0-5]\d)\b(?!:)"
    rf"|(?<!\()(?P<h4>[01]\d|2[0-3])(?P<m4>[0-5]\d)(?=\s+(?:GMT|UTC|local time)\b)"
    rf"|(?P<h3>{HOUR})(?:\s+o['’]clock)?\s+(?:in\s+the\s+(?P<half>morning|afternoon|evening)|at\s+(?P<night>night))\b"
    rf"|(?<!high )(?P<word>noon|midday|midnight)\b)(?:\s+(?:[ECMP][SD]T|GMT|UTC|local time)\b)?"
    rf"(?:,?\s+(?:on\s+)?(?P<day>{DAY})(?:\s+{PART}\b|,?\s+{YEAR}\b)?)?"
)
def _clock(match: re.Match[str], today: date | None, before: str) -> tuple[str, str] | None:
    if match["word"]:
        hour, minute = 24 if match["word"].lower() == "midnight" else 12, 0
    else:
        hour = parse_number(match["h"] or match["h2"] or match["h4"] or match["h3"]) or 0
        minute = int(match["m"] or match["m2"] or match["m4"] or 0)
    if match["ap"] or match["h3"]:
        late = (match["ap"] or match["half"] or "").lower() in ("p", "afternoon", "evening")
        hour = hour % 12 + (12 if late or (match["night"] and hour > 5) else 0)
    if today is None or hour > 24 or minute > 59:
        return None
    day = _day_of(match, today, before) if match["day"] else _day_before(before, today)
    return "TIME", f"{day or today}T{hour:02}:{minute:02}"


@_rule(
    rf"\b(?:the\s+)?(?:(?:early|late|mid)[ -]?(?P<part>{PART})|(?:early|small)\s+hours)\b"
    rf"(?:\s+(?:on\s+|of\s+)?(?P<day>{DAY})(?:,?\s+{YEAR}\b)?)?"
)
def _part(match: re.Match[str], today: date | None, before: str) -> tuple[str, str] | None:
    if today is None or not (match["day"] or AT.search(before)):
        return None
    day = _day_of(match, today, before) if match["day"] else _day_before(before, today)
    return "TIME", f"{day or today}T{DAY_PARTS[(match['part'] or 'morning').lower()]}"


def _day_of(match: re.Match[str], today: date, before: str) -> str | None:
    """The day that is named within the expression."""
    days = [day for _, day in _days_named(match[0][match.start("day") - match.start() :], today, before)]
    return days[0] if days else None


def _day_before(before: str, today: date) -> str | None:
    """The last day that the sentence names before the expression: "on Friday, she arrived at 9:30 p.m."."""
    sentence = SENTENCE_END.split(before[-REACH:])[-1]
    return max(_days_named(sentence, today, ""), default=(0, None))[1]


def _days_named(words: str, today: date, before: str) -> Iterator[tuple[int, str]]:
    """Places and values of the days in these words."""
    for pattern, maker in time_rules.RULES:
        if maker in (time_rules.calendar_day, time_rules.weekday, time_rules.near_day):
            for match in pattern.finditer(words):
                made = maker(match, today, before + words[: match.start()])
                if made and (day := re.match(r"\d{4}-\d\d-\d\d", made[1])):
                    yield match.start(), day[0]
