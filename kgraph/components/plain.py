"""Whether an event is told as plainly as a direct triple demands: a finite clause about one past or present deed.

`modality.py` says what is hedged in words; here stands what grammar leaves open: infinitives, gerunds, habits, titles.
An event that is not told plainly keeps its type, roles and evidence, and yields no direct triple.
"""

from __future__ import annotations

from spacy.tokens import Token

from kgraph.components.labels import DASHES, OBJECTS
from kgraph.components.modal_words import Words
from kgraph.components.voice import is_passive

CONDITIONS = frozenset(("if", "unless", "lest"))
UNSETTLED = frozenset("before until till if unless whether than lest without instead once that's like".split())
SETTLED = frozenset("after by since for while despite following".split())  # "after meeting the emir"
WHENEVER = frozenset("when whenever where wherever as while after because".split())
QUESTIONS = frozenset("who what which why how when where whether if whose".split())
KNOWING = frozenset(
    """know note learn find see show say tell report add write claim argue recall remember confirm announce declare
    reveal state mention acknowledge admit explain tweet believe think allege insist""".split()
)
PERCEIVING = frozenset("see hear watch film find catch spend".split())
THOUGHTS = frozenset("idea notion concept question issue subject talk dream thought case kind form sort type".split())
DEPTH = 6  # how many governors are looked at


def is_plain(trigger: Token, further: tuple[Token, ...], carrier: Token | None, words: Words) -> bool:
    """Whether the clause of a trigger (or of the light verb that carries it) tells of something that took place.

    A particle that is not among the trigger's further words makes it another verb: "backed away from".
    """
    verb = carrier or trigger
    if any(c.lower_ in CONDITIONS and c.dep_ == "mark" for a in verb.ancestors for c in a.children):
        return False  # "if you had a group that attacked people"
    if sum(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children) > 1:
        return False  # the parser is at a loss
    if _is_title(trigger) or any(
        c.dep_ == "prt" or c.lower_ == "away" for c in trigger.children if c not in further and c.i > trigger.i
    ):
        return False
    if verb.pos_ not in ("VERB", "AUX"):
        return _is_plain_noun(verb, words)
    return _is_plain_verb(verb, words, DEPTH)


def is_habit(verb: Token) -> bool:
    """Whether a verb stands in the simple present: "outlets call upon experts" tells of no one time."""
    finite = next(
        (c for c in verb.children if c.dep_ in ("aux", "auxpass") and c.tag_ in ("VBZ", "VBP", "VBD", "MD")), None
    )
    if verb.tag_ == "VBG" and finite is not None:
        return False  # "is meeting"
    if finite is not None and finite.lemma_ == "have":
        return False
    return (finite.tag_ if finite is not None else verb.tag_) in ("VBZ", "VBP")


def is_asked(verb: Token) -> bool:
    """Whether a verb brings a question: "asked her which states she could win" asks nobody to do anything."""
    infinitive = any(
        c.dep_ in ("xcomp", "ccomp", "advcl") and any(g.lower_ == "to" for g in c.children) or c.lower_ == "for"
        for c in verb.children
    )
    if verb.lemma_ == "ask" and not infinitive:
        return True
    return any(
        child.dep_ in ("ccomp", "advcl", "xcomp", "dobj")
        and (child.left_edge.lower_ in QUESTIONS or any(c.lower_ in ("if", "whether") for c in child.children))
        for child in verb.children
        if child.i > verb.i
    ) or any(c.dep_ == "ccomp" and c.i < verb.i for c in verb.children)


def _is_title(trigger: Token) -> bool:
    """A verb with a capital in the middle of a sentence is part of a title: "Meet the Press"."""
    if trigger.pos_ != "VERB" or not trigger.is_title or trigger.i == trigger.sent.start:
        return False
    before = trigger.nbor(-1)
    return not before.is_punct or before.text in ("“", '"', "''", "‘")


