"""Who is behind a deed, a weapon or a paper that stands where the actor is looked for: "an army strike killed two"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kgraph.components.cast import Cast
from kgraph.components.deeds import LAUNCHING
from kgraph.components.labels import OBJECTS
from kgraph.components.lists import expand
from kgraph.components.subjects import find_subject
from kgraph.ontology import Ontology

PAPERS = frozenset(
    """report letter statement lawsuit suit resolution complaint petition message note declaration decree bill motion
    memo memorandum manifesto communique article document ruling verdict brief affidavit tweet post""".split()
)
# What nobody does: "the Arvo Lines bus accident killed 35 people".
MISHAPS = frozenset("accident collapse collision crash derailment fire flood mishap outbreak sinking".split())
ISSUING = frozenset(
    """publish release issue file send write sign put pass adopt submit draft make table deliver post prepare approve
    circulate lodge introduce""".split()
)


def find_doers(head: Token, cast: Cast) -> Iterator[Token]:
    """Whose deed, weapon or paper `head` is: its possessor, whoever "by" names, a name before it ("Turkish jets")."""
    if (
        head.pos_ == "NOUN"
        and (head.lemma_.lower() in PAPERS or is_deed(head, cast.ontology) or _is_thing(head, cast))
        and head.lemma_.lower() not in MISHAPS
    ):
        yield from _owners(head, cast)


def find_issuers(head: Token, trigger: Token) -> Iterator[Token]:
    """Who issues the paper that speaks for them: "the ministry published a report *critical of* the army"."""
    speaks = trigger.tag_ == "VBG" or trigger.pos_ == "ADJ"
    if head.lemma_.lower() in PAPERS and trigger.head == head and speaks and head.dep_ in OBJECTS:
        subject = find_subject(head.head) if head.head.lemma_ in ISSUING else None
        if subject is not None:
            yield from expand(subject)


def names_actor(modifier: Token, cast: Cast) -> bool:
    """ "Turkish troops", "a Taliban attack", "a rebel attack"."""
    mention = cast.mention_at(modifier)
    acts = ("Group", "Country", "Force", "Organization")
    if mention is not None and mention.kind == "description":
        return mention.head == modifier.i and mention.type in (*acts, "GovernmentBody", "InternationalOrganization")
    return mention is not None and (mention.demonym or mention.kind == "name") and cast.type_at(modifier) in acts


def names_site(modifier: Token, cast: Cast) -> bool:
    """ "A school shooting"; "the Orle bombing" tells only where it was."""
    mention = cast.mention_at(modifier)
    return mention is not None and not mention.demonym and cast.type_at(modifier) == "Facility"


def is_deed(noun: Token, ontology: Ontology) -> bool:
    """Whether a noun is one that some event is told by."""
    lemma = noun.lemma_.lower()
    return any(lemma in frame.nouns for event in ontology.events.values() for frame in event.frames)


def _is_thing(noun: Token, cast: Cast) -> bool:
    kind = cast.type_at(noun)
    return kind is not None and cast.ontology.is_a(kind, "Artifact")


def _owners(noun: Token, cast: Cast) -> Iterator[Token]:
    for child in noun.children:
        if child.dep_ == "poss":
            yield from expand(child)
        elif child.dep_ in ("compound", "amod", "nmod"):
            if names_actor(child, cast):
                yield child
            elif child.lemma_ == "lead":  # "a Kenyan-led raid"
                yield from (c for c in child.children if c.dep_ == "npadvmod" and names_actor(c, cast))
        elif child.dep_ == "prep" and child.lower_ == "by":
            yield from _fillers(child)
        elif child.dep_ == "acl" and child.tag_ == "VBN" and child.lemma_ in LAUNCHING:
            for agent in child.children:
                if agent.dep_ == "agent":
                    yield from _fillers(agent)


def _fillers(preposition: Token) -> Iterator[Token]:
    for child in preposition.children:
        if child.dep_ == "pobj":
            yield from expand(child)
