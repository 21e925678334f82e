"""Grammar: what stands where around a trigger, after voice, control, relative clauses and conjunction are undone.

All knowledge of dependency labels about events lies here and in the modules that this one asks; frames name slots
(`subject`, `object`, `to` ...).
"""

from __future__ import annotations

from collections import defaultdict

from spacy.tokens import Token

from kgraph.components.agents import find_stray_agents
from kgraph.components.deeds import (
    LAUNCHING,
    VISITS,
    find_author,
    find_bearer,
    find_demonstrator,
    find_owner_of_deed,
    find_predicate_doer,
    find_talker,
    find_visitor,
)
from kgraph.components.deeper import find_deeper
from kgraph.components.labels import OBJECTS, RELATIVE, SUBJECTS
from kgraph.components.light_verbs import COMING
from kgraph.components.lists import expand, find_company, is_excluded, is_like, people_of
from kgraph.components.objects import (
    find_complements,
    find_ends,
    find_far_receivers,
    find_figure_before,
    find_modified,
    find_relative_object,
    find_weapons,
    is_first_of_list,
    shares_object,
)
from kgraph.components.prepositions import ADVERBIAL, NOT_SHARED, PREPOSITIONS, WAYS
from kgraph.components.subjects import MEANS, find_subject
from kgraph.components.voice import HARMING, is_passive

Slots = dict[str, list[Token]]
BEHIND = frozenset(
    ("acl", "acomp", "advcl", "amod", "conj", "oprd")
)  # how a participle hangs behind the figure it is said of
DEVICES = frozenset(("blow", "detonate", "explode"))
GIVING = frozenset("give grant offer send hand award deny pay lend loan promise refuse allow owe issue".split())
REFLEXIVES = frozenset("himself herself itself themselves myself yourself ourselves".split())
RETURNING = frozenset("give grant hand restore return send".split())
COUNTING = frozenset(("number", "total", "count"))
SETTING = frozenset("put set revise raise lower bring update".split())
UNITS = frozenset("kilometre kilometer km mile metre meter yard block".split())  # of distance
RISING = frozenset("rise climb jump grow reach stand increase pass exceed hit mount soar".split())


def find_slots(trigger: Token, light_verb: Token | None = None, further: tuple[Token, ...] = ()) -> Slots:
    """The fillers of each slot around a verb or noun, as head tokens, conjoined ones each on its own.

    A noun's slots are joined by those of the light verb that carries it ("carried out an attack on ..."), a verb's by
    the phrases below its further words ("established ties with ...").
    """
    slots: Slots = defaultdict(list)
    if trigger.dep_ == "aux":  # "Chad must stop": of whom it is demanded
        if (subject := find_subject(trigger.head)) is not None:
            add_filler(slots, "complement", subject)
    elif trigger.pos_ in ("VERB", "AUX"):
        _verb_slots(trigger, slots)
    else:
        _noun_slots(trigger, slots)
    for word in further:
        if word.dep_ == "amod" and word.head.dep_ in OBJECTS:  # "held a joint drill with Chad"
            word = word.head
        particle = word.lower_ in ADVERBIAL and word.dep_ in ("prep", "prt")  # "burned *down* the house"
        if particle and not slots["object"]:
            for thing in word.children:
                if thing.dep_ == "pobj":
                    add_filler(slots, "object", thing)
        elif word.dep_ == "acomp":  # "was grateful to Chad"
            add_prepositions(word, slots)
        elif word.pos_ == "NOUN" and word.i != trigger.i:
            add_prepositions(word, slots)
            slots["complement"] += find_complements(word)
        elif word.pos_ == "VERB":  # "passed a resolution criticizing the mayor"
            for child in word.children:
                if child.dep_ in OBJECTS:
                    add_filler(slots, "object", child)
    if [t.lower_ in REFLEXIVES for t in slots["object"]] == [True] and slots["subject"]:
        # "hanged himself": he is whom it befell; but "blew himself up" tells of others, too, or only of what he did
        # and "aligned itself with Chad" of whom it sides with
        sided = trigger.lemma_ in DEVICES or any(word.dep_ == "prep" for word in further)
        slots["object"] = [] if sided else list(slots["subject"])
    if light_verb is not None:
        verb: Slots = defaultdict(list)
        _verb_slots(light_verb, verb)
        for name, tokens in verb.items():
            # "flew to Orle for talks": Orle takes no part in them; but "flew to Orle for a visit" visits Orle
            coming = light_verb.lemma_.lower() in COMING and trigger.lemma_ not in VISITS
            if name != "object" and not (coming and name in ("to", "in")):
                slots[name] += [t for t in tokens if t.i not in {u.i for u in slots[name]} and t.i != trigger.i]
        struck = [t for t in verb["object"] if t.i != trigger.i]
        carries = is_passive(light_verb) or trigger.i in {t.i for t in verb["subject"]}
        if struck and not slots["object"] and carries:
            slots["object"] = struck
    return {name: tokens for name, tokens in slots.items() if tokens}


