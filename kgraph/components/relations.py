"""Standing relations: who holds which role for whom, who is a member of what, where a place lies."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from kgraph.components.cast import BODIES, PLACES, Cast
from kgraph.components.lists import expand
from kgraph.components.roles import find_roles, slice_of
from kgraph.components.slots import find_slots
from kgraph.components.subjects import find_subject
from kgraph.ontology import Ontology
from kgraph.records import Attribution, Relation, Slice

# Set by rule; of 125 judged by eye 107 were right (benchmarks/judged/README.md).
CONFIDENCE = 0.86  # the share that two judges found right (benchmarks/judged)
PARTS = PLACES - {"Facility"} | {"Organization", "InternationalOrganization"}
INCLUDING = frozenset(("include", "comprise", "unite", "group"))


def find_relations(doc: Doc, cast: Cast, claims: list[Attribution], ontology: Ontology) -> list[Relation]:
    """All relations, each once, in order of their evidence."""
    nouns = ontology.lexicon.get("Person", {}).get("noun", frozenset())
    text = doc.text  # a Doc makes its text anew at every use
    found: dict[tuple[str, str, str], Relation] = {}
    for relation in sorted(
        [
            *find_roles(doc, cast, nouns),
            *_members(doc, cast),
            *_places(doc, cast),
            *_parts(doc, cast),
        ],
        key=lambda r: (r.evidence, r.property, r.subject, r.object),
    ):
        claim = _claim_at(text, relation, claims)
        key = relation.property, relation.subject, relation.object
        if key not in found and relation.subject != relation.object:
            found[key] = Relation(
                relation.property, relation.subject, relation.object, relation.evidence, claim, CONFIDENCE
            )
    return list(found.values())


def _claim_at(text: str, relation: Relation, claims: list[Attribution]) -> str | None:
    """The claim whose words tell of it; who somebody is, is told by the writer who names him, unless it is quoted."""
    holding = [
        c
        for c in claims
        if c.polarity == "positive"
        and any(
            s.holds(relation.evidence)
            and (relation.property not in ("holdsRole", "worksFor") or _is_quoted(text, s, relation.evidence))
            for s in c.contents
        )
    ]
    return min(holding, key=lambda c: sum(s.end - s.start for s in c.contents)).id if holding else None


def _is_quoted(text: str, content: Slice, place: Slice) -> bool:
    """Whether a place in a claim's contents stands between quotation marks."""
    before, after = text[max(0, content.start - 1) : place.start], text[place.end : content.end + 1]
    opened = max(before.rfind("“"), before.rfind("«"), before.rfind("„"))
    if opened > max(before.rfind("”"), before.rfind("»")):
        return True
    straight = before.replace("''", '"').count('"')
    return straight % 2 == 1 and ('"' in after or "''" in after)


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
                        "memberOf", iri, whole_iri, slice_of(doc, min(whole.i, part.i), max(whole.i, part.i) + 1)
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
                                    slice_of(doc, min(owner.i, head.i), max(owner.i, head.i) + 1),
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
                and not (
                    outer.end + 1 < len(doc) and doc[outer.end].text == "," and outer.end + 1 in by_start
                )  # a list
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
                    slice_of(doc, inner.start, outer.end),
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
                                slice_of(doc, inner.start, max(head.i + 1, inner.end)),
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
