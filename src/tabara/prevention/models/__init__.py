"""What was done to prevent."""

from tabara.prevention.models.awareness import Awareness, Campaign, Question, Reach
from tabara.prevention.models.recruitment import Caution, Complaint, Firm, LicenceStep
from tabara.prevention.models.training import Attendance, Certificate, Course, Register, Trainee, Training

__all__ = [
    "Attendance",
    "Awareness",
    "Campaign",
    "Caution",
    "Certificate",
    "Complaint",
    "Course",
    "Firm",
    "LicenceStep",
    "Question",
    "Reach",
    "Register",
    "Trainee",
    "Training",
]
