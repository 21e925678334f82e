"""How long `kgraph check store` takes: all articles, then again with nothing changed.

    python benchmarks/checking.py [ARTICLES] [--processes N]

The articles are invented (see invented.py); each violation ends the run, for there should be none.
"""

from __future__ import annotations

import argparse
import time
from itertools import islice

import pyoxigraph as ox
from invented import write_articles

from kgraph.declarations import ontology_folder
from kgraph.passes import check_articles
from kgraph.store import Store


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("articles", nargs="?", type=int, default=1000)
    parser.add_argument("--processes", type=int, default=2)
    options = parser.parse_args()
    store = Store()
    for article in islice(write_articles(), options.articles):
        store.inner.bulk_load(article.quads.encode(), ox.RdfFormat.N_QUADS)
    for name in ("all", "unchanged"):
        begin = time.perf_counter()
        count, found = check_articles(store, ontology_folder(), processes=options.processes)
        if found:
            raise SystemExit(str(found[0]))
        seconds = time.perf_counter() - begin
        print(f"{name}: {options.articles} articles, {count} checked in {seconds:.1f} s", flush=True)


if __name__ == "__main__":
    main()
