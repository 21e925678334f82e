"""Read a parsed corpus with exported weights and write the readings for scoring; or choose the thresholds for claims.

python -m training.evaluate WEIGHTS CORPUS.jsonl CACHE.spacy OUT.jsonl [--thresholds CUE CLAIM] [--held-out]
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path
from typing import Any

import spacy
from spacy.tokens import Doc, DocBin

from kgraph.components.attributions import source_slice
from kgraph.components.encoder import Encoder, Thresholds
from kgraph.components.learned_names import find_names
from kgraph.declarations import load_ontology
from kgraph.ontology import Ontology
from kgraph.records import Slice
from training.claims import read_claims
from training.data import is_held_out, read_lines


def read_article(doc: Doc, encoder: Encoder, ontology: Ontology, least: Thresholds) -> dict[str, Any]:
    """Names and claims of a parsed article, as a line of the reading format."""
    encoding, claims = read_claims(doc, encoder, ontology, least.cue, least.claim)
    names = find_names(doc, encoding, encoder.name_chain)
    return {
        "mentions": [
            {"id": f"m{n}", **_place(name.slice_of(doc)), "kind": "name", "type": name.type, "entity": None}
            for n, name in enumerate(names)
        ],
        "attributions": [
            {
                "id": f"a{n}",
                "cue": _place(claim.cue_span),
                "contents": [_place(c) for c in claim.contents],
                "source": _place(source_slice(claim)) if claim.source is not None else None,
                "confidence": round(claim.probability, 4),
            }
            for n, claim in enumerate(claims)
        ],
    }


def _place(place: Slice) -> dict[str, int]:
    return {"start": place.start, "end": place.end}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("weights", "corpus", "cache", "out"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--thresholds", type=float, nargs=2, metavar=("CUE", "CLAIM"))
    parser.add_argument("--held-out", action="store_true", help="only the articles that training leaves out")
    options = parser.parse_args()
    encoder = Encoder(options.weights)
    thresholds = Thresholds(*options.thresholds) if options.thresholds else encoder.thresholds
    ontology = load_ontology()
    texts = {record["id"]: record["text"] for record in read_lines(options.corpus)}
    docs = [
        doc
        for doc in DocBin().from_disk(options.cache).get_docs(spacy.blank("en").vocab)
        if is_held_out(doc.user_data["id"]) or not options.held_out
    ]
    began = time.process_time()
    with options.out.open("w", encoding="utf-8") as out:
        for doc in docs:
            name = doc.user_data["id"]
            line = {"id": name, "article": {"text": texts[name]}, **read_article(doc, encoder, ontology, thresholds)}
            out.write(json.dumps(line, ensure_ascii=False) + "\n")
    print(f"{len(docs)} articles, {len(docs) / (time.process_time() - began):.1f} a second of processor time")


if __name__ == "__main__":
    main()
