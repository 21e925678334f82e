"""Claims that a model has learned to see, joined with those that grammar shows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set

from spacy.tokens import Token

from kgraph.components.boundaries import PARTS, is_broken, mend_ends
from kgraph.components.cues import CueFinder
from kgraph.components.drafts import Draft
from kgraph.components.embedded import tells_within
from kgraph.components.evidence import MARKS
from kgraph.components.labels import OBJECTS
from kgraph.components.learned_claims import LearnedClaim
from kgraph.components.parties import mend_parties
from kgraph.components.subjects import find_relative, find_subject
from kgraph.components.unsaid import asks_for_silence, is_nobodys
from kgraph.components.voice import is_passive
from kgraph.ontology import SpeechAct
from kgraph.records import Slice

# Acts of which grammar alone is believed, ...
PLAIN = frozenset(("say", "tell", "add", "report", "announce", "warn", "deny", "confirm", "claim", "demand", "accuse"))
# ... and constructions of which it is believed whatever the act.
SURE = frozenset(("citing", "hearsay", "according", "nominal"))
SURE_ACTS = frozenset((("clause", "deny"), ("preposition", "report"), ("preposition", "warn")))
# Acts that may have a deed for their content: "denied backing the rebels".
OF_DEEDS = frozenset("deny admit acknowledge report recall regret suggest recommend mention".split())
ENVOYS = frozenset("ambassador car chargé consul delegation diplomat embassy envoy product staff troop vehicle".split())
ALONE = 0.5  # probability of a cue from which the model is believed where grammar sees none
SHARED = 0.5  # of the words: grammar's and the model's contents are the same claim's


def merge_drafts(learned: Sequence[LearnedClaim], rules: list[Draft], finder: CueFinder) -> list[Draft]:
    """Learned claims, with what grammar knows about the same cue, and grammar's own.

    What the model alone sees stands where it is rather sure of it and somebody says it; what grammar alone sees stands
    in plain constructions (the model was trained on outermost claims of one kind of news), and "according to" and
    "citing" are grammar's.
    """
    citing = [rule for rule in rules if rule.kind == "citing"]
    cited = {rule.source.i for rule in citing if rule.source is not None}
    for rule in rules:
        rule.grammar = rule.kind
        rule.protected |= rule.kind in SURE or (rule.kind, rule.act.name) in SURE_ACTS or tells_within(rule.cue)
        # "El Faro reported, citing an aide, that ..." is El Faro's, too
        rule.protected |= any(rule.contents == other.contents for other in citing)
    text = learned[0].cue.doc.text if learned else ""  # a Doc makes its text anew at every use
    drafts: list[Draft] = []
    joined: dict[int, Draft] = {}  # id of a draft of grammar's -> what it became
    for claim in learned:
        left = [rule for rule in rules if id(rule) not in joined]
        if (named := _find_named(claim, left)) is not None:
            named.learned = claim
            drafts.append(named)
            joined[id(named)] = named
            continue
        same = next((rule for rule in left if rule.cue_span.overlaps(claim.cue_span)), None)
        if same is not None and same.cue.pos_ == "ADV" and claim.cue.pos_ in ("VERB", "AUX"):
            rules = [rule for rule in rules if rule is not same]  # "Holt reportedly said": who is said to have said it
            same = next((rule for rule in left if rule.cue == claim.cue), None)
        if same is None and (
            claim.cue_probability < ALONE
            or is_nobodys(claim.cue)
            or claim.cue.lower_ == "according"  # grammar reads all but "according to plan"
        ):
            continue
        if _calls_back(claim.cue) or asks_for_silence(claim.cue):
            continue
        drafts.append(_join(claim, same, cited, finder, text))
        if same is not None:
            joined[id(same)] = drafts[-1]
    seen = list(drafts)
    drafts += [
        rule
        for rule in rules
        if id(rule) not in joined
        and rule.contents
        and not asks_for_silence(rule.cue)
        and (rule.kind in SURE or _is_plain(rule) and (rule.act.name == "deny" or _is_new(rule, seen)))
    ]
    for draft in drafts:
        draft.within = joined.get(id(draft.within), draft.within)
        if draft.learned is not None and _is_grammars(draft):
            _end_before_next(draft, drafts)
    return sorted(drafts, key=lambda d: d.cue_span)


def _end_before_next(draft: Draft, drafts: list[Draft]) -> None:
    """ "Denied that the ship was seized | and said it ...": whoever denies says the rest, too, where the model sees it.

    The parser often hangs the second verb on the first one's contents.
    """
    for other in drafts:
        said = other.learned
        place = next((c for c in draft.contents if c.holds(other.cue_span)), None)
        if said is None or said.source is None or place is None or other is draft or said.source.idx >= place.start:
            continue
        doc, start = other.cue.doc, other.cue.i
        while start > 0 and doc[start - 1].idx >= place.start and _leads_on(doc[start - 1], said):
            start -= 1
        if start == other.cue.i and doc[start].tag_ != "VBG":
            continue
        while start > 0 and (doc[start - 1].is_punct or doc[start - 1].is_space):
            start -= 1
        end = doc[start - 1].idx + len(doc[start - 1])
        if end > place.start:
            draft.contents = [Slice(c.start, end) if c is place else c for c in draft.contents if c.start < end]


def _leads_on(word: Token, claim: LearnedClaim) -> bool:
    """Whether a word before a cue joins it to what stands before, or is the cue's own."""
    return word.dep_ == "cc" or word.i in [c.i for c in claim.cue.children] or word.idx >= claim.cue_span.start


