"""Invented people, through the operations that people use: to try the system, and to prove that its figures add up.

A scenario is data in a pack (`scenarios/NAME.toml`): agencies, members, and groups of people with the exact number of
each sex, category, service and finding. The same scenario gives the same figures on every machine. Beside them it may
tell whole stories of a few people (`stories`), whose days are counted from now.
"""

from tabara.interfaces.cli.seeding.scenario import Scenario, ScenarioError, load_scenario
from tabara.interfaces.cli.seeding.stories import StoryError
from tabara.interfaces.cli.seeding.story import run

__all__ = ["Scenario", "ScenarioError", "StoryError", "load_scenario", "run"]
