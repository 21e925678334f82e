"""The drawing: entities, claims and events as a pyvis network whose positions are fixed here, the same every time."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import networkx as nx
from pyvis.network import Network

from kgraph.page.cards import Card, Index, event_title, fillers, words

# Fill colours, dark enough to be seen on black and light enough for black words.
COLOURS = {
    "Person": "#f2b8a0",
    "Organization": "#a9c7f0",
    "Force": "#e6a9c9",
    "Group": "#f0d89a",
    "Place": "#a8d8b0",
    "Entity": "#d0d0d0",
    "claim": "#b9a6e8",
    "event": "#f08c6c",
}
FAMILIES = {
    "NewsOutlet": "Organization",
    "GovernmentBody": "Organization",
    "InternationalOrganization": "Organization",
    "Country": "Place",
    "Settlement": "Place",
    "Region": "Place",
    "Facility": "Place",
}
AREA = 14_000  # square pixels for one node, with room for the labels of its edges
ASPECT = 1.7  # width by height of the drawing
MARGIN, GAP = 14, 40  # pixels between two boxes, and between two parts of the graph


@dataclass(frozen=True, slots=True)
class Link:
    """One edge: `cards` are the IRIs of what proves it; `layer` is relations, claims or events."""

    start: str
    end: str
    label: str
    card: str
    layer: str
    claimed: bool


def draw_network(index: Index, cards: dict[str, Card]) -> Network:
    """The network of all that something is said about, laid out.

    Every node has a `layer` (entities, claims or events) and the numbers of its `cards`; every edge that of its card.
    """
    links = list(_links(index, cards))
    numbers = {node: number for number, node in enumerate(cards)}
    nodes = sorted({node for link in links for node in (link.start, link.end)} | _lonely(index, links))
    identifiers = {node: number for number, node in enumerate(nodes)}
    degrees = Counter(node for link in links for node in (link.start, link.end))
    looks = {node: _look(index, cards, node, degrees[node]) for node in nodes}
    places = _lay_out({node: _size(look) for node, look in looks.items()}, links)
    about = _cards_about(index, cards)
    network = Network(directed=True)
    network.options = _options()
    for node in nodes:
        x, y = places[node]
        network.add_node(
            identifiers[node], x=x, y=y, **looks[node], cards=[numbers[card] for card in about.get(node, [])]
        )
    turns: Counter[tuple[str, str]] = Counter()
    for number, link in enumerate(links):
        pair = (min(link.start, link.end), max(link.start, link.end))
        turn, turns[pair] = turns[pair], turns[pair] + 1
        network.add_edge(
            identifiers[link.start],
            identifiers[link.end],
            id=number,
            label=link.label,
            layer=link.layer,
            dashes=link.claimed,
            card=numbers[link.card],
            smooth=_curve(turn, link.start > link.end),
            width=2 if link.layer == "relations" else 1,
        )
    return network


def _links(index: Index, cards: dict[str, Card]) -> Iterator[Link]:
    """Edges in order of the cards."""
    drawn = {index.value(node, "fromEvent") for node, card in cards.items() if card.kind == "relation"}
    for node, card in cards.items():
        if card.kind == "claim":
            for source in index.values(node, "saidBy"):
                yield Link(source, node, index.value(node, "cue") or "said", node, "claims", card.claimed)
            for entity in index.values(node, "about"):
                yield Link(node, entity, "", node, "claims", True)
            for outer in index.values(node, "within"):
                yield Link(outer, node, "reports", node, "claims", True)
            for other in index.values(node, "denies"):
                yield Link(node, other, "denies", node, "claims", card.claimed)
        elif card.kind == "relation":
            subject, property, value = (index.value(node, name) or "" for name in ("subject", "predicate", "object"))
            if index.values(value, "label"):
                yield Link(subject, value, words(property), node, "relations", card.claimed)
        elif node not in drawn:
            for role, filler in fillers(index, node):
                yield Link(node, filler, words(role), node, "events", card.claimed)
            for claim in index.values(node, "accordingTo"):
                yield Link(claim, node, "", node, "events", True)


def _lonely(index: Index, links: list[Link]) -> set[str]:
    """Claims and events with no edge: they are drawn all the same."""
    linked = {node for link in links for node in (link.start, link.end)}
    drawn = {value for statement in index.of_type("Statement") for value in index.values(statement, "fromEvent")}
    return {*index.of_type("Claim"), *index.of_type("Event")} - linked - drawn


def _cards_about(index: Index, cards: dict[str, Card]) -> dict[str, list[str]]:
    """For each node the cards that the panel shows when it is clicked."""
    about: dict[str, list[str]] = {}
    for node, card in cards.items():
        if card.kind == "claim":
            concerned = {node, *index.values(node, "saidBy"), *index.values(node, "about")}
        elif card.kind == "event":
            concerned = {node, *(filler for _, filler in fillers(index, node))}
        else:
            concerned = {value for name in ("subject", "object") for value in index.values(node, name)}
        for each in concerned:
            about.setdefault(each, []).append(node)
    return about


def _look(index: Index, cards: dict[str, Card], node: str, degree: int) -> dict[str, Any]:
    if node in cards:
        kind = cards[node].kind
        if kind == "claim":
            return {
                "label": " ",
                "shape": "dot",
                "size": 7,
                "color": COLOURS["claim"],
                "layer": "claims",
                "kind": "claim",
            }
        return {
            "label": event_title(index, node),
            "shape": "diamond",
            "size": 10,
            "color": COLOURS["event"],
            "layer": "events",
            "kind": "event",
        }
    kind = index.kind(node)
    family = FAMILIES.get(kind, kind)
    return {
        "label": _wrap(index.label(node)),
        "shape": "box",
        "color": COLOURS.get(family, COLOURS["Entity"]),
        "font": {"size": min(16 + 2 * math.isqrt(degree), 28)},
        "layer": "entities",
        "kind": words(kind),
        "names": index.values(node, "altLabel"),
    }


def _wrap(label: str, width: int = 22) -> str:
    """A label in lines of at most about `width` characters."""
    lines = [""]
    for word in label.split():
        if lines[-1] and len(lines[-1]) + len(word) >= width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n".join(lines)


def _curve(turn: int, backward: bool) -> dict[str, Any]:
    """Straight for the first edge of a pair; each further one bends more, so that all are seen."""
    if turn == 0:
        return {"enabled": False}
    side = (turn % 2 == 1) != backward
    bend = round(0.14 * ((turn + 1) // 2), 2)
    return {"enabled": True, "type": "curvedCW" if side else "curvedCCW", "roundness": bend}


def _options() -> dict[str, Any]:
    return {
        "physics": {"enabled": False},
        "interaction": {"hover": True},
        "nodes": {"borderWidth": 0, "borderWidthSelected": 3, "margin": 7},
        "edges": {"arrows": {"to": {"scaleFactor": 0.5}}, "font": {"size": 11, "align": "middle"}, "selectionWidth": 2},
    }


def _lay_out(sizes: dict[str, tuple[float, float]], links: list[Link]) -> dict[str, tuple[int, int]]:
    """Positions in pixels: each connected part by itself, the parts in rows, the greatest first."""
    graph = nx.Graph()
    graph.add_nodes_from(sizes)
    graph.add_edges_from(sorted({(min(k.start, k.end), max(k.start, k.end)) for k in links}))
    parts = sorted((sorted(part) for part in nx.connected_components(graph)), key=lambda part: (-len(part), part))
    inner = [_lay_out_part(graph, part, sizes) for part in parts]
    bounds = [
        (
            max(x + sizes[node][0] for node, (x, _) in places.items()) + GAP,
            max(y + sizes[node][1] for node, (_, y) in places.items()) + GAP,
        )
        for places in inner
    ]
    found: dict[str, tuple[int, int]] = {}
    for places, (left, top) in zip(inner, _pack(bounds), strict=True):
        for node, (x, y) in places.items():
            below = round(top + y + sizes[node][1] / 2)
            # vis-network 9.1.2 loses the label of an edge that is exactly level.
            while any(found[other][1] == below for other in graph[node] if other in found):
                below += 1
            found[node] = (round(left + x + sizes[node][0] / 2), below)
    return found


def _pack(bounds: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The upper left corners of boxes set in rows: of several widths of a row the one that lets most be seen."""
    widest = max((width for width, _ in bounds), default=0.0)
    tried: list[tuple[float, list[tuple[float, float]]]] = []
    for step in range(11):
        row = widest * (1 + step / 5)
        corners, left, top, tallest, right = [], 0.0, 0.0, 0.0, 0.0
        for width, height in bounds:
            if left + width > row:
                left, top, tallest = 0.0, top + tallest, 0.0
            corners.append((left, top))
            left, tallest, right = left + width, max(tallest, height), max(right, left + width)
        tried.append((max(right / ASPECT, top + tallest), corners))
    return min(tried)[1]


