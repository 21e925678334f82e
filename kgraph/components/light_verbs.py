"""Verbs that only carry the event which their noun names: "carried out an attack", "held talks"."""

from __future__ import annotations

from spacy.tokens import Token

from kgraph.components.modal_words import Words

# Nouns that count what stands below them: "launched a series of attacks".
SERIES = frozenset("series wave round string spate campaign kind number dozen hundred spree barrage".split())


def light_verb_of(noun: Token, words: Words) -> Token | None:
    """The light verb that carries a noun: "carried out an attack", "an attack was launched by", "in talks held in"."""
    head = noun.head
    while (noun.dep_ == "conj" and head.pos_ == "NOUN") or (
        noun.dep_ == "pobj" and head.lower_ == "of" and head.head.lemma_ in SERIES
    ):
        noun = head if noun.dep_ == "conj" else head.head
        head = noun.head
    if noun.dep_ in ("dobj", "nsubjpass") and head.pos_ == "VERB" and is_light(head, words):
        return head
    if noun.dep_ == "pobj" and head.head.pos_ == "VERB" and f"{head.head.lemma_.lower()} {head.lower_}" in words.light:
        return head.head
    return next(
        (c for c in noun.children if c.dep_ in ("acl", "relcl") and c.tag_ == "VBN" and is_light(c, words)), None
    )


def is_light(verb: Token, words: Words) -> bool:
    """Whether a verb (with its particle) only carries the event that its noun names."""
    lemma = verb.lemma_.lower()
    return lemma in words.light or any(
        f"{lemma} {c.lower_}" in words.light for c in verb.children if c.dep_ in ("prt", "prep")
    )
