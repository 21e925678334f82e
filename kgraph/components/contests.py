"""Verbs of violence that tell of a contest: "the Herons beat the Lions 3-1", "Holt was beaten in the primary"."""

from __future__ import annotations

import re

from spacy.tokens import Token

from kgraph.components.cast import Cast
from kgraph.components.triggers import Trigger

SCORE = re.compile(r"\b\d{1,3} ?[-–] ?\d{1,3}\b")
CONTESTS = frozenset(
    """ballot bout bowl caucus championship contest cup derby election event final game heat league match meet midterm
    playoff poll primary quarterfinal race referendum round runoff season semi semifinal series set tournament
    vote""".split()
)
RIVALS = frozenset(
    """bid candidate challenger competition competitor contender entry favorite favourite finalist forecast nominee
    opponent opposition rival runner-up shortlist""".split()
)
# Told of, they make a game of a whole sentence.
SPORT = frozenset(
    """defender equaliser equalizer free-kick goal goalkeeper half-time halftime innings interval keeper midfielder
    penalty quarterback striker touchdown wicket""".split()
)
HARM = frozenset("badly bloody brutally repeatedly savagely senseless severely unconscious up viciously".split())
TOOL = frozenset(("baton", "bar", "bat", "belt", "club", "fist", "hammer", "hose", "pipe", "rod", "stick", "whip"))
ARMED = frozenset(("Force", "Group"))  # who beats somebody plays no game with them


def is_contest(trigger: Trigger, cast: Cast) -> bool:
    """Whether both sides only compete: both have names, or a score or the name of a contest stands by the verb."""
    verb, slots = trigger.word, trigger.slots
    if any(t.lemma_.lower() in HARM | TOOL or t.lower_ in HARM for t in _near(verb)):
        return False
    one, other = slots.get("subject", ()), slots.get("object", ())
    if any(cast.type_at(t) in ARMED and not _is_named(t, cast) or cast.type_at(t) == "Force" for t in one):
        return False
    if SCORE.search(" ".join(t.text for t in _near(verb))) or any(t.lemma_.lower() in CONTESTS for t in _near(verb)):
        return True
    if any(t.lemma_.lower() in RIVALS for t in other) or any(t.lemma_.lower() in SPORT for t in verb.sent):
        return True  # "her book beat five other finalists", "beat the keeper from distance before the interval"
    return any(_is_named(t, cast) for t in one) and any(_is_named(t, cast) for t in other)


def _near(verb: Token) -> list[Token]:
    """The words behind a verb in its clause."""
    inner = {t.i for c in verb.children if c.dep_ in ("advcl", "conj", "ccomp") for t in c.subtree}
    return [t for t in verb.subtree if t.i > verb.i and t.i not in inner]


def _is_named(token: Token, cast: Cast) -> bool:
    mention = cast.mention_at(token)
    return mention is not None and mention.kind == "name"
