"""Who said what: cues, quotations and sources joined into claims, with the nesting of one claim in another."""

from __future__ import annotations

import re
from dataclasses import replace

from spacy.tokens import Doc, Token

from kgraph.components.cast import Cast
from kgraph.components.cues import CueFinder, find_drafts
from kgraph.components.drafts import Draft
from kgraph.components.entities import describe
from kgraph.components.learned_claims import LearnedClaim
from kgraph.components.merging import merge_drafts
from kgraph.components.quotations import join_quotes
from kgraph.components.quotes import Quote
from kgraph.components.slots import expand
from kgraph.ontology import Ontology
from kgraph.records import Attribution, Slice, Time, Zone

SPEAKING = frozenset(("headline", "body", "caption"))
DOCUMENTS = frozenset(
    """statement letter tweet post message communique communiqué declaration announcement memo""".split()
)
NEAR = 600  # characters from a claim to the "statement" that goes on with it
# Share of claims of each construction that match a hand-made one (PolNeAR train, content overlap at least half and
# the same source): the confidence that rules can give. Measured with benchmarks/calibration.py.
CONFIDENCE = {
    "clause": 0.67,
    "quote": 0.74,
    "mixed": 0.83,
    "left": 0.41,
    "according": 0.78,
    "infinitive": 0.42,
    "object": 0.44,
    "preposition": 0.53,
    "citing": 0.7,
    "hearsay": 0.33,
}


def find_attributions(
    doc: Doc,
    zones: list[Zone],
    quotes: list[Quote],
    cast: Cast,
    times: list[Time],
    ontology: Ontology,
    learned: list[LearnedClaim] | None = None,
) -> list[Attribution]:
    """All claims of an article, in order of their cues; by rules alone where `learned` is None."""
    finder, text = CueFinder(ontology), doc.text  # a Doc makes its text anew at every use
    zone_at = _zones_by_token(doc, zones)
    silent = [zone not in SPEAKING for zone in zone_at]
    drafts = find_drafts(doc, finder, silent)
    drafts = _drop_quoted(drafts, quotes)
    if learned is not None:
        drafts = merge_drafts((c for c in learned if not silent[c.cue.i]), drafts, finder)
    join_quotes(doc, text, drafts, quotes, zones, silent)
    drafts = [d for d in drafts if d.contents]
    for draft in drafts:
        draft.contents = [
            c
            for c in (_without_frame(text, c, draft, quotes, times, ontology) for c in draft.contents)
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
    _nest(drafts)
    claims: list[Attribution] = []
    for draft in drafts:
        speakers = _speakers(draft, claims, cast)
        claims.append(_as_record(text, draft, zone_at[draft.cue.i], speakers, cast, times, ontology))
    ids = {id(d): c.id for d, c in zip(drafts, claims, strict=True)}
    seen: set[str] = set()
    unique = []
    for draft, claim in zip(drafts, claims, strict=True):
        if claim.id not in seen:
            seen.add(claim.id)
            unique.append(_within(claim, ids.get(id(draft.within)) if draft.within else None))
    return unique


def _within(claim: Attribution, outer: str | None) -> Attribution:
    return replace(claim, within=outer if outer != claim.id else None)


def _zones_by_token(doc: Doc, zones: list[Zone]) -> list[str]:
    names, position = [], 0
    for token in doc:
        while position < len(zones) - 1 and token.idx >= zones[position].slice.end:
            position += 1
        names.append(zones[position].name if zones else "body")
    return names


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
            and any(c.holds(draft.cue_span) for c in d.contents)
            and not any(c.holds(d.cue_span) for c in draft.contents)
        ]
        draft.within = min(outer, key=lambda d: sum(c.end - c.start for c in d.contents), default=None)


def _as_record(
    text: str, draft: Draft, zone: str, speakers: tuple[str, ...], cast: Cast, times: list[Time], ontology: Ontology
) -> Attribution:
    source = _source_slice(draft) if draft.source is not None else None
    medium = _medium(draft.cue, ontology)
    addressee = (
        draft.addressee if draft.addressee is not None and draft.addressee.ent_type_ not in ("DATE", "TIME") else None
    )
    contents = tuple(c for c in draft.contents if not (source and source.holds(c)))
    return Attribution(
        id=f"claim-{draft.cue_span.start}-{draft.cue_span.end}",
        source=source,
        source_entities=speakers,
        cue=draft.cue_span,
        contents=contents,
        speech_act=draft.act.name,
        quotation=_quotation(text, draft),
        zone=zone,
        addressee=noun_phrase(addressee) if addressee is not None else None,
        addressee_entity=cast.entity_at(addressee) if addressee is not None else None,
        medium=medium,
        time=_time(draft, times),
        confidence=_confidence(draft),
    )


def _confidence(draft: Draft) -> float:
    if draft.probability is None:
        return CONFIDENCE[("quote" if draft.kind == "quote" else "mixed") if draft.quoted else draft.kind]
    return round(draft.probability, 2)


def _source_slice(draft: Draft) -> Slice:
    if draft.source_span is not None:
        return draft.source_span
    assert draft.source is not None
    place = noun_phrase(draft.source)
    if place.holds(draft.cue_span) or place.overlaps(draft.cue_span):
        return Slice(draft.source.idx, draft.source.idx + len(draft.source))
    return place


