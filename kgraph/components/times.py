"""Time expressions and their TIMEX3 values against the article's date; and that date itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

from kgraph.components import clock, holidays, lengths, periods, quarters, recurrences, seasons, time_rules, vague_times
from kgraph.components.narrative import resolve_told
from kgraph.components.tense import AHEAD, REACH, find_direction
from kgraph.components.time_words import Maker
from kgraph.components.zones import STORY_ZONES
from kgraph.records import Slice, Time, Zone

KINDS = (time_rules, vague_times, clock, holidays, seasons, quarters, periods, recurrences, lengths)
RULES = [rule for kind in KINDS for rule in kind.RULES]
Matches = list[tuple[re.Match[str], Maker]]
LOOK_BACK = 1500  # characters before an expression that may say what it is relative to


def find_times(text: str, zones: list[Zone], published: str | None) -> list[Time]:
    """All time expressions outside boilerplate with their values, longest match first where two overlap.

    An expression that needs the article's date has no value without it, and is then left out.

    >>> [t.value for t in find_times("It fell on Wednesday night.", [Zone(Slice(0, 27), "body")], "2022-01-06")]
    ['2022-01-05TNI']
    """
    today = date.fromisoformat(published) if published else None
    told = [zone.slice for zone in zones if zone.name not in ("boilerplate", "teaser")]
    matched = _match_rules(text, tuple(zones))
    times = sorted((t for block in told for t in _in_block(text, matched[block], today)), key=lambda t: t.slice)
    return [t for t in resolve_told(text, times) if any(block.overlaps(t.slice) for block in told)]


@lru_cache(maxsize=1)  # an article is asked twice: for its own date and, with that, for all times
def _match_rules(text: str, zones: tuple[Zone, ...]) -> dict[Slice, Matches]:
    return {
        zone.slice: [
            (m, maker) for pattern, maker in RULES for m in pattern.finditer(text, zone.slice.start, zone.slice.end)
        ]
        for zone in zones
    }


def _in_block(text: str, found: Matches, today: date | None) -> Iterator[Time]:
    taken: list[Slice] = []
    for match, maker in sorted(found, key=lambda f: (f[0].start() - f[0].end(), f[0].start())):
        place = Slice(match.start(), match.start() + len(match[0].rstrip()))
        if any(place.overlaps(other) for other in taken):
            continue
        start = max(0, match.start() - LOOK_BACK)
        made = maker(match, today, text[start : match.start()])
        if made:
            taken.append(place)
            yield Time(place, *made)


def find_published(text: str, zones: list[Zone]) -> str | None:
    """The article's date from its text: a dated line of its own, or a dated and a weekday expression that agree.

    The day is the last one, at most three days after the latest full date of the text, whose weekday the text
    names as past; the full date's own weekday must be named too. Otherwise None: no date is invented.
    """
    matched = _match_rules(text, tuple(zones))
    for zone in zones:
        if zone.name == "byline":
            for time in _in_block(text, matched[zone.slice], None):
                if re.fullmatch(r"\d{4}-\d\d-\d\d", time.value):
                    return time.value
    weekdays: set[int] = set()
    dates: set[date] = set()
    for zone in zones:
        if zone.name in STORY_ZONES:
            for time in _in_block(text, matched[zone.slice], None):
                before = text[max(zone.slice.start, time.slice.start - REACH) : time.slice.start]
                after = text[time.slice.end : min(zone.slice.end, time.slice.end + REACH)]
                if re.fullmatch(r"\d{4}-\d\d-\d\d", time.value):
                    dates.add(date.fromisoformat(time.value))
                elif (
                    time.value.startswith("XXXX-WXX-")
                    and time.type != "SET"
                    and find_direction(before, after) != AHEAD
                    and not re.search(r"\b(?:last|next|every)\b", time.slice.of(text))
                ):
                    weekdays.add(int(time.value[9]) - 1)
    if not dates or max(dates).weekday() not in weekdays:
        return None
    latest = max(dates)
    days = [latest + timedelta(days=step) for step in range(4)]
    return max(day for day in days if day.weekday() in weekdays).isoformat()
