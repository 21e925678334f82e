"""Whom a verb, participle or adjective is about where the parser does not say so."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kgraph.components.embedded import is_embedded
from kgraph.components.labels import CROWDS, OBJECTS, RELATIVE, SUBJECTS
from kgraph.components.lists import expand
from kgraph.components.purposes import is_wished

DUTY = frozenset(("must", "ought", "shall", "should"))
LOADED = frozenset("pack load fill lade rig stuff".split())


def find_relative_object(verb: Token) -> Token | None:
    """ "the town that rebels attacked", "the troops Norway sent"."""
    current = verb
    while current.dep_ in ("xcomp", "conj") and current.head.pos_ == "VERB" or is_embedded(current):
        current = current.head
    if current.dep_ != "relcl" or not any(c.dep_ in SUBJECTS for c in current.children):
        return None
    subject = next(c for c in current.children if c.dep_ in SUBJECTS)
    if (
        subject.lower_ in RELATIVE
        or any(c.lower_ == "whose" for c in subject.children)
        or current.head.pos_ in ("VERB", "AUX")
    ):
        return None
    asking = [c for part in (verb, current) for c in part.children if c.dep_ == "advmod"]
    if any(c.lower_ in ("where", "when", "why", "how") for c in asking):
        return None
    return current.head


def shares_object(verb: Token) -> bool:
    """Whether a conjoined verb stands before the object of the first: "met and praised the mayor"."""
    return verb.i < max((c.i for c in verb.head.children if c.dep_ in OBJECTS), default=-1)


def find_figure_before(word: Token) -> Token | None:
    """The figure right before a participle or adjective, which alone it is said of: "26 dead and 65 wounded"."""
    before = word.nbor(-1) if word.i > word.sent.start else None
    if before is None or not (before.pos_ == "NUM" or before.lower_ in CROWDS):
        return None
    if before.lower_ == "others" and before.dep_ == "conj" and before.head.pos_ == "NOUN":
        return None  # "ten nurses and others hurt"
    return before if before.head.pos_ != "NOUN" or before.dep_ == "conj" else None


def is_first_of_list(noun: Token, subject: Token) -> bool:
    """ "A judge, three lawyers and a clerk were hurt": the parser may part the first from the others."""
    comma = subject.left_edge.i - 1
    return (
        noun.dep_ in ("dep", "npadvmod")
        and noun.ent_type_ not in ("DATE", "TIME")
        and noun.right_edge.i == comma - 1
        and noun.doc[comma].text == ","
        and any(c.dep_ == "conj" for c in subject.children)
    )


def is_count(word: Token) -> bool:
    """Whether a word tells how many: "ten of the injured", "dozens of dead"."""
    return word.pos_ == "NUM" or word.lower_ in CROWDS


def find_ends(thing: Token) -> Iterator[tuple[str, Token]]:
    """ "Drove a van packed with explosives *to the market*": parsers hang the end on what the van is packed with."""
    for state in thing.children:
        if state.dep_ == "acl" and state.lemma_ in LOADED:
            for ends in state.children:
                if ends.dep_ == "prep" and ends.lower_ in ("to", "into"):
                    yield from ((ends.lower_, c) for c in ends.children if c.dep_ == "pobj")


def find_far_receivers(verb: Token) -> Iterator[Token]:
    """ "Returned a statue stolen from a church *to Peru*": parsers hang whoever is given it on what describes it."""
    if any(c.dep_ == "dative" or c.dep_ == "prep" and c.lower_ == "to" for c in verb.children):
        return
    for thing in (c for c in verb.children if c.dep_ in OBJECTS):
        described = {t.i for c in thing.rights if c.dep_ in ("acl", "relcl") for t in c.subtree}
        far = [t for t in thing.subtree if t.i in described and t.dep_ == "prep" and t.lower_ == "to"]
        yield from (c for c in (far[-1].children if far else ()) if c.dep_ == "pobj" and _is_name(c))


def _is_name(noun: Token) -> bool:
    return noun.pos_ == "PROPN" or any(c.pos_ == "PROPN" or c.tag_ == "JJ" and c.is_title for c in noun.lefts)


def find_modified(noun: Token) -> list[Token]:
    """A noun behind its modifier, with those that share it: "dead men and women", not "30 dead and 50 wounded men"."""
    return [t for t in expand(noun) if t == noun or not any(c.i < t.i for c in t.children)]


def find_weapons(doer: Token) -> Iterator[Token]:
    """What somebody has in hand: "a man *with a knife*", "a gunman, *armed with a rifle*"."""
    for child in doer.children:
        armed = child.lower_ == "armed" and child.dep_ in ("amod", "acl")
        for part in child.children if armed else (child,):
            if part.dep_ == "prep" and part.lower_ == "with":
                yield from (tool for c in part.children if c.dep_ == "pobj" for tool in expand(c))


def _is_question(clause: Token) -> bool:
    """ "Asked how many miners had died" asks nothing of the miners."""
    return any(t.tag_[0] == "W" or t.lower_ in ("whether", "if") for t in clause.doc[clause.left_edge.i : clause.i])


def find_complements(verb: Token) -> list[Token]:
    """Of whom a complement clause speaks: "demanded that Chad release them", "urged them to stay"."""
    return [
        token
        for child in verb.children
        if child.dep_ in ("ccomp", "xcomp", "acl")
        and not (verb.lemma_ == "ask" and _is_question(child))
        and not (verb.lemma_ == "insist" and not (is_wished(child) or any(c.lower_ in DUTY for c in child.lefts)))
        or child.dep_ == "advcl"
        and any(c.dep_ == "mark" and c.lower_ == "for" for c in child.children)
        for subject in child.children
        if subject.dep_ in ("nsubj", "nsubjpass")
        for token in expand(subject)
    ]
