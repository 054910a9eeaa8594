"""Estimate from what people in a survey say: of whom they know (network scale-up), and of whom they brought along.

`scale_up` and `generalised` give a number of people, `respondent_driven` a share of a network and never a number. Each
answers with what it rests on, and may say that nothing can be estimated.
"""

from tabara.methods.surveys.reading import read_known, read_network, read_survey
from tabara.methods.surveys.respondents import Network, Share, network, respondent_driven
from tabara.methods.surveys.scale_up import Factors, HiddenReports, ScaledUp, Survey, generalised, scale_up

__all__ = [
    "Factors",
    "HiddenReports",
    "Network",
    "ScaledUp",
    "Share",
    "Survey",
    "generalised",
    "network",
    "read_known",
    "read_network",
    "read_survey",
    "respondent_driven",
    "scale_up",
]
