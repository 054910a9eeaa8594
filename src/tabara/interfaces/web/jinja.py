"""The environment of the templates."""

from typing import Any

from jinja2 import Environment


def environment(**options: Any) -> Environment:
    """Return the environment."""
    return Environment(**options)
