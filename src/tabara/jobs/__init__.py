"""Work in the background, done at least once, however often a worker dies.

    @jobs.task
    def build_mart(member: str) -> None: ...

    jobs.enqueue(build_mart, key="mart.build", again=True, member=str(by.pk))
    jobs.state("mart.build").percent

A job is handed over in the caller's transaction: no commit, no job. Its key is its name: the same key twice is one job.
A worker that takes it holds a lease and renews it; when the lease has passed, another worker does the job. So a job can
run twice, and is written so that twice is once. Arguments are stored in the clear: opaque numbers, never a name.
"""

from importlib import import_module
from typing import Any

FACE = {
    "task": "django_tasks",
    "enqueue": "tabara.jobs.queue",
    "state": "tabara.jobs.queue",
    "State": "tabara.jobs.standing",
    "Status": "tabara.jobs.standing",
    "GiveUp": "tabara.jobs.standing",
    "every_day": "tabara.jobs.daily",
    "progress": "tabara.jobs.pulse",
    "StopWord": "tabara.jobs.stopping",
    "work": "tabara.jobs.worker",
    "work_off": "tabara.jobs.worker",
}


def __getattr__(name: str) -> Any:
    """Fetch a name when it is first asked for: Django imports this package before its models can be."""
    if name not in FACE:
        raise AttributeError(f"tabara.jobs has no {name}")
    return getattr(import_module(FACE[name]), name)
