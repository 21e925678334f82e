"""What speaks against a description being an entity: whose it is, how many, which one, who stands beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Token

from kgraph.components.candidates import Candidate
from kgraph.components.cast import PLACES, Cast

KIN = {  # 1: a man, -1: a woman
    **dict.fromkeys("husband father son brother uncle nephew grandfather grandson widower stepson".split(), 1),
    **dict.fromkeys("wife mother daughter sister aunt niece grandmother granddaughter widow stepdaughter".split(), -1),
    **dict.fromkeys("parent child twin cousin spouse sibling relative fiance fiancee partner".split(), 0),
}
# Which of several: a phrase with such a word takes up only what was told with it before.
OTHER = frozenset(
    """other another earlier previous latest next later final initial separate different similar further additional
    rival second third fourth fifth sixth""".split()
)
# Offices that one person has at a time: who was told to have one is meant by its bare name.
OFFICES = frozenset(
    """president premier chancellor king queen pope emperor sultan emir monarch governor mayor chairman
    prosecutor""".split()
)
FORMER = frozenset("former ex late then presidential vice nominee candidate would-be next future".split())
ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")
BELOW = frozenset("vice deputy assistant associate junior under shadow".split())  # "the deputy minister" is no minister
NEAREST = frozenset(("that", "those"))  # "this country" may be the speaker's
REACH = 80  # tokens


def is_another(mention: Candidate, entity: str, cast: Cast) -> bool:
    """Whether a description must be of somebody or something else than the entity."""
    head = cast.doc[mention.head]
    if any(cast.entity_of.get(other.i) == entity for other in head.conjuncts):
        return True  # "the president and the chancellor"
    owners = list(_owners(head))
    if any(cast.entity_of.get(owner.i) == entity for owner in owners):
        return True  # "his father", "the eldest son of Lind"
    if lacks_office(head, entity, cast):
        return True
    alike = [cast.doc[i] for i in cast.by_lemma[head.lemma_.lower()] if cast.entity_of.get(i) == entity]
    if not alike:
        return False
    which = _which(head)
    if which and not any(which <= _which(other) for other in alike):
        return True
    if all(_below(head) != _below(other) for other in alike):
        return True
    if not cast.proper.get(entity) and all(_is_plural(other) != _is_plural(head) for other in alike):
        return True
    pointed = any(c.dep_ == "det" and c.lower_ in NEAREST for c in head.children)
    if pointed and mention.type not in PLACES and cast.entity_of.get(_nearest(head), entity) != entity:
        return True
    kinds = _kinds(head)
    if kinds and all((told := _kinds(other)) and not told & kinds for other in alike):
        return True  # "the land scandal" and "the water scandal"
    of = _complements(head)
    if of and all((told := _complements(other)) and not told & of for other in alike):
        return True  # "the use of stone" and "the use of timber"
    whose = _names_of(head, cast)
    others = [_names_of(other, cast) for other in alike]
    if whose and not any(others) and not cast.proper.get(entity) and "of" in _prepositions(head):
        return True  # "good health", later "the health of Lind"
    return bool(whose) and any(others) and not any(whose & names for names in others)


def lacks_office(head: Token, entity: str, cast: Cast) -> bool:
    """Whether "the president" would be somebody with a name of whom nobody told that he is, or only that he was."""
    office = head.lemma_.lower()
    determiners = [c for c in head.lefts if c.dep_ in ("det", "poss")]
    if (
        office not in OFFICES
        or not cast.proper.get(entity)
        or cast.types.get(entity) != "Person"
        or [c.lower_ for c in head.lefts] != ["the"]
        or not determiners
    ):
        return False
    return not any(
        word.lower_ == office and not FORMER & {c.lower_ for c in (*word.lefts, *_between(word, mention))}
        for mention in cast.mentions
        if cast.entity_of.get(mention.head) == entity and mention.head != head.i
        for word in _around(mention, cast)
    )


def _around(mention: Candidate, cast: Cast) -> Iterator[Token]:
    """The words right before a name, in it, in apposition to it, and what it is said to be."""
    head = cast.doc[mention.head]
    yield from cast.doc[max(head.sent.start, mention.start - 3) : mention.end]
    for child in head.children:
        if child.dep_ == "appos":
            yield from (child, *child.conjuncts)
    if head.dep_ == "appos":
        yield head.head
    if head.dep_ in ("nsubj", "nsubjpass") and head.head.lemma_ in ("be", "become"):
        yield from (c for c in head.head.children if c.dep_ == "attr")


def _between(word: Token, mention: Candidate) -> Iterator[Token]:
    """What stands right before a title: "former President"."""
    yield from word.doc[max(word.sent.start, word.i - 2) : word.i] if word.i < mention.head else ()


def _owners(head: Token) -> Iterator[Token]:
    """ "Lind" in "Lind's son" and "the son of Lind", "Reyes" in "the Reyes campaign"."""
    for child in head.children:
        if (
            child.dep_ == "poss"
            and child.lower_ != "their"
            or child.dep_ in ("compound", "nmod")
            and child.pos_ == "PROPN"
        ):
            yield child
        elif child.dep_ == "prep" and child.lower_ == "of":
            yield from (c for c in child.children if c.dep_ == "pobj")


def _which(head: Token) -> set[str]:
    return {c.lower_ for c in head.children if c.lower_ in OTHER or ORDINAL.fullmatch(c.lower_)}


def _below(head: Token) -> set[str]:
    return {t.lower_ for child in head.lefts for t in child.subtree if t.lower_ in BELOW}


def _nearest(head: Token) -> int:
    """Where the same noun was said last: "that candidate" means no other. -1 where it was not."""
    before = (head.doc[i] for i in range(head.i - 1, max(head.i - REACH, -1), -1))
    return next((t.i for t in before if t.lemma_ == head.lemma_ and t.pos_ == "NOUN"), -1)


def _kinds(head: Token) -> set[str]:
    return {c.lemma_.lower() for c in head.children if c.dep_ in ("compound", "nmod") and c.i < head.i}


def _prepositions(head: Token) -> set[str]:
    return {c.lower_ for c in head.children if c.dep_ == "prep"}


def _complements(head: Token) -> set[str]:
    inner = (c for prep in head.children if prep.lower_ == "of" for c in prep.children if c.dep_ == "pobj")
    return {c.lemma_.lower() for c in inner}


def _names_of(head: Token, cast: Cast) -> set[str]:
    """The owners that tell two things of a kind apart: those with a name, whom "his" means, and of kin all nouns."""
    found: set[str] = set()
    for owner in _owners(head):
        entity = cast.entity_of.get(owner.i) or cast.entity_at(owner)
        if entity is not None and (cast.proper.get(entity) or owner.lower_ in ("his", "her")):
            found.add(entity)
        elif owner.lower_ in ("my", "your"):
            found.add(owner.lower_)  # of who speaks or is spoken to, not of somebody named
        elif head.lemma_.lower() in KIN and owner.pos_ == "NOUN":
            found.add(entity or owner.lemma_)
    return found


def _is_plural(token: Token) -> bool:
    return token.tag_ in ("NNS", "NNPS")
