"""Writes what the program itself can tell: in README.md the commands' help and the answer to a query, in the notebook
the outputs.

`make docs` runs it. tests/test_docs.py fails where README.md or the notebook would change.
"""

from __future__ import annotations

import io
import re
import sys
import tempfile
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbformat import NotebookNode
from typer.main import get_command
from typer.testing import CliRunner

from kgraph import cli

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
NOTEBOOK = ROOT / "notebooks" / "tour.ipynb"
SEED = "seeds/kazakhstan-unrest-2022.txt"
WIDTH = 100


def write_help() -> str:
    """The help of every command, each under its name."""
    commands: list[list[str]] = []
    for name, command in get_command(cli.app).commands.items():  # type: ignore[attr-defined]
        inner = getattr(command, "commands", None)
        commands += [[name, each] for each in inner] if inner else [[name]]
    runner = CliRunner(env={"COLUMNS": str(WIDTH), "TERMINAL_WIDTH": str(WIDTH)})
    parts = []
    for command in commands:
        result = runner.invoke(cli.app, [*command, "--help"], prog_name="kgraph")
        parts.append(f"### `kgraph {' '.join(command)}`\n\n```text\n{result.stdout.strip()}\n```\n")
    return "\n".join(parts)


def write_answer(query: str) -> str:
    """The answer to a query on the seed article, as the command prints it."""
    with tempfile.TemporaryDirectory() as folder:
        run("build", str(ROOT / SEED), "--store", f"{folder}/graph")
        return run("query", query, "--store", f"{folder}/graph")


def run(*arguments: str) -> str:
    """What a command prints; raises RuntimeError where it fails."""
    out, errors = io.StringIO(), io.StringIO()
    sys.argv = ["kgraph", *arguments]
    try:
        with redirect_stdout(out), redirect_stderr(errors):
            cli.main()
    except SystemExit as stop:
        if stop.code:
            raise RuntimeError(errors.getvalue()) from stop
    return out.getvalue()


def execute(notebook: NotebookNode) -> NotebookNode:
    """The notebook with its outputs as they are now."""
    place = {"metadata": {"path": str(NOTEBOOK.parent)}}
    done = NotebookClient(notebook, timeout=300, resources=place).execute()
    for cell in done.cells:
        cell.metadata.pop("execution", None)  # holds the time of day
    done.metadata = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    return done


def update(readme: str) -> str:
    """README.md with its generated parts as they should be."""
    query = re.search(r"kgraph query '([^']+)' --store graph\n```", readme)
    if query is None:
        raise RuntimeError("README.md has no query")
    for name, text in (("help", write_help()), ("answer", f"```text\n{write_answer(query[1])}```\n")):
        pattern = rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)"
        readme, count = re.subn(pattern, lambda m, text=text: f"{m[1]}{text}{m[2]}", readme, flags=re.S)
        if count != 1:
            raise RuntimeError(f"README.md has {count} parts for {name}")
    return readme


if __name__ == "__main__":
    nbformat.write(execute(nbformat.read(NOTEBOOK, 4)), NOTEBOOK)
    README.write_text(update(README.read_text(encoding="utf-8")), encoding="utf-8")
