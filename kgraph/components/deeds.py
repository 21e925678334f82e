"""Nouns of deeds in a clause about them: who owns up to one, of whom a noun for its doer is said."""

from __future__ import annotations

import re

from spacy.tokens import Token

from kgraph.components.labels import OBJECTS
from kgraph.components.light_verbs import find_series
from kgraph.components.subjects import find_subject
from kgraph.components.voice import find_agent, is_passive

LAUNCHING = frozenset("fire launch drop plant carry stage conduct mount perpetrate commit lead lay throw hurl".split())
OWNING_UP = frozenset("claim accept admit take acknowledge assume bear".split())
CLAIMING = frozenset(("claim", "admit", "acknowledge"))
CONFESSING = frozenset(("confess", "admit"))
VISITS = frozenset(("visit", "trip", "tour"))
STATEMENTS = frozenset("statement communique communiqué announcement broadcast testimony address".split())
TALKS = frozenset("talk talks meeting summit negotiation consultation conversation interview".split())
AGREEING = frozenset("agree discuss hammer negotiate reach settle sign strike thrash".split())
SHOWN = frozenset(("protest", "solidarity"))
BEING = frozenset(("be", "remain", "become"))
SUSTAINING = frozenset(("receive", "suffer", "sustain"))
DOER = re.compile(r"(?:or|er)$")  # nouns for who does something: "donor", "attacker"


def find_owner_of_deed(noun: Token) -> Token | None:
    """Who owns up to a deed or is behind it: "claimed (responsibility for) the raid", "was behind the raid"."""
    owner = _find_claimant(noun) or _find_responsible(noun) or _find_convict(noun)
    nobody = owner is not None and (owner.tag_ == "WP" or any(c.lower_ in ("no", "neither") for c in owner.children))
    return None if nobody else owner  # not "who was behind the raid"


def _find_claimant(noun: Token) -> Token | None:
    """ "The militia claimed the raid", "the raid was claimed by the militia", "a raid claimed by the militia"."""
    if noun.dep_ in OBJECTS and noun.head.lemma_ in CLAIMING:
        return find_subject(noun.head)
    verbs = [noun.head] if noun.dep_ == "nsubjpass" else [c for c in noun.children if c.dep_ == "acl"]
    return next((name for verb in verbs if verb.lemma_ in CLAIMING and (name := find_agent(verb))), None)


def _find_convict(noun: Token) -> Token | None:
    """ "Was convicted of the raid", "found him guilty of murder", "pleaded guilty to two murders"."""
    if noun.dep_ != "pobj" or noun.head.lower_ not in ("of", "to"):
        return None
    word = noun.head.head
    if word.lower_ == "guilty" and word.dep_ == "amod" and word.i > word.head.i and word.head.dep_ in OBJECTS:
        return word.head  # parsers may hang it on whom the court found so
    verb = word.head if word.lower_ == "guilty" and word.dep_ in ("acomp", "oprd", "ccomp") else word
    if verb.lemma_ not in ("convict", "find", "plead", "be") or word.i == verb.i and verb.lemma_ != "convict":
        return None
    if any(c.dep_ == "neg" for part in (word, verb) for c in part.children):
        return None
    found = next((c for c in (*verb.children, *word.children) if c.dep_ in (*OBJECTS, "nsubj") and c.i > verb.i), None)
    return found or find_subject(verb)


def _find_responsible(noun: Token) -> Token | None:
    while noun.dep_ == "conj" and noun.head.pos_ == "NOUN":  # "was behind raids and kidnappings"
        noun = noun.head
    preposition = noun.head
    word = preposition.head
    if noun.dep_ != "pobj" or word.i == preposition.i:
        return None
    if preposition.lower_ == "for" and word.lemma_ in ("responsibility", "responsible"):
        verb = word.head
        if word.dep_ == "nsubjpass" and verb.lemma_ in OWNING_UP:  # "responsibility for it was claimed by the militia"
            return find_agent(verb)
        owns = word.dep_ in OBJECTS and verb.lemma_ in OWNING_UP or word.dep_ == "acomp"
    else:
        verb = word
        owns = preposition.lower_ == "behind" and verb.lemma_ == "be"
        owns |= preposition.lower_ == "to" and verb.lemma_ in CONFESSING
    return find_subject(verb) if owns and not any(c.dep_ == "neg" for c in verb.children) else None


