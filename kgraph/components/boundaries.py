"""Where a model draws the ends of a claim's contents, and what the parse tree says against it."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Span, Token

from kgraph.components.embedded import is_embedded
from kgraph.components.labels import RELATIVE, SUBJECTS
from kgraph.components.quotes import ENDERS
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


def mend_ends(cue: Token, contents: Sequence[Slice]) -> list[Slice]:
    """Contents with the whole of the clauses that they begin or end in."""
    contents = _within_clause(cue, contents)
    first, *more = (_end_with_quote(_without_comma(cue, c), cue) for c in contents)
    return _with_subject(cue, _finish_clause(cue, [_without_preposition(first, cue), *more]))


def _within_clause(cue: Token, contents: Sequence[Slice]) -> Sequence[Slice]:
    """ "A driver police believe [hit a cyclist] was arrested": the rest is the sentence's own."""
    verb = next((c for c in cue.rights if is_embedded(c)), None)
    if verb is None:
        return contents
    last = max((t for t in verb.subtree if not t.is_punct), key=lambda t: t.i)
    end = last.idx + len(last)
    inside = [Slice(c.start, min(c.end, end)) for c in contents if cue.idx < c.start < end]
    return inside or contents


def _without_preposition(content: Slice, cue: Token) -> Slice:
    """ "Reported the arrest [on] Monday": a day that is told of the cue takes its preposition along."""
    span = cue.doc.char_span(content.start, content.end, alignment_mode="expand")
    if span is None or len(span) < 2 or span[-1].dep_ != "prep":
        return content
    told = next((c for c in span[-1].children if c.dep_ == "pobj" and c.i >= span.end), None)
    is_time = told is not None and told.ent_type_ in ("DATE", "TIME")
    return Slice(content.start, span[-2].idx + len(span[-2])) if is_time else content


def _end_with_quote(content: Slice, cue: Token) -> Slice:
    """ "“It was a massacre,” the | imam was quoted as saying": the article belongs to whom it stands before."""
    span = cue.doc.char_span(content.start, content.end, alignment_mode="expand")
    if span is None or len(span) < 3 or span[-1].dep_ != "det" or span[-1].head.i < span.end or cue.i < span.end:
        return content
    mark = span[-2]
    return Slice(content.start, mark.idx + len(mark)) if mark.text in ENDERS else content


def _without_comma(cue: Token, content: Slice) -> Slice:
    span = cue.doc.char_span(content.start, content.end, alignment_mode="expand")
    while span is not None and len(span) > 1 and span[0].text in (",", ";", "-"):
        span = span[1:]
    return content if span is None else Slice(max(content.start, span[0].idx), content.end)


def _finish_clause(cue: Token, contents: Sequence[Slice]) -> list[Slice]:
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


def _with_subject(cue: Token, contents: list[Slice]) -> list[Slice]:
    """ "The dam, Holt said, was safe": the dam is a part of what she said."""
    first, *more = contents
    span = cue.doc.char_span(first.start, first.end, alignment_mode="expand")
    if span is None or cue.i >= span.start:
        return contents
    span = cue.doc[_start_of_name(span, cue) : span.end]
    contents = [Slice(span[0].idx, first.end), *more]
    verb = next((t for t in span if t.head.i == t.i or not span.start <= t.head.i < span.end), None)
    if verb is None or verb.pos_ not in ("VERB", "AUX") or not _is_between(cue, verb):
        return contents
    subject = next((c for c in verb.children if c.dep_ in SUBJECTS and c.right_edge.i < cue.left_edge.i), None)
    if subject is None or subject.lower_ in RELATIVE:
        return contents
    last = subject.doc[subject.right_edge.i]
    if last.is_punct or last.is_space:
        last = last.nbor(-1)
    return [Slice(subject.doc[subject.left_edge.i].idx, last.idx + len(last)), *contents]


def _start_of_name(span: Span, cue: Token) -> int:
    """ "Signed a treaty with the Orle | Fishing Fund": a name is not cut in two."""
    start = span.start
    while start - 1 > cue.i and (before := span.doc[start - 1]).dep_ == "compound" and before.head in span:
        start -= 1
    return start


def _is_between(cue: Token, verb: Token) -> bool:
    """Whether a cue stands in brackets of commas in the clause of a verb, which does not hang on it."""
    return (
        cue.head.i == verb.i
        and cue.dep_ in ("ccomp", "parataxis")
        or (verb.head.i == cue.i and verb.dep_ == "ccomp" and verb.left_edge.i < cue.i)
    )
