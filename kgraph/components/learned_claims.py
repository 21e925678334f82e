"""Claims as a model has learned to see them: first the cues, then the source and the contents of each cue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from spacy.tokens import Doc, Token

from kgraph.components.encoder import Chances, EncodedWindow, Encoder, Floats
from kgraph.components.windows import Integers, number_of
from kgraph.records import Slice

RELATIONS = ("distance", "path", "cue")
SOURCE, CONTENTS = 1, 2
ENDS = ("”", "»")  # of the quotation before: no words begin with one
LIKELY = 0.25  # few claims have no source: where none is found, words of this probability are it
RELATIVE = ("who", "that", "which")
SPEAKERS = ("he", "she", "it", "they", "we", "i")
NEAR = 3  # words from a relative pronoun to its verb: "who has also said"
STEPS = ((6, "5"), (9, "7"), (14, "10"), (22, "15"), (35, "23"), (60, "36"))


@dataclass(frozen=True, slots=True)
class LearnedClaim:
    """A claim before its source is joined to an entity.

    `cue` and `source` are head tokens, the rest places in the text; `contents` has one slice for each run of words.
    `cue_probability` is how sure the model is of the cue, `role_probability` of the words of source and contents.
    """

    cue: Token
    cue_span: Slice
    source: Token | None
    source_span: Slice | None
    contents: tuple[Slice, ...]
    cue_probability: float
    role_probability: float


def find_learned_claims(
    doc: Doc, encoding: Iterable[EncodedWindow], encoder: Encoder, least: float | None = None
) -> list[LearnedClaim]:
    """All claims of an article in order of their cues.

    `least` is the least probability of a cue's words, by default the one chosen when the model was trained.
    """
    found: list[tuple[EncodedWindow, list[int], float]] = []  # a cue in its window, and how sure it is
    scores: list[Floats] = []
    for encoded in encoding:
        chances = _softmax(encoded.cues)
        cues = list(find_cues(chances, encoder.thresholds.cue if least is None else least))
        if cues:
            found += ((encoded, cue, float((1 - chances[cue, 0]).max())) for cue in cues)
            scores.extend(_score_roles(doc, encoded, encoder, cues))
    if not found:
        return []
    chain = encoder.role_chain
    claims = (
        _read_claim(doc, *cue, roles, chances)
        for cue, roles, chances in zip(found, chain.best_tags(scores), chain.probabilities(scores), strict=True)
    )
    return [claim for claim in claims if claim]


def _softmax(scores: Floats) -> Chances:
    powers = np.exp(scores.astype(np.float64) - scores.max(-1, keepdims=True))
    found: Chances = powers / powers.sum(-1, keepdims=True)
    return found


def find_cues(chances: Chances, threshold: float) -> Iterator[list[int]]:
    """Runs of words that are in a cue (columns: none, first word, further word); a likely first word parts two cues.

    Words at the ends that are less than half as likely as the likeliest are none of it: "reported [on Thursday]".

    >>> list(find_cues(np.array([[0.1, 0.8, 0.1], [0.4, 0.1, 0.5], [0.2, 0.7, 0.1], [0.7, 0.0, 0.3]]), 0.3))
    [[0, 1], [2]]
    """
    cue: list[int] = []
    for n, (none, first, further) in enumerate(chances):
        if cue and (1 - none < threshold or first > further):
            yield _trimmed(cue, chances)
            cue = []
        if 1 - none >= threshold:
            cue.append(n)
    if cue:
        yield _trimmed(cue, chances)


def _trimmed(cue: list[int], chances: Chances) -> list[int]:
    sure = [n for n in cue if 1 - chances[n, 0] >= (1 - chances[cue, 0]).max() / 2]
    return [n for n in cue if sure[0] <= n <= sure[-1]]


def _score_roles(doc: Doc, encoded: EncodedWindow, encoder: Encoder, cues: list[list[int]]) -> Floats:
    tokens = encoded.window.tokens
    every = {tokens[n] for cue in cues for n in cue}
    share = np.zeros((len(cues), len(tokens)), np.float32)
    relations = []
    for row, cue in enumerate(cues):
        share[row, cue] = 1 / len(cue)
        related = relate_words(doc, tokens, [tokens[n] for n in cue], every)
        relations.append(number_of(related, RELATIONS, encoder.vocabulary))
    return encoder.score_roles(encoded, share, np.stack(relations, 1))


def _read_claim(
    doc: Doc, encoded: EncodedWindow, cue: list[int], sure: float, best: Integers, chance: Chances
) -> LearnedClaim | None:
    tokens = encoded.window.tokens
    if SOURCE not in best:
        best[chance[:, SOURCE] >= LIKELY] = SOURCE
    best[cue] = 0
    best[[n for n, i in enumerate(tokens) if best[n] == CONTENTS and best[n - 1] == 0 and doc[i].text in ENDS]] = 0
    contents = _parted(np.flatnonzero(best == CONTENTS).tolist())
    if not any(doc[tokens[n]].text[:1].isalnum() for run in contents for n in run):
        return None
    source = max(_parted(np.flatnonzero(best == SOURCE).tolist()), key=len, default=None)
    if source:
        words = [doc[i] for i in tokens]
        source = _trim_source([t.text for t in words], _part_clause(words, source, cue), cue)
    return LearnedClaim(
        cue=_head(doc, [tokens[n] for n in cue]),
        cue_span=_slice(doc, tokens, cue),
        source=_head(doc, [tokens[n] for n in source]) if source else None,
        source_span=_slice(doc, tokens, source) if source else None,
        contents=tuple(_slice(doc, tokens, run) for run in contents),
        cue_probability=sure,
        role_probability=float(chance[best != 0, best[best != 0]].mean()),
    )


def _part_clause(words: Sequence[Token], source: list[int], cue: list[int]) -> list[int]:
    """Who speaks and of whom, where a relative clause that lacks its verb parts them: "Holt, who | the union" claims.

    What stands beside the cue is its source, what stands before the pronoun that of a cue further on. Without a
    pronoun, who speaks is one: "a man | they" say fled.
    """
    near = 0 < cue[0] - source[-1] <= NEAR
    for n, place in enumerate(source[:-1]):
        if words[place].lower_ in ("who", "whom", "which"):
            behind = source[n + 1 :]
            kinds = {words[m].pos_ for m in behind}
            if kinds & {"VERB", "AUX"} or not kinds & {"NOUN", "PROPN", "PRON"}:
                return source
            return behind if near or n == 0 else source[:n]
    alone = near and len(source) > 1 and words[source[-1]].lower_ in SPEAKERS and words[source[-2]].pos_ == "NOUN"
    return source[-1:] if alone else source


def _trim_source(words: Sequence[str], source: list[int], cue: list[int]) -> list[int]:
    """Where a source ends: a relative pronoun is the source of its own verb only; commas come in pairs.

    >>> words = "Lena Holt , a nurse , who said little , left".split()
    >>> " ".join(words[n] for n in _trim_source(words, [0, 1, 2, 3, 4, 5, 6], [7]))
    'who'
    >>> " ".join(words[n] for n in _trim_source(words, [0, 1, 2, 3, 4, 5, 6], [10]))
    'Lena Holt , a nurse ,'
    """
    if len(source) > 1 and words[source[-1]].lower() in RELATIVE:
        if source[-1] < cue[0] <= source[-1] + NEAR:
            return source[-1:]
        source = source[:-1]
    inner = any(words[n] == "," for n in source[1:-1])
    if words[source[-1]] == "," and not inner:
        return source[:-1]
    if inner and words[source[-1] + 1 : source[-1] + 2] == [","]:
        return [*source, source[-1] + 1]
    return source


def _parted(words: Iterable[int]) -> list[list[int]]:
    """Numbers in runs.

    >>> _parted([1, 2, 5])
    [[1, 2], [5]]
    """
    runs: list[list[int]] = []
    for n in words:
        if runs and runs[-1][-1] == n - 1:
            runs[-1].append(n)
        else:
            runs.append([n])
    return runs


def _slice(doc: Doc, tokens: Sequence[int], run: Sequence[int]) -> Slice:
    last = doc[tokens[run[-1]]]
    return Slice(doc[tokens[run[0]]].idx, last.idx + len(last))


def relate_words(doc: Doc, tokens: Sequence[int], cue: Sequence[int], cues: set[int]) -> Iterator[tuple[str, str, str]]:
    """How each word of a window stands to a cue, in the order of `RELATIONS`.

    `cue` holds the cue's tokens, `cues` those of every cue of the window.
    """
    inside = set(cue)
    head = _head(doc, cue).i
    above = _above(doc[head])
    sentence = doc[head].sent
    place = {i: n for n, i in enumerate(tokens)}
    for i in tokens:
        near = "0" if i in inside else _distance(place[i] - place[head])
        if sentence.start <= i < sentence.end:
            path = _path(doc[i], head, inside, above)
        else:
            path = "after" if i > head else "before"
        yield near, path, "this" if i in inside else "other" if i in cues else "none"


def _head(doc: Doc, tokens: Sequence[int]) -> Token:
    """The first of some tokens that hangs on none of the others."""
    inside = set(tokens)
    return next((doc[i] for i in tokens if doc[i].head.i not in inside or doc[i].head.i == i), doc[tokens[0]])


def _distance(words: int) -> str:
    size = abs(words)
    step = str(size) if size <= 4 else next((name for limit, name in STEPS if size <= limit), "61")
    return ("+" if words > 0 else "-") + step


def _above(head: Token) -> dict[int, tuple[int, str]]:
    """The words that a cue hangs on, each with its height and the branch to the cue."""
    above: dict[int, tuple[int, str]] = {}
    child = head
    while child.head.i != child.i:
        above[child.head.i] = (len(above) + 1, child.dep_)
        child = child.head
    return above


def _path(token: Token, head: int, inside: set[int], above: dict[int, tuple[int, str]]) -> str:
    """The way from a cue to a word in the tree: below it, above it, or beside it under the same word."""
    if token.i in inside:
        return "cue"
    last = here = token
    while True:
        side = "+" if last.i > head else "-"
        if here.i in inside:
            return f"below {last.dep_}{side}"
        if here.i in above:
            height, branch = above[here.i]
            if here.i == token.i:
                return f"above {min(height, 3)} {branch}"
            return f"beside {branch} {last.dep_}{side}" if height == 1 else f"farther {last.dep_}{side}"
        if here.head.i == here.i:
            return "apart"
        last, here = here, here.head
