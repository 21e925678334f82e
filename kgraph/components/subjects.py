"""Who acts: a verb's subject, its own or handed down by control, conjunction, participles and relative clauses."""

from __future__ import annotations

import re

from spacy.tokens import Token

from kgraph.components.agents import find_stray_subjects
from kgraph.components.embedded import is_embedded
from kgraph.components.labels import DASHES, OBJECTS, RELATIVE, SUBJECTS
from kgraph.components.parallels import find_parallel, is_foremost
from kgraph.components.voice import is_passive

SPEAKING = frozenset(
    """accuse add announce blame call condemn criticise criticize demand denounce deny promise reject say tell urge vow
    warn""".split()
)
# What is behind "by" in a passive and does not act: "reached by telephone", "killed by mistake".
MEANS = frozenset(
    """accident air aircraft ambulance barge bicycle bike boat bus cable camel car cart chance coach convoy default
    donkey drone email e-mail fax ferry foot hand helicopter horse jeep land law letter lorry mail minibus mistake
    motorbike motorboat motorcycle phone plane radio rail road satellite scooter sea ship speedboat stretcher taxi
    telephone text train tram truck van video videolink yacht""".split()
)
# Verbs of whom somebody else does what the gerund tells.
WITNESSING = frozenset("report hear describe document mention condemn criticize criticise welcome record".split())
DOING = re.compile(r"(?:er|or|ist|ian|man|woman|ee)$")  # nouns made like a word for somebody


def _find_bounded(verb: Token) -> list[Token]:
    """ "Up to 300 workers were hurt", where the parser takes the bound for a phrase of place."""
    return [
        noun
        for up in verb.lefts
        if up.lower_ == "up" and up.dep_ == "prep"
        for to in up.rights
        if to.lower_ == "to"
        for noun in to.rights
        if noun.dep_ == "pobj" and any(c.dep_ == "nummod" for c in noun.lefts)
    ]


