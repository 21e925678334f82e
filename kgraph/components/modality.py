"""Whether an event is told as having happened: polarity and modality from the words that govern its trigger."""

from __future__ import annotations

from spacy.tokens import Token

from kgraph.components.labels import NOBODY, SUBJECTS
from kgraph.components.modal_words import (
    CONDITIONS,
    ESCAPING,
    LIMITS,
    MODALS,
    NEGATIONS,
    PRESENT,
    TRUTH,
    UNPROVEN,
    VOUCHING,
    WILLING,
    Words,
)
from kgraph.components.nominal_modality import State, around_noun, climb_noun, climb_preposition, own_modality
from kgraph.components.parallels import find_parallel
from kgraph.components.purposes import is_wish, is_wished
from kgraph.components.unsaid import asks_for_part
from kgraph.components.voice import is_wanted_done

QUOTES = " \n”»’'\""  # behind a question mark


def find_modality(trigger: Token, light_verb: Token | None, words: Words) -> tuple[str, str]:
    """("positive" | "negative", modality) of the event that a trigger tells of."""
    state = State()
    current = trigger
    sentence = trigger.sent
    if sentence[0].lower_ in ("if", "unless") and trigger.i < sentence.root.i:
        state.take("conditional")
    if _is_imperative(light_verb if light_verb is not None else trigger):
        state.take("demanded")
    if trigger.pos_ not in ("VERB", "AUX"):
        around_noun(trigger, state, words)
        if light_verb is None:
            governor = climb_noun(trigger, state, words)
            if governor is None:
                return _result(state, trigger)
            current = governor
        else:
            current = light_verb
            state.take(own_modality(light_verb, words))
    for _ in range(6):
        _around_verb(current, trigger, state, words)
        higher = _climb_verb(current, state, words)
        if higher is None:
            break
        current = higher
    return _result(state, trigger)


def _is_imperative(verb: Token) -> bool:
    """ "For more, *visit* the museum": asked of the reader."""
    alone = not any(c.dep_ in (*SUBJECTS, "aux", "auxpass", "expl") for c in verb.children)
    joined = verb.dep_ == "conj" and verb.head.i < verb.i and _is_imperative(verb.head)
    return verb.tag_ == "VB" and alone and (verb.dep_ == "ROOT" or joined)


def _result(state: State, trigger: Token) -> tuple[str, str]:
    if state.modality == "asserted" and trigger.sent.text.rstrip(QUOTES).endswith("?"):
        state.modality = "possible"
    return "negative" if state.negative else "positive", state.modality


