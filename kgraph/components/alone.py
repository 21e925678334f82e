"""Nouns that tell of an event without saying whose: "the bombing", "a fire ripped through a store"."""

from __future__ import annotations

from spacy.tokens import Token

from kgraph.components.labels import OBJECTS
from kgraph.components.light_verbs import SERIES, SPELLS, find_series

COUNTED = SERIES | SPELLS | {"night"}
PERCEIVING = frozenset("hear witness see feel".split())  # what somebody has perceived took place
UNCOUNTED = ("ing", "fire")  # nouns that need no article: "heard shelling", "gunfire killed a guard"
AROUND = frozenset(("in", "by", "after", "during", "following", "before"))


def stands_alone(noun: Token, is_placed: bool) -> bool:
    """Whether a noun tells of an event without saying whose: "the bombing", "a bombing in Orle"."""
    whole = noun.head if noun.dep_ in ("compound", "nmod") else noun  # "the bombing suspect"
    determiners = [c.lower_ for c in whole.children if c.dep_ in ("det", "poss")]
    heard = noun.dep_ in OBJECTS and noun.head.lemma_ in PERCEIVING and _is_told_past(noun.head)
    if is_placed or heard or _acts_in_past(noun) or _is_around_past(noun):
        return bool(determiners) or noun.tag_ == "NNS" or noun.lower_.endswith(UNCOUNTED)
    return any(d in ("the", "this", "these", "that", "those", "each") for d in determiners)


def _is_around_past(noun: Token) -> bool:
    """Whether something happened in it or after it: "was destroyed in a fire", "left after an argument"."""
    noun = find_series(noun, COUNTED)  # "fell after six hours of fighting"
    verb = noun.head.head
    return noun.dep_ == "pobj" and noun.head.lower_ in AROUND and noun.head.dep_ == "prep" and _is_past(verb)


def _acts_in_past(noun: Token) -> bool:
    """Whether a noun is what did, or underwent, something: "a fire that ripped through a store"."""
    noun = find_series(noun)
    verb = noun.head
    subject = next((c for c in noun.children if c.dep_ == "relcl"), None)
    if subject is not None and any(c.dep_ == "nsubj" and c.lower_ in ("that", "which") for c in subject.children):
        verb = subject
    elif noun.dep_ not in ("nsubj", "nsubjpass"):
        return False
    return _is_past(verb)


def _is_told_past(verb: Token) -> bool:
    """ "Heard shots", "reported *hearing* shots"."""
    return _is_past(verb.head if verb.tag_ == "VBG" and verb.dep_ == "xcomp" else verb)


def _is_past(verb: Token) -> bool:
    words = (verb, *(c for c in verb.children if c.dep_ in ("aux", "auxpass", "neg")))
    return (
        verb.pos_ == "VERB"
        and any(t.tag_ == "VBD" or t.dep_ == "aux" and t.lemma_ == "have" for t in words)
        and not any(t.dep_ == "neg" for t in words)
    )