def add_filler(slots: Slots, name: str, head: Token) -> None:
    """Put a phrase's head into a slot, and those conjoined with it; of "dozens of miners" the miners."""
    if head.tag_ == "WP":
        return  # "it was unclear *who* did it"
    for counting in expand(head):
        people = people_of(counting)
        if people.pos_ == "PRON" and counting.pos_ == "NUM":
            people = counting  # "one of them died": not they
        for token in [people] if people == counting else expand(people):  # "dozens of miners and farmers"
            if token.i not in {t.i for t in slots[name]} and not token.is_punct:  # the hyphen of "ex-members"
                slots[name].append(token)


def _verb_slots(verb: Token, slots: Slots) -> None:
    passive = is_passive(verb)
    subject = find_subject(verb)
    behind = verb.dep_ in BEHIND or verb.dep_ == "ccomp" and verb.head.lemma_ == "leave"  # "leaving 20 injured"
    figure = find_figure_before(verb) if behind and verb.tag_ == "VBN" else None
    if figure is not None:
        slots["object"].append(figure)
    elif subject is not None and verb.dep_ == "amod" and subject == verb.head:
        slots["object" if passive else "subject"] += find_modified(subject)
    elif subject is not None:
        name = "object" if passive else "subject"
        add_filler(slots, name, subject)
        if verb.dep_ in ("relcl", "acl") and subject.i < verb.i:  # "57 people who were killed and 18 who are missing"
            slots[name] = [t for t in slots[name] if t.i < verb.i or t.head.i == verb.i]
        for child in verb.children:  # "the office, the court and the bank were attacked": the parser may part them
            if (
                child.dep_ == subject.dep_
                and child.dep_ in SUBJECTS
                and child.i > subject.i
                and child.lower_ not in RELATIVE
                and people_of(child).pos_ != "PRON"  # "ten people, two of them nurses, were hurt"
            ) or is_first_of_list(child, subject):
                add_filler(slots, "object" if passive else "subject", child)
    for child in verb.children:
        if child.dep_ in OBJECTS and not (passive and slots["object"]):
            if child.lower_ not in RELATIVE:
                add_filler(slots, "object", child)
        elif child.dep_ == "dative":
            for head in [child] if child.pos_ != "ADP" else list(child.children):
                add_filler(slots, "indirect" if child.pos_ != "ADP" else child.lower_, head)
        elif child.dep_ == "ccomp" and child.tag_ == "VBG" and not any(c.dep_ in OBJECTS for c in verb.children):
            for head in child.children:  # "will accept refugees fleeing the war"
                if head.dep_ == "nsubj" and not any(c.dep_ in ("aux", "mark") for c in child.children):
                    add_filler(slots, "object", head)
        elif child.dep_ == "agent":
            for head in child.children:
                if head.dep_ == "pobj":
                    is_means = head.lower_ in MEANS and not list(head.lefts)
                    add_filler(slots, "subject" if passive and not is_means else "by", head)
    for agent in find_stray_agents(verb) if passive and not slots["subject"] else ():
        add_filler(slots, "by" if agent.lower_ in MEANS and not list(agent.lefts) else "subject", agent)
    if not passive and not slots["object"] and (relative := find_relative_object(verb)) is not None:
        stranded = next((c for c in verb.children if c.dep_ == "prep" and c.i > verb.i and not list(c.children)), None)
        add_filler(
            slots, "object" if stranded is None else PREPOSITIONS.get(stranded.lower_, stranded.lower_), relative
        )
    for child in verb.children:  # "killed a judge and two of his sons": the parser may hang a number on the verb
        if child.dep_ == "conj" and child.pos_ == "NUM" and slots["object"] and not is_excluded(child):
            add_filler(slots, "object", child)
    for child in verb.children:  # "reported more than 40 injured"
        if child.dep_ == "npadvmod" and child.pos_ == "NUM" and verb.tag_ == "VBN" and verb.dep_ == "ccomp":
            add_filler(slots, "object", child)
    for child in verb.children:  # "hurt between 40 and 50 workers": the parser takes the figure for a place
        if not slots["object"] and child.dep_ == "prep" and child.lower_ == "between" and child.i == verb.i + 1:
            slots["object"] += [
                c for c in child.children if c.dep_ == "pobj" and any(g.dep_ == "nummod" for g in c.children)
            ]
    if passive and verb.lemma_ in GIVING and slots["object"]:  # "was given tents": the subject receives
        given = [c for c in verb.children if c.dep_ in OBJECTS and c.i > verb.i and c.lower_ not in RELATIVE]
        if given:
            slots["indirect"], slots["object"] = slots["object"], []
            for thing in given:
                add_filler(slots, "object", thing)
    if verb.lemma_ not in (*HARMING, "die"):  # victims have figures of their own: `company`
        for head in find_company(verb):
            add_filler(
                slots, "object" if passive or any(is_like(t, head) for t in slots["object"]) else "subject", head
            )
        for head in find_company(subject) if subject is not None else ():
            add_filler(slots, "object" if passive else "subject", head)
    if verb.lemma_ in RETURNING and not passive:
        for receiver in find_far_receivers(verb):
            add_filler(slots, "to", receiver)
    slots["complement"] = find_complements(verb)
    for clause in [c for part in (verb, *slots["object"]) for c in part.children]:
        if clause.dep_ in ("advcl", "acl") and clause.lower_ == "using":  # "attacked the depot using rockets"
            for tool in clause.children:
                if tool.dep_ in OBJECTS:
                    add_filler(slots, "using", tool)
    for child in verb.children:  # "ten people were arrested on Friday, including two editors"
        if child.dep_ == "prep" and child.lower_ == "including":
            for member in child.children:
                if member.dep_ == "pobj":
                    add_filler(slots, "including", member)
    add_prepositions(verb, slots)
    for thing in slots["object"]:
        for name, end in find_ends(thing):
            if not slots[name]:
                add_filler(slots, name, end)
    if not passive:
        slots["using"] += [tool for doer in slots["subject"] for tool in find_weapons(doer)]
    # "began to attack", "agreed to send": what the higher verb takes place in and when holds for both.
    for noun in list(slots["object"]):
        add_prepositions(noun, slots, inherited=True)
    if verb.dep_ == "conj" and verb.head.pos_ == "VERB" and not slots["object"] and not passive and shares_object(verb):
        for child in verb.head.children:
            if child.dep_ in OBJECTS:
                add_filler(slots, "object", child)
    # "was attacked and looted" / "met and talked in Riga": a later preposition may belong to both verbs.
    for child in verb.children:
        if child.dep_ == "conj" and child.pos_ == "VERB" and not any(c.dep_ in SUBJECTS for c in child.children):
            if (
                not slots["object"]
                and not passive
                and not any(c.dep_ in ("prep", "prt", "agent") for c in verb.children)
            ):
                for grandchild in child.children:
                    if grandchild.dep_ in OBJECTS and grandchild.i > child.i:
                        add_filler(slots, "object", grandchild)


