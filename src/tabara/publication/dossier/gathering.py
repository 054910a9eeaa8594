"""Gathers a year's evidence: from the pack, from what the Commission follows, and from the figures."""

import datetime as dt
from collections.abc import Iterator

from tabara import codelists
from tabara.access.models import Member
from tabara.codelists import CodelistError, Frame, Review
from tabara.mart import Mart
from tabara.partnership import queries
from tabara.partnership.enums import UNSETTLED, MeetingState, RecommendationState
from tabara.partnership.models import Meeting, Recommendation
from tabara.publication.dossier.framed import figure_lines, target_lines
from tabara.publication.dossier.printed import Dossier, Followed, RatedYear
from tabara.publication.typesetting import Words


def dossier(
    *,
    by: Member,
    about: Review | Frame,
    year: int,
    mart: Mart | None,
    language: str,
    on: dt.date,
    demo: bool = False,
    left_out: bool = False,
) -> Dossier:
    """Return the evidence of a year for a review or a frame; `demo` prints that its figures are invented.

    The figures of the year pass the public rule of disclosure; each has its caveat beside it.
    """
    words, review = Words(language), about if isinstance(about, Review) else None
    frame = about if isinstance(about, Frame) else None
    until = min(on, dt.date(year, 12, 31))
    followed = list(_followed(by, review, year, until, words)) if review else []
    waiting = queries.not_followed(by=by, review=review) if review else []
    return Dossier(
        overline=words.say("dossier_title", year=year),
        title=words.set(about.text(language)),
        about=words.set(review.holder if review else frame.source if frame else ""),
        lacking=words.text(review.lacking) if review else "",
        years=[*_years(by, review, year, words)] if review else (),
        stand=words.say("dossier_stand", day=words.day(until)) if review else "",
        followed=followed,
        waiting=[words.set(advice.text(language)) for edition, advice in waiting if edition.year <= year],
        is_review=review is not None,
        targets=target_lines(frame, mart=mart, year=year, words=words) if frame else (),
        figures=figure_lines(codelists.pack().parameters["dossier_figures"], mart=mart, year=year, words=words)
        if mart
        else (),
        meetings=[*_meetings(by, year, words)],
        law=[*_law(year, words)],
        built=words.built(mart.built_at if mart else None, left_out=left_out),
        demo=words.say("demo") if demo else "",
    )


def _years(by: Member, review: Review, year: int, words: Words) -> Iterator[RatedYear]:
    for one in queries.years(by=by, review=review, on=dt.date(year, 12, 31)):
        if one.year > year:
            continue
        missing = one.missing(words.language)
        if not one.source and not missing:
            missing = words.say("dossier_unknown")
        rating = _code(review.ratings, one.rating, words) if one.rating else ""
        yield RatedYear(str(one.year), rating, words.set(one.source), words.set(missing))


def _followed(by: Member, review: Review, year: int, until: dt.date, words: Words) -> Iterator[Followed]:
    """Give what was asked by the end of the year and was not settled before it began."""
    for one in queries.recommendations(by=by, review=review.key):
        settled_before = one.state not in UNSETTLED and one.settled_on is not None and one.settled_on.year < year
        if one.dated_on <= until and not settled_before:
            yield _one(one, until, words)


def _one(one: Recommendation, until: dt.date, words: Words) -> Followed:
    """Give a recommendation as it stood on the last day."""
    last = one.steps.filter(told_on__lte=until).order_by("-told_on", "-id").first()
    evidence = one.evidence.filter(struck_on=None, dated_on__lte=until)
    state = last.state if last else RecommendationState.OPEN
    return Followed(
        words=words.set(queries.words_of(one, words.language)),
        year=str(one.year),
        state=_code("recommendation_state", state, words),
        owner=words.set(one.owner.organisation) if one.owner else "",
        due=words.day(one.due_on) if one.due_on else "",
        told=words.set(last.words) if last else "",
        answers=[*_answers(one, until, words)],
        evidence=[
            (words.say("reading", label=words.day(each.dated_on), value=each.words), each.link) for each in evidence
        ],
    )


def _answers(one: Recommendation, until: dt.date, words: Words) -> Iterator[str]:
    for tie in one.ties.filter(untied_on=None).select_related("decision__meeting"):
        if tie.decision is None:
            yield words.say("dossier_activity", code=tie.activity)
        elif tie.decision.meeting.held_on <= until:
            day = words.day(tie.decision.meeting.held_on)
            yield words.say("dossier_decision", number=tie.decision.number, day=day, words=tie.decision.words)


def _meetings(by: Member, year: int, words: Words) -> Iterator[str]:
    """Name the meetings held: their day and group, who took part, and how many decisions they took."""
    held = [one for one in queries.meetings(by=by) if one.held_on.year == year and one.state == MeetingState.HELD]
    for one in sorted(held, key=lambda meeting: meeting.held_on):
        yield _meeting(by, one, words)


def _meeting(by: Member, one: Meeting, words: Words) -> str:
    quorum = queries.quorum(by=by, meeting=one)
    return words.say(
        "dossier_meeting",
        day=words.day(one.held_on),
        group=_code("working_group", one.group, words),
        present=quorum.present,
        members=quorum.members,
        decisions=one.decisions.count(),
    )


def _law(year: int, words: Words) -> Iterator[str]:
    """Name what of the law was adopted, began or ceased to be in force in the year."""
    for law in codelists.pack().law.instruments:
        days = {"adopted": law.adopted_on, "begins": law.since, "ends": law.until}
        name = " ".join(part for part in (law.text(words.language), law.number) if part)
        for what, day in days.items():
            if day is not None and day.year == year and not (what == "begins" and day == law.adopted_on):
                yield words.say(f"dossier_law_{what}", name=name, day=words.day(day))
        for article in law.articles:
            for what, day in (("begins", article.since), ("ends", article.until)):
                if day is not None and day.year == year and day not in days.values():
                    said = f"{name}, {article.number}. {article.title(words.language)}"
                    yield words.say(f"dossier_law_{what}", name=said, day=words.day(day))


def _code(codelist: str, code: str, words: Words) -> str:
    try:
        return words.set(codelists.pack().codelist(codelist).codes[code].text(words.language))
    except (CodelistError, KeyError):
        return words.set(code)
