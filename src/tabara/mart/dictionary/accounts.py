"""What is kept of those who work here, and of what they did."""

from collections.abc import Mapping

from tabara.mart.dictionary.terms import Basis, Entry, Owner, Secrecy, While, at_door, remembered, secret, staff

ACCOUNTS: Mapping[str, Entry] = {
    "access.Agency": Entry(
        Owner.INSTANCE, (Basis.TASK,), Secrecy.PUBLIC, (While.INSTANCE,), "Name the organisations that help"
    ),
    "access.Team": staff("Share work within an agency"),
    "access.Member": staff("Know who works here and what each may do; a closed account still signs its acts"),
    "access.Member.password": secret("Let nobody else in; only what proves it is kept, never the password"),
    "access.Approval": Entry(
        Owner.INSTANCE, (Basis.OBLIGATION,), Secrecy.CONFIDENTIAL, ("approval",), "Let two persons do what one must not"
    ),
    "access.Session": at_door("Know a browser in which somebody has signed in, and end it"),
    "access.CalendarKey": secret("Let a calendar program fetch the days of the own tasks; only a digest is kept"),
    "access.StartCode": at_door("Let a new member begin, once"),
    "access.Knock": at_door("Slow down whoever guesses passwords; who and where stand as digests only"),
    "access.AuditEvent": remembered("Show who did and saw what; a person may ask who opened her file"),
    "access.AuditLink": remembered("Show that nobody changed that memory"),
    "access.AuditCheckpoint": remembered("Show it to those outside, too"),
    "cases.SavedView": Entry(
        Owner.AGENCY, (Basis.TASK,), Secrecy.CONFIDENTIAL, (While.ACCOUNT,), "Find the same cases again with one touch"
    ),
    "cases.ChangeRead": Entry(
        Owner.AGENCY, (Basis.TASK,), Secrecy.CONFIDENTIAL, (While.ACCOUNT,), "Tell a member once what others did"
    ),
    "cases.ChangeChoice": Entry(
        Owner.AGENCY,
        (Basis.TASK,),
        Secrecy.CONFIDENTIAL,
        (While.ACCOUNT,),
        "Tell a member only what the member asked for",
    ),
    "mfa.Authenticator": secret("Know the passkeys and codes of a member; secrets in it are sealed"),
}
