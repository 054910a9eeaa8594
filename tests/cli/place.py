"""An instance with officers, and what is done with its backups."""

from tests.cli.conftest import Machine
from tests.cli.officers import PASSWORD, officer

BOTH = f"admin\n{PASSWORD}\nprotector\n{PASSWORD}\n"


class Place(Machine):
    """A machine with a real instance, an officer's key, and the last backups."""

    def __init__(self, folder):
        super().__init__(folder)
        self.secret, self.public = officer(folder)

    def back_up(self, *words, **more):
        done = self.tabara("backup", "--to", self.public, *words, **more)
        assert done.returncode == 0, done.stderr
        return done

    @property
    def records(self):
        return sorted((self.home / "backups").glob("*-records-*.age"))[-1]

    @property
    def key_backups(self):
        return next((self.keys / "tabara").glob("*.key-backups"))

    @property
    def keys_file(self):
        return sorted(self.key_backups.glob("*-keys-*.age"))[-1]

    def restore(self, *words, records=None, keys=None, said=BOTH, home="again", **more):
        files = (str(records or self.records), "--keys", str(keys or self.keys_file), "--identity", str(self.secret))
        return self.tabara("restore", *files, "--home", str(self.folder / home), *words, said=said, **more)
