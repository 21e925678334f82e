"""Links: the lines of the drawing, each proven by one card or more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from kgraph.page.cards import Card, sources
from kgraph.page.index import Index, words


@dataclass(frozen=True, slots=True)
class Link:
    """One line: `cards` are the IRIs of what proves it, `claimed` tells whether only claims say so."""

    start: str
    end: str
    label: str
    claimed: bool
    cards: tuple[str, ...]


def find_links(index: Index, cards: dict[str, Card]) -> list[Link]:
    """All lines in order of the cards; what several cards say alike is one line.

    A relation is a line between two entities. An event that no relation follows from (it is planned or denied, or only
    one entity takes part) is a node with a line to each that takes part; a claim is a node between its speaker and what
    is said.
    """
    drawn = {card.event for card in cards.values() if card.event}
    reached: dict[str, set[str]] = defaultdict(set)  # by claim, the entities that its drawn events lead to
    for node, card in cards.items():
        if card.kind == "event" and node not in drawn and card.claim:
            reached[card.claim].update(card.ends)
    found: dict[tuple[str, str, str, bool], list[str]] = defaultdict(list)
    for node, card in cards.items():
        if not (card.kind == "event" and node in drawn):
            for line in _lines_of(index, node, card, reached):
                found[line].append(node)
    return [Link(*line, tuple(dict.fromkeys(nodes))) for line, nodes in found.items()]


def _lines_of(
    index: Index, node: str, card: Card, reached: dict[str, set[str]]
) -> Iterator[tuple[str, str, str, bool]]:
    """Start, end, label, and whether only a claim says so."""
    said = card.claim is not None
    if card.saying:
        for source in sources(index, node):
            yield source, node, card.saying.cue, said
        for entity in index.values(node, "about"):
            if entity not in reached[node]:
                yield node, entity, "about", True
        if card.claim:
            yield card.claim, node, "reports", True
        for other in card.saying.denies:
            yield node, other, "denies", said
    elif card.kind == "relation":
        if len(card.ends) == 2:
            yield *card.ends, card.type, said
    else:
        for role, filler in dict.fromkeys(index.fillers(node)):
            yield node, filler, words(role), said
        if card.claim:
            yield card.claim, node, "states", True


def find_nodes(index: Index, cards: dict[str, Card], links: list[Link]) -> list[str]:
    """All that is drawn, sorted: both ends of every line, and claims and events that have none."""
    linked = {node for link in links for node in (link.start, link.end)}
    drawn = {card.event for card in cards.values() if card.event}
    lonely = {node for node, card in cards.items() if card.kind != "relation" and node not in drawn}
    return sorted(linked | lonely)
