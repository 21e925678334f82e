"""Standing relations: who holds which role for whom, who is a member of what, where a place lies."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from kgraph.components.candidates import Candidate
from kgraph.components.cast import BODIES, PLACES, Cast
from kgraph.components.slots import expand, find_slots
from kgraph.components.subjects import find_subject
from kgraph.ontology import Ontology
from kgraph.records import Attribution, Relation, Slice

# Share of relations of each kind that were right when judged by eye is not known yet: what rules of this kind reach.
CONFIDENCE = 0.8
TITLE_PARTS = frozenset(("NOUN", "PROPN", "ADJ"))
PARTS = PLACES - {"Facility"} | {"Organization", "InternationalOrganization"}
INCLUDING = frozenset(("include", "comprise", "unite", "group"))
JOINTS = frozenset("for of on and to 's ’s the - &".split())


def find_relations(doc: Doc, cast: Cast, claims: list[Attribution], ontology: Ontology) -> list[Relation]:
    """All relations, each once, in order of their evidence."""
    nouns = ontology.lexicon.get("Person", {}).get("noun", frozenset())
    found: dict[tuple[str, str, str], Relation] = {}
    for relation in sorted(
        [
            *_titles(doc, cast, nouns),
            *_appositions(doc, cast, nouns),
            *_members(doc, cast),
            *_places(doc, cast),
            *_parts(doc, cast),
        ],
        key=lambda r: (r.evidence, r.property, r.subject, r.object),
    ):
        claim = _claim_at(relation.evidence, claims)
        key = relation.property, relation.subject, relation.object
        if key not in found and relation.subject != relation.object:
            found[key] = Relation(
                relation.property, relation.subject, relation.object, relation.evidence, claim, CONFIDENCE
            )
    return list(found.values())


def _claim_at(evidence: Slice, claims: list[Attribution]) -> str | None:
    holding = [c for c in claims if any(s.holds(evidence) for s in c.contents)]
    return min(holding, key=lambda c: sum(s.end - s.start for s in c.contents)).id if holding else None


def _slice(doc: Doc, start: int, end: int) -> Slice:
    return Slice(doc[start].idx, doc[end - 1].idx + len(doc[end - 1]))


def _people(cast: Cast) -> Iterator[Candidate]:
    for mention in cast.mentions:
        if mention.kind == "name" and cast.types.get(cast.entity_of.get(mention.head, "")) == "Person":
            yield mention


def _titles(doc: Doc, cast: Cast, nouns: frozenset[str]) -> Iterator[Relation]:
    """ "EU foreign policy chief Josep Borrell": what stands right before a person's name."""
    for person in _people(cast):
        start = person.start
        while start > doc[person.start].sent.start and _joins(doc, start - 1, nouns):
            start -= 1
        while start < person.start and (doc[start].lower_ in JOINTS or doc[start].is_punct):
            start += 1
        named = {i for m in cast.mentions if m.kind == "name" for i in range(m.start, m.end)}
        roles = [
            t.i
            for t in doc[start : person.start]
            if t.i not in named and (t.lower_ in nouns or t.lemma_.lower() in nouns)
        ]
        if not roles:
            continue
        entity = cast.entity_of[person.head]
        body, role_start = _body_before(doc, cast, start, roles)
        yield Relation(
            "holdsRole", entity, " ".join(doc[role_start : person.start].text.split()), _slice(doc, start, person.end)
        )
        if body:
            yield Relation("worksFor", entity, body, _slice(doc, start, person.end))


def _joins(doc: Doc, position: int, nouns: frozenset[str]) -> bool:
    """Whether a word may belong to the title before a name; "of" and "for" only behind a role ("minister of ...")."""
    token = doc[position]
    if token.lower_ in ("of", "for", "on", "to"):
        return position > 0 and (doc[position - 1].lemma_.lower() in nouns or doc[position - 1].lower_ in nouns)
    return token.pos_ in TITLE_PARTS or token.lower_ in JOINTS


