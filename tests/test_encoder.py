"""The encoder's windows and tables, and what the shipped weights find in invented articles."""

from __future__ import annotations

import itertools
from pathlib import Path

import numpy as np
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from kgraph.components.encoder import GRAPHS, WEIGHTS, Chain, EncodedWindow, Encoder
from kgraph.components.learned_claims import LearnedClaim, find_learned_claims, relate_words
from kgraph.components.learned_names import find_names
from kgraph.components.quotes import find_quotes
from kgraph.components.windows import MAX_PIECES, WORD_PIECES, WordPieces, find_quoted, find_windows
from kgraph.components.zones import find_zones
from kgraph.reader import DEFAULT_MODEL, load_pipeline
from kgraph.records import KgraphError, Slice

VOCABULARY = ["[CLS]", "[SEP]", "[UNK]", "mayor", "##s", "jose", ".", "a", "##a"]


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_pipeline(DEFAULT_MODEL)


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder()


def encode(doc: Doc, encoder: Encoder) -> list[EncodedWindow]:
    zones = find_zones(doc.text)
    return encoder.encode(doc, [zone.slice for zone in zones], [quote.outer for quote in find_quotes(doc.text, zones)])


def claims_of(text: str, nlp: Language, encoder: Encoder) -> list[LearnedClaim]:
    doc = nlp(text)
    return find_learned_claims(doc, encode(doc, encoder), encoder)


def test_words_lose_case_and_accents_and_stay_short() -> None:
    pieces = WordPieces(VOCABULARY)
    assert pieces.split("Mayors") == (3, 4)
    assert pieces.split("José.") == (5, 6)
    assert pieces.split("zebra") == (2,)
    assert pieces.split("\u200b") == (2,)
    assert pieces.split("a" * 90) == (7, *[8] * (WORD_PIECES - 1))


def test_windows_are_paragraphs_parted_between_sentences() -> None:
    blank = spacy.blank("en")
    blank.add_pipe("sentencizer")
    sentence = "a mayor a mayor a mayor a mayor. "
    text = "mayors\n\n" + sentence * 60 + "\n\na mayor."
    doc = blank(text)
    blocks = [zone.slice for zone in find_zones(text)]
    assert len(blocks) == 3
    windows = find_windows(doc, blocks, WordPieces(VOCABULARY))
    assert len(windows) == 1 + 3 + 1  # 9 words a sentence: 28 sentences fill a window
    assert [i for w in windows for i in w.tokens] == [t.i for t in doc if not t.is_space]
    assert all(len(w.pieces) <= MAX_PIECES and len(w.first) == len(w.tokens) for w in windows)
    assert [doc[w.tokens[-1]].text for w in windows] == ["mayors", ".", ".", ".", "."]
    assert windows[0].pieces == (0, 3, 4, 1) and windows[0].first == (1,)


def test_a_sentence_longer_than_a_window_is_cut() -> None:
    doc = spacy.blank("en")("mayor " * 600)
    windows = find_windows(doc, [Slice(0, len(doc.text))], WordPieces(VOCABULARY))
    assert [len(w.tokens) for w in windows] == [254, 254, 92]


def test_quoted_words_are_those_inside_the_marks() -> None:
    doc = spacy.blank("en")("She said “we stay” and “we wait” again")
    quoted = find_quoted(doc, [quote.outer for quote in find_quotes(doc.text, find_zones(doc.text))])
    assert [t.text for t in doc if t.i in quoted] == ["“", "we", "stay", "”", "“", "we", "wait", "”"]


def test_words_stand_to_a_cue_as_the_tree_has_it() -> None:
    words = ["The", "mayor", "said", "rain", "fell", "."]
    doc = Doc(
        spacy.blank("en").vocab,
        words,
        heads=[1, 2, 2, 4, 2, 2],
        deps=["det", "nsubj", "ROOT", "nsubj", "ccomp", "punct"],
    )
    found = list(relate_words(doc, range(6), [2], {2}))
    assert found == [
        ("-2", "below nsubj-", "none"),
        ("-1", "below nsubj-", "none"),
        ("0", "cue", "this"),
        ("+1", "below ccomp+", "none"),
        ("+2", "below ccomp+", "none"),
        ("+3", "below punct+", "none"),
    ]
    inner = list(relate_words(doc, range(6), [4], {2, 4}))
    assert inner[2] == ("-2", "above 1 ccomp", "other")
    assert inner[1] == ("-3", "beside ccomp nsubj-", "none")


