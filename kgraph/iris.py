"""Names of things: IRIs made from ids, names and slices, never from a clock or a counter."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from urllib.parse import quote, unquote

from kgraph.records import Slice

BASE = "urn:kgraph:"
ABSOLUTE = re.compile(r"^[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+$")


def article_iri(article_id: str, base: str = BASE) -> str:
    """The IRI of an article: its id where that is an absolute IRI, else the id below `base`.

    >>> article_iri("unrest 2022")
    'urn:kgraph:article:unrest%202022'
    >>> article_iri("https://example.org/a")
    'https://example.org/a'
    """
    if ABSOLUTE.match(article_id):
        return article_id.split("#")[0] or article_id
    return f"{base}article:{quote(article_id, safe='')}"


def article_id(iri: str, base: str = BASE) -> str:
    """The id of an article from its IRI.

    >>> article_id("urn:kgraph:article:unrest%202022"), article_id("https://example.org/a")
    ('unrest 2022', 'https://example.org/a')
    """
    return unquote(iri.removeprefix(f"{base}article:")) if iri.startswith(f"{base}article:") else iri


def slice_iri(article: str, place: Slice) -> str:
    """The IRI of a slice of an article's text (RFC 5147).

    >>> slice_iri("urn:kgraph:article:a", Slice(12, 34))
    'urn:kgraph:article:a#char=12,34'
    """
    return f"{article}#char={place.start},{place.end}"


def entity_iri(article: str, name: str) -> str:
    """The IRI of an entity of one article, from its best name.

    >>> entity_iri("urn:kgraph:article:a", "Ana  Šimić")
    'urn:kgraph:article:a#entity-ana-simic'
    """
    return f"{article}#entity-{slug(name)}"


def name_key(name: str) -> str:
    """A name as `kg:nameKey` has it: in small letters, with single spaces.

    >>> name_key("European  Union")
    'european union'
    """
    return " ".join(name.lower().split())


@lru_cache(maxsize=10_000)  # an article's names are compared with each other, over and over
def slug(name: str) -> str:
    """A name as lower-case words joined by hyphens; other scripts are percent-encoded.

    >>> slug("The Commander’s Office")
    'the-commanders-office'
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    words = re.split(r"[^\w]+", re.sub(r"['’]", "", plain))
    return quote("-".join(word for word in words if word), safe="-") or "unnamed"
