"""A store on another machine: any SPARQL 1.1 server, by its address.

Below the address are `query` and `update` (SPARQL 1.1 Protocol), and `store` or `data` (Graph Store Protocol; so in
Oxigraph, and so in Fuseki). The server must
take the union of all graphs for its default graph, as Oxigraph does when it is asked to. KGRAPH_TOKEN, or KGRAPH_USER
and KGRAPH_PASSWORD, are sent where they are in the environment.
"""

from __future__ import annotations

import base64
import os
import time
from collections.abc import Collection, Iterator, Mapping
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import cast
from urllib.parse import quote, urlencode, urlsplit

import pyoxigraph as ox

from kgraph.answers import names_graphs
from kgraph.records import KgraphError
from kgraph.store import Answer, Node, Store, write_update
from kgraph.vocabulary import PREFIXES

TIMEOUT = 120.0  # seconds in which a server must begin to answer
TRIES = 4
PAUSE = 0.5  # seconds before the second try; twice as long before each further one
BUSY = (408, 429, 502, 503, 504)  # what may be well a moment later
GRAPHS = ("store", "data")  # where servers have their graphs one by one
FORM = "application/x-www-form-urlencoded"
ROWS, TRIPLES = "application/sparql-results+json", "application/n-triples"


class _AbsentError(KgraphError):
    """The server has nothing there."""


