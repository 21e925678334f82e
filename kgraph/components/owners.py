"""Whose a thing is: its possessor, or whoever is named in the phrase around it."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kgraph.components.labels import OBJECTS
from kgraph.components.lists import expand
from kgraph.components.objects import find_complements
from kgraph.components.slots import Slots
from kgraph.components.subjects import find_subject
from kgraph.components.voice import is_passive

# Slots of things that may be somebody's, and prepositions that lead to whose they are: "attempts by", "exports to".
OWNED = frozenset("object indirect to for on with against of over about from into as at behind".split())
TO_OWNERS = frozenset("of by from for to in on against among between with over at".split())

WANTING = frozenset("call demand urge denounce condemn oppose accuse criticize criticise".split())
WILL = frozenset(("will", "'ll", "would", "'d", "may", "might", "could"))
SPEAKERS = frozenset(("it", "they", "he", "she", "we", "i"))  # pronouns by which speakers tell of themselves
CONDITIONS = frozenset(("until", "till", "unless"))


def find_owners(trigger: Token, slots: Slots) -> Iterator[Token]:
    """Whose the things are that a trigger is about: "praised Chad's decision", "rejected a request from the union".

    With an infinitive below the trigger, whomever that is about: "agreed to extend the mission in Chad". The sides of
    a mixed group: "British and Chadian officials".
    """
    for token in _things(slots):
        yield from _owners(token, 3)
    for child in trigger.children:
        if child.dep_ in ("xcomp", "ccomp", "acl") and (_is_infinitive(child) or _is_own_deed(child)):
            yield from _about(child)
    for token in slots.get("subject", ()):
        yield from _sides(token)


def find_far_owners(slots: Slots) -> Iterator[Token]:
    """Whose the things are by a clause below them: "an appeal filed by the miners", "an effort to help Chad"."""
    for token in _things(slots):
        for clause in token.children:
            if clause.dep_ == "acl" and (clause.tag_ in ("VBN", "VBG") or _is_infinitive(clause)):
                yield from _about(clause)


def find_purposes(trigger: Token) -> Iterator[Token]:
    """Whom the purpose of a trigger is about: "gave 20 million crowns to promote *schools in Chad*".

    Or what goes with it: "marched through Orle, calling for *the mayor* to resign".
    """
    for clause in trigger.children:
        if clause.dep_ == "advcl" and (_is_infinitive(clause) or clause.tag_ == "VBG" and clause.lemma_ in WANTING):
            yield from _about(clause)
            if clause.tag_ == "VBG":
                yield from find_complements(clause)


def find_conditions(trigger: Token) -> Iterator[Token]:
    """Who must act first: "stays out on strike until *the mill* pays more"."""
    for clause in trigger.children:
        if clause.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in CONDITIONS for c in clause.children):
            yield from _actors(clause)


def _things(slots: Slots) -> Iterator[Token]:
    for name, tokens in sorted(slots.items()):
        if name in OWNED:
            yield from (t for t in tokens if t.pos_ in ("NOUN", "PROPN"))


def _is_infinitive(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)


def _is_own_deed(verb: Token) -> bool:
    """Whether a clause tells what its speaker will do: "warned that *it would bomb* Chad"."""
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    to_come = any(c.dep_ == "aux" and c.lower_ in WILL for c in verb.children)
    return to_come and subject is not None and subject.lower_ in SPEAKERS


def _about(verb: Token) -> Iterator[Token]:
    """What a verb's own phrases name: its objects and those after its prepositions, and whose those are."""
    for part in verb.children:
        if part.dep_ in OBJECTS:
            yield from expand(part)
            yield from _owners(part, 3)
        elif part.dep_ in ("prep", "agent") or part.dep_ == "dative" and part.pos_ == "ADP":
            for filler in part.children:
                if filler.dep_ == "pobj":
                    yield from expand(filler)
                    yield from _owners(filler, 2)
        elif part.dep_ == "dative":
            yield from expand(part)
        elif part.dep_ == "xcomp":
            yield from _about(part)


def _actors(verb: Token) -> Iterator[Token]:
    subject = find_subject(verb)
    if subject is not None and not is_passive(verb):
        yield from expand(subject)
    for part in verb.children:
        if part.dep_ == "agent":
            yield from (f for c in part.children if c.dep_ == "pobj" for f in expand(c))


def _sides(noun: Token) -> Iterator[Token]:
    """ "UK and EU negotiators", "Kenya and Chad's ministers", "officials from Kenya and Chad": two joined words."""
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in ("from", "of") and noun.tag_ == "NNS":
            named = [f for c in child.children if c.dep_ == "pobj" for f in expand(c)]
            yield from named if len(named) > 1 else ()
    before = [c for c in noun.children if c.dep_ in ("compound", "amod", "nmod", "poss") and c.i < noun.i]
    joined = [c for b in before for c in b.children if c.dep_ == "conj" and c.i < noun.i]
    linked = any(c.dep_ == "cc" for b in before for c in b.children)
    if noun.tag_ in ("NNS", "NNPS") and linked:
        yield from sorted({*before, *joined})


def _owners(noun: Token, depth: int) -> Iterator[Token]:
    for child in noun.children:
        if child.dep_ in ("poss", "compound", "amod", "nmod") and child.pos_ in ("NOUN", "PROPN", "ADJ", "PRON"):
            yield child
            if child.pos_ in ("NOUN", "PROPN") and depth:
                yield from _owners(child, depth - 1)
        elif child.dep_ == "prep" and child.lower_ in TO_OWNERS:
            for filler in child.children:
                if filler.dep_ == "pobj":
                    yield from expand(filler)
                    if filler.pos_ == "NOUN" and depth:
                        yield from _owners(filler, depth - 1)