def _lay_out_part(graph: nx.Graph, part: list[str], sizes: dict[str, tuple[float, float]]) -> dict[str, list[float]]:
    """The upper left corners of a connected part's nodes, from 0, 0."""
    ordered = nx.Graph()
    ordered.add_nodes_from(part)
    ordered.add_edges_from(sorted(tuple(sorted(edge)) for edge in graph.subgraph(part).edges))
    # Kamada and Kawai's is the more readable, and cubic in the number of nodes.
    small = len(part) <= 300
    found = nx.kamada_kawai_layout(ordered) if small else nx.spring_layout(ordered, seed=1)
    width = math.sqrt((len(part) - 1) * AREA * ASPECT)
    places = {node: [x, y] for node, (x, y) in found.items()}
    for axis, length in ((0, width), (1, width / ASPECT)):  # stretched to the shape of the screen
        values = [place[axis] for place in places.values()]
        factor = length / (max(values) - min(values)) if max(values) - min(values) > 0.01 else 0
        for place in places.values():
            place[axis] = (place[axis] - min(values)) * factor
    if small:
        _push_apart(places, sizes)
    least = [min(place[axis] for place in places.values()) for axis in (0, 1)]
    return {node: [x - least[0], y - least[1]] for node, (x, y) in places.items()}


def _push_apart(places: dict[str, list[float]], sizes: dict[str, tuple[float, float]], rounds: int = 200) -> None:
    """Move boxes that overlap away from each other, along the axis on which they overlap least."""
    for _ in range(rounds):
        moved = False
        for one, other in combinations(places, 2):
            apart = [places[one][axis] - places[other][axis] for axis in (0, 1)]
            wanted = [sizes[one if apart[axis] < 0 else other][axis] + MARGIN for axis in (0, 1)]
            overlap = [wanted[axis] - abs(apart[axis]) for axis in (0, 1)]
            if min(overlap) > 0.5:
                axis = 0 if overlap[0] < overlap[1] else 1
                step = math.copysign(overlap[axis] / 2, apart[axis])
                places[one][axis] += step
                places[other][axis] -= step
                moved = True
        if not moved:
            return


def _size(look: dict[str, Any]) -> tuple[float, float]:
    """About how wide and high a node is drawn, in pixels."""
    if look["layer"] == "claims":
        return 16, 16
    lines = look["label"].split("\n")
    font = look.get("font", {}).get("size", 14)
    around = 16 if look["layer"] == "entities" else 24
    return max(map(len, lines)) * font * 0.56 + 16, len(lines) * font * 1.2 + around
