"""What somebody sets out to do or leaves off: deeds that were tried, those that are only a purpose, and the ended."""

from __future__ import annotations

from spacy.tokens import Token

from kgraph.components.labels import SUBJECTS
from kgraph.components.modal_words import WILLING

# Verbs by which somebody wishes that another do something: "called for the mayor to resign".
WISHING = frozenset(
    "agitate appeal ask beg call campaign clamor clamour cry lobby petition plead pray press push".split()
)

LEAVING_OFF = frozenset("cease discontinue halt quit stop suspend".split())


def is_wish(clause: Token) -> bool:
    """Whether a clause tells what somebody wishes another to do: "called *for the mayor to resign*"."""
    wished = clause.dep_ in ("advcl", "ccomp", "xcomp") and clause.head.lemma_.lower() in WISHING
    return wished and find_wishing_word(clause) is not None


def find_wishing_word(clause: Token) -> Token | None:
    """The "for" that opens such a clause, before who is to act."""
    subject = next((c for c in clause.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    marks = [c for c in clause.lefts if c.dep_ == "mark" and c.lower_ == "for"]
    return marks[0] if marks and subject is not None and marks[0].i < subject.i else None


def is_tried(verb: Token) -> bool:
    """Whether somebody set about a deed or resolved on it: "tried *to kill* him", "its decision *to lift* a ban", "the
    attempted *murder*"."""
    above = verb.head
    if any(c.lower_ == "attempted" and c.dep_ == "amod" for c in verb.children):
        return True
    past = above.tag_ == "VBD" or any(c.dep_ == "aux" and c.lemma_ == "have" for c in above.children)
    if verb.dep_ == "acl" and above.lemma_ == "decision":
        return any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)
    return verb.dep_ == "xcomp" and above.lemma_ in ("try", "attempt", "decide", "vote") and past


def is_ended(verb: Token) -> bool:
    """Whether somebody has left off: "*stopped* sending fuel", "will *no longer* share data"."""
    left = verb.dep_ == "xcomp" and verb.tag_ == "VBG" and verb.head.lemma_.lower() in LEAVING_OFF
    return left or any(c.lower_ == "longer" and c.nbor(-1).lower_ == "no" for c in verb.children if c.i > 0)


def is_purpose(verb: Token) -> bool:
    """Whether a verb tells what something else is done for: "sent tents *to help* the town"."""
    infinitive = any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)
    return verb.dep_ == "advcl" and infinitive and verb.head.lemma_ not in WILLING and not is_wish(verb)


def is_wished(verb: Token) -> bool:
    """ "Demanded that Chad *release* them", "recommended that he *be* tried": a wish, whatever the tagger says.

    "Insisted that the guards beat them" may tell what is so.
    """
    forms = [c for c in verb.children if c.dep_ in ("aux", "auxpass")] or [verb]
    if forms[0].lower_ == "be" or forms[0].tag_ == "VB":
        return True
    subject = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
    one = subject is not None and (subject.tag_ in ("NN", "NNP") or subject.lower_ in ("he", "she", "it"))
    wish = verb.head.lemma_ not in ("advise", "insist", "suggest", "tell")
    return forms[0].tag_ == "VBP" and forms[0].lemma_ not in ("be", "have") and (one or wish)
