"""Links: the lines of the drawing, each proven by one card."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from kgraph.page.cards import Card
from kgraph.page.index import Index, words


@dataclass(frozen=True, slots=True)
class Link:
    """One line: `card` is the IRI of what proves it, `claimed` whether only a claim says so."""

    start: str
    end: str
    label: str
    card: str
    claimed: bool


def find_links(index: Index, cards: dict[str, Card]) -> list[Link]:
    """All lines in order of the cards.

    A relation is a line between two entities. An event that no relation follows from (it is planned or denied, or only
    one entity takes part) is a node with a line to each that takes part; a claim is a node between its speaker and what
    is said.
    """
    drawn = {card.event for card in cards.values() if card.event}
    reached: dict[str, set[str]] = defaultdict(set)  # by claim, the entities that its drawn events lead to
    for node, card in cards.items():
        if card.kind == "event" and node not in drawn and card.claim:
            reached[card.claim].update(card.ends)
    return [
        link
        for node, card in cards.items()
        for link in _links_of(index, node, card, reached)
        if not (card.kind == "event" and node in drawn)
    ]


def _links_of(index: Index, node: str, card: Card, reached: dict[str, set[str]]) -> Iterator[Link]:
    said = card.claim is not None
    if card.saying:
        for source in index.values(node, "saidBy"):
            yield Link(source, node, card.saying.cue, node, said)
        for entity in index.values(node, "about"):
            if entity not in reached[node]:
                yield Link(node, entity, "about", node, True)
        if card.claim:
            yield Link(card.claim, node, "reports", node, True)
        for other in card.saying.denies:
            yield Link(node, other, "denies", node, said)
    elif card.kind == "relation":
        if len(card.ends) == 2:
            yield Link(*card.ends, card.type, node, said)
    else:
        for role, filler in dict.fromkeys(index.fillers(node)):
            yield Link(node, filler, words(role), node, said)
        if card.claim:
            yield Link(card.claim, node, "states", node, True)


def find_nodes(index: Index, cards: dict[str, Card], links: list[Link]) -> list[str]:
    """All that is drawn, sorted: both ends of every line, and claims and events that have none."""
    linked = {node for link in links for node in (link.start, link.end)}
    drawn = {card.event for card in cards.values() if card.event}
    lonely = {node for node, card in cards.items() if card.kind != "relation" and node not in drawn}
    return sorted(linked | lonely)
