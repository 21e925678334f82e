"""Claims that a model has learned to see, joined with those that grammar shows."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from kgraph.components.cues import CueFinder
from kgraph.components.drafts import Draft
from kgraph.components.learned_claims import LearnedClaim
from kgraph.components.subjects import is_passive
from kgraph.ontology import SpeechAct
from kgraph.records import Slice

# Acts of which grammar alone is believed.
PLAIN = frozenset(("say", "tell", "add", "report", "announce", "warn", "deny", "confirm", "claim", "demand", "accuse"))
# ... and constructions that are believed anywhere.
SURE = frozenset(("citing", "hearsay", "according"))


def merge_drafts(learned: Iterable[LearnedClaim], rules: list[Draft], finder: CueFinder) -> list[Draft]:
    """The learned claims, each with what grammar knows about the same cue, and rules' claims that the model cannot see.

    The model was trained on outermost claims: claims within their words come from grammar.
    """
    drafts: list[Draft] = []
    used: set[int] = set()
    for claim in learned:
        same = next((r for r in rules if id(r) not in used and r.cue_span.overlaps(claim.cue_span)), None)
        if same is not None:
            used.add(id(same))
        drafts.append(_from_learned(claim, same, finder))
    outermost = list(drafts)
    for rule in rules:
        if id(rule) in used or not rule.contents:
            continue
        inside = any(c.holds(rule.cue_span) for d in outermost for c in d.contents)
        nested = inside and rule.kind == "clause" and _is_plain(rule)
        if rule.kind in SURE or nested or _is_missed(rule, outermost):
            drafts.append(rule)
    return sorted(drafts, key=lambda d: d.cue_span)


def _is_missed(rule: Draft, learned: list[Draft]) -> bool:
    """A plain "X said ..." whose words no learned claim shares, or whose words hold another's whole claim."""
    if rule.kind not in ("clause", "quote") or not _is_plain(rule):
        return False
    sharing = [d for d in learned if any(c.overlaps(own) for c in d.contents for own in rule.contents)]
    return all(any(own.holds(d.cue_span) for own in rule.contents) for d in sharing)


def _is_plain(rule: Draft) -> bool:
    return rule.act.name in PLAIN and rule.source is not None and rule.source.pos_ != "PRON"


def _from_learned(claim: LearnedClaim, same: Draft | None, finder: CueFinder) -> Draft:
    if same is not None and same.kind == "citing":
        return same  # "X reported, citing Y": the model takes Y for what X says
    contents = [c for c in (_without_listener(claim, c, same) for c in claim.contents) if c.end > c.start]
    if same is not None and same.kind == "according" and len(claim.contents) > 1:
        contents = list(same.contents)
    source = claim.source
    if source is None and same is not None and claim.cue.tag_ == "VBG":
        source = same.source  # "..., adding that ...": the subject stands far off
    elif source is not None and source.lower_ == "it" and is_passive(source.head):
        source = None  # "it is assumed that"
    draft = Draft(
        cue=claim.cue,
        cue_span=claim.cue_span,
        kind="learned",
        act=same.act if same is not None else act_of(claim.cue, claim.cue_span, finder),
        source=source,
        contents=contents,
        source_span=claim.source_span if source is claim.source else None,
        probability=claim.probability,
    )
    if (
        same is not None
        and same.addressee is not None
        and not any(c.start <= same.addressee.idx < c.end for c in claim.contents)
    ):
        draft.addressee = same.addressee
    return draft


def _without_listener(claim: LearnedClaim, content: Slice, same: Draft | None) -> Slice:
    """Cut the listener from the start of the contents: "told [the radio] that ..."."""
    doc = claim.cue.doc
    span = doc.char_span(content.start, content.end, alignment_mode="expand")
    if span is None or content.start < claim.cue_span.end or same is None or same.addressee is None:
        return content
    for token in span[:10]:
        if token.lower_ == "that" and token.dep_ == "mark" and token.i > span.start:
            return Slice(token.idx, content.end) if same.addressee in list(doc[span.start : token.i]) else content
    return content


def act_of(cue: Token, span: Slice, finder: CueFinder) -> SpeechAct:
    """The speech act of a cue of any kind: of its head, else of another of its words, else saying."""
    tokens = [cue, *(t for t in cue.sent if span.start <= t.idx < span.end and t.i != cue.i)]
    for token in tokens:
        if token.pos_ in ("VERB", "AUX") and (found := finder.act_of(token)):
            return found[0]
        if (act := finder.nouns.get(token.lemma_.lower()) or finder.adjectives.get(token.lower_)) is not None:
            return act
    return finder.fallback
