"""Quoted stretches of a text, whatever its quote marks, unbalanced and mangled ones included."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kgraph.records import Slice, Zone

DOUBLE = re.compile(r"[\"“”„‟«»＂]|``|''|‘‘|’’")
CLOSING = frozenset("”»''’’")  # marks that never open, where they stand in pairs
# Words of a parsed text that may open or close a quotation.
OPENERS = frozenset(("“", '"', "‘", "``", "«"))
ENDERS = frozenset(("”", '"', "’", "'", "''", "»"))
# Single marks count only where no double ones are, as an apostrophe looks like a closing one.
SINGLE = re.compile(r"(?<![\w’'])[‘'](?!\d0s\b)(?=[\w(\[])(?P<inner>[^‘\n]+?)(?P<close>[’'])(?![\w’'])")
LONGEST = 4000


@dataclass(frozen=True, slots=True)
class Quote:
    """A quoted stretch: `outer` with its marks, `inner` without; `open` when no mark closes it in its block."""

    outer: Slice
    inner: Slice
    open: bool


def find_quotes(text: str, zones: list[Zone]) -> list[Quote]:
    """All quoted stretches, block by block, in order; none spans two blocks.

    Marks are taken in turn, the first opens and the next closes, whichever way they lean: news texts hold both
    “such pairs” and “such, “ ones. A closing mark without an opening one takes the text from the block's start where
    the block before left a quote open, and is otherwise ignored.

    >>> text = "“We stay, “he said. “Here."
    >>> [q.inner.of(text) for q in find_quotes(text, [Zone(Slice(0, len(text)), "body")])]
    ['We stay, ', 'Here.']
    """
    quotes: list[Quote] = []
    for zone in zones:
        carried = bool(quotes) and quotes[-1].open
        found = list(_double(text, zone.slice, carried)) or list(_single(text, zone.slice))
        quotes += found
    return quotes


def _double(text: str, block: Slice, carried: bool) -> Iterator[Quote]:
    start: re.Match[str] | None = None
    for mark in DOUBLE.finditer(text, block.start, block.end):
        if start is None and _is_inch(text, mark):
            continue
        if start is None:
            if mark[0] in CLOSING and _closes(text, mark, block):
                if carried and mark.start() > block.start:
                    yield Quote(Slice(block.start, mark.end()), Slice(block.start, mark.start()), False)
                carried = False
                continue
            start, carried = mark, False
        else:
            yield Quote(Slice(start.start(), mark.end()), Slice(start.end(), mark.start()), False)
            start = None
    if start is not None and block.end > start.end() and block.end - start.end() <= LONGEST:
        yield Quote(Slice(start.start(), block.end), Slice(start.end(), block.end), True)


def _closes(text: str, mark: re.Match[str], block: Slice) -> bool:
    after = text[mark.end() : mark.end() + 1]
    return mark.start() > block.start and (mark.end() >= block.end or not (after.isalnum()))


def _is_inch(text: str, mark: re.Match[str]) -> bool:
    return (
        mark[0] == '"'
        and text[max(0, mark.start() - 1) : mark.start()].isdigit()
        and text[mark.end() : mark.end() + 1] == " "
    )


def _single(text: str, block: Slice) -> Iterator[Quote]:
    for match in SINGLE.finditer(text, block.start, block.end):
        if len(match["inner"]) > 1:
            yield Quote(Slice(*match.span()), Slice(*match.span("inner")), False)
