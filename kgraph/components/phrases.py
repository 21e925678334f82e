"""Tokens as slices of the text: contiguous runs, without marks and conjunctions at their ends."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Span, Token

from kgraph.records import Slice

TRAILING = frozenset((",", ";", ":", "-", "–", "—", "--"))


def cut(content: Slice, phrase: Slice, text: str) -> Slice | None:
    if not content.overlaps(phrase):
        return content
    start, end = content.start, phrase.start
    while end > start and text[end - 1] in " ,":
        end -= 1
    return Slice(start, end) if end > start else None


def runs(tokens: Iterable[Token], exclude: set[Token]) -> list[Slice]:
    """Tokens as contiguous slices, white space, a leading "that" and marks at the ends cut off."""
    kept = sorted({t for t in tokens if t not in exclude}, key=lambda t: t.i)
    runs: list[list[Token]] = []
    for token in kept:
        if (
            runs
            and all(t.is_space or t.is_punct for t in token.doc[runs[-1][-1].i + 1 : token.i])
            and not (
                token.i - runs[-1][-1].i > 1 and any(t in exclude for t in token.doc[runs[-1][-1].i + 1 : token.i])
            )
        ):
            runs[-1].append(token)
        else:
            runs.append([token])
    return [
        s
        for run in runs
        if any(t.text[:1].isalnum() for t in run) and (s := trim(run[0].doc[run[0].i : run[-1].i + 1]))
    ]


def trim(span: Span) -> Slice | None:
    """A span without white space, marks and a conjunction at its ends; closing quote marks stay."""
    tokens = list(span)
    while tokens and (
        tokens[0].is_space
        or tokens[0].lower_ in (*TRAILING, ".", "that", "and")
        and tokens[0].pos_ in ("PUNCT", "SCONJ", "CCONJ", "SYM", "DET", "PRON")
        and not (tokens[0].lower_ == "that" and tokens[0].dep_ != "mark")
    ):
        tokens.pop(0)
    while tokens and (tokens[-1].is_space or tokens[-1].lower_ in (*TRAILING, ".")):
        tokens.pop()
    return Slice(tokens[0].idx, tokens[-1].idx + len(tokens[-1])) if tokens else None