def test_a_chain_gives_the_share_of_all_ways_through_it() -> None:
    numbers = np.random.default_rng(5)
    scores = numbers.normal(size=(4, 3)).astype(np.float32)
    first, steps = numbers.normal(size=3), numbers.normal(size=(3, 3))
    expected = np.zeros((4, 3))
    for tags in itertools.product(range(3), repeat=4):
        power = first[tags[0]] + sum(scores[n, tag] for n, tag in enumerate(tags))
        weight = np.exp(power + sum(steps[a, b] for a, b in itertools.pairwise(tags)))
        for n, tag in enumerate(tags):
            expected[n, tag] += weight
    expected /= expected.sum(1, keepdims=True)
    shorter, same = Chain(first.tolist(), steps.tolist()).probabilities([scores[:2], scores])
    assert shorter.shape == (2, 3)
    assert np.allclose(same, expected, atol=1e-6)


def test_a_sequence_has_the_same_tags_beside_longer_ones() -> None:
    numbers = np.random.default_rng(6)
    chain = Chain(numbers.normal(size=3).tolist(), numbers.normal(size=(3, 3)).tolist())
    sequences = [numbers.normal(size=(length, 3)).astype(np.float32) for length in (1, 7, 4, 7, 2)]
    alone = [(chain.best_tags([s])[0], chain.probabilities([s])[0]) for s in sequences]
    together = zip(chain.best_tags(sequences), chain.probabilities(sequences), strict=True)
    for (tags, chances), (other_tags, other_chances) in zip(alone, together, strict=True):
        assert tags.tolist() == other_tags.tolist()
        assert np.allclose(chances, other_chances, atol=1e-12)


def test_missing_and_damaged_weights_are_named(tmp_path: Path) -> None:
    with pytest.raises(KgraphError, match=r"reader\.json"):
        Encoder(tmp_path)
    for name in ("reader.json", "vocab.txt"):
        (tmp_path / name).write_bytes((WEIGHTS / name).read_bytes())
    for name in ("encoder.onnx", "roles.onnx"):
        (tmp_path / name).write_bytes(b"no graph")
    with pytest.raises(KgraphError, match="weights in"):
        Encoder(tmp_path)


def test_weights_are_small() -> None:
    files = sorted(WEIGHTS.iterdir())
    graphs = {f"{name}.onnx" for name in GRAPHS}
    assert graphs | {"reader.json", "vocab.txt", "MODEL_CARD.md"} <= {f.name for f in files}
    assert sum(f.stat().st_size for f in files) <= 30_000_000


def test_names_of_an_invented_report(nlp: Language, encoder: Encoder) -> None:
    doc = nlp(
        "Lena Holt met officials of the Norvik Harbour Authority in Oslo on Friday.\n\n"
        "The Norwegian minister, Omar Reyes, had left for Nairobi."
    )
    found = {(name.text_of(doc), name.type) for name in find_names(doc, encode(doc, encoder), encoder.name_chain)}
    assert found == {
        ("Lena Holt", "Person"),
        ("Norvik Harbour Authority", "Organization"),
        ("Oslo", "Place"),
        ("Norwegian", "Group"),
        ("Omar Reyes", "Person"),
        ("Nairobi", "Place"),
    }


def test_claims_of_an_invented_report(nlp: Language, encoder: Encoder) -> None:
    text = (
        "Omar Reyes said the harbour would reopen on Monday.\n\n"
        "“We lost three boats,” Lena Holt told reporters.\n\n"
        "According to the ministry, two piers were damaged.\n\n"
        "The ferry left at noon."
    )
    found = claims_of(text, nlp, encoder)
    assert [claim.cue_span.of(text) for claim in found] == ["said", "told", "According to"]
    assert [claim.source_span.of(text) if claim.source_span else None for claim in found] == [
        "Omar Reyes",
        "Lena Holt",
        "the ministry",
    ]
    assert [[c.of(text).strip("“”,. ") for c in claim.contents] for claim in found] == [
        ["the harbour would reopen on Monday"],
        ["We lost three boats"],
        ["two piers were damaged"],
    ]
    assert all(0.5 < claim.cue_probability <= 1 and 0.5 < claim.role_probability <= 1 for claim in found)


def test_a_higher_threshold_gives_fewer_claims(nlp: Language, encoder: Encoder) -> None:
    doc = nlp("Omar Reyes said the harbour would reopen.\n\nFishermen hope for calm weather after the promise of help.")
    encoding = encode(doc, encoder)
    counts = [len(find_learned_claims(doc, encoding, encoder, least)) for least in (0.1, 0.5, 1.01)]
    assert counts[0] >= counts[1] >= 1
    assert counts[2] == 0


def test_a_paragraph_is_read_the_same_wherever_it_stands(nlp: Language, encoder: Encoder) -> None:
    paragraph = "Lena Holt of the Norvik Harbour Authority said “three boats” were lost near Oslo."
    alone = encode(nlp(paragraph), encoder)
    among = encode(nlp("Rain fell on the town all day.\n\n" + paragraph + "\n\nThe ferry left at noon."), encoder)
    assert (len(alone), len(among)) == (1, 3)
    assert np.array_equal(alone[0].features, among[1].features)
    for part in ("states", "names", "cues"):
        assert np.array_equal(getattr(alone[0], part), getattr(among[1], part))
