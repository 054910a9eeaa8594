"""The fields of what identifies a person: interviews, reviews and appeals, the time to recover and reflect."""

from collections.abc import Mapping

from tabara.mart.fates.ways import CLOCK, LINK, NOT_YET, NUMBER, TEXT, WHO, Fate, fields, left

IDENTIFICATION: Mapping[str, Fate] = {
    **fields("cases.Interview", "id", NUMBER),
    **fields("cases.Interview", "case screening", LINK),
    **fields("cases.Interview", "state begun_on ended_on led", NOT_YET),
    **fields("cases.Interview", "begun_by saved_by", WHO),
    **fields("cases.Interview", "saved_at version", CLOCK),
    **fields("cases.Interview", "answers", TEXT),
    **fields("cases.Recourse", "id", NUMBER),
    **fields("cases.Recourse", "case of result", LINK),
    **fields("cases.Recourse", "kind asked_on asked_by due_on state decided_on", NOT_YET),
    **fields("cases.Recourse", "recorded_by decided_by", WHO),
    **fields("cases.Recourse", "grounds reasons", TEXT),
    **fields("cases.Reflection", "id", NUMBER),
    **fields("cases.Reflection", "case", LINK),
    **fields("cases.Reflection", "step since until reason recorded_on", NOT_YET),
    **fields("cases.Reflection", "recorded_by", WHO),
    **fields("cases.Reflection", "note", TEXT),
    **fields("cases.Reflection", "follows", left("the order of the steps says the same")),
}