def _around_verb(verb: Token, trigger: Token, state: State, words: Words) -> None:
    shared = (
        verb.dep_ == "conj"
        and verb.head.pos_ in ("VERB", "AUX")
        and not any(c.dep_ in ("nsubj", "nsubjpass", "aux", "auxpass") for c in verb.children)
    )
    children = [
        *verb.children,
        *([c for c in verb.head.lefts if c.dep_ in ("aux", "neg", "advmod")] if shared else []),
    ]
    would = False
    if _follows_nor(verb) and not any(c.dep_ == "neg" for c in children):
        state.take("negative")
    for child in children:
        if child.dep_ == "neg" or child.lower_ in NEGATIONS and child.dep_ in ("advmod", "det", "preconj"):
            state.take("negative")
        elif child.lower_ == "longer" and child.dep_ == "advmod" and any(c.lower_ == "no" for c in child.children):
            state.take("negative")  # "will no longer abide by the treaty"
        elif (
            child.dep_ == "aux"
            and child.lower_ in ("had", "should", "were")
            and (verb.dep_ in ("ccomp", "advcl") or child.i == verb.left_edge.i)
            and any(c.dep_ in ("nsubj", "nsubjpass") and c.i > child.i for c in verb.children)
        ):
            state.take("conditional")  # "Had Norway sent troops, ..."
        elif child.dep_ == "aux" and child.lower_ in MODALS:
            would = would or child.lower_ in ("would", "'d", "’d")
            if MODALS[child.lower_] != "conditional":
                state.take(MODALS[child.lower_])
        elif child.dep_ == "mark" and (child.lower_ in CONDITIONS or child.lower_ in LIMITS and _is_to_come(verb)):
            state.take("conditional")
        elif child.lower_ in ("when", "whenever") and child.dep_ in ("advmod", "mark") and (name := _as_a_rule(verb)):
            state.take(name)
        elif child.lower_ in ("almost", "nearly") and child.i == verb.i - 1 and verb.tag_ in ("VBD", "VBN"):
            state.take("negative")  # "was almost killed", but not "almost wholly destroyed"
        elif child.dep_ == "advmod" and child.lower_ in words.others and child.lower_ != "not":
            state.take(words.others[child.lower_])
        elif (
            child.dep_ in ("nsubj", "nsubjpass", "dobj")
            and child.i != trigger.i
            and (
                child.lower_ in (*NOBODY, "nothing", "neither")
                or any(
                    c.lower_ in ("no", "neither")
                    and c.dep_ == "det"
                    and c.nbor().lower_ not in ("fewer", "less", "more")
                    for c in child.children
                )
                or child.left_edge.lower_ == "not"  # "not a single person was killed"
            )
        ):
            state.take("negative")
    if verb.tag_ in PRESENT and any(
        _as_a_rule(c) == "conditional" and any(g.lower_ in ("when", "whenever") for g in c.lefts) for c in verb.children
    ):
        state.take("conditional")  # "when banks lend money, prices *rise*"
    if verb.lemma_ == "be" and any(
        c.dep_ == "xcomp" and any(g.dep_ == "aux" and g.lower_ == "to" for g in c.children) for c in verb.children
    ):
        state.take("planned")  # "a deal is to be reached"
    if would:
        condition = any(t.lower_ in ("if", "unless") for t in verb.sent)
        state.take("conditional" if condition else "planned")


def _follows_nor(verb: Token) -> bool:
    """ "Neither arrested *nor* charged", "*nor* were they killed"."""
    joining = [*verb.children, *(verb.head.children if verb.dep_ == "conj" else ())]
    return any(c.lower_ == "nor" and c.dep_ in ("cc", "preconj", "advmod") and c.i < verb.i for c in joining) and (
        verb.dep_ != "conj" or any(c.lower_ == "nor" and verb.head.i < c.i < verb.i for c in joining)
    )


def _is_to_come(verb: Token) -> bool:
    """Whether what ends something is still to come: "will not talk *until* they lay down their arms"."""
    return verb.tag_ in PRESENT or any(c.dep_ == "aux" and c.tag_ == "MD" for c in verb.head.children)


def _as_a_rule(verb: Token) -> str | None:
    """ "When banks *lend* money, prices rise" tells what holds whenever it happens, and headlines of what has happened.

    With a future beside it, it is to come: "when the envoy visits Oslo, she will meet the mayor".
    """
    if verb.dep_ != "advcl" or not verb.sent.text.rstrip().endswith((".", "”", '"', "’", "'")):
        return None
    if not _tenses(verb) <= PRESENT:
        return None
    if any(c.lower_ in ("will", "'ll", "’ll") for c in verb.head.children):
        return "planned"
    return "conditional" if _tenses(verb.head) <= PRESENT | {"MD"} else None


def _tenses(verb: Token) -> set[str]:
    return {c.tag_ for c in verb.children if c.dep_ in ("aux", "auxpass")} or {verb.tag_}


