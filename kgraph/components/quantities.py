"""How many: "at least 13", "dozens", "nearly 400", "40 to 50", "a boy" -> value, bounds and the words that say so."""

from __future__ import annotations

import re

from spacy.tokens import Span, Token

from kgraph.components.agents import is_one_more
from kgraph.components.labels import NOBODY
from kgraph.components.numbers import NUMBER, parse_number
from kgraph.records import Quantity, Slice

# Words before a figure -> its bound.
BOUNDS = {
    "atLeast": ("at least", "no fewer than", "no less than", "not less than", "a minimum of", "upwards of"),
    "moreThan": ("more than", "over", "above", "well over", "greater than", "in excess of"),
    "atMost": ("up to", "at most", "as many as", "no more than", "a maximum of", "not more than"),
    "lessThan": ("nearly", "almost", "close to", "fewer than", "less than", "under", "just under", "approaching"),
    "about": ("about", "around", "approximately", "roughly", "some", "an estimated", "estimated", "circa"),
}
VAGUE = {
    "dozens": 24,
    "scores": 40,
    "hundreds": 200,
    "thousands": 2000,
    "tens of thousands": 20_000,
    "hundreds of thousands": 200_000,
    "millions": 2_000_000,
}
BOUND_OF = {phrase: bound for bound, phrases in BOUNDS.items() for phrase in phrases}
_BOUND = "|".join(sorted(map(re.escape, BOUND_OF), key=len, reverse=True))
_VAGUE = "|".join(sorted(VAGUE, key=len, reverse=True))
FIGURE = re.compile(
    rf"(?:(?P<bound>{_BOUND})\s+)?(?:(?P<vague>{_VAGUE})\b(?:\s+of\b)?|(?:between\s+)?(?P<low>(?<![\w-])\b{NUMBER}"
    rf"|(?<!half )a\s+(?:dozen|hundred|thousand|million))\b"
    rf"(?:\s*(?:to|-|–|and|or)\s*(?P<high>{NUMBER})\b(?!\s+(?:others|more)))?(?P<more>\s+or\s+more)?)",
    re.IGNORECASE,
)
YEAR = re.compile(r"(?:19|20)\d\d")
NONE = re.compile(r"\b(?:no|zero|nobody|no one|none)\b", re.IGNORECASE)
# A force that is no single person, as a soldier or a guard is.
COLLECTIVE = frozenset(
    """army police force military navy militia battalion brigade regiment division platoon squadron squad patrol
    garrison unit corps legion fleet flotilla contingent convoy infantry cavalry artillery insurgency mission
    service group troop organization organisation coastguard column gang warship submarine gunboat warplane
    helicopter""".split()
)
SINGULAR = frozenset("he she him her himself herself".split())
NOT_ONE = re.compile(r"not (?:a single|one)\b", re.IGNORECASE)
BEFORE = frozenset("least than more fewer over nearly almost about around some up to at as many under between".split())


def find_quantity(head: Token, effect: str, kind: str | None, own: bool = False) -> Quantity:
    """The casualty figure that a noun phrase gives; without a number it has neither value nor bounds.

    `kind` is the type of the phrase's entity: one named or described person counts as one. Its `own` figure is wanted
    where only the phrase itself is told of: "two of the seven kidnapped students" tells of seven.
    """
    span = _modifiers(head, own)
    place, words = Slice(span.start_char, span.end_char), span.text
    if is_nobody(head) or NOT_ONE.match(words):
        return Quantity(effect, place, 0, 0, 0, "exactly")
    for match in FIGURE.finditer(words):
        if re.match(r"[-\s]?(?:year|day|month|week|hour)s?\b", words[match.end() :]) or words[
            match.end() : match.end() + 1
        ] in ("%", "-"):
            continue
        made = _bounded(match) if not _is_dated(head, place.start + match.start()) else None
        if made:
            value, low, high, bound = made
            start = place.start + match.start()
            return Quantity(effect, Slice(start, start + len(match[0].rstrip())), value, low, high, bound)
    if any(c.dep_ in ("det", "neg") and NONE.fullmatch(c.text) for c in head.children) or NONE.fullmatch(head.text):
        return Quantity(effect, Slice(head.idx, head.idx + len(head)), 0, 0, 0, "exactly")
    both = head.lower_ == "both" or any(c.lower_ == "both" and c.dep_ in ("det", "predet") for c in head.children)
    if both or head.lower_ in ("couple", "twins") and kind in ("Group", "Person"):
        return Quantity(effect, Slice(head.idx, head.idx + len(head)), 2, 2, 2, "exactly")
    one = (head.tag_ in ("NN", "NNP") or head.lower_ in SINGULAR) and kind == "Person" or is_one_more(head)
    one = one or (head.tag_ == "NN" and kind == "Force" and is_one_or_more(head))
    return Quantity(effect, Slice(head.idx, head.idx + len(head)), 1, 1, 1, "exactly") if one else Quantity(effect)


