"""Whatever happens, in whatever order, the table, the list, the queries and the permissions say what the rule says."""

import datetime as dt
import itertools

import pytest
import time_machine
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tabara.access.enums import Permission
from tabara.access.models import Member
from tabara.access.operation import permitted
from tabara.protection.cases import queries
from tabara.protection.cases.models import Case, CaseAccess, Emergency
from tabara.protection.cases.operations import hand_over, review_emergency, withdraw_consent
from tabara.protection.cases.operations.listing import drift, rebuild
from tabara.protection.referral.models import Referral
from tabara.protection.referral.operations import accept_referral, decline_referral, revoke_referral
from tests.factories import make_agency, make_member, make_team
from tests.protection.sharing import oracle
from tests.protection.sharing.sharers import ALL, agrees, in_an_emergency, now, refer, registered

pytestmark = pytest.mark.django_db(databases="__all__")
MOST_CASES = 2  # few, so that much happens to each
lives = itertools.count()  # each among agencies of its own
which = st.integers(0, 20)
agencies = st.sampled_from(["clinic", "clinic", "home", "apart"])
some_groups = st.sets(st.sampled_from(ALL), min_size=1)
CAST = (  # role, agency, team
    ("caseworker", "home", "North"),
    ("caseworker", "home", "North"),
    ("caseworker", "home", "South"),
    ("focal_point", "home", "North"),
    ("supervisor", "home", "South"),
    ("caseworker", "clinic", "Ward"),
    ("caseworker", "clinic", "Night"),
    ("supervisor", "clinic", "Ward"),
    ("caseworker", "apart", "One"),
    ("supervisor", "apart", "One"),
    ("coordinator", "apart", "One"),
    ("coordinator", "commission", "One"),
    ("data_protection_officer", "home", "North"),
    ("data_team", "commission", "One"),
)


