"""Jobs: what a worker process does with the store, which it can only read."""

from __future__ import annotations

import io
import os
import re
import resource
import time
from dataclasses import dataclass
from itertools import accumulate
from multiprocessing.connection import Connection
from pathlib import Path

import pyoxigraph as ox
from rdflib.plugins.sparql.parser import parseQuery

from kgraph.answers import SERVICE, asks_elsewhere, names_graphs, parse_fault
from kgraph.records import KgraphError
from kgraph.server.media import ROWS, TRIPLES, choose_media
from kgraph.store import Store
from kgraph.vocabulary import PREFIXES

LARGEST = 50_000_000  # bytes of an answer
MEMORY = 4_000_000_000  # bytes of data of a process; a query that wants more ends it
DEEPEST = 100  # brackets, or signs such as "!", one inside the other: parsers call themselves for each
TURNS = 5  # attempts to open a store that is being written
PAUSE = 5  # a store that is being written is opened again after so many times as long as opening took
SIGNS = re.compile(rf"(?:[!+^-]\s*){{{DEEPEST + 1}}}")


@dataclass(frozen=True, slots=True)
class Job:
    """What is asked: a query, with the media types accepted and the graphs named, or the graph's page."""

    kind: str
    text: str = ""
    accept: str = "*/*"
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP status, a media type and a body."""

    status: int
    media: str
    body: bytes


def refuse(status: int, reason: str) -> Answer:
    """An answer that says in one line why there is no other."""
    return Answer(status, "text/plain", f"{reason}\n".encode())


def work(folder: str, pipe: Connection) -> None:
    """Say that it is there, then answer jobs until the pipe is closed."""
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    reader = _Reader(folder)
    pipe.send(None)
    while True:
        try:
            job = pipe.recv()
        except EOFError:
            return
        pipe.send(reader.answer(job))


class _Reader:
    """A store that is read only, and opened anew when a build has changed it.

    The more a build has written, the longer opening takes, so queries share a handle for a while.
    """

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.store: ox.Store | None = None
        self.state: object = None
        self.again = 0.0  # when it may be opened again, on the monotonic clock

    def answer(self, job: Job) -> Answer:
        for turn in range(TURNS):
            try:
                state = _state(self.folder)
                begin = time.monotonic()
                if self.store is None or (state != self.state and begin >= self.again):
                    self.store = None  # two handles would hold what a build has written in memory twice
                    self.store, self.state = ox.Store.read_only(self.folder), state
                    end = time.monotonic()
                    self.again = end + PAUSE * (end - begin)
                return answer_job(self.store, job)
            except (OSError, RuntimeError) as error:  # a build has just replaced files that this handle reads
                self.store, reason = None, " ".join(str(error).split())[:160]
                time.sleep(0.1 * turn)
        return refuse(503, f"the store cannot be read now: {reason}")


def answer_job(store: ox.Store, job: Job) -> Answer:
    """The answer to a job."""
    if job.kind == "page":
        from kgraph.page import page_html

        return Answer(200, "text/html; charset=utf-8", page_html(Store(store)).encode())
    if is_too_deep(job.text):
        return refuse(400, f"the query is nested more than {DEEPEST} levels deep")
    form = find_form(job.text)
    if form.asks_elsewhere:
        return refuse(400, "SERVICE is not supported: nothing is asked over a network")
    try:
        default, named = ([ox.NamedNode(name) for name in names] for names in (job.default_graphs, job.named_graphs))
        named_here = bool(default or named)
        result = store.query(
            job.text,
            prefixes=PREFIXES,
            use_default_graph_as_union=not named_here and not form.names_graphs,
            default_graph=[*default] if named_here else None,
            named_graphs=[*named] if named_here else None,
        )
        return _write(result, job.accept)
    except SyntaxError as error:
        return refuse(400, parse_fault(job.text, str(error)))
    except ValueError as error:
        return refuse(400, f"query failed: {' '.join(str(error).split())[:160]}")


def is_too_deep(text: str) -> bool:
    """Whether a query has too many brackets or signs inside each other, those in strings, IRIs and comments aside.

    >>> is_too_deep("ASK " + "{" * 101 + "}" * 101), is_too_deep("ASK { ?s ?p '" + "(" * 101 + "' }")
    (True, False)
    """
    code = SERVICE.sub(" ", text)
    steps = (1 if mark in "({[" else -1 for mark in code if mark in "({[)}]")
    return max(accumulate(steps), default=0) > DEEPEST or SIGNS.search(code) is not None


@dataclass(frozen=True, slots=True)
class Form:
    """What a query reaches for: another machine (SERVICE), or graphs that it names itself (FROM)."""

    asks_elsewhere: bool
    names_graphs: bool


def find_form(text: str) -> Form:
    """The form of a query: seen on the parsed query or, where rdflib cannot parse it, in its words.

    >>> find_form("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }")
    Form(asks_elsewhere=True, names_graphs=False)
    >>> find_form("SELECT ('SERVICE <x> {}' AS ?words) FROM <urn:x:a> {}")
    Form(asks_elsewhere=False, names_graphs=True)
    """
    declared = "\n".join(f"PREFIX {name}: <{base}>" for name, base in PREFIXES.items())
    try:
        parsed = parseQuery(f"{declared}\n{text}")
    except Exception:  # its parser raises whatever its grammar runs into; Oxigraph is the judge of syntax
        return Form(asks_elsewhere(text), names_graphs(text))
    return Form(_holds(parsed, "ServiceGraphPattern"), _holds(parsed, "DatasetClause"))


def _holds(part: object, name: str) -> bool:
    """Whether a part of a parsed query is, or holds, a node of that name."""
    if getattr(part, "name", None) == name:
        return True
    inner = part.values() if isinstance(part, dict) else part
    if isinstance(inner, str) or not hasattr(inner, "__iter__"):
        return False
    return any(_holds(each, name) for each in inner)


class _Bounded(io.BytesIO):
    """A body that may not grow beyond what is allowed."""

    def write(self, data: bytes) -> int:  # type: ignore[override]
        if self.tell() + len(data) > LARGEST:
            raise KgraphError(f"the answer is larger than {LARGEST:,} bytes: ask for less, or with LIMIT")
        return super().write(data)


def _write(result: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples, accept: str) -> Answer:
    offered = TRIPLES if isinstance(result, ox.QueryTriples) else ROWS
    media = choose_media(accept, offered)
    if media is None:
        return refuse(406, f"this answer can be had as {', '.join(offered)}")
    body = _Bounded()
    try:
        if isinstance(result, ox.QueryTriples):
            result.serialize(body, format=TRIPLES[media])
        else:
            result.serialize(body, format=ROWS[media])
    except KgraphError as error:
        return refuse(400, str(error))
    return Answer(200, media, body.getvalue())


def _state(folder: str) -> tuple[tuple[str, int, int], ...]:
    """What changes when a build writes: names, sizes and times of the store's files."""
    with os.scandir(Path(folder)) as entries:
        files = [(entry.name, entry.stat()) for entry in entries if entry.name not in ("LOCK", "LOG")]
    return tuple(sorted((name, stat.st_size, stat.st_mtime_ns) for name, stat in files))
