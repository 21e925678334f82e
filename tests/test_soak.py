"""Long runs, left to `make soak`: any text, whatever its quotation marks, is read without harm."""

from __future__ import annotations

import functools

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kgraph.iris import article_iri
from kgraph.reader import Reader
from kgraph.records import Article
from kgraph.triples import quads_of

MARKS = ["“", "”", "‘", "’", '"', "'", "«", "»", "„", "(", ")", "[", "…", "—", ",", ".", "?", "!", "\n", "\n\n", " "]
WORDS = ["Ida Rask", "the mayor", "said", "told", "he added", "according to", "Reuters", "that", "troops",
         "were sent to", "Mali", "on Monday", "at least 13", "killed", "citing", "not", "if", "😀", "\u2028", "e\u0301"]


@functools.cache
def reader() -> Reader:
    return Reader()


@pytest.mark.soak
@settings(max_examples=2000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(pieces=st.lists(st.sampled_from(MARKS + WORDS), min_size=1, max_size=60), glue=st.sampled_from(["", " "]))
def test_any_quotation_marks_are_read_without_harm(pieces: list[str], glue: str) -> None:
    text = glue.join(pieces)
    reading = reader().read(Article("soak", article_iri("soak"), text))
    places = [c for a in reading.attributions for c in (*a.contents, a.source, a.cue) if c]
    places += [e.trigger for e in reading.events] + [m.slice for m in reading.mentions]
    assert all(0 <= place.start < place.end <= len(text) for place in places)
    quads = quads_of(reading, reader().ontology)
    assert quads == quads_of(reader().read(reading.article), reader().ontology)
