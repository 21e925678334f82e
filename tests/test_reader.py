"""The same article always gives the same reading; any text can be read; what is damaged is told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import Read
from hypothesis import given, settings
from hypothesis import strategies as st

from kgraph.articles import load_articles
from kgraph.components.quotes import find_quotes
from kgraph.iris import article_iri
from kgraph.reader import Reader, ReaderSettings, load_pipeline
from kgraph.reading_json import write_json
from kgraph.records import Article, KgraphError, Slice

SEEDS = sorted((Path(__file__).parent.parent / "seeds").glob("*.txt"))


def seeds() -> list[Article]:
    articles = [a for a in load_articles([str(path) for path in SEEDS]) if isinstance(a, Article)]
    assert len(articles) == len(SEEDS) == 2
    return articles


def as_text(reader: Reader, article: Article) -> str:
    return json.dumps(write_json(reader.read(article)), sort_keys=True)


def test_the_same_article_gives_the_same_reading_whatever_was_read_before() -> None:
    reader = Reader()
    sentences = [
        Article(str(n), article_iri(str(n)), text)
        for n, text in enumerate(
            ("Lena Holt said the dam at Vardesund was unsafe.", "“We stay,” she said.", "Police in Orle arrested Holt.")
        )
    ]
    articles = [*seeds(), *sentences]
    first = [as_text(reader, a) for a in articles]
    assert [as_text(reader, a) for a in reversed(articles)] == first[::-1]
    assert [as_text(Reader(), a) for a in sentences] == first[2:]


def test_the_seed_has_its_date_from_its_text(reader: Reader) -> None:
    article = next(a for a in seeds() if a.id == "kazakhstan-unrest-2022")
    reading = reader.read(article)
    assert article.published is None
    assert (reading.published, reading.published_basis) == ("2022-01-06", "text")


def test_the_text_is_kept_as_it_is_and_all_slices_lie_in_it(reader: Reader) -> None:
    for article in seeds():
        reading = reader.read(article)
        assert reading.article is article
        ids = [
            *(m.id for m in reading.mentions),
            *(c.id for c in reading.attributions),
            *(e.id for e in reading.events),
        ]
        assert len(ids) == len(set(ids)) > 50
        found = slices(write_json(reading))
        assert len(found) > 100
        assert all(0 <= place.start < place.end <= len(article.text) for place in found)


def slices(value: object) -> list[Slice]:
    """All {"start", "end"} of a JSON value."""
    if isinstance(value, list):
        return [place for each in value for place in slices(each)]
    if not isinstance(value, dict):
        return []
    own = [Slice(value["start"], value["end"])] if "start" in value else []
    return own + [place for each in value.values() for place in slices(each)]


def test_references_lead_to_what_is_there(reader: Reader) -> None:
    for article in seeds():
        reading = reader.read(article)
        entities, claims = {e.iri for e in reading.entities}, {c.id for c in reading.attributions}
        used = {a.entity for e in reading.events for a in e.arguments} | {e.place_entity for e in reading.events}
        used |= {s for c in reading.attributions for s in c.source_entities} | {
            c.addressee_entity for c in reading.attributions
        }
        used |= {r.subject for r in reading.relations} | {
            r.object for r in reading.relations if r.property != "holdsRole"
        }
        assert len(used) > 10
        assert used - {None} <= entities
        held = {e.attribution for e in reading.events} | {r.attribution for r in reading.relations}
        held |= {c.within for c in reading.attributions} | {c.denies for c in reading.attributions}
        assert held - {None} <= claims


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n\n\n",
        ".",
        "?!",
        "“",
        "”",
        "“”",
        "’",
        "a",
        "A",
        "said",
        "“said”",
        "According to",
        "according to according to",
        "\ufeffHolt said no.",
        "Holt\u00a0said\u200b no.",
        "Holt said\x00 no.",
        "😀 said “😀😀”, 😀 added.",
        "ХОЛЬТ СКАЗАЛ: «НЕТ».",
        "他说“不”。",
        "HOLT SAID NO. " * 3,
        "said " * 50,
        "(" * 30,
        "“" * 30,
        "Holt, " * 40,
        "Holt said: " * 10,
        "\r\n\r\nHolt said no.\r\n",
        "Holt said no\tand\tleft.",
        "1 2 3 4 5",
        "-----",
        "* * *",
        "http://example.org/a?b=c",
        "<p>Holt said no.</p>",
        "a" * 5000,
    ],
)
def test_odd_texts_are_read(read: Read, text: str) -> None:
    reading = read(text, published="2021-03-04")
    assert reading.article.text == text
    assert all(place.end <= len(text) for place in slices(write_json(reading)))


SOUP = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "“",
                "”",
                '"',
                "'",
                "’",
                "‘",
                "«",
                "»",
                ",",
                ".",
                ":",
                ";",
                "—",
                "(",
                ")",
                "?",
                "!",
                "\n",
                "\n\n",
                "said",
                "Lena Holt",
                "according to",
                "citing",
                "the ministry",
                "he",
                "added",
                "that",
                "police",
                "arrested",
                "killed",
                "13",
                "people",
                "at least",
                "not",
                "if",
                "Norway",
                "on Friday",
                "by",
                "and",
            ]
        ),
        st.text(max_size=3),
    ),
    max_size=25,
)


@settings(max_examples=80, deadline=None)
@given(SOUP, st.booleans())
def test_the_reader_reads_whatever_comes(read: Read, parts: list[str], spaced: bool) -> None:
    text = (" " if spaced else "").join(parts)
    reading = read(text, published="2021-03-04")
    assert all(0 <= place.start < place.end <= len(text) for place in slices(write_json(reading)))
    assert all(any(z.slice.holds(q.outer) for z in reading.zones) for q in find_quotes(text, list(reading.zones)))


def test_what_made_a_reading_is_told_without_a_clock(read: Read) -> None:
    made = dict(read("Holt said no.").made_by)
    assert {"kgraph", "model", "ontology"} <= set(made)
    assert made == dict(read("Another text.").made_by)


def test_a_text_too_long_for_the_model_is_an_error(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader.nlp, "max_length", 10)
    with pytest.raises(KgraphError, match="long: 13 characters are more than 10"):
        reader.read(Article("long", article_iri("long"), "Holt said no."))


def test_a_model_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KgraphError, match="model en_nowhere: not an installed spaCy pipeline"):
        load_pipeline("en_nowhere")


def test_an_ontology_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(KgraphError, match="nowhere"):
        Reader(ReaderSettings(ontologies=(tmp_path / "nowhere",)))


def test_a_paragraph_starts_a_sentence(reader: Reader) -> None:
    doc = reader.nlp("Rescue under way\n\nBoats reached Selm in the evening.")
    assert [s.text.strip() for s in doc.sents] == ["Rescue under way", "Boats reached Selm in the evening."]
    doc = reader.nlp("He crossed the U.S. border.")
    assert len(list(doc.sents)) == 1


def test_sentences_that_run_together_are_parted(reader: Reader) -> None:
    doc = reader.nlp("Two men were arrested.The mayor resigned.")
    assert [s.text for s in doc.sents] == ["Two men were arrested.", "The mayor resigned."]


def test_a_rank_ends_no_sentence(reader: Reader) -> None:
    text = "According to police, Holt and a partner, Sgt. Mark Duna, stopped a car. Maj. Gen. Lena Ko was hurt."
    reading = reader.read(Article("a", "urn:kgraph:article:a", text))
    (claim,) = reading.attributions
    assert [s.of(text) for s in claim.contents] == ["Holt and a partner, Sgt. Mark Duna, stopped a car"]
    assert {"Mark Duna", "Lena Ko"} <= {e.label for e in reading.entities}
