"""Verbs whose doer is that of a higher verb, though the parser hangs them on what stands nearer."""

from __future__ import annotations

from spacy.tokens import Token

FOREMOST = frozenset(("first", "last", "latest", "only", "second", "third", "next"))


def is_foremost(noun: Token) -> bool:
    """Whether somebody is said to be the first, or the only one, who did something: "became *the first state* to"."""
    named = noun.dep_ == "attr" and noun.head.lemma_ in ("be", "become")
    return named and any(t.lower_ in FOREMOST for t in (noun, *noun.lefts))


def find_parallel(verb: Token) -> Token | None:
    """The higher verb with which a conjoined one goes by its tense: "*vowed* to help Chad and *thanked* Oman"."""
    head = verb.head
    below = head.tag_ in ("VB", "VBP") and head.dep_ in ("ccomp", "xcomp", "acl", "advcl")
    if verb.dep_ != "conj" or verb.tag_ != "VBD" or not (below or head.tag_ == "VBG" and head.dep_ == "pcomp"):
        return None
    return next((a for a in head.ancestors if a.tag_ == "VBD"), None)
