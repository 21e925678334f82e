"""A reading made by hand, as a careful reader would make it, for tests of everything that comes after reading."""

from __future__ import annotations

from dataclasses import replace

from kgraph.iris import article_iri
from kgraph.ontology import ANY, Direct, EventType, Frame, Ontology, Role, SpeechAct
from kgraph.records import (
    Argument,
    Article,
    Attribution,
    Edge,
    Entity,
    Event,
    Mention,
    Quantity,
    Reading,
    Relation,
    Slice,
    Time,
    Zone,
)

TEXT = (
    "Norway sends soldiers to Mali\n\n"
    "Norway sent 300 soldiers to Mali on Wednesday. "
    "Mali’s foreign minister Awa Keita told Radio Sahel that Norway had attacked a village. "
    "At least 13 farmers were killed, the health ministry said, according to Radio Sahel. "
    "Norway denied on Thursday in a statement that its soldiers attacked the village.\n\n"
    "Mali is a member of the African Union."
)
NORWAY, MALI, UNION = "urn:kgraph:known:norway", "urn:kgraph:known:mali", "urn:kgraph:known:african-union"


def at(words: str, text: str = TEXT, after: str = "") -> Slice:
    """The slice of some words: their first occurrence after the first occurrence of `after`."""
    start = text.index(words, text.index(after))
    return Slice(start, start + len(words))


def small_ontology() -> Ontology:
    """Five event types and the core classes, without any Turtle."""
    none: frozenset[str] = frozenset()

    def event(name: str, roles: str, *direct: Direct, frames: tuple[Frame, ...] = ()) -> EventType:
        filled = tuple(Role(role, frozenset(["Entity"]), False) for role in roles.split())
        return EventType(name, name.lower(), "Event", None, filled, frames, direct, (), (), "test")
    events = [event("Deployment", "force destination sender", Direct("deployedTo", "force", "destination")),
              event("Attack", "attacker target", Direct("attacked", "attacker", "target")),
              event("Meeting", "participant", Direct("metWith", "participant", "participant")),
              event("Casualties", "victim attacker"),
              event("Occurrence", "agent patient", frames=(Frame(
                  "doing", frozenset([ANY]), none, none, (("subject", "agent"), ("object", "patient")), none, None,
                  None),))]
    tree = {"Actor": ["Entity"], "Place": ["Entity"], "Person": ["Actor", "Entity"],
            "Organization": ["Actor", "Entity"],
            "NewsOutlet": ["Organization", "Actor", "Entity"], "GovernmentBody": ["Organization", "Actor", "Entity"],
            "InternationalOrganization": ["Organization", "Actor", "Entity"], "Group": ["Actor", "Entity"],
            "Force": ["Actor", "Entity"], "Country": ["Place", "Actor", "Entity"], "Settlement": ["Place", "Entity"],
            **{e.name: ["Event"] for e in events}}
    acts = {name: SpeechAct(name, none, none, none, True) for name in ("say", "tell", "report", "deny")}
    return Ontology({e.name: e for e in events}, acts, {}, {},
                    {name: frozenset([name, *above]) for name, above in tree.items()}, "0")


def edges_of(kind: EventType, arguments: tuple[Argument, ...]) -> tuple[Edge, ...]:
    """The direct triples of an event that is told as plainly as can be: of all fillers of the two roles."""
    return tuple(Edge(direct.property, one.entity, other.entity) for direct in kind.direct
                 for one in arguments if one.role == direct.subject_role
                 for other in arguments if other.role == direct.object_role
                 if one.entity and other.entity and one.entity != other.entity)


