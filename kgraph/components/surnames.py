"""Who is called by a surname or first name alone, and who only carries the same surname: a spouse, a brother."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kgraph.components.apart import KIN
from kgraph.components.candidates import Candidate
from kgraph.components.cast import Cast, clean

SPOUSES = frozenset(("wife", "husband", "spouse", "widow", "widower", "lady"))
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
            alone = len(words) == 1 and name.type == "Person"
            father = parts[-2:-1] == words and len(parts) > 2  # "Osiris Luna Meza" is called Luna
            first = alone and (parts[0] == words[0] or father)
            if len(parts) > len(words) and (first or surname and not _is_spouse(cast, name, iri)):
                fuller[iri] = max(fuller.get(iri, 0), surname)
    best = [iri for iri in fuller if fuller[iri] == max(fuller.values())]
    return best[0] if len(best) == 1 and (not fuller[best[0]] or may_bear(cast, name, best[0])) else None


def _is_spouse(cast: Cast, name: Candidate, entity: str) -> bool:
    """Whether a person is left out even where another carries the surname: by sex, or as a spouse."""
    if _title_of(cast, name):
        return not may_bear(cast, name, entity)
    return any(noun.lemma_.lower() in SPOUSES for noun, _ in _kin(cast, entity)) and not may_bear(cast, name, entity)


def may_bear(cast: Cast, name: Candidate, entity: str) -> bool:
    """Whether a person may be called by the bare surname: a wife is not where "Mr." or nothing stands before it."""
    mentions, kin = _names_for(cast, entity), _kin(cast, entity)
    sexes = {_title_of(cast, m) for m in mentions} | {sex for _, sex in kin}
    if title := _title_of(cast, name):
        return -title not in sexes or title in sexes
    surname = clean(name.text_of(cast.doc))
    first = min((m.start for m in mentions), default=0)
    told = any(t.text == surname for t in cast.doc[:first])
    return not any(_may_share(owner, surname, cast, told) for owner, _ in kin)


def _names_for(cast: Cast, entity: str) -> list[Candidate]:
    return [m for m in cast.mentions if m.kind == "name" and cast.entity_of.get(m.head) == entity]


def _kin(cast: Cast, entity: str) -> list[tuple[Token, int]]:
    """Whose kin a person is, where half of the full names tell so: who is told of for herself is no mere wife."""
    full = [m for m in _names_for(cast, entity) if m.end - m.start > 1]
    told = [list(_relations(cast.doc[m.head])) for m in full]
    return [relation for kin in told for relation in kin] if 2 * sum(map(bool, told)) >= len(full) else []


def may_be_called(cast: Cast, name: Candidate, entity: str) -> bool:
    """The same of any name of an entity: only bare surnames of people raise the question."""
    bare = name.end - name.start == 1 and cast.types[entity] == "Person" and len(cast.names[entity]) > 1
    return not bare or may_bear(cast, name, entity)


def _title_of(cast: Cast, name: Candidate) -> int:
    return TITLES.get(cast.doc[name.start - 1].lower_, 0) if name.start else 0


def _relations(head: Token) -> Iterator[tuple[Token, int]]:
    """Nouns that tell whose kin a person is: "his wife Lena Holt", "Lena Holt, his wife", "first lady Lena Holt"."""
    near = [head.head] if head.dep_ == "appos" else []
    for noun in (*near, *(c for c in head.children if c.dep_ in ("appos", "compound", "nmod"))):
        if noun.tag_ == "NN" and noun.lemma_.lower() in KIN:
            yield noun, KIN[noun.lemma_.lower()]
        elif noun.lower_ == "lady" and any(c.lower_ == "first" for c in noun.children):
            yield noun, -1


def _may_share(noun: Token, surname: str, cast: Cast, told: bool) -> bool:
    """Whether the one whose kin it is may have this surname, too.

    One who is named otherwise has not; whose name is not known may, if the surname is `told` before the kin are.
    """
    owners = [c for c in (*noun.children, *noun.head.children) if c.dep_ == "poss" and c.pos_ == "PROPN"]
    named = [entity for owner in owners if (entity := cast.entity_at(owner))]
    return any(surname in full.split() for entity in named for full in cast.names[entity]) if named else told
