"""The documents tell the truth: help, the query's answer, the notebook's outputs and the event type are run here."""

from __future__ import annotations

import copy
import re
import sys
from pathlib import Path
from typing import Any

import nbformat
import pytest
from typer.main import get_command

from kgraph import cli
from kgraph.declarations import load_ontology
from kgraph.examples import check_examples
from kgraph.reader import Reader, ReaderSettings

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")

sys.path.insert(0, str(ROOT / "scripts"))
import write_docs  # noqa: E402


def test_the_readme_is_as_the_program_writes_it(capfd: pytest.CaptureFixture[str]) -> None:
    assert write_docs.update(README) == README, "run `make docs`"


def test_every_command_is_in_the_readme() -> None:
    documented = set(re.findall(r"^### `kgraph ([a-z ]+)`$", README, flags=re.M))
    commands = get_command(cli.app).commands  # type: ignore[attr-defined]
    expected = {" ".join([name, *inner]) for name, command in commands.items()
                for inner in ([[each] for each in getattr(command, "commands", {})] or [[]])}
    assert documented == expected
    assert len(expected) >= 7


def test_the_event_type_of_the_readme_passes_its_examples(tmp_path: Path) -> None:
    blocks = re.findall(r"```turtle\n(.*?)```", README, flags=re.S)
    assert len(blocks) == 1
    file = tmp_path / "award.ttl"
    file.write_text(blocks[0], encoding="utf-8")
    settings = ReaderSettings(ontologies=(file,))
    count, failures = check_examples(Reader(settings), load_ontology((file,)), frozenset({file.name}))
    assert (count, failures) == (3, [])


def test_links_lead_to_files() -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", README)
    assert len(links) >= 6
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_make_knows_the_commands_of_the_readme() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.M))
    named = set(re.findall(r"`make ([a-z]+)`", README)) | set(re.findall(r"^make ([a-z]+) ", README, flags=re.M))
    assert named >= {"demo", "test"}
    assert named <= targets
    assert (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()[-1] == "make test"


@pytest.mark.parametrize("name", ["page", "claims"])
def test_the_screenshots_are_small(name: str) -> None:
    data = (ROOT / "docs" / f"{name}.png").read_bytes()
    assert data.startswith(b"\x89PNG")
    assert len(data) < 300_000


def outputs(notebook: Any) -> list[Any]:
    """What the code cells show, without warnings on standard error."""
    return [[output for output in cell.outputs if output.get("name") != "stderr"]
            for cell in notebook.cells if cell.cell_type == "code"]


def test_the_notebook_shows_what_it_computes() -> None:
    assert write_docs.NOTEBOOK.stat().st_size < 1_000_000
    notebook = nbformat.read(write_docs.NOTEBOOK, 4)
    nbformat.validate(notebook)
    found = outputs(write_docs.execute(copy.deepcopy(notebook)))
    assert len(found) >= 8
    assert found == outputs(notebook), "run `make docs`"
