"""Who is called by a surname or first name alone, and who only carries the same surname: a spouse, a brother."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kgraph.components.apart import KIN
from kgraph.components.candidates import Candidate
from kgraph.components.cast import Cast, clean

TITLES = {"mr": 1, "mr.": 1, "sir": 1, "lord": 1, "ms": -1, "ms.": -1, "mrs": -1, "mrs.": -1, "miss": -1, "lady": -1}


def find_bearer(cast: Cast, name: Candidate, words: list[str]) -> str | None:
    """The one person of the article whose surname or first name this is; None where there is none, or several."""
    if sum(w[:1].isupper() for w in words) > 2:  # "van der Berg" is short, too
        return None
    fuller: dict[str, int] = {}
    for iri, names in cast.names.items():
        if cast.types[iri] != "Person":
            continue
        for full in names:
            parts = full.split()
            surname = parts[-len(words) :] == words
            first = parts[0] == words[0] and len(words) == 1 and name.type == "Person"
            if len(parts) > len(words) and (first or surname and may_bear(cast, name, iri)):
                fuller[iri] = max(fuller.get(iri, 0), surname)
    best = [iri for iri in fuller if fuller[iri] == max(fuller.values())]
    return best[0] if len(best) == 1 else None


def may_bear(cast: Cast, name: Candidate, entity: str) -> bool:
    """Whether a person may be called by the bare surname: a wife is not where "Mr." or nothing stands before it."""
    mentions = [m for m in cast.mentions if m.kind == "name" and cast.entity_of.get(m.head) == entity]
    kin = [relation for m in mentions for relation in _relations(cast.doc[m.head])]
    title = TITLES.get(_word_before(cast, name), 0)
    sexes = {TITLES.get(_word_before(cast, m), 0) for m in mentions} | {sex for _, sex in kin}
    if title:
        return -title not in sexes or title in sexes
    surname = clean(name.text_of(cast.doc))
    return not any(_may_share(owner, surname, cast) for owner, _ in kin)


def may_be_called(cast: Cast, name: Candidate, entity: str) -> bool:
    """The same of any name of an entity: only bare surnames of people raise the question."""
    bare = name.end - name.start == 1 and cast.types[entity] == "Person" and len(cast.names[entity]) > 1
    return not bare or may_bear(cast, name, entity)


def _word_before(cast: Cast, name: Candidate) -> str:
    return cast.doc[name.start - 1].lower_ if name.start else ""


def _relations(head: Token) -> Iterator[tuple[Token, int]]:
    """Nouns that tell whose kin a person is: "his wife Lena Holt", "Lena Holt, his wife", "first lady Lena Holt"."""
    for noun in (head.head, *head.children):
        near = "appos" in (head.dep_, noun.dep_) or noun.dep_ in ("compound", "nmod")
        if near and noun.lemma_.lower() in KIN:
            yield noun, KIN[noun.lemma_.lower()]
        elif near and noun.lower_ == "lady" and any(c.lower_ == "first" for c in noun.children):
            yield noun, -1


def _may_share(noun: Token, surname: str, cast: Cast) -> bool:
    """Whether the one whose kin it is may have this surname, too: all but those who are named otherwise."""
    owners = [c for c in (*noun.children, *noun.head.children) if c.dep_ == "poss" and c.pos_ == "PROPN"]
    named = (cast.entity_at(owner) for owner in owners)
    return not any(entity and not any(surname in full.split() for full in cast.names[entity]) for entity in named)
