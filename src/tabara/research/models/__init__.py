"""What research keeps: definitions, counts, results. No model here has a person, a case, or a text about one."""

from tabara.research.models.lists import CountedList
from tabara.research.models.overlaps import CaptureCount, Linkage
from tabara.research.models.studies import SignOff, Study

__all__ = ["CaptureCount", "CountedList", "Linkage", "SignOff", "Study"]
