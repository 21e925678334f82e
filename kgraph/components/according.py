"""Sources named beside the clause: "according to X", and "citing Y" within what X reports."""

from __future__ import annotations

from collections.abc import Iterator, Set

from spacy.tokens import Doc, Span, Token

from kgraph.components.drafts import Draft
from kgraph.components.labels import OBJECTS, SUBJECTS
from kgraph.components.phrases import cut, runs
from kgraph.components.quotes import ENDERS, OPENERS
from kgraph.ontology import SpeechAct
from kgraph.records import Slice

FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
SAYING = frozenset(("say", "add", "report", "claim", "believe", "think"))
ASKING = SAYING | {"ask", "wonder", "exclaim", "reply", "tell", "shout"}
LONGEST = 80  # words of a quotation before "she asked, according to"
# What may be cited for a report besides people, bodies and media; "citing a shortage of blood" names a reason.
CITABLE = frozenset(
    """account analysis assessment calculation complaint constitution contract data database document dossier estimate
    evidence figure file filing finding footage forecast indictment inquiry intelligence investigation law lawsuit
    ledger list log minute model paper photograph poll precedent projection record register research review ruling
    scripture sheet source statistic statistics study survey testimony transcript treaty verdict video warrant
    will""".split()
)
# "Ranked according to income": these tell by what measure.
YARDSTICKS = frozenset(
    """ability age custom height income index length merit need order plan preference price rank schedule size taste
    tradition type way weight""".split()
)


def according(token: Token, act: SpeechAct) -> Draft | None:
    """ "according to X" before, behind or in the middle of what X says."""
    doc = token.doc
    to = next((c for c in token.children if c.lower_ == "to"), None)
    if to is None and token.i + 1 < len(doc) and doc[token.i + 1].lower_ == "to":
        to = doc[token.i + 1]
    if to is None:
        return None
    source = next((c for t in (to, token) for c in t.children if c.dep_ == "pobj"), None)
    if source is None or source.lower_ == "which" or source.lemma_ in YARDSTICKS:
        return None
    start, end = token.i, max(t.i for t in (to, *source.subtree)) + 1
    draft = Draft(token, Slice(token.idx, to.idx + len(to)), "according", act, source)
    if (name := _name_behind(doc, end)) is not None:  # "according to the director of the mine, Omar Reyes, ..."
        draft.source_span, end = Slice(source.left_edge.idx, name.idx + len(name)), name.i + 1
    draft.contents = _find_contents(doc, start, end)
    return draft if draft.contents else None


def _find_contents(doc: Doc, start: int, end: int) -> list[Slice]:
    """The clause that a phrase `doc[start:end]` stands in or opens, else the one before it."""
    sentence = doc[start].sent
    behind = doc[end : sentence.end]
    verb = next((t for t in behind if _is_finite_head(t) and _is_clause_around(t, start, end)), None)
    if verb is not None:
        joining = {t for t in verb.lefts if t.dep_ in ("mark", "cc", "punct") and t.i < start}
        words = {*verb.subtree, *(_lost_subject(verb, start) or verb).subtree}
        return runs(words - joining, {*doc[start:end], *joining})
    before = doc[sentence.start : start]
    if not _is_finite(before):
        return runs(behind, set()) if sum(t.is_alpha for t in before) <= 2 else runs([*before, *behind], set())
    first = _start_of_quotation(sentence) if any(t.lemma_ in ASKING for t in before) else sentence.start
    inside = next((a for a in doc[start].ancestors if a.dep_ == "conj" and a.pos_ in ("VERB", "AUX")), None)
    if inside is not None and inside.left_edge.i > first + 2 and _is_set_apart(inside):
        first = min(inside.left_edge.i, start - 1)
    going_on = [c for t in doc[first:start] for c in t.rights if c.i >= end and c.dep_ in ("ccomp", "xcomp")]
    return runs([*doc[first:start], *(t for c in going_on[:1] for t in c.subtree)], set(doc[start:end]))


def _start_of_quotation(sentence: Span) -> int:
    """ "“Is it safe?” Holt asked, according to ...": the quotation, a sentence for the parser, belongs to it."""
    doc, start = sentence.doc, sentence.start
    last = start - 1
    if last < 1 or doc[last].text not in ENDERS:
        return start
    marks = [t.i for t in doc[max(0, last - LONGEST) : last] if t.text in OPENERS]
    return marks[-1] if marks and not any(t.is_space for t in doc[marks[-1] : last]) else start


