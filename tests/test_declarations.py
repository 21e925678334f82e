"""All declarations are read, and a damaged file is reported with all its faults, each with file and term."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kgraph.declarations import load_ontology, ontology_folder
from kgraph.ontology import words_of
from kgraph.records import KgraphError
from kgraph.turtle import DeclarationError

REQUIRED_EVENTS = {"Deployment", "Attack", "Casualties", "Protest", "Arrest", "Condemnation", "Appeal", "Threat",
                   "Promise", "Meeting"}
DESCRIBED = ("Person", "Group", "Force", "GovernmentBody", "Organization", "NewsOutlet", "InternationalOrganization",
             "Settlement", "Region", "Country", "Facility")
SENTENCES = Path(__file__).parent / "sentences" / "metamorphic.jsonl"
FORMS = ("verb_negated", "swapped", "other_country", "denied", "planned", "if")
PREFIXES = """@prefix kg: <https://w3id.org/kgraph/ns#> . @prefix kgr: <https://w3id.org/kgraph/reading#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""
EVENT = PREFIXES + """
kg:Launch a owl:Class ; rdfs:subClassOf kg:Event ; rdfs:label "launch"@en ; skos:definition "A rocket starts."@en ;
    sh:property [ sh:path kg:launcher ; sh:class kg:Actor ; sh:minCount 1 ] ;
    kgr:example [ kgr:text "Peru launched a rocket." ; kg:launcher "Peru" ] , "Chile launched two rockets." ;
    kgr:counterexample "Peru did not launch a rocket." .
kg:launching a kgr:Frame ; kgr:evokes kg:Launch ; kgr:verb "launch" , "Lift  Off" ; kgr:subject kg:launcher .
"""
# What is damaged in the event above, and the fault it must give.
DAMAGES = {
    "syntax": (EVENT.replace('"launch"@en ;', '"launch@en ;'), "launch.ttl: "),
    "unknown slot": (EVENT.replace("kgr:subject", "kgr:subjet"),
                     "launch.ttl: launching: kgr:subjet is neither a slot nor"),
    "no property": (EVENT.replace("kgr:subject kg:launcher", "kgr:subject kg:pilot"),
                    "launch.ttl: Launch: launching fills pilot, for which the type has no sh:property"),
    "no class": (EVENT.replace("sh:class kg:Actor ;", ""), "launch.ttl: Launch: role launcher names no class"),
    "few examples": (EVENT.replace(' , "Chile launched two rockets."', ""),
                     "launch.ttl: Launch: needs at least two examples and one counterexample"),
    "no counterexample": (EVENT.replace('    kgr:counterexample "Peru did not launch a rocket." .', "    ."),
                          "launch.ttl: Launch: needs at least two examples and one counterexample"),
    "example without text": (EVENT.replace('kgr:text "Peru launched a rocket." ; ', ""),
                             "launch.ttl: Launch: a kgr:example has no kgr:text"),
    "example of no role": (EVENT.replace('kg:launcher "Peru"', 'kg:rocket "rocket"'),
                           "launch.ttl: Launch: an example expects rocket, for which the type has no sh:property"),
    "no trigger": (EVENT.replace('kgr:verb "launch" , "Lift  Off" ; ', ""), "launch.ttl: launching: has no trigger"),
    "loose, but no trigger": (EVENT.replace('kgr:verb "launch"', 'kgr:loose "lunch" ; kgr:verb "launch"'),
                              'launch.ttl: launching: kgr:loose "lunch" is none of its triggers'),
    "exception to nothing": (EVENT.replace('kgr:verb "launch"', 'kgr:except "book lunch" ; kgr:verb "launch"'),
                             'launch.ttl: launching: kgr:except "book lunch" ends in none of its nouns and begins '
                             'with none of its verbs'),
    "no event": (EVENT.replace("kgr:evokes kg:Launch ; ", ""), "launch.ttl: launching: evokes no event type"),
    "unknown event": (EVENT.replace("kgr:evokes kg:Launch", "kgr:evokes kg:Lunch"),
                      "evokes Lunch, which is not declared as an event type"),
    "no frame": (EVENT.replace("kgr:evokes kg:Launch", "kgr:evokes kg:Lunch"), "launch.ttl: Launch: has no frame"),
    "unknown effect": (EVENT.replace("kgr:verb", "kgr:effect kg:tired ; kgr:verb"),
                       "launch.ttl: launching: kgr:effect tired is not one of detained, displaced"),
    "no label": (EVENT.replace('rdfs:label "launch"@en ; ', ""), "launch.ttl: Launch: has no label"),
    "no definition": (EVENT.replace('skos:definition "A rocket starts."@en ;', ""),
                      "launch.ttl: Launch: has no definition"),
    "direct of no role": (EVENT.replace("    kgr:example", "    kgr:direct [ kgr:property kg:sentUp ] ; kgr:example"),
                          "launch.ttl: Launch: kgr:direct needs kgr:property"),
    "authority without label": (EVENT + "<urn:a:b> a kgr:Authority , kg:Country .", "a known name needs rdfs:label"),
    "authority without class": (EVENT + '<urn:a:b> a kgr:Authority ; rdfs:label "B" .',
                                "a known name needs rdfs:label"),
}


