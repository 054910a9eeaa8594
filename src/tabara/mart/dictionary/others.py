"""What is kept of the rest: activities, keys, the machinery."""

from collections.abc import Mapping

from tabara.mart.dictionary.terms import (
    Basis,
    Entry,
    Owner,
    Secrecy,
    While,
    commission,
    counted,
    empty,
    key,
    key_sealed,
    machine,
    remembered,
)

OTHERS: Mapping[str, Entry] = {
    "prevention.Campaign": counted("Know which sessions belong together"),
    "prevention.Awareness": counted("Count how many people were reached; nobody is named"),
    "prevention.Reach": counted("Count whom a session reached, by sex and age group; nobody is named"),
    "prevention.Question": counted("Know what people ask, and answer it next time; nobody is named"),
    "prevention.Course": counted("Know what is taught, to whom, and when it is refreshed"),
    "prevention.Training": counted("Count the trainings"),
    "prevention.Attendance": counted("Count who was trained, by profession; nobody is named"),
    "prevention.Trainee": Entry(
        Owner.AGENCY, (Basis.TASK,), Secrecy.CONFIDENTIAL, (While.INSTANCE,), "Count each person trained once"
    ),
    "prevention.Trainee.sealed": Entry(
        Owner.AGENCY, (Basis.TASK,), Secrecy.SEALED, (While.INSTANCE,), "Know who was trained, and ask to a refresher"
    ),
    "prevention.Certificate": counted("Let whoever is shown a certificate ask whether it is one; nobody is named"),
    "prevention.Register": counted("Know how many people there are of a profession, to say whether all were trained"),
    "prevention.ContextFile": counted("Know which public numbers came in with which file, and take them back together"),
    "prevention.ContextValue": counted("See where people are most at risk, and where nobody has been; nobody is named"),
    "research.CountedList": commission("Say which people a list counts, so that its overlaps can be judged"),
    "research.Linkage": commission("Know which lists were linked, and how well; nobody is named"),
    "research.CaptureCount": commission("Count how many people stand on which lists; nobody is named"),
    "research.Study": commission("Say how many there may be, or that it cannot be said"),
    "research.SignOff": commission("Let no estimate leave that only one person has looked at"),
    "partnership.Membership": commission("Know which organisations work together"),
    "partnership.Meeting": commission("Call the Commission and its groups together, and know what comes next"),
    "partnership.AgendaItem": commission("Know what a meeting is about"),
    "partnership.AgendaItem.minutes": Entry(
        Owner.COMMISSION, (Basis.TASK,), Secrecy.SEALED, (While.INSTANCE,), "Remember what was said on a point"
    ),
    "partnership.Presence": commission("Know which organisations took part, and whether they may decide"),
    "partnership.Decision": commission("Know who does what by when, and whether it was done"),
    "partnership.PlanVersion": commission("Keep each version of the plan readable, and take one back; nobody is named"),
    "partnership.PlanObjective": commission("Know what the plan wants to reach"),
    "partnership.PlanActivity": commission("Know which organisation does what by when, and with which money"),
    "partnership.PlanTarget": commission("Hold what was reached against what was aimed at"),
    "partnership.PlanReport": commission("Know how far an activity is, and who says so"),
    "partnership.Told": commission("Remember what was told of a decision at later meetings"),
    "sealing.DomainKey": key("Know which key of an agency is in use"),
    "sealing.DomainKey.wrapped": key_sealed("Open the data keys of one agency"),
    "sealing.DomainKey.old_wrapped": key_sealed("Open them while the root key is exchanged"),
    "sealing.DataKey": key("Find the key of a person or of a case"),
    "sealing.DataKey.wrapped": key_sealed("Open what is sealed about one person or case; destroyed to erase it"),
    "sealing.Erasure": remembered("Notice an erasure that a restored backup would undo"),
    "publication.Release": machine("Know what was given out, so that no two releases together tell of a few people"),
    "jobs.Job": machine("Do work in the background, once"),
    "django_tasks_database.DBTaskResult": machine("Hold the jobs that wait, and what came of them"),
    "contenttypes.ContentType": machine("List the models; Django writes it by itself"),
    "auth.Permission": machine("List what Django could permit; Django writes it by itself, and nothing asks it"),
    **dict.fromkeys(("auth.Group", "account.EmailAddress", "account.EmailConfirmation"), empty),
}