def noun_phrase(head: Token) -> Slice:
    """A noun phrase with its modifiers, appositions and conjuncts, without relative clauses."""
    left = head.left_edge
    if head.dep_ == "nsubj" and head.head.dep_ == "relcl" and head.head.head.i == left.i - 1:
        left = head.head.head.left_edge  # "the state news agency TASS reported", read as a relative clause
    right = head
    for child in head.rights:
        if child.dep_ in ("relcl", "acl", "punct", "advcl", "ccomp") or (
            child.dep_ in ("appos", "conj", "cc") and child.right_edge.dep_ == "relcl"
        ):
            if child.dep_ == "punct":
                continue
            break
        if child.dep_ in ("prep", "appos", "conj", "cc", "case", "nummod", "compound", "amod"):
            right = _last_of(child)
    tokens = [t for t in head.doc[left.i : right.i + 1]]
    while (
        tokens
        and (tokens[0].is_punct or tokens[0].is_space or tokens[0].dep_ in ("cc", "mark"))
        and tokens[0].i < head.i
    ):
        tokens.pop(0)
    while len(tokens) > 1 and (tokens[-1].is_punct or tokens[-1].is_space):
        tokens.pop()
    after = tokens[-1].i + 1
    if (
        any(t.text == "(" for t in tokens)
        and not any(t.text == ")" for t in tokens)
        and after < len(head.doc)
        and head.doc[after].text == ")"
    ):
        tokens.append(head.doc[after])
    return Slice(tokens[0].idx, tokens[-1].idx + len(tokens[-1]))


def _last_of(token: Token) -> Token:
    """The last token of a subtree, not counting relative clauses in it."""
    last = token
    for child in token.children:
        if child.i > token.i and child.dep_ not in ("relcl", "acl", "punct", "advcl"):
            deeper = _last_of(child)
            last = deeper if deeper.i > last.i else last
    return last


def _speakers(draft: Draft, before: list[Attribution], cast: Cast) -> tuple[str, ...]:
    """The entities that speak; a described source that is no mention yet becomes one.

    "The statement said": whose statement it is, by its possessor, else by the claim shortly before it.
    """
    source = draft.source
    if source is None:
        return ()
    if source.lemma_.lower() in DOCUMENTS:
        owner = next((c for c in source.children if c.dep_ in ("poss", "compound") and cast.entity_at(c)), None)
        if owner is not None:
            return tuple(e for e in (cast.entity_at(owner),) if e)
        last = next(
            (c for c in reversed(before) if c.source_entities and 0 < draft.cue_span.start - c.contents[-1].end < NEAR),
            None,
        )
        if last is not None:
            return last.source_entities
    if draft.source_span is not None and (named := _name_at_end(draft.source_span, cast)):
        return (named,)
    found: list[str] = []
    for head in expand(source):
        if cast.mention_at(head) is None and head.pos_ in ("NOUN", "PROPN"):
            mention = describe(head, "Actor")
            cast.add(mention, cast.new(mention))
        entity = cast.entity_at(head)
        if entity and entity not in found:
            found.append(entity)
    return tuple(found)


def _name_at_end(span: Slice, cast: Cast) -> str | None:
    """ "news agency TASS": a source whose only name stands last is who the name says."""
    names = [m for m in cast.mentions if m.kind == "name" and not m.demonym and span.holds(m.slice_of(cast.doc))]
    last = max(names, key=lambda m: m.start, default=None)
    if last is None or last.slice_of(cast.doc).end != span.end:
        return None
    before = cast.doc[last.start - 1] if last.start else None
    titles = cast.ontology.lexicon.get("Person", {}).get("noun", frozenset())
    # "commissioner for human rights Ana Holt" is she; "spokesman for Holt", "spokesman for President Holt" are not
    named = before is not None and before.pos_ in ("PROPN", "NOUN") and before.lower_ not in titles
    return cast.entity_of.get(last.head) if named and (len(names) == 1 or last.type == "Person") else None


def _quotation(text: str, draft: Draft) -> str:
    if not draft.quoted:
        return "indirect"
    marks = "\"“”„«»‘’'`"
    return "direct" if all(text[c.start] in marks and text[c.end - 1] in marks for c in draft.contents) else "mixed"


def _medium(cue: Token, ontology: Ontology) -> Slice | None:
    media = ontology.lexicon.get("medium", {}).get("noun", frozenset())
    for child in cue.children:
        if child.dep_ == "prep" and child.lower_ in ("in", "on", "via", "through", "at", "by", "during"):
            for noun in child.children:
                if noun.dep_ == "pobj" and (noun.lemma_.lower() in media or noun.text in media):
                    return Slice(child.idx, noun.idx + len(noun))
    return None


def _time(draft: Draft, times: list[Time]) -> Time | None:
    """The time expression that hangs on the cue: in its sentence, in no content, nearest."""
    start, end = draft.cue.sent.start_char, draft.cue.sent.end_char
    near = [
        t
        for t in times
        if start <= t.slice.start < end
        and not any(c.overlaps(t.slice) for c in draft.contents)
        and t.type in ("DATE", "TIME")
        and t.value not in ("PRESENT_REF", "PAST_REF", "FUTURE_REF")
        and abs(t.slice.start - draft.cue.idx) < 80
    ]
    return min(near, key=lambda t: abs(t.slice.start - draft.cue.idx), default=None)
