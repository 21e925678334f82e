"""Days, months, weekdays and hours: each with what makes its value from the article's date and the words before it."""

from __future__ import annotations

import re
from datetime import date, timedelta

from kgraph.components.calendar import (
    DAY_PARTS,
    MONTH_FORMS,
    WEEKDAY_FORMS,
    is_day,
    month_value,
    nearest_weekday,
    nearest_year,
    shift,
)
from kgraph.components.tense import AHEAD, REACH, find_direction
from kgraph.components.time_words import (
    EDGE,
    MONTH,
    OF_MONTH,
    ORDINAL_DAYS,
    PART,
    STEPS,
    WEEKDAY,
    WRITTEN_YEAR,
    YEAR,
    Rule,
    adder,
    is_in_name,
    parse_year,
)

RULES: list[Rule] = []
_rule = adder(RULES)
# "twenty-first" before "twentieth" and "first"
ORDINAL_DAY = "|".join(reversed(ORDINAL_DAYS))


def direction_of(match: re.Match[str], before: str) -> int:
    return find_direction(before, match.string[match.end() : match.end() + REACH])


def _day_part(value: str, words: str | None) -> tuple[str, str]:
    part = DAY_PARTS.get((words or "").lower())
    return ("TIME", f"{value}T{part}") if part else ("DATE", value)


@_rule(
    rf"\b(?:(?P<wd>{WEEKDAY}),?\s+)?(?P<m>{MONTH})\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\b(?!:\d)(?:,?\s+(?P<y>{YEAR})\b)?",
    0,
)
@_rule(
    rf"\b(?:(?P<wd>{WEEKDAY}),?\s+)?(?P<m>{MONTH})\s+(?:the\s+)?(?P<d>(?i:{ORDINAL_DAY}))\b"
    rf"(?![ -]quarter)(?:,?\s+(?P<y>{YEAR})\b)?",
    0,
)
@_rule(
    rf"\b(?:the\s+)?(?P<d>{ORDINAL_DAY})\s+of\s+(?P<m>{MONTH})(?!\w)(?:,?\s+(?P<y>{YEAR})\b)?",
    0,
)
@_rule(
    rf"\b(?:(?P<wd>{WEEKDAY}),?\s+)?(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?\s+(?P<m>{MONTH})(?!\w)(?:,?\s+(?P<y>{YEAR})\b)?",
    0,
)
def calendar_day(match: re.Match[str], today: date | None, before: str) -> tuple[str, str] | None:
    month, words = MONTH_FORMS[match["m"].lower().rstrip(".")], match["d"].lower()
    day = ORDINAL_DAYS.get(words) or int(words)
    if match["y"]:
        year = int(match["y"])
    elif today:
        year = nearest_year(today, month, day, direction_of(match, before))
        if weekday_name := match.groupdict().get("wd"):
            number = WEEKDAY_FORMS[weekday_name[:3].lower()]
            years = (year, year - 1, year + 1)  # the weekday tells which is meant
            year = next((y for y in years if is_day(y, month, day) and date(y, month, day).weekday() == number), year)
    else:
        return ("DATE", f"XXXX-{month:02}-{day:02}") if is_day(2000, month, day) else None
    return ("DATE", f"{year:04}-{month:02}-{day:02}") if is_day(year, month, day) else None


NEWSPAPER = re.compile(rf"\s(?!{MONTH})[A-Z][a-z]")  # "the Sunday Times"
FIRST_NAMES = frozenset(("Jan", "April", "June", "August"))
NAMED = re.compile(r"\s[A-Z][a-z]")
_OF_TIME = "in|of|since|by|until|last|this|next|early|late|mid|end|during"
BEFORE_NAME = re.compile(rf"\b(?:{_OF_TIME})[ -]+$", re.IGNORECASE)
BEFORE_MONTH = re.compile(rf"\b(?:{_OF_TIME}|from|and|to)[ -]+$", re.IGNORECASE)


@_rule(r"\b(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)(?:T(?P<t>[012]\d:[0-5]\d)(?::[0-5]\d)?)?\b")
def _iso_day(match: re.Match[str], today: date | None, before: str) -> tuple[str, str] | None:
    if not is_day(int(match["y"]), int(match["m"]), int(match["d"])):
        return None
    return ("TIME", match[0][:16]) if match["t"] else ("DATE", match[0])


@_rule(rf"\b(?P<a>[0-3]?\d)(?P<mark>[/.])(?P<b>[0-3]?\d)(?P=mark)(?P<y>{YEAR})\b")
def _numeric_day(match: re.Match[str], today: date | None, before: str) -> tuple[str, str] | None:
    """Where only one of the numbers may be a month: "26/2/2021", but not "2/6/2021"."""
    day, month = int(match["a"]), int(match["b"])
    if day <= 12 < month:
        day, month = month, day
    sure = day > 12 or day == month
    return ("DATE", f"{match['y']}-{month:02}-{day:02}") if sure and is_day(int(match["y"]), month, day) else None


