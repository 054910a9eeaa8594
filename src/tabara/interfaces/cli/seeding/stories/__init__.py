"""Whole stories of invented people: who did what, so many days ago, told as data and played by the operations.

A story is a file in a folder of a pack: steps, each with its day relative to now, the member who acts, the operation
and its answers. What a step made can be named by later ones. So a demonstration always has something due this week.
"""

from tabara.interfaces.cli.seeding.stories.playing import play
from tabara.interfaces.cli.seeding.stories.reading import Step, StoryError, read

__all__ = ["Step", "StoryError", "play", "read"]