def _find_named(claim: LearnedClaim, rules: list[Draft]) -> Draft | None:
    """ "Colonel Juma Said told ...": what a model took for the cue is a part of the name of whoever speaks."""
    words = claim.cue.doc.char_span(claim.cue_span.start, claim.cue_span.end, alignment_mode="expand") or ()
    name = next((t for t in words if t.text == "Said" and t.pos_ == "PROPN"), None)
    if name is None:
        return None
    return next((r for r in rules if r.source is not None and (r.source == name or r.source.is_ancestor(name))), None)


def _calls_back(cue: Token) -> bool:
    """ "Recalled its ambassador", "recalled 300 cars": no memory is told of."""
    return cue.lemma_ == "recall" and any(
        c.dep_ in OBJECTS and (c.lemma_ in ENVOYS or any(g.dep_ == "nummod" for g in c.children)) for c in cue.children
    )


def is_quoted(cue: Token) -> bool:
    """ "The paper quoted a diplomat as *saying* ..."."""
    return cue.dep_ == "pcomp" and cue.head.lower_ == "as" and cue.head.head.lemma_ in ("quote", "cite")


def _is_plain(rule: Draft) -> bool:
    return rule.kind in ("clause", "quote", "preposition") and rule.act.name in PLAIN and rule.source is not None


def _is_new(rule: Draft, seen: list[Draft]) -> bool:
    """Whether no claim beside it has about the same words; one around it or within it may."""
    return all(
        overlap(rule.contents, other.contents) < SHARED or _holds_cue(rule, other) or _holds_cue(other, rule)
        for other in seen
        if other.kind not in SURE
    )


def _holds_cue(one: Draft, other: Draft) -> bool:
    return any(c.holds(other.cue_span) for c in one.contents)


def _is_grammars(same: Draft) -> bool:
    """Whether grammar draws a claim that both see: no part of a denial may fall out of it.

    Elsewhere the model knows better where contents end.
    """
    return same.kind in SURE - {"nominal"} or (same.kind == "clause" and same.act.name == "deny")


def _join(claim: LearnedClaim, same: Draft | None, cited: Set[int], finder: CueFinder, text: str) -> Draft:
    """`cited` are the heads of sources that "citing" names: of other cues they are none."""
    agreement = overlap(claim.contents, same.contents) if same is not None and same.contents else 0.0
    if same is not None and same.contents and (_is_grammars(same) or is_broken(claim.cue, claim.contents)):
        same.learned, same.agreement = claim, agreement
        inherited = claim.cue.dep_ == "conj" and same.source is not None and same.source.head != claim.cue
        if inherited and claim.source is not None:  # of two verbs before it the parser may take the wrong one's subject
            same.source, same.source_span = claim.source, claim.source_span
        return same
    source = claim.source
    if source is not None and same is not None and (source.i in cited or _is_beside_noun(claim, same)):
        source = same.source
    if source is None and (relative := find_relative(claim.cue)) is not None:
        source = relative
    elif source is None and same is not None and (_is_plain(same) or same.kind == "nominal"):  # it stands far off
        source = same.source
    elif source is None and claim.cue.tag_ == "VBG":
        subject = same.source if same is not None else find_subject(claim.cue)
        source = subject if subject is not None and _can_speak(subject, finder) else None
    elif source is not None and source.lower_ == "it" and is_passive(source.head):
        source = None  # "it is assumed that"
    cue_span, contents = _trim_cue(claim, text), mend_ends(claim.cue, claim.contents)
    if (deed := _find_denied(claim, cue_span)) is not None:
        cue_span = Slice(cue_span.start, claim.cue.idx + len(claim.cue))
        contents[0] = Slice(deed.idx, contents[0].end)
    draft = Draft(
        cue=claim.cue,
        cue_span=cue_span,
        kind="learned",
        act=same.act if same is not None and same.act.name != "seem" else act_of(claim, finder, text),
        source=source,
        contents=contents,
        source_span=_whole_source(claim, contents) if source is claim.source else None,
        addressee=same.addressee if same is not None else None,
        learned=claim,
        grammar=same.kind if same is not None else "",
        agreement=agreement,
        protected=same is not None and is_quoted(same.cue),
    )
    mend_parties(draft, known=finder.act_of(claim.cue) is not None)
    return draft