def _climb_verb(verb: Token, state: State, words: Words) -> Token | None:
    """The governor whose own polarity and modality hold for this verb too, or None at the top."""
    head, dep = verb.head, verb.dep_
    infinitive = any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)
    if head.i == verb.i:
        return None
    if dep == "conj" and head.pos_ in ("VERB", "AUX"):
        if (parallel := find_parallel(verb)) is not None:
            return _climb_verb(parallel, state, words)
        own = any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children)
        return None if own else _climb_verb(head, state, words)
    if dep in ("xcomp", "ccomp", "oprd", "acl", "advcl", "csubj", "dep", "attr") and head.pos_ in ("VERB", "AUX"):
        if is_wish(verb):
            state.take("demanded")
            return head
        if dep == "advcl" and not (infinitive and head.lemma_ in WILLING):
            if infinitive:
                state.take(None if head.lemma_ in ("only",) else "planned")
                return None
            return None
        name = words.verbs.get(head.lemma_.lower()) or (words.others.get(head.lower_) if head.tag_ == "VBN" else None)
        name = "negative" if head.lemma_ in ESCAPING else name
        if head.lemma_ in ("go",) and infinitive and head.tag_ == "VBG":
            name = "planned"
        elif (
            head.lemma_ in ("have", "be", "remain")
            and infinitive
            and any(c.lower_ == "yet" for c in (*head.children, *verb.children))
        ):
            name = "negative"  # "has yet to send"
        elif head.lemma_ in ("have", "need") and infinitive:
            told = head.tag_ == "VBD" and head.lemma_ == "have" and head.dep_ != "ccomp"
            name = None if told else "demanded"  # "had to leave" and did, unless somebody says so
        elif head.lemma_ in words.implicative or (head.lemma_ == "be" and not infinitive):
            name = None
        elif head.lemma_ == "be" and infinitive:
            name = "planned"
        if is_wanted_done(verb) and name is not None:
            state.take("demanded")  # "ordered the editor released"
            return head
        if dep == "ccomp" and not infinitive and name == "demanded" and is_wished(verb):
            state.take("demanded")
            return None
        if dep == "ccomp" and not infinitive:
            state.take(
                name
                if name == "possible" or (name == "planned" and head.lemma_ in ("hope", "wish", "expect"))
                else None
            )
            if head.lemma_ == "be":
                _take_predicate(head, state, words)
            if head.lemma_ in VOUCHING and _is_unsaid(head, words) and not asks_for_part(verb):
                state.take("possible")  # "did not confirm that": neither so nor not so
            return None
        state.take(name)
        return head
    if dep in ("xcomp", "ccomp", "acl") and head.pos_ in ("ADJ", "ADV") and infinitive:
        state.take(words.others.get(head.lower_, "planned"))
        for child in (*head.children, *head.head.children):
            if child.dep_ == "neg":
                state.take("negative")
        return None
    if dep in ("acl", "ccomp") and head.pos_ == "NOUN" and any(c.lower_ == "that" for c in verb.children):
        if any(c.lower_ == "be" for c in verb.children if c.dep_ in ("aux", "auxpass")):
            state.take("demanded")  # "the ruling that he be tried"
            return None
        name = words.nouns.get(head.lemma_.lower())
        name = name if name in ("possible", "conditional") else None
        state.take("possible" if head.lemma_.lower() in UNPROVEN else name)
        return None
    if dep == "acl" and is_wanted_done(verb) and head.head.lemma_ in words.verbs:
        state.take("demanded")
        return head.head
    if dep in ("acl", "xcomp") and head.pos_ in ("NOUN", "PROPN") and infinitive:
        state.take(words.nouns.get(head.lemma_.lower(), "planned"))
        around_noun(head, state, words)
        return None
    if dep == "pcomp":
        return climb_preposition(head, state, words)
    return None


def _is_unsaid(verb: Token, words: Words) -> bool:
    """ "did not confirm", "refused to say", "nobody said"."""
    refused = verb.dep_ == "xcomp" and words.verbs.get(verb.head.lemma_.lower()) == "negative"
    return refused or any(
        c.dep_ == "neg"
        or (c.dep_ == "nsubj" and (c.lower_ in NOBODY or any(g.lower_ == "no" for g in c.children)))
        for c in verb.children
    )


def _take_predicate(be: Token, state: State, words: Words) -> None:
    """ "It is not true that ...", "it is possible that ...": of a whole clause. "Not surprising" negates nothing."""
    predicate = next((c for c in be.children if c.dep_ in ("acomp", "attr")), None)
    if predicate is None:
        return
    name = words.others.get(predicate.lower_)
    state.take(name)
    if (name or predicate.lower_ in TRUTH) and any(c.dep_ == "neg" for c in be.children):
        state.take("negative")