def _is_set_apart(verb: Token) -> bool:
    """Whether a clause stands against the one before: "Holt said it was safe, but ...", not "it closed and ..."."""
    if not any(c.dep_ in SUBJECTS for c in verb.children):
        return False
    joining = [c for c in verb.head.children if c.dep_ == "cc" and c.i < verb.i]
    return any(c.lower_ != "and" for c in joining) or any(a.lemma_ in SAYING for a in (verb.head, *verb.head.ancestors))


def _name_behind(doc: Doc, end: int) -> Token | None:
    """A name in commas behind a source, which parsers take for a second subject of the clause after it."""
    if end + 1 >= len(doc) or doc[end].text != ",":
        return None
    last = end + 1
    while last + 1 < len(doc) and doc[last].pos_ == doc[last + 1].pos_ == "PROPN":
        last += 1
    name = doc[last]
    beside = name.pos_ == "PROPN" and name.dep_ == "nsubj" and doc[min(last + 1, len(doc) - 1)].text == ","
    return name if beside and any(c.dep_ in SUBJECTS and c.i > last for c in name.head.children) else None


def _is_clause_around(verb: Token, start: int, end: int) -> bool:
    """Whether a clause holds a phrase ("the dam, according to X, broke"), or is joined on right before it ("that,
    according to X, the dam broke"); "it broke, according to X, and ..." is over by then."""
    doc, first = verb.doc, verb.left_edge.i
    if _lost_subject(verb, start) is not None:
        return True
    if first < start:
        return not any(t.head == verb and t.dep_ in ("ccomp", "parataxis") for t in doc[first:start])
    before = start - 1 if doc[start - 1].text != "," else start - 2
    opens = before >= doc[start].sent.start and doc[before].dep_ in ("mark", "cc")
    return opens and first <= end + (doc[end].text == ",")


def _lost_subject(verb: Token, start: int) -> Token | None:
    """ "Holt said the dam, according to X, was safe": the subject, which the parser took for the object of "said"."""
    above = verb.head
    if verb.dep_ != "conj" or above.lemma_ not in SAYING or any(c.dep_ in SUBJECTS for c in verb.children):
        return None
    if any(c.dep_ == "cc" and c.i < verb.i for c in above.children):
        return None
    return next((c for c in above.rights if c.dep_ in OBJECTS and c.right_edge.i in (start - 1, start - 2)), None)


def _is_finite_head(token: Token) -> bool:
    """Whether a verb is the head of a finite clause."""
    if token.pos_ not in ("VERB", "AUX") or token.dep_ in ("aux", "auxpass"):
        return False
    own = (token, *(c for c in token.lefts if c.dep_ in ("aux", "auxpass")))
    if token.dep_ == "conj" and token.tag_ == "VBN" and _is_finite_head(token.head):
        return True  # "was born in Orle and never married"
    return any(t.tag_ in FINITE for t in own)


def is_citing(token: Token) -> bool:
    """ "Citing Y", "quoting Y", but not "quoting Y as saying that ...", where "saying" is Y's own cue."""
    quoted_as = any(c.lower_ == "as" for c in token.children)
    return token.tag_ == "VBG" and (token.lemma_ == "cite" or token.lemma_ == "quote" and not quoted_as)


def citing(token: Token, drafts: list[Draft], act: SpeechAct, tellers: Set[str]) -> Iterator[Draft]:
    """ "X reported that ..., citing Y": Y says it, within X's claim; `tellers` are nouns for whoever can."""
    source = next((c for c in token.children if c.dep_ == "dobj" and _can_tell(c, tellers)), None)
    outer = next((d for d in drafts if d.cue in token.ancestors or d.cue == token.head), None) or next(
        (d for d in reversed(drafts) if d.cue.sent == token.sent and d.cue.i < token.i), None
    )
    if source is None or outer is None or not outer.contents:
        return
    phrase = Slice(token.idx, token.doc[token.right_edge.i].idx + len(token.doc[token.right_edge.i]))
    text = token.doc.text
    outer.contents = [c for c in (cut(c, phrase, text) for c in outer.contents) if c]
    yield Draft(
        token,
        Slice(token.idx, token.idx + len(token)),
        "citing",
        act,
        source,
        list(outer.contents),
        within=outer,
    )


def _can_tell(source: Token, tellers: Set[str]) -> bool:
    nouns = {f"{c.lower_} {source.lemma_}" for c in source.children if c.dep_ == "compound"} | {source.lemma_.lower()}
    return source.pos_ in ("PROPN", "PRON") or bool(nouns & (tellers | CITABLE))


def _is_finite(span: Span) -> bool:
    return any(t.tag_ in FINITE for t in span)
