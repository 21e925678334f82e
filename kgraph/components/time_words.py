"""The words of time expressions as patterns, and how a rule pairs a pattern with what makes its value."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from kgraph.components.numbers import NUMBER, ONES, TENS, parse_number

ORDINAL = r"(?:first|second|third|fourth)"
NOT_POINT = r"(?!\s+(?:ago|from now)\b)"
MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|Jun(?:e|\.)?|Jul(?:y|\.)?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?"
    r"|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
WEEKDAY = r"(?:Mon|Tues?|Wednes|Wed|Thurs?|Fri|Satur|Sat|Sun)(?:day\b|\.|\b)(?!\w)"
PART = r"(?:morning|afternoon|evening|night)"
ORDINAL_DAYS = {
    word: n
    for n, word in enumerate(
        """first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth
        fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third
        twenty-fourth twenty-fifth twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth
        thirty-first""".split(),
        1,
    )
}
ABOUT = (
    r"(?:(?:nearly|almost|about|around|roughly|approximately|some|over|at least|up to|more than|less than|no more than"
    r"|no less than|fewer than)\s+)?"
)
EDGE = r"(?:(?:early|late|mid)[ -]|end-|the\s+(?:end|middle|beginning|start)\s+of\s+)?"
STEPS = {"last": -1, "past": -1, "this": 0, "next": 1}
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
UNIT = r"(?:second|minute|hour|day|week|weekend|month|quarter|year|decade|century)"
OF_DAY = ("second", "minute", "hour")
OF_MONTH = rf"\s+of\s+(?:{MONTH}|\d{{4}}\b)"  # "the last week of May" is none of today's weeks
AMOUNT = rf"(?:{NUMBER}|an?|several|a few|few|many|a couple(?:\s+of)?|recent)"
YEAR = r"(?:1[6-9]\d\d|20\d\d)"
ONE, TEN, TEENS = "|".join(ONES), "|".join(TENS), "|".join(list(ONES)[10:])
# "nineteen ninety-six", "nineteen oh five", "eighteen hundred"
WRITTEN_YEAR = (
    rf"(?:seventeen|eighteen|nineteen)[ -](?:hundred|oh[ -](?:{ONE})|(?:{TEN})(?:[ -](?:{ONE}))?|(?:{TEENS}))"
)
Maker = Callable[[re.Match[str], date | None, str], tuple[str, str] | None]
Rule = tuple[re.Pattern[str], Maker]


BEGINS = re.compile(r"(?:^|[^\w\s,’')]\s*|\n\s*)$")


def is_in_name(words: str, before: str) -> bool:
    """Whether a common word of time, such as "daily", has a capital letter though no sentence begins with it.

    >>> is_in_name("Daily", "She wrote for the "), is_in_name("Daily", "It shut. "), is_in_name("DAILY", "IT IS SHUT ")
    (True, False, False)
    """
    return words[:1].isupper() and not words.isupper() and not BEGINS.search(before)


def parse_year(words: str) -> int | None:
    """The year that is written in digits or words.

    >>> parse_year("1996"), parse_year("nineteen ninety-six"), parse_year("nineteen oh five")
    (1996, 1996, 1905)
    """
    words = words.lower()
    if not words[0].isdigit() and not words.startswith("two"):
        century, rest = re.split(r"[\s-]+", words, maxsplit=1)
        words = rest if rest == "hundred" else f"hundred {rest}"
        words = f"{century} {words}".replace(" oh", "")
    return parse_number(words)


def adder(rules: list[Rule]) -> Callable[..., Callable[[Maker], Maker]]:
    """A decorator that adds a function as the maker of a pattern's values: of type and value, or None."""

    def rule(pattern: str, flags: int = re.IGNORECASE) -> Callable[[Maker], Maker]:
        def add(maker: Maker) -> Maker:
            # every expression begins with a word: tried nowhere else, the rules take much less time
            rules.append((re.compile(rf"\b(?=\w)(?:{pattern})", flags), maker))
            return maker

        return add

    return rule
