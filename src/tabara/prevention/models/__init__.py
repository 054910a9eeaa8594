"""What was done to prevent."""

from tabara.prevention.models.awareness import Awareness, Campaign, Question, Reach
from tabara.prevention.models.context import ContextFile, ContextValue
from tabara.prevention.models.firmlist import FirmList
from tabara.prevention.models.recruitment import Caution, Complaint, Firm, LicenceStep
from tabara.prevention.models.training import Attendance, Certificate, Course, Register, Trainee, Training

__all__ = [
    "Attendance",
    "Awareness",
    "Campaign",
    "Caution",
    "Certificate",
    "Complaint",
    "ContextFile",
    "ContextValue",
    "Course",
    "Firm",
    "FirmList",
    "LicenceStep",
    "Question",
    "Reach",
    "Register",
    "Trainee",
    "Training",
]
