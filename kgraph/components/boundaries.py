"""Where a model draws the ends of a claim's contents, and what the parse tree says against it."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from kgraph.components.subjects import SUBJECTS
from kgraph.records import Slice

PARTS = frozenset(("det", "amod", "compound", "nummod", "poss", "aux"))  # of a phrase, before its head


def is_broken(cue: Token, contents: Sequence[Slice]) -> bool:
    """Whether contents cut a phrase in two: "neighbouring San | Telmo", or part a clause from its subject."""
    span = cue.doc.char_span(contents[0].start, contents[-1].end, alignment_mode="expand")
    if span is None:
        return False
    first, last = span[0], span[-1]
    if last.head.i >= span.end and last.head.i <= span.end + 1 and last.dep_ in PARTS:
        return True
    if first.head.i == first.i - 1 and first.dep_ in ("nummod", "compound", "flat") and first.head.i != cue.i:
        return True
    root = next((t for t in span if t.head.i < span.start or t.head.i >= span.end), first)
    return root.pos_ in ("VERB", "AUX") and any(
        c.dep_ in ("nsubj", "nsubjpass", "aux", "auxpass") and c.i < span.start and not c.i < cue.i < span.start
        for c in root.children
    )


def finish_clause(cue: Token, contents: Sequence[Slice]) -> list[Slice]:
    """Contents that end in the subject of a clause go on to the clause's end: "praised the plan that he | said ...".

    A claim within another makes a model stop before the inner cue.
    """
    *before, last = contents
    span = cue.doc.char_span(last.start, last.end, alignment_mode="expand")
    if span is None or cue.i >= span.start:
        return list(contents)
    subject = next(
        (t for t in reversed(span) if t.dep_ in SUBJECTS and t.head.i >= span.end and t.right_edge.i < span.end), None
    )
    if subject is None or not (span.start <= subject.head.head.i < span.end or subject.head.head.i == cue.i):
        return list(contents)
    words = subject.doc[span.start : subject.head.right_edge.i + 1]
    while words[-1].is_punct or words[-1].is_space:
        words = words[:-1]
    return [*before, Slice(last.start, words[-1].idx + len(words[-1]))]
