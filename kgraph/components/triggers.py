"""A word that tells of an event, with all that a frame says of how it does."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from kgraph.components.slots import Slots
from kgraph.ontology import EventType, Frame
from kgraph.records import Attribution, Slice


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

    @property
    def slice(self) -> Slice:
        """The word with those of its further words that stand right beside it: "air strike", but "blew [it] up".

        Adverbs of the way are none of them: "*flew* back".

        Where one of them names the event by itself, it alone is the trigger: "launched a series of *attacks*".
        """
        for word in self.further:
            names = any(word.lemma_.lower() in frame.nouns for frame in self.kind.frames)
            manner = self.frame.effect is not None and word.head.lower_ == "to"  # "stabbed to death"
            if word.pos_ == "NOUN" and names and not manner and not self._is_thing(word):
                return Slice(word.idx, word.idx + len(word))
        others = {t.i for t in self.further if t.dep_ != "advmod"}
        first = last = self.word.i
        while first - 1 in others:
            first -= 1
        while last + 1 in others:
            last += 1
        end = self.word.doc[last]
        return Slice(self.word.doc[first].idx, end.idx + len(end))

    def _is_thing(self, noun: Token) -> bool:
        """Whether a noun that now and then tells of a deed is here what it is done with: "planted a *bomb*"."""
        loose = any(noun.lemma_.lower() in frame.loose for frame in self.kind.frames)
        roles = (self.kind.role(name) for slot, name in self.frame.slots if noun in self.slots.get(slot, ()))
        return loose and any(role is not None and role.types == {"Artifact"} for role in roles)