class RemoteStore(Store):
    """The same as a Store, on a SPARQL server; each change is one update, so one transaction where the server has them.

    Every update can be sent twice without harm, so one whose answer was lost is sent again.
    """

    def __init__(self, address: str) -> None:
        self.address = address.rstrip("/")
        try:
            parts = urlsplit(self.address)
            port = parts.port
        except ValueError as error:
            raise KgraphError(f"store {address}: not an address as http://host:port/path") from error
        if not parts.hostname or parts.query or parts.fragment:
            raise KgraphError(f"store {address}: not an address as http://host:port/path")
        if parts.username is not None:
            raise KgraphError("store: user and password belong in KGRAPH_USER and KGRAPH_PASSWORD, not in the address")
        kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
        self.connection = kind(parts.hostname, port, timeout=TIMEOUT)
        self.path = parts.path
        self.headers = _read_credentials(os.environ)
        united, named = (self.query(f"ASK {{ {part} }}").rows[0] for part in ("?s ?p ?o", "GRAPH ?g { ?s ?p ?o }"))
        if united != named:
            raise KgraphError(f"store {address}: its default graph is not the union of all graphs; set the server so")
        self.graphs_at = self._find_graphs()

    def __len__(self) -> int:
        rows = self.query("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }").rows
        return int(rows[0][0] or 0)

    def close(self) -> None:
        """Close the connection."""
        self.connection.close()

    def _find_graphs(self) -> str:
        """Where the graphs are. As there is such a place, a graph that is not found there later is an empty one."""
        for name in GRAPHS:
            try:
                self._send("HEAD", f"{name}?default")
                return name
            except _AbsentError:
                continue
        raise KgraphError(f"store {self.address}: has no {' or '.join(GRAPHS)} (404)")

    def find(
        self,
        subject: ox.NamedNode | None = None,
        predicate: ox.NamedNode | None = None,
        object: ox.NamedNode | ox.Literal | None = None,
        graph: ox.NamedNode | None = None,
    ) -> Iterator[ox.Quad]:
        """The quads that have what is given; None stands for anything."""
        if graph is not None and subject is predicate is object is None:
            try:
                data = self._send("GET", f"{self.graphs_at}?graph={quote(graph.value, safe='')}", accept=TRIPLES)
            except _AbsentError:
                return
            yield from (ox.Quad(each.subject, each.predicate, each.object, graph) for each in _parse(data))
            return
        given = [(name, term) for name, term in zip("spog", (subject, predicate, object, graph), strict=True)]
        s, p, o, g = (f"?{name}" if term is None else str(term) for name, term in given)
        bound = " ".join(f"BIND({term} AS ?{name})" for name, term in given if term is not None)
        for row in self.query(f"SELECT ?s ?p ?o ?g {{ GRAPH {g} {{ {s} {p} {o} }} {bound} }}").terms:
            yield ox.Quad(*cast(tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode, ox.NamedNode], row))

    def graph_names(self) -> list[ox.NamedNode]:
        """The names of all graphs, sorted."""
        names = self.query("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }").rows
        return [ox.NamedNode(name) for name in sorted(name for (name,) in names if name)]

    def _change(self, removed: set[ox.Quad], added: set[ox.Quad], gone: Collection[Node] = ()) -> None:
        if removed or added:
            update = write_update(removed, added, gone).encode()
            self._send("POST", "update", update, "application/sparql-update")

    def _add_bulk(self, quads: list[ox.Quad]) -> None:
        self._change(set(), set(quads))

    def _ask(self, text: str, graphs: list[ox.NamedNode] | None) -> Answer:
        form = ox.Store().query(text, prefixes=PREFIXES)  # what does not parse is told as it is embedded
        declared = "".join(f"PREFIX {name}: <{base}>\n" for name, base in PREFIXES.items())
        fields = [("query", declared + text)]
        for graph in graphs or ():
            fields += [("default-graph-uri", graph.value), ("named-graph-uri", graph.value)]
        named = graphs is not None or names_graphs(text)
        where = "query" if named else "query?union-default-graph"  # known to Oxigraph, no harm to others
        if graphs == []:
            return form  # over no graphs at all, as it was just asked
        if isinstance(form, ox.QueryTriples):
            scratch = ox.Store()  # makes of triples what an embedded store would give
            scratch.extend(_parse(self._send("POST", where, urlencode(fields).encode(), FORM, TRIPLES)))
            return scratch.query("CONSTRUCT WHERE { ?s ?p ?o }")
        data = self._send("POST", where, urlencode(fields).encode(), FORM, ROWS)
        return ox.parse_query_results(data, format=ox.QueryResultsFormat.JSON)

    def _send(self, method: str, where: str, body: bytes | None = None, kind: str = "", accept: str = "*/*") -> bytes:
        """The body of the answer. Raises KgraphError, in one line."""
        headers = {**self.headers, "Accept": accept, **({"Content-Type": kind} if kind else {})}
        for turn in range(TRIES):
            time.sleep(PAUSE * 2 ** (turn - 1) if turn else 0)
            try:
                self.connection.request(method, f"{self.path}/{where}", body, headers)
                response = self.connection.getresponse()
                data, status = response.read(), response.status
            except (OSError, HTTPException) as error:
                self.connection.close()
                reason = f"cannot be reached ({getattr(error, 'strerror', None) or str(error) or type(error).__name__})"
                continue
            if status < 300:
                return data
            reason = _tell(status, data, where.partition("?")[0])
            if status == 404:
                raise _AbsentError(f"store {self.address}: {reason}")
            if status not in BUSY:
                raise KgraphError(f"store {self.address}: {reason}")
        raise KgraphError(f"store {self.address}: {reason}; {TRIES} tries")


def _read_credentials(environment: Mapping[str, str]) -> dict[str, str]:
    """The header that says who asks.

    >>> _read_credentials({"KGRAPH_USER": "ana", "KGRAPH_PASSWORD": "x"}), _read_credentials({"KGRAPH_TOKEN": "t"})
    ({'Authorization': 'Basic YW5hOng='}, {'Authorization': 'Bearer t'})
    """
    if token := environment.get("KGRAPH_TOKEN"):
        return {"Authorization": f"Bearer {token}"}
    if user := environment.get("KGRAPH_USER"):
        pair = f"{user}:{environment.get('KGRAPH_PASSWORD', '')}".encode()
        return {"Authorization": f"Basic {base64.b64encode(pair).decode()}"}
    return {}


def _tell(status: int, data: bytes, where: str) -> str:
    if status in (401, 403):
        return f"refused ({status}): give KGRAPH_TOKEN, or KGRAPH_USER and KGRAPH_PASSWORD, in the environment"
    if status == 404:
        return f"has no {where} (404)"
    return f"{where} failed ({status}): {' '.join(data.decode(errors='replace').split())[:120]}"


def _parse(data: bytes) -> Iterator[ox.Quad]:
    return ox.parse(data, format=ox.RdfFormat.N_TRIPLES)