def test_everything_is_read() -> None:
    ontology = load_ontology()
    assert len(ontology.events) >= 10
    assert set(ontology.events) >= REQUIRED_EVENTS
    assert len(ontology.acts) == 48
    assert sum(act.speech for act in ontology.acts.values()) == 37
    assert len(ontology.authorities) == 1239
    assert set(ontology.lexicon) >= {*DESCRIBED, "planned", "demanded", "possible", "conditional", "negative",
                                     "lightVerb", "implicative", "clauseCue", "quoteCue", "medium"}
    files = {Path(name).name for name in ontology.files}
    assert files >= {"kgraph.ttl", "reading.ttl", "speech_acts.ttl", "modality.ttl", "deployment.ttl", "parties.ttl"}
    assert "shapes.ttl" not in files


def test_speech_acts_cover_the_verbs_of_speaking_once_each() -> None:
    ontology = load_ontology()
    for kind in ("verbs", "nouns", "adjectives"):
        lemmas = [lemma for act in ontology.acts.values() for lemma in getattr(act, kind)]
        assert len(lemmas) == len(set(lemmas)), f"a lemma stands in two acts: {kind}"
    verbs = {verb: act.name for act in ontology.acts.values() for verb in act.verbs}
    assert len(verbs) == 621
    expected = {"say": "say", "tell": "tell", "allege": "claim", "vow": "promise", "caution": "warn", "reject": "deny",
                "reiterate": "insist", "think": "believe", "plan": "intend", "call on": "urge", "blame": "accuse"}
    assert {verb: verbs[verb] for verb in expected} == expected
    assert not ontology.acts["fear"].speech
    cues = words_of(ontology, ["clauseCue"], "verb")
    assert len(cues) == 199
    assert cues <= verbs.keys()
    assert not cues & words_of(ontology, ["quoteCue"], "verb")


def test_a_noun_describes_one_class() -> None:
    ontology = load_ontology()
    nouns = [noun for name in DESCRIBED for noun in ontology.lexicon[name]["noun"]]
    assert len(nouns) == len(set(nouns))
    assert len(nouns) > 2000
    expected = {"troops": "Force", "police": "Force", "authorities": "GovernmentBody", "protesters": "Group",
                "spokeswoman": "Person", "airport": "Facility", "village": "Settlement", "broadcaster": "NewsOutlet"}
    found = {noun: next(name for name in DESCRIBED if noun in ontology.lexicon[name]["noun"]) for noun in expected}
    assert found == expected