class Life(RuleBasedStateMachine):
    """Cases opened, handed over, referred, accepted, revoked, withdrawn, opened in an emergency; and time passes."""

    @initialize()
    def begin(self) -> None:
        """Open agencies and accounts; the clock stands still until a rule moves it."""
        self.clock = time_machine.travel(dt.datetime(2030, 3, 4, 7, tzinfo=dt.UTC), tick=False)
        self.traveller = self.clock.start()
        self.files: dict[object, oracle.File] = {}
        self.opened: dict[object, list[Emergency]] = {}
        life = next(lives)
        self.agencies = {key: make_agency(f"{key}-{life}", in_network=key != "apart") for _, key, _ in CAST}
        self.who = {}
        for role, agency, team in CAST:
            home = self.agencies[agency]
            one = make_member(role, agency=home, team=make_team(home, team))
            self.who[one.pk] = oracle.Who(one.pk, role, agency, team, agency != "apart")
        self.register(0)

    def teardown(self) -> None:
        """Compare the derived table with its rule, and with itself built anew."""
        if not hasattr(self, "clock"):
            return
        before = set(CaseAccess._base_manager.values_list("principal", "case", "why", "until"))
        assert drift() == 0
        rebuild()
        assert set(CaseAccess._base_manager.values_list("principal", "case", "why", "until")) == before
        self.clock.stop()

    def member(self, key: object) -> Member:
        """Return a member as stored now."""
        return Member.objects.select_related("agency", "team").get(pk=key)

    def rests(self, key: object) -> bool:
        """Return whether an emergency access of this member waits for its review too long."""
        waiting = [one.review_by for one in self.opened.get(key, []) if one.reviewed_at is None]
        return bool(waiting) and min(waiting) < now()

    def a_case(self, number: int) -> tuple[Case, oracle.File, Member]:
        """Return a case, what we know of it, and who carries it."""
        key = list(self.files)[number % len(self.files)]
        return Case._base_manager.get(pk=key), self.files[key], self.member(self.files[key].owner.key)

    @precondition(lambda self: len(self.files) < MOST_CASES)
    @rule(number=which)
    def register(self, number: int) -> None:
        """Somebody registers a person."""
        could = [who for who in self.who.values() if who.role in ("caseworker", "focal_point", "supervisor")]
        who = could[number % len(could)]
        if not self.rests(who.key):
            self.files[registered(self.member(who.key)).pk] = oracle.File(who)

    @precondition(lambda self: self.files)
    @rule(number=which, to=which)
    def give(self, number: int, to: int) -> None:
        """Hand a case over within its agency."""
        case, file, by = self.a_case(number)
        roles = ("caseworker", "focal_point", "supervisor")
        could = [one for one in self.who.values() if one.agency == file.owner.agency and one.role in roles]
        if not self.rests(by.pk):
            file.owner = could[to % len(could)]
            hand_over(by=by, at=now(), case=case, to=self.member(file.owner.key))

    @precondition(lambda self: self.files)
    @rule(number=which, to=agencies, groups=some_groups, given=st.integers(0, 3), accept=which)
    def answer(self, number: int, to: str, groups: set[str], given: int, accept: int) -> None:
        """The person agrees to share with an agency, or does not; mostly, a referral follows."""
        case, file, by = self.a_case(number)
        if to != file.owner.agency and not self.rests(by.pk):
            agrees(by, case, self.agencies[to], groups, given=bool(given))
            file.agreed[to] = groups if given else set()
            oracle.asked_less(file, to)
            self.send(number, to, accept)

    @precondition(lambda self: self.files)
    @rule(number=which, to=agencies, accept=which)
    def send(self, number: int, to: str, accept: int) -> None:
        """Refer a person with what was agreed; mostly, somebody accepts at once."""
        case, file, by = self.a_case(number)
        under_way = any(one[0] == to and one[2] > now() for one in file.asked.values())
        under_way |= any(s.by.agency == to and not s.ended and s.until > now() for s in file.shares if not s.alone)
        if not file.agreed.get(to) or under_way or self.rests(by.pk) or file.owner.role == "focal_point":
            return
        made = refer(by, case, self.agencies[to], file.agreed[to])
        file.asked[made.pk] = (to, file.agreed[to], made.until)
        if accept % 4:
            self.accept(accept, 0)

    @rule(number=which, which=which)
    def accept(self, number: int, which: int) -> None:
        """Somebody of the agency that was asked accepts a referral, or declines it."""
        waiting = [(file, key) for file in self.files.values() for key, one in file.asked.items() if one[2] > now()]
        if not waiting:
            return
        file, key = waiting[which % len(waiting)]
        to, groups, until = file.asked[key]
        could = [one for one in self.who.values() if one.agency == to and one.role in ("caseworker", "supervisor")]
        who = could[number % len(could)]
        if self.rests(who.key):
            return
        del file.asked[key]
        row = Referral._base_manager.get(pk=key)
        if number % 5 == 4:
            decline_referral(by=self.member(who.key), at=now(), referral=row, reason="no_place")
            return
        accept_referral(by=self.member(who.key), at=now(), referral=row)
        file.shares.append(oracle.Share(key, who, groups, until))

    @precondition(lambda self: self.files)
    @rule(number=which, wholly=st.booleans())
    def take_back(self, number: int, wholly: bool) -> None:
        """The person takes an agreement back: to a referral, or to being registered at all."""
        case, file, by = self.a_case(number)
        if file.agreed and not self.rests(by.pk):
            to = list(file.agreed)[number % len(file.agreed)]
            recipient = None if wholly else self.agencies[to]
            withdraw_consent(
                by=by, at=now(), case=case, purpose="registration" if wholly else "referral", recipient=recipient
            )
            for agency in list(file.agreed) if wholly else [to]:
                file.agreed[agency] = set()
                oracle.asked_less(file, agency)

    @precondition(lambda self: self.files)
    @rule(number=which)
    def revoke(self, number: int) -> None:
        """The sender takes a referral back."""
        case, file, by = self.a_case(number)
        live = [s for s in file.shares if not s.alone and not s.ended and s.until > now()]
        if live and not self.rests(by.pk) and file.owner.role != "focal_point":
            live[number % len(live)].ended = True
            revoke_referral(by=by, at=now(), case=case, referral=live[number % len(live)].key)

    @precondition(lambda self: self.files)
    @rule(number=which, who=which)
    def break_glass(self, number: int, who: int) -> None:
        """Somebody opens a case in an emergency."""
        case, file, _by = self.a_case(number)
        could = [one for one in self.who.values() if one.role in ("caseworker", "supervisor")]
        member = could[who % len(could)]
        today = [one for one in self.opened.get(member.key, []) if one.opened_at.date() == now().date()]
        if len(today) >= 3 or self.rests(member.key):
            return
        made = in_an_emergency(self.member(member.key), case.code)
        if file.owner.in_network or member.agency == file.owner.agency:
            self.opened.setdefault(member.key, []).append(made)
            for share in file.shares:
                share.ended |= share.alone and share.by is member
            file.shares.append(oracle.Share(made.pk, member, set(ALL), now() + dt.timedelta(minutes=30), alone=True))
        else:
            assert made.case is None
            made.reviewed_at = now()  # an attempt counts, and waits for nobody
            self.opened.setdefault(member.key, []).append(made)

    @rule(number=which)
    def review(self, number: int) -> None:
        """Somebody who watches over a case looks at an emergency access to it."""
        waiting = [one for many in self.opened.values() for one in many if one.reviewed_at is None]
        if not waiting:
            return
        one = waiting[number % len(waiting)]
        agency = self.files[one.case_id].owner.agency
        watchers = [
            who
            for who in self.who.values()
            if (who.agency, who.role) == (agency, "supervisor") and who.key != one.member_id and not self.rests(who.key)
        ]
        if watchers:
            review_emergency(by=self.member(watchers[0].key), at=now(), emergency=one, justified=bool(number % 2))

    @rule(minutes=st.sampled_from([10, 29, 31, 60 * 24, 60 * 24 * 3 + 1, 60 * 24 * 40]))
    def time_passes(self, minutes: int) -> None:
        """Time passes."""
        if now().year < 2031:
            self.traveller.shift(dt.timedelta(minutes=minutes))

    @invariant()
    def everything_says_what_the_rule_says(self) -> None:
        """Compare every way of asking with the oracle, for every member and every case of this life."""
        if not getattr(self, "files", None):
            return
        stored = list(Case._base_manager.select_related("agency").filter(pk__in=self.files))
        for who in self.who.values():
            by, resting = self.member(who.key), self.rests(who.key)
            due = {key: set() if resting else oracle.groups(who, file, now()) for key, file in self.files.items()}
            mine = {key for key, seen in due.items() if seen}
            rows = [row[0] for row in queries.page(by=by).rows if row[0] in self.files]
            assert sorted(rows) == sorted(mine), (who, rows, mine)
            assert set(queries.visible(by=by).filter(pk__in=self.files).values_list("pk", flat=True)) == mine
            for case in stored:
                assert {str(one) for one in queries.seen(by=by, case=case)} == due[case.pk], (who, self.files[case.pk])
                assert permitted(by, Permission.CASE_READ, case) == bool(due[case.pk])


def test_the_rule_holds_whatever_happens() -> None:
    run_state_machine_as_test(
        Life,
        settings=settings(
            max_examples=20, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
