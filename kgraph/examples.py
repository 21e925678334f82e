"""The examples in the ontologies are tests: each is read, and what it must and must not state is compared."""

from __future__ import annotations

from collections.abc import Iterator

from kgraph.iris import article_iri
from kgraph.ontology import EventType, Example, Ontology
from kgraph.reader import Reader
from kgraph.records import Article, Event, Reading


def check_examples(reader: Reader, ontology: Ontology, files: frozenset[str] | None = None) -> tuple[int, list[str]]:
    """Read every example and counterexample; returns how many there were, and a line for each that fails.

    `files` limits the check to event types declared in files of these names.
    """
    count, failures = 0, []
    for event in sorted(ontology.events.values(), key=lambda e: e.name):
        if files is not None and event.file not in files:
            continue
        for example in event.examples:
            count += 1
            failures += [
                f"{event.file}: {event.name}: {fault}: {example.text}" for fault in _faults(reader, event, example)
            ]
        for example in event.counterexamples:
            count += 1
            if stated := next((e for e in _read(reader, example.text).events if _is_fact(e, event, ontology)), None):
                words = stated.trigger.of(example.text)
                failures.append(
                    f"{event.file}: {event.name}: counterexample is read as a fact ({words}): {example.text}"
                )
    return count, failures


def _read(reader: Reader, text: str) -> Reading:
    return reader.read(Article("example", article_iri("example"), text))


def _is_fact(found: Event, event: EventType, ontology: Ontology) -> bool:
    return ontology.is_a(found.type, event.name) and (found.polarity, found.modality) == ("positive", "asserted")


def _faults(reader: Reader, event: EventType, example: Example) -> Iterator[str]:
    """Why no event of the example's reading is the one expected (of the one that comes closest)."""
    reading = _read(reader, example.text)
    options = [list(_differences(found, example, reading)) for found in reading.events if found.type == event.name]
    if not options:
        yield "not found"
        return
    yield from min(options, key=len)


def _differences(found: Event, example: Example, reading: Reading) -> Iterator[str]:
    text = reading.article.text
    wanted = dict(example.expected)
    if found.polarity != wanted.get("polarity", "positive"):
        yield f"polarity is {found.polarity}"
    if found.modality != wanted.get("modality", "asserted"):
        yield f"modality is {found.modality}"
    for role, words in example.expected:
        if role == "quantity":
            figure = found.quantity
            if figure is None or int(words) not in (figure.value, figure.minimum, figure.maximum):
                yield f"quantity is not {words}"
        elif role not in ("polarity", "modality") and not any(
            a.role == role and words in a.slice.of(text) for a in found.arguments
        ):
            yield f"{role} is not {words}"
