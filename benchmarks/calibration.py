"""How often claims of each confidence are right: a reliability table against hand-made attributions.

    python benchmarks/calibration.py CORPUS.jsonl GOLD.jsonl [--articles N]

The corpus holds {"id", "text", ...}, the gold {"id", "gold": [{"source": [{"start", "end"}], "contents": [...]}]}.
A claim is right when its content words overlap those of an unmatched hand-made one by at least half (intersection over
union) and both name a source or neither does, with a word in common. Prints a row for each tenth, and the expected
calibration error: the mean distance of confidence and precision, weighted by the number of claims.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from kgraph.articles import Failure, load_articles
from kgraph.corpus import read_corpus
from kgraph.reader import ReaderSettings
from kgraph.records import Attribution

Words = frozenset[int]
BINS = 10  # of equal width, as is usual


def words_in(spans: Iterable[tuple[int, int]], starts: list[int]) -> Words:
    """Indices of the words that start in one of the spans."""
    return frozenset(n for n, start in enumerate(starts) for a, b in spans if a <= start < b)


def pairs(items: list[dict[str, int]]) -> list[tuple[int, int]]:
    """`{"start", "end"}` objects as pairs."""
    return [(item["start"], item["end"]) for item in items]


def is_right(content: Words, source: Words, gold: list[tuple[Words, Words]]) -> bool:
    """Whether a claim agrees with a hand-made one, which is then used up."""
    for number, (wanted, speaker) in enumerate(gold):
        union = len(content | wanted)
        if union and len(content & wanted) / union >= 0.5 and (bool(source & speaker) or not source and not speaker):
            del gold[number]
            return True
    return False


def judge(claims: Iterable[Attribution], text: str, gold: list[dict[str, Any]]) -> list[tuple[float, bool]]:
    """(confidence, right) of each claim of one article, the most confident first."""
    starts = [m.start() for m in re.finditer(r"\w+", text)]
    wanted = [(words_in(pairs(g["contents"]), starts), words_in(pairs(g["source"]), starts)) for g in gold]
    out = []
    for claim in sorted(claims, key=lambda c: -(c.confidence or 0)):
        content = words_in([(c.start, c.end) for c in claim.contents], starts)
        source = words_in([(claim.source.start, claim.source.end)] if claim.source else [], starts)
        out.append((claim.confidence or 0.0, is_right(content, source, wanted)))
    return out


def main() -> None:
    """Print the table. Exits with 2 when the files do not fit together."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--articles", type=int, default=200, help="how many to read (default 200)")
    arguments = parser.parse_args()
    gold = {row["id"]: row["gold"] for row in map(json.loads, arguments.gold.read_text("utf-8").splitlines())}
    articles = [a for _, a in zip(range(arguments.articles), load_articles([str(arguments.corpus)]), strict=False)]
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for reading in read_corpus(articles, ReaderSettings(), processes=2):
        if isinstance(reading, Failure) or reading.article.id not in gold:
            sys.exit(f"{reading if isinstance(reading, Failure) else reading.article.id + ': not in the gold file'}")
        for confidence, right in judge(reading.attributions, reading.article.text, gold[reading.article.id]):
            bins[min(BINS - 1, int(confidence * BINS))].append((confidence, right))
    total, error = sum(map(len, bins.values())), 0.0
    print("confidence  claims  right")
    for _, judged in sorted(bins.items()):
        said, right = (sum(column) / len(judged) for column in zip(*judged, strict=True))
        error += abs(said - right) * len(judged)
        print(f"{said:10.2f}  {len(judged):6}  {right:5.2f}  {'#' * round(40 * right)}")
    print(f"{total} claims, expected calibration error {error / max(1, total):.3f}")


if __name__ == "__main__":
    main()
