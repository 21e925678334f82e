"""Groups that grow by joining two at a time, unless something keeps them apart; every join is remembered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """Two members that were found to be one, and why."""

    one: str
    other: str
    reasons: tuple[str, ...]


class Groups:
    """Members by group; a group is named by the first of its members.

    >>> groups = Groups(["a", "b", "c"], apart=[("a", "c")])
    >>> groups.join("a", "b", ["same name"]), groups.join("b", "c", ["same role"])
    (True, False)
    >>> groups.name("b"), groups.members("b"), groups.links
    ('a', ['a', 'b'], [Link(one='a', other='b', reasons=('same name',))])
    """

    def __init__(self, members: Iterable[str], apart: Iterable[tuple[str, str]] = ()) -> None:
        self._name = {member: member for member in members}
        self._members = {member: [member] for member in self._name}
        self._apart: dict[str, set[str]] = defaultdict(set)
        self.links: list[Link] = []
        for one, other in apart:
            self._apart[one].add(other)
            self._apart[other].add(one)

    def __contains__(self, member: str) -> bool:
        """Whether it is a member at all."""
        return member in self._name

    def name(self, member: str) -> str:
        """The group of a member."""
        return self._name[member]

    def members(self, member: str) -> list[str]:
        """All members of the group that this one is in, sorted."""
        return self._members[self._name[member]]

    def may_join(self, one: str, other: str) -> bool:
        """Whether no member of one group is kept apart from one of the other."""
        left, right = sorted((self.members(one), self.members(other)), key=len)
        return not any(self._apart[member].intersection(right) for member in left if member in self._apart)

    def join(self, one: str, other: str, reasons: Iterable[str]) -> bool:
        """Make one group of two; whether they are one now."""
        left, right = sorted((self._name[one], self._name[other]))
        if left == right:
            return True
        if not self.may_join(left, right):
            return False
        self._members[left] = sorted([*self._members[left], *self._members.pop(right)])
        self._name.update(dict.fromkeys(self._members[left], left))
        self.links.append(Link(min(one, other), max(one, other), tuple(sorted(reasons))))
        return True

    def merged(self) -> list[list[str]]:
        """The groups of two and more."""
        return [members for _, members in sorted(self._members.items()) if len(members) > 1]
