"""Verb or typed command to handler: one table. What goes wrong is said, and nothing is lost."""

import json
from collections.abc import Awaitable, Callable, Mapping

import structlog

from bot.services import Services
from bot.teams import (
    acting,
    agenda,
    approval,
    cancellation,
    catalog,
    changes_due,
    channel_files,
    deadlines,
    desk,
    documents,
    duties,
    enrollment,
    folio,
    identity,
    membership,
    menu,
    minimum,
    minutes,
    minutes_due,
    moves,
    my_calendar,
    network,
    people,
    plan,
    proposal,
    rating,
    release,
    revision,
    roster,
    schedule,
    school_calendar,
    shared_documents,
    sitting,
    year_dates,
)
from bot.teams.commands import PHRASES, command
from bot.teams.identity import Speaker
from bot.teams.turn import Happening, Reply, Say, Scope, Turn
from bot.usecases import people as people_usecases
from bot.usecases.people import Unrecognized
from bot.views import menu as menu_view
from cards import actions
from cards import menu as cards
from cards.phrases import menu as say

log = structlog.get_logger()

Handler = Callable[[Services, Speaker, Turn], Awaitable[Reply]]

TABLE: Mapping[str, Handler] = {
    actions.MENU: menu.open_menu,
    actions.HELP: menu.show_help,
    actions.PRIVACY: menu.show_privacy,
    actions.PROFILE: people.open_profile,
    actions.PROFILE_SAVE: people.save_profile,
    actions.PEOPLE_UNKNOWN: people.show_unknown,
    actions.PEOPLE_CONFIRM: people.confirm,
    actions.PEOPLE_REFUSE: people.refuse,
    actions.PEOPLE_NOTE_SCHOOL: people.note_school,
    actions.PROPOSE: proposal.start,
    actions.PROPOSALS: proposal.show_list,
    actions.PROPOSAL_OPEN: proposal.show,
    actions.PROPOSAL_STEP: proposal.save_step,
    actions.PROPOSAL_SUBMIT: proposal.submit,
    actions.PROPOSAL_EDIT: proposal.edit,
    actions.PROPOSAL_WITHDRAW: proposal.withdraw,
    actions.PROPOSAL_AGAIN: proposal.take_up_again,
    actions.APPROVALS: approval.show_list,
    actions.APPROVAL_OPEN: approval.show,
    actions.APPROVAL_SHEET: approval.show_sheet,
    actions.APPROVAL_FORM: approval.open_form,
    actions.APPROVAL_DECIDE: approval.decide,
    actions.SITTING: sitting.show,
    actions.SITTING_PUT_BACK: sitting.put_back,
    actions.LETTERS: sitting.show_letters,
    actions.LETTERS_SEND: sitting.send,
    actions.CHANGES_EXTEND: changes_due.open_extend,
    actions.CHANGES_EXTEND_SAVE: changes_due.extend,
    actions.CHANGES_DECLINE: changes_due.open_decline,
    actions.CHANGES_DECLINE_SAVE: changes_due.decline,
    actions.DOCUMENT_PROPOSAL: documents.show_proposal,
    actions.DOCUMENT_COMPARISON: documents.show_comparison,
    actions.RATING: rating.open_form,
    actions.RATING_SAVE: rating.save,
    actions.RATING_OPINIONS: rating.show_opinions,
    actions.RATING_CHANGES: rating.show_changes,
    actions.DESK: desk.show,
    actions.FILES_RETRY: channel_files.retry,
    actions.DOCUMENTS: shared_documents.show,
    actions.DOCUMENT_ADD: shared_documents.open_form,
    actions.DOCUMENT_ADD_SAVE: shared_documents.add,
    actions.DOCUMENT_REMOVE: shared_documents.remove,
    actions.YEAR_DATES: year_dates.open_form,
    actions.YEAR_DATES_SAVE: year_dates.save,
    actions.SCHOOL_CALENDAR: school_calendar.show,
    actions.SCHOOL_CALENDAR_ADD: school_calendar.add,
    actions.SCHOOL_CALENDAR_REMOVE: school_calendar.take_away,
    actions.MY_CALENDAR: my_calendar.show,
    actions.MY_CALENDAR_NEW: my_calendar.renew,
    actions.DOCUMENT_ICS: my_calendar.download,
    actions.MY_NETWORK: network.show_mine,
    actions.DUTIES: duties.show,
    actions.CHANNEL_RETRY: network.retry_channel,
    actions.CATALOG: catalog.show,
    actions.CATALOG_FILTER: catalog.show_filters,
    actions.NETWORK_SHEET: catalog.show_sheet,
    actions.SCHEDULE: schedule.open_form,
    actions.SCHEDULE_MODALITY: schedule.choose_modality,
    actions.SCHEDULE_STEP: schedule.show_step,
    actions.SCHEDULE_MEETING: schedule.keep_meeting,
    actions.SCHEDULE_SEND: schedule.send,
    actions.SCHEDULE_SHOW: schedule.show,
    actions.SCHEDULE_CONFIRM: schedule.confirm_room,
    actions.SCHEDULE_CHANGE: schedule.ask_change,
    actions.SCHEDULE_REMIND: schedule.remind,
    actions.MEMBERSHIP: membership.show,
    actions.MEMBERSHIP_DONE: membership.confirm,
    actions.FOLIO: folio.show,
    actions.FOLIO_DONE: folio.publish,
    actions.DOCUMENT_FOLIO: documents.show_folio,
    actions.ACTING: acting.open_form,
    actions.ACTING_SAVE: acting.save,
    actions.ANNOUNCE: acting.open_announce,
    actions.ANNOUNCE_SEND: acting.send,
    actions.RELEASES: release.show_mine,
    actions.RELEASE_TICK: release.tick,
    actions.PLANNING: release.open_planning,
    actions.PLANNING_SAVE: release.save_planning,
    actions.LEDGER: release.show_ledger,
    actions.ENROLL: enrollment.enroll,
    actions.WITHDRAW: enrollment.withdraw,
    actions.OFFER_ACCEPT: enrollment.accept,
    actions.OFFER_DECLINE: enrollment.decline,
    actions.SCHOOL_TEXT: enrollment.school_text,
    actions.REVISION: enrollment.ask_revision,
    actions.REVISION_OPEN: revision.show,
    actions.REVISION_ANSWER: revision.answer,
    actions.MINIMUM: minimum.show,
    actions.MINIMUM_EXTEND: minimum.extend,
    actions.MINIMUM_KEEP: minimum.keep,
    actions.MINIMUM_CANCEL: minimum.cancel,
    actions.ROSTER: roster.show,
    actions.CAPACITY: roster.set_capacity,
    actions.NETWORK_CANCEL: roster.open_cancel,
    actions.NETWORK_CANCEL_SURE: roster.cancel,
    actions.PLAN: plan.open_form,
    actions.PLAN_STEP: plan.save_step,
    actions.PLAN_ADD: plan.add_lines,
    actions.PLAN_DEPOSIT: plan.deposit,
    actions.PLAN_READ: plan.show,
    actions.DOCUMENT_PLAN: documents.show_plan,
    actions.AGENDA: agenda.open_draft,
    actions.AGENDA_STEP: agenda.save_step,
    actions.AGENDA_DEPOSIT: agenda.deposit,
    actions.AGENDA_LINK: agenda.open_link,
    actions.AGENDA_LINK_DEPOSIT: agenda.deposit_link,
    actions.AGENDA_READ: agenda.show,
    actions.DOCUMENT_AGENDA: documents.show_agenda,
    actions.MINUTES: minutes.open_draft,
    actions.MINUTES_STEP: minutes.save_step,
    actions.MINUTES_DEPOSIT: minutes.deposit,
    actions.MINUTES_READ: minutes.show,
    actions.MINUTES_WRITER: minutes_due.open_writer,
    actions.MINUTES_WRITER_SAVE: minutes_due.name_writer,
    actions.MINUTES_LATE: minutes_due.show_late,
    actions.MINUTES_ON_PAPER: minutes_due.on_paper,
    actions.FOLLOW_UPS: minutes_due.show_follow_ups,
    actions.FOLLOW_UP_DONE: minutes_due.mark_done,
    actions.DOCUMENT_MINUTES: documents.show_minutes,
    actions.MEETINGS: moves.show_list,
    actions.MEETING_MOVE: moves.open_form,
    actions.MOVE_STEP: moves.check,
    actions.MOVE_ASK: moves.ask,
    actions.MOVE_WITHDRAW: moves.withdraw,
    actions.MOVE_OPEN: moves.show,
    actions.MOVE_CONFIRM: moves.confirm,
    actions.MOVE_DECLINE: moves.decline,
    actions.MEETING_CANCEL: cancellation.open_form,
    actions.MEETING_CANCEL_SURE: cancellation.call_off,
    actions.MEETING_CANCELLED: cancellation.show_reach,
    actions.LATE_DOCUMENT: deadlines.show,
    actions.DELAY_GRANT: deadlines.grant,
    actions.LATE_ON_PAPER: deadlines.on_paper,
}

