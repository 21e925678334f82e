"""Entities of several articles that are one: by name, and by what supports it or speaks against it.

A name alone is not enough for a person or a public body: an office, an employer, the company kept, the story or the
country must agree, too. What conflicts stays apart, and so does what nothing supports.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kgraph.identity.groups import Groups
from kgraph.identity.members import BODIES, PLACES, Members, Named
from kgraph.iris import slug
from kgraph.plain_names import plain_name

RARE = 0.1  # share of articles up to which a name that two articles have in common says something
FEW = 3  # so many names in common say something, however common each is
LONG = 3  # words of a name that hardly two people share
MOST = 3  # examples that a reason names
PUBLIC = frozenset(
    """administration agency airport army assembly association authorities authority board bureau cabinet church
    college commission committee congress council court department force forces government hospital house ministry
    navy office parliament party police school senate service station union university""".split()
)
GENERATIONS = frozenset(("jr", "sr", "ii", "iii"))
SMALL = frozenset("of the for and in on at a an to s former then ex vice deputy senior chief".split())


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known of one entity over several articles; `lands` are the countries that those articles are about."""

    kinds: frozenset[str]
    names: frozenset[str]
    links: frozenset[str]
    roles: frozenset[str]
    bodies: frozenset[str]
    company: frozenset[str]
    stories: frozenset[str]
    lands: frozenset[str]
    born: tuple[tuple[int, int], ...]
    genders: frozenset[str] = frozenset()

    def __or__(self, other: Profile) -> Profile:
        """Both as one."""
        return Profile(
            self.kinds | other.kinds,
            self.names | other.names,
            self.links | other.links,
            self.roles | other.roles,
            self.bodies | other.bodies,
            self.company | other.company,
            self.stories | other.stories,
            self.lands | other.lands,
            tuple(sorted({*self.born, *other.born})),
            self.genders | other.genders,
        )


def join_entities(members: Members, stories: dict[str, str], groups: Groups) -> None:
    """Join all named entities that are one, the longest names first. The order of articles does not matter."""
    comparison = _Comparison(members, stories, groups)
    by_name: dict[str, list[str]] = defaultdict(list)
    for entity in members.named.values():
        for name in {plain_name(name) for name in entity.names} if entity.proper else ():
            by_name[name].append(entity.iri)
    by_record: dict[str, list[str]] = defaultdict(list)
    for entity in members.named.values():
        for link in entity.links:
            by_record[link].append(entity.iri)
    for record, iris in sorted(by_record.items()):
        comparison.join_all(iris, record)
    for name, iris in sorted(by_name.items(), key=lambda item: (-item[0].count("-"), item[0])):
        comparison.join_all(iris, name)
    for name, iris in _same_surname(members, stories):
        comparison.join_all(iris, name)


def _same_surname(members: Members, stories: dict[str, str]) -> Iterator[tuple[str, list[str]]]:
    """In each story, people of one surname, where only one first name goes with it and some have it alone."""
    people: dict[tuple[str, str], list[Named]] = defaultdict(list)
    for entity in members.named.values():
        if entity.kind == "Person" and entity.proper:
            people[stories.get(entity.article, entity.iri), slug(entity.label.split()[-1])].append(entity)
    for (_, surname), found in sorted(people.items()):
        labels = {entity.label for entity in found}
        short = {one for one in labels if " " not in one or any(other.endswith(f" {one}") for other in labels)}
        if short and len({label.split()[0] for label in labels - short}) == 1:
            yield surname, [entity.iri for entity in found]