def add_prepositions(head: Token, slots: Slots, inherited: bool = False, after: int = -1) -> None:
    """Fill the slots of a word's prepositional phrases; of those `inherited` from another word, only empty ones."""
    for child in head.children:
        if child.i <= after or is_excluded(child):
            continue
        if child.dep_ in ("advmod", "prt") and child.lower_ in WAYS and not inherited:  # "flew back to Orle"
            add_prepositions(child, slots)
        if child.dep_ in ("prep", "agent") or (child.dep_ == "prt" and any(c.dep_ == "pobj" for c in child.children)):
            name = PREPOSITIONS.get(child.lower_, child.lower_)
            if child.dep_ == "agent" or not name or (inherited and name in NOT_SHARED):
                continue
            if inherited and slots.get(name) or name == "from" and child.nbor(-1).lemma_ in UNITS:
                continue  # "a base 30 km from the capital": nobody came from there
            if name == "on" and not inherited and head.dep_ in OBJECTS and head.head.lemma_ in ("blame", "pin"):
                continue  # "blamed the attack on the rebels"
            for filler in child.children:
                if filler.lower_ == "front" and name == "in":  # "in front of the court"
                    for inner in (c for of in filler.children if of.lower_ == "of" for c in of.children):
                        add_filler(slots, "near", inner)
                elif filler.dep_ == "pobj":
                    add_filler(slots, name, filler)
                    for inner_name, inner, spare in find_deeper(filler, inherited):
                        if not spare or not slots.get(inner_name):
                            add_filler(slots, inner_name, inner)
                elif filler.dep_ == "prep":  # "from inside the city"
                    for inner in filler.children:
                        if inner.dep_ == "pobj":
                            add_filler(slots, name, inner)


