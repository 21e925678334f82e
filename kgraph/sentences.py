"""Sentences of a text, told by their marks alone: for showing what stands around a slice."""

from __future__ import annotations

import re
from functools import lru_cache

# The end of a sentence: its mark with closing quotes, and what stands between it and the next one's capital.
STOP = re.compile(r"(?P<mark>(?<!\b[A-Z])(?<!\b(?:Mr|Ms|Dr|St))(?<!\bMrs)[.!?][”’\"')]*)\s+(?=[“‘\"'(]*[A-Z0-9])")


@lru_cache(maxsize=100_000)
def find_sentence(text: str, begin: int, end: int) -> tuple[int, int]:
    """The begin and end of the sentence, or sentences, that hold a slice; they never cross a line end.

    >>> text = "It rained. Mr. Orr said so. Then it stopped."
    >>> begin, end = find_sentence(text, 15, 18)
    >>> text[begin:end]
    'Mr. Orr said so.'
    """
    first = text.rfind("\n", 0, begin) + 1
    last = text.find("\n", end)
    last = len(text) if last < 0 else last
    for stop in STOP.finditer(text, first, last):
        if stop.end() <= begin:
            first = stop.end()
        elif stop.start("mark") >= end - 1:
            last = stop.end("mark")
            break
    return first, last
