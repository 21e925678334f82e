"""Articles from text files, HTML pages, JSONL corpora, folders and standard input.

The text is what the offsets of the whole graph count in, so it is never changed: line ends stay as they are. Only a
byte order mark at the start of a file is left out, being no part of the text. What cannot be read becomes a `Failure`,
and the others go on.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from kgraph import iris
from kgraph.records import Article, KgraphError

HTML = (".html", ".htm")
SUFFIXES = (".txt", *HTML, ".jsonl")


@dataclass(frozen=True, slots=True)
class Failure:
    """An article that could not be used: its name, as a user knows it, and the reason in one line."""

    name: str
    reason: str

    def __str__(self) -> str:
        return f"{self.name}: {self.reason}"


def load_articles(paths: Sequence[str], base: str = iris.BASE) -> Iterator[Article | Failure]:
    """Read articles in the order given; within a folder (and those below it) by path.

    A path is a text file, an HTML page (`.html`, `.htm`), a corpus (`.jsonl`), a folder of these, or `-` for standard
    input (a corpus where it begins with `{`, HTML where it begins with `<!doctype html` or `<html`, else one text).
    `<stem>.meta.json` beside a text gives its title, publisher, published, authors and url. The same text under the
    same id is read once; another text under an id already used is a Failure.
    """
    seen: dict[str, bytes] = {}
    for path in paths:
        for item in _load(path, base):
            if isinstance(item, Failure):
                yield item
                continue
            digest = hashlib.sha256(item.text.encode()).digest()
            if item.iri not in seen:
                seen[item.iri] = digest
                yield item
            elif seen[item.iri] != digest:
                yield Failure(item.id, "another text was read under this id")


def _load(name: str, base: str) -> Iterator[Article | Failure]:
    path = Path(name)
    try:
        if name == "-":
            yield from _read_standard_input(base)
        elif path.is_dir():
            found = sorted(p for p in path.rglob("*") if p.suffix.lower() in SUFFIXES and p.is_file())
            if not found:
                yield Failure(name, f"holds no article ({', '.join(SUFFIXES)})")
            for file in found:
                yield from _load(str(file), base)
        elif path.suffix.lower() == ".jsonl":
            with path.open("rb") as stream:
                yield from _read_corpus(stream, name, base)
        else:
            yield _read_file(path, base)
    except OSError as error:
        yield Failure(name, (error.strerror or str(error)).lower())
    except KgraphError as error:
        yield Failure(name, str(error))


def _read_standard_input(base: str) -> Iterator[Article | Failure]:
    data = sys.stdin.buffer.read()
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip()[:20].lower()
    if start.startswith(b"{"):
        yield from _read_corpus(iter(data.splitlines(keepends=True)), "-", base)
    elif start.startswith((b"<!doctype html", b"<html")):
        yield _article(_read_html(_decode(data)), "stdin", base)
    else:
        yield _article({"text": _decode(data)}, "stdin", base)


def _read_file(path: Path, base: str) -> Article:
    text = _decode(path.read_bytes())
    fields: dict[str, Any] = _read_html(text) if path.suffix.lower() in HTML else {"text": text}
    meta = path.with_name(f"{path.stem}.meta.json")
    if meta.is_file():
        try:
            fields |= {**_parse_object(_decode(meta.read_bytes())), "text": fields["text"]}
        except KgraphError as error:
            raise KgraphError(f"{meta.name}: {error}") from error
    return _article(fields, path.stem, base)


def _read_corpus(lines: BinaryIO | Iterator[bytes], name: str, base: str) -> Iterator[Article | Failure]:
    found = False
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        found = True
        try:
            fields = _parse_object(_decode(line))
            if fields.get("id") in (None, ""):
                raise KgraphError('has no "id"')
            yield _article(fields, "", base)
        except KgraphError as error:
            yield Failure(f"{name} line {number}", str(error))
    if not found:
        yield Failure(name, "is empty")


def _decode(data: bytes) -> str:
    if b"\0" in data:
        raise KgraphError("is binary, not text")
    try:
        return data.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
    except UnicodeDecodeError as error:
        raise KgraphError(f"is not UTF-8 (byte {error.start})") from error


def _parse_object(text: str) -> dict[str, Any]:
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        raise KgraphError(f"is not JSON: {error.msg.lower()} (column {error.colno})") from error
    except (ValueError, RecursionError) as error:
        raise KgraphError("is not JSON that can be read") from error
    if not isinstance(value, dict):
        raise KgraphError("is not a JSON object")
    return value


def _read_html(html: str) -> dict[str, Any]:
    """The main text of a page and what its metadata says."""
    import trafilatura.settings

    if not html.strip():
        raise KgraphError("is empty")
    # A fixed upper bound keeps the clock out; without the extensive search no date is guessed from the page's text.
    dates = {"extensive_search": False, "original_date": True, "max_date": "2199-12-31"}
    page = trafilatura.bare_extraction(html, with_metadata=True, include_comments=False, date_extraction_params=dates)
    if not isinstance(page, trafilatura.settings.Document) or not page.text:
        raise KgraphError("no article text was found in the page")
    authors = [author.strip() for author in (page.author or "").split(";")]
    return {
        "text": page.text,
        "title": page.title,
        "publisher": page.sitename,
        "published": page.date,
        "url": page.url,
        "authors": [author for author in authors if author],
    }


def _article(fields: dict[str, Any], stem: str, base: str) -> Article:
    """An article of checked fields; its IRI is from the given id, else the URL, else the file's stem."""
    given, text = _text(fields, "id"), _text(fields, "text")
    if text is None:
        raise KgraphError('has no "text"')
    if not text.strip():
        raise KgraphError("is empty")
    title, publisher, url = (_text(fields, key) for key in ("title", "publisher", "url"))
    article = Article(
        given or stem,
        iris.article_iri(given or url or stem, base),
        text,
        title or None,
        publisher or None,
        _date(fields.get("published")),
        url or None,
    )
    return replace(article, authors=_authors(fields.get("authors")))


def _text(fields: dict[str, Any], key: str) -> str | None:
    value = fields.get(key)
    if value is None:
        return None
    if not isinstance(value, str):
        raise KgraphError(f'"{key}" is not a string')
    if "\0" in value:
        raise KgraphError(f'"{key}" is binary, not text')
    if any("\ud800" <= character <= "\udfff" for character in value):
        raise KgraphError(f'"{key}" holds half of a surrogate pair, which is no character')
    return value


def _date(value: object) -> str | None:
    """The day of an ISO 8601 date or time.

    >>> _date("2022-01-06T09:30:00Z")
    '2022-01-06'
    """
    if value in (None, ""):
        return None
    try:
        return datetime.fromisoformat(value).date().isoformat() if isinstance(value, str) else _refuse(value)
    except ValueError:
        return _refuse(value)


def _refuse(value: object) -> str:
    raise KgraphError(f'"published" is not an ISO date: {value!r:.40}')


def _authors(value: object) -> tuple[str, ...]:
    names = [value] if isinstance(value, str) else value
    if names is None:
        return ()
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise KgraphError('"authors" is neither a string nor a list of strings')
    return tuple(names)
