"""Stores as files: backups that check themselves, and N-Quads of another kgraph, which are checked before they count.

A backup is N-Quads, compressed with gzip, the graphs of each article together. Its last line is a comment with the
number of quads and the SHA-256 of all lines before.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import re
import shutil
import sys
import zlib
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, cast

import pyoxigraph as ox

from kgraph.records import KgraphError
from kgraph.store import CHECKED, DECISIONS, IDENTITY, Store, is_address, open_store
from kgraph.vocabulary import KG, RDF

END = re.compile(rb"# (\d+) quads, sha256 ([0-9a-f]{64})\n")


@dataclass(slots=True)
class Taken:
    """What a file of N-Quads has: the quads of each article by its IRI, those of decisions, and of what is one."""

    articles: dict[str, set[ox.Quad]] = field(default_factory=lambda: defaultdict(set))
    decisions: set[ox.Quad] = field(default_factory=set)
    identity: set[ox.Quad] = field(default_factory=set)

    @property
    def decided(self) -> int:
        """How many decisions there are."""
        return sum(quad.predicate == RDF.type and quad.object == KG.Decision for quad in self.decisions)


def write_backup(store: Store, file: Path) -> int:
    """Write a backup of a store, whole or not at all; the number of quads. The same store gives the same bytes.

    Raises KgraphError where the file is there already or cannot be written.
    """
    if file.exists():
        raise KgraphError(f"{file}: is there already; a backup overwrites nothing")
    part = file.with_name(f".{file.name}.part")
    digest, count = hashlib.sha256(), 0
    try:
        with part.open("wb") as raw, gzip.GzipFile("", "wb", fileobj=raw, mtime=0) as out:
            for graph in sorted(store.graph_names(), key=lambda name: name.value.partition("#")):
                lines = sorted(f"{quad} .\n" for quad in store.find(graph=graph))
                data = "".join(lines).encode()
                digest.update(data)
                out.write(data)
                count += len(lines)
            out.write(f"# {count} quads, sha256 {digest.hexdigest()}\n".encode())
        os.replace(part, file)
    except OSError as error:
        raise KgraphError(f"{file}: {(error.strerror or str(error)).lower()}") from error
    finally:
        part.unlink(missing_ok=True)
    return count


def check_backup(file: Path) -> int:
    """The number of quads in a backup. Raises KgraphError where it is no backup, damaged, or not all of it is there."""
    digest, count, last = hashlib.sha256(), 0, b""
    try:
        with gzip.open(file, "rb") as lines:
            for line in lines:
                if last:
                    digest.update(last)
                    count += 1
                last = line
    except (OSError, EOFError, zlib.error) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise KgraphError(f"{file}: cannot be read as a backup: {reason.lower()}") from error
    end = END.fullmatch(last)
    if not end:
        raise KgraphError(f"{file}: is no backup, or its end is missing")
    if count != int(end[1]) or digest.hexdigest().encode() != end[2]:
        raise KgraphError(f"{file}: is damaged: it does not hold what was written")
    return count


def restore_backup(file: Path, store: Path | str) -> int:
    """Make a store of a backup in a folder that is not there yet, whole or not at all; the number of quads.

    On a server, which must be empty, each article is whole or absent. Raises KgraphError where there is something
    already, or the backup is not as it was written.
    """
    if is_address(store):
        return _restore_there(file, str(store))
    folder = Path(store)
    if folder.exists():
        raise KgraphError(f"store {folder}: is there already; restore overwrites nothing")
    count = check_backup(file)
    part = folder.with_name(f".{folder.name}.part")
    shutil.rmtree(part, ignore_errors=True)  # of a restore that was killed
    try:
        with closing(open_store(part, create=True)) as made, gzip.open(file, "rb") as lines:
            made.inner.bulk_load(cast(IO[bytes], lines), ox.RdfFormat.N_QUADS)
            made.inner.flush()
        os.replace(part, folder)
    except (OSError, SyntaxError) as error:
        raise KgraphError(f"{file}: not restored: {' '.join(str(error).split())[:160]}") from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return count


def _restore_there(file: Path, address: str) -> int:
    with closing(open_store(address)) as store:
        if any(store.find()):
            raise KgraphError(f"store {address}: is not empty; restore overwrites nothing")
        count, taken = check_backup(file), read_quads(str(file))
        for _ in store.load(taken.articles.items()):
            pass
        store.add(taken.decisions)
        store.add(taken.identity)
    return count


def read_quads(name: str) -> Taken:
    """The articles and decisions in a file of N-Quads, compressed or not, or "-" for standard input.

    Raises KgraphError, for the first fault, where it is not N-Quads, where a graph is none of kgraph, and where an
    article is not whole.
    """
    taken = Taken()
    try:
        with _open(name) as stream:
            for quad in ox.parse(stream, format=ox.RdfFormat.N_QUADS):
                _take(quad, taken, name)
    except SyntaxError as error:
        raise KgraphError(f"{name}: is not N-Quads: {' '.join(str(error).split())[:160]}") from error
    except (OSError, EOFError, zlib.error) as error:
        raise KgraphError(f"{name}: {' '.join(str(error).split())[:160].lower()}") from error
    if not taken.articles:
        raise KgraphError(f"{name}: holds no article")
    for article in sorted(taken.articles):
        if fault := _find_fault(article, taken.articles[article]):
            raise KgraphError(f"{name}: {article}: {fault}")
    return taken


@contextmanager
def open_quads(name: str) -> Iterator[Store]:
    """A store by its folder, or what a file of N-Quads holds. Raises KgraphError."""
    if Path(name).is_file():
        taken, store = read_quads(name), Store()
        for quads in (*taken.articles.values(), taken.decisions, taken.identity):
            store.add(quads)
        yield store
    else:
        with closing(open_store(name)) as store:
            yield store


@contextmanager
def _open(name: str) -> Iterator[IO[bytes]]:
    if name == "-":
        yield sys.stdin.buffer
        return
    with open(name, "rb") as plain:
        packed = plain.read(2) == b"\x1f\x8b"
        plain.seek(0)
        yield cast(IO[bytes], gzip.GzipFile(fileobj=plain)) if packed else plain


def _take(quad: ox.Quad, taken: Taken, name: str) -> None:
    graph = quad.graph_name
    if isinstance(quad.subject, ox.BlankNode) or isinstance(quad.object, ox.BlankNode):
        raise KgraphError(f"{name}: has a blank node, which no graph of kgraph has")
    if not isinstance(graph, ox.NamedNode):
        raise KgraphError(f"{name}: has a triple in no named graph: {quad.subject}")
    if graph == DECISIONS:
        taken.decisions.add(quad)
    elif graph == IDENTITY:
        taken.identity.add(quad)
    elif graph != CHECKED:  # what passed elsewhere is checked anew here
        taken.articles[graph.value.partition("#")[0]].add(quad)


def _find_fault(article: str, quads: set[ox.Quad]) -> str | None:
    """Why the quads are not those of a whole article."""
    own = ox.NamedNode(article)
    facts = {quad.predicate: quad.object for quad in quads if quad.subject == own and quad.predicate != RDF.type}
    if ox.Quad(own, RDF.type, KG.Article, own) not in quads:
        return "is no article of kgraph"
    text, digest = facts.get(KG.text), facts.get(KG.contentHash)
    if not isinstance(text, ox.Literal) or not isinstance(digest, ox.Literal):
        return "its text or the hash of its text is missing"
    if hashlib.sha256(text.value.encode()).hexdigest() != digest.value:
        return "its text is not the one that was read"
    claims = {quad.subject for quad in quads if quad.predicate == RDF.type and quad.object == KG.Claim}
    lost = {quad.graph_name for quad in quads} - claims - {own}
    return f"the graph {min(map(str, lost))} belongs to no claim" if lost else None
