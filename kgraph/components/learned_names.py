"""Names as a model has learned to see them: people, organizations, places, and peoples or groups."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from kgraph.components.candidates import Candidate
from kgraph.components.encoder import Chain, EncodedWindow

SPEECH_WORDS = frozenset("Said Says Added Adds Asked Asks Noted Notes Replied Wrote Writes Explained Recalled".split())
CLASSES = ("Person", "Organization", "Place", "Group")


def find_names(doc: Doc, encoding: Sequence[EncodedWindow], chain: Chain) -> list[Candidate]:
    """All names of an article in order, without overlap."""
    found: list[Candidate] = []
    if not encoding:
        return found
    for encoded, tags in zip(encoding, chain.best_tags([e.names for e in encoding]), strict=True):
        for start, end, kind in _spans(tags.tolist()):
            first, last = encoded.window.tokens[start], encoded.window.tokens[end - 1] + 1
            if doc[last - 1].text == "Press" and doc[last : last + 1].text == "Secretary":
                last -= 1  # "White House Press Secretary"
            while last - first > 1 and _is_no_end(doc[last - 1], CLASSES[kind]):
                last -= 1
            if last - first > 1 and CLASSES[kind] == "Person" and doc[first].text in SPEECH_WORDS:
                first += 1  # "Added Hall: ..."
            found.append(Candidate(first, last, doc[first:last].root.i, "name", CLASSES[kind]))
    return found


def _is_no_end(word: Token, kind: str) -> bool:
    """Whether no name ends so: people's in small letters ("Omar saheb", "Ada wept"), any in a preposition."""
    return word.is_lower and word.is_alpha and (kind == "Person" or word.pos_ == "ADP")


def _spans(tags: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """Start, end and class of each name; tag 2n + 1 starts one of class n, 2n + 2 goes on with it.

    >>> list(_spans([1, 2, 0, 5, 5, 6, 4]))
    [(0, 2, 0), (3, 4, 2), (4, 6, 2), (6, 7, 1)]
    """
    start = 0
    for n, tag in enumerate((*tags, 0)):
        before = tags[n - 1] if n else 0
        goes_on = tag and tag % 2 == 0 and before in (tag, tag - 1)
        if before and not goes_on:
            yield start, n, (before - 1) // 2
        if not goes_on:
            start = n
