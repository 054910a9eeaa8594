"""The interview of a case: what is asked of this person, what was said so far, and what it speaks for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import get_language

from tabara import codelists
from tabara.access.enums import Permission
from tabara.access.errors import NotAllowed
from tabara.access.models import Member
from tabara.access.operation import permitted
from tabara.protection.cases.enums import InterviewState
from tabara.protection.cases.models import Case, Interview, Screening
from tabara.protection.cases.queries.judgement import adult_age
from tabara.sealing.keys import Purpose, has_key, unseal

FIELDS = {"country": "destination_country"}  # the finding that a list fills, where it is called otherwise
SINGLE = ("trafficking_type", "destination_country", "recruiter_relation", "gbv")
MANY = ("exploitation", "recruitment_method", "control_method")
ELEMENTS = {"act": "acts", "means": "means", "purpose": "purposes"}
UNSAID = ("unknown", "declined")
Answers = Mapping[str, "Said"]  # by section


@dataclass(frozen=True)
class Said:
    """What was said in one section, what was noted there, and which save that was."""

    answers: Mapping[str, list[str]] = field(default_factory=dict)
    note: str = ""
    stamp: str = ""


@dataclass(frozen=True)
class Spoken:
    """What the answers speak for: the findings of a screening, elements of the definition, and indicators."""

    findings: Mapping[str, Any]
    elements: Mapping[str, list[str]]
    indicators: Mapping[str, list[str]]  # each with the questions whose answers speak for it
    notes: str


def open_interview(*, by: Member, case: Case) -> Interview | None:
    """Return the interview that is not finished, to whoever may screen the person."""
    if not permitted(by, Permission.CASE_SCREEN, case, shared=False):
        return None
    return case.interviews.select_related("saved_by").filter(state=InterviewState.OPEN).first()


def interviews(*, by: Member, case: Case) -> list[Interview]:
    """Return the interviews of a case, newest first, to whoever may screen the person."""
    if not permitted(by, Permission.CASE_SCREEN, case, shared=False):
        return []
    return list(case.interviews.select_related("begun_by"))


def said_in(*, by: Member, interview: Interview) -> dict[str, Said]:
    """Return what was said in an interview, section by section.

    Raises:
        NotAllowed: where the member may neither screen the person nor read what was noted.
    """
    asked = (Permission.CASE_SCREEN, Permission.NARRATIVE_OPEN)
    if not any(permitted(by, one, interview.case, shared=False) for one in asked):
        raise NotAllowed
    return opened(interview)


def opened(interview: Interview) -> dict[str, Said]:
    """Return the answers of an interview; who may read them has been asked."""
    sealed = unseal(interview.case_id, Purpose.NARRATIVE, interview.sealed_as(), interview.answers)
    return sections(sealed or {})


def sections(kept: Mapping[str, Mapping[str, Any]]) -> dict[str, Said]:
    """Return the answers of an interview as they were kept under its seal."""
    return {section: Said(**said) for section, said in kept.items()}


def to_ask(*, case: Case, answers: Answers) -> dict[codelists.Section, list[codelists.Question]]:
    """Return the questions that are for this person, by section: a child's are left out where she was surely grown up.

    She was, if she says so; or if she is an adult whose birth is known and does not say that it began before.
    """
    asked = codelists.pack().interview
    young = _may_have_been_a_child(case, answers)
    found = {
        section: [one for one in asked.of_section(section.key) if young or not one.children]
        for section in asked.sections
    }
    return {section: questions for section, questions in found.items() if questions}


def speaks_for(*, answers: Answers) -> Spoken:
    """Return what the answers so far speak for, in the words of a screening and of the definition."""
    points: dict[str, list[str]] = {}
    indicators: dict[str, list[str]] = {}
    for question, chosen in _answered(answers):
        for codelist, codes in question.speaks_for(chosen).items():
            points.setdefault(codelist, []).extend(one for one in codes if one not in points.get(codelist, ()))
            for code in codes if codelist == "indicator" else ():
                indicators.setdefault(code, []).append(question.key)
    named = {FIELDS.get(codelist, codelist): codes for codelist, codes in points.items()}
    findings: dict[str, Any] = {name: named[name] for name in MANY if name in named}
    findings |= {name: named[name][0] for name in SINGLE if name in named}
    elements = {ELEMENTS[name]: points[name] for name in ELEMENTS if name in points}
    notes = "\n\n".join(said.note for said in answers.values() if said.note)
    return Spoken(findings, elements, indicators, notes)


def elements_told(*, by: Member, screening: Screening) -> Mapping[str, list[str]]:
    """Return the elements of the definition that the interview of a screening speaks for, to whoever may screen."""
    interview = getattr(screening, "interview", None)
    told = interview is not None and has_key(interview.case_id, Purpose.NARRATIVE)
    return speaks_for(answers=said_in(by=by, interview=interview)).elements if told else {}


def read_out(*, answers: Answers) -> str:
    """Return the questions and answers as a text in the reader's language, with what was noted in each section."""
    asked, spoken = codelists.pack().interview, get_language() or "en"
    lines = []
    for section in asked.sections:
        said = answers.get(section.key, Said())
        for question in asked.of_section(section.key):
            if chosen := said.answers.get(question.key):
                labels = ", ".join(answer_text(question, one, spoken) for one in chosen)
                lines.append(f"{asked.place(question.key)}. {question.text(spoken)} {labels}")
        if said.note:
            lines.append(said.note)
    return "\n".join(lines)


def answer_text(question: codelists.Question, code: str, spoken: str) -> str:
    """Return an answer as people read it: a code of the question's own list, or one that fits each question."""
    lists = codelists.pack().codelists
    for name in (question.codelist, "interview_answer"):
        if code in lists[name]:
            return lists[name].codes[code].text(spoken)
    return code


def allowed_answers(question: codelists.Question) -> frozenset[str]:
    """Return the codes with which a question can be answered: every one can be left, or refused."""
    return frozenset(codelists.pack().codelists[question.codelist].codes) | frozenset(UNSAID)


def numbers_of(*, questions: Iterable[str]) -> list[int]:
    """Return the numbers of questions, as people cite them; one that the pack no longer asks has none."""
    asked = codelists.pack().interview
    return sorted(asked.place(one) for one in questions if asked.question(one))


def _answered(answers: Answers) -> list[tuple[codelists.Question, list[str]]]:
    said = {key: chosen for one in answers.values() for key, chosen in one.answers.items()}
    return [(one, said[one.key]) for one in codelists.pack().interview.questions if said.get(one.key)]


def _may_have_been_a_child(case: Case, answers: Answers) -> bool:
    said = {key: chosen for one in answers.values() for key, chosen in one.answers.items()}.get("child_then", [])
    if said:
        return "no" not in said
    age = case.person.age_on(case.opened_on)
    return age is None or age <= adult_age()


def finished_sections(*, asked: Mapping[codelists.Section, list[codelists.Question]], answers: Answers) -> set[str]:
    """Return the sections that somebody went through, whether or not each question was answered."""
    return {section.key for section in asked if section.key in answers}
