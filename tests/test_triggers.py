"""Triggers of several words, what their fillers must be, and the codes of what is only threatened."""

from __future__ import annotations

import pytest
from conftest import Read
from words import events_of, roles


@pytest.mark.parametrize(("text", "kind", "wanted"), [
    # a preposition behind the object
    ("Kenya put its troops on high alert.", "Mobilization", {"sender": "Kenya", "force": "its troops"}),
    ("The union took the ferry company to court.", "Lawsuit",
     {"accuser": "The union", "accusedParty": "the ferry company"}),
    # of what it is out, or what it is for
    ("Norwegian troops pulled out of Chad.", "Withdrawal", {"yielder": "Norwegian troops", "beneficiary": "Chad"}),
    ("Norway sent a frigate to deter Chad.", "Mobilization", {"sender": "Norway", "target": "Chad"}),
    # of what somebody pulls out, and what is taken from whom, where the parser hangs it elsewhere
    ("The rebels pulled out of the talks with the army.", "Cancellation", {"rejecter": "The rebels"}),
    ("Chad stripped the reporter of her citizenship.", "Restriction", {"imposer": "Chad", "target": "the reporter"}),
    ("A mob burned down the mayor's house.", "Destruction", {"attacker": "A mob", "target": "the mayor's house"}),
    ("The navy jointly organized a fair.", "Cooperation", {"participant": "The navy"}),
    # a word of the trigger may be the subject of an intransitive verb
    ("Kenyan peacekeepers arrived in Liberia.", "Peacekeeping",
     {"force": "Kenyan peacekeepers", "destination": "Liberia"}),
    # whoever is given something receives it
    ("The editor was denied bail by the court.", "Rejection", {"rejecter": "the court", "addressee": "The editor"}),
    ("The judge told prosecutors to hand over the tapes.", "Demand",
     {"appealer": "The judge", "addressee": "prosecutors"}),
    ("Teachers rallied in front of the ministry.", "Protest", {"protester": "Teachers", "target": "the ministry"}),
    ("The church sheltered 70 migrants.", "Aid", {"donor": "The church", "recipient": "70 migrants"}),
    # people do harm, too
    ("Omar Reyes shot a guard in Orle.", "Shooting", {"attacker": "Omar Reyes", "target": "a guard"}),
    ("A bomber blew himself up outside the Chadian embassy.", "Bombing",
     {"attacker": "A bomber", "target": "the Chadian embassy"}),
    ("Norway sent missiles to Chad.", "Aid", {"donor": "Norway", "recipient": "Chad"}),
    ("Chad insisted that Norway free the sailors.", "Demand", {"appealer": "Chad", "addressee": "Norway"}),
    ("The union alleged that the company hid the report.", "Accusation",
     {"accuser": "The union", "accusedParty": "the company"}),
    ("Pupils staged a sit-in to shame the ministry.", "Protest", {"protester": "Pupils", "target": "the ministry"}),
    # who comes for it takes part in it, and the town does not
    ("The envoy flew to Orle for talks.", "Meeting", {"participant": "The envoy"}),
    ("The miners gathered for a protest in Orle.", "Protest", {"protester": "The miners"}),
    ("The wounded were taken to a hospital in Orle.", "Casualties", {"victim": "The wounded"}),
    ("The bodies of two hikers were found near Orle.", "Casualties", {"victim": "two hikers"}),
    ("A bomb was planted under the bridge.", "Bombing", {"target": "the bridge"}),
    ("The fire gutted the warehouse.", "Destruction", {"target": "the warehouse"}),
    ("The rebels are in contact.", "Conversation", {"participant": "The rebels"}),
    # what a participle is said of
    ("Warships sent by Norway reached the strait.", "Mobilization", {"sender": "Norway"}),
    ("Troops were deployed by Peru along its border with Chad.", "Deployment", {"sender": "Peru", "force": "Troops"}),
    ("The bank is under investigation by the police.", "Investigation", {"investigated": "The bank"}),
    ("Chad test-fired two missiles.", "Mobilization", {"sender": "Chad"}),
    # who owns up to several deeds, or is found to have done them
    ("The militia was responsible for mass killings in Chad.", "Casualties", {"attacker": "The militia"}),
    ("The army was found guilty of attacking a convoy.", "Attack", {"attacker": "The army", "target": "a convoy"}),
    ("Chad received four boats from Norway.", "Aid", {"donor": "Norway", "recipient": "Chad"}),
    ("Pirates hijacked a tanker off Chad.", "Attack", {"attacker": "Pirates", "target": "a tanker"}),
    ("The miners booed the mayor.", "Protest", {"protester": "The miners", "target": "the mayor"}),
    ("The gunman opened fire.", "Shooting", {"attacker": "The gunman"}),
    ("The union called for the mayor to resign.", "Appeal", {"appealer": "The union", "addressee": "the mayor"}),
    ("Norway was the first to recognise Chad.", "Praise", {"supporter": "Norway", "recipient": "Chad"}),
    ("The bank blamed the slide on speculators.", "Accusation",
     {"accuser": "The bank", "accusedParty": "speculators"}),
    ("The raid was claimed by the militia.", "Attack", {"attacker": "the militia"}),
    ("The blast brought the number of dead to 17.", "Casualties", {"victim": "17"}),
    ("Prosecutors charged four guards with torturing detainees.", "Attack",
     {"attacker": "four guards", "target": "detainees"}),
    # what somebody wants or has done to others
    ("A court ordered the captain's release.", "Release", {"yielder": "A court", "beneficiary": "the captain"}),
    ("The union wants the editor released.", "Release", {"beneficiary": "the editor"}),
    ("The court had two editors jailed.", "Arrest", {"detainee": "two editors"}),
])  # fmt: skip
def test_what_a_trigger_of_several_words_tells(read: Read, text: str, kind: str, wanted: dict[str, str]) -> None:
    reading = read(text)
    found = [roles(reading, event) for event in events_of(reading, kind)]
    assert [{role: each.get(role, []) for role in wanted} for each in found] == [
        {role: [words] for role, words in wanted.items()}]


