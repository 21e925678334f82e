"""What the ontologies declare, as plain values: event types with their frames, speech acts, lexicons, known names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Role:
    """A role of an event type: which entity types may fill it, and whether an event needs it."""

    name: str
    types: frozenset[str]
    required: bool


ANY = "*"  # the verb of a frame for all verbs that no other frame could read


@dataclass(frozen=True, slots=True)
class Frame:
    """One way in which text expresses an event type: its triggers, and the role that each slot fills.

    A trigger of several words ("carry out") has its head first; the others must depend on it.
    """

    name: str
    verbs: frozenset[str]
    nouns: frozenset[str]
    adjectives: frozenset[str]
    slots: tuple[tuple[str, str], ...]
    needs: frozenset[str]
    effect: str | None
    modality: str | None
    loose: frozenset[str] = frozenset()  # triggers that tell of too much else for a direct triple
    exceptions: frozenset[str] = frozenset()  # noun phrases that end in a trigger and tell of something else
    rivals: frozenset[str] = frozenset()  # verbs that are the frame's where both sides compete, and else are not
    quarrels: frozenset[str] = frozenset()  # triggers that are the frame's where people fight with words only


@dataclass(frozen=True, slots=True)
class Direct:
    """The direct property of an event type, from the filler of one role to that of another.

    `starts` and `ends` are the classes that its subject and object must be of; none where the roles' own suffice.
    """

    property: str
    subject_role: str
    object_role: str
    starts: frozenset[str] = frozenset()
    ends: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence and what it must (or, as a counterexample, must not) be read as. `expected` maps roles to words."""

    text: str
    expected: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class EventType:
    """One class of events, with all that the reader needs to find it."""

    name: str
    label: str
    parent: str
    plover: str | None
    roles: tuple[Role, ...]
    frames: tuple[Frame, ...]
    direct: tuple[Direct, ...]
    examples: tuple[Example, ...]
    counterexamples: tuple[Example, ...]
    file: str

    @property
    def is_open(self) -> bool:
        """Whether events of this type may be of any kind, told apart by their verbs."""
        return any(ANY in frame.verbs for frame in self.frames)

    def role(self, name: str) -> Role | None:
        """The role of this name, if the type has it."""
        return next((role for role in self.roles if role.name == name), None)


@dataclass(frozen=True, slots=True)
class SpeechAct:
    """A kind of speaking, with the lemmas that tell of it."""

    name: str
    verbs: frozenset[str]
    nouns: frozenset[str]
    adjectives: frozenset[str]
    speech: bool


@dataclass(frozen=True, slots=True)
class Authority:
    """A known name: one thing in the world, the same in all articles."""

    iri: str
    label: str
    type: str
    aliases: tuple[str, ...]
    demonyms: tuple[str, ...]
    same_as: tuple[str, ...]
    member_of: tuple[str, ...] = ()
    lat: float | None = None
    long: float | None = None


@dataclass(frozen=True, slots=True)
class Ontology:
    """All declarations. `lexicon` maps a name (`kg:planned`, `kg:Force`) to {verb|noun|adjective: lemmas}."""

    events: dict[str, EventType]
    acts: dict[str, SpeechAct]
    lexicon: dict[str, dict[str, frozenset[str]]]
    authorities: dict[str, Authority]
    parents: dict[str, frozenset[str]]
    hash: str
    files: tuple[str, ...] = field(default=())

    def is_a(self, kind: str, wanted: str) -> bool:
        """Whether one class is the other or below it (local names)."""
        return wanted in self.parents.get(kind, frozenset((kind,)))

    def nouns_of(self, wanted: str) -> frozenset[str]:
        """The nouns that tell of events of a type or one below it."""
        kinds = (event for name, event in self.events.items() if self.is_a(name, wanted))
        return frozenset(noun for event in kinds for frame in event.frames for noun in frame.nouns)


def words_of(ontology: Ontology, names: Iterable[str], kind: str) -> frozenset[str]:
    """The lemmas of one kind (verb, noun, adjective) in several lexicons."""
    return frozenset().union(*(ontology.lexicon.get(name, {}).get(kind, frozenset()) for name in names))
