"""What somebody sees of a network that people enroll in, and of her or his own place in it, now."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy.orm import Session

from bot.rules import enrollment as rules
from bot.rules.enrollment import Closed, Condition
from bot.rules.names import alphabetical
from bot.rules.proposal import OTHER
from bot.views import invitation, waiting
from bot.views.kept_settings import procedure_of
from bot.views.network_dates import date_lines, network_facts
from cards import actions, menu
from cards import enrollment as cards
from cards.desk import TaskButton
from cards.elements import Card, Element, plain
from cards.enrollment import DeclareForm, Mine
from cards.phrases import agenda as say_agenda
from cards.phrases import enrollment as say
from cards.phrases import invitation as say_invitation
from cards.phrases import menu as say_menu
from cards.phrases import minutes as say_minutes
from cards.phrases import people as say_people
from cards.phrases import plan as say_plan
from cards.phrases import waiting as say_waiting
from cards.phrases.dates import long_date, short_date
from storage.agenda import deposited_agenda
from storage.enrollment import EnrollmentState, enrollments_of
from storage.minutes import deposited_minutes
from storage.network import Network, network_title
from storage.people import Person, School, active_schools
from storage.places import active_of, offers_of, ranks_of
from storage.plan import deposited_plan
from storage.standing import Standing, standing

CEE = "CEE"
MAY_WAIT = frozenset({Condition.ALREADY_IN, Condition.SAME_SCHOOL, Condition.FULL})


def offer(session: Session, now: datetime, person_id: int, network: Network) -> tuple[str, list[TaskButton]]:
    """One sentence on this person's place in a network, and what she or he may do about it."""
    found = standing(session, person_id, network.id, now.date())
    if found is None:
        return "", []
    data = {"network": network.id}
    match found.own_state:
        case EnrollmentState.ACTIVE.value:
            return say.IS_MEMBER, [
                TaskButton(say.MINE, actions.MY_NETWORK),
                TaskButton(say.WITHDRAW, actions.WITHDRAW, data),
            ]
        case EnrollmentState.OFFERED.value if invitation.is_one(session, found):
            return say_invitation.is_invited(invitation.until(session, found)), invitation.ways(found)
        case EnrollmentState.OFFERED.value:
            return say_waiting.is_offered(waiting.until(session, found, now)), [
                TaskButton(say_waiting.ACCEPT, actions.OFFER_ACCEPT, data),
                TaskButton(say_waiting.DECLINE, actions.OFFER_DECLINE, data),
            ]
        case EnrollmentState.WAITING.value:
            return say.is_waiting(found.own_position or 0), [
                TaskButton(say.LEAVE_LIST, actions.WITHDRAW, {**data, "sure": 1})
            ]
    condition = rules.refusal(found, now.date())
    if condition is None:
        until = short_date(found.closes_on) if found.closes_on else ""
        return say.free(found.capacity - len(found.seats), until), [
            TaskButton(say.ENROLL, actions.ENROLL, data)
        ]
    if condition is Condition.FULL:
        return say.IS_FULL, [TaskButton(say.WAIT, actions.ENROLL, data)]
    if rules.closed(found, now.date()) is Closed.OVER:
        return say.IS_OVER, []
    return " ".join(_why(session, found, condition, now)), _ways(found, condition, now.date())


def _why(session: Session, found: Standing, condition: Condition, now: datetime) -> list[str]:
    match condition:
        case Condition.NOT_TEACHING:
            return [say.NOT_TEACHING]
        case Condition.CLOSED:
            kind = rules.closed(found, now.date())
            if kind is Closed.NOT_YET:
                return [say.not_yet(short_date(found.opens_on) if found.opens_on else "")]
            return [say.CLOSED[(kind or Closed.OVER).value]]
        case Condition.OWN_NETWORK:
            return [say.OWN_NETWORK]
        case Condition.ALREADY_IN:
            assert found.elsewhere is not None
            may = rules.may_exchange(found.elsewhere, now.date())
            told = say.already_in(plain(found.elsewhere.title), found.school_year)
            return [told, say.MAY_EXCHANGE if may else say.HAS_MET]
        case Condition.YEAR_USED:
            return [say.year_used(found.school_year)]
        case Condition.CLASH:
            day = rules.clash(found)
            return [say.clash(long_date(day) if day else "")]
        case Condition.SAME_SCHOOL:
            school = session.get(School, found.school_id) if found.school_id else None
            return [say.same_school(plain(school.name if school else ""))]
        case Condition.FULL:
            return [say.IS_FULL]


def _ways(found: Standing, condition: Condition, today: date) -> list[TaskButton]:
    """The way out of a refusal, the likeliest first."""
    wait = TaskButton(say.WAIT, actions.ENROLL, {"network": found.network_id, "how": "wait"})
    if condition is Condition.ALREADY_IN:
        assert found.elsewhere is not None
        if not rules.may_exchange(found.elsewhere, today):
            return [TaskButton(say.MINE, actions.MY_NETWORK)]
        change = TaskButton(say.EXCHANGE, actions.ENROLL, {"network": found.network_id, "how": "exchange"})
        room = found.seat_free and found.school_taken < rules.SCHOOL_PLACES
        return [change if room else wait, TaskButton(say.MINE, actions.MY_NETWORK)]
    return [wait] if condition in MAY_WAIT else []


