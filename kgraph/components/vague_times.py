"""Times that name no day: now, before and after the article, as TIMEX3's PRESENT_REF, PAST_REF and FUTURE_REF."""

from __future__ import annotations

import re
from datetime import date

from kgraph.components.time_words import AMOUNT, Rule, adder, is_in_name

RULES: list[Rule] = []
_rule = adder(RULES)
COUNTED = re.compile(rf"\b(?:{AMOUNT}|more|how)[\s-]+$", re.IGNORECASE)


@_rule(
    r"\b(?:(?:right\s+)?now|currently|current(?= [a-z])(?! (?:of|and|or|in|from|to|is|was)\b)|nowadays|at present"
    r"|these days)\b"
)
def _present(match: re.Match[str], today: date | None, before: str) -> tuple[str, str] | None:
    return None if is_in_name(match[0], before) else ("DATE", "PRESENT_REF")


@_rule(
    r"\b(?:(?:(?:more|most|very)\s+)?recently|(?P<ago>days|weeks|months|years|decades|centuries)\s+ago|formerly"
    r"|(?<=in )the past|(?<=in )past\s+(?:years|decades|centuries)"
    r"|recent\s+(?:(?:days|weeks|months|years|quarters|decades)(?:\s+(?:and|or)\s+(?:weeks|months|years))?))\b"
)
def _past(match: re.Match[str], today: date | None, before: str) -> tuple[str, str] | None:
    return None if match["ago"] and COUNTED.search(before) else ("DATE", "PAST_REF")


@_rule(
    r"\b(?:the near future|(?<=in )the future|the future(?! (?:of|looks?|is|was|will|holds)\b)"
    r"|(?<!as )soon(?! (?:after|as|be|to be|enough)\b)|the (?:near|short) term|a later date"
    r"|(?:coming|future) (?:days|weeks|months|quarters|years|decades)|some ?day"
    r"|(?:(?<=will )|(?<=would )|(?<=could )|(?<=may )|(?<=might )|(?<=can )|(?<=to ))one day)\b"
)
def _future(match: re.Match[str], today: date | None, before: str) -> tuple[str, str] | None:
    return "DATE", "FUTURE_REF"
