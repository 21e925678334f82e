"""Who said what: cues, quotations and sources joined into claims, with the nesting of one claim in another."""

from __future__ import annotations

import re
from dataclasses import replace

from spacy.tokens import Doc, Token

from kgraph.components.cast import BODIES, PLACES, Cast
from kgraph.components.circumstances import hangs_on
from kgraph.components.descriptions import describe
from kgraph.components.drafting import draft_claims
from kgraph.components.drafts import Draft, Learned
from kgraph.components.embedded import tells_within
from kgraph.components.labels import RELATIVE, SUBJECTS
from kgraph.components.lists import expand
from kgraph.components.quotes import Quote
from kgraph.components.subjects import find_antecedent
from kgraph.ontology import Ontology
from kgraph.records import Attribution, Slice, Time, Zone

DOCUMENTS = frozenset(
    """statement letter tweet post message communique communiqué declaration announcement memo""".split()
)
# Nobody says a thing "since Sunday".
BOUND = re.compile(r"\b(?:since|until|till|by|before|after|from|for|of)\s+(?:the\s+)?$")
NEAR = 600  # characters from a claim to the "statement" that goes on with it


def find_attributions(
    doc: Doc,
    zones: list[Zone],
    quotes: list[Quote],
    cast: Cast,
    times: list[Time],
    ontology: Ontology,
    learned: Learned | None = None,
) -> list[Attribution]:
    """All claims of an article, in order of their cues; by rules alone where `learned` is None."""
    text = doc.text  # a Doc makes its text anew at every use
    drafts = draft_claims(doc, zones, quotes, times, ontology, learned)
    claims: list[Attribution] = []
    for draft in drafts:
        speakers = _speakers(draft, claims, cast)
        claims.append(_as_record(text, draft, speakers, cast, times, ontology))
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


def _as_record(
    text: str, draft: Draft, speakers: tuple[str, ...], cast: Cast, times: list[Time], ontology: Ontology
) -> Attribution:
    source = source_slice(draft) if draft.source is not None else None
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
        polarity="negative" if draft.negated else "positive",
        quotation=_quotation(text, draft),
        zone=draft.zone,
        addressee=noun_phrase(addressee) if addressee is not None else None,
        addressee_entity=cast.entity_at(addressee) if addressee is not None else None,
        medium=medium,
        time=_time(draft, times),
        confidence=round(draft.probability, 2),
    )


def source_slice(draft: Draft) -> Slice:
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
    clause = head.head
    if head.dep_ == "nsubj" and clause.dep_ == "relcl" and clause.head.i == left.i - 1 and not tells_within(clause):
        left = clause.head.left_edge  # "the state news agency TASS reported", read as a relative clause
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
    if source is not None and source.lower_ in RELATIVE:
        source = _antecedent(source, cast)
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
            cast.adopt(mention)
        entity = cast.entity_at(head)
        if entity and entity not in found:
            found.append(entity)
    return tuple(found)


def _antecedent(pronoun: Token, cast: Cast) -> Token | None:
    """Whom a relative pronoun means; "who" is no place or body: "the nurses of Orle, who ..."."""
    noun = find_antecedent(pronoun)
    if noun is None or pronoun.lower_ == "which" or noun.dep_ != "pobj" or cast.type_at(noun) not in PLACES | BODIES:
        return noun
    above = noun.head.head
    return above if above.tag_ == "NNS" or cast.type_at(above) in ("Person", "Group") else noun


def _name_at_end(span: Slice, cast: Cast) -> str | None:
    """ "news agency TASS": a source whose only name stands last is who the name says."""
    words = cast.doc.char_span(span.start, span.end, alignment_mode="expand")
    if words is None:
        return None
    inside = [m for m in cast.mentions if words.start <= m.start and m.end <= words.end]
    names = [m for m in inside if m.kind == "name" and not m.demonym]
    last = max(names, key=lambda m: m.start, default=None)
    if last is None or last.slice_of(cast.doc).end != span.end:
        return None
    before = cast.doc[last.start - 1] if last.start else None
    titles = cast.ontology.lexicon.get("Person", {}).get("noun", frozenset())
    # "commissioner for human rights Ana Holt" is she; "spokesman for Holt", "spokesman for President Holt" are not
    beside = before is not None and before.text == "," and words[0].tag_ == "DT"  # "the director, Ana Holt"
    named = beside or before is not None and before.pos_ in ("PROPN", "NOUN") and before.lower_ not in titles
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
    """The time expression that hangs on the cue, or on the verb that it goes on from; in no content, nearest."""
    sentence = draft.cue.sent
    text, start, end = sentence.text, sentence.start_char, sentence.end_char
    near = [
        t
        for t in times
        if start <= t.slice.start < end
        and not any(c.overlaps(t.slice) for c in draft.contents)
        and t.type in ("DATE", "TIME")
        and t.value not in ("PRESENT_REF", "PAST_REF", "FUTURE_REF")
        and abs(t.slice.start - draft.cue.idx) < 80
        and not BOUND.search(text, max(0, t.slice.start - start - 12), t.slice.start - start)
    ]
    cue = draft.cue
    under = [t for t in near if hangs_on(t, cue, most=5)]
    own = any(c.dep_ in SUBJECTS for c in cue.children)
    if not under and not own and cue.dep_ in ("conj", "xcomp", "advcl", "pcomp", "dobj", "pobj"):
        under = [t for t in near if hangs_on(t, cue.head, most=2)]
    return min(under, key=lambda t: abs(t.slice.start - cue.idx), default=None)
