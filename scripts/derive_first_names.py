"""Derive `ontologies/first_names.tsv`: which first names are men's and which are women's.

    python scripts/derive_first_names.py CENSUS_FOLDER [FILE]

From the first names of the census of the USA of 1990 (`dist.male.first` and `dist.female.first`, public domain) and
those that the package Faker (MIT) lists by country. A name that is given to both is left out unless one has it ten
times as often. The table is what is used at run time; the sources are needed only to derive it anew.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import faker.providers.person as people  # type: ignore[import-not-found]

TARGET = Path(__file__).resolve().parent.parent / "ontologies" / "first_names.tsv"
PER_COUNTRY = 0.03  # what a country's list counts for, in per cent of the people of the census
OFTENER = 10  # how much oftener than the other a name must be given to one of the two
NAME = re.compile(r"[A-Z][a-z]{1,}(?:-[A-Z]?[a-z]+)?")
# How English newspapers write Cyrillic names (BGN/PCGN without its marks).
CYRILLIC = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґ",
        "a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh shch _ y _ e yu ya i yi ye g".split(),
        strict=True,
    )
)


def write_first_names(census: Path, target: Path = TARGET) -> int:
    """Write the table; the number of its names."""
    given: dict[str, dict[str, float]] = {"he": defaultdict(float), "she": defaultdict(float)}
    for gender, name in (("he", "male"), ("she", "female")):
        for line in (census / f"dist.{name}.first").read_text("ascii").splitlines():
            word, share, *_ = line.split()
            given[gender][word.capitalize()] += float(share)
    for module in sorted(m.name for m in pkgutil.iter_modules(people.__path__) if m.ispkg):
        provider = importlib.import_module(f"{people.__name__}.{module}").Provider
        for gender, attribute in (("he", "first_names_male"), ("she", "first_names_female")):
            names = {w for name in getattr(provider, attribute, ()) for w in spell(str(name))}
            for each in names:
                given[gender][each] += PER_COUNTRY
    rows = sorted(
        (name, gender)
        for gender, other in (("he", "she"), ("she", "he"))
        for name, share in given[gender].items()
        if share >= OFTENER * given[other].get(name, 0.0)
    )
    target.write_text("".join(f"{name}\t{gender}\n" for name, gender in [("name", "pronoun"), *rows]), "utf-8")
    return len(rows)


def spell(name: str) -> Iterator[str]:
    """A name in the letters of English newspapers, or nothing where that is not known."""
    letters = "".join(CYRILLIC.get(c, c).replace("_", "") for c in name.lower())
    plain = "".join(c for c in unicodedata.normalize("NFKD", letters) if not unicodedata.combining(c))
    for form in ends(plain.replace("ø", "o").replace("ł", "l").replace("ı", "i").replace("đ", "d")):
        word = form.title() if " " not in form else ""
        if NAME.fullmatch(word):
            yield word


def ends(name: str) -> Iterable[str]:
    """ "Sergey" is "Sergei" as well, and "Yuriy" "Yuri" and "Yury"."""
    if name.endswith("iy"):
        return {name, name[:-1], name[:-2] + "y"}
    return {name, name[:-1] + "i"} if name.endswith("ey") else {name}


if __name__ == "__main__":
    print(write_first_names(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else TARGET))
