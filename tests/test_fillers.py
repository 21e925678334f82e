"""Who fills a role where the word beside the trigger is a deed, a paper or a thing, and whose things events concern."""

from __future__ import annotations

import pytest
from conftest import Read
from words import event_of, roles

# text, event type, roles: those named must be filled exactly so, and None must not be filled
CASES = [
    # a deed or a weapon that strikes: whoever is behind it, and with what
    ("A strike by the army on a market killed 12 traders.", "Casualties", {"attacker": ["the army"]}),
    ("Chadian air strikes killed six farmers near Orle.", "Casualties", {"attacker": ["Chadian"]}),
    ("A rebel-led raid on the port killed four sailors.", "Casualties",
     {"attacker": ["rebel"], "victim": ["four sailors"]}),
    ("Missiles fired by the Chadian army hit a school in Orle.", "Shooting", {"attacker": ["the Chadian army"]}),
    ("A car bomb killed two guards in Tirma.", "Casualties", {"instrument": ["A car bomb"], "attacker": None}),
    ("Rebels attacked the depot with mortars.", "Attack", {"target": ["the depot"], "instrument": ["mortars"]}),
    ("Gunmen attacked the depot using rockets.", "Attack", {"attacker": ["Gunmen"], "instrument": ["rockets"]}),
    ("Two guards were killed by a grenade.", "Casualties", {"instrument": ["a grenade"], "victim": ["Two guards"]}),
    ("The storm killed two guards.", "Casualties", {"instrument": None, "attacker": None}),
    ("A protest against the governor injured two guards.", "Casualties", {"attacker": None}),
    ("Two guards were killed in a raid by the army.", "Casualties", {"attacker": ["the army"]}),
    ("Two guards were killed in Chadian air strikes on Orle.", "Casualties", {"attacker": ["Chadian"]}),
    ("Two guards were killed in the raid.", "Casualties", {"attacker": None, "victim": ["Two guards"]}),
    # what a deed strikes
    ("The depot was shattered by an explosion on Friday.", "Bombing", {"target": ["The depot"]}),
    ("The blast damaged a bakery in Orle.", "Bombing", {"target": ["a bakery"]}),
    ("The blast damaged relations with Chad.", "Bombing", {"target": None}),
    ("The worst explosion was at the bus station.", "Bombing", {"target": ["the bus station"]}),
    # who owns up to a deed
    ("The militia claimed responsibility for the bombing of a bank.", "Bombing", {"attacker": ["The militia"]}),
    ("The militia was behind the attack on the bank.", "Attack", {"attacker": ["The militia"], "target": ["the bank"]}),
    ("The militia denied responsibility for the attack on the bank.", "Attack", {"attacker": None}),
    ("Officials blamed the militia for the attack on the bank.", "Attack", {"attacker": None}),
    # a paper that speaks: whoever writes it
    ("The ministry published a report accusing the army of theft.", "Accusation", {"accuser": ["The ministry"]}),
    ("The widow filed a lawsuit accusing the mine of negligence.", "Accusation", {"accuser": ["The widow"]}),
    ("The ministry criticized a report accusing the army of theft.", "Accusation", {"accuser": ["a report"]}),
    # datelines are no subjects
    ("TIRMA, Chad -- A military court charged two pilots.", "Charge", {"accuser": ["A military court"]}),
    # whose it is, deeper in the sentence, where nobody is named nearer
    (
        "Norway gave 20 million crowns to promote schools in Chad.",
        "Aid",
        {"donor": ["Norway"], "counterpart": ["schools", "Chad"]},
    ),
    ("The court rejected an appeal filed by the miners.", "Rejection", {"counterpart": ["the miners"]}),
    (
        "The council adopted a resolution extending the mission in Chad.",
        "Concession",
        {"counterpart": ["the mission", "Chad"]},
    ),
    # who must act first
    (
        "The dockers will not call off their strike until the government lifts wages.",
        "Concession",
        {"yielder": ["The dockers"], "counterpart": ["the government"]},
    ),
    ("The mechanic inspected the bus until they left.", "Investigation", {"counterpart": None}),
    # what is somebody's own is nobody else's
    ("The ministry praised its workers' patience.", "Praise", {"counterpart": ["its workers"]}),
    ("A team was sent to Orle by Norway.", "Aid", {"donor": ["Norway"]}),
    ("A team was sent to Orle on Friday.", "Aid", {"donor": None, "recipient": ["Orle"]}),
    # whose an arrest or a release is
    ("A court ordered Lena Okoro's release.", "Release", {"yielder": ["A court"], "beneficiary": ["Lena Okoro"]}),
    ("The army's release of two sailors was welcomed.", "Release", {"yielder": ["The army"]}),
    ("The union criticized the ministry's detention of two nurses.", "Arrest", {"detainee": ["two nurses"]}),
    ("The minister announced the arrest of two editors.", "Arrest", {"arrester": None, "detainee": ["two editors"]}),
    ("The union criticized Lena Okoro's detention.", "Arrest", {"arrester": None, "detainee": ["Lena Okoro"]}),
    ("The union criticized Lena Okoro's conviction.", "CourtSentence", {"convict": ["Lena Okoro"]}),
    ("The court approved Lena Okoro's extradition to Chad.", "Charge", {"accusedParty": ["Lena Okoro"]}),
    # officials of two sides stand for both
    ("British and Chadian officials met on Monday.", "Meeting", {"counterpart": ["British", "Chadian"]}),
    ("UK and Chadian negotiators met on Monday.", "Meeting", {"counterpart": ["UK", "Chadian"]}),
    ("Tall and rich officials met on Monday.", "Meeting", {"counterpart": None}),
    (
        "Kenya and Chad's ministers met on Monday.",
        "Meeting",
        {"participant": ["Kenya", "Chad's ministers"]},
    ),
    ("Opposition parties boycotted the election.", "Protest", {"theme": ["the election"]}),
    # members of a group that are named apart
    ("Police arrested ten people, including two editors.", "Arrest", {"detainee": ["ten people", "two editors"]}),
    (
        "Ten unionists were arrested on Friday, including Lena Okoro and Omar Reyes.",
        "Arrest",
        {"detainee": ["Ten unionists", "Lena Okoro", "Omar Reyes"]},
    ),
    # a description with the name beside it
    (
        "Police arrested the union's lawyer, Lena Okoro, on Friday.",
        "Arrest",
        {"detainee": ["the union's lawyer, Lena Okoro"]},
    ),
    # an object that the parser takes for a clause's subject
    ("Chad will not accept any refugees fleeing violence.", "Concession", {"beneficiary": ["any refugees"]}),
    ("A car bomb in Tirma killed a Chechen.", "Casualties", {"victim": ["Chechen"]}),
    ("The council gave permission for the miners' rally.", "Permission", {"yielder": ["The council"]}),
    ("Norway is one of the largest donors to Chad.", "Aid", {"donor": ["Norway"], "recipient": ["Chad"]}),
    # one's own force is nobody on the other side
    (
        "Chad mobilized troops for a battle against the rebels.",
        "Mobilization",
        {"sender": ["Chad"], "force": ["troops"], "target": ["the rebels"]},
    ),
    (
        "Kenya launched a mediation effort to end the dispute between Chad and Mali.",
        "Negotiation",
        {"participant": ["Kenya"], "counterpart": ["Chad", "Mali"]},
    ),
    (
        "The ministry gave its approval for the nurses to return.",
        "Permission",
        {"yielder": ["The ministry"], "beneficiary": ["the nurses"]},
    ),
    (
        "Kenyan soldiers were deployed as peacekeepers along a river.",
        "Peacekeeping",
        {"destination": ["a river"]},
    ),
    # where it is, further off in its own clause
    ("The front declared a ceasefire effective from Sunday in Chad.", "Ceasefire", {"place": ["Chad"]}),
    ("A device exploded on Monday and wounded nine shoppers on a street.", "Bombing", {"place": ["a street"]}),
    ("The rebels left the station where six guards were killed.", "Casualties", {"place": ["the station"]}),
    ("Police arrested a man who had lived in Mali.", "Arrest", {"place": None}),
    # made like a word for people, and done to what is done to people only
    ("Police arrested a sharpshooter in Orle.", "Arrest", {"detainee": ["a sharpshooter"]}),
    ("The navy sank a freighter near Orle.", "Attack", {"target": ["a freighter"]}),
]


