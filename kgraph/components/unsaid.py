"""What is not said: whether a cue is negated, or has nobody behind it."""

from __future__ import annotations

from spacy.tokens import Token

from kgraph.components.cues import CueFinder
from kgraph.components.drafts import Draft
from kgraph.components.quantities import is_nobody
from kgraph.components.subjects import find_subject
from kgraph.records import Slice

KEEPING = frozenset(("refuse", "decline", "fail"))  # "declined to say"
SILENT = frozenset(  # these negate by themselves
    """dodge evade ignorant mum mute oblivious omit sidestep silence silent speechless tight-lipped unaware
    withhold""".split()
)
NAMING = frozenset("identify name quote".split())
MERELY = frozenset(("only", "just", "simply", "merely"))  # "did not only say": it was said
# Who does not do this speaks all the same: "did not hesitate to accuse", "never missed a chance to remind".
ABSTAINING = frozenset("cease help hesitate miss neglect omit quit refrain resist shrink shy stop tire".split())
# "Made no secret of", "had no doubt that": it is said, or thought.
SURELY = frozenset("apology bone doubt illusion mistake question secret time".split())


def is_negated(draft: Draft, finder: CueFinder) -> bool:
    """Whether the source did not say, think or want it: "did not mention", "declined to comment", "was silent on"."""
    cue, span = draft.cue, draft.cue_span
    words = [t for t in (cue, *cue.children) if span.start <= t.idx < span.end]
    silent = any(t.lemma_.lower() in SILENT or t.lower_ in SILENT for t in words)
    return silent != (_is_denied(draft, finder) or _says_nothing(draft))


def _is_denied(draft: Draft, finder: CueFinder) -> bool:
    cue = draft.cue
    if cue.pos_ not in ("VERB", "AUX"):
        return False
    beside = _beside(draft)
    # "not once has he said"
    never = [g for c in beside if c.dep_ == "advmod" and c.lower_ == "once" for g in c.children]
    negated = any(_negates(c) for c in (*beside, *never))
    if cue.lemma_ in KEEPING and any(c.dep_ == "xcomp" and _is_told(c, draft, finder) for c in cue.children):
        return not negated  # "never fails to mention"
    if cue.dep_ == "xcomp" and cue.head.lemma_ in KEEPING:
        return not any(_negates(c) for c in cue.head.children)
    if any(c.lower_ == "neither" and c.i < cue.i for c in cue.children):
        return True  # "neither confirmed nor denied"
    return negated and cue.lemma_ not in ABSTAINING


def _is_told(verb: Token, draft: Draft, finder: CueFinder) -> bool:
    """Whether a verb tells of speaking: it is a cue itself, or the model took it for one ("declined to give")."""
    act = finder.act_of(verb)
    return act is not None and act[0].speech or draft.act in (finder.fallback, finder.stance)


def _negates(word: Token) -> bool:
    """ "Not" before a verb or right behind it; farther off, after a dash, it is about something else."""
    doc = word.doc
    near = word.i <= word.head.i + 1
    return word.dep_ == "neg" and near and not (word.i + 1 < len(doc) and doc[word.i + 1].lower_ in MERELY)


def _says_nothing(draft: Draft) -> bool:
    """ "Said nothing about", "made no mention of", but not "made no secret of" or "said no to"."""
    span = draft.cue_span
    words = [t for t in draft.cue.sent if span.start <= t.idx < span.end]
    return any(
        t.lower_ == "nothing" or t.lower_ == "no" and t.dep_ == "det" and t.head.lemma_ not in SURELY
        for t in words
        if not any(c.start <= t.idx < c.end for c in draft.contents)
    )


def _beside(draft: Draft) -> list[Token]:
    """The words below a cue that are none of what is said: “Certainly not,” she said."""
    return [t for t in draft.cue.children if not any(c.start <= t.idx < c.end for c in draft.contents)]


def is_nobodys(cue: Token) -> bool:
    """Whether there is no source at all: "nobody said", "no official confirmed"."""
    subject = find_subject(cue) if cue.pos_ in ("VERB", "AUX") else None
    return subject is not None and (is_nobody(subject) or any(c.lower_ == "no" for c in subject.children))


def asks_for_silence(cue: Token) -> bool:
    """ "Who asked not to be named", "declined to be identified": how the source wants to be known, not what it says."""
    return any(
        c.dep_ in ("xcomp", "ccomp")
        and c.lemma_ in NAMING
        and c.tag_ == "VBN"
        and (cue.lemma_ in KEEPING or any(g.dep_ == "neg" for g in c.children))
        for c in cue.children
    )


def with_negation(draft: Draft) -> Slice:
    """The words of a negated cue with those that negate it: "did not mention", "declined to say"."""
    cue, span = draft.cue, draft.cue_span
    above = [cue.head] if cue.dep_ == "xcomp" and cue.head.lemma_ in KEEPING else []
    beside = (t for t in _beside(draft) if t.dep_ in ("aux", "auxpass", "neg"))
    start = min([span.start, *(t.idx for t in (*above, *beside) if t.i < cue.i)])
    who = draft.source
    parted = who is not None and start < who.idx < span.start  # "not once has she said"
    return span if parted else Slice(start, span.end)


def asks_for_part(clause: Token) -> bool:
    """Whether a clause leaves open only a part of what is so: "did not say how many were hurt", but "whether"."""
    return any(t.tag_[0] == "W" for t in clause.doc[clause.left_edge.i : clause.i])
