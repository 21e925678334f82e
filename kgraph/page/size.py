"""The size of a page: what goes into it when not all can."""

from __future__ import annotations

from collections import Counter

from kgraph.page.cards import Card
from kgraph.page.index import Index

LIMIT = 25_000_000  # bytes of a page; a browser opens that in a few seconds
CARD = 540  # bytes that a card with its lines and nodes needs beside its words


def choose_articles(index: Index, cards: dict[str, Card], limit: int) -> tuple[list[str], list[str]]:
    """The articles that go into a page of at most `limit` bytes, and those that are left out, both sorted.

    An article goes in whole or not at all. Those come first whose actors and places most other articles tell of too.
    """
    articles = index.of_type("Article")
    sizes = {article: len((index.value(article, "text") or "").encode()) for article in articles}
    reach: Counter[str] = Counter()
    common = Counter(end for card in cards.values() for end in set(card.ends))
    for card in cards.values():
        told = [card.title, card.who, *(value for _, value in card.facts), card.saying.words if card.saying else ""]
        sizes[card.article] = sizes.get(card.article, 0) + CARD + sum(len(text.encode()) for text in told)
        reach[card.article] += sum(common[end] for end in card.ends)
    kept: list[str] = []
    used = 0
    for article in sorted(articles, key=lambda each: (-reach[each], each)):
        if used + sizes[article] <= limit or not kept:
            kept.append(article)
            used += sizes[article]
    return sorted(kept), sorted(set(articles) - set(kept))
