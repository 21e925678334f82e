"""Voice: whether what stands as a verb's subject undergoes what it tells, and who does it then."""

from __future__ import annotations

from spacy.tokens import Token

from kgraph.components.labels import CROWDS, OBJECTS, SUBJECTS

# Verbs that are never without an object: without one they are passive.
HARMING = frozenset("kill injure wound murder assassinate massacre kidnap abduct hospitalize hospitalise".split())
# The same, but of which the parser takes fewer for what they are.
NEVER_ALONE = HARMING | frozenset(
    """accuse acquit airlift arraign arrest beat behead bring charge convict deliver deport detain evacuate execute
    expel extradite guillotine handcuff hang imprison indict interrogate jail kick punch rape rob sentence shoot stab
    threaten torture try""".split()
)
TELLING = frozenset("warn urge tell order advise instruct remind encourage persuade".split())  # somebody
WANTING = frozenset(("order", "want", "have", "get"))


def is_passive(verb: Token) -> bool:
    """Whether a verb's surface subject is its logical object."""
    if any(c.dep_ == "auxpass" or c.dep_ == "nsubjpass" and verb.tag_ != "VBD" for c in verb.children):
        return True
    if _is_left_passive(verb) or is_wanted_done(verb) or _is_told(verb) or _is_held(verb):
        return True
    if verb.dep_ == "acl" and verb.lemma_ in HARMING and any(c.dep_ in OBJECTS and c.i > verb.i for c in verb.children):
        return False  # "twin bombings killed ten": the parser read the noun as the head
    if verb.tag_ == "VBN" and verb.dep_ == "acl":  # but "the depot that rebels had attacked" has a subject of its own
        return not any(c.dep_ == "nsubj" for c in verb.children)
    if verb.dep_ == "conj" and verb.tag_ == "VBD" and _lacks_object(verb):
        return is_passive(verb.head)
    if verb.tag_ == "VBN" and verb.dep_ == "conj" and not any(c.dep_ in ("aux", *SUBJECTS) for c in verb.children):
        return is_passive(verb.head)
    return (
        verb.tag_ == "VBN"
        and verb.dep_ in ("advcl", "amod", "oprd", "xcomp")
        and not any(c.dep_ in (*SUBJECTS, "aux") for c in verb.children)
        and not any(c.dep_ in OBJECTS and c.i > verb.i for c in verb.children)  # "killed ten, wounded 30"
    )


def find_agent(verb: Token) -> Token | None:
    """Whoever "by" names behind a passive verb, or behind the infinitive that hangs on it."""
    for above in (verb, *(c for c in verb.children if c.dep_ in ("xcomp", "ccomp"))):
        for child in above.children:
            if child.dep_ == "agent" or child.dep_ == "prep" and child.lower_ == "by":
                agents = (g for g in child.children if g.dep_ == "pobj" and g.pos_ != "VERB")
                return next((g for g in agents if g.ent_type_ not in ("DATE", "TIME")), None)  # not "by Monday"
    return None


def _lacks_object(verb: Token) -> bool:
    """ "Was tried, *found* guilty and jailed", "was pulled out, *kicked* and threatened": no simple pasts."""
    if any(c.dep_ in ("aux", "ccomp", "xcomp", *OBJECTS, *SUBJECTS) for c in verb.children):
        return False
    return verb.lemma_ in NEVER_ALONE or verb.lemma_ == "find" and any(c.dep_ == "oprd" for c in verb.children)


def _is_held(verb: Token) -> bool:
    """ "Ministers *taken* hostage", "was abducted, *held* captive": with nobody else whom it is done to."""
    if verb.lemma_ not in ("take", "hold", "keep") or verb.tag_ not in ("VBN", "VBD"):
        return False
    things = [c for c in verb.children if c.dep_ in (*OBJECTS, "oprd")]
    bare = [c for c in things if c.lower_ in ("hostage", "captive", "prisoner") and not any(c.children)]
    joined = verb.dep_ == "conj" and not any(c.dep_ in SUBJECTS for c in verb.children) and is_passive(verb.head)
    has = any(c.lemma_ == "have" for c in verb.children)
    return len(bare) == len(things) == 1 and not has and (joined or verb.dep_ in ("acl", "ccomp", "relcl", "advcl"))


def _is_told(verb: Token) -> bool:
    """A headline's passive: "Drivers *warned* to watch out". Who warns without an object warns of something."""
    return (
        verb.lemma_ in TELLING
        and verb.tag_ in ("VBN", "VBD")
        and any(c.dep_ == "xcomp" and c.i > verb.i and _is_bare_infinitive(c) for c in verb.children)
        and not any(c.dep_ in ("aux", "dative", *OBJECTS) for c in verb.children)
    )


def _is_bare_infinitive(verb: Token) -> bool:
    return any(a.lower_ == "to" for a in verb.lefts) and not any(a.dep_ in SUBJECTS for a in verb.lefts)


def is_wanted_done(verb: Token) -> bool:
    """A participle of what somebody is to undergo: "wants the editor *released*", "ordered two ministers *jailed*"."""
    if verb.tag_ != "VBN" or any(c.dep_ in ("aux", *OBJECTS) for c in verb.children):
        return False
    if verb.dep_ == "ccomp":
        return verb.head.lemma_ in WANTING and any(c.dep_ == "nsubj" for c in verb.children)
    wanted = verb.head
    return (
        verb.dep_ == "acl"
        and wanted.dep_ in OBJECTS
        and wanted.head.lemma_ in WANTING
        and wanted.right_edge.i == verb.right_edge.i
        and not any(c.dep_ in ("xcomp", "ccomp") for c in wanted.head.children)
    )


def _is_left_passive(verb: Token) -> bool:
    """A passive without its auxiliary: "ten were killed and 30 wounded", "with dozens hurt", "four killed in Orle"."""
    children = list(verb.children)
    subject = next((c for c in children if c.dep_ == "nsubj"), None)
    if subject is None or any(c.dep_ in ("aux", *OBJECTS) for c in children) or verb.tag_ not in ("VBN", "VBD"):
        return False
    if verb.dep_ == "pcomp":
        return verb.tag_ == "VBN"
    counted = any(t.pos_ == "NUM" or t.lower_ in CROWDS for t in (subject, *subject.children))
    if verb.dep_ != "conj":
        shared = any(c.dep_ == "conj" and c.pos_ == "VERB" for c in children)  # "two gunmen killed and robbed a farmer"
        return counted and not shared and verb.lemma_ in HARMING and verb.dep_ in ("ROOT", "ccomp", "parataxis")
    if verb.lemma_ in (*HARMING, "hurt") and (is_passive(verb.head) or verb.head.lemma_ == "die"):
        return True  # "the driver was killed and his guard wounded"
    harmed = verb.head.lemma_ == "leave" and (verb.lemma_ in HARMING or verb.lemma_ == "hurt")
    return harmed or counted and (verb.head.lemma_ == "leave" or is_passive(verb.head))