def _is_dated(head: Token, place: int) -> bool:
    """Whether a figure is the year of a date: "his June 24, *2005* murder"."""
    word = next((t for t in head.sent if t.idx <= place < t.idx + len(t)), None)
    return word is not None and word.ent_type_ == "DATE" and YEAR.fullmatch(word.text) is not None


def is_nobody(head: Token) -> bool:
    """Whether a word says that there is no such person: "nobody", "no one", "none"."""
    return head.lower_ in NOBODY or (head.lower_ == "one" and any(c.lower_ == "no" for c in head.children))


def is_one_or_more(member: Token) -> bool:
    """Whether a word for a force tells of its people: a guard or soldiers, but not an army."""
    return member.pos_ == "NOUN" and member.lemma_.lower() not in COLLECTIVE


def _modifiers(head: Token, own: bool) -> Span:
    """The stretch that may hold the figure: from the phrase's left edge (and a bound before it) to its head.

    "dozens of attackers" has its figure as the head and the people below "of"; "13" alone is its own figure.
    """
    whole = head.head.head if head.dep_ == "pobj" and head.head.lower_ == "of" else head
    if whole.pos_ == "NUM" and not own:
        head = whole  # "ten of the 40 passengers" are ten
    start = head.left_edge.i
    for them in head.doc[max(start, head.i - 4) : head.i]:  # "23 were hurt, *9 of them nurses*" are nine
        if them.lower_ in ("them", "whom") and them.i - 2 >= start and them.nbor(-1).lower_ == "of":
            start = them.i - 2
    if (
        head.dep_ == "pobj"
        and head.head.lower_ == "of"
        and head.head.head.lower_ in (*VAGUE, "dozens", "tens", "dozen")
    ):
        start = min(start, head.head.head.left_edge.i)
    if whole.lower_ in ("bodies", "corpses", "remains"):
        start = whole.left_edge.i  # "28 bodies of farmers"
    if start - 2 >= head.sent.start and head.doc[start - 1].like_num and head.doc[start - 2].lower_ in BEFORE:
        start -= 1  # "up to 60 workers": the parser may hang the figure on "to"
    if start - 3 >= head.sent.start and [t.lower_ for t in head.doc[start - 2 : start]] in (
        ["of", "them"],
        ["of", "whom"],
    ):
        start -= 3 * head.doc[start - 3].like_num  # "two of them nurses"
    while start > head.sent.start and head.doc[start - 1].lower_ in BEFORE:
        start -= 1
    told = [t.i for t in head.doc[start : head.i] if t.tag_ in ("VBD", "VBZ", "VBP")]
    start = told[-1] + 1 if told else start  # "36 were killed and 32 others": the parser may take it for one phrase
    last = head.i
    if head.pos_ == "NUM" and head.i + 2 < len(head.doc) and head.doc[head.i + 1].lower_ == "or":
        last = head.i + 2
    return head.doc[start : last + 1]


def _bounded(match: re.Match[str]) -> tuple[int | None, int | None, int | None, str] | None:
    bound = BOUND_OF.get(" ".join((match["bound"] or "").lower().split()), "exactly")
    if match["vague"]:
        least = VAGUE[" ".join(match["vague"].lower().split())]
        return None, least, None, "atLeast"
    low = parse_number(match["low"])
    if low is None:
        return None
    if match["high"] and (high := parse_number(match["high"])) is not None:
        return (None, low, high, "between") if high > low else None
    if match["more"]:
        bound = "atLeast"
    if bound in ("atLeast", "moreThan"):
        return low, low, None, bound
    if bound in ("atMost", "lessThan"):
        return low, None, low, bound
    return low, low, low, bound
