"""The data of a page: all that its script reads, as plain values for JSON."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from kgraph.page.cards import Card, make_cards
from kgraph.page.drawing import draw_network, lay_out_part
from kgraph.page.index import Index
from kgraph.page.links import find_links, find_nodes
from kgraph.page.parts import View, choose_part, make_graph, rank_nodes
from kgraph.page.passages import Span
from kgraph.page.size import choose_articles
from kgraph.page.texts import Text, cut_texts

Json = dict[str, Any]


def make_data(index: Index, view: View, limit: int) -> Json:
    """Articles, cards, nodes and lines, the part to open on, and what was left out to stay under `limit` bytes.

    Raises KgraphError if no node has the name that `view` is about.
    """
    cards = make_cards(index)
    articles, left = choose_articles(index, cards, limit)
    cards = {node: card for node, card in cards.items() if card.article in set(articles)}
    links = find_links(index, cards)
    graph = make_graph(find_nodes(index, cards, links), links)
    order = rank_nodes(graph)
    part = choose_part(graph, order, index, view)
    network = draw_network(index, cards, links, graph)
    numbers = {node["iri"]: node["id"] for node in network.nodes}
    writer = _Writer(cards, articles, cut_texts(index, articles, cards.values()), numbers)
    return {
        "articles": [writer.article(index, article) for article in articles],
        "cards": [writer.card(card) for card in cards.values()],
        "nodes": network.nodes,
        "edges": network.edges,
        "order": [numbers[node] for node in order],
        "part": lay_out_part(network, graph, part),
        "top": view.top,
        "about": view.about,
        "left": [index.label(article) for article in left],
    }


class _Writer:
    """Writes cards and articles with numbers in the place of IRIs, and segments in the place of offsets."""

    def __init__(
        self, cards: dict[str, Card], articles: list[str], texts: dict[str, Text], nodes: dict[str, int]
    ) -> None:
        self.cards = {node: number for number, node in enumerate(cards)}
        self.articles = {article: number for number, article in enumerate(articles)}
        self.texts, self.nodes = texts, nodes

    def article(self, index: Index, article: str) -> Json:
        names = {"publisher": "publisher", "date": "issued", "source": "source"}
        facts = {name: index.value(article, property) for name, property in names.items()}
        return {"iri": article, "title": index.label(article), **facts, "segments": self.texts[article].segments}

    def card(self, card: Card) -> Json:
        found: Json = {
            "iri": card.node,
            "kind": card.kind,
            "type": card.type,
            "title": card.title,
            "who": card.who,
            "sources": card.sources,
            "claim": self.cards.get(card.claim or ""),
            "event": self.cards.get(card.event or ""),
            "article": self.articles[card.article],
            "date": card.date,
            "ends": [self.nodes[end] for end in card.ends if end in self.nodes],
            "facts": card.facts,
            "passages": [self.span(span) for span in card.passages if span.article in self.texts],
            "same": [self.cards[other] for other in card.same if other in self.cards],
            "verdict": asdict(card.verdict) if card.verdict else None,
            "marks": [[*self.span(span), span.mark] for span in card.marks if span.article in self.texts],
        }
        if card.saying:
            said = card.saying
            denies = [self.cards[node] for node in said.denies if node in self.cards]
            found["saying"] = {"words": said.words, "cue": said.cue, "quotation": said.quotation, "denies": denies}
        if card.figure:
            found["figure"] = asdict(card.figure)
        return found

    def span(self, span: Span) -> list[int]:
        """Article, first segment, and the one after the last."""
        return [self.articles[span.article], *self.texts[span.article].range(span)]