@pytest.mark.parametrize(("text", "kind", "expected"), CASES, ids=[text for text, _, _ in CASES])
def test_roles(read: Read, text: str, kind: str, expected: dict[str, list[str] | None]) -> None:
    reading = read(text)
    found = roles(reading, event_of(reading, kind))
    assert {role: found.get(role) for role in expected} == expected


def test_a_trigger_s_further_words_belong_to_it(read: Read) -> None:
    def types(text: str) -> list[str]:
        return sorted({e.type for e in read(text).events})

    assert "Ceasefire" not in types("Chad suspended the census, following an attack on the port.")
    assert "Ceasefire" not in types("Chad suspended flights after a convoy was attacked.")
    assert "Ceasefire" in types("The rebels suspended their attacks on the port.")
    assert "Aid" not in types("The ministry granted the airline permission to borrow two million crowns.")
    assert "Aid" in types("The ministry granted Mali two million crowns.")


def test_what_one_does_to_oneself_befalls_one(read: Read) -> None:
    reading = read("The smuggler hanged himself in prison.")
    assert roles(reading, event_of(reading, "Casualties")) == {"victim": ["The smuggler"], "place": ["prison"]}


@pytest.mark.parametrize(("text", "kind"), [
    ("Ana Holt beat Adan Lind in the election.", "Victory"),
    ("Peru beat Chad 2-1 on Sunday.", "Victory"),
    ("The mayor was beaten in the runoff.", "Victory"),
    ("Police beat Adan Lind in Orle.", "Attack"),
    ("Adan Lind beat his neighbour with a stick.", "Attack"),
    ("Ana Holt beat Adan Lind unconscious.", "Attack"),
])
def test_whoever_is_beaten_in_a_contest_comes_to_no_harm(read: Read, text: str, kind: str) -> None:
    types = {e.type for e in read(text).events}
    assert kind in types and not types >= {"Attack", "Victory"}
    assert ("Casualties" in types) == (kind == "Attack")


