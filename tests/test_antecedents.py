"""Phrases that may take up earlier ones, and how they stand to each other."""

from __future__ import annotations

import numpy as np
import pytest
from spacy.language import Language
from spacy.tokens import Doc

from kgraph.components.antecedents import PAIRS, find_phrases, kind_of, relate_phrases
from kgraph.components.windows import number_quotes
from kgraph.reader import DEFAULT_MODEL, load_pipeline
from kgraph.records import Slice

TEXT = (
    "Mayor Lena Holt opened the new clinic in Oslo. “It will save lives,” she told reporters.\n\n"
    "The clinic, a former school, has ten beds. Its director is Omar Reyes."
)


@pytest.fixture(scope="module")
def doc() -> Doc:
    nlp: Language = load_pipeline(DEFAULT_MODEL)
    return nlp(TEXT)


def words(doc: Doc) -> list[str]:
    return [doc[p.start : p.end].text for p in find_phrases(doc)]


def test_phrases_are_nouns_with_what_stands_before_them_names_and_pronouns(doc: Doc) -> None:
    assert words(doc) == [
        "Mayor Lena Holt",
        "the new clinic",
        "Oslo",
        "It",
        "lives",
        "she",
        "reporters",
        "The clinic",
        "a former school",
        "ten beds",
        "Its",
        "Its director",
        "Omar Reyes",
    ]


def test_what_phrases_are(doc: Doc) -> None:
    kinds = dict(zip(words(doc), (kind_of(doc, p)[0] for p in find_phrases(doc)), strict=True))
    assert kinds["Mayor Lena Holt"] == kinds["Omar Reyes"] == "name"
    assert (kinds["she"], kinds["Its"]) == ("she", "its")
    assert (kinds["The clinic"], kinds["a former school"], kinds["reporters"]) == (
        "the single",
        "a single",
        "bare plural",
    )
    assert kinds["Its director"] == "whose single"


def test_how_phrases_stand_to_each_other(doc: Doc) -> None:
    phrases, found = find_phrases(doc), words(doc)
    opening = TEXT.index("“")
    quoted = number_quotes(doc, [Slice(opening, TEXT.index("”") + 1)])
    pairs = relate_phrases(doc, phrases, quoted)
    assert pairs.shape == (len(phrases), len(phrases), len(PAIRS))
    assert all(pairs[:, :, n].min() >= 0 and pairs[:, :, n].max() < size for n, size in enumerate(PAIRS.values()))

    def pair(row: str, column: str, feature: str) -> int:
        return int(pairs[found.index(row), found.index(column), list(PAIRS).index(feature)])

    assert pair("The clinic", "the new clinic", "words") == 1 + 4  # same head, and the earlier has all its words
    assert pair("the new clinic", "The clinic", "words") == 1 + 8
    assert pair("The clinic", "Oslo", "words") == 0
    assert pair("a former school", "The clinic", "tree") == 3
    assert pair("Omar Reyes", "Its director", "tree") == 4
    assert pair("Its", "Its director", "tree") == 2
    assert [pair("It", other, "quotes") for other in ("lives", "she")] == [1, 3]
    assert pair("she", "It", "quotes") == 4
    assert pair("the new clinic", "Mayor Lena Holt", "sentences") == 0 < pair("Its", "Oslo", "sentences")


def test_no_phrase_gives_no_pair() -> None:
    blank = Doc(load_pipeline(DEFAULT_MODEL).vocab, ["!"])
    assert find_phrases(blank) == []
    assert np.array_equal(number_quotes(blank, []), np.array([-1]))