UNRECOGNIZED: Mapping[Unrecognized, str] = {
    Unrecognized.GUEST: say.GUEST,
    Unrecognized.ADDRESS_TAKEN: say.ADDRESS_TAKEN,
}


# A card with more in it may be refused by Teams, and the person would see nothing at all.
LARGEST_AGAIN = 60_000


class Router:
    """Hears turns. `extra` are local mode's own commands, by their first word; `new_code` names a fault."""

    def __init__(
        self, services: Services, new_code: Callable[[], str], extra: Mapping[str, Handler] | None = None
    ) -> None:
        self._services = services
        self._new_code = new_code
        self._extra = dict(extra or {})

    async def hear(self, turn: Turn) -> Reply:
        """The answer to one turn; a fault answers « Panne » with a code that stands in the log line too."""
        try:
            return await self._answer(turn)
        except Exception as error:  # noqa: BLE001 - whatever broke, the person is told, and the form stays
            code = self._new_code()
            log.error(  # noqa: TRY400 - a trace could hold what somebody typed
                "turn_failed",
                code=code,
                verb=turn.verb,
                happening=turn.happening.value,
                error=type(error).__name__,
                where=_where(error),
            )
            if turn.happening is Happening.ACTION:
                return _fault_of_press(turn, code)
            return cards.fault(code) if turn.happening is Happening.MESSAGE else None

    async def _answer(self, turn: Turn) -> Reply:
        match turn.happening:
            case Happening.INSTALLED:
                await self._installed(turn)
                return None
            case Happening.UNINSTALLED:
                await self._services.transact(people_usecases.leave, turn.place)
                return None
            case Happening.MESSAGE if turn.scope is not Scope.PERSONAL:
                # Everyone reads the channel: nothing but a button, whoever asks and whatever for.
                return cards.in_channel(command(turn.text) or actions.MENU)
            case Happening.MESSAGE | Happening.ACTION:
                return await self._for_speaker(turn)
            case Happening.OTHER:
                return None

    async def _installed(self, turn: Turn) -> None:
        if turn.scope is not Scope.PERSONAL:
            return
        speaker = await identity.identify(self._services, turn)
        if isinstance(speaker, Speaker):
            await self._services.transact(people_usecases.welcome, speaker.person_id, turn.place)

    async def _for_speaker(self, turn: Turn) -> Reply:
        speaker = await identity.identify(self._services, turn)
        if speaker is None:
            return cards.bare(say.REFUSED)
        if isinstance(speaker, Unrecognized):
            return cards.bare(UNRECOGNIZED[speaker])
        if turn.happening is Happening.ACTION:
            handler = TABLE.get(turn.verb)
            if handler is None:
                return await self._services.read(menu_view.menu, speaker.person_id, say.STALE)
            return await handler(self._services, speaker, turn)
        first_word = turn.text.split(maxsplit=1)[0].casefold() if turn.text.strip() else ""
        if first_word in self._extra:
            return await self._extra[first_word](self._services, speaker, turn)
        verb = command(turn.text, PHRASES)
        if verb is None:
            return await self._services.read(menu_view.menu, speaker.person_id, say.NOT_UNDERSTOOD)
        return await TABLE[verb](self._services, speaker, turn)


def _fault_of_press(turn: Turn, code: str) -> Reply:
    """A card whose button sends the same press again, with everything typed in it: nothing is lost.

    (A sentence alone would do in Teams, but the local client empties the form under it.)
    """
    sent = dict(turn.data)
    if turn.verb in TABLE and len(json.dumps(sent)) <= LARGEST_AGAIN:
        return cards.fault(code, (turn.verb, sent))
    return Say(say.fault(code))


def _where(error: Exception) -> str:
    """The innermost place of our own code, for the log: no message, which could hold what somebody typed."""
    place, trace = "", error.__traceback__
    while trace is not None:
        name = trace.tb_frame.f_globals.get("__name__", "")
        if name.split(".")[0] in {"bot", "cards", "storage"}:
            place = f"{name}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place
