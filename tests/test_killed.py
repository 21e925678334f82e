"""A build may be killed at any moment: each article is then whole or absent, and the store opens again."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from killed_builds import killed_builds
from readings import small_ontology

from kgraph.commands.options import open_given
from kgraph.identity import update_identity
from kgraph.identity.graph import is_outdated, mark_outdated
from kgraph.store import IDENTITY, Store, open_store


def test_builds_that_are_killed(tmp_path: Path) -> None:
    with killed_builds(tmp_path / "graph", seed=7) as run:
        for _ in range(24):  # on a busy machine more of them die before they write, or live
            run.run_one()
            if run.outdated >= 3 and len(run.had) >= 4:
                break
        assert run.outdated >= 3, "some were killed while they wrote"
        assert len(run.had) >= 4


@pytest.mark.soak
def test_200_builds_that_are_killed(tmp_path: Path) -> None:
    with killed_builds(tmp_path / "graph", seed=11) as run:
        for _ in range(200):
            run.run_one()
        assert run.outdated >= 60 and run.finished >= 10
        assert len(run.had) == 8


def test_what_was_broken_off_is_put_right_by_the_next_command(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with closing(open_store(tmp_path / "graph", create=True)) as store:
        mark_outdated(store)
    with open_given(tmp_path / "graph") as store:
        assert not is_outdated(store) and list(store.find(graph=IDENTITY)) == []
    assert capfd.readouterr().err == (f"kgraph: the last change of {tmp_path}/graph was broken off; "
                                      "what is one over its articles is found anew\n")
    with open_given(tmp_path / "graph"):
        assert capfd.readouterr().err == ""


def test_identity_takes_the_mark_back() -> None:
    store = Store()
    mark_outdated(store)
    assert is_outdated(store)
    update_identity(store, small_ontology())
    assert not is_outdated(store)
