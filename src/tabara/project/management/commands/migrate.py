"""`migrate` as Django has it, which makes a new database in a small part of the time.

Before each step Django renders every model that a step before it has described, and does so for a database in which
the step changes nothing, too. Of our three databases two take part in very few steps. And with each model that is new
or gains something, Django renders anew whatever it is tied to, near and far: by members and cases nearly everything.
"""

from itertools import groupby
from typing import Any

from django.core.management.commands import migrate
from django.db import connections, router, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ProjectState

WHOLE = {"app_label": None, "fake": False, "fake_initial": False, "plan": False, "check_unapplied": False}


class Command(migrate.Command):
    """Bring one database up to date."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Make what a new database lacks; whatever else is asked, and what follows a migration, is Django's."""
        if all(options.get(name) == value for name, value in WHOLE.items()):
            make_new(options["database"])
        super().handle(*args, **options)


class Growing(ProjectState):
    """The models of a new database: where one is new or gains something, that one alone is rendered anew.

    The others keep their ties to what it was before; that is enough to make tables. What needs more gets everything
    rendered whole: a step that runs code of its own, by Django (`is_delayed`), and one that takes away or alters.
    """

    before: ProjectState | None = None

    def clone(self) -> ProjectState:
        """Return the state before a step, and remember it."""
        self.before = super().clone()
        return self.before

    def _find_reload_model(self, app_label: str, model_name: str, delay: bool = False) -> set[tuple[str, str]]:
        self.is_delayed = True
        return {(app_label, model_name)}

    def remove_model(self, *names: Any) -> None:
        """Take a model away."""
        self._whole()
        super().remove_model(*names)

    def rename_model(self, *names: Any) -> None:
        """Give a model another name."""
        self._whole()
        super().rename_model(*names)

    def remove_field(self, *names: Any) -> None:
        """Take a field away."""
        self._whole()
        super().remove_field(*names)

    def alter_field(self, *given: Any) -> None:
        """Make a field another one."""
        self._whole()
        super().alter_field(*given)

    def rename_field(self, *names: Any) -> None:
        """Give a field another name."""
        self._whole()
        super().rename_field(*names)

    def _whole(self) -> None:
        """Render the state before this step whole and first, so that columns come out in Django's order; then this."""
        if vars(self).pop("apps", None) is not None and self.before is not None:
            del self.before.apps
            self.before.apps.check_models_ready()


def make_new(alias: str) -> None:
    """Apply every step to a database that has seen none; those that are not for it are only written down as done."""
    connection = connections[alias]
    executor = MigrationExecutor(connection)
    if executor.loader.applied_migrations:
        return
    connection.prepare_database()
    steps = [step for step, _ in executor.migration_plan(executor.loader.graph.leaf_nodes())]
    state = Growing(real_apps=executor.loader.unmigrated_apps)
    executor.recorder.ensure_schema()
    for concerned, run in groupby(steps, key=lambda step: router.allow_migrate(alias, step.app_label)):
        if concerned:
            state = executor.migrate(None, plan=[(step, False) for step in run], state=state)
            del state.apps  # what was rendered would be rendered anew with each description that follows
        else:
            state = described(state, list(run), executor)


def described(state: ProjectState, steps: list[Any], executor: MigrationExecutor) -> ProjectState:
    """Return the state after these steps, and write them down as done."""
    with transaction.atomic(using=executor.connection.alias):
        for step in steps:
            state = step.mutate_state(state, preserve=False)
            executor.recorder.record_applied(step.app_label, step.name)
    return state
