"""The index: a store's statements by subject, with entities that are one over several articles taken together."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from kgraph.declarations import load_ontology
from kgraph.turtle import KG, RDF

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kgraph.store import Store


def words(name: str) -> str:
    """A camelCase name as words.

    >>> words("deployedTo"), words("https://w3id.org/kgraph/ns#NewsOutlet")
    ('deployed to', 'news outlet')
    """
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name.rsplit("#", 1)[-1]).lower()


class Index:
    """A store's statements by subject and by the local name of the property; values are sorted text.

    Where the store says that an article's entity is one over articles (kg:identifiedAs), the latter stands for it
    everywhere, with the labels and names of all of them. Events stay apart: `alike` has those that are one.
    """

    def __init__(self, store: Store) -> None:
        rows = store.query("SELECT ?s ?p ?o { GRAPH ?g { ?s ?p ?o } }").rows
        told = {s for s, p, o in rows if p == RDF + "type" and o == KG + "Event"}
        whole = {s: o for s, p, o in rows if p == KG + "identifiedAs" and s and o}
        same = {member: one for member, one in whole.items() if member not in told}
        self.alike: dict[str, list[str]] = defaultdict(list)
        for member in sorted(whole.keys() & told):
            self.alike[whole[member]].append(member)
        self.whole = whole
        names: dict[str, str] = {}
        found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        labels: dict[str, Counter[str]] = defaultdict(Counter)
        for subject, property, value in rows:
            if subject and property and value is not None:
                if property not in names:
                    names[property] = re.split("[#/]", property)[-1]
                name = names[property]
                if name == "label":
                    labels[same.get(subject, subject)][value] += 1 if subject in same else 1_000
                if name != "identifiedAs" and value != KG + "Identity":
                    found[same.get(subject, subject)][name].add(same.get(value, value))
        self.out = {
            subject: {name: sorted(values) for name, values in sorted(properties.items())}
            for subject, properties in sorted(found.items())
        }
        self.parents = load_ontology().parents
        # Of several labels the entity's own, else the one that most articles use.
        self.labels = {subject: min(all, key=lambda text: (-all[text], text)) for subject, all in labels.items()}

    def values(self, subject: str, property: str) -> list[str]:
        """All values, sorted; none if there are none."""
        return self.out.get(subject, {}).get(property, [])

    def value(self, subject: str, property: str) -> str | None:
        """The first value, if there is one."""
        return next(iter(self.values(subject, property)), None)

    @cached_property
    def members(self) -> dict[str, list[str]]:
        """The subjects of each class by its IRI, sorted."""
        found: dict[str, list[str]] = defaultdict(list)
        for subject, properties in self.out.items():
            for kind in properties.get("type", ()):
                found[kind].append(subject)
        return dict(found)

    def of_type(self, name: str) -> list[str]:
        """All subjects of a class of the core vocabulary, sorted."""
        return self.members.get(KG + name, [])

    def kind(self, subject: str) -> str:
        """The local name of the most specific class: one that is above none of the others."""
        names = [kind.rsplit("#", 1)[-1] for kind in self.values(subject, "type")]
        above = {parent for name in names for parent in self.parents.get(name, ()) if parent != name}
        # A class that only a user declares is not known here, and more specific than those that are.
        return max(names, key=lambda name: (name not in above, name not in self.parents, name), default="Entity")

    def label(self, subject: str) -> str:
        """What a person calls it: its label or title, else the last part of its IRI."""
        return self.labels.get(subject) or self.value(subject, "title") or re.split("[#/:]", subject)[-1]

    def names(self, subject: str) -> list[str]:
        """Its other names."""
        names = {*self.values(subject, "label"), *self.values(subject, "altLabel")} - {self.label(subject)}
        return sorted(names)

    def told_alike(self, event: str) -> list[str]:
        """The events of other articles, or other sentences, that are the same one."""
        return [other for other in self.alike.get(self.whole.get(event, ""), []) if other != event]

    def place(self, piece: str) -> tuple[str, int, int] | None:
        """Article, begin and end of a slice."""
        article, begin, end = (self.value(piece, name) for name in ("referenceContext", "beginIndex", "endIndex"))
        return (article, int(begin), int(end)) if article and begin and end else None

    def fillers(self, event: str) -> Iterator[tuple[str, str]]:
        """The roles of an event, with the entities that fill them."""
        for property, values in self.out[event].items():
            yield from ((property, value) for value in values if self.values(value, "mentionedIn"))
