"""Reading of input: what becomes an article, and what is refused with which reason."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kgraph.articles import Failure, load_articles
from kgraph.records import Article

PAGE = """<!DOCTYPE html><html lang="en"><head><title>Ferry strike ends | Harbour Post</title>
<meta property="og:title" content="Ferry strike ends"><meta property="og:site_name" content="Harbour Post">
<meta name="author" content="Ilse Maren"><meta property="article:published_time" content="2021-05-04T08:00:00+00:00">
<link rel="canonical" href="https://harbour.example/ferry-strike"></head><body><nav><a href="/">Home</a></nav>
<article><h1>Ferry strike ends</h1>
<p>Crews of the island ferries went back to work on Tuesday after nine days of strike, the port authority said.</p>
<p>“We have a fair agreement and the boats will sail again,” said Tomas Brekk, who spoke for the crews’ union.</p>
<p>The owners had offered a rise of four percent in April, which the union had refused as far too little.</p>
</article><footer>Follow us on all channels</footer></body></html>"""


def load(*paths: Path | str) -> tuple[list[Article], list[str]]:
    items = list(load_articles([str(path) for path in paths]))
    return ([item for item in items if isinstance(item, Article)],
            [str(item) for item in items if isinstance(item, Failure)])


def write(path: Path, data: bytes | str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def test_a_text_keeps_its_line_ends_and_is_named_by_its_stem(tmp_path: Path) -> None:
    articles, failures = load(write(tmp_path / "mill fire.txt", "Mill burns\r\n\r\nA mill burned.\r\n"))
    assert not failures
    assert [(a.id, a.iri, a.text) for a in articles] == [
        ("mill fire", "urn:kgraph:article:mill%20fire", "Mill burns\r\n\r\nA mill burned.\r\n")]


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    articles, _ = load(write(tmp_path / "a.txt", b"\xef\xbb\xbfA mill burned."))
    assert articles[0].text == "A mill burned."


def test_metadata_beside_a_text(tmp_path: Path) -> None:
    meta = {"title": "Mill burns", "publisher": "Harbour Post", "published": "2021-05-04T10:00:00Z",
            "authors": "Ilse Maren", "url": "https://harbour.example/mill"}
    write(tmp_path / "a.meta.json", json.dumps(meta))
    articles, failures = load(write(tmp_path / "a.txt", "A mill burned."))
    assert not failures
    assert articles == [Article("a", "https://harbour.example/mill", "A mill burned.", "Mill burns", "Harbour Post",
                                "2021-05-04", "https://harbour.example/mill", ("Ilse Maren",))]


def test_a_page_gives_its_text_and_metadata(tmp_path: Path) -> None:
    articles, failures = load(write(tmp_path / "ferry.html", PAGE))
    assert not failures
    page = articles[0]
    assert (page.title, page.publisher, page.published, page.authors, page.iri) == (
        "Ferry strike ends", "Harbour Post", "2021-05-04", ("Ilse Maren",), "https://harbour.example/ferry-strike")
    assert "said Tomas Brekk" in page.text
    assert "Follow us" not in page.text


def test_a_page_without_article_text_is_refused(tmp_path: Path) -> None:
    _, failures = load(write(tmp_path / "empty.htm", "<html><head><title>x</title></head><body></body></html>"))
    assert failures == [f"{tmp_path / 'empty.htm'}: no article text was found in the page"]


def test_a_folder_is_read_recursively_by_path(tmp_path: Path) -> None:
    write(tmp_path / "b.txt", "Text b.")
    write(tmp_path / "a" / "z.txt", "Text z.")
    write(tmp_path / "a" / "notes.md", "Not an article.")
    write(tmp_path / "c.jsonl", '{"id": "c1", "text": "Text c1."}\n\n{"id": "c2", "text": "Text c2."}\n')
    articles, failures = load(tmp_path)
    assert not failures
    assert [a.id for a in articles] == ["z", "b", "c1", "c2"]


def test_bad_lines_of_a_corpus_are_named_and_the_rest_is_read(tmp_path: Path) -> None:
    lines = ['{"id": "one", "text": "Text one."}', "{oops", '{"text": "No id."}', '{"id": "x"}', "[1]",
             '{"id": "y", "text": " "}', '{"id": "z", "text": 5}', '{"id": "d", "text": "D.", "published": "May"}',
             '{"id": "n", "text": "a\\u0000b"}', '{"id": "s", "text": "a\\ud800b"}', "[" * 100_000,
             '{"id": "two", "text": "Text two.", "published": null}']
    path = write(tmp_path / "c.jsonl", "\n".join(lines))
    articles, failures = load(path)
    assert [a.id for a in articles] == ["one", "two"]
    assert failures == [f"{path} line {number}: {reason}" for number, reason in [
        (2, "is not JSON: expecting property name enclosed in double quotes (column 2)"),
        (3, 'has no "id"'), (4, 'has no "text"'), (5, "is not a JSON object"), (6, "is empty"),
        (7, '"text" is not a string'), (8, "\"published\" is not an ISO date: 'May'"),
        (9, '"text" is binary, not text'), (10, '"text" holds half of a surrogate pair, which is no character'),
        (11, "is not JSON that can be read")]]


@pytest.mark.parametrize("name, data, reason", [
    ("a.txt", b"", "is empty"), ("a.txt", b" \n\t", "is empty"), ("a.html", b"", "is empty"),
    ("a.txt", b"caf\xe9", "is not UTF-8 (byte 3)"), ("a.txt", b"\x89PNG\r\n\x1a\n\0\0", "is binary, not text"),
    ("a.jsonl", b"", "is empty"), ("missing.txt", None, "no such file or directory"),
    ("missing.jsonl", None, "no such file or directory")])
def test_what_is_no_article_is_refused_with_its_reason(tmp_path: Path, name: str, data: bytes | None,
                                                       reason: str) -> None:
    path = tmp_path / name if data is None else write(tmp_path / name, data)
    good = write(tmp_path / "good.txt", "A mill burned.")
    articles, failures = load(path, good)
    assert failures == [f"{path}: {reason}"]
    assert [a.id for a in articles] == ["good"]


def test_a_folder_without_articles_is_refused(tmp_path: Path) -> None:
    assert load(tmp_path) == ([], [f"{tmp_path}: holds no article (.txt, .html, .htm, .jsonl)"])


def test_damaged_metadata_is_named(tmp_path: Path) -> None:
    write(tmp_path / "a.meta.json", "{")
    path = write(tmp_path / "a.txt", "A mill burned.")
    assert load(path)[1] == [f"{path}: a.meta.json: is not JSON: expecting property name enclosed in double quotes "
                             "(column 2)"]


def test_one_id_has_one_text(tmp_path: Path) -> None:
    first = write(tmp_path / "1" / "a.txt", "A mill burned.")
    same = write(tmp_path / "2" / "a.txt", "A mill burned.")
    other = write(tmp_path / "3" / "a.txt", "A mill was saved.")
    articles, failures = load(first, same, first, other)
    assert [a.text for a in articles] == ["A mill burned."]
    assert failures == ["a: another text was read under this id"]


@pytest.mark.parametrize("data, expected", [
    ("A mill burned.", ["stdin"]), ('{"id": "x", "text": "T."}\n{"id": "y", "text": "U."}', ["x", "y"]),
    (PAGE, ["stdin"])])
def test_standard_input(monkeypatch: pytest.MonkeyPatch, data: str, expected: list[str]) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(data.encode())))
    articles, failures = load("-")
    assert not failures
    assert [a.id for a in articles] == expected


def check_corpus_text(folder: Path, text: str) -> None:
    path = write(folder / "c.jsonl", json.dumps({"id": "x", "text": text}) + "\n" + '{"id": "end", "text": "T."}')
    articles, failures = load(path)
    assert articles[-1].id == "end"
    assert len(articles) + len(failures) == 2
    if len(articles) == 2:
        assert articles[0].text == text


def check_bytes(folder: Path, data: bytes) -> None:
    for suffix in (".txt", ".jsonl"):
        path = write(folder / f"a{suffix}", data)
        articles, failures = load(path)
        assert articles or failures
        assert all("\n" not in failure for failure in failures)
        if suffix == ".txt" and articles:
            assert articles[0].text.encode() == data.removeprefix(b"\xef\xbb\xbf")


@settings(max_examples=100, deadline=None)
@given(text=st.text(st.characters(), max_size=40))
def test_any_string_is_kept_or_refused(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    check_corpus_text(tmp_path_factory.mktemp("a"), text)


@settings(max_examples=100, deadline=None)
@given(data=st.binary(max_size=40))
def test_any_bytes_are_kept_or_refused(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    check_bytes(tmp_path_factory.mktemp("a"), data)


MARKS = '“”‘’"\'«»„{}[]:,\\ \n\r\x0b\x85\u2028aé😀'


@pytest.mark.soak
@settings(max_examples=5000, deadline=None)
@given(data=st.binary(max_size=400) | st.text(st.sampled_from(MARKS)).map(str.encode))
def test_soak_any_bytes(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    check_bytes(tmp_path_factory.mktemp("a"), data)


@pytest.mark.soak
@settings(max_examples=5000, deadline=None)
@given(text=st.text(st.characters() | st.sampled_from(MARKS), max_size=400))
def test_soak_any_string(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    check_corpus_text(tmp_path_factory.mktemp("a"), text)
