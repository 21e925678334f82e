"""What may take up something said before, and how two such phrases stand to each other, as a model is told it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc, Token

PRONOUNS = frozenset(
    """i me my mine myself we us our ours ourselves you your yours yourself yourselves he him his himself she her hers
    herself it its itself they them their theirs themselves this that these those who whom whose which one oneself
    there here what""".split()
)
DETERMINERS = {"the": "the", "a": "a", "an": "a", "this": "this", "that": "this", "these": "this", "those": "this"}
BEFORE = frozenset(
    ("det", "amod", "compound", "nummod", "poss", "quantmod", "nmod", "predet", "advmod", "punct", "case")
)
STOP = frozenset("the a an this that these those of and in on at to for his her its their our my your 's".split())
SENTENCES = (0, 1, 2, 3, 5, 8, 15)  # upper ends of the steps in which distances are told
MENTIONS = (1, 2, 3, 4, 7, 15, 31, 63)
PAIRS = {"sentences": 8, "mentions": 9, "words": 16, "tree": 5, "quotes": 5, "number": 9}  # feature -> its values
Integers = NDArray[np.int64]
Numbers = NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun with what stands before it, a name or a pronoun; `head`, `start` and `end` are tokens, `end` exclusive.

    `number` counts the article's phrases.
    """

    number: int
    head: int
    start: int
    end: int


def find_phrases(doc: Doc) -> list[Phrase]:
    """All phrases of an article in order of their heads; a name's inner words are none of their own."""
    return [_phrase(doc, token, n) for n, token in enumerate(token for token in doc if _may_refer(token))]


def _may_refer(token: Token) -> bool:
    if token.pos_ == "PRON" or token.tag_ in ("PRP", "PRP$"):
        return token.lower_ in PRONOUNS and not is_country(token)
    if token.pos_ not in ("NOUN", "PROPN"):
        return False
    inner = token.dep_ in ("compound", "nmod") and token.head.pos_ == "PROPN" and token.head.i > token.i
    return not inner and any(c.isalnum() for c in token.text)


def is_country(token: Token) -> bool:
    """ "US" is no pronoun, unless all around it is in capitals."""
    return token.text == "US" and any(t.is_lower for t in token.sent)


def _phrase(doc: Doc, head: Token, number: int) -> Phrase:
    start = head.i
    if head.tag_ not in ("PRP", "PRP$"):
        for child in reversed(list(head.lefts)):
            if child.dep_ not in BEFORE or child.right_edge.i != start - 1 or child.is_space:
                break
            start = child.left_edge.i
        while start < head.i and (doc[start].is_punct or doc[start].is_space):
            start += 1
    return Phrase(number, head.i, start, head.i + 1)


def kind_of(doc: Doc, phrase: Phrase) -> tuple[str, str, str]:
    """What a phrase is ("he", "name", "the plural"), what it does in its clause, and on what kind of word it hangs."""
    head = doc[phrase.head]
    if head.lower_ in PRONOUNS and (head.pos_ == "PRON" or head.tag_ in ("PRP", "PRP$")):
        kind = head.lower_
    else:
        first = doc[phrase.start]
        if any(c.dep_ == "poss" for c in head.lefts):
            kind = "whose"
        else:
            kind = DETERMINERS.get(first.lower_, "bare") if first.i != head.i else "bare"
        if head.pos_ == "PROPN":
            kind = "name the" if kind == "the" else "name"
        else:
            kind += " plural" if head.tag_ in ("NNS", "NNPS") else " single"
    return kind, head.dep_, head.head.pos_


def relate_phrases(doc: Doc, phrases: Sequence[Phrase], quotes: Integers) -> Numbers:
    """How each phrase (row) stands to each (column): phrases x phrases x features, in the order of `PAIRS`.

    `quotes` tells for each token the number of the quotation that it stands in, or -1.
    """
    heads = np.array([p.head for p in phrases])
    starts = np.zeros(len(doc), np.int64)
    for number, sentence in enumerate(doc.sents):
        starts[sentence.start : sentence.end] = number
    sentences = _steps(starts[heads][:, None] - starts[heads][None], SENTENCES)
    order = np.array([p.number for p in phrases])
    mentions = _steps(order[:, None] - order[None], MENTIONS)
    return np.stack(
        [sentences, mentions, _words(doc, phrases), _tree(doc, phrases), _quotes(quotes[heads]), _number(doc, heads)], 2
    )