def _noun_slots(noun: Token, slots: Slots) -> None:
    for child in noun.children:
        if child.dep_ == "poss" or (child.dep_ == "nmod" and any(c.tag_ == "POS" for c in child.children)):
            add_filler(slots, "subject", child)
            add_filler(slots, "possessor", child)
        elif child.dep_ in ("compound", "amod", "nmod") and child.pos_ in ("PROPN", "NOUN", "ADJ"):
            slots["modifier"].append(child)
        elif child.dep_ == "prep" and child.lower_ == "by":
            for filler in child.children:
                if filler.dep_ == "pobj":
                    add_filler(slots, "subject", filler)
        elif child.dep_ == "acl" and child.lower_ == "involving":  # "clashes involving the army"
            for taking_part in child.children:
                if taking_part.dep_ in OBJECTS:
                    add_filler(slots, "with", taking_part)
        elif child.dep_ == "acl" and child.tag_ == "VBN":  # "an attack claimed by", "a rally held in"
            add_prepositions(child, slots)
            for agent in child.children if child.lemma_ in LAUNCHING else ():  # "rockets fired by the army"
                for filler in agent.children if agent.dep_ == "agent" else ():
                    add_filler(slots, "subject", filler)
    add_prepositions(noun, slots)
    slots["complement"] = find_complements(noun)
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lemma_ in COUNTING:
        noun = noun.head.head  # "brought the number of dead to 40"
    if noun.dep_ == "dobj" and noun.head.lemma_ in SETTING:  # "revised the toll down to 40", "put the toll at 40"
        add_prepositions(noun.head, slots)
    if noun.dep_ == "nsubj" and noun.head.lemma_ in RISING:  # "the toll rose to 40", "the toll reached 40"
        add_prepositions(noun.head, slots, inherited=True)
        for start in (c for c in noun.head.children if c.lower_ == "from"):  # "rose from 12 *to 19*"
            for end in (c for t in start.children for c in (t, *t.children) if c.lower_ == "to" and c.dep_ == "prep"):
                for reached in end.children:
                    add_filler(slots, "to", reached)
        for child in noun.head.children:
            if child.dep_ in OBJECTS:
                add_filler(slots, "object", child)
    if (doer := find_predicate_doer(noun)) is not None and not slots["subject"]:  # "Norway is the largest donor"
        add_filler(slots, "subject", doer)
    if (owner := find_owner_of_deed(noun)) is not None:
        add_filler(slots, "behind", owner)
    if (bearer := find_bearer(noun)) is not None:
        add_filler(slots, "bearer", bearer)
    if noun.dep_ == "nsubj" and noun.head.lemma_ in ("be", "come"):  # "the raid was in Arvo", "praise came from Lind"
        add_prepositions(noun.head, slots, inherited=True)
    doer = find_visitor(noun) or find_demonstrator(noun) or find_author(noun) or find_talker(noun)
    if not slots["subject"] and doer is not None:
        add_filler(slots, "subject", doer)
    there_is = noun.dep_ == "attr" and any(c.dep_ == "expl" for c in noun.head.children)
    if noun.dep_ in OBJECTS or there_is:  # "defended the sending of troops to Chad": parsers hang the end on the verb
        add_prepositions(noun.head, slots, inherited=True, after=noun.right_edge.i)
