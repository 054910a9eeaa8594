"""A small valid pack as text, which each test damages in one place."""

from collections.abc import Mapping
from pathlib import Path

from tabara.codelists import check_pack

FILES: Mapping[str, str] = {
    "pack.toml": """key = "small"
country = "AA"
currency = "XTS"
languages = ["en", "fr"]
drafts = ["fr"]

[name]
en = "Small"
fr = "Petit"

[parameters]
adult_age = 18
phone_pattern = '[0-9]+'
""",
    "codelists.toml": """[country]
title = { en = "Countries", fr = "Pays" }
source = "Invented"
licence = "Apache-2.0"

[destination_group]
title = { en = "Groups", fr = "Groupes" }
source = "Invented"
licence = "Apache-2.0"

[fruit]
title = { en = "Fruit", fr = "Fruits" }
source = "Invented"
licence = "Apache-2.0"
""",
    "codelists/country.csv": "code,en,fr\nAA,Here,Ici\nBB,There,Là\n",
    "codelists/destination_group.csv": "code,en,fr\ninternal,Here,Ici\nregion,Near,Près\n",
    "codelists/fruit.csv": "code,en,fr,since,until,parent\ncitrus,Citrus,Agrume,,,\nlemon,Lemon,Citron,,,citrus\n",
    "places/levels.toml": """bridge_level = 1

[[level]]
number = 0
name = { en = "Country", fr = "Pays" }

[[level]]
number = 1
name = { en = "District", fr = "District" }

[[level]]
number = 2
name = { en = "Town", fr = "Ville" }

[[version]]
key = "old"
since = 2000-01-01

[[version]]
key = "new"
since = 2020-01-01
""",
    "places/old.csv": """code,name,level,parent,aliases,population
C,Here,0,,,
P,East,1,C,,
Q,West,1,C,,
P1,Port,2,P,,
""",
    "places/new.csv": "code,name,level,parent,aliases\nC,Here,0,,\nR,All,1,C,\nR1,Port,2,R,\n",
    "places/crosswalk_old_new.csv": "from,to,weight\nP,R,1\nQ,R,1\n",
    "indicators/people.toml": """[[indicator]]
key = "people"
title = { en = "People", fr = "Personnes" }
count = "distinct person"
""",
    "reports/sheet.toml": """[[line]]
ref = "A1"
indicator = "people"
""",
    "destination_groups.csv": "country,group\nBB,region\n",
    "facts.csv": "key,value,unit,since,until,source\nrain,3,days,2020-01-01,2021-01-01,The weather book\n",
}


def written(folder: Path, changes: Mapping[str, str | bytes | None] | None = None) -> Path:
    """Write the small pack with some files changed; None leaves a file out."""
    for name, content in {**FILES, **(changes or {})}.items():
        if content is not None:
            file = folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def changed(name: str, old: str, new: str) -> dict[str, str]:
    """Change one passage of one file of the small pack."""
    assert FILES[name].count(old) == 1, f"{old!r} must stand once in {name}"
    return {name: FILES[name].replace(old, new)}


def added(name: str, text: str) -> dict[str, str]:
    """Add lines at the end of one file of the small pack."""
    return {name: FILES[name] + text}


def problems(folder: Path, changes: Mapping[str, str | bytes | None]) -> list[str]:
    """Write the damaged pack and say what the check says."""
    return [str(problem) for problem in check_pack(written(folder, changes))]
