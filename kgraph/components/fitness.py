"""Whether a word can fill a role: by the type of what it names or, where that is not known, by how it is made."""

from __future__ import annotations

import re

from spacy.tokens import Token

from kgraph.components.agents import is_one_more
from kgraph.components.cast import PLACES, Cast
from kgraph.components.company import UNNAMED
from kgraph.components.entities import STORMS
from kgraph.components.labels import CROWDS, OBJECTS
from kgraph.components.quantities import is_nobody

# A noun of no known class that is made like a word for people ("poachers", "unionists").
AGENTIVE = re.compile(r"^\w{2,}(?:ers?|ors?|eurs?|ists?|ians?|eers?|ees|men|women|guards?)$")
PERSONAL = re.compile(r"^\w{2,}(?:ists?|ians?|men|women|guards?)$")  # what else ends in -er or -ee may be a thing
HOUR = re.compile(r"[0-2]\d[0-5]\d")  # "exploded at 1130"
# What is made alike and is nobody.
THINGS = frozenset(
    """answer banner barrier border boulder bunker burner bumper center centre chamber chapter charter chopper
    cluster color computer debris container copper corner counter cover cruiser cutter danger dinner disaster
    disorder door drawer error factor favor fiber filter finger flavor floor flower folder freezer freighter
    harbor helicopter holder honor hunger indicator labor ladder laser layer ledger letter lever locker
    loudspeaker manner manslaughter marker matter meter mirror monitor motor murder newspaper number offer order oven
    paper parameter pepper poster powder power printer processor projector quarter radiator razor reactor receiver
    register remainder river rocker roller rubber rumor scanner sector sensor server sewer shelter shower
    shutter silver skyscraper slander slaughter speaker steamer sticker stroller summer sweater tanker tender terror
    theater timber timer tower tractor trailer transfer transformer transistor trawler trigger vapor vector
    viewfinder water weather whisker winter wonder wrapper""".split()
)
# Places that also are the bodies which rule them or work in them.
INHABITED = frozenset(
    """church city college consulate county district embassy hospital library monastery mosque municipality museum
    prison province republic school state synagogue temple theater theatre town university village""".split()
)
# Where people stand rather than things: "pointed the finger at speculators", "gave it back to depositors".
TOWARDS = frozenset(("to", "from", "with", "against", "at", "for", "on", "indirect", "complement", "between"))
STRICKEN = frozenset("dead displaced elderly homeless injured missing poor sick unemployed wounded".split())
NO_ACTORS = frozenset(("DATE", "TIME", "PERCENT", "MONEY", "CARDINAL", "QUANTITY", "ORDINAL"))
PAPERS = frozenset(
    """accord accords act agreement amendment bill charter constitution convention declaration memorandum pact protocol
    resolution treaty""".split()
)


def fits(head: Token, types: frozenset[str], slot: str, cast: Cast, plain: bool = False) -> bool:
    """Whether a filler's entity is of one of a role's types.

    What a verb of one `plain` sense is done to may be told from how its noun is made ("arrested a sharpshooter", but
    "seized a tanker"). A place that acts (as subject) stands for its government; a noun of unknown class may act, too.
    """
    kind = cast.type_at(head)
    if "Entity" not in types and _is_paper(head, cast):
        return False
    if kind is not None:
        mention = cast.mention_at(head)
        if mention is not None and mention.kind == "pronoun" and mention.head not in cast.entity_of:
            return bool(types & {"Actor", "Person", "Group", "Entity"}) and (
                kind != "Entity" or "Entity" in types or "Actor" in types
            )
        if kind in PLACES and mention is not None and mention.demonym and head.pos_ != "ADJ":
            return bool(types & {"Actor", "Person", "Group"})  # "a Chechen"
        if kind in PLACES - {"Country"} and slot == "subject" and "Actor" in types:
            # a place that acts stands for those who rule it or work in it
            return (
                "Place" in types
                and mention is not None
                and (mention.kind == "name" and kind != "Facility" or _acts_as_body(head))
            )
        if any(cast.ontology.is_a(kind, wanted) for wanted in types) or "Entity" in types:
            return True
        if kind == "Entity" and mention is not None and mention.kind == "pronoun":
            return False  # "brought it back": what "it" takes up is known to be nobody
        told = kind == "Entity" and mention is not None and mention.kind == "description" and slot == "subject"
        if kind in ("Actor", "Entity") and not told:  # "a magnitude" is nobody by being told of twice
            return bool(types & {"Actor", "Entity"})
        if not told:
            return False
    if is_counted(head) and not (slot == "at" and HOUR.fullmatch(head.text)):
        return bool(types & {"Group", "Actor"})
    made = AGENTIVE if slot == "subject" or plain or slot in TOWARDS else PERSONAL
    if (
        head.pos_ in ("NOUN", "PROPN")
        and head.ent_type_ not in NO_ACTORS
        and not STORMS & {c.lower_ for c in head.lefts}
    ):
        return "Entity" in types or (
            "Actor" in types
            and (slot in ("subject", "object") or slot == "of" and plain or slot in TOWARDS)
            and (
                (head.pos_ == "PROPN" and not (head.i == head.sent.start and head.lower_ in THINGS))
                or (made.search(head.lower_) is not None and head.lemma_.lower() not in THINGS)
            )
        )
    return False


def _is_paper(head: Token, cast: Cast) -> bool:
    """ "The *Paris Agreement*" is no side of one; the Government of National Accord is somebody."""
    if cast.type_at(head) not in (None, "Entity"):
        return False
    mention = cast.mention_at(head)
    last = head.doc[mention.end - 1] if mention is not None and mention.kind == "name" else head
    return last.lower_ in PAPERS and last.pos_ in ("NOUN", "PROPN")


def kind_by_form(head: Token, types: frozenset[str], slot: str, cast: Cast) -> str:
    """What a word of no known class is that fills a role by how it is made: "fired at the *poachers*"."""
    if cast.type_at(head) is not None or "Entity" in types or slot not in TOWARDS or head.pos_ != "NOUN":
        return "Entity"
    return "Entity" if AGENTIVE.search(head.lower_) is None else "Group" if head.tag_ == "NNS" else "Person"


def _acts_as_body(place: Token) -> bool:
    """Whether a place does something to another: "the *church* sheltered migrants", but not "the church closed"."""
    verb = place.head
    return place.lemma_.lower() in INHABITED and place.dep_ == "nsubj" and any(c.dep_ in OBJECTS for c in verb.children)


def is_counted(head: Token) -> bool:
    """People that only a figure tells of: "killed 13 and injured 40 others"."""
    money = any(c.tag_ == "$" or c.pos_ == "SYM" for c in head.children)
    if head.ent_type_ in ("DATE", "TIME") or money or head.lower_ in ("percent", "%"):
        return False
    return (
        head.pos_ == "NUM"
        or head.lower_ in STRICKEN
        and any(c.lower_ == "the" and c.i == head.i - 1 for c in head.children)
        or (head.lower_ == "one" and head.pos_ == "PRON" and not is_nobody(head))
        or head.lower_ in CROWDS
        or is_one_more(head)
        or (head.lower_ == "more" and any(c.dep_ == "nummod" for c in head.children))
        or (head.lower_ in ("some", "most") and head.pos_ == "PRON" and head.dep_ == "nsubjpass")
        or (head.lower_ in ("others", *UNNAMED) and any(c.dep_ in ("nummod", "amod") for c in head.children))
    )
