"""Prepositions and particles: the slots that they name, and which stand with other words than it seems."""

from __future__ import annotations

NOT_SHARED = frozenset("of with as against".split())  # "condemned the attack against Chad" does not condemn Chad
WAYS = frozenset("back home away over down up out north south east west straight directly on off next close".split())
ADVERBIAL = frozenset("down up off out away over".split())  # particles that parsers may take for prepositions
PREPOSITIONS = {
    "towards": "toward",
    "onto": "on",
    "upon": "on",
    "inside": "in",
    "within": "in",
    "throughout": "in",
    "across": "in",
    "out": "from",
    "outside": "near",
    "off": "near",
    "around": "near",
    "along": "near",
    "beside": "near",
    "alongside": "with",
    "despite": "",
    "like": "",
    "as": "as",
}