def test_the_event_of_the_damages_is_sound(tmp_path: Path) -> None:
    (tmp_path / "launch.ttl").write_text(EVENT, encoding="utf-8")
    event = load_ontology((tmp_path,)).events["Launch"]
    assert event.file == "launch.ttl"
    assert [role.name for role in event.roles if role.required] == ["launcher"]
    assert event.frames[0].verbs == {"launch", "lift off"}
    assert [example.text for example in event.examples] == ["Chile launched two rockets.", "Peru launched a rocket."]


@pytest.mark.parametrize("name", DAMAGES)
def test_a_fault_names_file_and_term(name: str, tmp_path: Path) -> None:
    text, fault = DAMAGES[name]
    assert text != EVENT
    (tmp_path / "launch.ttl").write_text(text, encoding="utf-8")
    with pytest.raises(DeclarationError) as caught:
        load_ontology((tmp_path,))
    assert any(fault in line for line in caught.value.faults), caught.value.faults


def test_all_faults_are_reported_at_once(tmp_path: Path) -> None:
    (tmp_path / "launch.ttl").write_text(DAMAGES["unknown slot"][0], encoding="utf-8")
    (tmp_path / "broken.ttl").write_text(PREFIXES + "kg:x a kgr:Frame ;;; [", encoding="utf-8")
    (tmp_path / "latin.ttl").write_bytes((PREFIXES + 'kg:y rdfs:label "café" .').encode("latin-1"))
    (tmp_path / "name.ttl").write_text(DAMAGES["authority without label"][0].replace("Launch", "Start").replace(
        "kg:launching", "kg:starting"), encoding="utf-8")
    with pytest.raises(DeclarationError) as caught:
        load_ontology((tmp_path,))
    faults = caught.value.faults
    assert {line.split(":")[0] for line in faults} == {"launch.ttl", "broken.ttl", "latin.ttl", "name.ttl"}
    assert str(caught.value).splitlines() == faults == sorted(faults)


def test_a_missing_or_empty_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(KgraphError, match="nowhere: no such file or folder"):
        load_ontology((tmp_path / "nowhere",))
    with pytest.raises(KgraphError, match=r"holds no \.ttl file"):
        load_ontology((tmp_path,))


def test_the_hash_follows_the_text(tmp_path: Path) -> None:
    (tmp_path / "launch.ttl").write_text(EVENT, encoding="utf-8")
    other = tmp_path / "other"
    other.mkdir()
    (other / "launch.ttl").write_text(EVENT.replace("A rocket", "One rocket"), encoding="utf-8")
    first, second = load_ontology((tmp_path / "launch.ttl",)), load_ontology((other,))
    assert len({load_ontology().hash, first.hash, second.hash}) == 3


def test_no_lexicon_word_is_spelt_with_capitals() -> None:
    """Lemmas are compared in lower case, so a capital in a declaration is a slip."""
    files = [ontology_folder() / f"{name}.ttl" for name in
             ("speech_acts", "mental_states", "cues", "modality", "descriptions", "descriptions_people")]
    lines = [line for file in files for line in file.read_text(encoding="utf-8").splitlines() if "@en" not in line]
    words = [word for line in lines if not line.startswith("#") for word in line.split('"')[1::2]]
    assert len(words) > 3900
    assert [word for word in words if word != word.lower()] == []


def test_the_metamorphic_sentences_are_whole() -> None:
    rows = [json.loads(line) for line in SENTENCES.read_text(encoding="utf-8").splitlines()]
    assert len(rows) == 105
    assert {row["type"] for row in rows} == REQUIRED_EVENTS | {"Visit"}
    assert len({row["text"] for row in rows}) == len(rows)
    for row in rows:
        for key in ("actor", "target", "country"):
            assert row[key] is None or row[key].lower() in row["text"].lower(), row
        assert row["new_country"] in row["other_country"] and row["country"] not in row["other_country"], row
        forms = [row[key] for key in FORMS if row[key]]
        assert len({row["text"], *forms}) == len(forms) + 1, row
        assert " denied that " in row["denied"] and row["if"].startswith("If "), row
    assert sum(row["swapped"] is not None for row in rows) == 47
