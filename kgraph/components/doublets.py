"""One word with two types of event of which it tells one: what it does not tell of, or tells of less closely."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from kgraph.components.cast import Cast
from kgraph.records import Event, Slice

ATTACK, STOPPAGE, MOVEMENT, DISPLACEMENT = "Attack", "StrikeAction", "Movement", "Displacement"
WAYS = frozenset(("origin", "destination", "vehicle"))
ARMED = frozenset(("Force", "Country", "Artifact"))


def drop_doublets(events: Iterable[Event], cast: Cast) -> list[Event]:
    """Events without those of a type that their word does not tell of.

    "A strike *by rail workers* against the cabinet" attacks nobody; "the strike *by the army*" stops no work.
    """
    found = list(events)
    told: dict[Slice, dict[str, Event]] = defaultdict(dict)
    for event in found:
        told[event.trigger][event.type] = event
    wrong = {(place, kind) for place, kinds in told.items() if (kind := _find_wrong(kinds, cast)) is not None}
    return [event for event in found if (event.trigger, event.type) not in wrong]


def _find_wrong(kinds: dict[str, Event], cast: Cast) -> str | None:
    if ATTACK in kinds and STOPPAGE in kinds:
        doers = [a for a in kinds[STOPPAGE].arguments if a.role == "protester"]
        armed = any(cast.types.get(a.entity or "") in ARMED for a in doers)
        return STOPPAGE if armed or not doers else ATTACK
    if MOVEMENT in kinds and DISPLACEMENT in kinds:  # "evacuated to a church": by what tells more of the way
        return DISPLACEMENT if _count_ways(kinds[MOVEMENT]) > _count_ways(kinds[DISPLACEMENT]) else MOVEMENT
    return None


def _count_ways(event: Event) -> int:
    return sum(a.role in WAYS for a in event.arguments)
