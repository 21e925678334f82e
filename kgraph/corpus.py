"""Many articles -> readings, in order, on one or more processes of this machine; one bad article stops no other."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from kgraph.articles import Failure
from kgraph.reader import Reader, ReaderSettings
from kgraph.records import Article, KgraphError, Reading

AHEAD = 4  # articles in hand per process: keeps all busy, and memory bounded

_reader: Reader | None = None


def read_corpus(
    articles: Iterable[Article | Failure], settings: ReaderSettings, processes: int = 1
) -> Iterator[Reading | Failure]:
    """Read articles as they come; what cannot be read comes back as a Failure in its place.

    The reading of an article does not depend on its neighbours or on the number of processes. Raises KgraphError
    when the reader cannot be set up (before anything is read) or a worker process is killed.
    """
    if processes <= 1:
        reader = Reader(settings)
        for article in articles:
            yield article if isinstance(article, Failure) else _read(reader, article)
        return
    Reader(settings)  # a damaged ontology or a missing model is reported here once, not by every worker
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, mp_context=context, initializer=_start, initargs=(settings,)) as pool:
        waiting: deque[Future[Reading | Failure] | Failure] = deque()
        try:
            for article in articles:
                waiting.append(article if isinstance(article, Failure) else pool.submit(_work, article))
                while len(waiting) >= AHEAD * processes:
                    yield _result(waiting.popleft())
            while waiting:
                yield _result(waiting.popleft())
        except BrokenProcessPool as error:
            raise KgraphError("a reading process was killed (out of memory?); articles read so far are kept") from error


def _result(item: Future[Reading | Failure] | Failure) -> Reading | Failure:
    return item if isinstance(item, Failure) else item.result()


def _start(settings: ReaderSettings) -> None:
    global _reader
    _reader = Reader(settings)


def _work(article: Article) -> Reading | Failure:
    assert _reader is not None, "the initializer sets the reader"
    return _read(_reader, article)


def _read(reader: Reader, article: Article) -> Reading | Failure:
    """One article; an error in kgraph itself is told as what it is, and costs this article only."""
    try:
        return reader.read(article)
    except KgraphError as error:
        return Failure(article.id, str(error).removeprefix(f"{article.id}: "))
    except Exception as error:
        return Failure(article.id, f"kgraph failed on it ({type(error).__name__}: {error}); please report this")
