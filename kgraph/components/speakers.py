"""Speakers who tell of themselves: "pilots said *they* would walk out", where nobody else is known to be meant."""

from __future__ import annotations

from collections.abc import Iterator

from kgraph.components.cast import Cast
from kgraph.components.denials import find_source
from kgraph.components.fillers import Filler
from kgraph.components.fitness import fits
from kgraph.ontology import EventType
from kgraph.records import Attribution

PLURAL, PERSONAL, OTHER = frozenset(("they", "we")), frozenset(("he", "she", "i")), frozenset(("it", "we"))


def find_speakers(fillers: list[Filler], kind: EventType, claim: Attribution | None, cast: Cast) -> Iterator[Filler]:
    """For a pronoun of a claim's main clause that nobody is known to be behind, the source of the claim in its role."""
    source = find_source(claim, cast.doc)
    if source is None:
        return
    if source.tag_ in ("NNS", "NNPS") or any(c.dep_ == "conj" for c in source.children):
        pronouns = PLURAL
    else:
        pronouns = PERSONAL if cast.type_at(source) == "Person" else OTHER
    for filler in fillers:
        head, role = filler.head, kind.role(filler.role)
        main = head.head.head.i == source.head.i and head.head.i != source.head.i and source.i < head.i
        if role is not None and main and head.lower_ in pronouns and cast.entity_at(head) is None:
            if fits(source, role.types, filler.slot, cast):
                yield Filler(filler.role, source, filler.slot)
