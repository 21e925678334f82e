"""Entities that have no name: one where they do the same in one event, or are the same public body of one story."""

from __future__ import annotations

from collections import defaultdict

from kgraph.identity.groups import Groups
from kgraph.identity.members import BODIES, Members, Named

STANDING = BODIES | {"Facility", "Settlement"}  # what a story has one of: "the coast guard", "the health ministry"


def join_descriptions(members: Members, stories: dict[str, str], entities: Groups, events: Groups) -> None:
    """Join described entities, the participants of one event first. The order of articles does not matter."""
    for group in events.merged():
        by_role: dict[tuple[str, str], list[str]] = defaultdict(list)
        for event in (members.told[iri] for iri in group):
            for role, filler in event.roles:
                described = members.named.get(filler)
                if described and not described.proper:
                    by_role[role, head_of(described)].append(filler)
        kind = members.told[group[0]].kind.rsplit("#")[-1]
        for (role, head), fillers in sorted(by_role.items()):
            for filler in sorted(fillers)[1:]:
                _join(entities, min(fillers), filler, f"same {role} of one {kind}: {head}")
    bodies: dict[tuple[str, str], list[Named]] = defaultdict(list)
    for entity in members.named.values():
        if not entity.proper and entity.kind in STANDING:
            bodies[stories.get(entity.article, entity.iri), entity.label.casefold()].append(entity)
    for _, found in sorted(bodies.items()):
        for entity in found[1:]:
            if not (found[0].bodies and entity.bodies) or found[0].bodies & entity.bodies:
                _join(entities, found[0].iri, entity.iri, f"same words in the same story: {entity.label}")


def _join(entities: Groups, one: str, other: str, reason: str) -> None:
    """Join two of different articles: what an article itself keeps apart stays so."""
    mine, others = ({member.split("#")[0] for member in entities.members(each)} for each in (one, other))
    if not mine & others:
        entities.join(one, other, [reason])


def head_of(entity: Named) -> str:
    """The noun of a description: its last word."""
    return entity.label.split()[-1].casefold()
