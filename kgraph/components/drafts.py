"""A claim in the making: what cues and quotations are joined in before it becomes a record."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Token

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
    probability: float | None = None  # a model's, calibrated
