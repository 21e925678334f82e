"""A reading without what is less sure than a user wants."""

from __future__ import annotations

from dataclasses import replace

from kgraph.records import Reading


def drop_unsure(reading: Reading, least: float) -> Reading:
    """The reading without claims, events and relations below a confidence (0 to 1).

    What stands inside a dropped claim goes with it: it must not turn into a statement of the article's own.
    """
    kept: set[str] = set()
    claims = {claim.id: claim for claim in reading.attributions}
    for claim in reading.attributions:
        chain = [claim]
        while (outer := chain[-1].within) is not None:
            chain.append(claims[outer])
        if all((c.confidence or 0) >= least for c in chain):
            kept.add(claim.id)
    return replace(
        reading,
        attributions=tuple(
            c if c.denies in kept or c.denies is None else replace(c, denies=None)
            for c in reading.attributions
            if c.id in kept
        ),
        events=tuple(
            e
            for e in reading.events
            if (e.confidence or 0) >= least and (e.attribution is None or e.attribution in kept)
        ),
        relations=tuple(
            r
            for r in reading.relations
            if (r.confidence or 0) >= least and (r.attribution is None or r.attribution in kept)
        ),
    )
