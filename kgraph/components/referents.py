"""Whom a phrase means, where that is sure: what names, descriptions and pronouns a direct triple may rest on."""

from __future__ import annotations

from spacy.tokens import Token

from kgraph.components.candidates import Candidate
from kgraph.components.cast import BODIES, Cast, clean
from kgraph.components.groups import PARTITIVES
from kgraph.records import Attribution

ANYBODY = frozenset(
    """any every no each either neither whoever anyone someone everyone anybody somebody everybody other others one
    ones""".split()
)
OWN = frozenset(("our", "my", "your"))  # "our country": whose, only the speaker knows
COUNTING = frozenset(
    """dozens scores hundreds thousands tens millions some many several most all both each number majority couple
    handful dozen group groups crowd crowds""".split()
)
ONCE = frozenset("former then late ex future next new".split())  # "the president" is not "the former president"
SPEAKER = frozenset(("i", "me", "my", "myself"))
HE = frozenset(("he", "him", "his", "himself", "mr", "mr."))
SHE = frozenset(("she", "her", "hers", "herself", "mrs", "mrs.", "ms", "ms."))
THIRD = HE | SHE
NEAR = frozenset(("they", "them", "their", "it", "its", "who", "whom"))  # meant within the sentence, or not surely


def find_referent(head: Token, claim: Attribution | None, cast: Cast, things: bool = False) -> str | None:
    """The entity of the phrase at a head, or None where it is open whom it means.

    `claim` is the claim that holds the phrase; with `things`, what is no actor and no place counts, too.
    """
    mention = cast.mention_at(head)
    entity = cast.entity_of.get(mention.head) if mention is not None else None
    if mention is None or entity is None or _is_open(head):
        return None
    kind = cast.types.get(entity, "Entity")
    if kind == "Person" and _differs(mention, entity, cast):
        return None
    if mention.kind == "pronoun":
        return entity if _is_settled(head, entity, kind, claim, cast) else None
    if mention.kind == "name":
        is_people = mention.demonym and (head.tag_ in ("NNS", "NNPS") or any(c.dep_ == "amod" for c in head.children))
        return entity if len(mention.text_of(cast.doc)) > 1 and not is_people else None  # "blue-collar Americans"
    if not (cast.ontology.is_a(kind, mention.type) or cast.ontology.is_a(mention.type, kind)):
        return None  # a city that passes for the country
    if kind == "Actor" or kind == "Entity" and not things or head.pos_ not in ("NOUN", "PROPN"):
        return None
    return entity if not _is_torn(cast.doc[mention.start], head) and _is_as_labelled(mention, entity, cast) else None


def is_named(entity: str | None, cast: Cast) -> bool:
    """Whether the article or an authority gives an entity a name."""
    return entity is not None and (bool(cast.proper.get(entity)) or entity in cast.ontology.authorities)


def may_be_told_of(verb: Token, kind: str) -> bool:
    """Whether a relative clause may speak of such a thing: "head of the fund, who gave money", is no fund."""
    word = next((c.lower_ for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), "")
    return verb.dep_ != "relcl" or not (kind == "Person" and word == "which" or kind in BODIES and word == "who")


def _is_open(head: Token) -> bool:
    """Whether a phrase is of nobody in particular, or names a body of which only some are meant: "members of ..."."""
    before = [head, *(c for c in head.children if c.i < head.i)]
    part = head.dep_ == "pobj" and head.head.lower_ == "of" and head.head.head.lower_ in PARTITIVES - COUNTING
    return part or any(t.lower_ in ANYBODY or t.lower_ in OWN for t in before)


def _differs(mention: Candidate, entity: str, cast: Cast) -> bool:
    """Whether a pronoun or title is of the other sex than most that stand for the entity: two people taken for one."""
    own = _sex(mention, cast)
    sexes = [_sex(m, cast) for m in cast.mentions if cast.entity_of.get(m.head) == entity]
    return own != 0 and own * sum(sexes) <= 0


def _sex(mention: Candidate, cast: Cast) -> int:
    """1 or -1, where a pronoun or title tells of it."""
    words = {cast.doc[i].lower_ for i in {mention.head, mention.start, max(mention.start - 1, 0)}}
    return bool(words & HE) - bool(words & SHE)


def _is_torn(first: Token, head: Token) -> bool:
    """Whether a phrase begins with what begins none ("to track the deal") or ends before a hyphen."""
    doc = head.doc
    return (
        first.pos_ in ("PART", "VERB", "ADP", "ADV", "SCONJ", "CCONJ")
        or not head.text[0].isalnum()
        or (head.i + 1 < len(doc) and doc[head.i + 1].text == "-" and not head.whitespace_)
    )


def _is_as_labelled(mention: Candidate, entity: str, cast: Cast) -> bool:
    """Whether a description is its entity's own: one joined to a person's name or to other words may be wrong."""
    if is_named(entity, cast):
        beside = [c.i for c in cast.doc[mention.head].children if c.dep_ == "appos"] + [cast.doc[mention.head].head.i]
        return cast.types.get(entity) != "Person" or any(
            (other := cast.by_head.get(i)) is not None and other.kind == "name" and cast.entity_of.get(i) == entity
            for i in beside
        )
    own = set(clean(mention.text_of(cast.doc)).lower().split())
    return all(
        (own <= other or other <= own) and not (own ^ other) & ONCE
        for other in (set(name.lower().split()) for name in cast.names[entity])
    )


def _is_settled(pronoun: Token, entity: str, kind: str, claim: Attribution | None, cast: Cast) -> bool:
    """Whether it is sure whom a pronoun means: the named speaker, a named person, or who is told of in the sentence."""
    word, sentence = pronoun.lower_, pronoun.sent
    speaks = claim is not None and entity in claim.source_entities
    if word in SPEAKER or word in THIRD:
        if kind != "Person" or not is_named(entity, cast):
            return False
        if speaks or word in SPEAKER or claim is not None and claim.quotation == "indirect":
            return speaks  # "Holt said she ...": most likely Holt
        first = cast.doc[sentence.start - 1].sent.start if sentence.start else 0
        return _is_mentioned(entity, first, sentence.end, cast)
    if kind in ("Entity", "Actor") or kind == "Person" and word not in ("who", "whom"):
        return False
    if word in ("they", "them", "their") and not cast.ontology.is_a(kind, "Actor"):
        return False  # "sent a letter urging them"
    return word in NEAR and _is_mentioned(entity, sentence.start, pronoun.i, cast)


def _is_mentioned(entity: str, start: int, end: int, cast: Cast) -> bool:
    """Whether words other than a pronoun stand for an entity between two tokens."""
    return any(
        m.kind != "pronoun" and start <= m.start < end and cast.entity_of.get(m.head) == entity for m in cast.mentions
    )
