"""What only looks like one: descriptions and surnames that stay apart, read with the shipped weights."""

from __future__ import annotations

import re

import pytest

from kgraph.reader import Reader
from kgraph.records import Article, Reading


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def read(reader: Reader, text: str) -> Reading:
    return reader.read(Article("apart", "urn:kgraph:article:apart", text))


def entity_at(reading: Reading, words: str, nth: int) -> str | None:
    """The entity of the mention that ends where these words do; None as well where they are no mention."""
    end = [m.end() for m in re.finditer(rf"{words}\b", reading.article.text)][nth]
    return next((m.entity for m in reading.mentions if m.slice.end == end), None)


APART = [
    # below another office
    (
        "The Republican vice presidential nominee spoke in Orle. Later the Republican nominee spoke in Dorva.",
        ("the Republican nominee", 0),
        ("The Republican vice presidential nominee", 0),
    ),
    (
        "The deputy minister resigned on Monday. The minister accepted it at once.",
        ("The minister", 0),
        ("The deputy minister", 0),
    ),
    # whose it is: another owner, another thing
    (
        "Omar Holt and Holt's wife, Lena, came to Norvik. Ivo Reyes, a senator, greeted them, and Reyes's wife sang.",
        ("Reyes's wife", 0),
        ("Lena", 0),
    ),
    (
        "The son of a shipowner was freed on Monday. Later the son of Omar Reyes left the court, too.",
        ("the son", 0),
        ("The son", 0),
    ),
    (
        "The Reyes campaign sent out letters. Hours later Brill's campaign sent out its own, and the mayor laughed.",
        ("campaign", 1),
        ("The Reyes campaign", 0),
    ),
    ("Arvo Lind, a trader, was seen in Selm. The eldest son of Lind came later.", ("The eldest son", 0), ("Lind", 0)),
    # one is not several
    (
        "The blast tore a pipe in Selm. Engineers fear more blasts, and the cause of the blasts is not known.",
        ("the blasts", 0),
        ("The blast", 0),
    ),
    # another one, as the words tell
    (
        "The debate in Norvik drew a crowd. The mayor had missed an earlier debate, and the second debate is near.",
        ("the second debate", 0),
        ("The debate", 0),
    ),
    # an office that nobody was told to have, or to have no more
    (
        "Former President Omar Reyes spoke in Selm on Monday. Reyes said the president had signed the bill in May.",
        ("the president", 0),
        ("Omar Reyes", 0),
    ),
    (
        "Senator Lena Holt, the nominee, spoke in Selm. Holt asked why he had met the president in March.",
        ("the president", 0),
        ("Lena Holt", 0),
    ),
    (
        "The senator said his campaign had money. Later Brill's campaign sent out letters, and the mayor laughed.",
        ("Brill's campaign", 0),
        ("his campaign", 0),
    ),
    # side by side, they are two
    ("The president and the chancellor greeted guests.", ("The president", 0), ("the chancellor", 0)),
    # a part of a country
    ("Three of the peaks are in the Selka region of Norway.", ("the Selka region", 0), ("Norway", 0)),
    # kin carry the surname, but others are called by it
    (
        "President Holt spoke on Monday. He came with his wife, Lena Holt. “The port will open,” Mr. Holt said.",
        ("Holt", 0),
        ("Lena Holt", 0),
    ),
    (
        "President Holt spoke on Monday. He came with his wife, Lena Holt. “The port will open,” Mr. Holt said.",
        ("Holt", 2),
        ("Lena Holt", 0),
    ),
    (
        "Ms. Voss left early. A brother, Arvo Voss, stayed, and Mr. Voss thanked the guests.",
        ("Voss", 0),
        ("Arvo Voss", 0),
    ),
    # of two with one surname, kin or not, it is open who is meant
    (
        "Lena Brill, the mother of a sailor, wept. Arvo Brill sank with his ship. Brill was known in Selm.",
        ("Brill", 2),
        ("Arvo Brill", 0),
    ),
    # what they are of tells them apart
    (
        "The council praised the use of local stone. The report also lists the use of old timber.",
        ("the use", 1),
        ("the use", 0),
    ),
    ("An earlier effort to save the mill failed. Brill was behind this latest effort.", ("effort", 1), ("effort", 0)),
    ("Lind was the fifth player to score. Brill became the 14th player to do so.", ("player", 1), ("player", 0)),
    ("The draft version names three ports, but the final version names two.", ("final version", 0), ("version", 0)),
    ("“We like your company,” she said. Norway's Brill company is near.", ("Brill company", 0), ("your company", 0)),
    # beside a place, not that place; three bodies, not one of them
    ("A rich suburb of Oslo was flooded. Oslo was not.", ("A rich suburb", 0), ("Oslo", 0)),
    (
        "In May three rebel groups - the Selka People's Front, the Arvo Front and the Norvik Front - took the port.",
        ("three rebel groups", 0),
        ("Selka People's Front", 0),
    ),
    # a government is not its nation, an office not the state
    (
        "The unions accuse the Norwegian government of neglect. They say the nation needs schools.",
        ("the nation", 0),
        ("the Norwegian government", 0),
    ),
    ("Voters in her state were few. Secretary of State Omar Holt counted them.", ("State", 0), ("her state", 0)),
    # in a list, each is somebody else
    (
        "The president, Ivo Brill; former senator Omar Reyes, and the director of the port, Lena Holt, marched.",
        ("the director", 0),
        ("Omar Reyes", 0),
    ),
    # a bare noun begins anew
    ("Ada Voss sold her business. Boats may open for business again.", ("business", 1), ("her business", 0)),
    # two kinds of a thing
    (
        "The water scandal broke in May. Brill should resign over the land scandal, the mayor said.",
        ("the land scandal", 0),
        ("The water scandal", 0),
    ),
    ("The (Catholic) church spoke. Later the Protestant church spoke.", ("Protestant church", 0), ("church", 0)),
    (
        "The Rural Labour Caucus met. Ana Reyes, who leads the Liberal caucus, did not come.",
        ("the Liberal caucus", 0),
        ("The Rural Labour Caucus", 0),
    ),
    # whose it is, told only later
    (
        "Ivo Brill is in good health, his doctor wrote. Others asked about the health of Lena Holt.",
        ("the health", 0),
        ("good health", 0),
    ),
    # "that" is the one just told of
    (
        "The leading candidate left. Only a strong candidate can win the coast, and for many that candidate is Brill.",
        ("that candidate", 0),
        ("The leading candidate", 0),
    ),
    # a county is no country, and an agency of the press not the country that it is named after
    (
        "Norvik County is a bellwether. Voters are tired. “The country needs a change,” a man of Norvik County said.",
        ("The country", 0),
        ("Norvik County", 0),
    ),
    ("The Gabon News Agency (GNA) told of the flood. Gabon has many rivers.", ("Gabon News Agency", 0), ("Gabon", 1)),
    # who is addressed is not who speaks
    ("“That was a good speech, Mr. President,” Omar Reyes told him.", ("Mr. President", 0), ("Omar Reyes", 0)),
]