def border_reading(article_id: str = "border") -> Reading:
    """The reading of TEXT: a deployment, a claimed attack, a denial, nested sources of a figure, a membership."""
    iri = article_iri(article_id)

    def own(name: str) -> str:
        return f"{iri}#entity-{name}"

    def mention(kind: str, type: str, entity: str, words: str, after: str = "") -> Mention:
        place = at(words, after=after)
        return Mention(f"mention-{place.start}-{place.end}", place, kind, type, entity)

    wednesday = Time(at("Wednesday"), "DATE", "2021-03-03")
    accusation, report, ministry, denial = "claim-130-157", "claim-160-212", "claim-160-191", "claim-287-323"
    return Reading(
        article=Article(article_id, iri, TEXT, title="Norway sends soldiers to Mali", publisher="The Tarn Post"),
        published="2021-03-04", published_basis="text",
        zones=(Zone(at("Norway sends soldiers to Mali"), "headline"),
               Zone(Slice(TEXT.index("Norway sent"), len(TEXT)), "body")),
        mentions=(
            mention("name", "Country", NORWAY, "Norway"),
            mention("name", "Country", NORWAY, "Norway", "\n\n"),
            mention("description", "Force", own("soldiers"), "300 soldiers"),
            mention("name", "Country", MALI, "Mali", "soldiers to"),
            mention("name", "Country", MALI, "Mali", "Wednesday"),
            mention("name", "Person", own("awa-keita"), "Awa Keita"),
            mention("name", "NewsOutlet", own("radio-sahel"), "Radio Sahel"),
            mention("name", "Country", NORWAY, "Norway", "Radio Sahel"),
            mention("description", "Settlement", own("village"), "a village"),
            mention("description", "Group", own("farmers"), "farmers"),
            mention("description", "GovernmentBody", own("health-ministry"), "the health ministry"),
            mention("name", "NewsOutlet", own("radio-sahel"), "Radio Sahel", "according to"),
            mention("name", "Country", NORWAY, "Norway", "according to"),
            mention("description", "Force", own("soldiers"), "its soldiers"),
            mention("description", "Settlement", own("village"), "the village"),
            mention("name", "Country", MALI, "Mali", "the village"),
            mention("name", "InternationalOrganization", UNION, "African Union"),
            mention("description", "Group", own("nobody"), "a statement"),
        ),
        entities=(
            Entity(NORWAY, "Norway", "Country", ("Norway", "Norge"), ("http://www.wikidata.org/entity/Q20",),
                   62.0, 10.5),
            Entity(MALI, "Mali", "Country"), Entity(UNION, "African Union", "InternationalOrganization", ("AU",)),
            Entity(own("soldiers"), "300 soldiers", "Force"), Entity(own("awa-keita"), "Awa Keita", "Person"),
            Entity(own("radio-sahel"), "Radio Sahel", "NewsOutlet"), Entity(own("village"), "a village", "Settlement"),
            Entity(own("farmers"), "farmers", "Group"),
            Entity(own("health-ministry"), "the health ministry", "GovernmentBody"),
            Entity(own("nobody"), "a statement", "Group"),
        ),
        relations=(
            Relation("memberOf", MALI, UNION, at("Mali is a member of the African Union"), confidence=0.9),
            Relation("holdsRole", own("awa-keita"), "foreign minister", at("Mali’s foreign minister Awa Keita")),
            Relation("worksFor", own("awa-keita"), MALI, at("Mali’s foreign minister Awa Keita")),
        ),
        times=(wednesday, Time(at("Thursday"), "DATE", "2021-03-04")),
        attributions=(
            Attribution(accusation, at("Mali’s foreign minister Awa Keita"), (own("awa-keita"),), at("told"),
                        (at("Norway had attacked a village"),), "tell", "indirect", "body",
                        addressee=at("Radio Sahel"), addressee_entity=own("radio-sahel"), confidence=0.875),
            Attribution(report, at("Radio Sahel", after="according to"), (own("radio-sahel"),), at("according to"),
                        (at("At least 13 farmers were killed, the health ministry said"),),
                        "report", "indirect", "body"),
            Attribution(ministry, at("the health ministry"), (own("health-ministry"),), at("said"),
                        (at("At least 13 farmers were killed"),), "say", "indirect", "body", within=report),
            Attribution(denial, at("Norway", after="according to"), (NORWAY,), at("denied"),
                        (at("its soldiers attacked the village"),), "deny", "indirect", "body", denies=accusation,
                        medium=at("in a statement"), time=Time(at("Thursday"), "DATE", "2021-03-04")),
        ),
        events=(
            Event("event-38-42", "Deployment", "MOBILIZE", at("sent"),
                  (Argument("sender", at("Norway", after="\n\n"), NORWAY),
                   Argument("force", at("300 soldiers"), own("soldiers")),
                   Argument("destination", at("Mali", after="soldiers to Mali on"), MALI)),
                  "positive", "asserted", "body", time=wednesday, confidence=0.5,
                  edges=(Edge("deployedTo", own("soldiers"), MALI),)),
            Event("event-142-150", "Attack", None, at("attacked"),
                  (Argument("attacker", at("Norway", after="Radio Sahel"), NORWAY),
                   Argument("target", at("a village"), own("village"))),
                  "positive", "asserted", "body", attribution=accusation,
                  edges=(Edge("attacked", NORWAY, own("village")),)),
            Event("event-185-191", "Casualties", None, at("killed"),
                  (Argument("victim", at("farmers"), own("farmers")),),
                  "positive", "asserted", "body", attribution=ministry,
                  quantity=Quantity("killed", at("At least 13"), 13, 13, None, "atLeast")),
            Event("event-300-308", "Attack", None, at("attacked", after="its soldiers"),
                  (Argument("attacker", at("its soldiers"), own("soldiers")),
                   Argument("target", at("the village"), own("village"))),
                  "negative", "asserted", "body", place=at("the village"), place_entity=own("village"),
                  attribution=denial),
        ),
        made_by=(("kgraph", "0.1.0"), ("model", "none 1.0"), ("ontology", "0")),
    )


def without(reading: Reading, event_id: str) -> Reading:
    """The reading without one of its events."""
    return replace(reading, events=tuple(e for e in reading.events if e.id != event_id))
