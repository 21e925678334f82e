"""Verbs that carry the event which their noun names: "carried out an attack", "clashes broke out", "a storm hit"."""

from __future__ import annotations

from spacy.tokens import Token

from kgraph.components.modal_words import Words

# Nouns that count what stands below them: "launched a series of attacks".
SERIES = frozenset(
    """series wave round string spate campaign kind number dozen hundred spree barrage burst volley hail
    flurry""".split()
)
# Nouns that say how long it took: "a day of talks".
SPELLS = frozenset("minute hour day week month year".split())
# What somebody does a thing in: "made the film in partnership with a studio".
TOGETHER = frozenset(("collaboration", "conjunction", "cooperation", "co-operation", "coordination", "partnership"))
HITTING = frozenset("hit strike target damage destroy flatten".split())
# Whoever comes for something takes part in it: "arrived in Orle for talks".
COMING = frozenset(
    "arrive travel come fly go gather assemble convene sit return head leave depart be stay send dispatch".split()
)


def light_verb_of(noun: Token, words: Words) -> Token | None:
    """The light verb that carries a noun: "carried out an attack", "an attack was launched by", "in talks held in"."""
    head = noun.head
    while (noun.dep_ == "conj" and head.pos_ == "NOUN") or (
        noun.dep_ == "pobj" and head.lower_ == "of" and head.head.lemma_ in (*SERIES, *SPELLS)
    ):
        noun = head if noun.dep_ == "conj" else head.head
        head = noun.head
    if noun.dep_ in ("dobj", "nsubjpass") and head.pos_ == "VERB" and is_light(head, words):
        return head
    if happens(noun, words) or noun.dep_ == "nsubj" and head.pos_ == "VERB" and _is_among(head, words.striking):
        return head
    if noun.dep_ == "pobj" and head.dep_ == "agent" and _is_among(head.head, words.striking):
        return head.head  # "was hit by a storm"
    if noun.dep_ == "pobj" and head.lower_ == "in" and head.head.lemma_ in HITTING and head.head.tag_ == "VBN":
        return head.head  # "was hit in an air strike"
    if noun.dep_ == "pobj" and head.lower_ == "in" and noun.lemma_ in TOGETHER and head.head.pos_ == "VERB":
        return head.head
    if noun.dep_ == "pobj" and head.head.pos_ == "VERB" and f"{head.head.lemma_.lower()} {head.lower_}" in words.light:
        return head.head
    if noun.dep_ == "pobj" and head.lower_ in ("for", "at", "on") and head.head.lemma_.lower() in COMING:
        return head.head
    return next(
        (c for c in noun.children if c.dep_ in ("acl", "relcl") and c.tag_ == "VBN" and is_light(c, words)), None
    )


def happens(noun: Token, words: Words) -> bool:
    """Whether a noun, or a series of what it names, is the subject of a verb that says only that it takes place."""
    noun = find_series(noun)
    return noun.dep_ == "nsubj" and noun.head.pos_ == "VERB" and _is_among(noun.head, words.happening)


def find_series(noun: Token, counts: frozenset[str] = SERIES) -> Token:
    """The noun that counts what another names: "a *wave* of shooting broke out", else that one itself."""
    counted = noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lemma_ in counts
    return noun.head.head if counted else noun


def is_light(verb: Token, words: Words) -> bool:
    """Whether a verb (with its particle) only carries the event that its noun names."""
    return _is_among(verb, words.light)


def _is_among(verb: Token, listed: frozenset[str]) -> bool:
    lemma = verb.lemma_.lower()
    return lemma in listed or any(
        f"{lemma} {c.lower_}" in listed for c in verb.children if c.dep_ in ("prt", "prep", "dobj")
    )
