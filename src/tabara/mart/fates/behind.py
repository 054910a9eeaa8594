"""What never goes into a figure: accounts, keys, the vault, the memory of acts."""

from collections.abc import Mapping

from tabara.mart.fates.ways import ACCOUNT, ACT, JOB, KEYS, LINK, NOT_YET, VAULT, Fate, carried, derived, left

RESEARCH = left("overlaps of lists are small counts: they leave in a study's report, once a second person agreed")
BEHIND: Mapping[str, tuple[Fate, str]] = {
    "access.Team": (ACCOUNT, "id agency name"),
    "access.Member": (ACCOUNT, "id password last_login username name agency team roles language is_active review_by"),
    "access.Approval": (
        ACCOUNT,
        (
            "id operation digest arguments agency_id asked_by asked_at expires_at decided_by decided_at agrees "
            "used_at used_by"
        ),
    ),
    "access.Session": (ACCOUNT, "session_key session_data expire_date member since seen_at device"),
    "access.CalendarKey": (ACCOUNT, "member digest since read_on"),
    "access.StartCode": (ACCOUNT, "id member digest until"),
    "access.Knock": (ACCOUNT, "key failures last_at known_until"),
    "access.AuditEvent": (
        ACT,
        "id event at member agency operation outcome subject thing_kind thing reason query answers",
    ),
    "access.AuditLink": (ACT, "seq entry previous digest"),
    "access.AuditCheckpoint": (ACT, "number at seq head root peaks previous key signature"),
    "intake.Recipient": (ACCOUNT, "id agency office key added_by added_at confirmed_at closed_at"),
    "intake.LegalHold": (
        left("what is kept for a court is no figure"),
        "id case reason since until placed_by lifted_at",
    ),
    "intake.Review": (left("that somebody looked at a case is no figure"), "id case reviewed_on reviewed_by answer"),
    "intake.Erased": (left("the keys that are gone are no figure"), "id case what erased_on why"),
    "intake.Pair": (
        left("whom a computer takes for one is no figure"),
        "id agency first second score reasons state found_at decided_by decided_at asked case due_on",
    ),
    "intake.Inquiry": (
        left("what agencies ask each other about a person is no figure"),
        "id case asking to state candidates asked_by asked_at due_on answer answered_by ended_at",
    ),
    "vault.Identity": (VAULT, "person agency sealed version compared updated_at"),
    "vault.Former": (VAULT, "merge person sealed"),
    "vault.NameToken": (VAULT, "id token agency person"),
    "vault.Photograph": (VAULT, "id person sealed taken_at"),
    "vault.Listed": (VAULT, "id run number person list listed_on"),
    "vault.LinkedPair": (VAULT, "id run first second probability to_decide answer answered_by answered_at"),
    "vault.Draft": (VAULT, "id member agency sealed version saved_at"),
    "research.CountedList": (
        RESEARCH,
        "id key title agencies victims since until words kept_by kept_at struck_by struck_at",
    ),
    "research.Linkage": (
        RESEARCH,
        (
            "id origin lists seed asked_by asked_at run_by run_at people quality versions account sha256 struck_by "
            "struck_at"
        ),
    ),
    "research.CaptureCount": (
        RESEARCH,
        "id linkage counted_by counted_at histories impossible drawn left_out decided undecided sha256",
    ),
    "research.Study": (RESEARCH, "id counts title settings seed asked_by asked_at finished_at outcome result"),
    "research.SignOff": (RESEARCH, "id study agrees words signed_by signed_at"),
    "sealing.DomainKey": (KEYS, "id agency purpose version wrapped root old_wrapped old_root"),
    "sealing.DataKey": (KEYS, "id subject purpose domain wrapped"),
    "sealing.Erasure": (KEYS, "id lines chain"),
    "publication.Release": (
        left("what was given out is made of figures, and is none itself"),
        (
            "id kind name language since until counts_since counts_until profile threshold built_at digest numbers "
            "given_at given_by"
        ),
    ),
    "jobs.Job": (JOB, "key task holder lease_until attempts percent text problem reason"),
}

AGENCIES: Mapping[str, Fate] = {
    "access.Agency.id": LINK,
    "access.Agency.key": carried(
        *(
            "cases.agency",
            "services.provider",
            "decisions.agency",
            "awareness.agency",
            "trainings.agency",
            "trainees.agency",
        ),
        *("referrals.sender", "referrals.recipient", "actions.provider", "appointments.provider"),
        *("stays.provider", "nights.provider", "beds.provider", "payments.provider", "items.provider"),
        *("businesses.provider", "alerts.agency", "points.agency"),
        *("transfers.sender", "transfers.recipient", "asks.provider"),
    ),
    "access.Agency.name": left("its key says which it is; a name belongs on a page, not in a count"),
    "access.Agency.kind": NOT_YET,
    "access.Agency.deciding_kind": left("each determination keeps its own"),
    "access.Agency.in_network": NOT_YET,
    "access.Agency.country": derived(
        "sent_abroad.sent_to_group", "came_from_abroad.origin_group", by="the group of its country"
    ),
}