def _is_plain_verb(verb: Token, words: Words, depth: int) -> bool:
    if not depth:
        return False
    dep, head = verb.dep_, verb.head
    if any(
        c.lower_ in UNSETTLED and c.dep_ in ("mark", "prep", "advmod", "cc", "prt") and c.i < verb.i
        for c in verb.children
    ):
        return False
    aux = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    if dep == "conj" and head.pos_ in ("VERB", "AUX"):
        own = any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children)
        if not own and head.dep_ == "ccomp" and head.tag_ == verb.tag_ == head.head.tag_ and head.i > head.head.i:
            return False  # "said that Holt lied and accused him": who accused him is open
        return (own and verb.tag_ != "VB") or _is_plain_verb(head, words, depth - 1)
    if verb.tag_ == "VB" or any(a.lower_ == "to" for a in aux):
        if any(a.lemma_ == "do" for a in aux):
            return _is_plain_clause(verb, words, depth)
        return dep in ("xcomp", "ccomp") and head.lemma_ in words.implicative and _is_plain_verb(head, words, depth - 1)
    if verb.tag_ == "VBG" and not any(a.tag_ in ("VBZ", "VBP", "VBD") for a in aux):
        return _is_plain_gerund(verb, words, depth)
    return _is_plain_clause(verb, words, depth)


def _has_object(verb: Token) -> bool:
    return is_passive(verb) or any(c.dep_ in OBJECTS for c in verb.children)


def _is_plain_gerund(verb: Token, words: Words, depth: int) -> bool:
    dep, head = verb.dep_, verb.head
    if dep == "pcomp":
        if head.lower_ not in SETTLED:
            return False
        governor = head.head  # "argued for sending", "their help in battling" tell of no deed
        if governor.pos_ not in ("VERB", "AUX") or head.lower_ == "for" and not _has_object(governor):
            return False
        return _is_plain_verb(governor, words, depth - 1)
    if dep == "xcomp" and head.pos_ in ("VERB", "AUX"):
        known = head.lemma_ in words.implicative or head.lemma_ in PERCEIVING
        return known and _is_plain_verb(head, words, depth - 1)
    if dep == "advcl" and head.pos_ in ("VERB", "AUX"):
        return _is_plain_verb(head, words, depth - 1)
    if dep == "acl":  # "recruits pastors supporting Holt" are any such
        return head.tag_ not in ("NNS", "NNPS") or any(c.dep_ in ("det", "poss", "nummod") for c in head.children)
    return dep == "amod" or dep == "ROOT" and any(c.dep_ == "nsubj" for c in verb.children)


def _is_plain_clause(verb: Token, words: Words, depth: int) -> bool:
    dep, head = verb.dep_, verb.head
    if dep == "advcl" and is_habit(verb) and any(c.lower_ in WHENEVER for c in verb.children):
        return False
    if dep == "advcl" and verb.tag_ == "VBN" and head.pos_ in ("VERB", "AUX"):
        return _is_plain_verb(head, words, depth - 1)
    if dep == "relcl" and any(c.lower_ in ("would", "'d", "’d") for c in head.head.children):
        return False  # "would rank the voters they met"
    if dep == "ccomp" and head.pos_ in ("VERB", "AUX"):
        said = any(
            t.text in DASHES or t.is_quote or t.text == "," for t in verb.doc[min(verb.i, head.i) : max(verb.i, head.i)]
        )
        return head.lemma_ in KNOWING or head.i > verb.i or said
    return dep not in ("csubj", "csubjpass", "oprd", "xcomp", "nsubj")


def _is_plain_noun(noun: Token, words: Words) -> bool:
    """A noun tells of one event where it says whose or which it is: "the siege of Orle", "her endorsement of Holt"."""
    governor = noun.head
    if noun.tag_ in ("NNS", "NNPS") and not any(
        c.dep_ in ("poss", "det", "nummod", "amod", "acl", "prep") for c in noun.children
    ):
        return False
    determiners = [c.lower_ for c in noun.children if c.dep_ == "det"]
    if any(d in ("any", "no", "every", "each", "some", "either") for d in determiners):
        return False
    if noun.dep_ == "pobj":
        preposition, governor = governor, governor.head
        if preposition.lower_ in ("without", "against", "like", "toward", "towards", "than", "before", "until"):
            return False
        if governor.pos_ in ("VERB", "AUX") and preposition.lower_ in ("for", "to", "about", "on"):
            return False
        if governor.lemma_.lower() in THOUGHTS:
            return False
    if governor.pos_ in ("VERB", "AUX") and noun.dep_ in ("dobj", "pobj", "nsubj", "nsubjpass"):
        return _is_plain_verb(governor, words, DEPTH)
    return True
