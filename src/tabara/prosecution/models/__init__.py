"""Court files: what came before the courts, and how far it has come."""

from tabara.prosecution.models.charges import Charge, Suspect, Verdict
from tabara.prosecution.models.compensation import Compensation, CompensationPayment
from tabara.prosecution.models.corrections import Correction
from tabara.prosecution.models.files import CourtFile, StageEntry
from tabara.prosecution.models.handing import Handing
from tabara.prosecution.models.hearings import Hearing
from tabara.prosecution.models.victims import FileTie, Participant, Protection

__all__ = [
    "Charge",
    "Compensation",
    "CompensationPayment",
    "Correction",
    "CourtFile",
    "FileTie",
    "Handing",
    "Hearing",
    "Participant",
    "Protection",
    "StageEntry",
    "Suspect",
    "Verdict",
]
