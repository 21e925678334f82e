"""What speaks for a claim, and the probability that follows from it."""

from __future__ import annotations

import math
from collections.abc import Mapping

from kgraph.components.drafts import Draft

MARKS = '"“”„«»'
FIRST = frozenset(("i", "we"))
# Share of claims of each construction that match a hand-made one (PolNeAR train, content overlap at least half and
# the same source): the confidence that rules can give. Measured with benchmarks/calibration.py.
BY_RULES = {
    "clause": 0.67,
    "quote": 0.74,
    "mixed": 0.83,
    "left": 0.41,
    "according": 0.78,
    "infinitive": 0.42,
    "object": 0.44,
    "preposition": 0.53,
    "citing": 0.7,
    "hearsay": 0.33,
    "nominal": 0.3,
}


def weigh(text: str, draft: Draft) -> dict[str, float]:
    """What speaks for or against a claim, by name: log odds of probabilities, logarithms of sizes, 1 for what holds."""
    claim = draft.learned
    touching = "".join(text[max(0, c.start - 1) : c.end + 1] for c in draft.contents)
    found = {
        "always": 1.0,
        "cue": _log_odds(claim.cue_probability) if claim else 0.0,
        "roles": _log_odds(claim.role_probability) if claim else 0.0,
        "grammar alone": float(claim is None),
        "agreement": draft.agreement,
        "source": float(draft.source is not None),
        "first person": float(draft.source is not None and draft.source.lower_ in FIRST),
        "quoted": float(any(mark in touching for mark in MARKS)),
        "speech": float(draft.act.speech),
        "within": float(draft.within is not None),
        "headline": float(draft.zone == "headline"),
        "length": math.log(1 + sum(len(c.of(text).split()) for c in draft.contents)),
        "verb": float(draft.cue.pos_ == "VERB"),
        "noun": float(draft.cue.pos_ == "NOUN"),
    }
    if draft.grammar:
        found[("alone " if claim is None else "with ") + draft.grammar] = 1.0
    return found


def chance(reasons: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """The probability that reasons give together; one without a weight counts for nothing.

    >>> round(chance({"always": 1.0, "quoted": 1.0}, {"always": -1.0, "quoted": 2.0}), 2)
    0.73
    """
    return 1 / (1 + math.exp(-sum(weights.get(name, 0.0) * value for name, value in reasons.items())))


def chance_by_rules(draft: Draft) -> float:
    """The probability of a claim that grammar sees, where no model reads along."""
    kind = draft.grammar or draft.kind
    return BY_RULES[("quote" if kind == "quote" else "mixed") if draft.quoted else kind]


def _log_odds(probability: float) -> float:
    sure = min(max(probability, 1e-4), 1 - 1e-4)
    return math.log(sure / (1 - sure))
