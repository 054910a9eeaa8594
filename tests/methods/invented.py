"""Invented people with names of the country's shape, for the tests of linkage; the same for the same seed."""

import random

from tabara.methods.linkage import NameRecord

STEMS = "Nda Ndayi Ni Niyo Nta Ntaki Nku Nduwi Ha Haka Hari Bizi Biri Ma Mani Nzo Nsha Si Sinda Ru Ka Kari Mu"
MIDDLES = "ra ri ru ro ya yi ye za zi ma mi ka ki ko sha na ni ba bi bu ta ti to ndi nge mba bwi rwa mvu he"
ENDS = "mana imana nziza bona gira kiza ziye yeye kuru gabo nkunda shaka keye nyaga kozi rera mvye"
GIVEN = (
    "Jeannette Dative Lambert Odette Simon Ginette Prudence Capitoline Emelyne Claudine Apollinaire Bernard Sylvie "
    "Cyriaque Evelyne Imelda Melchior Leonard Rosette Estella Innocent Larissa Thérèse Philippe Gorethe Espérance "
    "Gaudence Thierry Josiane Ferdinand Boniface Pélagie Schola Mireille Colette Norbert Vestine Elie Aline Denise"
)


def invent(number: int, seed: int) -> tuple[NameRecord, ...]:
    """Draw people whose names are as unequally common as real ones (Zipf)."""
    rng = random.Random(seed)
    surnames = sorted({_surname(rng) for _ in range(1_500)})
    rng.shuffle(surnames)
    given = _drawn(GIVEN.split(), number, rng)
    return tuple(
        NameRecord(first, last, rng.randint(1955, 2023), rng.choice("FM"), f"C{rng.randrange(119):03}")
        for first, last in zip(given, _drawn(surnames, number, rng), strict=True)
    )


def _surname(rng: random.Random) -> str:
    middles = "".join(rng.choice(MIDDLES.split()) for _ in range(rng.choice((0, 1, 1, 2))))
    return rng.choice(STEMS.split()) + middles + rng.choice(ENDS.split())


def _drawn(names: list[str], number: int, rng: random.Random) -> list[str]:
    return rng.choices(names, [1 / (rank + 10) for rank in range(len(names))], k=number)
