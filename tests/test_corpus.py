"""Many articles: in order, one bad article stops no other, and processes change nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from kgraph.articles import Failure
from kgraph.corpus import read_corpus
from kgraph.iris import article_iri
from kgraph.reader import Reader, ReaderSettings
from kgraph.reading_json import write_json
from kgraph.records import Article, KgraphError, Reading

TEXTS = (
    "Lena Holt said the dam was safe.",
    "Police arrested two men in Orle.",
    "“We stay,” she said.",
    "Norway sent soldiers to Chad.",
    "Nobody was hurt.",
    "The UN met in Oslo.",
)


def articles() -> Iterator[Article | Failure]:
    """Six that can be read, one with a damaged date, one that could not be loaded."""
    for number, text in enumerate(TEXTS):
        if number == 2:
            yield Article("bad", article_iri("bad"), text, published="soon")
        if number == 4:
            yield Failure("lost.txt", "no such file")
        yield Article(str(number), article_iri(str(number)), text, published="2021-03-04")


def outcome(item: Reading | Failure) -> str:
    return f"{item.name}: {item.reason}" if isinstance(item, Failure) else json.dumps(write_json(item), sort_keys=True)


def test_order_is_kept_and_a_bad_article_stops_no_other() -> None:
    found = list(read_corpus(articles(), ReaderSettings()))
    assert [f.name if isinstance(f, Failure) else f.article.id for f in found] == [
        "0",
        "1",
        "bad",
        "2",
        "3",
        "lost.txt",
        "4",
        "5",
    ]
    assert [outcome(f) for f in found if isinstance(f, Failure)] == [
        "bad: published 'soon' is not a date (YYYY-MM-DD)",
        "lost.txt: no such file",
    ]


def test_one_process_and_two_give_the_same() -> None:
    one = [outcome(f) for f in read_corpus(articles(), ReaderSettings())]
    two = [outcome(f) for f in read_corpus(articles(), ReaderSettings(), processes=2)]
    assert len(one) == len(TEXTS) + 2
    assert one == two


def test_articles_are_read_as_they_come() -> None:
    taken: list[str] = []

    def coming() -> Iterator[Article | Failure]:
        for article in articles():
            taken.append(article.id if isinstance(article, Article) else article.name)
            yield article

    found = read_corpus(coming(), ReaderSettings())
    assert taken == []
    next(found)
    assert taken == ["0"]


def test_an_error_in_kgraph_itself_costs_one_article(monkeypatch: pytest.MonkeyPatch) -> None:
    read = Reader.read

    def fail(self: Reader, article: Article) -> Reading:
        if article.id == "1":
            raise IndexError("list index out of range")
        return read(self, article)

    monkeypatch.setattr(Reader, "read", fail)
    found = list(read_corpus(articles(), ReaderSettings()))
    assert next(outcome(f) for f in found if isinstance(f, Failure)) == (
        "1: kgraph failed on it (IndexError: list index out of range); please report this"
    )
    assert sum(isinstance(f, Reading) for f in found) == len(TEXTS) - 1


def test_no_articles_give_no_readings() -> None:
    assert list(read_corpus([], ReaderSettings())) == []


@pytest.mark.parametrize("processes", [1, 2])
def test_a_damaged_ontology_is_told_before_anything_is_read(tmp_path: Path, processes: int) -> None:
    (tmp_path / "broken.ttl").write_text("kg:Oops a", encoding="utf-8")
    with pytest.raises(KgraphError, match=r"broken\.ttl"):
        next(iter(read_corpus(articles(), ReaderSettings(ontologies=(tmp_path,)), processes=processes)))
