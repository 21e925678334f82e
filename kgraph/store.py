"""The graph on disk: Oxigraph, opened through rdflib; articles are replaced and retracted whole."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph as ox
from oxrdflib import OxigraphStore
from rdflib import Dataset

from kgraph.answers import Rows, asks_elsewhere, names_graphs, one_line, parse_fault, part_order, read_rows, sort_rows
from kgraph.formats import write_formats
from kgraph.iris import BASE
from kgraph.records import KgraphError
from kgraph.vocabulary import KG, PREFIXES, RDF

# What is one over articles, and what people decided: graphs of no article.
IDENTITY = ox.NamedNode(f"{BASE}identity")
DECISIONS = ox.NamedNode(f"{BASE}decisions")
# As what each article passed the checks (passes.py): of this store alone, and may be dropped at any time.
CHECKED = ox.NamedNode(f"{BASE}checked")

# Says in the identity graph that articles or decisions have changed since it was written.
OUTDATED = ox.Quad(IDENTITY, RDF.type, KG.Outdated, IDENTITY)

Answer = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples
Node = ox.NamedNode | ox.BlankNode | ox.DefaultGraph

BULK = 50_000  # quads of new articles that are written at once
LOGGED = 10_000  # quads changed before the log is emptied: whoever opens the store beside a build reads all of it


def is_address(name: Path | str) -> bool:
    """Whether a store is named by an address, and so on a server.

    >>> is_address("https://graphs.example.org/news"), is_address("graph")
    (True, False)
    """
    return str(name).startswith(("http://", "https://"))


class InUseError(KgraphError):
    """Another process writes to the store."""


def open_store(path: Path | str, create: bool = False) -> Store:
    """The store in a folder, made with `create` if it is not there; or that of the SPARQL server at an address.

    Raises KgraphError if the folder is missing, is no store, is damaged, or is in use, or the server cannot be asked.
    """
    if is_address(path):
        from kgraph.remote import RemoteStore

        return RemoteStore(str(path))
    folder = Path(path)
    if folder.exists() and not folder.is_dir():
        raise KgraphError(f"store {folder}: not a folder")
    if not create and not folder.exists():
        raise KgraphError(f"store {folder}: no such folder; build one first")
    if folder.exists() and not (folder / "CURRENT").is_file() and (not create or any(folder.iterdir())):
        raise KgraphError(f"store {folder}: the folder holds no store")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        store = Store(ox.Store(str(folder)))
        for left in folder.glob("bulk-*.sst"):  # of a load that was killed before it counted
            left.unlink(missing_ok=True)
        return store
    except (OSError, RuntimeError) as error:
        if re.search(r"\block\b", str(error), re.IGNORECASE):
            raise InUseError(f"store {folder}: in use by another process") from error
        raise KgraphError(f"store {folder}: cannot be opened: {one_line(error)}") from error


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
        self.logged = 0  # quads changed since all was last written to the store's tables
        self.dataset = Dataset(store=OxigraphStore(store=self.inner), default_union=True)
        for prefix, base in PREFIXES.items():
            self.dataset.bind(prefix, base)

    def __len__(self) -> int:
        return len(self.inner)

    def close(self) -> None:
        """Release the folder for other processes."""
        self.dataset.close()
        del self.inner

    # -- what is there ---------------------------------------------------------------------------------------

    def find(
        self,
        subject: ox.NamedNode | None = None,
        predicate: ox.NamedNode | None = None,
        object: ox.NamedNode | ox.Literal | None = None,
        graph: ox.NamedNode | None = None,
    ) -> Iterator[ox.Quad]:
        """The quads that have what is given; None stands for anything."""
        with _one_line_errors("store"):
            yield from self.inner.quads_for_pattern(subject, predicate, object, graph)

    def articles(self) -> list[str]:
        """The IRIs of all articles, sorted."""
        found = self.find(None, RDF.type, KG.Article)
        return sorted(quad.subject.value for quad in found if isinstance(quad.subject, ox.NamedNode))

    def graph_names(self) -> list[ox.NamedNode]:
        """The names of all graphs, sorted."""
        with _one_line_errors("store"):
            names = [name for name in self.inner.named_graphs() if isinstance(name, ox.NamedNode)]
        return sorted(names, key=lambda name: name.value)

    def graphs(self, article: str) -> list[ox.NamedNode]:
        """The graphs of an article: its own, then those of its claims, each of which tells something reported in it."""
        own = ox.NamedNode(article)
        claims = {
            quad.graph_name.value
            for quad in self.find(None, KG.reportedIn, own)
            if isinstance(quad.graph_name, ox.NamedNode) and quad.graph_name.value.startswith(f"{article}#")
        }
        return [own, *map(ox.NamedNode, sorted(claims))]

    def quads(self, article: str) -> list[ox.Quad]:
        """All quads of an article, sorted."""
        return sorted((quad for graph in self.graphs(article) for quad in self.find(graph=graph)), key=str)

    # -- what is written -------------------------------------------------------------------------------------

    def replace(self, article: str, quads: Iterable[ox.Quad]) -> None:
        """Put the quads in the place of all that the store has of the article, in one transaction.

        Only what differs is written, so that building again what has not changed writes nothing.
        Raises KgraphError for a quad in a graph that is not the article's.
        """
        self._exchange(article, self.graphs(article), _own_quads(article, quads))

    def load(self, articles: Iterable[tuple[str, Collection[ox.Quad]]]) -> Iterator[tuple[str, int]]:
        """Replace articles as they come; yields each article with the number of its quads once it is stored.

        Articles that the store has not are written in bulk, several in one transaction, each of them whole. What waits
        to be written is written, too, where an error ends what comes.
        """
        known = set(self.articles())
        waiting: dict[str, set[ox.Quad]] = {}
        try:
            for article, quads in articles:
                checked = _own_quads(article, quads)
                if article in waiting or sum(map(len, waiting.values())) + len(checked) > BULK:
                    stored, waiting = self._load(waiting), {}
                    known.update(name for name, _ in stored)
                    yield from stored
                if article in known:
                    self.replace(article, checked)
                    yield article, len(checked)
                else:
                    waiting[article] = checked
        finally:
            stored = self._load(waiting)
        yield from stored

    def _load(self, waiting: dict[str, set[ox.Quad]]) -> list[tuple[str, int]]:
        if waiting:
            with _one_line_errors(f"{next(iter(waiting))}: not stored"):
                self._add_bulk([quad for quads in waiting.values() for quad in quads])
        return [(article, len(quads)) for article, quads in waiting.items()]

    def retract(self, article: str) -> bool:
        """Remove all that the store has of the article, in one transaction; whether there was anything."""
        known = any(self.find(graph=ox.NamedNode(article)))
        self._exchange(article, self.graphs(article), set())
        return known

    def replace_graph(self, graph: ox.NamedNode, quads: Iterable[ox.Quad]) -> None:
        """Put the quads in the place of all that a graph has, in one transaction."""
        self._exchange(graph.value, [graph], set(quads))

    def add(self, quads: Iterable[ox.Quad]) -> None:
        """Add quads, in one transaction."""
        with _one_line_errors("not stored"):
            self._change(set(), set(quads))

    def remove(self, quads: Iterable[ox.Quad]) -> None:
        """Remove quads, in one transaction."""
        with _one_line_errors("not removed"):
            self._change(set(quads), set())

    def _exchange(self, what: str, graphs: list[ox.NamedNode], new: set[ox.Quad]) -> None:
        """Put quads in the place of all that some graphs have."""
        old = {quad for graph in graphs for quad in self.find(graph=graph)}
        with _one_line_errors(f"{what}: not stored"):
            self._change(old - new, new - old, {q.graph_name for q in old} - {q.graph_name for q in new})

    def _change(self, removed: set[ox.Quad], added: set[ox.Quad], gone: Collection[Node] = ()) -> None:
        """Remove and add quads in one transaction; of the graphs that are `gone` nothing is left."""
        if removed:
            self.inner.update(write_update(removed, added, gone))
        elif added:
            self.inner.extend(added)
        self.logged += len(removed) + len(added)
        if self.logged > LOGGED:
            self.inner.flush()
            self.logged = 0

    def _add_bulk(self, quads: list[ox.Quad]) -> None:
        """Add many quads in one transaction: Oxigraph sorts them into files, which then count all at once."""
        self.inner.bulk_extend(quads)

    # -- what is asked ---------------------------------------------------------------------------------------

    def query(self, text: str, stated: bool = False, articles: Iterable[str] | None = None) -> Rows:
        """Ask over the union of all graphs, over those that the query names (FROM) or, if `stated`, only over what the
        articles themselves state: all of them, or those that are given.

        SELECT, ASK, CONSTRUCT and DESCRIBE are understood; PREFIXES need not be declared. Oxigraph answers, never
        rdflib's own engine, which is slower by far. It looks into each stated graph apart: the fewer, the faster.

        Raises KgraphError if the query does not parse, is an update, would ask another machine, or names graphs though
        the stated ones are asked.
        """
        if asks_elsewhere(text):
            raise KgraphError("query: SERVICE is not supported: nothing is asked over a network")
        if stated and names_graphs(text):
            raise KgraphError("query: it names its graphs (FROM), so that it cannot be asked of what articles state")
        try:
            chosen = self.articles() if stated and articles is None else articles
            own = [ox.NamedNode(article) for article in chosen or ()] if stated else None
            unordered, order = part_order(text)
            rows = read_rows(self._ask(unordered, own))
            if not order:
                return rows
            return sort_rows(rows, order) or read_rows(self._ask(text, own))
        except SyntaxError as error:
            raise KgraphError(parse_fault(text, str(error))) from error
        except (OSError, RuntimeError, ValueError) as error:
            raise KgraphError(f"query failed: {one_line(error)}") from error

    def _ask(self, text: str, graphs: list[ox.NamedNode] | None) -> Answer:
        """What a query gives over some graphs or, without any, over those that it names, else the union of all."""
        if graphs is None:
            return self.inner.query(text, prefixes=PREFIXES, use_default_graph_as_union=not names_graphs(text))
        return self.inner.query(text, prefixes=PREFIXES, default_graph=[*graphs], named_graphs=[*graphs])

    def dump(self) -> str:
        """The whole store as canonical N-Quads: sorted, one a line."""
        return write_formats(self.find(), "nquads")


def write_update(removed: Iterable[ox.Quad], added: Iterable[ox.Quad], gone: Collection[Node] = ()) -> str:
    """A SPARQL update that removes and adds quads, and drops the graphs that are `gone`.

    >>> graph, other = ox.NamedNode("urn:x:g"), ox.NamedNode("urn:x:h")
    >>> quads = [ox.Quad(RDF.type, RDF.type, RDF.type, name) for name in (graph, other)]
    >>> print(write_update(quads, [], [graph]).replace(RDF.type.value, "t"))
    DROP SILENT GRAPH <urn:x:g> ;
    DELETE DATA {
    GRAPH <urn:x:h> { <t> <t> <t> .
    }
    }
    """
    parts = [f"DROP SILENT GRAPH {name}" for name in sorted(map(str, gone))]
    kept = [quad for quad in removed if quad.graph_name not in gone]
    for word, quads in (("DELETE", kept), ("INSERT", list(added))):
        by_graph: dict[str, list[str]] = defaultdict(list)
        for quad in quads:
            by_graph[str(quad.graph_name)].append(f"{quad.triple} .\n")
        if by_graph:
            data = "".join(f"GRAPH {name} {{ {''.join(lines)}}}\n" for name, lines in by_graph.items())
            parts.append(f"{word} DATA {{\n{data}}}")
    return " ;\n".join(parts)


def _own_quads(article: str, quads: Iterable[ox.Quad]) -> set[ox.Quad]:
    """The quads of an article. Raises KgraphError for one in a graph that is not the article's."""
    checked = set(quads)
    for graph in {quad.graph_name for quad in checked}:
        name = graph.value if isinstance(graph, ox.NamedNode) else ""
        if name != article and not name.startswith(f"{article}#"):
            raise KgraphError(f"{article}: a quad stands in the graph {name or 'without a name'}")
    return checked


@contextmanager
def _one_line_errors(what: str) -> Iterator[None]:
    """A store that turns out to be damaged while it is read or written is told in one line."""
    try:
        yield
    except (OSError, RuntimeError) as error:
        raise KgraphError(f"{what}: {one_line(error)}") from error