@_rule(
    rf"\b(?:(?P<rel>(?i:last|next|this))\s+|(?i:{EDGE}))(?P<m>{MONTH})(?!\w)"
    rf"(?:,?\s+(?:of\s+)?(?P<y>{YEAR}|(?i:{WRITTEN_YEAR}))\b|\s+(?P<after>last|this|next)\s+year)?(?!\s+\d)",
    0,
)
def _month(match: re.Match[str], today: date | None, before: str) -> tuple[str, str] | None:
    word = match["m"]
    named = NAMED.match(match.string, match.end())  # "Jan Kowal", "April Reyes": somebody's first name
    if (
        (word.rstrip(".") in ("May", "March", "Mar") or (named and word in FIRST_NAMES))
        and not match["y"]
        and not (BEFORE_NAME if named else BEFORE_MONTH).search(
            before + match[0][: match.start("m") - match.start()]
        )
    ):
        return None
    month = MONTH_FORMS[word.lower().rstrip(".")]
    if match["y"]:
        return "DATE", month_value(parse_year(match["y"]) or 0, month)
    if today is None:
        return "DATE", f"XXXX-{month:02}"
    year = nearest_year(today, month, None, direction_of(match, before))
    rel = (match["rel"] or "").lower()
    if match["after"]:
        year = today.year + STEPS[match["after"]]
    elif rel == "this":
        year = today.year
    elif rel == "next":
        year = today.year + (month <= today.month)
    elif rel == "last":
        year = today.year - (month >= today.month)
    return "DATE", month_value(year, month)


@_rule(
    rf"\b(?:(?:early|late|earlier)\s+)?(?:(?P<rel>last|this past|past|this coming|this|next|coming)\s+)?"
    rf"(?P<wd>{WEEKDAY})(?:\s+(?P<part>{PART})\b)?"
)
def weekday(match: re.Match[str], today: date | None, before: str) -> tuple[str, str] | None:
    word = match["wd"].lower().rstrip(".")
    if not match["wd"][0].isupper() or (len(word) <= 5 and not match["wd"].endswith(("day", "."))):
        return None
    number = (
        WEEKDAY_FORMS[word.removesuffix("day") if word not in WEEKDAY_FORMS else word]
        if word in WEEKDAY_FORMS
        else WEEKDAY_FORMS[word[:3]]
    )
    if NEWSPAPER.match(match.string, match.end()) and before.endswith(("the ", "The ")):
        return None
    if today is None:
        return _day_part(f"XXXX-WXX-{number + 1}", match["part"])
    relation = (match["rel"] or "").lower().removeprefix("this ")
    if relation in ("next", "coming") or (not relation and direction_of(match, before) == AHEAD):
        day = nearest_weekday(today + timedelta(days=relation == "next"), number, 1)
    else:
        day = nearest_weekday(today - timedelta(days=relation in ("last", "past")), number, -1)
    return _day_part(day.isoformat(), match["part"])


@_rule(
    rf"\b(?:(?:early|late|earlier|later)\s+)?"
    rf"(?P<w>today|yesterday|tomorrow|tonight|overnight|last night|this (?P<this>morning|afternoon"
    rf"|evening))\b(?:\s+(?P<part>{PART}))?"
)
def near_day(match: re.Match[str], today: date | None, before: str) -> tuple[str, str] | None:
    if today is None or is_in_name(match[0], before):
        return None
    word = match["w"].lower()
    step = {"yesterday": -1, "tomorrow": 1, "last night": -1, "overnight": -1}.get(word, 0)
    part = match["this"] or match["part"] or ("night" if word in ("tonight", "overnight", "last night") else None)
    return _day_part((today + timedelta(days=step)).isoformat(), part)


@_rule(
    rf"\b{EDGE}(?:(?:earlier|later|sometime)\s+(?=(?:this|next|last)\s+(?:week|month|year)\b))?"
    r"(?P<rel>this|last|past|next|the coming|the previous)\s+"
    r"(?:(?:fiscal|calendar|financial|academic|school)\s+(?=year))?(?P<u>weekend|week|month|quarter|year|decade)\b"
    rf"(?!{OF_MONTH})"
)
def _near_unit(match: re.Match[str], today: date | None, before: str) -> tuple[str, str] | None:
    quoted = match["u"][0].isupper() and before.endswith(('"', "“", "‘", "'"))  # the name of a programme
    if today is None or quoted or is_in_name(match[0], before):
        return None
    step = {"this": 0, "next": 1, "the coming": 1}.get(match["rel"].lower(), -1)
    value = shift(today, match["u"].lower(), step)
    return ("DATE", value) if value else None