def _body_before(doc: Doc, cast: Cast, start: int, roles: list[int]) -> tuple[str | None, int]:
    """The body that a title names first, and where the role's own words begin."""
    last = roles[-1]
    for token in doc[start:last]:
        mention = cast.mention_at(token)
        if mention and mention.start <= token.i and mention.end <= last and mention.kind != "pronoun":
            kind = cast.type_at(token)
            entity = cast.entity_of.get(mention.head)
            described = any(_body_kind(cast.ontology, t) for t in doc[mention.end : last])
            if mention.end < last and _body_kind(cast.ontology, doc[mention.end]):
                continue  # "Arvo police [department] representative"
            if (
                entity
                and (kind in BODIES or mention.demonym or (kind in PLACES and mention.kind == "name"))
                and not (kind in PLACES and described)
            ):
                after = mention.end
                while after < last and doc[after].lower_ in ("'s", "’s"):
                    after += 1
                return entity, after
    # "Arvo police department representative": a body that is only described
    for token in reversed(list(doc[start:last])):
        kind = _body_kind(cast.ontology, token)
        if kind and token.i > start - 1:
            mention = Candidate(start, token.i + 1, token.i, "description", kind)
            if cast.mention_at(token) is None or cast.by_head.get(token.i) is None:
                cast.adopt(mention)
            return cast.entity_of.get(token.i), token.i + 1
    return None, start


def _body_kind(ontology: Ontology, token: Token) -> str | None:
    return next(
        (
            name
            for name in ("GovernmentBody", "Force", "NewsOutlet", "Organization")
            if token.lower_ in ontology.lexicon.get(name, {}).get("noun", ())
        ),
        None,
    )


def _appositions(doc: Doc, cast: Cast, nouns: frozenset[str]) -> Iterator[Relation]:
    """ "Ned Price, the spokesman of the State Department": an apposition with a role noun."""
    for person in _people(cast):
        for noun in (*doc[person.head].children, doc[person.head].head):
            beside = noun.dep_ == "appos" if noun.head.i == person.head else doc[person.head].dep_ == "appos"
            if not beside or noun.i == person.head or not (noun.lower_ in nouns or noun.lemma_.lower() in nouns):
                continue
            entity = cast.entity_of[person.head]
            left, right = noun.left_edge.i, noun.i + 1
            evidence = _slice(doc, min(left, person.start), max(right, person.end))
            yield Relation("holdsRole", entity, _role_words(noun), evidence)
            for body in _bodies_of(noun, cast):
                yield Relation("worksFor", entity, body, evidence)


def _role_words(noun: Token) -> str:
    owner = {t.i for c in noun.children if c.dep_ == "poss" for t in c.subtree}
    words = [
        t.text
        for t in noun.doc[noun.left_edge.i : noun.i + 1]
        if t.i not in owner and t.dep_ not in ("det", "case", "punct")
    ]
    return " ".join(words)


def _bodies_of(noun: Token, cast: Cast) -> Iterator[str]:
    for child in noun.children:
        heads = (
            [child]
            if child.dep_ in ("poss", "compound", "nmod", "amod")
            else [g for g in child.children if g.dep_ == "pobj"]
            if child.dep_ == "prep" and child.lower_ in ("of", "for", "at", "with")
            else []
        )
        for head in heads:
            kind, entity = cast.type_at(head), cast.entity_at(head)
            if entity and (kind in BODIES or kind in PLACES or (kind == "Group" and head.dep_ == "amod")):
                yield entity


