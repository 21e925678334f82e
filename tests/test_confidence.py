"""What is less sure than wanted is left out, with all that stands inside it."""

from __future__ import annotations

from readings import border_reading

from kgraph.confidence import drop_unsure


def test_nothing_is_dropped_at_zero() -> None:
    reading = border_reading()
    assert drop_unsure(reading, 0.0) == reading


def test_events_of_a_dropped_claim_do_not_become_the_articles_own() -> None:
    reading = border_reading()
    claims = {c.id: c for c in reading.attributions}
    assert any(e.attribution for e in reading.events)
    for least in sorted({c.confidence or 0 for c in reading.attributions}):
        kept = drop_unsure(reading, least + 0.001)
        ids = {c.id for c in kept.attributions}
        assert len(ids) < len(claims)
        assert all(e.attribution is None or e.attribution in ids for e in kept.events)
        assert {e.id for e in kept.events if e.attribution is None} <= {
            e.id for e in reading.events if e.attribution is None
        }
        assert all(c.within is None or c.within in ids for c in kept.attributions)


def test_everything_is_dropped_above_one() -> None:
    kept = drop_unsure(border_reading(), 1.01)
    assert (kept.attributions, kept.events, kept.relations) == ((), (), ())