def find_predicate_doer(noun: Token) -> Token | None:
    """Of whom a noun for a doer is said: "Norway is a donor", "Norway remains one of the largest donors"."""
    if not DOER.search(noun.lemma_.lower()):
        return None
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lower_ in ("one", "some", "part"):
        noun = noun.head.head
    verb = noun.head
    there = any(c.dep_ == "expl" for c in verb.children)
    return find_subject(verb) if noun.dep_ == "attr" and verb.lemma_ in BEING and not there else None


def find_demonstrator(noun: Token) -> Token | None:
    """Who shows what they think by a deed: "*miners* burned tyres in protest at the law"."""
    preposition = noun.head
    verb = preposition.head
    shown = noun.lemma_ in SHOWN and not any(c.dep_ in ("det", "poss", "amod") for c in noun.lefts)
    if not shown or preposition.lower_ != "in" or preposition.dep_ != "prep" or verb.pos_ != "VERB":
        return None
    return None if is_passive(verb) else find_subject(verb)


def find_visitor(noun: Token) -> Token | None:
    """Who pays a visit: "during a visit to Orle, the *king* promised help"."""
    verb = noun.head.head
    if noun.lemma_ not in VISITS or noun.dep_ != "pobj" or noun.head.lower_ not in ("during", "on"):
        return None
    own = any(c.lower_ in ("a", "an", "his", "her") for c in noun.lefts)
    return find_subject(verb) if own and noun.head.dep_ == "prep" and verb.pos_ == "VERB" else None


def find_talker(noun: Token) -> Token | None:
    """Who takes part in talks by saying something there: "*envoys* agreed on it during five rounds of talks"."""
    if noun.lemma_ not in TALKS:
        return None
    noun = find_series(noun)
    verb = noun.head.head
    if noun.dep_ != "pobj" or noun.head.lower_ not in ("during", "in", "at") or verb.lemma_ not in AGREEING:
        return None
    return find_subject(verb) if noun.head.dep_ == "prep" and not is_passive(verb) else None


def find_author(noun: Token) -> Token | None:
    """Who makes a statement: "the *army* said in a statement"."""
    verb = noun.head.head
    if noun.lemma_ not in STATEMENTS or noun.dep_ != "pobj" or noun.head.lower_ != "in" or verb.pos_ != "VERB":
        return None
    own = any(c.lower_ in ("a", "an", "another", "his", "her", "its", "their") for c in noun.lefts)
    return find_subject(verb) if own and noun.head.dep_ == "prep" and not is_passive(verb) else None


def find_bearer(noun: Token) -> Token | None:
    """Who has what "with" names: "a *woman* with a wound"; of burns died, an attack survived, injuries sustained."""
    if noun.dep_ in OBJECTS and noun.head.lemma_ == "survive":
        return find_subject(noun.head)
    while noun.dep_ == "conj" and noun.head.pos_ == "NOUN":
        noun = noun.head
    sustained = (c for c in noun.children if c.dep_ == "relcl" and c.lemma_ in SUSTAINING)
    if (verb := next(sustained, None)) is not None:
        return find_subject(verb)  # "the injuries he sustained"
    owner = noun.head.head
    if noun.head.lower_ == "of" and owner.ent_type_ == "DATE":
        owner = owner.head.head  # "died in 1977 of burns", where the parser takes them for the year's
    if noun.dep_ == "pobj" and noun.head.lower_ in ("of", "from", "to") and owner.lemma_ in ("die", "succumb"):
        return find_subject(owner)  # "died of burns"
    if noun.dep_ != "pobj" or noun.head.lower_ != "with":
        return None
    if owner.dep_ == "pobj" and owner.head.lower_ in ("at", "in", "to", "into") and owner.head.head.pos_ == "VERB":
        return find_subject(owner.head.head)  # "came to a clinic with burns"
    if owner.pos_ not in ("VERB", "AUX"):
        return owner if owner.pos_ in ("NOUN", "PROPN", "NUM", "PRON") else None
    thing = next((c for c in owner.children if c.dep_ in OBJECTS), None)  # "found a woman with a wound"
    return thing or find_subject(owner)
