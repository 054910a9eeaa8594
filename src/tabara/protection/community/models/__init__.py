"""Focal points, and alerts."""

from tabara.protection.community.models.alert import Alert, AlertCase, AlertStep
from tabara.protection.community.models.point import FocalPoint, Supervision, TrainingAttended

__all__ = ["Alert", "AlertCase", "AlertStep", "FocalPoint", "Supervision", "TrainingAttended"]
