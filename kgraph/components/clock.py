"""Hours of a day, with the day that is named beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from kgraph.components import time_rules
from kgraph.components.numbers import ONES, parse_number
from kgraph.components.time_words import MONTH, WEEKDAY, YEAR, Rule, adder

RULES: list[Rule] = []
_rule = adder(RULES)
HOUR = rf"\b(?:1[0-2]|[1-9]|{'|'.join(list(ONES)[1:13])})"


@_rule(
    rf"\b(?:(?:around|about)\s+)?(?:(?P<h>\d{{1,2}})(?:[:.](?P<m>\d\d))?\s*(?P<ap>[ap])\.?m\b\.?|(?P<h2>[01]?\d|2[0-3]):(?P<m2>[0-5]\d)\b(?!:)"
    rf"|(?P<h3>{HOUR})(?:\s+o['’]clock)?\s+(?:in\s+the\s+(?P<half>morning|afternoon|evening)|at\s+(?P<night>night))\b"
    rf"|(?<!high )(?P<word>noon|midnight)\b)(?:\s+(?:[ECMP][SD]T|GMT|UTC|local time)\b)?"
    rf"(?:,?\s+(?:on\s+)?(?P<day>{WEEKDAY}|{MONTH}\s+\d{{1,2}}\b|yesterday|today|tomorrow)(?:,?\s+{YEAR}\b)?)?"
)
def _clock(match: re.Match[str], today: date | None, before: str) -> tuple[str, str] | None:
    if match["word"]:
        hour, minute = 12 if match["word"].lower() == "noon" else 24, 0
    else:
        hour = parse_number(match["h"] or match["h2"] or match["h3"]) or 0
        minute = int(match["m"] or match["m2"] or 0)
    if match["ap"] or match["h3"]:
        late = (match["ap"] or match["half"] or "").lower() in ("p", "afternoon", "evening")
        hour = hour % 12 + (12 if late or (match["night"] and hour > 5) else 0)
    if today is None or hour > 24 or minute > 59:
        return None
    day = today.isoformat()
    if match["day"]:
        words = match[0][match.start("day") - match.start() :]
        day = next((v for v in _days_named(words, today, before) if re.fullmatch(r"\d{4}-\d\d-\d\d", v)), day)
    return "TIME", f"{day}T{hour:02}:{minute:02}"


def _days_named(words: str, today: date, before: str) -> Iterator[str]:
    for pattern, maker in time_rules.RULES:
        if maker in (time_rules.calendar_day, time_rules.weekday, time_rules.near_day) and (
            match := pattern.match(words)
        ):
            made = maker(match, today, before)
            if made:
                yield made[1]