def _steps(distance: Integers, ends: Sequence[int]) -> Numbers:
    steps = np.searchsorted(np.array(ends), np.arange(ends[-1] + 2)).astype(np.int8)
    found: Numbers = steps[np.minimum(np.abs(distance), ends[-1] + 1)]
    return found


def _words(doc: Doc, phrases: Sequence[Phrase]) -> Numbers:
    """1: the same head, 2: the same words, 4: the column has all words of the row, 8: the row all of the column."""
    bags = [
        frozenset(t.lower_ for t in doc[p.start : p.end] if t.lower_ not in STOP and t.text[:1].isalnum())
        for p in phrases
    ]
    heads = [doc[p.head].lemma_.lower() if doc[p.head].lower_ not in PRONOUNS else "" for p in phrases]
    number = {word: n for n, word in enumerate(sorted({w for bag in bags for w in bag} | set(heads)))}
    bag = np.zeros((len(phrases), len(number)), np.float32)
    for row, words in enumerate(bags):
        bag[row, [number[w] for w in words]] = 1
    common, sizes = bag @ bag.T, bag.sum(1)
    head = np.array([number[h] for h in heads])
    noun = np.array([bool(h) for h in heads])
    same_head = (head[:, None] == head[None]) & noun[:, None]
    inside = (common == sizes[:, None]) & (common > 0)
    holds = (common == sizes[None]) & (common > 0)
    one, two, four, eight = np.array((1, 2, 4, 8), np.int8)
    told: Numbers = one * same_head + two * (inside & holds) + four * inside + eight * holds
    return told


def _tree(doc: Doc, phrases: Sequence[Phrase]) -> Numbers:
    """1: under the same word, 2: the column holds the row, 3: in apposition, 4: subject and predicate."""
    found = np.zeros((len(phrases), len(phrases)), np.int8)
    place = {p.head: n for n, p in enumerate(phrases)}
    under: dict[int, list[int]] = {}
    for n, phrase in enumerate(phrases):
        under.setdefault(doc[phrase.head].head.i, []).append(n)
    for n, phrase in enumerate(phrases):
        token = doc[phrase.head]
        for other in under[token.head.i]:
            found[n, other] = 1
        if token.dep_ == "attr":
            for other in under[token.head.i]:
                if doc[phrases[other].head].dep_ == "nsubj":
                    found[n, other] = found[other, n] = 4
        for above in token.ancestors:
            if above.i in place:
                found[n, place[above.i]] = 3 if token.dep_ == "appos" and above.i == token.head.i else 2
    return found


def _quotes(quotes: Integers) -> Numbers:
    """0: both outside quotations, 1: in the same, 2: in different ones, 3: only the row inside, 4: only the column."""
    inside = (quotes >= 0).astype(np.int64)
    found: Numbers = np.array(((0, 4), (3, 2)), np.int8)[inside[:, None], inside[None]]
    found[(quotes[:, None] == quotes[None]) & (quotes >= 0)] = 1
    return found


def _number(doc: Doc, heads: Integers) -> Numbers:
    plural = "we us our ours ourselves they them their theirs themselves these those".split()
    single = "i me my mine myself he him his himself she her hers herself it its itself this that".split()
    kinds = []
    for i in heads:
        token = doc[int(i)]
        many = token.tag_ in ("NNS", "NNPS") or token.lower_ in plural
        one = token.tag_ in ("NN", "NNP") or token.lower_ in single
        kinds.append(1 if many else 2 if one else 0)
    kind = np.array(kinds, np.int8)
    found: Numbers = np.int8(3) * kind[:, None] + kind[None]
    return found
