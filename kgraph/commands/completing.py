"""What a shell offers at the tabulator key: stored questions, their places, and names that a store has."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import typer

from kgraph.records import KgraphError

LOOKED_AT = 20_000  # names in a store, so that a shell need not wait for a large one
OFFERED = 40


def complete_question(context: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """The stored questions whose names begin so, each with its title."""
    from kgraph.questions import load_questions

    own = context.params.get("own")
    try:
        known = load_questions() | (load_questions(Path(own)) if own else {})
    except KgraphError:  # a shell that completes has no place for complaints; the command itself tells them
        known = load_questions()
    return [(each.name, each.title) for each in known.values() if each.name.startswith(incomplete)]


def complete_value(context: typer.Context, incomplete: str) -> list[str]:
    """The places that the question leaves open, as `into=`; after the sign, names that the store has."""
    from kgraph.questions import find_parameters, find_query

    question, own, store = (context.params.get(name) for name in ("question", "own", "store"))
    try:
        text = find_query(question or "", Path(own) if own else None)
    except KgraphError:  # as above
        return []
    place, sign, begun = incomplete.partition("=")
    if not sign:
        return [f"{name}=" for name in find_parameters(text) if name.startswith(place)]
    if not store or not (Path(store) / "CURRENT").is_file():
        return []
    found = sorted(islice(_find_names(Path(store), place, begun), OFFERED))
    return [f"{place}={begun}{name[len(begun) :]}" for name in found]  # a shell keeps what was typed


def _find_names(store: Path, place: str, begun: str) -> Iterator[str]:
    """Ids of articles, or names, in whatever case they are begun."""
    import pyoxigraph as ox

    from kgraph.iris import article_id, name_key
    from kgraph.questions import ARTICLE
    from kgraph.vocabulary import KG, RDF

    inner = ox.Store.read_only(str(store))
    if place == ARTICLE:
        for quad in inner.quads_for_pattern(None, RDF.type, KG.Article):
            if isinstance(quad.subject, ox.NamedNode) and (name := article_id(quad.subject.value)).startswith(begun):
                yield name
        return
    names = islice(inner.quads_for_pattern(None, KG.nameKey, None), LOOKED_AT)
    keys = dict.fromkeys(quad.object.value for quad in names if isinstance(quad.object, ox.Literal))
    yield from (key for key in keys if key.startswith(name_key(begun)))
