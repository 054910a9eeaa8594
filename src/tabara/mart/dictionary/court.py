"""What is kept of court files: of suspects and victims numbers, and the names of suspects sealed."""

from collections.abc import Mapping
from functools import partial

from tabara.mart.dictionary.terms import Basis, Entry, Owner, Secrecy, While

court = partial(Entry, Owner.AGENCY, (Basis.TASK,), Secrecy.CONFIDENTIAL, (While.COURSE,))
sealed = partial(Entry, Owner.AGENCY, (Basis.TASK,), Secrecy.SEALED, (While.COURSE,))

COURT: Mapping[str, Entry] = {
    "prosecution.CourtFile": court("Follow what comes before the courts from the complaint to its end"),
    "prosecution.CourtFile.words": sealed("Remember what the complaint says"),
    "prosecution.StageEntry": court("Know how long a file stays in each stage, so that none is forgotten"),
    "prosecution.Suspect": court("Know how many are suspected; a number stands for each"),
    "prosecution.Suspect.name": sealed("Know who is suspected"),
    "prosecution.Charge": court("Know under which article somebody is charged"),
    "prosecution.Verdict": court("Know what the court decided, and compare it with the law"),
    "prosecution.Hearing": court("Keep every day in court, and know why one was adjourned"),
    "prosecution.Compensation": court("Know what victims are owed"),
    "prosecution.CompensationPayment": court("Know what they were paid"),
    "prosecution.Participant": court("Know how victims take part and that they want to; nobody is named"),
    "prosecution.Protection": court("Protect victims during the proceedings, as they agreed"),
    "prosecution.Correction": court("Know what stood in a file before it was put right, and why"),
    "prosecution.Handing": court("Let a file go from one agency of justice to another, and lose none"),
    "prosecution.FileTie": Entry(
        Owner.AGENCY,
        (Basis.CONSENT,),
        Secrecy.CONFIDENTIAL,
        (While.COURSE,),
        "Let whoever carries a case know the next hearing, while the person agrees",
    ),
}
