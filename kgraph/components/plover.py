"""PLOVER's code for an event as told: its codes are of words as much as of deeds, so modality decides, too.

In PLOVER a release that is promised is an agreement (AGREE), one that is asked for a request (REQUEST), one that is
refused a rejection (REJECT), and a shelling that is announced a threat (THREATEN). kgraph keeps the type of the event
(a release, a shelling) and says with polarity and modality how real it is; the code follows from both. What was tried
counts as done, whatever came of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token

from kgraph.components.quarrels import ORDERING
from kgraph.components.voice import is_wanted_done
from kgraph.ontology import Ontology
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
OWNERS = frozenset(("its", "his", "her", "their", "our", "my"))
SPEAKERS = frozenset(("it", "they", "he", "she"))  # pronouns by which speakers are told of
EXERCISES = frozenset("exercise exercises drill drills manoeuvres maneuvers games wargames".split())
JOINTLY = frozenset("joint jointly combined together with alongside and allied multinational bilateral".split())
PENALTIES = frozenset(("sanction", "tariff", "embargo"))  # whoever calls for them threatens
SHARED = frozenset(("COOPERATE", "AID"))  # whoever ends them withdraws what the other had
VOICES = frozenset(("spokesman", "spokeswoman", "spokesperson"))  # who speak for those they tell of
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
    states: int = 1,
) -> str | None:
    """The code of an event whose type has the code `root`; what an authority has ordered counts as its deed.

    `doers` are the nouns of those who do it, `clause` all words of the clause that tells of it, `verb` its own; `ended`
    is what has been done so far and is done no longer, `states` how many of them do it.

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
    words = frozenset(clause)
    if root in ("MOBILIZE", "COOPERATE") and words & EXERCISES and states:
        alone = states == 1 and not words & JOINTLY
        root = "MOBILIZE" if alone else "COOPERATE" if states > 1 else root  # "Norway and Chad began war games"
    if root == "MOBILIZE" and any(word.startswith("peacekeep") for word in words):
        root = "AID"
    if root in FRIENDLY:
        if polarity == "negative":
            return "SANCTION" if ended and root in SHARED else "REJECT"
        return root if ordered else {"planned": "AGREE", "demanded": "REQUEST"}.get(modality, root)
    if root == "AGREE" and polarity == "negative":
        return "REJECT"
    if root in HOSTILE and polarity == "negative" and ended:
        return "YIELD"  # "stopped bombing Chad"
    called_for = modality == "demanded" and verb in PENALTIES and not ordered
    if root in HOSTILE and polarity == "positive" and (modality == "planned" or called_for):
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
    if root in HOSTILE and source is not None and source.root.lemma_.lower() in VOICES:
        return True  # "Oman may close the strait, a spokesman said"
    for argument in arguments:
        span = doc.char_span(argument.slice.start, argument.slice.end)
        words = span.text.lower().split() if span is not None else [""]
        if words[0] in OWNERS:  # "Chad's leader said his navy would sink them"
            return True
        unknown = argument.entity is None and words[0] in SPEAKERS and len(words) == 1
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


def name_orders(events: Iterable[Event], doc: Doc, ontology: Ontology) -> Iterator[Event]:
    """The events, an order with the code of the deed that is ordered done: "ordered the editor *jailed*".

    Not so of what somebody is told to do: "ordered the editor to leave" asks it of the editor.
    """
    events = list(events)
    kinds = {event.trigger.start: event.type for event in events if event.modality == "demanded"}
    for event in events:
        span = doc.char_span(event.trigger.start, event.trigger.end, alignment_mode="expand")
        verb = span.root if span is not None and event.plover == "REQUEST" else None
        below = [c for part in (verb, *verb.children) for c in part.children] if verb is not None else []
        done = next((kinds[c.idx] for c in below if c.idx in kinds and _is_done_to(c)), None)
        code = ontology.events[done].plover if done and verb is not None and verb.lemma_ in ORDERING else None
        yield replace(event, plover=code) if code else event


def _is_done_to(verb: Token) -> bool:
    """ "Ordered the editor *jailed*", "ordered the migrants to be *deported*"."""
    return is_wanted_done(verb) or verb.dep_ in ("xcomp", "ccomp") and any(c.dep_ == "auxpass" for c in verb.children)
