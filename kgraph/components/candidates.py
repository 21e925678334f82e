"""A mention before its entity is known."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc

from kgraph.records import Slice


@dataclass(frozen=True, slots=True)
class Candidate:
    """A mention before its entity is known: tokens `start` up to `end` with their head.

    `authority` is the IRI of a known name; `demonym` tells that the words are a nationality.
    """

    start: int
    end: int
    head: int
    kind: str
    type: str
    authority: str | None = None
    demonym: bool = False
    whole: int = 0  # where the words end that name it in full: "Kerava, [Norway]"; the inner name is another mention

    def text_of(self, doc: Doc) -> str:
        """The words themselves."""
        return str(doc[self.start : self.end].text)

    def slice_of(self, doc: Doc) -> Slice:
        """Their place in the text, with the rest of a full name."""
        span = doc[self.start : max(self.end, self.whole)]
        return Slice(span.start_char, span.end_char)
