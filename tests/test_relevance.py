"""Places that are told of in passing are dropped; all else stays."""

from __future__ import annotations

from conftest import Read


def test_what_is_told_of_in_passing_is_dropped(read: Read) -> None:
    """Expected: the school is named once and does nothing; the police arrest, the bridge is mentioned twice."""
    reading = read("The police arrested Bo Lind behind the school. The bridge is old. The bridge will stay.")
    labels = {entity.label.lower() for entity in reading.entities}
    assert {"police", "bo lind"} <= labels and "school" not in labels
    assert {m.entity for m in reading.mentions if m.entity} == {entity.iri for entity in reading.entities}
    texts = [m.slice.of(reading.article.text).lower() for m in reading.mentions]
    assert "the school" not in texts
