"""Which body a short name means: "Nordbank" is Nordbank Inc., "the Herons" are the Tarn Herons."""

from __future__ import annotations

from kgraph.components.candidates import Candidate
from kgraph.components.cast import BODIES, Cast, clean
from kgraph.iris import slug
from kgraph.plain_names import plain_name

MOST = 2  # words of a name that is the end of a fuller one


def find_body(cast: Cast, name: Candidate) -> str | None:
    """The one body of the article that has this name with what companies add, or else at its end; None if in doubt."""
    short = clean(name.text_of(cast.doc))
    words = short.split()
    bodies = [iri for iri in cast.names if cast.types[iri] in BODIES - {"Country"}]
    same = [i for i in bodies if any(plain_name(slug(full)) == plain_name(slug(short)) for full in cast.proper[i])]
    if len(same) == 1:
        return same[0]
    if len(words) > MOST or not words[0][:1].isupper() or words[-1].isupper() or _is_common(words[-1], cast):
        return None
    fuller = [
        i for i in bodies if any(full.split()[-len(words) :] == words for full in cast.proper[i] if full != short)
    ]
    return fuller[0] if len(fuller) == 1 else None


def _is_common(word: str, cast: Cast) -> bool:
    """Whether many bodies are called so: "the Council"; names of teams may well be common nouns in the plural."""
    return any(word.lower() in kinds.get("noun", frozenset()) for kinds in cast.ontology.lexicon.values())