@pytest.mark.parametrize(("text", "told"), [
    ("Two teenagers were stabbed to death in Orle.", [("killed", [])]),
    ("Doctors treated 40 people for burns.", [("injured", [])])])
def test_casualties_are_told_once_and_not_by_who_helps(
    read: Read, text: str, told: list[tuple[str, list[str]]]
) -> None:
    reading = read(text)
    found = events_of(reading, "Casualties")
    assert [(e.quantity and e.quantity.effect, roles(reading, e).get("attacker", [])) for e in found] == told


def test_nobody_is_behind_what_no_group_claims(read: Read) -> None:
    reading = read("No group claimed responsibility for the raid.")
    assert [roles(reading, event) for event in events_of(reading, "Attack")] == [{}]


@pytest.mark.parametrize(("text", "victims"), [
    ("The crash left two teachers dead and a pupil badly hurt.", ["two teachers", "a pupil"]),
    ("The clashes left 31 inmates dead and 12 guards injured.", ["31 inmates", "12 guards"])])
def test_who_is_left_dead_or_hurt(read: Read, text: str, victims: list[str]) -> None:
    reading = read(text)
    assert [roles(reading, event)["victim"] for event in events_of(reading, "Casualties")] == [[v] for v in victims]


@pytest.mark.parametrize(("text", "kind"), [
    ("Norway sent missiles to Chad.", "Shooting"),
    ("The army seized a trawler.", "Occupation"),
    ("Norway took the ferry company to court.", "Occupation"),
    ("Norway torpedoed the resolution.", "Shooting"),
    ("Norway revoked the visa of the singer.", "Concession"),
    ("He opened fire in a cinema.", "Fire"),
    ("The militia seized tanks from the army.", "Arrest"),
    ("The officers returned two masks to Chad.", "Movement"),
    ("Cuba has flown 50 doctors to Chad.", "Visit"),
    ("Troops traded fire with the rebels.", "Cooperation"),
    ("Residents reported fighting in Orle.", "Clash"),
    ("Soldiers defused two bombs near the airport.", "Bombing"),
    ("The militia withdrew from the town under a deal.", "Cancellation"),
    ("The bloc suspended aid to Chad in protest.", "Concession"),
    ("Lena Okoro broke it, according to the guard.", "Rejection"),
    ("The figures demonstrated that it helps.", "Protest"),
    ("Guests were told when to join the queue by the guards.", "Demand"),
    ("The church closed on Friday.", "Restriction"),
    ("Protesters were in the square.", "Protest"),
    ("Jets bombed the bridge, cutting the supply road to Orle.", "Rupture")])
def test_what_it_does_not_tell(read: Read, text: str, kind: str) -> None:
    assert kind not in {event.type for event in read(text).events}


@pytest.mark.parametrize(("text", "kind", "code"), [
    ("Chad vowed to shell the port of Orle.", "Promise", "THREATEN"),
    ("Norway stopped sharing intelligence with Chad.", "Cooperation", "SANCTION"),
    ("Norway will no longer share intelligence with Chad.", "Cooperation", "SANCTION"),
    ("Norway refused to share intelligence with Chad.", "Cooperation", "REJECT"),
    ("Norway stopped bombing Chad.", "Bombing", "YIELD"),
    ("The union called for the mayor to resign.", "Resignation", "REQUEST"),
    ("A judge ordered nine ministers jailed.", "Demand", "COERCE"),
    ("The judge ordered the police to free the editor.", "Demand", "REQUEST"),
    ("Norway and Chad began military exercises.", "Mobilization", "COOPERATE"),
    ("Chad held war games near Orle.", "JointExercise", "MOBILIZE"),
    ("Norway expressed readiness to deepen ties and thanked Chad.", "Praise", "SUPPORT"),
    ("Norway's decision to ban the party angered many.", "Restriction", "COERCE"),
    ("Norway may suspend aid to Chad, a spokesman said.", "Rupture", "THREATEN"),
    ("The rebels tried to kill the mayor.", "Casualties", "ASSAULT"),
    ("A mob set fire to the court.", "Attack", "PROTEST"),
    ("Norway has decided to lift the ban on Chad.", "Easing", "YIELD"),
    ("Norway sent 200 soldiers to Chad on a peacekeeping mission.", "Deployment", "AID"),
    ("Norway threatened on Monday to impose sanctions on Chad.", "Sanction", "THREATEN"),
    ("Chad vowed to rebuild the port of Orle.", "Promise", "AGREE"),
    ("Norway said it could impose sanctions on Chad.", "Sanction", "THREATEN"),
    ("Analysts said Norway could impose sanctions on Chad.", "Sanction", "COERCE"),
    ("Chad vowed to retaliate against Norway.", "Threat", "THREATEN")])
def test_codes_of_what_is_announced_decided_or_done_by_a_crowd(read: Read, text: str, kind: str, code: str) -> None:
    assert [event.plover for event in read(text).events if event.type == kind] == [code]


def test_a_particle_may_be_the_first_word_of_an_article(read: Read) -> None:
    text = "For the first time, the rest of the country seems headed down a similar path."
    assert read(text).article.text == text
