"""`tabara places`: boundaries come in whole, with whose they are, and go again."""

import json

from tests.cli.conftest import refused

FOUND, USAGE = 1, 2
CREDIT = ("--source", "The surveyor", "--licence", "CC0")


def province(name, x):
    ring = [[x, 0], [x + 1, 0], [x + 1, 1], [x, 1], [x, 0]]
    return {
        "type": "Feature",
        "properties": {"province": name},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


def test_boundaries_are_imported_looked_at_refused_and_removed(bare):
    file = bare.folder / "provinces.geojson"
    whole = {"type": "FeatureCollection", "features": [province("Amahoro Mashasha", 30), province("Imvura", 31)]}
    file.write_text(json.dumps(whole))
    look = bare.tabara("places", "import-geometry", str(file), *CREDIT, "--check")
    assert (look.returncode, look.stderr.strip()) == (
        0,
        "Nothing was changed; it would import 2 places of level 1 of the division of 2024.",
    )
    kept = bare.home / "boundaries" / "2024-1.json"
    assert not kept.exists()
    assert bare.tabara("places", "import-geometry", str(file), *CREDIT).returncode == 0
    assert json.loads(kept.read_text())["source"] == "The surveyor"
    assert kept.stat().st_mode & 0o077 == 0

    file.write_text(json.dumps(whole | {"features": whole["features"][:1]}))
    refused(bare.tabara("places", "import-geometry", str(file), *CREDIT), USAGE, "Without one: Imvura")
    assert len(json.loads(kept.read_text())["places"]) == 2
    done = bare.tabara("places", "import-geometry", str(file), *CREDIT, "--partial")
    assert (done.returncode, done.stdout.strip()) == (0, "no shape: ZZB Imvura")

    assert bare.tabara("places", "import-geometry", "--remove", "--division", "2024", "--level", "1").returncode == 0
    assert not kept.exists()
    again = bare.tabara("places", "import-geometry", "--remove", "--division", "2024", "--level", "1")
    refused(again, USAGE, "There are no shapes of level 1 of the division of 2024.")


def test_whose_boundaries_they_are_must_be_said(bare):
    refused(bare.tabara("places", "import-geometry", "some.geojson"), USAGE, "--source and --licence")
    refused(bare.tabara("places", "import-geometry", *CREDIT), USAGE, "Name the file")
    refused(bare.tabara("places", "import-geometry", "--remove"), USAGE, "Say which shapes")
