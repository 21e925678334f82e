"""Events of several reports that are one: of one kind in one story, with dates, places and participants that agree.

Figures need not agree: what the reports count differently stays with each of them, side by side.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import combinations

from kgraph.identity.descriptions import head_of
from kgraph.identity.groups import Groups
from kgraph.identity.members import Members, Told

CLOSE = 7  # days between reports each of which has one event of a kind, for that to be one event
DAYS = 1  # that two dates of one event may be apart: reports count from different days
# How much each reason weighs, and how much is enough. Who acts is told of in many events, whom it befalls in few.
WORD, NAMED, ALIKE, DESCRIBED, AGENT, DATE, BEFALLS, ONLY = 2.0, 2.0, 2.0, 1.0, 0.5, 0.5, 1.0, 1.0
RETOLD = 1.0
LIKE, FEW = 0.4, 3  # share and number of the words around two triggers from which they are told in like words
MOST = 4  # words that a reason names
DIFFERENT = 1.0  # taken off for each role that is filled otherwise, by two names or by two descriptions
ENOUGH = 3.0
MAIN = 2  # times as many articles as of any other event of its kind tell of a story's main one
SEVERAL = re.compile(r"[^su]s$")
ENDING = re.compile(r"(?:ed|ing|es|s|e)$")


def join_events(
    members: Members,
    stories: dict[str, str],
    agents: frozenset[str],
    vague: frozenset[str],
    entities: Groups,
    groups: Groups,
) -> None:
    """Join all reports of one event, those that share most first. The order of articles does not matter.

    `agents` are the roles of those who act; `vague` are the kinds that hold events of many kinds, which their words
    tell apart.
    """
    comparison = _Comparison(members, agents, vague, entities, groups)
    by_kind: dict[tuple[str, str, str], list[Told]] = defaultdict(list)
    for event in members.told.values():
        kind = event.kind + event.effect
        if event.kind in vague:
            kind = f"{event.trigger.split()[0]} {event.modality}"
        by_kind[stories[event.article], kind, event.polarity].append(event)
    for _, events in sorted(by_kind.items()):
        pairs = list(combinations(events, 2))
        comparison.join_all([pair for pair in pairs if pair[0].article == pair[1].article], frozenset())
        for article in sorted({event.article for event in events}):
            join_passing([event for event in events if event.article == article], groups)
        told = {(event.article, groups.name(event.iri)) for event in events}
        count = Counter(article for article, _ in told)
        alone = frozenset(article for article, events_of_kind in count.items() if events_of_kind == 1)
        comparison.join_all([pair for pair in pairs if pair[0].article != pair[1].article], alone)
        comparison.join_main(events, alone)


def join_passing(events: list[Told], groups: Groups) -> None:
    """Join what one article tells of in passing ("after *the attack*") to the only event of the kind in the article."""
    passing = [event for event in events if is_passing(event)]
    told = [event for event in events if event not in passing]
    if len({groups.name(event.iri) for event in told}) > 1:
        return
    first = [*told, *passing][0]
    for event in passing:
        if event is not first and event.modality == first.modality:
            reasons = (f"told of in passing: {event.trigger}", f"the only {event.kind} in its article")
            groups.join(first.iri, event.iri, reasons)


def is_passing(event: Told) -> bool:
    """Whether nothing more is told of it: "after *the attack*"."""
    return not (event.roles or event.place or event.days or any(event.figure))


class _Comparison:
    """Compares reports of one kind in one story, and joins those that tell of one event."""

    def __init__(
        self, members: Members, agents: frozenset[str], vague: frozenset[str], entities: Groups, groups: Groups
    ) -> None:
        self.members, self.agents, self.vague = members, agents, vague
        self.entities, self.groups = entities, groups

    def join_all(self, pairs: list[tuple[Told, Told]], alone: frozenset[str]) -> None:
        """Join the pairs with reasons enough; `alone` are the articles that tell of one event of the kind only."""
        found = []
        for one, other in pairs:
            reasons = dict(self.reasons(one, other))
            if {one.article, other.article} <= alone and self.can_be_only(one, other):
                reasons["the only one of its kind in both"] = ONLY
            weight = sum(reasons.values()) - DIFFERENT * self.differences(one, other)
            if weight >= ENOUGH:
                found.append((-weight, one.iri, other.iri, tuple(reasons)))
        for _, first, second, because in sorted(found):
            mine, others = ([self.members.told[iri] for iri in self.groups.members(iri)] for iri in (first, second))
            if mine != others and not any(self.conflict(a, b) for a in mine for b in others):
                self.groups.join(first, second, because)

    def can_be_only(self, one: Told, other: Told) -> bool:
        """Whether it says something that two articles tell of one event of their kind only.

        A verb that no kind has is not of one kind, and what was done is not what may be; nor do reports that are
        weeks apart tell of one event because each has one.
        """
        days = [self.members.dates[told.article] for told in (one, other) if told.article in self.members.dates]
        near = len(days) < 2 or abs((days[0] - days[1]).days) <= CLOSE
        return one.kind not in self.vague and one.modality == other.modality and near

    def join_main(self, events: list[Told], alone: frozenset[str]) -> None:
        """Join what an article tells of once, in passing or in the same word, to what most of its story tells of."""
        articles: dict[str, set[str]] = defaultdict(set)
        for event in events:
            articles[self.groups.name(event.iri)].add(event.article)
        (main, most), *rest = sorted(articles.items(), key=lambda item: (-len(item[1]), item[0]))
        if len(most) < MAIN * max((len(others) for _, others in rest), default=1):
            return
        told = [self.members.told[iri] for iri in self.groups.members(main)]
        for event in sorted(events, key=lambda each: each.iri):
            same = {stem_of(event.trigger)} <= {stem_of(other.trigger) for other in told}
            fits = min(self.differences(event, other) for other in told) == 0
            if (
                event.article in alone - most
                and (is_passing(event) or same and fits)
                and not any(self.conflict(event, other) for other in told)
            ):
                alone_there = f"the only one of its kind in its article: {event.trigger}"
                self.groups.join(main, event.iri, (alone_there, "most of the story tells of the other"))

    def reasons(self, one: Told, other: Told) -> Iterator[tuple[str, float]]:
        """What speaks for two reports telling of one event, each with its weight."""
        yield f"same kind in one story: {' '.join(filter(None, (one.kind, one.effect)))}", BEFALLS if one.effect else 0
        if one.kind in self.vague or stem_of(one.trigger) == stem_of(other.trigger):
            yield f"same word: {one.trigger}", WORD
        if one.days and other.days and one.days[0] <= other.days[1] and other.days[0] <= one.days[1]:
            yield f"same date: {max(one.days[0], other.days[0])}", DATE
        shared = one.around & other.around
        if one.article != other.article and len(shared) >= max(FEW, LIKE * min(len(one.around), len(other.around))):
            yield f"told in like words: {', '.join(sorted(shared)[:MOST])}", RETOLD
        mine, others = self.fillers(one), self.fillers(other)
        for role in sorted(mine.keys() & others.keys()):
            for filler in sorted(mine[role] & others[role]):
                label = self.members.labels.get(self.members.keys.get(filler, ""), filler)
                weight = AGENT if role in self.agents else NAMED if self.is_named(filler) else DESCRIBED
                yield f"same {role}: {label}", weight
            if not mine[role] & others[role] and role not in self.agents:
                for head in sorted(self.heads(mine[role]) & self.heads(others[role])):
                    if one.kind in self.vague and SEVERAL.search(head):  # "made comments", "paid taxes": often done
                        continue
                    yield f"{role} of one kind: {head}", ALIKE if one.effect else DESCRIBED

    def differences(self, one: Told, other: Told) -> int:
        """How many roles both reports fill, each with others, and not with others of the same noun."""
        mine, others = self.fillers(one), self.fillers(other)
        return sum(
            not mine[role] & others[role]
            and all(map(self.is_named, mine[role])) == all(map(self.is_named, others[role]))
            and not self.heads(mine[role]) & self.heads(others[role])
            and not self.may_be_one(mine[role], others[role])
            for role in mine.keys() & others.keys()
        )

    def conflict(self, one: Told, other: Told) -> bool:
        """Whether dates, places or named participants of two reports exclude that they tell of one event."""
        if one.days and other.days and _days_between(one.days, other.days) > DAYS:
            return True
        mine, others = self.fillers(one), self.fillers(other)
        apart = [(r, mine[r] | others[r]) for r in mine.keys() & others.keys() if not mine[r] & others[r]]
        apart = [(r, fillers) for r, fillers in apart if not self.may_be_one(mine[r], others[r])]
        if one.article == other.article:
            return any(role != "place" or all(map(self.is_named, fillers)) for role, fillers in apart)
        # A place may lie in the other.
        return any(role != "place" and all(map(self.is_named, fillers)) for role, fillers in apart)

    def may_be_one(self, mine: set[str], others: set[str]) -> bool:
        """Whether a name of one is part of a name of the other: "Presti" may be Gaetano Lo Presti."""
        return any(one <= other or other <= one for one in self.names(mine) for other in self.names(others))

    def names(self, fillers: set[str]) -> list[set[str]]:
        """The words of each participant's names."""
        known = [self.members.named[filler] for filler in fillers if filler in self.members.named]
        return [set(name.split("-")) for entity in known for name in entity.names]

    def fillers(self, event: Told) -> dict[str, set[str]]:
        """The participants by role, as what they are over articles."""
        found: dict[str, set[str]] = defaultdict(set)
        for role, filler in (*event.roles, *((("place", event.place),) if event.place else ())):
            found[role].add(self.entities.name(filler) if filler in self.entities else filler)
        return found

    def heads(self, fillers: set[str]) -> set[str]:
        """The nouns of those participants that are described: "two people" and "three people" may be the same."""
        return {head_of(self.members.named[filler]) for filler in fillers if not self.is_named(filler)}

    def is_named(self, filler: str) -> bool:
        """Whether a participant has a name."""
        return filler not in self.members.named or self.members.named[filler].proper


def stem_of(trigger: str) -> str:
    """A trigger without its ending, roughly.

    >>> {stem_of(word) for word in ("killed", "kills", "killing", "kill")}
    {'kill'}
    """
    return ENDING.sub("", trigger) if len(trigger) > 4 else trigger


def _days_between(one: tuple[str, str], other: tuple[str, str]) -> int:
    """Days from the end of the earlier to the beginning of the later; 0 where they overlap or are no days."""
    try:
        spans = sorted((date.fromisoformat(first), date.fromisoformat(last)) for first, last in (one, other))
    except ValueError:  # a month or a year
        return 0 if one[0][:4] == other[0][:4] else 365
    return max(0, (spans[1][0] - spans[0][1]).days)
