"""The sentences that prove the rows of an answer."""

from __future__ import annotations

import pytest
from readings import border_reading, small_ontology

from kgraph.evidence import PROOF, ask_with_evidence, find_sentences
from kgraph.iris import article_iri
from kgraph.questions import load_questions
from kgraph.records import KgraphError
from kgraph.store import Store
from kgraph.triples import quads_of

SENT = "Norway sent 300 soldiers to Mali on Wednesday."
DENIED = "Norway denied on Thursday in a statement that its soldiers attacked the village."


@pytest.fixture(scope="module")
def store() -> Store:
    made = Store()
    made.replace(article_iri("border"), quads_of(border_reading(), small_ontology()))
    return made


@pytest.mark.parametrize(("name", "wanted"), [
    ("deployments", [SENT]), ("denials", [DENIED]), ("members", ["Mali is a member of the African Union."]),
    ("casualties", ["At least 13 farmers were killed, the health ministry said, according to Radio Sahel."])])
def test_rows_come_with_their_sentences(store: Store, name: str, wanted: list[str]) -> None:
    text = load_questions()[name].text
    plain, proven = store.query(text), ask_with_evidence(store, text)
    assert proven.names == (*plain.names, "evidence")
    assert [row[:-1] for row in proven.rows] == plain.rows
    assert [row[-1] for row in proven.rows] == wanted


def test_questions_prove_every_row(store: Store) -> None:
    proving = [question for question in load_questions().values() if PROOF.search(question.text)]
    assert len(proving) >= 16
    counted = 0
    for question in proving:
        rows = ask_with_evidence(store, question.text).rows
        assert {row[:-1] for row in rows} == set(store.query(question.text).rows), question.name
        assert all(row[-1] for row in rows), question.name
        counted += len(rows)
    assert counted > 25


def test_a_statement_is_proven_by_its_event(store: Store) -> None:
    [[statement]] = store.query("SELECT ?s { ?s a kg:Statement ; rdf:predicate kg:deployedTo }").rows
    assert statement
    assert find_sentences(store, statement) == [SENT]
    assert find_sentences(store, "urn:x:nothing") == []


def test_a_query_that_does_not_say_its_proof_is_refused(store: Store) -> None:
    with pytest.raises(KgraphError, match="no line '# proof: \\?variable'"):
        ask_with_evidence(store, "SELECT ?s { ?s ?p ?o }")