def find_subject(verb: Token) -> Token | None:
    """The surface subject of a verb: its own, or one that control, conjunction or a relative clause hands down."""
    current, steps = verb, 0
    while steps < 6:
        steps += 1
        own = [c for c in current.children if c.dep_ in ("nsubj", "nsubjpass")] or _find_bounded(current)
        own = own or find_stray_subjects(current)
        own = own or [
            c for aux in current.lefts if aux.dep_ == "aux" for c in aux.lefts if c.dep_ in ("nsubj", "nsubjpass")
        ]  # the parser may hang it on "is"
        if own:
            # "TIRMA, Chad -- The court ruled": a dateline may pass for a subject
            dash = next((t.i for t in current.doc[own[0].i : current.i] if t.text in DASHES), -1)
            child = next((c for c in own if c.i > dash), own[0])
            return _relative_head(child) or child
        dep, head = current.dep_, current.head
        if dep == "attr" and current.tag_ == "VBG" and head.lemma_ == "be":
            current = head  # "Chad is mediating", where the parser sees a noun
            continue
        left = dep == "advcl" and current.tag_ == "VBN" and head.lemma_ == "leave"  # "left a girl badly wounded"
        if (dep == "oprd" or left) and head.pos_ == "VERB":  # "were found beheaded", "left them stranded"
            thing = next((c for c in head.children if c.dep_ in OBJECTS), None)
            if thing is not None:
                return thing
            current = head
            continue
        if dep == "acomp" and current.pos_ == "ADJ" and head.pos_ in ("VERB", "AUX"):
            current = head  # "Chad is willing to withdraw"
            continue
        if dep == "acl" and (current.tag_ in ("VBG", "VBN") or current.tag_ == "VBD" and head.dep_ == "ROOT"):
            # "ten nurses and others hurt"; "the rebels handed over the pilots", with the noun taken for the root
            return head.head if head.dep_ == "conj" and head.lower_ == "others" else head
        if dep == "amod" and current.pos_ == "VERB":
            return head
        if dep == "relcl" and (is_foremost(head) or _lacks_own_object(current)):
            current = head.head  # "Chad was the first to sign it", "voters have no party *to support*"
            continue
        if dep == "relcl":
            return head if not any(c.dep_ in ("nsubj", "nsubjpass") for c in current.children) else None
        if dep == "xcomp" and current.tag_ == "VBG" and head.lemma_ in WITNESSING:
            return None  # "residents reported fighting": others fought
        if dep in ("xcomp", "ccomp") and head.pos_ in ("VERB", "AUX") or (dep == "xcomp" and head.pos_ == "ADJ"):
            if dep == "ccomp" and not any(c.dep_ == "aux" and c.lower_ == "to" for c in current.children):
                return head.head if is_embedded(current) else None
            controller = _object_controller(head, current)
            if controller is not None:
                return controller
            current = head
            continue
        if (
            dep in ("acl", "xcomp")
            and head.pos_ == "NOUN"
            and (owner := next((c for c in head.children if c.dep_ == "nsubj"), None)) is not None
        ):
            return owner  # "police plan to search", with the verb read as a noun
        if dep == "acl" and head.pos_ == "NOUN":  # "a decision to send troops": whose decision
            owner = next((c for c in head.children if c.dep_ == "poss"), None) or _find_origin(head)
            if owner is not None:
                return owner
            if head.dep_ in OBJECTS:
                current = head.head
                continue
            return None
        if dep == "conj" and head.pos_ in ("VERB", "AUX"):
            before = current.left_edge.i - 1
            if before > 0 and is_stray(current.doc[before]):
                return current.doc[before]
            # "demanded that people leave and warned ...": the tense tells which verb it goes with
            parallel = find_parallel(current)
            if _speaks_beside(current):
                current = next((a for a in head.ancestors if a.pos_ == "VERB"), head)
            else:
                current = parallel or head
            continue
        if (
            dep == "advcl"
            and head.pos_ in ("VERB", "AUX")
            and (current.tag_ in ("VBG", "VBN") or any(c.dep_ == "aux" and c.lower_ == "to" for c in current.children))
        ):
            current = head
            continue
        if dep == "pcomp" and head.dep_ == "prep":  # "was accused of killing", "after meeting"
            governor = head.head
            if governor.pos_ in ("VERB", "AUX"):
                # of whom it is told: "accused the guards of beating him", "quoted a diplomat as saying"
                blamed = (
                    head.lower_ in ("of", "for", "from", "as") or head.lower_ == "with" and governor.lemma_ == "charge"
                )
                if (controller := _object_controller(governor, current)) is not None and blamed:
                    return controller
                current = governor
                continue
            if governor.pos_ == "ADJ" and governor.dep_ in ("acomp", "oprd", "ccomp"):
                current = governor  # "was found guilty of attacking"
                continue
            if governor.pos_ in (
                "NOUN",
                "PROPN",
            ):  # "accused the guards of beating": parsers may hang "of" on the accused
                if governor.dep_ == "pobj" and governor.head.dep_ == "agent" and head.lower_ == "of":
                    current = governor.head.head  # "was accused by rights groups of beating him"
                    continue
                accused = governor if governor.dep_ in OBJECTS and head.lower_ in ("of", "from") else None
                return next((c for c in governor.children if c.dep_ == "poss"), accused)
        return _behind_bound(verb) or _behind_verb(verb)
    return None


def _find_origin(noun: Token) -> Token | None:
    """Whom a noun is from: "an offer *from his lawyers* to plead guilty", "a threat *by the rebels* to leave"."""
    below = (g for c in noun.children if c.dep_ == "prep" and c.lower_ in ("from", "by") for g in c.children)
    return next((g for g in below if g.dep_ == "pobj"), None)


def _lacks_own_object(verb: Token) -> bool:
    """Whether an infinitive behind a verb's object is done to it: "has a party to support", not "men to guard it"."""
    to = any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.lefts)
    return to and verb.head.dep_ in OBJECTS and not any(c.dep_ in (*SUBJECTS, *OBJECTS, "prep") for c in verb.children)


