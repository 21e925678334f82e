"""Doers whom the parser hangs elsewhere than on their verb."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kgraph.components.calendar import MONTH_FORMS, WEEKDAY_FORMS

GOALS = frozenset(("to", "from", "on", "into"))


def find_stray_subjects(verb: Token) -> list[Token]:
    """A name that stands first in its sentence, taken for an adverb: "*Nauru* denied entry to two reporters"."""
    return [c for c in verb.lefts if c.dep_ in ("advmod", "npadvmod") and _opens_sentence(c, verb)]


def find_stray_agents(verb: Token) -> Iterator[Token]:
    """Who does what a passive tells, taken for whose the goal is: "tents were given to families *by the army*"."""
    for preposition in verb.children:
        if preposition.dep_ == "prep" and preposition.lower_ in GOALS:
            for noun in preposition.children:
                for by in noun.children if noun.dep_ == "pobj" else ():
                    if by.lower_ == "by" and by.dep_ in ("prep", "agent"):
                        yield from (c for c in by.children if c.dep_ == "pobj" and c.pos_ in ("NOUN", "PROPN"))


def _opens_sentence(name: Token, verb: Token) -> bool:
    """Whether a name stands first, right before a finite verb, and is no day or month."""
    first = name.pos_ == "PROPN" and name.left_edge.i == name.sent.start and name.i + 1 == verb.i
    dated = name.lower_ in MONTH_FORMS or name.lower_ in WEEKDAY_FORMS
    return first and not dated and verb.tag_ in ("VBD", "VBZ", "VBP")
