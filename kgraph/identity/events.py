"""Events of several reports that are one: of one kind in one story, with dates, places and participants that agree.

Figures need not agree: what the reports count differently stays with each of them, side by side.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import combinations

from kgraph.identity.groups import Groups
from kgraph.identity.members import Members, Told

DAYS = 1  # that two dates of one event may be apart: reports count from different days
# How much each reason weighs, and how much is enough. Who acts is told of in many events, whom it befalls in few.
WORD, NAMED, DESCRIBED, AGENT, DATE, BEFALLS, ONLY = 2.0, 2.0, 1.0, 0.5, 0.5, 1.0, 1.0
DIFFERENT = 1.0  # taken off for each role that is filled otherwise, if the event befalls nobody
ENOUGH = 3.0
ENDING = re.compile(r"(?:ed|ing|es|s|e)$")


def join_events(
    members: Members, stories: dict[str, str], agents: frozenset[str], entities: Groups, groups: Groups
) -> None:
    """Join all reports of one event, those that share most first. The order of articles does not matter.

    `agents` are the roles of those who act.
    """
    by_kind: dict[tuple[str, str, str], list[Told]] = defaultdict(list)
    for event in members.told.values():
        by_kind[stories[event.article], event.kind + event.effect, event.polarity].append(event)
    for _, events in sorted(by_kind.items()):
        pairs = []
        count = Counter(event.article for event in events)
        for one, other in combinations(events, 2):
            reasons = dict(_reasons(one, other, members, agents, entities))
            if count[one.article] == count[other.article] == 1:
                reasons["the only one of its kind in both"] = ONLY
            weight = sum(reasons.values()) - DIFFERENT * _differences(one, other, entities)
            if weight >= ENOUGH:
                pairs.append((-weight, one.iri, other.iri, tuple(reasons)))
        for _, first, second, because in sorted(pairs):
            mine, others = groups.members(first), groups.members(second)
            if groups.name(first) != groups.name(second) and not any(
                _conflict(members.told[a], members.told[b], members, entities) for a in mine for b in others
            ):
                groups.join(first, second, because)


def _reasons(
    one: Told, other: Told, members: Members, agents: frozenset[str], entities: Groups
) -> Iterator[tuple[str, float]]:
    """What speaks for two reports of one kind, in one story, telling of one event, each with its weight."""
    yield f"same kind in one story: {' '.join(filter(None, (one.kind, one.effect)))}", BEFALLS if one.effect else 0
    if stem_of(one.trigger) == stem_of(other.trigger):
        yield f"same word: {one.trigger}", WORD
    if one.days and other.days and one.days[0] <= other.days[1] and other.days[0] <= one.days[1]:
        yield f"same date: {max(one.days[0], other.days[0])}", DATE
    mine, others = _fillers(one, entities), _fillers(other, entities)
    for role in sorted(mine.keys() & others.keys()):
        for filler in sorted(mine[role] & others[role]):
            label = members.labels.get(members.keys.get(filler, ""), filler)
            weight = AGENT if role in agents else NAMED if _is_named(filler, members) else DESCRIBED
            yield f"same {role}: {label}", weight


def _differences(one: Told, other: Told, entities: Groups) -> int:
    """How many roles both reports fill, each with others. What befalls people is described in too many ways."""
    mine, others = _fillers(one, entities), _fillers(other, entities)
    return 0 if one.effect else sum(not mine[role] & others[role] for role in mine.keys() & others.keys())


def stem_of(trigger: str) -> str:
    """A trigger without its ending, roughly.

    >>> {stem_of(word) for word in ("killed", "kills", "killing", "kill")}
    {'kill'}
    """
    return ENDING.sub("", trigger) if len(trigger) > 4 else trigger


def _fillers(event: Told, entities: Groups) -> dict[str, set[str]]:
    """The participants by role, as what they are over articles."""
    found: dict[str, set[str]] = defaultdict(set)
    for role, filler in (*event.roles, *((("place", event.place),) if event.place else ())):
        found[role].add(entities.name(filler) if filler in entities else filler)
    return found


def _conflict(one: Told, other: Told, members: Members, entities: Groups) -> bool:
    """Whether dates, places or named participants of two reports exclude that they tell of one event."""
    if one.days and other.days and _days_between(one.days, other.days) > DAYS:
        return True
    mine, others = _fillers(one, entities), _fillers(other, entities)
    for role in mine.keys() & others.keys():
        if mine[role] & others[role]:
            continue
        if all(_is_named(filler, members) for filler in mine[role] | others[role]):
            return True
        if one.article == other.article:
            return True
    return False


def _is_named(filler: str, members: Members) -> bool:
    return filler not in members.named or members.named[filler].proper


def _days_between(one: tuple[str, str], other: tuple[str, str]) -> int:
    """Days from the end of the earlier to the beginning of the later; 0 where they overlap or are no days."""
    try:
        spans = sorted((date.fromisoformat(first), date.fromisoformat(last)) for first, last in (one, other))
    except ValueError:  # a month or a year
        return 0 if one[0][:4] == other[0][:4] else 365
    return max(0, (spans[1][0] - spans[0][1]).days)
