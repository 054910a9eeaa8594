"""Small tables that come from the pack: the bit of each code, and where a place lies in each division."""

from collections.abc import Iterator
from typing import Any

import pyarrow as pa

from tabara.codelists import Pack, Place
from tabara.mart.extraction.reading import MASKED, bits_of

TEXT, SHARE = pa.string(), pa.float64()
BITS = pa.schema([("codelist", TEXT), ("code", TEXT), ("mask", pa.int64())])
SHARES = pa.schema(
    [
        ("place", TEXT),
        ("place_version", TEXT),
        ("to_version", TEXT),
        ("province", TEXT),
        ("commune", TEXT),
        ("weight", SHARE),
    ]
)
GROUPS = pa.schema([("destination_country", TEXT), ("destination_group", TEXT)])
BANDS = pa.schema([("age_group", TEXT), ("youngest", pa.int32()), ("oldest", pa.int32())])


def tables(pack: Pack) -> dict[str, pa.Table]:
    """Give the tables by name."""
    return {
        "code_bits": _table(BITS, _bits(pack)),
        "place_shares": _table(SHARES, _shares(pack)),
        "destination_groups": _table(GROUPS, _groups(pack)),
        "age_bands": _table(BANDS, _bands(pack)),
    }


def settings(pack: Pack) -> dict[str, Any]:
    """Give what the stored rows depend on in the pack: where it changes, the mart is built anew from the start."""
    return {
        "pack": pack.key,
        "currency": pack.currency,
        "place_level": int(pack.parameters["mart_place_level"]),
        "ages": [int(pack.parameters["adult_age"]), int(pack.parameters["elderly_age"])],
        "bits": {name: list(pack.codelist(name).codes) for name in MASKED},
        "versions": list(pack.places.versions),
    }


def _bits(pack: Pack) -> Iterator[tuple[Any, ...]]:
    for codelist in MASKED:
        for code, bit in bits_of(pack, codelist).items():
            yield codelist, code, 1 << bit


def _groups(pack: Pack) -> Iterator[tuple[Any, ...]]:
    for code in pack.codelist("country").codes:
        yield code, pack.destination_group(code)


def _bands(pack: Pack) -> Iterator[tuple[Any, ...]]:
    adult, elderly = int(pack.parameters["adult_age"]), int(pack.parameters["elderly_age"])
    yield from (("child", 0, adult - 1), ("adult", adult, elderly - 1), ("elderly", elderly, 1000))


def _shares(pack: Pack) -> Iterator[tuple[Any, ...]]:
    """Say in which province and commune of each division a place lies, and to which part."""
    level = int(pack.parameters["mart_place_level"])
    for place in pack.places.places:
        if 1 <= place.level <= level:
            for version in pack.places.versions:
                yield from _parts(pack, place, version, level)


def _parts(pack: Pack, place: Place, version: str, level: int) -> Iterator[tuple[Any, ...]]:
    weights: dict[tuple[str, str], float] = {}
    for found, weight in pack.places.convert(place, version):
        province = pack.places.ancestor(found, 1)
        commune = found.code if place.level == 2 == level else ""  # never finer than what was given
        names = (province.code if province else "", commune)
        weights[names] = weights.get(names, 0.0) + weight
    for names, weight in weights.items():
        yield place.code, place.version, version, *names, weight


def _table(columns: pa.Schema, rows: Iterator[tuple[Any, ...]]) -> pa.Table:
    by_column = list(zip(*rows, strict=True)) or [()] * len(columns)
    return pa.table([pa.array(v, kind) for v, kind in zip(by_column, columns.types, strict=True)], schema=columns)
