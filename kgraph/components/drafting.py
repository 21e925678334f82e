"""Claims in the making: grammar's and the model's joined, quotations added, each weighed, the unlikely dropped."""

from __future__ import annotations

import re

from spacy.tokens import Doc

from kgraph.components.cues import CueFinder, find_drafts
from kgraph.components.drafts import Draft, Learned
from kgraph.components.evidence import chance, chance_by_rules, weigh
from kgraph.components.merging import is_quoted, merge_drafts
from kgraph.components.quotations import join_quotes
from kgraph.components.quotes import Quote
from kgraph.components.unsaid import is_negated, with_negation
from kgraph.components.zones import STORY_ZONES, zones_by_token
from kgraph.ontology import Ontology
from kgraph.records import Slice, Time, Zone

SHOWING = frozenset(("show", "find"))  # "polls show that ...": within a claim this is mostly an argument, not a report


def draft_claims(
    doc: Doc,
    zones: list[Zone],
    quotes: list[Quote],
    times: list[Time],
    ontology: Ontology,
    learned: Learned | None = None,
) -> list[Draft]:
    """All claims of an article, nested, in order of their cues; by rules alone where `learned` is None."""
    finder, text = CueFinder(ontology), doc.text  # a Doc makes its text anew at every use
    zone_at = zones_by_token(doc, zones)
    silent = [zone not in STORY_ZONES for zone in zone_at]
    drafts = find_drafts(doc, finder, silent)
    drafts = _drop_quoted(drafts, quotes)
    if learned is not None:
        drafts = merge_drafts([c for c in learned.claims if not silent[c.cue.i]], drafts, finder)
    join_quotes(doc, text, drafts, quotes, zones, silent)
    drafts = [d for d in drafts if d.contents]
    for draft in drafts:
        draft.contents = [
            c
            for c in (
                c if draft.kind == "learned" else _without_frame(text, c, draft, quotes, times, ontology)
                for c in draft.contents
            )
            if c.end > c.start
        ]
        _reach_back(doc, text, draft, drafts, zones)
    drafts = [
        d
        for d in drafts
        if d.contents
        and not (
            d.kind == "hearsay"
            and d.source is None
            and any(c.holds(d.cue_span) for other in drafts if other is not d for c in other.contents)
        )
    ]
    for draft in drafts:
        draft.negated = is_negated(draft, finder)
        if draft.negated:
            draft.cue_span = with_negation(draft)
    _nest(drafts)
    for draft in drafts:
        draft.zone = zone_at[draft.cue.i]
        draft.protected |= _is_passed_on(draft)
        draft.probability = chance(weigh(text, draft), learned.weights) if learned else chance_by_rules(draft)
        if draft.protected and learned:  # what grammar is sure of
            draft.probability = max(draft.probability, chance_by_rules(draft))
    return _drop_unlikely(drafts, learned.least) if learned else drafts


def _is_passed_on(draft: Draft) -> bool:
    """ "X said that Y had told Z that ...": who marks claims by hand rarely marks the inner one, but it is Y's.

    It must be told outright: not "tried to tell us", "by declaring" or "would be saying".
    """
    cue = draft.cue
    finite = cue.tag_ in ("VBD", "VBZ", "VBP") or any(c.dep_ == "aux" and c.tag_[:2] == "VB" for c in cue.children)
    return (
        (finite or is_quoted(cue))
        and draft.within is not None
        and draft.grammar == "clause"
        and draft.act.speech
        and draft.cue.lemma_ not in SHOWING
        and draft.source is not None
        and draft.source.lower_ not in ("i", "we", "you")
    )


def _drop_unlikely(drafts: list[Draft], least: float) -> list[Draft]:
    """What others stand within stays, and so does what grammar is sure of."""
    kept = [d for d in drafts if d.probability >= least or d.protected]
    for draft in kept:
        while draft.within is not None and not any(draft.within is k for k in kept):
            draft.within = draft.within.within
    return kept


def _drop_quoted(drafts: list[Draft], quotes: list[Quote]) -> list[Draft]:
    """Inside a quotation only another speaker's clause counts: "I think" is the speaker's own manner of speaking."""
    kept = []
    for draft in drafts:
        quoted = any(q.outer.start <= draft.cue.idx < q.outer.end for q in quotes)
        pronoun = draft.source is None or draft.source.pos_ == "PRON"
        if not quoted or (draft.kind in ("clause", "according") and draft.act.speech and not pronoun):
            kept.append(draft)
    return kept


def _without_frame(
    text: str, content: Slice, draft: Draft, quotes: list[Quote], times: list[Time], ontology: Ontology
) -> Slice:
    """Cut what tells when or where the words were said: "said [on Thursday] it ...", "... “to come” [in a tweet]"."""
    start, end = content.start, content.end
    if 0 <= start - draft.cue_span.end <= 2:
        for time in times:
            if (
                time.slice.start - start <= 4
                and time.slice.start >= start
                and text[start : time.slice.start].strip().lower() in ("", "on", "late", "early")
            ):
                start = time.slice.end
                while start < end and (text[start] in " ," or text[start : start + 5].lower() == "that "):
                    start += 5 if text[start : start + 5].lower() == "that " else 1
    last = max((q.outer.end for q in quotes if content.start <= q.outer.start and q.outer.end < end), default=None)
    if last is not None:
        tail = text[last:end].split()
        media = ontology.lexicon.get("medium", {}).get("noun", frozenset())
        if (
            len(tail) <= 7
            and tail[0].lower() in ("in", "on", "via", "during", "at", "to")
            and any(w.strip(".,").lower() in media for w in tail[:5])
        ):
            end = last
    return Slice(start, end)


def _reach_back(doc: Doc, text: str, draft: Draft, drafts: list[Draft], zones: list[Zone]) -> None:
    """ "1,000 were hurt. Of those, 400 were ..., the ministry said": "of those" takes the sentence before it along."""
    first = min(draft.contents, key=lambda c: c.start, default=None)
    if first is None or not re.match(
        r"of (?:those|them|these|the)\b", text[first.start : first.start + 12], re.IGNORECASE
    ):
        return
    block = next((z.slice for z in zones if z.slice.holds(first)), None)
    sentence = doc.char_span(first.start, first.end, alignment_mode="expand")
    if block is None or sentence is None or sentence[0].sent.start_char <= block.start:
        return
    before = doc[sentence[0].sent.start - 1].sent
    place = Slice(max(block.start, before.start_char), before.end_char)
    if not any(c.overlaps(place) for d in drafts for c in d.contents) and not any(
        place.holds(d.cue_span) for d in drafts
    ):
        draft.contents = sorted([*draft.contents, place])


def _nest(drafts: list[Draft]) -> None:
    """Set each claim's innermost outer claim: the shortest whose contents hold its cue."""
    for draft in drafts:
        if draft.within is not None:
            continue
        outer = [
            d
            for d in drafts
            if d is not draft
            and not d.negated
            and any(c.holds(draft.cue_span) for c in d.contents)
            and not any(c.holds(d.cue_span) for c in draft.contents)
            and not _stands_within(d, draft)
        ]
        draft.within = min(outer, key=lambda d: sum(c.end - c.start for c in d.contents), default=None)


def _stands_within(inner: Draft, outer: Draft) -> bool:
    above = inner.within
    while above is not None and above is not outer:
        above = above.within
    return above is outer
