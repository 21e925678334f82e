"""All merges of a store, for people to judge: within articles, and over articles.

    python benchmarks/merges.py STORE > merges.tsv       # kind, one IRI, the other, the words of both
    python benchmarks/merges.py --count VERDICTS         # share of wrong merges in a file of verdicts

Within an article, a merge joins an entity to each slice of other words that stands for it (`mention`, pronouns apart as
`pronoun`); over articles (`entity`, `event`), it joins two entities or events. A file of verdicts has the kind, both
IRIs and the verdicts of one judge or two (`right`, `wrong` or `unsure`), parted by tabs; the first judge's are counted.
`judged/` has those of dev articles, without any words of theirs.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from kgraph.components.cast import clean
from kgraph.store import Store, open_store

WITHIN = """SELECT DISTINCT ?entity ?slice ?label ?words ?kind WHERE {
    ?entity a kg:Entity ; rdfs:label ?label ; kg:mentionedIn ?slice . ?slice nif:anchorOf ?words .
    OPTIONAL { ?slice kg:mentionKind ?kind } } ORDER BY ?slice ?entity"""
OVER = """SELECT DISTINCT ?one ?other ?reason ?words ?trigger WHERE {
    ?merge a kg:Merge ; kg:joins ?one , ?other ; kg:reason ?reason . FILTER(STR(?one) < STR(?other))
    OPTIONAL { ?one rdfs:label ?words } OPTIONAL { ?one kg:trigger ?trigger } } ORDER BY ?one ?other ?reason"""


def list_merges(store: Store) -> Iterator[tuple[str, str, str, str]]:
    """Kind, the two IRIs, and what a judge needs to know."""
    for entity, slice, label, words, kind in store.query(WITHIN).rows:
        if clean(str(words)).casefold() == clean(str(label)).casefold():
            continue
        name = "pronoun" if str(kind).endswith("pronoun") else "mention"
        yield name, str(entity), str(slice), f"{label} | {' '.join(str(words).split())}"
    reasons: dict[tuple[str, str, str], list[str]] = {}
    for one, other, reason, words, trigger in store.query(OVER).rows:
        key = ("event" if trigger else "entity", str(one), str(other))
        reasons.setdefault(key, [str(words or trigger)]).append(str(reason))
    for (kind, one, other), told in sorted(reasons.items()):
        yield kind, one, other, " | ".join(dict.fromkeys(told))


def count_verdicts(path: Path) -> Iterator[str]:
    """A line for each kind: how many were judged, and how many are wrong."""
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line]
    counts = Counter((row[0], row[3]) for row in rows)
    for kind in sorted({row[0] for row in rows}):
        judged = sum(n for (name, _), n in counts.items() if name == kind)
        wrong = counts[kind, "wrong"]
        yield f"{kind}: {judged} judged, {wrong} wrong ({100 * wrong / judged:.1f}%), {counts[kind, 'unsure']} unsure"


def main(arguments: list[str]) -> None:
    """Print one of the two."""
    if arguments[0] == "--count":
        print("\n".join(count_verdicts(Path(arguments[1]))))
        return
    with closing(open_store(arguments[0])) as store:
        for row in list_merges(store):
            print("\t".join(row))


if __name__ == "__main__":
    main(sys.argv[1:])
