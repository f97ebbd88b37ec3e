"""« Voir le document Word »: a fresh link for this person, who may read it today."""

from bot.links import Link
from bot.rules.proposal import target_year
from bot.rules.roles import may_read
from bot.services import Services
from bot.teams.identity import Speaker
from bot.teams.turn import Reply, Turn
from bot.views import documents as views
from cards import actions, menu
from cards.phrases import menu as say_menu
from storage.people import Role


async def show_proposal(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    """One's own, by its number; or, for who reads requests, that of a request."""
    request_id, proposal_id = actions.number(turn.data, "request"), actions.number(turn.data, "id")
    if request_id:
        asked = await services.read(views.request_link, speaker.person_id, request_id)
        return await document_card(services, speaker, asked, (actions.APPROVAL_OPEN, {"request": request_id}))
    asked = await services.read(views.proposal_link, speaker.person_id, proposal_id)
    return await document_card(services, speaker, asked, (actions.PROPOSAL_OPEN, {"id": proposal_id}))


async def show_comparison(services: Services, speaker: Speaker, _turn: Turn) -> Reply:
    """All proposals for the year that is being chosen."""
    if not may_read(speaker.roles):
        return menu.sentence(say_menu.REFUSED)
    year = int(target_year(services.clock.now().date())[:4])
    asked = Link(speaker.person_id, views.COMPARISON, year, 0)
    return await document_card(services, speaker, asked, (actions.APPROVALS, {}))


async def show_folio(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    """The sheet for Folio, for a responsible."""
    if Role.CEE_RESPONSIBLE not in speaker.roles:
        return menu.sentence(say_menu.REFUSED)
    network_id = actions.number(turn.data, "network")
    asked = Link(speaker.person_id, views.FOLIO, network_id, 0)
    return await document_card(services, speaker, asked, (actions.FOLIO, {"network": network_id}))


async def show_plan(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    """The plan deposited last, for members, the animator and responsibles."""
    network_id = actions.number(turn.data, "network")
    asked = Link(speaker.person_id, views.PLAN, network_id, 0)
    return await document_card(services, speaker, asked, (actions.PLAN_READ, {"network": network_id}))


async def show_agenda(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    """The agenda deposited last, for members, the animator and responsibles."""
    meeting_id = actions.number(turn.data, "meeting")
    asked = Link(speaker.person_id, views.AGENDA, meeting_id, 0)
    return await document_card(services, speaker, asked, (actions.AGENDA_READ, {"meeting": meeting_id}))


async def show_minutes(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    """The minutes deposited last, for members, who was there, the animator and responsibles."""
    meeting_id = actions.number(turn.data, "meeting")
    asked = Link(speaker.person_id, views.MINUTES, meeting_id, 0)
    return await document_card(services, speaker, asked, (actions.MINUTES_READ, {"meeting": meeting_id}))


async def show_bilan(services: Services, speaker: Speaker, turn: Turn) -> Reply:
    """The bilan deposited last, or its draft, for who may read it."""
    network_id = actions.number(turn.data, "network")
    asked = Link(speaker.person_id, views.BILAN, network_id, 0)
    return await document_card(services, speaker, asked, (actions.BILAN_READ, {"network": network_id}))


async def document_card(
    services: Services, speaker: Speaker, asked: Link | None, back: tuple[str, dict[str, int]]
) -> Reply:
    """The card with a link to what was asked for, which leads back to `back`; None asks for too much."""
    if asked is None:
        return menu.sentence(say_menu.REFUSED)
    settings = services.settings
    drawn = await services.read(
        views.card,
        speaker.person_id,
        settings.LINK_SECRET.get_secret_value(),
        settings.PUBLIC_URL,
        asked,
        back,
    )
    return drawn or menu.sentence(say_menu.REFUSED)
