"""The ontologies as the reader uses them: event types with their frames, speech acts, lexicons, known names.

Everything is declared in Turtle below `ontologies/` and in folders that a user names. `load_ontology` reads all of it,
and reports every fault at once, each with its file and term.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pyoxigraph as ox

from kgraph.ontology import Authority, Direct, EventType, Example, Frame, Ontology, Role, SpeechAct
from kgraph.records import KgraphError
from kgraph.turtle import GEO, KG, KGR, RDF, RDFS, SH, SKOS, DeclarationError, Term, TurtleGraph

SLOTS = frozenset(
    """subject object indirect to from in at on against with by for into over about of between among near toward through
    under as after complement owner possessor using behind purpose bearer
    until""".split()
)
EFFECTS = frozenset(("killed", "injured", "hospitalized", "missing", "detained", "kidnapped", "displaced"))
TERMS = ("loose", "except", "rivals", "quarrel", "evokes", "needs", "effect", "modality")  # of frames
TRIGGERS = ("verb", "noun", "adjective")


def ontology_folder() -> Path:
    """The folder of the ontologies: inside the installed package, or beside it in a checkout.

    Raises KgraphError where neither is there (a damaged installation).
    """
    package = Path(__file__).resolve().parent
    for folder in (package / "ontologies", package.parent / "ontologies"):
        if (folder / "kgraph.ttl").is_file():
            return folder
    raise KgraphError(f"ontologies not found beside {package}: the installation is incomplete")


@lru_cache(maxsize=4)
def load_ontology(extra: tuple[Path, ...] = ()) -> Ontology:
    """Read all declarations, those of the `extra` folders (or files) last.

    Raises DeclarationError with every fault found.
    """
    files = list(_turtle_files(ontology_folder()))
    for place in extra:
        if not place.exists():
            raise KgraphError(f"ontology {place}: no such file or folder")
        found = [place] if place.is_file() else list(_turtle_files(place))
        if not found:
            raise KgraphError(f"ontology {place}: holds no .ttl file")
        known = {path.resolve() for path in files}
        files += [path for path in found if path.resolve() not in known]
    return _Declarations(files).build()


def _turtle_files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*.ttl")):
        if path.name != "shapes.ttl" and path.parent.name != "alignments":
            yield path


class _Declarations(TurtleGraph):
    """What the triples declare."""

    def build(self) -> Ontology:
        parents = self._closure()
        events = {e.name: e for e in self._events(parents)}
        acts = {a.name: a for a in self._acts()}
        lexicon = self._lexicon()
        authorities = {a.iri: a for a in self._authorities(parents)}
        for kind, count in (
            ("event types", len(events)),
            ("speech acts", len(acts)),
            ("authorities", len(authorities)),
        ):
            if not count and not self.faults:
                self.faults.append(f"no {kind} are declared")
        if self.faults:
            raise DeclarationError(self.faults)
        return Ontology(events, acts, lexicon, authorities, parents, self.hash, tuple(str(p) for p in self.files))

    def _closure(self) -> dict[str, frozenset[str]]:
        above: dict[str, set[str]] = {}
        for subject, properties in self.out.items():
            if isinstance(subject, ox.NamedNode) and RDFS + "subClassOf" in properties:
                above[subject.value.removeprefix(KG)] = set(self.names(subject, RDFS + "subClassOf"))
        closed: dict[str, frozenset[str]] = {}
        for name in above:
            seen, todo = {name}, [name]
            while todo:
                for parent in above.get(todo.pop(), ()):
                    if parent not in seen:
                        seen.add(parent)
                        todo.append(parent)
            closed[name] = frozenset(seen)
        return closed

    def _events(self, parents: dict[str, frozenset[str]]) -> Iterator[EventType]:
        frames: dict[str, list[Frame]] = defaultdict(list)
        for subject in self.subjects[KGR + "Frame"]:
            frame = self._frame(subject)
            evoked = self.names(subject, KGR + "evokes")
            if not evoked:
                self.fault(subject, "evokes no event type (kgr:evokes)")
            for name in evoked:
                frames[name].append(frame)
        kinds = {
            s
            for s in self.subjects["http://www.w3.org/2002/07/owl#Class"]
            if isinstance(s, ox.NamedNode)
            and "Event" in parents.get(s.value.removeprefix(KG), ())
            and s.value != KG + "Event"
        }
        for subject in sorted(kinds, key=str):
            name = subject.value.removeprefix(KG)
            roles = tuple(self._roles(subject))
            above = next(iter(self.names(subject, RDFS + "subClassOf")), "Event")
            inherited = tuple(self._inherited(above))
            roles += tuple(r for r in inherited if r.name not in {own.name for own in roles})
            event = EventType(
                name=name,
                label=self.text(subject, RDFS + "label") or name,
                parent=above,
                plover=self.text(subject, SKOS + "notation"),
                roles=roles,
                frames=tuple(sorted(frames.pop(name, []), key=lambda f: f.name)),
                direct=tuple(self._direct(subject, {r.name for r in roles})),
                examples=tuple(self._examples(subject, "example")),
                counterexamples=tuple(self._examples(subject, "counterexample")),
                file=self.home[subject],
            )
            self._check_event(subject, event)
            yield event
        for name in sorted(frames):
            self.faults.append(f"{frames[name][0].name}: evokes {name}, which is not declared as an event type")

    def _check_event(self, subject: Term, event: EventType) -> None:
        declared = {role.name for role in event.roles}
        for property in (RDFS + "label", SKOS + "definition"):
            if not self.text(subject, property):
                self.fault(subject, f"has no {property.rsplit('#', 1)[-1]}")
        if not event.frames:
            self.fault(subject, "has no frame")
        if len(event.examples) < 2 or not event.counterexamples:
            self.fault(subject, "needs at least two examples and one counterexample")
        for frame in event.frames:
            for role in sorted({role for _, role in frame.slots} | frame.needs):
                if role not in declared:
                    self.fault(subject, f"{frame.name} fills {role}, for which the type has no sh:property")
        for example in event.examples:
            for role, _ in example.expected:
                if role not in declared | {"polarity", "modality", "quantity"}:
                    self.fault(subject, f"an example expects {role}, for which the type has no sh:property")

    def _frame(self, subject: Term) -> Frame:
        slots: list[tuple[str, str]] = []
        for property, values in self.out[subject].items():
            if property.startswith(KGR):
                slot = property.removeprefix(KGR)
                if slot in SLOTS:
                    slots += [(slot, v.value.removeprefix(KG)) for v in values if isinstance(v, ox.NamedNode)]
                elif slot not in {*TRIGGERS, *TERMS}:
                    self.fault(subject, f"kgr:{slot} is neither a slot nor a term of a frame")
        verbs, nouns, adjectives = (self.lemmas(subject, kind) for kind in TRIGGERS)
        if not verbs | nouns | adjectives:
            self.fault(subject, "has no trigger (kgr:verb, kgr:noun or kgr:adjective)")
        effect = next(iter(self.names(subject, KGR + "effect")), None)
        if effect is not None and effect not in EFFECTS:
            self.fault(subject, f"kgr:effect {effect} is not one of {', '.join(sorted(EFFECTS))}")
        loose = self.lemmas(subject, "loose")
        for lemma in sorted(loose - (verbs | nouns | adjectives)):
            self.fault(subject, f'kgr:loose "{lemma}" is none of its triggers')
        rivals = self.lemmas(subject, "rivals")
        for lemma in sorted(rivals - verbs):
            self.fault(subject, f'kgr:rivals "{lemma}" is none of its verbs')
        quarrels = self.lemmas(subject, "quarrel")
        for lemma in sorted(quarrels - (verbs | nouns)):
            self.fault(subject, f'kgr:quarrel "{lemma}" is none of its triggers')
        exceptions = self.lemmas(subject, "except")
        heads = {verb.split()[0] for verb in verbs}
        for phrase in sorted(exceptions):
            if phrase.split()[-1] not in nouns | heads and phrase.split()[0] not in heads:
                where = "ends in none of its nouns and begins with none of its verbs"
                self.fault(subject, f'kgr:except "{phrase}" {where}')
        name = subject.value.rsplit("#", 1)[-1] if isinstance(subject, ox.NamedNode) else "frame"
        return Frame(
            name,
            verbs,
            nouns,
            adjectives,
            tuple(sorted(slots)),
            frozenset(self.names(subject, KGR + "needs")),
            effect,
            next(iter(self.names(subject, KGR + "modality")), None),
            loose,
            exceptions,
            rivals,
            quarrels,
        )

    def _roles(self, subject: Term) -> Iterator[Role]:
        for shape in self.values(subject, SH + "property"):
            if isinstance(shape, ox.Literal):
                continue
            for path in self.names(shape, SH + "path"):
                types = set(self.names(shape, SH + "class"))
                for head in self.values(shape, SH + "or"):
                    if not isinstance(head, ox.Literal):
                        for option in self.list_of(head):
                            types.update(self.names(option, SH + "class"))
                if not types:
                    self.fault(subject, f"role {path} names no class (sh:class, or sh:or of several)")
                yield Role(path, frozenset(types), bool(self.text(shape, SH + "minCount") not in (None, "0")))

    def _inherited(self, name: str) -> Iterator[Role]:
        """The roles of an event type's ancestors, the nearest first."""
        seen: set[str] = set()
        while name != "Event":
            subject = ox.NamedNode(KG + name)
            for role in self._roles(subject):
                if role.name not in seen:
                    seen.add(role.name)
                    yield role
            name = next(iter(self.names(subject, RDFS + "subClassOf")), "Event")

    def _direct(self, subject: Term, roles: set[str]) -> Iterator[Direct]:
        for node in self.values(subject, KGR + "direct"):
            if isinstance(node, ox.Literal):
                continue
            parts = [next(iter(self.names(node, KGR + key)), "") for key in ("property", "start", "end")]
            if not all(parts) or not set(parts[1:]) <= roles:
                self.fault(subject, "kgr:direct needs kgr:property, and kgr:start and kgr:end among the type's roles")
                continue
            starts, ends = (frozenset(self.names(node, KGR + key)) for key in ("startClass", "endClass"))
            yield Direct(parts[0], parts[1], parts[2], starts, ends)

    def _examples(self, subject: Term, kind: str) -> Iterator[Example]:
        found = []
        for node in self.values(subject, KGR + kind):
            if isinstance(node, ox.Literal):
                found.append(Example(node.value, ()))
                continue
            text = self.text(node, KGR + "text")
            if not text:
                self.fault(subject, f"a kgr:{kind} has no kgr:text")
                continue
            expected = [
                (property.removeprefix(KG), getattr(value, "value", "").removeprefix(KG))
                for property, values in self.out[node].items()
                if property.startswith(KG)
                for value in values
            ]
            found.append(Example(text, tuple(sorted(expected))))
        yield from sorted(found, key=lambda e: e.text)

    def _acts(self) -> Iterator[SpeechAct]:
        for subject in self.subjects[KGR + "SpeechAct"]:
            if isinstance(subject, ox.NamedNode):
                self.unknown_terms(subject, set(TRIGGERS))
                verbs, nouns, adjectives = (self.lemmas(subject, kind) for kind in TRIGGERS)
                yield SpeechAct(
                    subject.value.removeprefix(KG),
                    verbs,
                    nouns,
                    adjectives,
                    speech="mentalState" not in self.names(subject, SKOS + "broader"),
                )

    def _lexicon(self) -> dict[str, dict[str, frozenset[str]]]:
        return {
            subject.value.removeprefix(KG): {kind: self.lemmas(subject, kind) for kind in TRIGGERS}
            for subject in self.subjects[KGR + "Lexicon"]
            if isinstance(subject, ox.NamedNode)
        }

    def _authorities(self, parents: dict[str, frozenset[str]]) -> Iterator[Authority]:
        for subject in self.subjects[KGR + "Authority"]:
            if not isinstance(subject, ox.NamedNode):
                continue
            kinds = [name for name in self.names(subject, RDF + "type") if name in parents]
            label = self.text(subject, RDFS + "label")
            if label is None or not kinds:
                self.fault(subject, "a known name needs rdfs:label and a class of the core vocabulary")
                continue
            self.unknown_terms(subject, {"noun", "demonym"})
            try:
                place = [float(p) if p else None for p in (self.text(subject, GEO + axis) for axis in ("lat", "long"))]
            except ValueError:
                self.fault(subject, "geo:lat and geo:long must be numbers")
                continue
            yield Authority(
                subject.value,
                label,
                kinds[0],
                tuple(sorted(self.texts(subject, SKOS + "altLabel"))),
                tuple(sorted(self.texts(subject, KGR + "demonym"))),
                tuple(sorted(self.names(subject, SKOS + "exactMatch"))),
                tuple(sorted(v.value for v in self.values(subject, KG + "memberOf") if isinstance(v, ox.NamedNode))),
                *place,
            )
