"""Sources named beside the clause: "according to X", and "citing Y" within what X reports."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span, Token

from kgraph.components.drafts import Draft
from kgraph.components.phrases import cut, runs
from kgraph.ontology import SpeechAct
from kgraph.records import Slice


def according(token: Token, act: SpeechAct) -> Draft | None:
    """ "according to X" before, behind or in the middle of what X says."""
    doc = token.doc
    to = next((c for c in token.children if c.lower_ == "to"), None)
    if to is None and token.i + 1 < len(doc) and doc[token.i + 1].lower_ == "to":
        to = doc[token.i + 1]
    if to is None:
        return None
    source = next((c for t in (to, token) for c in t.children if c.dep_ == "pobj"), None)
    if source is None or source.lower_ in ("which", "plan", "schedule"):
        return None
    phrase = [token, to, *(t for t in source.subtree if t.i > to.i)]
    start, end = token.i, max(t.i for t in phrase) + 1
    sentence = token.sent
    draft = Draft(token, Slice(token.idx, to.idx + len(to)), "according", act, source)
    before = [t for t in doc[sentence.start : start] if not t.is_punct or t.i < start - 1]
    if sum(t.is_alpha for t in before) > 2:
        first = sentence.start
        inside = next(
            (a for a in token.ancestors if a.dep_ in ("conj", "advcl", "relcl") and a.pos_ in ("VERB", "AUX")), None
        )
        if (
            inside is not None
            and inside.dep_ == "conj"
            and inside.left_edge.i > first + 2
            and any(c.dep_ in ("nsubj", "nsubjpass") for c in inside.children)
        ):
            first = min(inside.left_edge.i, start - 1)
        draft.contents = runs(doc[first:start], set())
        if (
            doc[start - 1].text == ","
            and not _is_finite(doc[first:start])
            and _is_finite(after := doc[end : sentence.end])
        ):
            draft.contents += runs(after, set())  # "The dam, according to the mayor, was safe."
    else:
        draft.contents = runs([t for t in doc[end : sentence.end]], set())
    return draft if draft.contents else None


def citing(token: Token, drafts: list[Draft], act: SpeechAct) -> Iterator[Draft]:
    """ "X reported that ..., citing Y": Y says it, within X's claim."""
    source = next((c for c in token.children if c.dep_ == "dobj"), None)
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


def _is_finite(span: Span) -> bool:
    return any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in span)
