"""« M’inscrire » and what follows it. The person is the one who presses; a card only says which network."""

from bot.rules.enrollment import Condition
from bot.rules.proposal import OTHER
from bot.services import Services
from bot.teams.identity import Speaker
from bot.teams.turn import Reply, Turn
from bot.usecases import enrollment as usecases
from bot.usecases import people as people_usecases
from bot.usecases import revision as revision_usecases
from bot.usecases import waiting as waiting_usecases
from bot.usecases.enrollment import Asked, Enrolled, Left, OfferWaits, Refused, Unready, Waitlisted
from bot.usecases.waiting import Answer
from bot.views import enrollment as views
from bot.views import invitation as invitation_views
from cards import actions, menu
from cards import enrollment as cards
from cards.elements import plain
from cards.enrollment import DeclareForm
from cards.phrases import enrollment as say
from cards.phrases import menu as say_menu
from cards.phrases import revision as say_revision
from cards.phrases import waiting as say_waiting

WAIT, EXCHANGE = "wait", "exchange"


async def enroll(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    """A seat, a rank, or why not; first what must be known of who is on no list."""
    network_id, how = actions.number(turn.data, "network"), actions.typed(turn.data, "how")
    declared = cards.read_declared(turn.data) if actions.number(turn.data, "declared") else None
    if declared is not None:
        errors = await _declare(services, speaker, declared)
        if errors:
            return await services.read(views.declare, speaker.person_id, network_id, how, declared, errors)
    asked = Asked(
        wait=how == WAIT,
        exchange=how == EXCHANGE,
        teaches=declared is not None and declared.teaches,
        schoolless=declared is not None and declared.school_id == OTHER,
    )
    outcome = await services.transact(usecases.enroll, speaker.person_id, network_id, asked)
    match outcome:
        case Unready.NO_NETWORK:
            return menu.sentence(say_menu.STALE)
        case Unready.UNDECLARED | Unready.NO_SCHOOL:
            return await services.read(views.declare, speaker.person_id, network_id, how)
        case Refused(condition):
            return await services.read(
                views.place,
                speaker.person_id,
                network_id,
                condition=condition,
                exchange=asked.exchange,
            )
        case Enrolled(_, already) | Waitlisted(_, already):
            return await services.read(views.place, speaker.person_id, network_id, already=already)
        case OfferWaits():
            return await services.read(views.place, speaker.person_id, network_id)


async def _declare(services: Services, speaker: Speaker, declared: DeclareForm) -> list[str]:
    """Keep the school that was chosen; what is missing, in words."""
    errors = []
    if not declared.school_id:
        errors.append(say.SCHOOL_MISSING)
    confirmed = await services.read(people_usecases.is_confirmed, speaker.person_id)
    if not confirmed and not declared.teaches:
        errors.append(say.TEACHES_MISSING)
    if not errors and declared.school_id != OTHER:
        known = await services.transact(people_usecases.choose_school, speaker.person_id, declared.school_id)
        if not known:
            errors.append(say.SCHOOL_MISSING)
    return errors


async def withdraw(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    """Ask first; a second press, sure, leaves the seat, the offer or the rank."""
    network_id = actions.number(turn.data, "network")
    if not actions.number(turn.data, "sure"):
        return await services.read(views.leave, network_id)
    left = await services.transact(usecases.withdraw, speaker.person_id, network_id)
    title = plain(await services.read(views.title_of, network_id))
    match left:
        case Left.SEAT:
            return cards.said(say.LEFT_TITLE, say.left(title))
        case Left.RANK:
            return cards.said(say.LEFT_TITLE, say.left_list(title))
        case Left.NOTHING:
            return menu.sentence(say.NOTHING_TO_LEAVE)


async def accept(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    network_id = actions.number(turn.data, "network")
    leaves = actions.number(turn.data, "leaves") if "leaves" in turn.data else None
    answer = await services.transact(waiting_usecases.accept, speaker.person_id, network_id, leaves)
    return await _answered(services, speaker, network_id, answer)


async def decline(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    network_id = actions.number(turn.data, "network")
    answer = await services.transact(waiting_usecases.decline, speaker.person_id, network_id)
    return await _answered(services, speaker, network_id, answer)


async def _answered(services: Services, speaker: Speaker, network_id: int, answer: Answer) -> Reply:
    title = plain(await services.read(views.title_of, network_id))
    match answer:
        case Answer.ACCEPTED:
            return await services.read(views.place, speaker.person_id, network_id)
        case Answer.CHANGED:
            drawn = await services.read(invitation_views.again, speaker.person_id, network_id)
            return drawn or menu.sentence(say_menu.STALE)
        case Answer.DECLINED:
            return cards.said(say_waiting.DECLINED_TITLE, say_waiting.declined(title))
        case Answer.EXPIRED:
            return cards.said(say_waiting.OFFER_OVER_TITLE, say_waiting.offer_over(title))
        case Answer.BEGUN:
            return cards.said(say.TITLES[Condition.ALREADY_IN.value], say_waiting.BEGUN)
        case Answer.NO_OFFER:
            return await services.read(views.place, speaker.person_id, network_id, already=True)


async def school_text(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    return await services.read(views.school_text, speaker.person_id, actions.number(turn.data, "network"))


async def ask_revision(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    """A person is asked to look again at an automatic refusal (Loi sur l’accès, s. 65.2)."""
    network_id = actions.number(turn.data, "network")
    outcome = await services.transact(
        revision_usecases.ask, speaker.person_id, network_id, actions.typed(turn.data, "condition")
    )
    match outcome:
        case revision_usecases.Asking.ASKED:
            return cards.said(say_revision.REVISION_TITLE, say_revision.REVISION_SENT)
        case revision_usecases.Asking.KNOWN:
            return cards.said(say_revision.REVISION_TITLE, say_revision.REVISION_KNOWN)
        case revision_usecases.Asking.NOTHING:
            return menu.sentence(say_menu.STALE)