def test_a_paper_is_no_side_of_what_it_tells(read: Read) -> None:
    reading = read("Norway signed the Paris Agreement, and the mayor praised the Tirma Declaration.")
    assert roles(reading, event_of(reading, "Agreement")) == {"participant": ["Norway"]}
    assert roles(reading, event_of(reading, "Praise")) == {
        "supporter": ["the mayor"], "theme": ["the Tirma Declaration"]
    }


def test_whose_suspension_it_is_undergoes_it(read: Read) -> None:
    reading = read("Adan Holt's suspension angered the voters.")
    assert roles(reading, event_of(reading, "Rupture")) == {"target": ["Adan Holt"]}
    reading = read("The union's suspension of Adan Holt surprised the mayor.")
    assert roles(reading, event_of(reading, "Rupture"))["sanctioner"] == ["The union"]


def test_harm_that_nobody_need_have_done_is_no_assault(read: Read) -> None:
    assert event_of(read("Ada Lind died on Thursday at age 85."), "Casualties").plover is None
    assert event_of(read("The toll rose to ten dead."), "Casualties").plover is None
    assert event_of(read("Gunmen killed Ada Lind."), "Casualties").plover == "ASSAULT"


def test_nouns_of_a_verb_and_its_particle_are_one_word(read: Read) -> None:
    for text, kind, trigger in (
        ("The Orle break-in took place in May.", "Theft", "break-in"),
        ("The cease-fire between Chad and Niger held.", "Ceasefire", "cease-fire"),
        ("A shoot-out between police and the gang was heard.", "Clash", "shoot-out"),
    ):
        assert event_of(read(text), kind).trigger.of(text) == trigger


