"""Whether the sentence around a time expression speaks of what is to come or of what is over."""

from __future__ import annotations

import re

AHEAD, BEHIND, OPEN = 1, -1, 0
REACH = 120  # characters before and after an expression in which the verb that governs it stands
# Right before the expression, whatever the verb is.
COMING = re.compile(
    r"\bas (?:soon|early) as\s+(?:\w+\s+){0,3}$"
    r"|\b(?:until|till)\s+(?:(?!on\b)[\w.:]+\s+){0,3}$"
    r"|\b(?:before|next|coming|starting|effective|payable|ahead of)\s+(?:(?:the|on|early|late|at least)\s+)*$"
    r"|\b(?:extended|postponed|delayed|adjourned|put off)\s+(?:\w+\s+){0,4}to\s+$"
    r"|\b(?:begin|start|open|end|resume|expire|close|reopen)s\s+(?:(?:again|early|late)\s+)?(?:on\s+|in\s+)?$"
    r"|\btakes effect\s+(?:on\s+|in\s+)?$",
    re.IGNORECASE,
)
# A limit: to come, unless the verb before it is past ("had filed by Friday", "bought from 3 May to 8 June").
LIMIT = re.compile(r"\b(?:by|from|through)\s+(?:(?:the|early|late|at least)\s+)*$", re.IGNORECASE)
# What is to be done by then.
AIM = re.compile(
    r"(?<!managed )(?<!able )(?<!failed )(?<!began )(?<!had )\bto [a-z]+ (?:[^\s,;]+ ){0,10}"
    r"by\s+(?:(?:the|early|late|at least)\s+)*$",
    re.IGNORECASE,
)
SET = r"(?:due|set|ready|scheduled|planned|expected|slated|supposed|timed)"
FUTURE = (
    r"\b(?:will|shall|would|tomorrow|going to|planning|(?:is|are|was|were|be) (?:about|likely|due|set)"
    r"|set (?:to|for)|due (?:on|in|for|to)|(?:ready|scheduled|planned|expected|slated|supposed|timed)(?! to have)"
    r"|expects?|plans? to|(?:is|are|were) to [a-z]+)\b|['’]ll\b"
)
# What somebody wants or orders is to come; but "on Monday she asked them to leave" is over.
WISH = (
    r"\b(?:agree|vow|pledge|promise|hope|intend|threaten|urge|want|demand|decide)(?:s|d|ed)?(?: \w+){0,3} to\b"
    r"|\b(?:ordered|ordering|told|asked|invited|summoned|subpoenaed) (?:\S+ ){0,3}to\b"
    r"|\b(?:order|demand|require|recommend|insist)(?:s|ed)? that\b"
)
MODAL = r"\b(?:(?-i:may|MAY)|might|must|should)\b(?! (?:not )?have)"  # May is a month
FOLLOWED = (
    r"(?=\s+(?:on|in|by|from|to|at|with|for|over|up|out|into|against|near|that|as|the|an?|his|her|its|their|it|him|them"
    r"|us|me|after|during|\d)|\s*,?\s*$)"
)
OVER = rf"\bhad (?:\w+ )?been {SET}\b"
# These say nothing of when what they govern is: "said the talks in May", "has a debt".
REPORT = r"\b(?:said|told|says|added|wrote|announced|reported|declared|authori[sz]ed|proposed|approved|set|has|have)\b"
PAST = (
    r"\b(?:was|were|had|did|came|went|began|took|gave|spoke|fell|rose|fled|broke|grew|saw|set off|died)\b"
    r"|(?<!be )(?<!been )\b(?:held|met|left|won|lost|sent|made|found|fought|struck|shot|bought|sold|brought|got|led"
    r"|ran|stood|taken|given|shown|spent|forecast)\b"
    rf"|(?<!\bbe )(?<!been )(?<!\bis )(?<!\bare )\b[a-z]+[^e\W]ed\b{FOLLOWED}"
)
PERFECT = (
    r"\b(?:has|have)\s+(?:\w+ly\s+|also\s+|not\s+)?"
    r"(?:come|become|gone|fallen|risen|grown|seen|done|taken|run|begun)\b"
)
VERB = re.compile(
    rf"(?P<over>{OVER}|{PERFECT})|(?P<ahead>{FUTURE}|{WISH}|{MODAL})|(?P<report>{REPORT})|(?P<past>{PAST})",
    re.IGNORECASE,
)
# Modals and wishes after a time tell nothing of it: "Monday's debate might not change it".
FIRST_VERB = re.compile(rf"(?P<ahead>{FUTURE})|(?P<report>{REPORT})|(?P<past>\b[a-z]+ed\b|{PAST})", re.IGNORECASE)
# "The council on Tuesday will ...", where no verb stands before, not even one that may be no past ("heard", "said").
OVER_ALREADY = re.compile(r"\b[a-z]+ed\b|n['’]t\b|\b(?:heard|drew|drove|cast|put)\b", re.IGNORECASE)
WILL = re.compile(
    rf"(?:['’]s\b)?(?:\s+(?!(?:is|are|was|were|has|had|said|says|told|[a-z]+ed)\b)[\w’'-]+){{0,4}}"
    rf"\s+(?:will|shall|(?:is|are) {SET})\b(?! not)",
    re.IGNORECASE,
)
OPENING = re.compile(r"\W*(?:\w+\s+){0,2}")  # "On ", "But by "
SENTENCE_END = re.compile(
    r"(?<!\b[A-Z])(?<!\b[A-Z][a-z])(?<!Gen)(?<!Sen)(?<!Rep)(?<!Gov)(?<![ap]\.m)[.!?]['\"”’)]*\s+|\n\s*\n"
)


def find_direction(before: str, after: str) -> int:
    """`AHEAD`, `BEHIND` or, where nothing tells, `OPEN`: from the last verb before a time, else the first after it.

    >>> find_direction("The court will rule on ", "."), find_direction("The ruling came on ", ".")
    (1, -1)
    >>> find_direction("On ", ", the court will rule."), find_direction("The summit in ", "")
    (1, 0)
    """
    if COMING.search(before):
        return AHEAD
    clause = SENTENCE_END.split(before[-REACH:])[-1]
    verb = next(reversed(list(VERB.finditer(clause))), None)
    if verb is None:
        if OPENING.fullmatch(clause):
            verb = FIRST_VERB.search(SENTENCE_END.split(after[:REACH])[0])
        if verb is None and not OVER_ALREADY.search(clause) and WILL.match(after):
            return AHEAD
    direction = OPEN if verb is None or verb["report"] else AHEAD if verb["ahead"] else BEHIND
    if AIM.search(clause):
        return AHEAD
    return AHEAD if LIMIT.search(before) and direction is not BEHIND else direction
