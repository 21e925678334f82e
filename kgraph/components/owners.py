"""Whose a thing is: its possessor, or whoever is named in the phrase around it."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kgraph.components.lists import expand
from kgraph.components.slots import Slots
from kgraph.components.subjects import OBJECTS

# Slots of things that may be somebody's, and prepositions that lead to whose they are: "attempts by", "exports to".
OWNED = frozenset("object indirect to for on with against of over about from into as".split())
OWNING = frozenset("of by from for to in on against among between with over at".split())


def find_owners(trigger: Token, slots: Slots) -> Iterator[Token]:
    """Whose the things are that a trigger is about: "praised Chad's decision", "rejected a request from the union".

    With an infinitive below the trigger, whomever that is about: "agreed to extend the mission in Chad".
    """
    for name, tokens in sorted(slots.items()):
        if name in OWNED:
            for token in tokens:
                if token.pos_ in ("NOUN", "PROPN"):
                    yield from _owners(token, 3)
    for child in trigger.children:
        if child.dep_ in ("xcomp", "ccomp", "acl") and any(
            c.dep_ == "aux" and c.lower_ == "to" for c in child.children
        ):
            for part in child.children:
                if part.dep_ in OBJECTS:
                    yield from expand(part)
                    yield from _owners(part, 3)
                elif part.dep_ == "prep":
                    for filler in part.children:
                        if filler.dep_ == "pobj":
                            yield from expand(filler)
                            yield from _owners(filler, 2)


def _owners(noun: Token, depth: int) -> Iterator[Token]:
    for child in noun.children:
        if child.dep_ in ("poss", "compound", "amod", "nmod") and child.pos_ in ("NOUN", "PROPN", "ADJ", "PRON"):
            yield child
            if child.pos_ in ("NOUN", "PROPN") and depth:
                yield from _owners(child, depth - 1)
        elif child.dep_ == "prep" and child.lower_ in OWNING:
            for filler in child.children:
                if filler.dep_ == "pobj":
                    yield from expand(filler)
                    if filler.pos_ == "NOUN" and depth:
                        yield from _owners(filler, depth - 1)
