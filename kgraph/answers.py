"""Answers: the rows of a query, and in one line why there are none."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pyoxigraph as ox

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

# SERVICE would ask another machine, FROM names graphs: found outside of strings, IRIs and comments.
SERVICE = re.compile(
    r"""\"{3}.*?\"{3}|'{3}.*?'{3}|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|<[^\s<>"{}|^`\\]*>|\#[^\n]*
                     |(?<![\w:?$-])(?:(?P<service>SERVICE)|(?P<graphs>FROM))\b(?!:)""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)

UPDATE = re.compile(
    r"(\s|#[^\n]*\n|(BASE|PREFIX)[^>]*>)*(INSERT|DELETE|DROP|CLEAR|LOAD|CREATE|COPY|MOVE|ADD|WITH)\b", re.IGNORECASE
)


def asks_elsewhere(text: str) -> bool:
    """Whether a query would ask another machine."""
    return any(match["service"] for match in SERVICE.finditer(text))


def names_graphs(text: str) -> bool:
    """Whether a query names the graphs that it is asked of.

    >>> names_graphs("SELECT * FROM <urn:x:a> {}"), names_graphs("SELECT ('FROM <urn:x:a>' AS ?words) {}")
    (True, False)
    """
    return any(match["graphs"] for match in SERVICE.finditer(text))


@dataclass(frozen=True, slots=True)
class Rows:
    """The answer to a query: the columns' names, the rows as plain text, and the same rows as RDF terms.

    Where nothing is bound, there is None. ASK gives one row ("true" or "false") in a column `answer`, CONSTRUCT the
    columns subject, predicate, object.
    """

    names: tuple[str, ...]
    rows: list[tuple[str | None, ...]]
    terms: list[tuple[Term | None, ...]]


# The order at the end of a query, where it is one of variables only.
ORDER = re.compile(r"^[ \t]*ORDER\s+BY(?P<names>(?:\s+\?\w+)+)\s*\Z", re.IGNORECASE | re.MULTILINE)
XSD = "http://www.w3.org/2001/XMLSchema#"
NUMBERS = {XSD + name for name in ("integer", "decimal", "double", "float")}
WORDS = {XSD + name for name in ("string", "boolean", "date")} | {
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"
}


def part_order(text: str) -> tuple[str, list[str]]:
    """A query without the order at its end, and the variables that it is ordered by.

    Oxigraph looks every term up again for each comparison, which takes as long as all the rest: see `sort_rows`.

    >>> part_order("SELECT ?a ?b { ?a ?p ?b }\\nORDER BY ?b ?a")
    ('SELECT ?a ?b { ?a ?p ?b }\\n', ['b', 'a'])
    >>> part_order("SELECT ?a { ?a ?p ?b }\\nORDER BY ?a LIMIT 2")
    ('SELECT ?a { ?a ?p ?b }\\nORDER BY ?a LIMIT 2', [])
    """
    match = ORDER.search(text)
    return (text[: match.start()], re.findall(r"\w+", match["names"])) if match else (text, [])


def sort_rows(rows: Rows, order: list[str]) -> Rows | None:
    """The rows in the order of SPARQL 1.1 (15.1): unbound, blank, IRI, literal.

    None where that is not for us to say: a variable is not in the answer, or values such as times are not compared as
    they are written.
    """
    if not set(order) <= set(rows.names):
        return None
    columns = [rows.names.index(name) for name in order]
    try:
        keys = [tuple(_place(terms[column]) for column in columns) for terms in rows.terms]
    except ValueError:
        return None
    by_key = sorted(range(len(keys)), key=keys.__getitem__)
    return Rows(rows.names, [rows.rows[n] for n in by_key], [rows.terms[n] for n in by_key])


def _place(term: Term | None) -> tuple[int, float, str]:
    """Where a term stands in the order; ValueError for a literal whose kind is not known here."""
    if isinstance(term, ox.Literal):
        if term.datatype.value in NUMBERS:
            return 3, float(term.value), ""
        if term.datatype.value not in WORDS:
            raise ValueError(term.datatype.value)
        return 4, 0, term.value
    if isinstance(term, ox.Triple):
        raise ValueError("triple")
    return (2 if isinstance(term, ox.NamedNode) else 1 if term else 0), 0, term.value if term else ""


def read_rows(result: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples) -> Rows:
    names: tuple[str, ...]
    terms: list[tuple[Term | None, ...]]
    if isinstance(result, ox.QueryBoolean):
        names, terms = ("answer",), [(ox.Literal(bool(result)),)]
    elif isinstance(result, ox.QueryTriples):
        names, terms = ("subject", "predicate", "object"), [(t.subject, t.predicate, t.object) for t in result]
    else:
        names, terms = tuple(v.value for v in result.variables), [tuple(row) for row in result]
    return Rows(names, [tuple(_text(term) for term in row) for row in terms], terms)


def _text(term: Term | None) -> str | None:
    if term is None:
        return None
    return str(term) if isinstance(term, ox.Triple) else term.value


def parse_fault(text: str, message: str) -> str:
    """Where a query does not parse, with that line; the parser's list of all it would have accepted helps nobody."""
    if UPDATE.match(text):
        return "query: an update is not a query; nothing was changed"
    place = re.match(r"error at (\d+):(\d+)", message)
    if place is None:
        return f"query does not parse: {' '.join(message.split())[:160]}"
    lines = text.splitlines()
    line = " ".join(lines[int(place[1]) - 1].split())[:100] if int(place[1]) <= len(lines) else "(its end)"
    return f"query does not parse at line {place[1]}, column {place[2]}: {line}"


def one_line(error: Exception) -> str:
    """The first words of a message; parsers add all that they would have accepted."""
    text = " ".join(str(error).split())
    return text if len(text) <= 160 else text[:160].rsplit(" ", 1)[0] + " …"
