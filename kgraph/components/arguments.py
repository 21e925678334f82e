"""The fillers of an event's roles as slices of the text, with the entities that they name."""

from __future__ import annotations

from collections.abc import Iterator

from kgraph.components.candidates import Candidate
from kgraph.components.cast import Cast
from kgraph.components.descriptions import describe
from kgraph.components.fillers import Filler
from kgraph.components.fitness import is_counted
from kgraph.components.living import is_counted_name
from kgraph.components.quantities import is_nobody
from kgraph.records import Argument, Slice


def find_arguments(fillers: list[Filler], cast: Cast) -> tuple[Argument, ...]:
    """The roles' fillers as slices with their entities, in order of the text."""
    return tuple(
        sorted(
            {a for f in fillers if not is_nobody(f.head) for a in _arguments(f, cast)}, key=lambda a: (a.slice, a.role)
        )
    )


def _arguments(filler: Filler, cast: Cast) -> Iterator[Argument]:
    """The filler with its phrase's slice; a phrase that is no mention yet becomes one.

    With a pronoun comes the name or description that it takes up in the same sentence: "Chad said it had withdrawn".
    """
    head = filler.head
    mention = cast.mention_at(head)
    if mention is None:
        mention = describe(head, "Group" if is_counted(head) or is_counted_name(head) else filler.kind)
        cast.adopt(mention)
    entity = cast.entity_of.get(mention.head)
    yield Argument(filler.role, _phrase(mention, cast), entity)
    if mention.kind == "pronoun" and entity is not None:
        sentence = head.sent
        before = [
            m
            for m in cast.mentions
            if m.kind != "pronoun"
            and not m.demonym
            and sentence.start <= m.start < mention.start
            and cast.entity_of.get(m.head) == entity
        ]
        if before:
            yield Argument(filler.role, _phrase(max(before, key=lambda m: m.start), cast), entity)


def _phrase(mention: Candidate, cast: Cast) -> Slice:
    """A mention's slice, with the name that follows it: "the editor Lena Okoro", "their editor, Lena Okoro"."""
    doc, entity = cast.doc, cast.entity_of.get(mention.head)
    place = mention.slice_of(doc)
    for child in doc[mention.head].children:
        name = cast.by_head.get(child.i) if child.dep_ == "appos" else None
        if (
            name is not None
            and name.kind == "name"
            and (name.start == mention.end or name.start == mention.end + 1 and doc[mention.end].text == ",")
            and cast.entity_of.get(name.head) == entity
        ):
            place = Slice(place.start, name.slice_of(doc).end)
    return place