def _whole_source(claim: LearnedClaim, contents: Sequence[Slice]) -> Slice | None:
    """The words of a source from their phrase's first on: "[a police] officer"."""
    place = claim.source_span
    words = claim.cue.doc.char_span(place.start, place.end, alignment_mode="expand") if place is not None else None
    if place is None or words is None:
        return place
    first = words[0]
    while first.i > first.sent.start and _is_of_phrase(before := first.nbor(-1), first.i, words.end):
        if any(c.start <= before.idx < c.end for c in (claim.cue_span, *contents)):
            break
        first = before
    return Slice(min(place.start, first.idx), place.end)


def _is_of_phrase(word: Token, start: int, end: int) -> bool:
    return word.dep_ in PARTS and word.pos_ != "AUX" and word.tag_[0] != "W" and start <= word.head.i < end


def _can_speak(subject: Token, finder: CueFinder) -> bool:
    """Whether a participle's subject is somebody: "the bluster ..., taunting his rival" names nobody who taunts."""
    if subject.pos_ == "PRON":
        return subject.lower_ not in ("it", "that", "this", "which", "what")
    return subject.pos_ == "PROPN" or subject.lemma_.lower() in finder.tellers


def _is_beside_noun(claim: LearnedClaim, same: Draft) -> bool:
    """ "The letter, [signed by forty doctors], warns": the model's source only describes the subject."""
    head, subject = claim.source, same.source
    return (
        head is not None
        and subject is not None
        and same.kind == "clause"
        and (head.pos_ == "ADP" or head.pos_ in ("VERB", "AUX") and subject.is_ancestor(head))
    )


def _trim_cue(claim: LearnedClaim, text: str) -> Slice:
    """The cue without a colon or comma behind it, and without the day: "said [on Friday]"."""
    words = list(claim.cue.doc.char_span(claim.cue_span.start, claim.cue_span.end, alignment_mode="expand") or ())
    dated = False
    while words and words[-1].i > claim.cue.i:
        is_date = words[-1].ent_type_ in ("DATE", "TIME")
        if not is_date and not (dated and words[-1].lower_ in ("on", "by", "in", "at", "since")):
            break
        dated = True
        words.pop()
    end = words[-1].idx + len(words[-1]) if dated else claim.cue_span.end
    kept = text[claim.cue_span.start : end].rstrip(" :,;.")
    return Slice(claim.cue_span.start, claim.cue_span.start + len(kept)) if kept else claim.cue_span


def _find_denied(claim: LearnedClaim, cue: Slice) -> Token | None:
    """The deed that a model took for a part of the cue: "has denied *backing* the rebels"."""
    deeds = (t for t in claim.cue.rights if t.dep_ == "xcomp" and t.tag_ == "VBG" and t.i == claim.cue.i + 1)
    deed = next(deeds, None)
    if deed is None or claim.cue.lemma_ not in OF_DEEDS or not claim.contents:
        return None
    end = deed.idx + len(deed)
    return deed if cue.end == end and claim.contents[0].start == end + 1 else None


def act_of(claim: LearnedClaim, finder: CueFinder, text: str) -> SpeechAct:
    """The speech act of a cue of any kind: of its head, else of another of its words, else saying.

    A verb that is known for no act says nothing, unless words are quoted or a clause follows: "shunned the talks".
    """
    cue, span = claim.cue, claim.cue_span
    found: list[SpeechAct] = []
    for token in (cue, *(t for t in cue.sent if span.start <= t.idx < span.end and t.i != cue.i)):
        if token.pos_ in ("VERB", "AUX") and (verb := finder.act_of(token)):
            found.append(verb[0])
        elif (act := finder.nouns.get(token.lemma_.lower()) or finder.adjectives.get(token.lower_)) is not None:
            found.append(act)
    if not found:
        quoted = any(mark in text[max(0, c.start - 1) : c.end + 1] for c in claim.contents for mark in MARKS)
        silent = cue.pos_ in ("VERB", "AUX", "ADJ") and not quoted and not any(c.dep_ == "ccomp" for c in cue.children)
        return finder.stance if silent else finder.fallback
    return next((act for act in found if act.name != "seem"), found[0])  # "seems angry"


def overlap(one: Iterable[Slice], other: Iterable[Slice]) -> float:
    """Shared characters of two sets of slices over those of both.

    >>> overlap([Slice(0, 10)], [Slice(5, 10)])
    0.5
    """
    first, second = ({i for s in group for i in range(s.start, s.end)} for group in (one, other))
    return len(first & second) / max(1, len(first | second))
