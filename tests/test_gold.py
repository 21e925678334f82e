"""Decisions as gold data: by hand from the reading of two short articles, and taken by the training."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import pytest
from readings import TEXT, at, border_reading, small_ontology
from typer.testing import CliRunner

from kgraph.articles import load_articles
from kgraph.cli import app
from kgraph.decisions import decide
from kgraph.export.gold import GOLD, find_head, write_corpus
from kgraph.identity import update_identity
from kgraph.records import Slice
from kgraph.store import Store, open_store
from kgraph.triples import quads_of

BORDER, SECOND = "urn:kgraph:article:border", "urn:kgraph:article:second"
ACCUSATION, REPORT, SENT = "claim-130-157", "claim-160-212", "event-38-42"


def judged(store: Store, *decisions: tuple[str, str, str | None]) -> Store:
    """Two articles of the same text, and what somebody said of them on one day after another."""
    for article in ("border", "second"):
        reading = border_reading(article)
        store.replace(reading.article.iri, quads_of(reading, small_ontology()))
    for day, (verdict, one, other) in enumerate(decisions, 1):
        decide(store, verdict, [one], [other] if other else [], "Lena Okoro", f"2021-03-{day:02}", "read again")
    update_identity(store, small_ontology())
    return store


def place(words: str, after: str = "") -> dict[str, int]:
    return at(words, after=after).as_json()


def test_claims_that_were_judged() -> None:
    store = judged(Store(), ("confirmed", f"{BORDER}#{ACCUSATION}", None), ("confirmed", f"{BORDER}#{REPORT}", None),
                   ("rejected", f"{BORDER}#{REPORT}", None))
    assert list(GOLD["gold-claims"](store, small_ontology())) == [{
        "id": "border",
        "gold": [{"source": [place("Mali’s foreign minister Awa Keita")], "cue": [place("told")],
                  "contents": [place("Norway had attacked a village")]}],
        "rejected": [{"source": [place("Radio Sahel", "according to")], "cue": [place("according to")],
                      "contents": [place("At least 13 farmers were killed, the health ministry said")]}],
        "undecided": 2}]


def test_events_that_were_judged_have_who_does_what_to_whom() -> None:
    """Only the deployment has a PLOVER root: who was sent stands at the subject's end of its direct triple."""
    store = judged(Store(), ("confirmed", f"{SECOND}#{SENT}", None), ("rejected", f"{BORDER}#event-300-308", None))
    assert list(GOLD["gold-events"](store, small_ontology())) == [{
        "id": "second",
        "gold": [{"source": {"text": "300 soldiers", "spans": [place("300 soldiers")]},
                  "target": {"text": "Mali", "spans": [place("Mali", "soldiers to Mali on")]}, "root": "MOBILIZE"}],
        "rejected": [], "undecided": 0}]


def test_chains_go_over_articles_and_the_last_word_counts() -> None:
    village, other = f"{BORDER}#entity-village", f"{SECOND}#entity-village"
    keita = f"{BORDER}#entity-awa-keita"
    store = judged(Store(), ("different", village, other), ("same", village, other), ("same", keita, village),
                   ("different", keita, village), ("same", f"{BORDER}#{SENT}", f"{SECOND}#{SENT}"))
    first, second = GOLD["gold-chains"](store, small_ontology())
    assert (first["id"], second["id"]) == ("border", "second")
    assert [(m["text"], m["chain"]) for m in first["gold"]["entities"]] == [
        ("Awa Keita", keita), ("a village", village), ("the village", village)]
    assert [(m["text"], m["chain"]) for m in second["gold"]["entities"]] == [
        ("a village", village), ("the village", village)]
    (event,) = second["gold"]["events"]
    assert event == {**place("sent"), "text": "sent", "head": place("sent"), "chain": f"{BORDER}#{SENT}",
                     "tag": "Deployment"}
    assert [TEXT[s["start"]:s["end"]] for s in second["gold"]["sentences"]] == [
        "Norway sent 300 soldiers to Mali on Wednesday.",
        "Mali’s foreign minister Awa Keita told Radio Sahel that Norway had attacked a village.",
        "Norway denied on Thursday in a statement that its soldiers attacked the village."]


def test_without_decisions_there_is_no_gold() -> None:
    store = judged(Store())
    assert len(GOLD) == 3
    assert [list(write(store, small_ontology())) for write in GOLD.values()] == [[], [], []]


@pytest.mark.parametrize("phrase, head", [
    ("Mali", "Mali"), ("300 soldiers", "soldiers"), ("the ministry of health", "ministry"),
    ("Tarn, the capital", "Tarn"), ("a man who left", "man"), ("In Tarn", "Tarn"), ("...", "...")])
def test_heads(phrase: str, head: str) -> None:
    assert find_head(phrase, Slice(0, len(phrase))).of(phrase) == head


def test_the_command_writes_gold_and_the_corpus_it_belongs_to(tmp_path: Path) -> None:
    folder, corpus = tmp_path / "graph", tmp_path / "train.corpus.jsonl"
    with closing(open_store(folder, create=True)) as store:
        judged(store, ("confirmed", f"{BORDER}#{ACCUSATION}", None))
        assert [line["id"] for line in write_corpus(store, small_ontology())] == ["border", "second"]

    def run(format: str) -> str:
        result = CliRunner().invoke(app, ["export", "--store", str(folder), "--format", format])
        assert result.exit_code == 0, result.output
        return result.stdout

    corpus.write_text(run("corpus"))
    articles = list(load_articles([str(corpus)]))
    assert [(a.id, a.text, a.title, a.publisher) for a in articles if hasattr(a, "text")] == [
        (name, TEXT, "Norway sends soldiers to Mali", "The Tarn Post") for name in ("border", "second")]
    (line,) = map(json.loads, run("gold-claims").splitlines())
    assert (line["id"], len(line["gold"]), line["undecided"]) == ("border", 1, 3)
    assert run("gold-events") == run("gold-chains") == ""
