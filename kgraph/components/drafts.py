"""A claim in the making: what cues and quotations are joined in before it becomes a record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from spacy.tokens import Token

from kgraph.components.learned_claims import LearnedClaim
from kgraph.ontology import SpeechAct
from kgraph.records import Slice


@dataclass(slots=True)
class Draft:
    """A claim in the making. `kind` names the construction, from which its confidence follows."""

    cue: Token
    cue_span: Slice
    kind: str
    act: SpeechAct
    source: Token | None
    contents: list[Slice] = field(default_factory=list)
    quoted: bool = False
    within: Draft | None = None
    addressee: Token | None = None
    source_span: Slice | None = None  # where a model saw the source, else grammar gives it
    learned: LearnedClaim | None = None  # as a model saw it
    grammar: str = ""  # the construction, where grammar saw it
    agreement: float = 0.0  # of the contents as both saw them: shared characters over all
    protected: bool = False  # kept however unlikely
    zone: str = "body"
    negated: bool = False  # the source did not say, think or want it
    probability: float = 0.0


@dataclass(frozen=True, slots=True)
class Learned:
    """What a model sees in an article, the weight of each kind of evidence, and the least probability of a claim."""

    claims: list[LearnedClaim]
    weights: Mapping[str, float]
    least: float
