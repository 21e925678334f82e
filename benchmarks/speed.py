"""Articles a second: the bare spaCy pipeline beside `read` and `build` on the same texts, in one process.

    python benchmarks/speed.py [PATH ...] [--rounds N]

The paths are as for `kgraph read`; without any, the seed articles ten times over. The three take turns article by
article, so that whatever else the machine does slows all alike. Each is timed from the text to its result: a parsed
document, a reading with its JSON line, quads in a store on disk.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

# Before numpy is loaded: one thread each, as one worker process has.
os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1", MKL_NUM_THREADS="1")

import spacy

from kgraph.articles import Failure, load_articles
from kgraph.reader import Reader
from kgraph.records import Article
from kgraph.store import open_store
from kgraph.triples import quads_of

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


def measure(articles: list[Article], rounds: int) -> dict[str, float]:
    """Seconds that each of the three took for all articles of all rounds."""
    reader = Reader()
    nlp = spacy.load(reader.settings.model)
    with tempfile.TemporaryDirectory() as folder, closing(open_store(f"{folder}/graph", create=True)) as store:

        def build(article: Article) -> None:
            store.replace(article.iri, quads_of(reader.read(article), reader.ontology))

        tasks: dict[str, Callable[[Article], object]] = {
            "spaCy": lambda article: nlp(article.text),
            "read": lambda article: json.dumps(reader.read(article).as_json(), ensure_ascii=False),
            "build": build,
        }
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
    for name, taken in seconds.items():
        print(
            f"{name:<6} {count / taken:8.2f} articles/s {words / taken:10,.0f} words/s"
            f"   {seconds['spaCy'] / taken:5.2f} of spaCy"
        )


if __name__ == "__main__":
    main()
