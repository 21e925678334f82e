"""Passages: the sentences of an article that prove a claim, an event or a statement, and what to mark in them."""

from __future__ import annotations

from dataclasses import dataclass

from kgraph.page.index import Index
from kgraph.sentences import find_sentence

# How evidence is marked; where slices overlap, the later in this order is seen.
MARKS = {
    "contentEvidence": "content",
    "evidence": "content",
    "roleEvidence": "role",
    "placeEvidence": "role",
    "quantityEvidence": "figure",
    "dateEvidence": "date",
    "addresseeEvidence": "role",
    "mediumEvidence": "role",
    "sourceEvidence": "source",
    "cueEvidence": "cue",
    "triggerEvidence": "cue",
}


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters `begin` up to but not including `end` of an article's text; `mark` is "" for a whole sentence."""

    article: str
    begin: int
    end: int
    mark: str = ""


def find_marks(index: Index, node: str) -> list[Span]:
    """The node's evidence, in the order in which it is painted."""
    found: dict[tuple[str, int, int], str] = {}
    for property, mark in MARKS.items():
        for piece in index.values(node, property):
            if place := index.place(piece):
                found.pop(place, None)
                found[place] = mark
    return [Span(*place, mark) for place, mark in found.items()]


def find_passages(index: Index, marks: list[Span]) -> list[Span]:
    """The sentences that hold the marks, those that touch joined, in order of the text."""
    spans: list[Span] = []
    for mark in sorted(marks):
        begin, end = find_sentence(index.value(mark.article, "text") or "", mark.begin, mark.end)
        if spans and spans[-1].article == mark.article and begin <= spans[-1].end + 1:
            spans[-1] = Span(mark.article, spans[-1].begin, max(end, spans[-1].end))
        else:
            spans.append(Span(mark.article, begin, end))
    return spans
