"""Which mentions are one entity: full and short names, acronyms, descriptions, pronouns. The uncertain stays apart."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from kgraph.components.ages import YEAR_OLD
from kgraph.components.apart import lacks_office
from kgraph.components.candidates import Candidate
from kgraph.components.cast import BODIES, PLACES, Cast, clean
from kgraph.components.chains import Chains
from kgraph.components.entities import GENERIC
from kgraph.components.learned_chains import Link
from kgraph.components.pronouns import resolve_pronoun
from kgraph.components.quotes import Quote
from kgraph.components.short_names import find_body
from kgraph.components.surnames import find_bearer, may_be_called
from kgraph.iris import slug
from kgraph.ontology import Ontology

PLACE_NOUNS = frozenset(
    "town city village province region district state island port capital county suburb republic kingdom".split()
)
COUNTRY_NOUNS = frozenset(("republic", "kingdom", "state", "island"))
WHERE = frozenset(("in", "at", "near", "of", "from", "to"))  # a place that shares its name with a person
DEFINITE = frozenset(("the", "this", "that", "these", "those"))


def find_entities(
    doc: Doc,
    iri: str,
    candidates: list[Candidate],
    quotes: list[Quote],
    ontology: Ontology,
    links: list[Link] | None = None,
) -> Cast:
    """Join mentions to entities, the most certain first: known names, names, descriptions, pronouns.

    `links` are what a model has learned; without them rules tell what descriptions and pronouns take up.
    """
    cast = Cast(doc, iri, ontology)
    expansions = _acronyms(doc.text)
    names = [c for c in candidates if c.kind == "name"]
    for name in sorted(names, key=lambda c: (c.authority is None, -(c.end - c.start), c.start)):
        cast.add(name, name.authority or _same_name(cast, name, expansions) or cast.new(name))
    others = [c for c in candidates if c.kind != "name"]
    chains = Chains(cast, links, [q.outer for q in quotes]) if links is not None else None
    if chains:
        others += chains.further_mentions(candidates)
    for other in sorted(others, key=lambda c: (c.start, c.end)):
        if other.kind == "description":
            told = chains.entity_of(other) if chains else _described(cast, other)
            told = told or _bearer_of_title(cast, other) or _of_same_age(cast, other)
            if told is not None and lacks_office(doc[other.head], told, cast):
                told = None
            known = _appositive(cast, other) or told
            cast.add(other, known or cast.new(other), hidden=other.type == "Entity")
        else:
            cast.add(other, resolve_pronoun(cast, other, quotes, ontology, chains))
    if chains:
        chains.join_names(names)
    return cast


def _acronyms(text: str) -> dict[str, str]:
    """Acronym -> the name it is explained by: "Union of Free Farmers (UFF)", or the other way round."""
    found: dict[str, str] = {}
    for match in re.finditer(
        r"((?:[A-Z][\w’'-]*|of|for|and|the|de|la|on|in)(?:\s+(?:[A-Z][\w’'-]*|of|for|and|the|de|la|on|in)){1,8})\s+\(([A-Z]{2,8})\)",
        text,
    ):
        words = match[1].split()
        for first in range(len(words)):
            if initials(words[first:]) == match[2]:
                found[match[2]] = clean(" ".join(words[first:]))
                break
    return found


def initials(words: list[str]) -> str:
    """First letters of the capitalised words.

    >>> initials("Union of Free Farmers".split())
    'UFF'
    """
    return "".join(w[0] for w in words if w[0].isupper())


def _same_name(cast: Cast, name: Candidate, expansions: dict[str, str]) -> str | None:
    words = clean(name.text_of(cast.doc))
    same = [
        iri
        for iri in cast.names
        if words in cast.names[iri] and _compatible(cast.types[iri], name.type) and may_be_called(cast, name, iri)
    ]
    if same:
        return same[0]
    folded = slug(words)
    same = [
        iri
        for iri in cast.names
        if any(slug(n) == folded for n in cast.names[iri]) and _compatible(cast.types[iri], name.type)
    ]
    if same:
        return same[0]
    for acronym, expansion in expansions.items():
        if words in (acronym, expansion):
            other = expansion if words == acronym else acronym
            same = [iri for iri in cast.names if other in cast.names[iri]]
            if same:
                return same[0]
    if name.type in BODIES - {"Country"} and (body := find_body(cast, name)) is not None:
        return body
    before = cast.doc[name.start - 1].lower_ if name.start else ""
    if name.type in ("Person", "Organization") or name.type == "Place" and before not in WHERE:
        return find_bearer(cast, name, words.split())
    return None


def _compatible(one: str, other: str) -> bool:
    return (
        one == other or {one, other} <= PLACES or {one, other} <= BODIES | {"Place"} or "Organization" in (one, other)
    )


def _complement(cast: Cast, head: Token) -> str | None:
    """ "Its director is Omar Reyes": the person that a description is said to be."""
    verb = head.head
    if head.dep_ != "nsubj" or head.tag_ != "NN" or verb.lower_ not in ("is", "was", "’s", "'s"):
        return None
    if any(c.dep_ == "neg" for c in verb.children):
        return None
    names = [cast.by_head.get(c.i) for c in verb.children if c.dep_ == "attr" and c.i > verb.i]
    return next(
        (cast.entity_of[n.head] for n in names if n is not None and n.kind == "name" and n.type == "Person"), None
    )


def _appositive(cast: Cast, description: Candidate) -> str | None:
    """ "Ned Price, the spokesman" and "the spokesman, Ned Price": the description is that person."""
    head = cast.doc[description.head]
    before = cast.by_token.get(head.i - 1)
    if before is not None and before.kind == "name" and not before.demonym and head.lower_ in GENERIC:
        return cast.entity_of[before.head]  # "Khabar 24 TV"
    if description.type == "Person" and (person := _complement(cast, head)) is not None:
        return person
    counted = any(c.dep_ == "nummod" for c in head.children)
    if head.tag_ == "NNS" and (counted or description.type not in BODIES - {"Country"}):
        return None  # "the candidates Ada Voss and ...", "two states, Illinois and ...": one is not all
    beside = any(c.lower_ in ("a", "an") for c in head.children)  # "a suburb of Valverde"
    for prep in head.children if head.lemma_ in PLACE_NOUNS and not beside else ():  # "the town of Valverde"
        for inner in prep.children if prep.lower_ == "of" else ():
            named = cast.by_head.get(inner.i)
            if (
                inner.dep_ == "pobj"
                and named
                and named.kind == "name"
                and _may_be_named(head, cast.types[cast.entity_of[inner.i]])
            ):
                return cast.entity_of[inner.i]
    listed = cast.doc[description.start - 1].dep_ == "cc" if description.start else False  # "Holt, and the director"
    for other in (head.head, *head.children):
        if (
            other.i == head.i
            or listed
            and other.i < head.i
            or "appos" not in (head.dep_ if other.i == head.head.i else other.dep_, "")
        ):
            continue
        mention = cast.by_head.get(other.i)
        if (
            mention
            and mention.kind == "name"
            and not mention.demonym
            and _compatible(cast.types[cast.entity_of[other.i]], description.type)
        ):
            return cast.entity_of[other.i]
    return None


def _may_be_named(noun: Token, kind: str) -> bool:
    """Whether "the ... of" a place of this kind is that place: "the capital of Norway" and its regions are not."""
    return kind in PLACES - {"Country"} or kind == "Country" and noun.lemma_ in COUNTRY_NOUNS


def _described(cast: Cast, description: Candidate) -> str | None:
    """The entity that a definite description takes up: the same words, or the latest with the same head noun."""
    doc, head = cast.doc, cast.doc[description.head]
    words = clean(description.text_of(doc))
    determiner = doc[description.start].lower_
    counted = any(
        t.like_num or t.dep_ == "nummod" or t.lower_ in ("some", "several", "many", "dozens", "hundreds")
        for t in doc[description.start : description.end]
        if t.i != description.head
    )
    if counted or head.tag_ != "NNS" and determiner in ("his", "her", "its", "their", "our", "my", "your"):
        return None  # whose it is decides, and that may be anybody
    if determiner in ("a", "an", "another", "one", "no", "other"):
        return None
    plural = head.tag_ in ("NNS", "NNPS")
    same = [
        m
        for m in cast.mentions
        if m.kind == "description"
        and m.start < description.start
        and clean(m.text_of(doc)).casefold() == words.casefold()
    ]
    if same and (determiner in DEFINITE or plural or description.type in BODIES):
        return cast.entity_of[same[-1].head]
    if determiner not in DEFINITE:
        return None
    modifiers = {t.lower_ for t in doc[description.start : description.head] if t.dep_ in ("amod", "compound")}
    for mention in reversed([m for m in cast.mentions if m.start < description.start]):
        other = doc[mention.head]
        if mention.kind == "pronoun" or mention.demonym or description.start - mention.start > 400:
            continue
        before = {t.lower_ for t in doc[mention.start : mention.head]}
        if (
            mention.kind == "description"
            and other.lemma_ == head.lemma_
            and (other.tag_ in ("NNS", "NNPS")) == plural
            and modifiers <= before
        ):
            return cast.entity_of[mention.head]
        if mention.kind == "name" and not plural and len(words.split()) == 1 and _titled(doc, mention, head):
            return cast.entity_of[mention.head]
    return None


def _bearer_of_title(cast: Cast, description: Candidate) -> str | None:
    """ "The actress": the one person whose name stands behind this very word before ("actress Lena Okoro")."""
    doc, head = cast.doc, cast.doc[description.head]
    if head.tag_ != "NN" or description.type != "Person" or [t.lower_ for t in head.children][:2] != ["the"]:
        return None
    named = {
        cast.entity_of[m.head]
        for m in cast.mentions
        if m.kind == "name"
        and m.type == "Person"
        and m.start < description.start
        and any(c.dep_ in ("compound", "nmod") and c.lower_ == head.lower_ for c in doc[m.head].children)
    }
    return named.pop() if len(named) == 1 else None


def _of_same_age(cast: Cast, description: Candidate) -> str | None:
    """ "The 12-year-old": the one person of this very age told of before."""
    doc, head = cast.doc, cast.doc[description.head]
    if head.lemma_ != YEAR_OLD or head.tag_ != "NN" or doc[description.start].lower_ != "the":
        return None
    age = clean(description.text_of(doc)).lower()
    told = {
        cast.entity_of[m.head]
        for m in cast.mentions
        if m.start < description.start and m.type == "Person" and m.head in cast.entity_of
        if clean(m.text_of(doc)).lower().split()[:1] == [age]
    }
    return told.pop() if len(told) == 1 else None


def _titled(doc: Doc, name: Candidate, head: Token) -> bool:
    """Whether a name carries this noun as its title ("President Adan Holt") or in itself ("Ministry of Defence")."""
    titles = {t.lower_ for t in doc[name.head].children if t.dep_ in ("compound", "appos") and t.i not in (name.head,)}
    inner = {t.lower_ for t in doc[name.start : name.end]} if name.type in BODIES and name.type != "Country" else set()
    return head.lower_ in titles | inner
