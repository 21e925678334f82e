"""A word that tells of an event, with all that a frame says of how it does."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from kgraph.components.slots import Slots
from kgraph.ontology import EventType, Frame
from kgraph.records import Attribution


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word with its frame: the frame's further words, the light verb that carries it, what stands in its slots, and
    the claim that holds it.

    `part` is the part of speech by which the frame knows the word: verb, noun or adjective.
    """

    word: Token
    part: str
    kind: EventType
    frame: Frame
    further: tuple[Token, ...]
    carrier: Token | None
    slots: Slots
    claim: Attribution | None

    @property
    def verb(self) -> Token:
        """The verb of its clause, or a noun on its own."""
        return self.carrier or self.word

    @property
    def phrase(self) -> str:
        """Its words, as frames name them."""
        return " ".join(t.lemma_.lower() for t in (self.word, *self.further))

    @property
    def is_vague(self) -> bool:
        """Whether the frame calls these words loose: they tell of much else, too."""
        return self.phrase in self.frame.loose or not self.further and self.word.lower_ in self.frame.loose