@pytest.mark.parametrize(("text", "one", "other"), APART, ids=[f"{n} {c[1][0]}" for n, c in enumerate(APART)])
def test_apart(text: str, one: tuple[str, int], other: tuple[str, int], reader: Reader) -> None:
    reading = read(reader, text)
    first, second = entity_at(reading, *one), entity_at(reading, *other)
    assert first is None or first != second


SAME = [
    (
        "Lena Holt came with her husband, Omar Holt. Her husband carried the bags.",
        ("Her husband", 0),
        ("Omar Holt", 0),
    ),
    ("The Reyes campaign sent letters. The campaign said it would send more.", ("The campaign", 0), ("campaign", 0)),
    ("Omar Reyes and his wife, Lena Holt, left. They came back late.", ("his", 0), ("Omar Reyes", 0)),
    ("Lena Holt spoke on Monday. Her brother, Arvo Holt, listened. Ms. Holt wept.", ("Holt", 2), ("Lena Holt", 0)),
    ("Ivo Lopez fired, and his brother Arvo Lind gave the orders. Lind was caught.", ("Lind", 1), ("Arvo Lind", 0)),
    (  # one who is mostly told of for herself
        "Holt leads. Lena Holt spoke, Lena Holt won, and they mocked Lena Holt, wife of a banker. In May, Holt runs.",
        ("Holt", 4),
        ("Lena Holt", 0),
    ),
    (
        "Lena Holt spoke in Selm. Injecting Holt's debts into the race, Brill lost. Holt won.",
        ("Holt", 2),
        ("Lena Holt", 0),
    ),
    ("A bridge fell in Selm on Monday. The bridge was old.", ("The bridge", 0), ("bridge", 0)),
    ("The Oslo suburb of Selm was flooded.", ("suburb", 0), ("Selm", 0)),
    ("The town of Selm was flooded.", ("The town", 0), ("Selm", 0)),
    ("President Omar Reyes came to Selm. Reyes spoke, and the president left.", ("the president", 0), ("Reyes", 0)),
]


@pytest.mark.parametrize(("text", "one", "other"), SAME, ids=[f"{n} {c[1][0]}" for n, c in enumerate(SAME)])
def test_still_one(text: str, one: tuple[str, int], other: tuple[str, int], reader: Reader) -> None:
    reading = read(reader, text)
    assert entity_at(reading, *one) == entity_at(reading, *other) is not None
