"""What hangs on a noun behind a preposition and tells of the verb, too: "appealed for help *from the alliance*"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

DEEPER = frozenset("from to in at on against near for".split())
DISPUTES = frozenset("row dispute quarrel feud standoff stand-off spat confrontation".split())
RELATIONS = frozenset("relation tie link cooperation trade".split())
AIDING = frozenset("aid assistance support relief help loan funding grant credit".split())


def find_deeper(noun: Token, inherited: bool) -> Iterator[tuple[str, Token, bool]]:
    """The slots that a noun's own phrases fill, each with its filler, and whether only where nothing fills it yet.

    `inherited` tells that the noun is the object's, not the verb's own: "approved 20 million in aid *for Chad*".
    """
    for preposition in noun.children:
        if preposition.dep_ != "prep":
            continue
        word = preposition.lower_
        if not inherited and word in DEEPER or word in ("for", "to") and noun.lemma_ in AIDING:
            name, spare = word, True
        elif word == "with" and noun.lemma_ in RELATIONS:  # "the rupture of ties with Chad"
            name, spare = "with", False
        elif word == "with" and noun.lemma_ in DISPUTES:  # "walked out in a row with the mayor"
            name, spare = "against", False
        else:
            continue
        yield from ((name, filler, spare) for filler in preposition.children if filler.dep_ == "pobj")
