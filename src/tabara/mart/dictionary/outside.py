"""Reviews from outside, what becomes of what they recommend, and the documents that the Commission publishes."""

from collections.abc import Mapping

from tabara.mart.dictionary.terms import Basis, Entry, Owner, Secrecy, While, commission

OUTSIDE: Mapping[str, Entry] = {
    "partnership.ReviewEdition": commission("Know what a review says of the country, with its source"),
    "partnership.Recommendation": commission("Know what is recommended, who does it by when, and where it stands"),
    "partnership.RecommendationStep": commission("Remember what was told of a recommendation"),
    "partnership.RecommendationTie": commission("Know which decision or activity answers a recommendation"),
    "partnership.Evidence": commission("Show what was done about a recommendation"),
    "partnership.Correction": commission("Remember what stood before something was put right"),
    "partnership.Guidance": commission("Know which documents hold, for whom, and which were withdrawn"),
    "partnership.GuidanceVersion": commission("Keep every version of a document in its language"),
    "partnership.GuidanceVersion.sealed": Entry(
        Owner.COMMISSION, (Basis.TASK,), Secrecy.SEALED, (While.INSTANCE,), "Hand the document out to its audience"
    ),
}
