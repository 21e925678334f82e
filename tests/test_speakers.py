"""Who speaks: first persons in quotations, and pronouns beside them."""

from __future__ import annotations

from words import label_of, speakers

from kgraph.reader import Reader
from kgraph.records import Article

TEXT = (
    "“We met the miners and I thanked them,” Mayor Lena Holt said on Monday. “Our town needs them,” she added.\n\n"
    "I was there."
)


def test_i_and_we_are_the_speaker_inside_quotations_only(reader: Reader) -> None:
    reading = reader.read(Article("a", "urn:kgraph:article:a", TEXT))
    holt = {e.iri for e in reading.entities if e.label == "Lena Holt"}
    assert len(holt) == 1
    found = {
        TEXT[m.slice.start : m.slice.end] + str(m.slice.start): m.entity
        for m in reading.mentions
        if m.kind == "pronoun"
    }
    inside = [entity for words, entity in found.items() if words.startswith(("We", "I1", "I2", "Our"))]
    assert len(inside) >= 3 and set(inside) >= holt
    assert found[f"I{TEXT.rindex('I was')}"] is None


def test_who_is_named_in_a_quotation_does_not_speak_it() -> None:
    text = (
        "Omar Reyes, the director of prisons, spoke on Sunday. "
        "“The work is done by the government of President Adan Holt,” he added.\n\n"
        "“Mayor Ida Rask is a fine woman,” she said."
    )
    reading = Reader().read(Article("a", "urn:kgraph:article:a", text))
    assert [speakers(reading, c) for c in reading.attributions] == [["Omar Reyes"], []]


def test_who_has_two_surnames_is_called_by_the_first() -> None:
    text = "Osiris Luna Meza spoke on Sunday. “We work for the people,” Luna said."
    reading = Reader().read(Article("a", "urn:kgraph:article:a", text))
    assert [speakers(reading, c) for c in reading.attributions] == [["Osiris Luna Meza"]]


def test_short_titles_are_no_part_of_a_name() -> None:
    text = "Assistant district attorney Gail Farman spoke. ADA Farman says that the man is a killer."
    reading = Reader().read(Article("a", "urn:kgraph:article:a", text))
    assert [speakers(reading, c) for c in reading.attributions] == [["Gail Farman"]]


def test_nobody_demands_his_own_resignation() -> None:
    text = "Karl Friis accused Mayor Omar Reyes of lying and demanded his resignation."
    reading = Reader().read(Article("a", "urn:kgraph:article:a", text))
    assert label_of(reading, "his") == "Omar Reyes"


def test_it_is_whoever_says_what_it_did() -> None:
    for text, whom in [
        ("Norway said it had shelled the town.", "Norway"),
        ("Norway said it was clear that the bridge was safe.", None),
        ("Norway said it may rain.", None),
    ]:
        assert label_of(Reader().read(Article("a", "urn:kgraph:article:a", text)), "it") == whom
