"""What was done to prevent."""

from tabara.prevention.models.awareness import Awareness
from tabara.prevention.models.training import Attendance, Training

__all__ = ["Attendance", "Awareness", "Training"]
