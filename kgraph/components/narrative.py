"""Times that are told from another time of the text: "the next day", "later that year", "two weeks later"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from kgraph.components.calendar import DAY_PARTS, WEEKDAYS, nearest_weekday, shift
from kgraph.components.numbers import NUMBER, parse_number
from kgraph.components.time_words import ABOUT
from kgraph.records import Slice, Time

PART = "|".join(DAY_PARTS)
ALONE = r"(?=\s*(?:[.,;:)]|$|and\b|but\b))"  # "the day before the vote" is told from the vote
TOLD = re.compile(
    r"\b(?=\w)(?:(?:(?:earlier|later|early|late)\s+)?(?:(?P<same>that(?:\s+same)?|the\s+same)\s+"
    r"(?P<u0>day|week|month|year)\b"
    rf"|(?P<part>(?:that(?:\s+same)?|the\s+same)\s+)(?P<p0>{PART})\b)"
    r"|(?:earlier|later)\s+in\s+the\s+(?P<in>day)\b"
    r"|the\s+(?:(?P<next>next|following)|(?P<last>previous))\s+(?P<u1>day)\b"
    r"|the\s+following\s+(?P<u2>week|month|year)\b"
    rf"|the\s+(?:next|following)\s+(?P<p1>{PART})\b"
    r"|(?<=in )the\s+(?P<p2>morning|afternoon|evening)\b(?! (?:of|after)\b)"
    rf"|the\s+(?:(?P<wd_before>previous|preceding)|following)\s+(?P<wd>{'|'.join(WEEKDAYS)})\b"
    rf"|the\s+(?P<u3>day|{PART})\s+(?:(?P<before>before)|after){ALONE}"
    rf"|{ABOUT}(?P<n>{NUMBER}|an?)\s+(?P<u4>day|week|month|year)s?\s+(?:(?P<back>earlier|before{ALONE})|later\b|afterwards?\b))",
    re.IGNORECASE,
)
EXACT = {"day": 10, "week": 10, "month": 7, "year": 4}  # characters of an ISO date that a unit is counted from
ANCHOR = re.compile(r"\d{4}(?:-\d\d(?:-\d\d(?:T.*)?)?)?")
# "Holt said on Wednesday": the day of the saying, not of what is told.
SAYING = re.compile(r"\b(?:said|says|told|added|wrote|reported|according to)\b[^.;]{0,25}$")
SPAN = re.compile(r"\b(?:over|during|within|for)\s+$", re.IGNORECASE)


def resolve_told(text: str, times: list[Time]) -> list[Time]:
    """Those of `times`, which are sorted, and the ones told from them; a longer expression replaces what it holds.

    The time it is told from is the last one before it, in the same paragraph or the one before, that does not date
    somebody's saying so; where that is not as exact as the unit that is counted, the expression has no value.

    >>> told = resolve_told("It fell on 3 May 2019 and shut the next day.", [Time(Slice(11, 21), "DATE", "2019-05-03")])
    >>> [time.value for time in told]
    ['2019-05-03', '2019-05-04']
    """
    found = list(times)
    for match in TOLD.finditer(text):
        place = Slice(*match.span())
        anchor = _find_anchor(text, place, found)
        value = (
            _value(match, anchor) if anchor and not SPAN.search(text[max(0, place.start - 10) : place.start]) else None
        )
        held = [time for time in found if time.slice.overlaps(place)]
        if value and all(place.start <= time.slice.start and time.slice.end <= place.end for time in held):
            kind = "TIME" if "T" in value else "DATE"
            found = sorted(
                [*(time for time in found if time not in held), Time(place, kind, value)], key=lambda time: time.slice
            )
    return found


def _find_anchor(text: str, place: Slice, times: list[Time]) -> str | None:
    for time in reversed(times):
        between = text[time.slice.end : place.start]
        if time.slice.end > place.start or not ANCHOR.fullmatch(time.value):
            continue
        if SAYING.search(text[max(0, time.slice.start - 60) : time.slice.start]):
            continue
        return time.value.partition("T")[0] if len(re.findall(r"\n\s*", between)) <= 1 else None
    return None


def _value(match: re.Match[str], anchor: str) -> str | None:
    part = match["p0"] or match["p1"] or match["p2"]
    if match["u3"] and match["u3"].lower() in DAY_PARTS:
        part = match["u3"]
    unit = "day" if part else (match["u0"] or match["u1"] or match["u2"] or match["u3"] or match["u4"] or "day").lower()
    if len(anchor) < EXACT[unit]:
        return None
    if match["wd"]:
        step = -1 if match["wd_before"] else 1
        day = date.fromisoformat(anchor) + timedelta(days=step)
        return nearest_weekday(day, WEEKDAYS.index(match["wd"].lower()), step).isoformat()
    if match["n"]:
        count = 1 if match["n"].lower() in ("a", "an") else parse_number(match["n"])
        if count is None or (unit, count, bool(match["back"])) == ("year", 1, True):
            return None  # "a year earlier" compares with the same time of last year
        step = -count if match["back"] else count
    else:
        same = match["same"] or match["part"] or match["in"] or match["p2"]
        step = 0 if same else -1 if match["last"] or match["before"] else 1
    first = date.fromisoformat(anchor + "-01-01"[len(anchor) - 4 :])
    value = shift(first, unit, step)
    return f"{value}T{DAY_PARTS[part.lower()]}" if value and part else value
