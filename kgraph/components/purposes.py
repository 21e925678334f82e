"""What somebody sets out to do: deeds that were tried, and those that are only a purpose."""

from __future__ import annotations

from spacy.tokens import Token

from kgraph.components.modal_words import WILLING


def is_tried(verb: Token) -> bool:
    """Whether somebody set about a deed or resolved on it: "tried *to kill* the mayor", "decided *to lift* a ban",
    "the attempted *murder*"."""
    above = verb.head
    if any(c.lower_ == "attempted" and c.dep_ == "amod" for c in verb.children):
        return True
    past = above.tag_ == "VBD" or any(c.dep_ == "aux" and c.lemma_ == "have" for c in above.children)
    return verb.dep_ == "xcomp" and above.lemma_ in ("try", "attempt", "decide", "vote") and past


def is_purpose(verb: Token) -> bool:
    """Whether a verb tells what something else is done for: "sent tents *to help* the town"."""
    infinitive = any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)
    return verb.dep_ == "advcl" and infinitive and verb.head.lemma_ not in WILLING
