"""Events of several reports that are one: of one kind in one story, with dates, places and participants that agree.

Figures need not agree: what the reports count differently stays with each of them, side by side.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from kgraph.identity.groups import Groups
from kgraph.identity.members import Members, Told

DAYS = 1  # that two dates of one event may be apart: reports count from different days


def join_events(members: Members, stories: dict[str, str], entities: Groups, groups: Groups) -> None:
    """Join all reports of one event, those that share most first. The order of articles does not matter."""
    by_kind: dict[tuple[str, str, str], list[Told]] = defaultdict(list)
    for event in members.told.values():
        by_kind[stories[event.article], event.kind + event.effect, event.polarity].append(event)
    for _, events in sorted(by_kind.items()):
        pairs = [
            (-len(reasons), one.iri, other.iri, reasons)
            for n, other in enumerate(events)
            for one in events[:n]
            if (reasons := list(_reasons(one, other, members, entities)))
        ]
        for _, one, other, reasons in sorted(pairs):
            mine, others = groups.members(one), groups.members(other)
            if groups.name(one) != groups.name(other) and not any(
                _conflict(members.told[a], members.told[b], members, entities) for a in mine for b in others
            ):
                groups.join(one, other, reasons)


def _reasons(one: Told, other: Told, members: Members, entities: Groups) -> Iterator[str]:
    """What speaks for two reports of one kind, in one story, telling of one event."""
    yield f"same kind in the same story: {one.kind}" + (f" ({one.effect})" if one.effect else "")
    if one.days and other.days and one.days[0] <= other.days[1] and other.days[0] <= one.days[1]:
        yield f"same date: {max(one.days[0], other.days[0])}"
    mine, others = _fillers(one, entities), _fillers(other, entities)
    for role in sorted(mine.keys() & others.keys()):
        for filler in sorted(mine[role] & others[role]):
            yield f"same {role}: {members.labels.get(members.keys.get(filler, ''), filler)}"
    if one.trigger == other.trigger:
        yield f"same word: {one.trigger}"


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
        if one.article == other.article and one.trigger != other.trigger:
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