class _Comparison:
    """Compares groups by their profiles, which grow with them."""

    def __init__(self, members: Members, stories: dict[str, str], groups: Groups) -> None:
        self.members, self.groups = members, groups
        counts = Counter(name for names in members.company.values() for name in names)
        self.rare = frozenset(n for n, count in counts.items() if count <= max(2, RARE * len(members.texts)))
        self.countries = frozenset(members.country.values())
        self.profiles: dict[str, Profile] = {}
        for iri, entity in members.named.items():
            self.profiles[iri] = self._profile(entity, stories.get(entity.article, iri))
        for iri in members.named:  # whatever a person has joined already
            for other in groups.members(iri)[1:] if groups.name(iri) == iri else ():
                self.profiles[iri] |= self.profiles[other]

    def _profile(self, entity: Named, story: str) -> Profile:
        names = frozenset(map(plain_name, entity.names))
        land = self.members.country.get(entity.article)
        return Profile(
            frozenset((entity.kind,)),
            names,
            entity.links,
            entity.roles,
            entity.bodies,
            self.members.company.get(entity.article, frozenset()) - entity.names - names,
            frozenset((story,)),
            frozenset((land,)) if land else frozenset(),
            (entity.born,) if entity.born else (),
            frozenset((entity.gender,)) - {""},
        )

    def join_all(self, iris: Iterable[str], name: str) -> None:
        """Join whatever is one among these, which share a name or record, until nothing more can be joined."""
        waiting, grown = sorted({self.groups.name(iri) for iri in iris}), True
        while grown:
            grown, kept = False, list[str]()
            for iri in waiting:
                other = next((o for o in kept if self._join(o, iri, name)), None)
                grown = grown or other is not None
                if other is None:
                    kept.append(iri)
            waiting = sorted({self.groups.name(iri) for iri in kept})

    def _join(self, one: str, other: str, name: str) -> bool:
        one, other = self.groups.name(one), self.groups.name(other)
        left, right = self.profiles[one], self.profiles[other]
        if self._conflict(left, right):
            return False
        alone = "-" not in name and name not in left.links
        if (name in PUBLIC or alone and "Person" in left.kinds) and not left.stories & right.stories:
            return False  # in every story another "Police", and another Smith
        support = list(self._support(left, right))
        if not support and not _is_telling(left, right, name):
            return False
        named = [] if name in left.links else [f"same name: {self._tell([name])}"]
        joined = self.groups.join(one, other, [*named, *support])
        if joined:
            self.profiles[self.groups.name(one)] = left | right
        return joined

    def _support(self, left: Profile, right: Profile) -> Iterator[str]:
        """What speaks for two of one name being one."""
        if shared := left.links & right.links:
            yield f"same record: {min(shared)}"
        if left.stories & right.stories:
            yield "same story"
        if shared := left.roles & right.roles:
            yield f"same role: {self._tell(shared)}"
        if shared := left.bodies & right.bodies:
            yield f"same affiliation: {self._tell(shared)}"
        shared = left.company & right.company
        if shared & self.rare or len(shared) >= FEW:
            yield f"same company: {self._tell(shared & self.rare or shared)}"
        shared = left.lands & right.lands
        if shared and left.kinds & (BODIES | PLACES) and right.kinds & (BODIES | PLACES):
            yield f"same country: {self._tell(shared)}"

    def _tell(self, keys: Iterable[str]) -> str:
        return ", ".join(sorted(self.members.labels.get(key, key.replace("-", " ")) for key in keys)[:MOST])

    def _conflict(self, left: Profile, right: Profile) -> bool:
        """Whether two of one name cannot be one."""
        near = left.stories & right.stories
        if (
            ("Person" in left.kinds) != ("Person" in right.kinds)
            or left.links
            and right.links
            and not (left.links & right.links)
        ):
            return True
        if any(one[1] + 1 < other[0] or other[1] + 1 < one[0] for one in left.born for other in right.born):
            return True
        if left.genders and right.genders and not left.genders & right.genders:
            return True
        if _generations(left) != _generations(right) or "Person" in left.kinds and _full_names_differ(left, right):
            return True
        if bool(left.kinds & PLACES) != bool(right.kinds & PLACES):
            return not near
        mine, others = left.bodies & self.countries, right.bodies & self.countries
        if mine and others and not mine & others:
            return True
        return bool(
            not near and left.lands and right.lands and not left.lands & right.lands and _is_public(left, right)
        )


def _is_telling(left: Profile, right: Profile, name: str) -> bool:
    """Whether a name alone will do: a long one, of a person whose offices do not differ, or that of no public body."""
    words = name.split("-")
    if not left.kinds & right.kinds or left.kinds & PLACES:
        return False
    if "Person" in left.kinds:
        return len(words) >= LONG and (not left.roles or not right.roles or bool(_words(left) & _words(right)))
    return len(words) > 1 and not PUBLIC & set(words)


def _is_public(left: Profile, right: Profile) -> bool:
    """Whether both are bodies such as every country has."""
    return all(PUBLIC & set(name.split("-")) for name in left.names & right.names)


def _full_names_differ(left: Profile, right: Profile) -> bool:
    """Whether both have a full name, and none in common: "Clinton" is of no use where one is Ana and one Bo Clinton.

    A surname of two words is no full name beside a longer one: "Lo Presti" may be Gaetano Lo Presti.
    """
    mine, others = ({name for name in profile.names if "-" in name} for profile in (left, right))
    return bool(mine and others) and not any(
        f"-{one}".endswith(f"-{other}") or f"-{other}".endswith(f"-{one}") for one in mine for other in others
    )


def _words(profile: Profile) -> frozenset[str]:
    """The words of all roles."""
    return frozenset(word for role in profile.roles for word in role.split("-")) - SMALL


def _generations(profile: Profile) -> frozenset[str]:
    """Jr. or Sr."""
    return frozenset(word for name in profile.names for word in name.split("-")) & GENERATIONS
