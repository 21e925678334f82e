"""Doers whom the parser hangs elsewhere than on their verb."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kgraph.components.calendar import MONTH_FORMS, WEEKDAY_FORMS

ORDINALS = frozenset("second third fourth fifth sixth seventh eighth ninth tenth".split())
GOALS = frozenset(("to", "from", "on", "into"))


def find_stray_subjects(verb: Token) -> list[Token]:
    """A name that stands first in its sentence, taken for an adverb: "*Nauru* denied entry to two reporters".

    Or one more of those told of: "two sailors were hurt and *a third* drowned".
    """
    found = [c for c in verb.lefts if c.dep_ in ("advmod", "npadvmod")]
    return [c for c in found if _opens_sentence(c, verb) or is_one_more(c) and c.i + 1 == verb.i]


def is_one_more(word: Token) -> bool:
    """ "*A third* drowned", "*another* died", "*the third* fled": somebody of a group that was told of before."""
    articles = {c.lower_ for c in word.lefts} if word.lower_ in ORDINALS else set()
    counted = "a" in articles or "the" in articles and word.dep_ in ("nsubj", "nsubjpass")
    alone = word.lower_ == "another" and word.dep_ in ("nsubj", "nsubjpass", "npadvmod")
    return (counted or alone) and not any(c.dep_ == "prep" for c in word.rights)


def find_stray_agents(verb: Token) -> Iterator[Token]:
    """Who does what a passive tells, taken for whose the goal is: "tents were given to families *by the army*".

    Or told behind the second of two: "was shot and killed *by a guard*".
    """
    for second in verb.children:
        alone = not any(c.dep_ in ("nsubj", "nsubjpass", "auxpass", "aux") for c in second.children)
        if second.dep_ == "conj" and second.tag_ == "VBN" and alone and second.i <= verb.i + 2:
            for by in second.children:
                yield from (c for c in by.children if by.dep_ == "agent" and c.dep_ == "pobj")
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
