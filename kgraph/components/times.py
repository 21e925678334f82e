"""Time expressions and their TIMEX3 values against the article's date; and that date itself."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from kgraph.components.calendar import (
    DAY_PARTS,
    MONTH_FORMS,
    SEASONS,
    UNITS,
    WEEKDAY_FORMS,
    is_day,
    month_value,
    nearest_weekday,
    nearest_year,
    shift,
)
from kgraph.components.numbers import NUMBER, parse_number
from kgraph.records import Slice, Time, Zone

MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?"
    r"|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
WEEKDAY = r"(?:Mon|Tues?|Wednes|Wed|Thurs?|Fri|Satur|Sat|Sun)(?:day\b|\.|\b)(?!\w)"
PART = r"(?:morning|afternoon|evening|night)"
UNIT = r"(?:second|minute|hour|day|week|weekend|month|quarter|year|decade)"
AMOUNT = rf"(?:{NUMBER}|an?|several|a few|few|many|a couple of|recent)"
YEAR = r"(?:1[6-9]\d\d|20\d\d)"
# A weekday after one of these is the coming one.
AHEAD = re.compile(
    r"\b(?:until|till)\s+(?:(?!on\b)[\w.:]+\s+){0,3}$"
    r"|\b(?:by|from|before|next|coming|starting|ahead of)\s+(?:(?:the|early|late|at least)\s+)*$"
    r"|(?:\b(?:will|would|scheduled|set (?:to|for)|(?:is|are|was|were|be) due|due (?:on|in|for)|planned"
    r"|plans|expected|tomorrow)|['’](?:ll|d))"
    r"\b(?:(?!\b(?:said|told|after)\b)[^.]){0,40}$",
    re.IGNORECASE,
)

Maker = Callable[[re.Match[str], date | None, str], tuple[str, str] | None]
RULES: list[tuple[re.Pattern[str], Maker]] = []


def _rule(pattern: str, flags: int = re.IGNORECASE) -> Callable[[Maker], Maker]:
    def add(maker: Maker) -> Maker:
        RULES.append((re.compile(pattern, flags), maker))
        return maker

    return add


def _day_part(value: str, words: str | None) -> tuple[str, str]:
    part = DAY_PARTS.get((words or "").lower())
    return ("TIME", f"{value}T{part}") if part else ("DATE", value)


@_rule(
    rf"\b(?:(?P<wd>{WEEKDAY}),?\s+)?(?P<m>{MONTH})\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\b(?!:)(?:,?\s+(?P<y>{YEAR})\b)?",
    0,
)
@_rule(
    rf"\b(?:(?P<wd>{WEEKDAY}),?\s+)?(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?\s+(?P<m>{MONTH})(?!\w)(?:,?\s+(?P<y>{YEAR})\b)?",
    0,
)
def _calendar_day(match: re.Match[str], today: date | None, before: str) -> tuple[str, str] | None:
    month, day = MONTH_FORMS[match["m"].lower().rstrip(".")], int(match["d"])
    if match["y"]:
        year = int(match["y"])
    elif today:
        year = nearest_year(today, month, day)
    else:
        return ("DATE", f"XXXX-{month:02}-{day:02}") if is_day(2000, month, day) else None
    return ("DATE", f"{year:04}-{month:02}-{day:02}") if is_day(year, month, day) else None


@_rule(r"\b(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)\b")
def _iso_day(match: re.Match[str], today: date | None, before: str) -> tuple[str, str] | None:
    return ("DATE", match[0]) if is_day(int(match["y"]), int(match["m"]), int(match["d"])) else None


@_rule(rf"\b(?:(?:early|late|mid)[ -])?(?P<m>{MONTH})(?!\w)(?:,?\s+(?:of\s+)?(?P<y>{YEAR})\b)?(?!\s+\d)", 0)
def _month(match: re.Match[str], today: date | None, before: str) -> tuple[str, str] | None:
    word = match["m"]
    if (
        word.rstrip(".") in ("May", "March", "Mar")
        and not match["y"]
        and not re.search(
            r"\b(?:in|of|since|by|until|last|this|next|early|late|mid|from|and|to|during)[ -]+$",
            before + match[0][: match.start("m") - match.start()],
        )
    ):
        return None
    month = MONTH_FORMS[word.lower().rstrip(".")]
    if match["y"]:
        return "DATE", month_value(int(match["y"]), month)
    if today is None:
        return "DATE", f"XXXX-{month:02}"
    year = nearest_year(today, month, None)
    if re.search(r"\bnext\s+$", before):
        year = today.year + (month <= today.month)
    elif re.search(r"\blast\s+$", before):
        year = today.year - (month >= today.month)
    return "DATE", month_value(year, month)


@_rule(rf"\b(?:(?P<rel>last|past|this|next|coming)\s+)?(?P<wd>{WEEKDAY})(?:\s+(?P<part>{PART}))?", re.IGNORECASE)
def _weekday(match: re.Match[str], today: date | None, before: str) -> tuple[str, str] | None:
    word = match["wd"].lower().rstrip(".")
    if not match["wd"][0].isupper() or (len(word) <= 5 and not match["wd"].endswith(("day", "."))):
        return None
    weekday = (
        WEEKDAY_FORMS[word.removesuffix("day") if word not in WEEKDAY_FORMS else word]
        if word in WEEKDAY_FORMS
        else WEEKDAY_FORMS[word[:3]]
    )
    if today is None:
        return _day_part(f"XXXX-WXX-{weekday + 1}", match["part"])
    relation = (match["rel"] or "").lower()
    if relation in ("next", "coming") or (not relation and AHEAD.search(before)):
        day = nearest_weekday(today + timedelta(days=relation == "next"), weekday, 1)
    else:
        day = nearest_weekday(today - timedelta(days=relation in ("last", "past")), weekday, -1)
    return _day_part(day.isoformat(), match["part"])


@_rule(
    rf"\b(?P<w>today|yesterday|tomorrow|tonight|overnight|last night|this (?P<this>morning|afternoon"
    rf"|evening))\b(?:\s+(?P<part>{PART}))?"
)
def _near_day(match: re.Match[str], today: date | None, before: str) -> tuple[str, str] | None:
    if today is None:
        return None
    word = match["w"].lower()
    step = {"yesterday": -1, "tomorrow": 1, "last night": -1, "overnight": -1}.get(word, 0)
    part = match["this"] or match["part"] or ("night" if word in ("tonight", "overnight", "last night") else None)
    return _day_part((today + timedelta(days=step)).isoformat(), part)


@_rule(r"\b(?:(?:earlier|later|the)\s+)?(?:that|the same)\s+day\b|\bthe (?:following|next|previous) day\b")
def _same_day(match: re.Match[str], today: date | None, before: str) -> tuple[str, str] | None:
    return None  # needs the narrative before it: left unresolved


@_rule(
    rf"\b(?:(?:earlier|later)\s+)?(?P<rel>this|last|past|next|the coming|the previous)\s+(?P<u>weekend|week"
    rf"|month|quarter|year|decade|{'|'.join(SEASONS)})\b"
)
def _near_unit(match: re.Match[str], today: date | None, before: str) -> tuple[str, str] | None:
    if today is None:
        return None
    step = {"this": 0, "next": 1, "the coming": 1}.get(match["rel"].lower(), -1)
    unit = match["u"].lower()
    if unit in SEASONS:
        return "DATE", f"{today.year + (step if step else 0):04}-{SEASONS[unit]}"
    value = shift(today, unit, step)
    return ("DATE", value) if value else None


@_rule(rf"\b(?P<n>{AMOUNT})\s+(?P<u>{UNIT})s?\s+(?P<dir>ago|earlier|later|before|from now)\b")
def _ago(match: re.Match[str], today: date | None, before: str) -> tuple[str, str] | None:
    count = 1 if match["n"].lower() in ("a", "an") else parse_number(match["n"])
    unit, back = match["u"].lower(), match["dir"].lower() in ("ago", "earlier", "before")
    if count is None:
        return "DATE", "PAST_REF" if back else "FUTURE_REF"
    if today is None or match["dir"].lower() not in ("ago", "from now"):
        return None
    value = shift(today, unit, -count if back else count)
    return ("DATE", value) if value else ("TIME", "PAST_REF" if back else "FUTURE_REF")


@_rule(
    rf"\b(?P<n>{NUMBER})[ -](?P<u>{UNIT})s?(?:[ -]old)?\b(?!\s+(?:ago|from now)\b)|\b(?P<vague>several|a few"
    rf"|many|a couple of|recent)\s+(?P<v>{UNIT})s\b"
    rf"|\b(?P<one>an?|one|a half)\s+(?P<o>(?!second|quarter){UNIT})\b(?!\s+(?:ago|from now)\b)"
    rf"|\b(?P<plural>days|weeks|months|years|decades|hours|minutes)\b(?=\s+(?:of|after|before))"
)
def _duration(match: re.Match[str], today: date | None, before: str) -> tuple[str, str] | None:
    if match["plural"]:
        unit, count = match["plural"].lower().removesuffix("s"), "X"
    elif match["vague"]:
        unit, count = match["v"].lower(), "X"
    else:
        unit = (match["u"] or match["o"]).lower()
        number = parse_number(match["n"]) if match["n"] else 1
        if number is None:
            return None
        count = str(number)
    letter = UNITS[unit]
    return "DURATION", f"P{'T' if unit in ('second', 'minute', 'hour') else ''}{count}{letter}"


@_rule(rf"\b(?P<w>(?:every|each)\s+(?P<u>{UNIT}|{WEEKDAY})|daily|weekly|monthly|annually|yearly|nightly)(?!\w)")
def _set(match: re.Match[str], today: date | None, before: str) -> tuple[str, str] | None:
    if match["u"]:
        unit = match["u"].lower()
        if unit in UNITS:
            return "SET", f"P1{UNITS[unit]}"
        return "SET", f"XXXX-WXX-{WEEKDAY_FORMS[unit[:3]] + 1}"
    return "SET", {"daily": "P1D", "nightly": "P1D", "weekly": "P1W", "monthly": "P1M"}.get(match["w"].lower(), "P1Y")


@_rule(r"\b(?:the\s+)?(?:early\s+|late\s+|mid-?)?(?P<d>(?:1[89]|20)\d0)s\b|\bthe\s+['’](?P<s>\d0)s\b")
def _decade(match: re.Match[str], today: date | None, before: str) -> tuple[str, str] | None:
    return "DATE", match["d"][:3] if match["d"] else f"19{match['s'][0]}"


@_rule(r"\b(?P<s>spring|summer|fall|autumn|winter)\s+(?:of\s+)?(?P<y>(?:19|20)\d\d)\b")
def _season(match: re.Match[str], today: date | None, before: str) -> tuple[str, str] | None:
    return "DATE", f"{match['y']}-{SEASONS[match['s'].lower()]}"


@_rule(rf"\b(?P<y>{YEAR})\b(?![-,.]?\d|\s*(?:%|percent|people|troops|soldiers|dollars|million))")
def _year(match: re.Match[str], today: date | None, before: str) -> tuple[str, str] | None:
    if re.search(r"[$€£#]\s?$|\b(?:than|about|some|nearly|least|all|over)\s+$|[\d.,-]$", before):
        return None
    return "DATE", match["y"]


@_rule(r"\b(?P<h>\d{1,2})(?:[:.](?P<m>\d\d))?\s*(?P<ap>[ap])\.?m\b\.?|\b(?P<h2>[01]?\d|2[0-3]):(?P<m2>[0-5]\d)\b(?!:)")
def _clock(match: re.Match[str], today: date | None, before: str) -> tuple[str, str] | None:
    hour, minute = int(match["h"] or match["h2"]), int(match["m"] or match["m2"] or 0)
    if match["ap"]:
        hour = hour % 12 + (12 if match["ap"].lower() == "p" else 0)
    if today is None or hour > 23 or minute > 59:
        return None
    return "TIME", f"{today.isoformat()}T{hour:02}:{minute:02}"


@_rule(r"\b(?:now|currently|nowadays|at present|these days)\b")
def _present(match: re.Match[str], today: date | None, before: str) -> tuple[str, str] | None:
    return "DATE", "PRESENT_REF"


@_rule(r"\b(?:recently|previously|formerly|once|in the past)\b")
def _past(match: re.Match[str], today: date | None, before: str) -> tuple[str, str] | None:
    return ("DATE", "PAST_REF") if match[0].lower() != "once" else None


def find_times(text: str, zones: list[Zone], published: str | None) -> list[Time]:
    """All time expressions outside boilerplate with their values, longest match first where two overlap.

    An expression that needs the article's date has no value without it, and is then left out.

    >>> [t.value for t in find_times("It fell on Wednesday night.", [Zone(Slice(0, 27), "body")], "2022-01-06")]
    ['2022-01-05TNI']
    """
    today = date.fromisoformat(published) if published else None
    return sorted(
        (t for zone in zones if zone.name not in ("boilerplate", "teaser") for t in _in_block(text, zone.slice, today)),
        key=lambda t: t.slice,
    )


def _in_block(text: str, block: Slice, today: date | None) -> Iterator[Time]:
    found: list[tuple[re.Match[str], Maker]] = [
        (m, maker) for pattern, maker in RULES for m in pattern.finditer(text, block.start, block.end)
    ]
    taken: list[Slice] = []
    for match, maker in sorted(found, key=lambda f: (f[0].start() - f[0].end(), f[0].start())):
        place = Slice(match.start(), match.start() + len(match[0].rstrip()))
        if any(place.overlaps(other) for other in taken):
            continue
        start = max(block.start, match.start() - 80)
        made = maker(match, today, text[start : match.start()])
        if made:
            taken.append(place)
            yield Time(place, *made)


def find_published(text: str, zones: list[Zone]) -> str | None:
    """The article's date from its text: a dated line of its own, or a dated and a weekday expression that agree.

    The day is the last one, at most three days after the latest full date of the text, whose weekday the text
    names as past; the full date's own weekday must be named too. Otherwise None: no date is invented.
    """
    for zone in zones:
        if zone.name == "byline":
            for time in _in_block(text, zone.slice, None):
                if re.fullmatch(r"\d{4}-\d\d-\d\d", time.value):
                    return time.value
    weekdays: set[int] = set()
    dates: set[date] = set()
    for zone in zones:
        if zone.name in ("body", "caption", "headline"):
            for time in _in_block(text, zone.slice, None):
                before = text[max(zone.slice.start, time.slice.start - 80) : time.slice.start]
                if re.fullmatch(r"\d{4}-\d\d-\d\d", time.value):
                    dates.add(date.fromisoformat(time.value))
                elif (
                    time.value.startswith("XXXX-WXX-")
                    and time.type != "SET"
                    and not AHEAD.search(before)
                    and not re.search(r"\b(?:last|next|every)\b", time.slice.of(text))
                ):
                    weekdays.add(int(time.value[9]) - 1)
    if not dates or max(dates).weekday() not in weekdays:
        return None
    latest = max(dates)
    days = [latest + timedelta(days=step) for step in range(4)]
    return max(day for day in days if day.weekday() in weekdays).isoformat()
