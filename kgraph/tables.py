"""Answers to queries as text: a table for people, CSV or JSON for programs."""

from __future__ import annotations

import csv
import io
import json

from kgraph.answers import Rows

FORMATS = ("table", "csv", "json")
MUCH = 10_000


def write_rows(rows: Rows, format: str, width: int | None = None) -> str:
    """The rows in one of FORMATS; `width` is how many columns of text a table may take (as it needs, if None).

    In CSV an unbound value is empty, in JSON null.

    >>> rows = Rows(("who", "date"), [("Ana Simic", "2020-05-01"), ("Omar, Said", None)], [])
    >>> print(write_rows(rows, "csv"), end="")
    who,date
    Ana Simic,2020-05-01
    "Omar, Said",
    >>> print(write_rows(rows, "json"), end="")
    [{"who": "Ana Simic", "date": "2020-05-01"},
     {"who": "Omar, Said", "date": null}]
    """
    if format == "json":
        lines = (json.dumps(dict(zip(rows.names, row, strict=True)), ensure_ascii=False) for row in rows.rows)
        return f"[{f',{chr(10)} '.join(lines)}]\n"
    out = io.StringIO()
    if format == "csv":
        csv.writer(out, lineterminator="\n").writerows([rows.names, *rows.rows])
        return out.getvalue()
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD)
    for name in rows.names:
        table.add_column(name, overflow="fold")
    for row in rows.rows:
        table.add_row(*(Text(value or "") for value in row))
    Console(file=out, width=width or MUCH).print(table)
    return "".join(f"{line.rstrip()}\n" for line in out.getvalue().splitlines() if line.strip())
