"""Articles a second and memory: bare spaCy beside `read` (by rules, learned) and `build`, on the same texts.

    python benchmarks/speed.py [PATH ...] [--rounds N]

The paths are as for `kgraph read`; without any, the seed articles ten times over. All take turns article by article in
one process, so that whatever else the machine does slows all alike. Each is timed from the text to its result: a parsed
document, a reading with its JSON line, quads in a store on disk. Memory is the peak of a process of its own that does
nothing else.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import re
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack, closing
from dataclasses import replace
from pathlib import Path

# Before numpy is loaded: one thread each, as one worker process has.
os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1", MKL_NUM_THREADS="1")

import spacy

from kgraph.articles import Failure, load_articles
from kgraph.reader import Reader, ReaderSettings
from kgraph.reading_json import write_json
from kgraph.records import Article
from kgraph.store import open_store
from kgraph.triples import quads_of

NAMES = ("spaCy", "rules", "learned", "build")
SEEDS = Path(__file__).parent.parent / "seeds"


def load_texts(paths: list[str], copies: int) -> list[Article]:
    """The articles, each `copies` times under ids of their own; what cannot be read is told and left out."""
    articles = []
    for item in load_articles(paths):
        if isinstance(item, Failure):
            print(f"left out: {item}")
        else:
            articles.append(item)
    return [replace(a, id=f"{a.id}-{n}", iri=f"{a.iri}-{n}") for n in range(copies) for a in articles]


def make_tasks(names: Sequence[str], files: ExitStack) -> dict[str, Callable[[Article], object]]:
    """What is measured, by name, ready to run; `files` closes and removes what it needs."""
    tasks: dict[str, Callable[[Article], object]] = {}
    for name in names:
        if name == "spaCy":
            nlp = spacy.load(ReaderSettings().model)
            tasks[name] = lambda article, nlp=nlp: nlp(article.text)
            continue
        reader = Reader(ReaderSettings(attributions="rules" if name == "rules" else "learned"))
        if name == "build":
            folder = files.enter_context(tempfile.TemporaryDirectory())
            store = files.enter_context(closing(open_store(f"{folder}/graph", create=True)))
            tasks[name] = lambda article, reader=reader, store=store: store.replace(
                article.iri, quads_of(reader.read(article), reader.ontology)
            )
        else:
            tasks[name] = lambda article, reader=reader: json.dumps(
                write_json(reader.read(article)), ensure_ascii=False
            )
    return tasks


def measure(articles: list[Article], rounds: int) -> dict[str, float]:
    """Seconds that each took for all articles of all rounds."""
    with ExitStack() as files:
        tasks = make_tasks(NAMES, files)
        for task in tasks.values():  # what is loaded on first use is no part of the speed
            task(articles[0])
        seconds = dict.fromkeys(tasks, 0.0)
        for _ in range(rounds):
            for article in articles:
                for name, task in tasks.items():
                    start = time.perf_counter()
                    task(article)
                    seconds[name] += time.perf_counter() - start
    return seconds


def measure_memory(name: str, articles: list[Article]) -> int:
    """Peak memory in MB of a process that does one of the tasks (Linux)."""
    with ExitStack() as files:
        task = make_tasks([name], files)[name]
        for article in articles:
            task(article)
    status = Path("/proc/self/status").read_text("ascii")  # the peak of getrusage would count the parent's memory, too
    return int(re.search(r"VmHWM:\s*(\d+)", status)[1]) // 1024  # type: ignore[index]


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("paths", nargs="*")
    parser.add_argument("--rounds", type=int, default=1)
    options = parser.parse_args()
    articles = load_texts(options.paths or [str(SEEDS)], 1 if options.paths else 10)
    if not articles:
        raise SystemExit("no article to read")
    seconds = measure(articles, options.rounds)
    count = len(articles) * options.rounds
    words = sum(len(article.text.split()) for article in articles) * options.rounds
    print(f"{count} articles, {words:,} words, one process, one thread")
    fresh = multiprocessing.get_context("spawn")
    for name, taken in seconds.items():
        with fresh.Pool(1) as pool:
            memory = pool.apply(measure_memory, (name, articles))
        print(
            f"{name:<8} {count / taken:7.2f} articles/s {words / taken:9,.0f} words/s"
            f" {seconds['spaCy'] / taken:5.2f} of spaCy {memory:6,} MB"
        )


if __name__ == "__main__":
    main()
