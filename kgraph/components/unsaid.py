"""What is not said: whether a cue is negated, or has nobody behind it."""

from __future__ import annotations

from spacy.tokens import Token

from kgraph.components.cues import CueFinder
from kgraph.components.quantities import is_nobody
from kgraph.components.subjects import find_subject
from kgraph.records import Slice

KEEPING = frozenset(("refuse", "decline", "fail"))  # "declined to say"
SILENT = frozenset(  # these negate by themselves
    """dodge evade ignorant mum mute oblivious omit sidestep silence silent speechless tight-lipped unaware
    withhold""".split()
)
MERELY = frozenset(("only", "just", "simply", "merely"))  # "did not only say": it was said


def is_negated(cue: Token, span: Slice, finder: CueFinder) -> bool:
    """Whether the source did not say, think or want it: "did not mention", "declined to comment", "was silent on"."""
    words = [t for t in (cue, *cue.children) if span.start <= t.idx < span.end]
    silent = any(t.lemma_.lower() in SILENT or t.lower_ in SILENT for t in words)
    return silent != _is_denied(cue, finder)


def _is_denied(cue: Token, finder: CueFinder) -> bool:
    if cue.pos_ not in ("VERB", "AUX"):
        return False
    if cue.lemma_ in KEEPING:
        return any(c.dep_ == "xcomp" and (act := finder.act_of(c)) and act[0].speech for c in cue.children)
    if cue.dep_ == "xcomp" and cue.head.lemma_ in KEEPING:
        return True
    if any(c.lower_ == "neither" and c.i < cue.i for c in cue.children):
        return True  # "neither confirmed nor denied"
    return any(
        c.dep_ == "neg" and not (c.i + 1 < len(cue.doc) and cue.doc[c.i + 1].lower_ in MERELY) for c in cue.children
    )


def is_nobodys(cue: Token) -> bool:
    """Whether there is no source at all: "nobody said", "no official confirmed"."""
    subject = find_subject(cue) if cue.pos_ in ("VERB", "AUX") else None
    return subject is not None and (is_nobody(subject) or any(c.lower_ == "no" for c in subject.children))


def with_negation(cue: Token, span: Slice) -> Slice:
    """The words of a negated cue with those that negate it: "did not mention", "declined to say"."""
    above = [cue.head] if cue.dep_ == "xcomp" and cue.head.lemma_ in KEEPING else []
    words = [t for t in (*above, *cue.children) if t.i < cue.i and (t in above or t.dep_ in ("aux", "auxpass", "neg"))]
    return Slice(min([span.start, *(t.idx for t in words)]), span.end)


def asks_for_part(clause: Token) -> bool:
    """Whether a clause leaves open only a part of what is so: "did not say how many were hurt", but "whether"."""
    return any(t.tag_[0] == "W" for t in clause.doc[clause.left_edge.i : clause.i])
