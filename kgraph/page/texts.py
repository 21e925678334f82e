"""Texts: articles cut into segments, so that a browser needs no offsets.

Offsets in the graph count code points and a browser counts UTF-16 units; so each text is cut wherever evidence or a
sentence begins or ends, and whatever is proven names the segments that prove it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable

from kgraph.page.cards import Card
from kgraph.page.index import Index
from kgraph.page.passages import Span


class Text:
    """An article's text in segments.

    >>> text = Text("One two three", [Span("a", 4, 7)])
    >>> text.segments, text.range(Span("a", 4, 13))
    (['One ', 'two', ' three'], [1, 3])
    """

    def __init__(self, text: str, spans: Iterable[Span]) -> None:
        lines = [place + 1 for place, character in enumerate(text) if character == "\n"]
        cuts = {0, len(text), *lines, *(place for span in spans for place in (span.begin, span.end))}
        self.cuts = sorted(cut for cut in cuts if 0 <= cut <= len(text))
        self.segments = [text[a:b] for a, b in zip(self.cuts, self.cuts[1:], strict=False)]

    def range(self, span: Span) -> list[int]:
        """The first segment of a span, and the one after its last."""
        return [bisect_left(self.cuts, span.begin), bisect_left(self.cuts, span.end)]


def cut_texts(index: Index, articles: Iterable[str], cards: Iterable[Card]) -> dict[str, Text]:
    """The texts of the articles, cut at all that their cards show."""
    spans: dict[str, list[Span]] = defaultdict(list)
    for card in cards:
        for span in (*card.passages, *card.marks):
            spans[span.article].append(span)
    return {article: Text(index.value(article, "text") or "", spans[article]) for article in articles}
