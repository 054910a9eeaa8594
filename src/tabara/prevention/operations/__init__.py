"""Record what was done to prevent trafficking."""

from tabara.prevention.operations.awareness import Told, add_question, record_awareness, strike_awareness
from tabara.prevention.operations.campaigns import end_campaign, open_campaign
from tabara.prevention.operations.trainees import Who, add_trainee, open_trainee
from tabara.prevention.operations.training import add_course, record_training, set_register, strike_training

__all__ = [
    "Told",
    "Who",
    "add_course",
    "add_question",
    "add_trainee",
    "end_campaign",
    "open_campaign",
    "open_trainee",
    "record_awareness",
    "record_training",
    "set_register",
    "strike_awareness",
    "strike_training",
]
