"""Completion is asked as a shell asks: by the protocol of click, through environment variables."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from readings import border_reading, small_ontology

from kgraph.store import open_store
from kgraph.triples import quads_of


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("completing") / "graph"
    reading = border_reading()
    with closing(open_store(path, create=True)) as store:
        store.replace(reading.article.iri, quads_of(reading, small_ontology()))
    return path


def complete(*words: str) -> list[str]:
    """What bash is offered for the last of the words."""
    variables = {**os.environ, "_KGRAPH_COMPLETE": "complete_bash", "COMP_WORDS": " ".join(["kgraph", *words]),
                 "COMP_CWORD": str(len(words))}
    run = [sys.executable, "-c", "from kgraph.cli import app; app(prog_name='kgraph')"]
    done = subprocess.run(run, env=variables, capture_output=True, text=True, timeout=60, check=False)
    assert done.stderr == ""
    return done.stdout.split()


def test_commands_questions_places_and_formats() -> None:
    assert complete("conf") == ["confirm"]
    assert complete("query", "de") == ["deployments", "denials", "decisions"]
    assert complete("query", "deployments", "in") == ["into="]
    assert complete("query", "nothing", "in") == []
    assert complete("export", "--format", "graph") == ["graphml"]


def test_names_and_articles_of_the_store(folder: Path) -> None:
    assert complete("query", "--store", str(folder), "deployments", "into=NOR") == ["into=NORge", "into=NORway"]
    assert complete("query", "--store", str(folder), "deployments", "article=b") == ["article=border"]
    assert complete("query", "--store", str(folder / "none"), "deployments", "into=Nor") == []


def test_a_store_that_is_being_written_can_be_completed_from(folder: Path) -> None:
    with closing(open_store(folder)):
        assert complete("query", "--store", str(folder), "members", "of=afr") == ["of=african", "union"]
