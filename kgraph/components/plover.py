"""PLOVER's code for an event as told: its codes are of words as much as of deeds, so modality decides, too.

In PLOVER a release that is promised is an agreement (AGREE), one that is asked for a request (REQUEST), one that is
refused a rejection (REJECT), and a shelling that is announced a threat (THREATEN). kgraph keeps the type of the event
(a release, a shelling) and says with polarity and modality how real it is; the code follows from both. What was tried
counts as done, whatever came of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from spacy.tokens import Doc

from kgraph.records import Argument, Attribution, Event

# Whose violence is a protest: a crowd's, which came to be heard.
CROWD = frozenset("activist crowd demonstrator looter marcher mob picketer protester protestor rioter striker".split())
CIVILIANS = CROWD | frozenset(
    """driver farmer fisherman merchant miner nurse resident shopkeeper student supporter teacher trader trucker
    villager worker youth""".split()
)
AGREEING = frozenset(("agree", "consent", "accept", "offer"))  # what one does with another threatens neither
# How verbs begin by which people keep others from a place or force their way in, and so are heard.
BARRING = ("block", "barricad", "clos", "occup", "picket", "shut", "stone", "storm")
# What a crowd throws in anger: "students hurled stones at the police".
THROWING = frozenset("fling hurl lob pelt stone throw toss".split())
SPEAKERS = frozenset(("it", "they", "he", "she"))  # pronouns by which speakers are told of
SHARED = frozenset(("COOPERATE", "AID"))  # whoever ends them withdraws what the other had
FRIENDLY = frozenset(("CONSULT", "COOPERATE", "SUPPORT", "AID", "YIELD"))
HOSTILE = frozenset(("PROTEST", "SANCTION", "COERCE", "ASSAULT"))


def find_code(
    root: str | None,
    polarity: str,
    modality: str,
    ordered: bool = False,
    doers: Iterable[str] = (),
    clause: Iterable[str] = (),
    verb: str = "",
    ended: bool = False,
) -> str | None:
    """The code of an event whose type has the code `root`; what an authority has ordered counts as its deed.

    `doers` are the nouns of those who do it, `clause` all words of the clause that tells of it, `verb` its own; `ended`
    is what has been done so far and is done no longer.

    >>> find_code("YIELD", "positive", "planned"), find_code("YIELD", "negative", "planned")
    ('AGREE', 'REJECT')
    >>> find_code("AID", "negative", "asserted"), find_code("AID", "negative", "asserted", ended=True)
    ('REJECT', 'SANCTION')
    >>> find_code("ASSAULT", "positive", "planned"), find_code("ASSAULT", "positive", "asserted")
    ('THREATEN', 'ASSAULT')
    """
    people = frozenset(doers)
    if root == "ASSAULT" and CROWD & people:
        root = "PROTEST"
    if root in ("ASSAULT", "COERCE") and CIVILIANS & people and (verb.startswith(BARRING) or verb in THROWING):
        root = "PROTEST"  # "farmers blockaded the port"
    if root == "MOBILIZE" and any(word.startswith("peacekeep") for word in clause):
        root = "AID"
    if root in FRIENDLY:
        if polarity == "negative":
            return "SANCTION" if ended and root in SHARED else "REJECT"
        return root if ordered else {"planned": "AGREE", "demanded": "REQUEST"}.get(modality, root)
    if root == "AGREE" and polarity == "negative":
        return "REJECT"
    if root in HOSTILE and polarity == "positive" and (modality == "planned" or modality == "demanded" and not ordered):
        return "THREATEN"
    return root


def is_own(
    claim: Attribution | None, modality: str, arguments: Iterable[Argument], doc: Doc, root: str | None
) -> bool:
    """Whether somebody says of a deed of their own that it may come: "the ministry said it could ban the paper".

    Of whom a pronoun is that nobody else is known to be behind, it is told of the speaker. Harm that somebody warns of
    is threatened, whoever warns: "Norway may cut off aid, an envoy warned".
    """
    if claim is None or modality not in ("possible", "conditional"):
        return False
    source = doc.char_span(claim.source.start, claim.source.end, alignment_mode="expand") if claim.source else None
    if source is not None and source[0].lower_ == "its":  # "Chad could cut off oil, its leader said"
        return True
    if root in HOSTILE and claim.speech_act in ("warn", "threaten"):
        return True
    for argument in arguments:
        span = doc.char_span(argument.slice.start, argument.slice.end)
        unknown = argument.entity is None and span is not None and span.text.lower() in SPEAKERS
        if unknown or argument.entity in claim.source_entities:
            return True
    return False


def name_threats(events: list[Event], doc: Doc) -> Iterator[Event]:
    """The events, those that promise a threatened deed with the code of a threat: "vowed to bomb the port"."""
    threatened = {event.trigger.start for event in events if event.plover == "THREATEN"}
    for event in events:
        span = doc.char_span(event.trigger.start, event.trigger.end, alignment_mode="expand")
        promised = [c.idx for c in span.root.children if c.dep_ in ("xcomp", "ccomp")] if span is not None else []
        deal = span is not None and span.root.lemma_ in AGREEING
        if event.plover == "AGREE" and not deal and threatened.intersection(promised):
            yield replace(event, plover="THREATEN")
        else:
            yield event