def place(
    session: Session,
    now: datetime,
    person_id: int,
    network_id: int,
    *,
    condition: Condition | None = None,
    already: bool = False,
    exchange: bool = False,
) -> Card:
    """The answer to « M’inscrire », as stored now; `condition` is why not, when it was refused."""
    found = standing(session, person_id, network_id, now.date())
    if found is None:
        return menu.sentence(say_menu.STALE)
    match found.own_state:
        case EnrollmentState.ACTIVE.value:
            assert found.own_id is not None
            undated = invitation.confirmed(session, found)
            return undated or cards.enrolled(
                network_facts(session, found, now, coming=True),
                already=already,
                to_confirm=not found.confirmed,
                below_six=found.enrolled < rules.MINIMUM,
                waits_for=found.waits_for,
                released_by=procedure_of(session),
            )
        case EnrollmentState.OFFERED.value:
            return waiting.offer_card(session, found, now)
        case EnrollmentState.WAITING.value:
            return cards.waiting(
                network_id,
                found.title,
                found.own_position or 0,
                full=not found.seat_free,
                elsewhere=found.elsewhere is not None,
            )
    why = condition or rules.refusal(found, now.date()) or Condition.FULL
    told = _why(session, found, why, now)
    if exchange and why in {Condition.FULL, Condition.SAME_SCHOOL}:
        told = [say.EXCHANGE_FULL]
    return cards.refused(network_id, why.value, told, _ways(found, why, now.date()))


def declare(
    session: Session,
    _now: datetime,
    person_id: int,
    network_id: int,
    how: str,
    typed: DeclareForm | None = None,
    errors: Sequence[str] = (),
) -> Card:
    person = session.get_one(Person, person_id)
    schools = [(school.id, school.name) for school in active_schools(session)]
    return cards.declare(
        network_id,
        how,
        [*schools, (OTHER, say_people.OTHER_SCHOOL)],
        typed or DeclareForm(person.school_id or "", teaches=False),
        known=person.confirmed_teacher,
        errors=errors,
    )


def leave(session: Session, _now: datetime, network_id: int) -> Card:
    network = session.get(Network, network_id)
    return cards.leave(network_id, network.title) if network else menu.sentence(say_menu.STALE)


def title_of(session: Session, _now: datetime, network_id: int) -> str:
    return network_title(session, network_id)


def school_text(session: Session, now: datetime, person_id: int, network_id: int) -> Card:
    """For members only: who asks for another network's gets the menu's sentence."""
    found = standing(session, person_id, network_id, now.date())
    if found is None or found.own_state != EnrollmentState.ACTIVE.value:
        return menu.sentence(say_menu.STALE)
    return cards.school_text(found.title, network_facts(session, found, now, coming=True).dates)


def mine(session: Session, now: datetime, person_id: int) -> list[Element]:
    """The networks in which the person has a seat, and the lists on which she or he waits."""
    lines: list[Element] = []
    for one in active_of(session, person_id):
        found = standing(session, person_id, one, now.date())
        if found is None:
            continue
        coming = next((each for each in found.meetings if each.day >= now.date()), None)
        network = session.get_one(Network, one)
        members = [each.person for each in enrollments_of(session, one) if each.state == "ACTIVE"]
        lines += cards.mine_lines(
            Mine(
                found=network_facts(session, found, now),
                next_meeting=date_lines(session, [coming])[0] if coming else "",
                animator=_named(network.animator),
                members=sorted(map(_named, members), key=alphabetical),
                animator_email=network.animator.email or "",
                documents=_documents(session, one, found),
            )
        )
    return [*lines, *_offers(session, now, person_id), *cards.waits(ranks_of(session, person_id))]


def _offers(session: Session, now: datetime, person_id: int) -> list[Element]:
    """The seats that wait for an answer, invitations among them."""
    lines: list[Element] = []
    for one in offers_of(session, person_id):
        sentence, ways = offer(session, now, person_id, session.get_one(Network, one))
        lines += cards.offered(network_title(session, one), sentence, ways)
    return lines


def _documents(session: Session, network_id: int, found: Standing) -> list[TaskButton]:
    """The plan, the agenda of each meeting that has one, then the minutes, in order."""
    ways = [
        TaskButton(say_agenda.read_of(each.number), actions.AGENDA_READ, {"meeting": each.id})
        for each in found.meetings
        if deposited_agenda(session, each.id) is not None
    ]
    ways += [
        TaskButton(say_minutes.read_minutes_of(each.number), actions.MINUTES_READ, {"meeting": each.id})
        for each in found.meetings
        if deposited_minutes(session, each.id) is not None
    ]
    if deposited_plan(session, network_id) is not None:
        ways.insert(0, TaskButton(say_plan.READ, actions.PLAN_READ, {"network": network_id}))
    return ways


def _named(person: Person) -> str:
    return f"{person.name} ({person.school.name})" if person.school else person.name
