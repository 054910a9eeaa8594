"""What becomes of every field of every model: carried into a column of the mart, made into one, or left behind.

The mart is an allow-list: a field that nobody decided on is left behind, and fails a test until somebody does. Each
room of the house has a file here.
"""

from collections.abc import Mapping

from tabara.mart.fates.activities import ACTIVITIES
from tabara.mart.fates.assistance import ASSISTANCE
from tabara.mart.fates.behind import AGENCIES, BEHIND
from tabara.mart.fates.commission import COMMISSION
from tabara.mart.fates.community import COMMUNITY
from tabara.mart.fates.consents import CONSENTS
from tabara.mart.fates.context import CONTEXT
from tabara.mart.fates.countries import COUNTRIES
from tabara.mart.fates.court import COURT
from tabara.mart.fates.directory import DIRECTORY
from tabara.mart.fates.envelopes import ENVELOPES
from tabara.mart.fates.family import FAMILY
from tabara.mart.fates.homeward import HOMEWARD
from tabara.mart.fates.identification import IDENTIFICATION
from tabara.mart.fates.outside import OUTSIDE
from tabara.mart.fates.people import PEOPLE
from tabara.mart.fates.plan import PLAN
from tabara.mart.fates.planning import PLANNING
from tabara.mart.fates.recruitment import RECRUITMENT
from tabara.mart.fates.referral import REFERRALS
from tabara.mart.fates.told import TOLD
from tabara.mart.fates.ways import Fate, Way

__all__ = ["FATES", "Fate", "Way"]

FATES: Mapping[str, Fate] = {
    **AGENCIES,
    **PEOPLE,
    **TOLD,
    **FAMILY,
    **PLANNING,
    **REFERRALS,
    **ENVELOPES,
    **ASSISTANCE,
    **CONSENTS,
    **HOMEWARD,
    **DIRECTORY,
    **IDENTIFICATION,
    **ACTIVITIES,
    **COMMISSION,
    **COUNTRIES,
    **RECRUITMENT,
    **CONTEXT,
    **OUTSIDE,
    **PLAN,
    **COURT,
    **COMMUNITY,
    **{f"{model}.{name}": fate for model, (fate, names) in BEHIND.items() for name in names.split()},
}
