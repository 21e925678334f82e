"""Numbers and dates as RDF literals, in the one form that the store gives back."""

from __future__ import annotations

import pyoxigraph as ox

from kgraph.vocabulary import XSD

DATATYPES = {4: XSD.gYear, 7: XSD.gYearMonth, 10: XSD.date}  # by how many characters a date has


def write_number(value: float) -> ox.Literal:
    """A decimal as the store gives it back: no zero at the end.

    >>> write_number(0.9).value, write_number(1.0).value, write_number(-43.25).value, write_number(-0.0).value
    ('0.9', '1', '-43.25', '0')
    """
    text = f"{value:.6f}".rstrip("0").rstrip(".")
    return ox.Literal("0" if text == "-0" else text, datatype=XSD.decimal)


def write_integer(value: int) -> ox.Literal:
    """An integer."""
    return ox.Literal(str(value), datatype=XSD.integer)


def write_date(value: str) -> ox.Literal:
    """A day, month or year.

    >>> str(write_date("2022-01").datatype)
    '<http://www.w3.org/2001/XMLSchema#gYearMonth>'
    """
    return ox.Literal(value, datatype=DATATYPES[len(value)])
