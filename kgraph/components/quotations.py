"""Quotations given to the claims whose words they are."""

from __future__ import annotations

from spacy.tokens import Doc

from kgraph.components.drafts import Draft
from kgraph.components.quotes import Quote
from kgraph.records import Slice, Zone


def join_quotes(
    doc: Doc, text: str, drafts: list[Draft], quotes: list[Quote], zones: list[Zone], silent: list[bool]
) -> None:
    """Give each quotation to the claim whose words it is, to the cue beside it, or to the speaker before it."""
    block_of = {
        q: next((n for n, z in enumerate(zones) if z.slice.start <= q.outer.start < z.slice.end), -1) for q in quotes
    }
    speaker: dict[int, Draft] = {}  # block -> the last claim of it that holds a quotation
    for quote in quotes:
        first = next(
            (t for t in doc.char_span(quote.outer.start, quote.outer.end, alignment_mode="expand") or ()), None
        )
        if first is None or silent[first.i]:
            continue
        block = block_of[quote]
        owner = _holder(drafts, quote) or _cue_beside(doc, text, drafts, quote, quotes)
        if owner is None and _is_utterance(text, quote):
            owner = speaker.get(block)
            if (
                owner is None
                and quote.outer.start - zones[block].slice.start <= 1
                and (before := speaker.get(block - 1))
            ):
                owner = before
        if owner is None:
            continue
        _take(owner, quote)
        if _is_utterance(text, quote):
            speaker[block] = owner


def _holder(drafts: list[Draft], quote: Quote) -> Draft | None:
    """The innermost claim whose contents grammar already puts these words into."""
    holding = [
        d for d in drafts if any(c.overlaps(quote.inner) for c in d.contents) and not quote.inner.holds(d.cue_span)
    ]
    return min(holding, key=lambda d: sum(c.end - c.start for c in d.contents), default=None)


def _cue_beside(doc: Doc, text: str, drafts: list[Draft], quote: Quote, quotes: list[Quote]) -> Draft | None:
    """The cue in the sentence in which the quotation starts or ends, outside any quotation; the one after it first."""
    span = doc.char_span(quote.outer.start, quote.outer.end, alignment_mode="expand")
    if span is None:
        return None
    start, end = span[0].sent.start, span[-1].sent.end
    if end < len(doc) and span.end == end and not doc[end].is_space and doc[end].is_lower:
        end = doc[end].sent.end
    near = [
        d
        for d in drafts
        if start <= d.cue.i < end
        and not any(q.outer.start <= d.cue.idx < q.outer.end for q in quotes)
        and (d.source is not None)
        and d.kind not in ("according", "citing", "object", "infinitive", "preposition", "hearsay")
    ]
    if not near:
        return None

    def distance(draft: Draft) -> tuple[int, int]:
        after = draft.cue.idx - quote.outer.end
        return (after if after >= 0 else quote.outer.start - draft.cue_span.end, after < 0)

    best = min(near, key=distance)
    exclaimed = span[0].is_sent_start and quote.inner.of(text).rstrip().endswith((",", "!", "?"))  # “No,” she said.
    if not best.contents and not _is_utterance(text, quote) and not exclaimed and distance(best)[0] > 3:
        return None  # a word in quotation marks somewhere in the sentence
    if best.contents and best.cue_span.start < quote.outer.start and distance(best)[0] > 160:
        return None
    if best.contents and best.learned is not None and not quote.inner.of(text).rstrip().endswith((*".,!?…", "--", "—")):
        return None  # the model knows which names and scare quotes are among the words
    return best


def _is_utterance(text: str, quote: Quote) -> bool:
    """Whether a quotation is a sentence of speech rather than a word in scare quotes."""
    words = quote.inner.of(text).split()
    return len(words) >= 4 and (words[0][:1].isupper() or len(words) >= 8)


def _take(draft: Draft, quote: Quote) -> None:
    """Add a quotation to a claim's contents: grown to the whole quotation, joined where it touches what is there."""
    draft.quoted = True
    grown, rest = quote.outer, []
    for content in draft.contents:
        if content.overlaps(grown):
            grown = Slice(min(content.start, grown.start), max(content.end, grown.end))
        else:
            rest.append(content)
    if grown.holds(draft.cue_span):
        return
    if draft.kind == "bare":
        draft.kind = "quote"
    draft.contents = sorted([*rest, grown])
