"""What is kept of the work with other countries, and of recruitment agencies."""

from collections.abc import Mapping

from tabara.mart.dictionary.terms import Basis, Entry, Owner, Secrecy, While, commission, counted

COUNTRIES: Mapping[str, Entry] = {
    "partnership.Agreement": commission("Know what was agreed with other countries, and renew it in time"),
    "partnership.AgreementStep": commission("Remember when an agreement was signed, renewed or ended, by which source"),
    "partnership.Encounter": commission("Know what was done together with other countries"),
    "partnership.FollowUp": commission("Know who does what was promised between countries, and whether it was done"),
    "partnership.Counterpart": commission("Know which office in another country to turn to; nobody is named"),
    "partnership.Counterpart.line": Entry(
        Owner.COMMISSION, (Basis.TASK,), Secrecy.SEALED, (While.INSTANCE,), "Reach that office"
    ),
    "prevention.Firm": counted("Tell whoever asks whether a recruitment agency is licensed"),
    "prevention.LicenceStep": counted("Remember when a licence was suspended, revoked or renewed, by which decision"),
    "prevention.FirmList": counted("Take the list of the ministry in, and undo it where it was the wrong one"),
    "prevention.Complaint": Entry(
        Owner.AGENCY,
        (Basis.TASK,),
        Secrecy.CONFIDENTIAL,
        (While.INSTANCE,),
        "Pass on what people complain of about a recruitment agency; who complained is kept nowhere",
    ),
    "prevention.Complaint.words": Entry(
        Owner.AGENCY, (Basis.TASK,), Secrecy.SEALED, (While.INSTANCE,), "Tell the authority what was said"
    ),
    "prevention.Caution": counted("Warn people, and know what they were warned of"),
}
