"""Evidence: the sentences that prove the rows of an answer.

A question says in a line `# proof: ?event` which of its variables hold what its rows are proven by.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import pyoxigraph as ox

from kgraph.answers import Rows
from kgraph.records import KgraphError
from kgraph.sentences import find_sentence
from kgraph.store import Store

PROOF = re.compile(r"^# proof: (\?\w+(?: \?\w+)*)", re.MULTILINE)
SELECT = re.compile(r"^\s*SELECT(?:\s+DISTINCT)?\s(?P<columns>[^{]*)", re.MULTILINE | re.IGNORECASE)
SLICES = """SELECT DISTINCT ?text ?begin ?end {{
  {{ {node} ?property ?slice }} UNION {{ {node} kg:fromEvent ?event . ?event ?property ?slice }}
  ?slice nif:beginIndex ?begin ; nif:endIndex ?end ; nif:referenceContext/kg:text ?text }}"""


def ask_with_evidence(store: Store, text: str, stated: bool = False, articles: Iterable[str] | None = None) -> Rows:
    """The answer to a query, with the sentences that prove each row in a column `evidence` at its end.

    Raises KgraphError where the query does not say what its rows are proven by.
    """
    proof, select = PROOF.search(text), SELECT.search(text)
    if not proof or not select:
        raise KgraphError("query: its text has no line '# proof: ?variable' that says what its rows are proven by")
    nodes = [name.removeprefix("?") for name in proof[1].split()]
    added = [name for name in nodes if not re.search(rf"\?{name}\b", select["columns"])]
    more = " ".join(f"?{name}" for name in added)
    begin, width = select.start("columns"), len(added)
    rows = store.query(f"{text[:begin]}{more} {text[begin:]}", stated, articles)
    places = [rows.names.index(name) for name in nodes]
    told = {node: find_sentences(store, node) for row in rows.rows for node in (row[i] for i in places) if node}
    proven = [
        " | ".join(dict.fromkeys(words for i in places for words in told.get(row[i] or "", ()))) for row in rows.rows
    ]
    return Rows(
        (*rows.names[width:], "evidence"),
        [(*row[width:], words) for row, words in zip(rows.rows, proven, strict=True)],
        [(*row[width:], ox.Literal(words)) for row, words in zip(rows.terms, proven, strict=True)],
    )


def find_sentences(store: Store, node: str) -> list[str]:
    """The sentences that prove a claim, an event or a statement, in order of the text."""
    slices = store.query(SLICES.format(node=ox.NamedNode(node))).rows
    places = {
        (text, *find_sentence(text, int(begin), int(end))) for text, begin, end in slices if text and begin and end
    }
    # A sentence that lies in another one, which a longer slice reaches over, is not told twice.
    whole = [p for p in places if not any(p != q and p[0] == q[0] and q[1] <= p[1] and p[2] <= q[2] for q in places)]
    return [" ".join(text[begin:end].split()) for text, begin, end in sorted(whole)]