def test_a_thing_among_a_trigger_s_words_undergoes_it(read: Read) -> None:
    reading = read("Rebels brought down a drone near Orle.")
    assert roles(reading, event_of(reading, "Shooting"))["target"] == ["a drone"]


def test_each_side_does_to_the_other_what_they_do_to_each_other(read: Read) -> None:
    reading = read("Chad and Niger accused each other of lying.")
    event = event_of(reading, "Accusation")
    assert roles(reading, event) == {"accuser": ["Chad", "Niger"], "accusedParty": ["Chad", "Niger"]}
    labels = {e.iri: e.label for e in reading.entities}
    assert {(labels[e.start], labels[e.end]) for e in event.edges} == {("Chad", "Niger"), ("Niger", "Chad")}
    assert event_of(read("The two presidents praised one another."), "Praise").edges == ()


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("It was unclear who carried out the attack.", "Attack", {}),
        ("Responsibility for the blast was claimed by the Red Front.", "Bombing", {"attacker": ["Red Front"]}),
        ("Responsibility for the blast was claimed by Monday.", "Bombing", {}),
        ("The minister survived an assassination attempt.", "Attack", {"target": ["The minister"]}),
        ("The army lost 12 soldiers in the fighting.", "Casualties", {"victim": ["12 soldiers"]}),
        ("The court convicted Holt of manslaughter.", "CourtSentence", {"court": ["The court"], "convict": ["Holt"]}),
    ],
)
def test_who_is_behind_it_and_whom_it_befell(read: Read, text: str, kind: str, expected: dict[str, list[str]]) -> None:
    reading = read(text)
    assert roles(reading, event_of(reading, kind)) == expected


def test_whom_it_is_blamed_on_says_nothing(read: Read) -> None:
    (claim,) = read("The attack was blamed on rebels from the north.").attributions or (None,)
    assert claim is None or claim.source is None


def test_headlines_have_their_subject(read: Read) -> None:
    reading = read("Norway lifts travel ban to Chad")
    assert roles(reading, event_of(reading, "Easing")) == {"yielder": ["Norway"], "beneficiary": ["Chad"]}


def test_who_insists_that_something_is_so_demands_nothing(read: Read) -> None:
    assert not [e for e in read("Chad insists that Niger is lying.").events if e.type == "Demand"]
    assert event_of(read("Chad insisted that Niger withdraw its troops."), "Demand").plover == "REQUEST"


def test_whoever_visits_is_visited_by_nobody(read: Read) -> None:
    reading = read("A lawyer filed a suit in an Oslo court against visiting Prince Adan Holt, accusing him of lying.")
    told = roles(reading, event_of(reading, "Lawsuit"))
    assert told == {"accuser": ["A lawyer"], "accusedParty": ["Prince Adan Holt"]}


def test_who_is_named_beside_the_attack_is_not_condemned(read: Read) -> None:
    reading = read("Ministers condemned the attacks by rebels against Chad.")
    assert roles(reading, event_of(reading, "Condemnation"))["criticized"] == ["the attacks"]


def test_a_member_does_not_meet_its_group(read: Read) -> None:
    event = event_of(read("Several unions including the Miners' Union had been in talks."), "Meeting")
    assert event.edges == ()


def test_the_tense_tells_who_accuses(read: Read) -> None:
    reading = read("The opposition said the government had raised the budget and accused the army of fraud.")
    assert roles(reading, event_of(reading, "Accusation"))["accuser"] == ["The opposition"]
    reading = read("The opposition said the army had entered the town and attacked the market.")
    assert roles(reading, event_of(reading, "Attack"))["attacker"] == ["the army"]