def _speaks_beside(verb: Token) -> bool:
    """ "Said that no gun had been fired and *blamed* the rebels": whoever said it blames them, and no gun.

    Nor does one condemn oneself: "said that Chad was behind it and *condemned* Chad".
    """
    head, objects = verb.head, [c for c in verb.children if c.dep_ in OBJECTS]
    if verb.tag_ != "VBD" or not objects or verb.lemma_ not in SPEAKING or head.dep_ not in ("ccomp", "acl"):
        return False
    told = {c.lower_ for c in head.children if c.dep_ in SUBJECTS and c.pos_ in ("NOUN", "PROPN")}
    # "said that Chad *had* built a dam and accused Niger": a tense behind what was told
    earlier = head.head.tag_ == "VBD" and any(c.dep_ == "aux" and c.lower_ == "had" for c in head.children)
    return is_passive(head) or earlier or any(t.lower_ in told for c in objects for t in c.subtree)


def _behind_verb(verb: Token) -> Token | None:
    """Who is named last: "also injured were a cook and a guard"."""
    return next((a for c in verb.children if c.dep_ == "auxpass" for a in c.children if a.dep_ == "attr"), None)


def is_stray(noun: Token) -> bool:
    """Whether a noun joined to another is the subject of the verb behind it: "by Holt and Ruiz was hurt"."""
    if noun.dep_ != "conj" or noun.pos_ not in ("NOUN", "PROPN") or noun.i + 1 >= noun.sent.end:
        return False
    finite = noun.nbor()
    verb = finite.head if finite.dep_ in ("aux", "auxpass") else finite
    return (
        (verb.i != finite.i or verb.tag_ == "VBD")
        and verb.dep_ == "conj"
        and verb.left_edge.i == finite.i
        and not any(c.dep_ in SUBJECTS for c in verb.children)
    )


def _behind_bound(verb: Token) -> Token | None:
    """The counted people in "up to 40 workers were hurt", whose first words the parser may take for prepositions."""
    for child in verb.children:
        while (
            child.dep_ == "prep"
            and child.i < verb.i
            and child.lower_ in ("up", "to", "over", "around", "about", "under")
        ):
            below = next((c for c in child.children if c.dep_ in ("prep", "pobj")), None)
            if below is None:
                break
            if below.dep_ == "pobj" and any(c.dep_ == "nummod" for c in below.children):
                return below
            child = below
    return None


def find_relative(verb: Token) -> Token | None:
    """The relative pronoun that is a verb's own subject: "the firm *that* promised a school"."""
    return next((c for c in verb.children if c.dep_ == "nsubj" and c.lower_ in RELATIVE), None)


def _relative_head(subject: Token) -> Token | None:
    if subject.lower_ not in RELATIVE:
        return None
    clause = subject.head.head if is_embedded(subject.head) else subject.head
    if clause.dep_ != "relcl":
        return None
    if clause.head.pos_ not in ("VERB", "AUX"):
        return _find_person(clause.head) if subject.lower_ == "who" else clause.head
    # a clause that the parser hung on a verb: the noun right before the pronoun is meant
    return _noun_before(subject)


def find_antecedent(pronoun: Token) -> Token | None:
    """Whom a relative pronoun means: "Lena Holt, *who* said so"; None where nothing stands before it."""
    return _relative_head(pronoun) or _noun_before(pronoun)


def _noun_before(pronoun: Token) -> Token | None:
    before = pronoun.doc[pronoun.sent.start : pronoun.i]
    return next((t for t in reversed(before) if t.pos_ in ("NOUN", "PROPN")), None)


def _find_person(noun: Token) -> Token:
    """Who is meant by "who" behind "the driver of the truck", "Lena Holt, the head of the fund"."""
    above = noun.head.head if noun.dep_ == "pobj" and noun.pos_ == "NOUN" and noun.head.dep_ == "prep" else noun
    person = DOING.search(above.lower_) or above.dep_ == "appos" and above.head.pos_ == "PROPN"
    return above if person and not DOING.search(noun.lower_) and noun.tag_ == "NN" else noun


def _object_controller(governor: Token, verb: Token) -> Token | None:
    """ "ordered troops to leave": the object of the higher verb acts; a passive higher verb hands down its subject."""
    if is_passive(governor):
        return find_subject(governor)
    return (
        next(
            (c for c in governor.children if c.dep_ in (*OBJECTS, "dative") and c.i < verb.i and c.pos_ != "ADP"), None
        )
        if governor.lemma_ not in ("promise", "threaten", "vow", "pledge")
        else None
    )