def _members(doc: Doc, cast: Cast) -> Iterator[Relation]:
    """ "the alliance, which includes Norway and Chad"; "Norway, a member of the alliance"."""
    for token in doc:
        if token.lemma_ in INCLUDING and token.pos_ == "VERB":
            whole = find_subject(token)
            whole_iri = cast.entity_at(whole) if whole is not None else None
            if whole is None or not whole_iri or not _is_body(cast, whole):
                continue
            for part in find_slots(token).get("object", ()):
                if cast.type_at(part) in PARTS and (iri := cast.entity_at(part)):
                    yield Relation(
                        "memberOf", iri, whole_iri, _slice(doc, min(whole.i, part.i), max(whole.i, part.i) + 1)
                    )
        elif token.lemma_ == "member" and token.pos_ == "NOUN":
            for prep in token.children:
                for head in prep.children if prep.lower_ == "of" else ():
                    whole_iri = cast.entity_at(head)
                    if head.dep_ == "pobj" and whole_iri and _is_body(cast, head):
                        for owner in _bearers(token):
                            mention = cast.mention_at(owner)
                            if (iri := cast.entity_at(owner)) and mention is not None and mention.kind == "name":
                                yield Relation(
                                    "memberOf",
                                    iri,
                                    whole_iri,
                                    _slice(doc, min(owner.i, head.i), max(owner.i, head.i) + 1),
                                )


def _is_body(cast: Cast, head: Token) -> bool:
    return (cast.type_at(head) or "") in BODIES - {"Country"}


def _bearers(noun: Token) -> Iterator[Token]:
    """Whom a noun is said of: "X, a member", "X is a member"."""
    if noun.dep_ == "appos":
        yield from expand(noun.head)
    elif noun.dep_ == "attr" and noun.head.lemma_ == "be" and not any(c.dep_ == "neg" for c in noun.head.children):
        subject = find_subject(noun.head)
        if subject is not None:
            yield from expand(subject)


def _places(doc: Doc, cast: Cast) -> Iterator[Relation]:
    """ "Almaty, Kazakhstan" and "X, the capital of Y"."""
    names = [
        m
        for m in cast.mentions
        if m.kind == "name" and not m.demonym and cast.types.get(cast.entity_of.get(m.head, "")) in PLACES
    ]
    by_start = {m.start: m for m in names}
    for inner in names:
        if inner.end + 1 < len(doc) and doc[inner.end].text == ",":
            outer = by_start.get(inner.end + 1)
            if (
                outer
                and cast.types[cast.entity_of[outer.head]] in ("Country", "Region")
                and cast.types[cast.entity_of[inner.head]] != "Country"
                and (
                    outer.end >= len(doc)
                    or doc[outer.end].text in (",", ".", "-", "–", "—", "(", "\n\n")
                    or not doc[outer.end].is_alpha
                    or doc[outer.end].pos_ not in ("CCONJ",)
                )
            ):
                yield Relation(
                    "locatedIn",
                    cast.entity_of[inner.head],
                    cast.entity_of[outer.head],
                    _slice(doc, inner.start, outer.end),
                )
        for noun in doc[inner.head].children:
            if noun.dep_ == "appos" and noun.lemma_ in ("capital", "city", "town", "village", "province", "region"):
                for prep in noun.children:
                    for head in prep.children if prep.lower_ in ("of", "in") else ():
                        if cast.type_at(head) in PLACES and (iri := cast.entity_at(head)):
                            yield Relation(
                                "locatedIn",
                                cast.entity_of[inner.head],
                                iri,
                                _slice(doc, inner.start, max(head.i + 1, inner.end)),
                            )


def _parts(doc: Doc, cast: Cast) -> Iterator[Relation]:
    """ "Russia's foreign ministry": a body of a country."""
    for mention in cast.mentions:
        if (
            mention.kind == "description"
            and mention.type in ("GovernmentBody", "Force")
            and mention.head in cast.entity_of
        ):
            owner = next((c for c in doc[mention.head].children if c.dep_ == "poss"), None)
            if owner is not None and cast.type_at(owner) == "Country" and (iri := cast.entity_at(owner)):
                yield Relation("partOf", cast.entity_of[mention.head], iri, mention.slice_of(doc))
