"""The graph on disk: Oxigraph, opened through rdflib; articles are replaced and retracted whole."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
from oxrdflib import OxigraphStore
from rdflib import Dataset

from kgraph.formats import write_formats
from kgraph.iris import BASE
from kgraph.records import KgraphError
from kgraph.vocabulary import KG, PREFIXES, RDF

# What is one over articles, and what people decided: graphs of no article.
IDENTITY = ox.NamedNode(f"{BASE}identity")
DECISIONS = ox.NamedNode(f"{BASE}decisions")

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple

# SERVICE would ask another machine: found outside of strings, IRIs and comments.
SERVICE = re.compile(
    r"""\"{3}.*?\"{3}|'{3}.*?'{3}|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|<[^\s<>"{}|^`\\]*>|\#[^\n]*
                     |(?<![\w:?$-])(?P<service>SERVICE)\b(?!:)""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)

UPDATE = re.compile(
    r"(\s|#[^\n]*\n|(BASE|PREFIX)[^>]*>)*(INSERT|DELETE|DROP|CLEAR|LOAD|CREATE|COPY|MOVE|ADD|WITH)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Rows:
    """The answer to a query: the columns' names, the rows as plain text, and the same rows as RDF terms.

    Where nothing is bound, there is None. ASK gives one row ("true" or "false") in a column `answer`, CONSTRUCT the
    columns subject, predicate, object.
    """

    names: tuple[str, ...]
    rows: list[tuple[str | None, ...]]
    terms: list[tuple[Term | None, ...]]


def open_store(path: Path | str, create: bool = False) -> Store:
    """The store in a folder; with `create`, made if it is not there.

    Raises KgraphError if the folder is missing, is no store, is damaged, or is in use.
    """
    folder = Path(path)
    if folder.exists() and not folder.is_dir():
        raise KgraphError(f"store {folder}: not a folder")
    if not create and not folder.exists():
        raise KgraphError(f"store {folder}: no such folder; build one first")
    if folder.exists() and not (folder / "CURRENT").is_file() and (not create or any(folder.iterdir())):
        raise KgraphError(f"store {folder}: the folder holds no store")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        return Store(ox.Store(str(folder)))
    except (OSError, RuntimeError) as error:
        if re.search(r"\block\b", str(error), re.IGNORECASE):
            raise KgraphError(f"store {folder}: in use by another process") from error
        raise KgraphError(f"store {folder}: cannot be opened: {_one_line(error)}") from error


class Store:
    """Articles' graphs in one Oxigraph store; `dataset` is the same as an rdflib Dataset.

    Without a folder it lives in memory:

    >>> store = Store()
    >>> article, claim = ox.NamedNode("urn:x:a"), ox.NamedNode("urn:x:a#claim-1-2")
    >>> store.replace("urn:x:a", [ox.Quad(article, RDF.type, KG.Article, article)])
    >>> store.articles(), store.query("ASK { ?a a kg:Article }").rows
    (['urn:x:a'], [('true',)])
    >>> store.retract("urn:x:a"), store.retract("urn:x:a"), len(store)
    (True, False, 0)
    """

    def __init__(self, inner: ox.Store | None = None) -> None:
        self.inner = inner if inner is not None else ox.Store()
        self.dataset = Dataset(store=OxigraphStore(store=self.inner), default_union=True)
        for prefix, base in PREFIXES.items():
            self.dataset.bind(prefix, base)

    def __len__(self) -> int:
        return len(self.inner)

    def close(self) -> None:
        """Release the folder for other processes."""
        self.dataset.close()
        del self.inner

    def articles(self) -> list[str]:
        """The IRIs of all articles, sorted."""
        with _one_line_errors("store"):
            return sorted(
                quad.subject.value
                for quad in self.inner.quads_for_pattern(None, RDF.type, KG.Article)
                if isinstance(quad.subject, ox.NamedNode)
            )

    def graphs(self, article: str) -> list[ox.NamedNode]:
        """The graphs of an article: its own, then those of its claims."""
        own = ox.NamedNode(article)
        with _one_line_errors("store"):
            reported = self.inner.quads_for_pattern(None, KG.reportedIn, own)
            claims = {
                quad.subject.value
                for quad in reported
                if isinstance(quad.subject, ox.NamedNode) and self.inner.contains_named_graph(quad.subject)
            }
        return [own, *map(ox.NamedNode, sorted(claims))]

    def quads(self, article: str) -> list[ox.Quad]:
        """All quads of an article, sorted."""
        graphs = self.graphs(article)
        with _one_line_errors("store"):
            return sorted(
                (quad for graph in graphs for quad in self.inner.quads_for_pattern(None, None, None, graph)), key=str
            )

    def replace(self, article: str, quads: Iterable[ox.Quad]) -> None:
        """Put the quads in the place of all that the store has of the article, in one transaction.

        Raises KgraphError for a quad in a graph that is not the article's.
        """
        by_graph: dict[str, list[str]] = {}
        for quad in quads:
            name = quad.graph_name.value if isinstance(quad.graph_name, ox.NamedNode) else ""
            if name != article and not name.startswith(f"{article}#"):
                raise KgraphError(f"{article}: a quad stands in the graph {name or 'without a name'}")
            by_graph.setdefault(name, []).append(f"{quad.triple} .")
        data = "\n".join(f"GRAPH <{name}> {{\n{chr(10).join(lines)}\n}}" for name, lines in sorted(by_graph.items()))
        self._update(article, f"INSERT DATA {{\n{data}\n}}")

    def retract(self, article: str) -> bool:
        """Remove all that the store has of the article, in one transaction; whether there was anything."""
        known = self.inner.contains_named_graph(ox.NamedNode(article))
        self._update(article, "")
        return known

    def _update(self, article: str, insert: str) -> None:
        drops = [f"DROP SILENT GRAPH {graph}" for graph in self.graphs(article)]
        with _one_line_errors(f"{article}: not stored"):
            self.inner.update(" ;\n".join([*drops, insert] if insert else drops))

    def replace_graph(self, graph: ox.NamedNode, quads: Iterable[ox.Quad]) -> None:
        """Put the quads in the place of all that a graph has, in one transaction."""
        data = "\n".join(sorted({f"{quad.triple} ." for quad in quads}))
        with _one_line_errors(f"{graph.value}: not stored"):
            self.inner.update(f"DROP SILENT GRAPH {graph} ;\nINSERT DATA {{ GRAPH {graph} {{\n{data}\n}} }}")

    def add(self, quads: Iterable[ox.Quad]) -> None:
        """Add quads, in one transaction."""
        with _one_line_errors("not stored"):
            self.inner.extend(quads)

    def query(self, text: str, stated: bool = False) -> Rows:
        """Ask over the union of all graphs or, if `stated`, only over what the articles themselves state.

        SELECT, ASK, CONSTRUCT and DESCRIBE are understood; PREFIXES need not be declared. Oxigraph answers, never
        rdflib's own engine, which is slower by far.

        Raises KgraphError if the query does not parse, is an update, or would ask another machine.
        """
        if any(match["service"] for match in SERVICE.finditer(text)):
            raise KgraphError("query: SERVICE is not supported: nothing is asked over a network")
        try:
            if not stated:
                return _rows(self.inner.query(text, prefixes=PREFIXES, use_default_graph_as_union=True))
            own = [ox.NamedNode(article) for article in self.articles()]
            return _rows(self.inner.query(text, prefixes=PREFIXES, default_graph=[*own], named_graphs=[*own]))
        except SyntaxError as error:
            raise KgraphError(parse_fault(text, str(error))) from error
        except (OSError, RuntimeError, ValueError) as error:
            raise KgraphError(f"query failed: {_one_line(error)}") from error

    def dump(self) -> str:
        """The whole store as canonical N-Quads: sorted, one a line."""
        with _one_line_errors("store"):
            return write_formats(self.inner, "nquads")


@contextmanager
def _one_line_errors(what: str) -> Iterator[None]:
    """A store that turns out to be damaged while it is read or written is told in one line."""
    try:
        yield
    except (OSError, RuntimeError) as error:
        raise KgraphError(f"{what}: {_one_line(error)}") from error


def _rows(result: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples) -> Rows:
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


def _one_line(error: Exception) -> str:
    """The first words of a message; parsers add all that they would have accepted."""
    text = " ".join(str(error).split())
    return text if len(text) <= 160 else text[:160].rsplit(" ", 1)[0] + " …"
