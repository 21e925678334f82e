"""What is real of the event that a noun or gerund tells of, from the words around it and what governs it."""

from __future__ import annotations

from spacy.tokens import Token

from kgraph.components.labels import SUBJECTS
from kgraph.components.light_verbs import happens
from kgraph.components.modal_words import BLAMING, HINDERING, TRUTH, Words
from kgraph.components.voice import HARMING, is_passive

ASKING = frozenset("appeal application bid call demand invitation motion offer petition plea proposal request".split())
INFORMING = frozenset("hear inform know learn notify read remind speak talk tell".split())
DENYING = frozenset("decline deny dismiss refuse reject spurn turn".split())
# To whom it is done does no more of what was to come: "was arrested before carrying out the attack".
STOPPING = frozenset("apprehend arrest capture catch detain disarm intercept kill overpower shoot stop subdue".split())


class State:
    """Polarity and modality while the governors are climbed; the innermost modality stays."""

    def __init__(self) -> None:
        self.negative, self.modality = False, "asserted"

    def take(self, name: str | None) -> None:
        if name == "negative":
            self.negative = not self.negative
        elif name and self.modality == "asserted":
            self.modality = name


def climb_preposition(preposition: Token, state: State, words: Words) -> Token | None:
    governor = preposition.head
    if (
        governor.dep_ == "dobj"
        and governor.head.lemma_ in (*BLAMING, *HINDERING)
        and preposition.lower_ in ("of", "from")
    ):
        governor = governor.head  # "accused the guards of beating": parsers may hang "of" on the accused
    if preposition.lower_ in ("without", "instead"):
        state.take("negative")
        return None
    if preposition.lower_ in ("against",) and governor.lemma_ in ("warn", "decide", "vote", "advise"):
        state.take("negative")
        return None
    lemma = governor.lemma_.lower()
    if lemma in INFORMING and preposition.lower_ in ("of", "about"):
        return None  # "had not been told of the raid"
    if preposition.lower_ == "before" and lemma in STOPPING and is_passive(governor):
        state.take("possible")
        return None
    if governor.pos_ in ("VERB", "AUX"):
        if preposition.lower_ in ("of", "from", "for", "in", "on", "with", "to", "about", "toward", "towards"):
            if lemma in BLAMING or lemma == "charge" and preposition.lower_ == "with":
                state.take("possible")
            elif lemma in ("want", "seek") and preposition.lower_ == "for" and governor.tag_ == "VBN":
                # "a man wanted for the raid", which was; "for raiding a bank", which he is said to have done
                state.take("possible" if any(c.dep_ == "pcomp" for c in preposition.children) else None)
                return None
            elif preposition.lower_ == "from" and lemma in HINDERING:
                state.take("negative")
            elif f"{lemma} {preposition.lower_}" in words.verbs:
                state.take(words.verbs[f"{lemma} {preposition.lower_}"])
            elif (
                lemma in words.verbs
                and preposition.lower_ in ("for", "on", "of", "to")
                and words.verbs[lemma] != "conditional"
                and not (lemma == "ask" and preposition.lower_ == "to")  # "asked witnesses to the raid to speak"
            ):
                state.take(words.verbs[lemma])
            return governor if preposition.lower_ != "for" or lemma in words.verbs else None
        return None
    if governor.pos_ == "ADJ":  # "is capable of attacking", "was close to reaching an agreement"
        named = words.others.get(f"{governor.lower_} {preposition.lower_}")
        state.take(named or words.others.get(governor.lower_))
        return governor.head if governor.dep_ in ("acomp", "oprd") else None
    if governor.pos_ == "NOUN" and preposition.lower_ in ("of", "for", "to", "on", "against"):
        state.take(words.nouns.get(lemma))
        around_noun(governor, state, words)
    return None


def around_noun(noun: Token, state: State, words: Words) -> None:
    for child in noun.children:
        if child.dep_ in ("det", "neg") and child.lower_ in ("no", "neither"):
            state.take("negative")
        elif child.dep_ == "amod" and child.lower_ in words.others and not _is_cause(child):
            state.take(words.others[child.lower_])
        elif child.dep_ == "amod" and child.lower_ in ("next", "coming") and _is_ahead(noun):
            state.take("planned")


def _is_ahead(noun: Token) -> bool:
    """ "Before the *next* election": it has not been; but "the next attack came", "was killed in the next attack"."""
    told = noun.dep_ in SUBJECTS or noun.dep_ == "pobj" and noun.head.lower_ in ("in", "during", "after", "by")
    return not told


def _is_cause(word: Token) -> bool:
    """ "Deaths *due to* the virus" have happened, while "ministers *due to* meet" have not met yet."""
    return word.lower_ == "due" and any(c.lower_ == "to" for c in word.children)


def climb_noun(noun: Token, state: State, words: Words) -> Token | None:
    """What governs a noun that tells of an event: "called for an attack", "plans for talks", "prevented a strike"."""
    head, dep = noun.head, noun.dep_
    while dep in ("conj", "appos") and head.i != noun.i and head.pos_ in ("NOUN", "PROPN"):
        noun, head, dep = head, head.head, head.dep_
    if dep in ("dobj", "nsubjpass", "attr") and head.pos_ in ("VERB", "AUX"):
        lemma = head.lemma_.lower()
        if not (noun.lemma_.lower() in ASKING and lemma in DENYING):  # "their request was denied": they asked
            state.take(own_modality(head, words))
        return (
            head
            if lemma in words.light or lemma in words.implicative or lemma in ("see", "include", "expect", "be")
            else None
        )
    if dep == "nsubj" and head.lemma_ == "be" and _is_described(head, words):
        return None
    if dep == "nsubj" and (head.lemma_ == "be" or happens(noun, words)):
        return head
    hurt = head.lower_ == "in" and head.head.lemma_ in (*HARMING, "die", "hurt")
    if hurt and any(c.lower_ in ("the", "this", "that") for c in noun.lefts):
        return None  # "nobody was killed *in the blast*"
    if dep == "pobj":
        return climb_preposition(head, state, words)
    return None


def _is_described(be: Token, words: Words) -> bool:
    """ "His injuries were *not severe*": they are, whatever they are not; "the attack was not *likely*"."""
    said = next((c for c in be.children if c.dep_ == "acomp"), None)
    return said is not None and said.lower_ not in words.others and said.lower_ not in TRUTH


def own_modality(verb: Token, words: Words) -> str | None:
    """What a verb makes of its object: "ordered an attack", "called off the talks"."""
    lemma = verb.lemma_.lower()
    if lemma == "commit":  # "committed a murder" did it; "committed to sending troops" is told with "to"
        return None
    particle = next((c.lower_ for c in verb.children if c.dep_ == "prt"), None)
    return words.verbs.get(f"{lemma} {particle}" if particle else lemma)
