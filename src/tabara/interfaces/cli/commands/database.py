"""`tabara database prepare`: the roles, the databases and the walls on a PostgreSQL server."""

import typer

from tabara.interfaces.cli import instance, server
from tabara.interfaces.cli.exits import CODES
from tabara.interfaces.cli.instance import Home
from tabara.interfaces.cli.output import give

database = typer.Typer(help="The databases on a PostgreSQL server.", no_args_is_help=True)


@database.callback()
def databases() -> None:
    """The databases on a PostgreSQL server."""


@database.command("prepare", epilog=CODES)
def prepare(home: Home = None) -> None:
    """Make the roles and the three databases as far as they are missing, migrate them, and set walls and rights anew.

    TABARA_OWNER_DATABASE names the database and somebody who may do this; it is for this command alone. The server's
    own address is TABARA_DATABASE, the mart's TABARA_REPORT_DATABASE; where they are missing they are made, and written
    into the folder of the instance.
    """
    folder = instance.settle(home)
    server.enter(folder)
    instance.set_up(folder, with_key=False)
    steps = server.prepare(folder, instance.bring_up_to_date)
    give(f"The databases are prepared ({steps} steps of migration).")
