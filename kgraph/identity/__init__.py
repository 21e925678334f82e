"""The same entity, or the same event, in many articles: found anew from all articles and a person's decisions.

What is found stands in a graph of its own, so that a build of any article leaves all others as they are. Every merge
can be listed, undone, forbidden or demanded. The result does not depend on the order in which articles came.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace

import pyoxigraph as ox

from kgraph.decisions import find_again, load_decisions
from kgraph.identity.descriptions import join_descriptions
from kgraph.identity.entities import join_entities
from kgraph.identity.events import join_events
from kgraph.identity.graph import Merged, digest_of, quads_of_identity
from kgraph.identity.groups import Groups, Link
from kgraph.identity.members import Members, load_members
from kgraph.identity.stories import find_stories
from kgraph.iris import BASE, slug
from kgraph.ontology import Ontology
from kgraph.store import IDENTITY, Store
from kgraph.vocabulary import KG


def update_identity(store: Store, ontology: Ontology) -> list[Merged]:
    """Find what is one over all articles of a store, write it to the identity graph, and return it, sorted."""
    merged = find_identity(store, ontology)
    quads = [quad for each in merged for quad in quads_of_identity(each)]
    for decision in load_decisions(store):
        if decision.verdict in ("confirmed", "rejected"):
            for found in (find_again(store, target) for target in decision.one):
                if found:
                    node = ox.NamedNode(found)
                    quads.append(ox.Quad(node, KG.verdict, KG[decision.verdict], IDENTITY))
                    quads.append(ox.Quad(node, KG.decidedBy, ox.NamedNode(decision.iri), IDENTITY))
    store.replace_graph(IDENTITY, quads)
    return merged


def find_identity(store: Store, ontology: Ontology) -> list[Merged]:
    """What is one over all articles of a store, sorted by IRI."""
    together: list[tuple[str, str, str]] = []
    apart: list[tuple[str, str]] = []
    for decision in load_decisions(store):
        one, other = ([f for t in side if (f := find_again(store, t))] for side in (decision.one, decision.other))
        if decision.verdict == "same":
            together += [(a, b, f"decided by {decision.by}") for a in one[:1] for b in [*one[1:], *other]]
        elif decision.verdict == "different":
            apart += [(a, b) for a in one for b in other if a != b]
    members = load_members(store, ontology, also=[iri for pair in together for iri in pair[:2]])
    stories = find_stories(members.texts, members.dates)
    entities, events = Groups(members.named, apart), Groups(members.told, apart)
    for one_iri, other_iri, reason in together:
        for groups in (entities, events):
            if one_iri in groups and other_iri in groups:
                groups.join(one_iri, other_iri, [reason])
    join_entities(members, stories, entities)
    vague = frozenset(event.name for event in ontology.events.values() if event.is_open)
    agents = frozenset(direct.subject_role for event in ontology.events.values() for direct in event.direct)
    acting = (e for e in ontology.events.values() if e.is_open or not e.direct and not any(f.effect for f in e.frames))
    agents |= {role for e in acting for f in e.frames if f.verbs for slot, role in f.slots if slot == "subject"}
    join_events(members, stories, agents, vague, entities, events)
    join_descriptions(members, stories, entities, events)
    found = [*_merged_entities(members, entities), *_merged_events(members, events)]
    return sorted(_with_own_iris(found), key=lambda each: each.iri)


def _merged_entities(members: Members, groups: Groups) -> Iterator[Merged]:
    links = _links_by_group(groups)
    for group in groups.merged():
        entities = [members.named[iri] for iri in group]
        labels = Counter(entity.label for entity in entities)
        is_person = any(entity.kind == "Person" for entity in entities)
        label = min(labels, key=lambda name: (-len(name.split()) if is_person else 0, -labels[name], len(name), name))
        known = [entity.iri for entity in entities if not entity.article]
        yield Merged(
            known[0] if known else f"{BASE}entity:{slug(label)}",
            label,
            tuple(group),
            links[group[0]],
            tuple(sorted({name for entity in entities for name in entity.aliases} - {label})),
            tuple(sorted({link for entity in entities for link in entity.links})),
        )


def _merged_events(members: Members, groups: Groups) -> Iterator[Merged]:
    links = _links_by_group(groups)
    for group in groups.merged():
        events = [members.told[iri] for iri in group]
        kind = " ".join(filter(None, (events[0].kind.rsplit("#")[-1], events[0].effect)))
        day = min((event.days[0] for event in events if event.days), default="")
        yield Merged(
            f"{BASE}event:{slug(f'{kind} {day}')}", f"{kind}, {day}" if day else kind, tuple(group), links[group[0]]
        )


def _links_by_group(groups: Groups) -> dict[str, tuple[Link, ...]]:
    found: dict[str, list[Link]] = defaultdict(list)
    for link in groups.links:
        found[groups.name(link.one)].append(link)
    return {name: tuple(sorted(links)) for name, links in found.items()}


def _with_own_iris(found: list[Merged]) -> Iterator[Merged]:
    """Namesakes, and events (of which many have one name), are told apart by their first members."""
    taken = Counter(each.iri for each in found)
    for each in found:
        unique = taken[each.iri] == 1 and not each.iri.startswith(f"{BASE}event:")
        yield each if unique else replace(each, iri=f"{each.iri}-{digest_of(each.members[0])}")
