"""One over articles: what is told of in several is found, what only looks alike stays apart, whatever the order."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest
from readings import small_ontology
from stories import Story, build

from kgraph.checks import check_store
from kgraph.declarations import ontology_folder
from kgraph.identity import update_identity
from kgraph.identity.graph import Merged, load_identity
from kgraph.records import Argument, Mention, Quantity, Slice
from kgraph.store import Store

FERRY = "The ferry Marta sank off Vessel Point near Tarn on Monday in heavy rain. Rescuers pulled {} from the water. "


def merge(*stories: Story) -> tuple[Store, list[Merged]]:
    store = build(stories)
    return store, update_identity(store, small_ontology())


def together(merged: list[Merged], *members: str) -> Merged | None:
    """What has all of these members."""
    return next((each for each in merged if set(members) <= set(each.members)), None)


def minister(article: str, text: str, role: str = "foreign minister", country: str = "Mali") -> tuple[Story, str]:
    story = Story(article, text)
    who = story.name("Awa Keita", "Person")
    story.role(who, role, story.name(country, "Country"))
    return story, who


def test_one_office_makes_one_person() -> None:
    first, one = minister("a", "Awa Keita, the foreign minister of Mali, spoke of wheat.")
    second, other = minister("b", "In Lund the foreign minister of Mali, Awa Keita, opened a bridge.")
    store, merged = merge(first, second)
    found = together(merged, one, other)
    assert found is not None and len(merged) == 1
    assert (found.iri, found.label) == ("urn:kgraph:entity:awa-keita", "Awa Keita")
    (link,) = found.links
    assert link.reasons == ("same affiliation: Mali", "same name: Awa Keita", "same role: foreign minister")
    assert [row[0] for row in store.query(f"SELECT ?whole {{ <{one}> kg:identifiedAs ?whole }}").rows] == [found.iri]
    assert store.query("SELECT ?reason { ?merge a kg:Merge ; kg:reason ?reason } ORDER BY ?reason").rows == [
        ("same affiliation: Mali",), ("same name: Awa Keita",), ("same role: foreign minister",)]


def test_two_countries_make_two_people() -> None:
    first, _ = minister("a", "Awa Keita, the foreign minister of Mali, spoke of wheat.")
    second, _ = minister("b", "In Lund the foreign minister of Chad, Awa Keita, opened a bridge.", country="Chad")
    assert merge(first, second)[1] == []


@pytest.mark.parametrize(("age", "count"), [("51", 1), ("52", 1), ("34", 0)])
def test_ages_must_agree(age: str, count: int) -> None:
    first, _ = minister("a", "Awa Keita, 51, the foreign minister of Mali, spoke of wheat.")
    second, _ = minister("b", f"In Lund the foreign minister of Mali, Awa Keita, {age}, opened a bridge.")
    assert len(merge(first, second)[1]) == count


def test_a_name_alone_is_not_enough() -> None:
    first, second = Story("a", "Bo Lind sang in a choir."), Story("b", "A horse of Bo Lind won at noon.")
    assert merge(first, second)[1] == []
    for story in (first, second):
        story.name("Bo Lind", "Person")
    assert merge(first, second)[1] == []


def test_company_kept_makes_one_person() -> None:
    first, second = Story("a", "Bo Lind and Ida Rask sang."), Story("b", "Ida Rask praised the horse of Bo Lind.")
    for story in (first, second):
        story.name("Bo Lind", "Person")
        story.name("Ida Rask", "Person")
    _, merged = merge(first, second)
    assert [each.label for each in merged] == ["Bo Lind", "Ida Rask"]
    assert merged[0].links[0].reasons == ("same company: Ida Rask", "same name: Bo Lind")


def ferry(article: str, how: str, count: int, who: str = "Ida Rask", day: str = "2021-03-01") -> tuple[Story, str, str]:
    story = Story(article, FERRY.format(how) + f"In all {count} sailors were killed, {who} said.")
    speaker = story.name(who, "Person")
    story.name("Tarn", "Settlement")
    victims = story.name("sailors", "Group")
    return story, speaker, story.event("Casualties", "killed", ("victim", victims), day=("Monday", day), killed=count)


def test_reports_of_one_event_keep_their_figures() -> None:
    (first, _, one), (second, _, other) = ferry("a", "forty men", 13), ferry("b", "some forty men", 15)
    store, merged = merge(first, second)
    found = together(merged, one, other)
    assert found is not None and found.label == "Casualties killed, 2021-03-01"
    assert store.query(f"""SELECT ?article ?figure {{ ?event kg:identifiedAs <{found.iri}> ; kg:minimum ?figure ;
        kg:reportedIn ?article }} ORDER BY ?figure""").rows == [
        ("urn:kgraph:article:a", "13"), ("urn:kgraph:article:b", "15")]


def dead(article: str, how: str, count: int, whom: str, verb: str) -> tuple[Story, str]:
    story = Story(article, FERRY.format(how) + f"In all {count} {whom} {verb}, police said.")
    return story, story.event("Casualties", verb, ("victim", story.name(f"{count} {whom}", "Group")), killed=count)


def test_other_words_for_the_same_dead_are_one_event() -> None:
    first, one = dead("a", "forty men", 2, "people", "killed")
    second, other = dead("b", "some forty men", 3, "people", "died")
    assert together(merge(first, second)[1], one, other)


def test_other_dead_are_another_event_where_a_report_counts_several() -> None:
    """Two sailors and three rescuers here, people there: which of the two they are, nobody can tell."""
    first, one = dead("a", "forty men", 2, "people", "killed")
    second, sailors = dead("b", "some forty men", 3, "sailors", "killed")
    second.text += " The rain killed 4 rescuers."
    start = second.text.index("killed 4")
    rescuers = second.name("4 rescuers", "Group")
    second.events.append(replace(second.events[0], id=f"event-casualties-{start}-{start + 6}",
                                 trigger=Slice(start, start + 6), quantity=Quantity("killed"),
                                 arguments=(Argument("victim", second.at("4 rescuers"), rescuers),)))
    merged = merge(first, second)[1]
    assert together(merged, one, sailors) is None
    assert not any("#event" in member for each in merged for member in each.members)


def raids(article: str, *targets: str) -> tuple[Story, list[str], str]:
    """Attacks on so many targets, then "the assault", of which nothing more is told."""
    text = "In Tarn " + ", then ".join(f"gunmen {verb} {what}" for verb, what in zip(RAIDED, targets, strict=False))
    story = Story(article, f"{text}. The assault was over by noon.")
    told = [story.event("Attack", verb, ("target", story.name(what, "Place")))
            for verb, what in zip(RAIDED, targets, strict=False)]
    return story, told, story.event("Attack", "assault")


RAIDED = ("stormed", "ransacked")


def test_what_is_told_of_again_in_passing_is_the_only_one_of_its_kind() -> None:
    story, (raid,), again = raids("a", "the mill")
    found = together(merge(story)[1], raid, again)
    assert found is not None
    assert found.links[0].reasons == ("the only Attack in its article", "told of in passing: assault")


def test_which_of_two_is_told_of_again_is_nobodys_guess() -> None:
    story, (mill, depot), again = raids("a", "the mill", "the depot")
    merged = merge(story)[1]
    assert together(merged, mill, again) is None and together(merged, depot, again) is None


def test_the_victims_of_one_event_are_one() -> None:
    (first, *_), (second, *_) = ferry("a", "forty men", 13), ferry("b", "some forty men", 15)
    _, merged = merge(first, second)
    found = together(merged, f"{first.iri}#entity-sailors", f"{second.iri}#entity-sailors")
    assert found is not None and found.links[0].reasons == ("same victim of one Casualties: sailors",)


def told_of(article: str, text: str, verb: str, lemma: str, what: str, who: str = "") -> tuple[Story, str]:
    """An occurrence, which its verb alone tells from others."""
    story = Story(article, FERRY.format("forty men") + text)
    roles = [("patient", story.name(what, "Entity"))] + ([("agent", story.name(who, "Person"))] if who else [])
    event = story.event("Occurrence", verb, *roles)
    story.events[-1] = replace(story.events[-1], lemma=lemma)
    return story, event


@pytest.mark.parametrize(("text", "verb", "lemma", "what", "count"), [
    ("The owner repainted the old ferry.", "repainted", "repaint", "the old ferry", 1),
    ("Ida Rask will be repainting the ferry.", "repainting", "repaint", "the ferry", 1),
    ("The owner insured the old ferry.", "insured", "insure", "the old ferry", 0),
    ("The owner repainted three churches and a bakery.", "repainted", "repaint", "three churches", 0)])
def test_occurrences_of_one_verb_and_one_patient_are_one(
    text: str, verb: str, lemma: str, what: str, count: int
) -> None:
    first, one = told_of("a", "The owner has repainted the ferry.", "repainted", "repaint", "the ferry")
    second, other = told_of("b", text, verb, lemma, what)
    assert len([m for m in merge(first, second)[1] if one in m.members and other in m.members]) == count


def test_who_may_be_one_is_no_other() -> None:
    first, one = told_of("a", "Bo Lind Rask repainted it.", "repainted", "repaint", "it", "Bo Lind Rask")
    second, other = told_of("b", "Rask repainted it.", "repainted", "repaint", "it", "Rask")
    third, another = told_of("c", "Ida Moe repainted it.", "repainted", "repaint", "it", "Ida Moe")
    merged = merge(first, second, third)[1]
    assert together(merged, one, other) is not None and together(merged, one, another) is None


def test_he_is_not_she() -> None:
    (first, *_), (second, *_), (third, *_) = (ferry(name, "forty men", 13) for name in "abc")
    told = []
    for story, pronoun in ((first, "he"), (second, "she"), (third, "he")):
        story.text += f" Lind bought her in May. Later {pronoun} sold her, and {pronoun} left."
        told.append(story.name("Lind", "Person"))
        for start in (story.text.index(f"Later {pronoun}") + 6, story.text.index(f"and {pronoun} left") + 4):
            place = Slice(start, start + len(pronoun))
            story.mentions.append(Mention(f"mention-{place.start}-{place.end}", place, "pronoun", "Person", told[-1]))
    merged = merge(first, second, third)[1]
    assert together(merged, told[0], told[2]) is not None and together(merged, told[0], told[1]) is None


def test_a_surname_of_two_words_is_whoever_has_it_in_the_story() -> None:
    (first, *_), (second, *_), (third, *_) = (ferry(name, "forty men", 13) for name in "abc")
    first.text += " Gaetano Lo Presti owns her."
    second.text += " Lo Presti bought her in May."
    one, other = first.name("Gaetano Lo Presti", "Person"), second.name("Lo Presti", "Person")
    assert together(merge(first, second)[1], one, other) is not None
    third.text += " Bo Lo Presti had built her."
    another = third.name("Bo Lo Presti", "Person")
    merged = merge(first, second, third)[1]
    assert together(merged, one, other) is None and together(merged, another, other) is None


def test_what_is_told_in_like_words_is_one() -> None:
    how = "At noon crews {} the harbour crane near the northern lighthouse with ropes."
    first, one = told_of("a", how.format("secured"), "secured", "secure", "the harbour crane")
    second, other = told_of("b", how.format("were securing"), "securing", "secure", "ropes")
    second.events[-1] = replace(second.events[-1], arguments=())
    found = together(merge(first, second)[1], one, other)
    assert found is not None
    assert "told in like words: crane, crews, harbour, lighthouse" in found.links[0].reasons


def test_the_same_verb_of_others_is_no_one_event() -> None:
    first, one = told_of("a", "The owner used ropes.", "used", "use", "ropes")
    second, other = told_of("b", "A diver used a camera.", "used", "use", "a camera")
    assert together(merge(first, second)[1], one, other) is None


@pytest.mark.parametrize(("what", "joined"), [("the fee", True), ("harbour fees", False)])
def test_what_is_often_done_is_no_one_event(what: str, joined: bool) -> None:
    first, one = told_of("a", f"The owner paid {what}.", "paid", "pay", what)
    second, other = told_of("b", f"Nobody else paid {what}.", "paid", "pay", what)
    assert (together(merge(first, second)[1], one, other) is not None) == joined


@pytest.mark.parametrize(
    ("published", "modality", "joined"),
    [("2021-03-06", "asserted", True), ("2021-03-20", "asserted", False), ("2021-03-06", "conditional", False)],
)
def test_the_only_one_of_its_kind_is_one_in_reports_of_the_same_days(
    published: str, modality: str, joined: bool
) -> None:
    first, second = (Story(a, FERRY.format("forty men") + "Gunmen raided it.", day)
                     for a, day in (("a", "2021-03-04"), ("b", published)))
    one, other = (story.event("Attack", "raided", ("attacker", story.name("Gunmen", "Group")))
                  for story in (first, second))
    second.events[-1] = replace(second.events[-1], modality=modality, edges=())
    assert (together(merge(first, second)[1], one, other) is not None) == joined


def assault(article: str, *targets: str) -> tuple[Story, str]:
    """A report of one raid in Tarn, which names what was raided, or tells of it in passing only."""
    tail = f"They stormed {targets[0]}" if targets else "The assault was over by noon"
    story = Story(article, "Gunmen came to Tarn at dawn on Monday, said Mayor Ida Rask, and left by the northern road "
                           f"before the border guards of the old fort arrived. {tail}.")
    if not targets:
        return story, story.event("Attack", "assault")
    return story, story.event("Attack", "stormed", ("target", story.name(targets[0], "Place")))


def test_what_one_report_tells_of_in_passing_is_what_its_story_is_about() -> None:
    told = [assault(article, "the mill") for article in "abc"]
    story, passing = assault("d")
    merged = merge(*(each for each, _ in told), story)[1]
    found = together(merged, told[0][1], passing)
    assert found is not None
    assert any("most of the story tells of the other" in link.reasons for link in found.links)


def test_in_passing_of_a_story_of_several_events_stays_apart() -> None:
    first, raid = assault("a", "the mill")
    second, other = assault("b", "the depot")
    story, passing = assault("c")
    merged = merge(first, second, story)[1]
    assert together(merged, raid, passing) is None and together(merged, other, passing) is None


def test_events_of_other_days_or_other_stories_stay_apart() -> None:
    (first, _, one), (second, _, other) = ferry("a", "forty men", 13), ferry("b", "forty men", 13, day="2021-03-08")
    assert together(merge(first, second)[1], one, other) is None
    third = Story("c", "A mine fell in at Orle in the north, and 13 miners were killed, the owner told reporters.")
    third.event("Casualties", "killed", ("victim", third.name("miners", "Group")), killed=13)
    assert together(merge(first, third)[1], one) is None


def test_a_surname_is_whoever_has_it_in_the_story() -> None:
    first, one, _ = ferry("a", "forty men", 13)
    second, other, _ = ferry("b", "some forty men", 13, who="Rask")
    _, merged = merge(first, second)
    found = together(merged, one, other)
    assert found is not None and found.label == "Ida Rask" and found.names == ("Rask",)
    third, third_one, _ = ferry("c", "forty men", 13, who="Lena Rask")
    assert together(merge(first, second, third)[1], one, other) is None
    assert together(merge(first, third)[1], one, third_one) is None


def test_every_country_has_a_health_ministry() -> None:
    def ministry(article: str, country: str, rest: str) -> Story:
        story = Story(article, f"The Health Ministry of {country} {rest}.")
        story.name("Health Ministry", "GovernmentBody")
        story.name(country, "Country")
        return story
    mali, chad = ministry("a", "Mali", "bought beds"), ministry("b", "Chad", "hired four nurses")
    assert merge(mali, chad)[1] == []
    assert len(merge(mali, ministry("b", "Mali", "hired four nurses"))[1]) == 1


def test_records_decide_on_places() -> None:
    def place(article: str, text: str, number: int) -> Story:
        story = Story(article, text)
        story.name("Orle", "Settlement", (f"https://sws.geonames.org/{number}/",))
        return story
    one, same = place("a", "Snow fell in Orle.", 7), place("b", "A choir from Orle sang.", 7)
    assert [each.same_as for each in merge(one, same)[1]] == [("https://sws.geonames.org/7/",)]
    assert merge(one, place("b", "A choir from Orle sang.", 8))[1] == []


def test_one_record_under_two_names_and_a_nickname() -> None:
    one, same = Story("a", "Snow fell in Orle."), Story("b", "A choir from Old Orle, Norway, sang.")
    for story, name in ((one, "Orle"), (same, "Old Orle, Norway")):
        story.name(name, "Settlement", ("https://sws.geonames.org/7/",))
    (merged,) = merge(one, same)[1]
    assert merged.links[0].reasons == ("same record: https://sws.geonames.org/7/",)
    first, _ = minister("a", "Awa Keita, the foreign minister of Mali, spoke of wheat.")
    second = Story("b", "The foreign minister of Mali, Awa “the Fox” Keita, opened a bridge.")
    second.role(second.name("Awa “the Fox” Keita", "Person"), "foreign minister", second.name("Mali", "Country"))
    assert len(merge(first, second)[1]) == 1


def test_the_order_of_articles_does_not_matter() -> None:
    stories = [ferry("a", "forty men", 13)[0], ferry("b", "some forty men", 15)[0],
               ferry("c", "forty men", 14, who="Rask")[0], minister("d", "Awa Keita, the foreign minister of Mali.")[0]]
    dumps = {merge(*order)[0].dump() for order in permutations(stories)}
    assert len(dumps) == 1 and "kg:identifiedAs" not in dumps and "identifiedAs" in dumps.pop()


def test_what_is_one_follows_the_articles() -> None:
    first, second = ferry("a", "forty men", 13)[0], ferry("b", "some forty men", 15)[0]
    store, merged = merge(first, second)
    assert load_identity(store) == merged and len(merged) >= 3
    assert check_store(store, ontology_folder()) == []
    before = store.dump()
    store.retract(second.iri)
    assert update_identity(store, small_ontology()) == load_identity(store) != merged
    store.replace(second.iri, build([second]).quads(second.iri))
    update_identity(store, small_ontology())
    assert store.dump() == before
