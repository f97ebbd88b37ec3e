"""« Rencontre avec le CEE »: what stands, what is proposed, and the form for another moment (R64)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cards import actions
from cards.desk import DeskTask, TaskButton
from cards.elements import (
    Card,
    Element,
    button,
    buttons,
    card,
    date_input,
    heading,
    mistakes,
    note,
    paragraph,
    plain,
    text_input,
)
from cards.phrases import cee_meeting as say
from cards.phrases import menu
from cards.phrases.proposal import quoted

LISTED = 8


@dataclass(frozen=True, slots=True)
class Standing:
    """`agreed` and `proposed` are whole lines, or empty; `moment_id` is the one proposed, and `may_accept`
    whether the reader is of the side that answers.
    """

    network_id: int
    title: str
    agreed: str = ""
    proposed: str = ""
    proposer: str = ""
    moment_id: int = 0
    may_accept: bool = False


@dataclass(frozen=True, slots=True)
class MomentForm:
    """As typed."""

    network_id: int
    day: str = ""
    starts: str = ""
    place: str = ""


def read(data: Mapping[str, Any]) -> MomentForm:
    return MomentForm(
        actions.number(data, "network"),
        *(actions.typed(data, name) for name in ("day", "starts", "place")),
    )


def standing(
    shown: Standing, typed: MomentForm | None = None, *, notice: str = "", errors: Sequence[str] = ()
) -> Card:
    """What stands, and the form to propose a moment, or another one."""
    kept = typed or MomentForm(shown.network_id)
    here = {"network": shown.network_id}
    again = bool(shown.agreed or shown.proposed)
    propose = button(
        say.PROPOSE_OTHER if again else say.PROPOSE,
        actions.CEE_PROPOSE,
        here,
        primary=not shown.may_accept,
        inputs=True,
    )
    return card(
        heading(say.TITLE),
        note(notice) if notice else None,
        paragraph(say.about(plain(shown.title))),
        _told(shown),
        paragraph(say.HOW, subtle=True),
        date_input("day", say.DAY, kept.day, say.CHOOSE_DAY),
        text_input("starts", say.HOUR, kept.starts, say.WRITE_HOUR),
        text_input("place", say.PLACE, kept.place, say.WRITE_PLACE, placeholder=say.PLACE_HINT),
        buttons(propose, button(menu.MENU, actions.MENU)),
        mistakes(errors, say.NOT_PROPOSED),
        fallback=f"{say.TITLE}. {shown.title}",
    )


def _told(shown: Standing) -> list[Element]:
    drawn: list[Element] = []
    here = {"network": shown.network_id}
    if shown.agreed:
        drawn.append(paragraph(say.agreed_on(plain(shown.agreed))))
        drawn.append(buttons(button(say.CALENDAR, actions.DOCUMENT_CEE, here)))
    if shown.proposed:
        drawn.append(paragraph(say.proposed_by(plain(shown.proposer), plain(shown.proposed))))
        if shown.agreed:
            drawn.append(paragraph(say.STANDS, subtle=True))
        data = {**here, "moment": shown.moment_id}
        drawn.append(
            buttons(button(say.ACCEPT, actions.CEE_ACCEPT, data, primary=True))
            if shown.may_accept
            else paragraph(say.WAITS, subtle=True)
        )
    return drawn


def choose(networks: Sequence[tuple[int, str]], page: int = 1) -> Card:
    """(network, title) of those that a responsible may meet about; a page of them."""
    pages = max(1, -(-len(networks) // LISTED))
    at = min(max(page, 1), pages)
    turns = []
    if at < pages:
        turns.append(button(say.NEXT_PAGE, actions.CEE_MEETING, {"page": at + 1}))
    if at > 1:
        turns.append(button(say.PREVIOUS_PAGE, actions.CEE_MEETING, {"page": at - 1}))
    return card(
        heading(say.TITLE),
        paragraph(say.CHOOSE if networks else say.NO_NETWORK),
        [
            buttons(button(quoted(title), actions.CEE_MEETING, {"network": network_id}))
            for network_id, title in networks[(at - 1) * LISTED : at * LISTED]
        ],
        paragraph(say.cee_page(at, pages), subtle=True) if pages > 1 else None,
        buttons(*turns) if turns else None,
        buttons(button(menu.MENU, actions.MENU)),
        fallback=f"{say.TITLE}. {say.CHOOSE}",
    )


def news(shown: Standing) -> Card:
    """In chat: proposed to the reader, agreed on, or neither any more."""
    here = {"network": shown.network_id}
    ways, title = [], say.TITLE
    if shown.may_accept:
        title = say.PROPOSED_TITLE
        data = {**here, "moment": shown.moment_id}
        ways.append(button(say.ACCEPT, actions.CEE_ACCEPT, data, primary=True))
    elif shown.agreed:
        title = say.AGREED_TITLE
        ways.append(button(say.CALENDAR, actions.DOCUMENT_CEE, here, primary=True))
    proposed = say.proposed_by(plain(shown.proposer), plain(shown.proposed)) if shown.proposed else ""
    agreed = say.agreed_on(plain(shown.agreed)) if shown.agreed else ""
    return card(
        heading(title),
        paragraph(say.about(plain(shown.title))),
        [paragraph(line) for line in (agreed, proposed) if line] or paragraph(say.SETTLED),
        buttons(*ways, button(say.PROPOSE_OTHER if shown.may_accept else say.SEE, actions.CEE_MEETING, here)),
        fallback=f"{title}. {shown.title}",
    )


def task(shown: Standing, since: datetime) -> DeskTask:
    """A moment that the animator proposed, on the responsibles' desk."""
    return DeskTask(
        "cee_meeting",
        shown.network_id,
        since,
        say.cee_waits_title(plain(shown.title)),
        say.proposed_by(plain(shown.proposer), plain(shown.proposed)),
        (TaskButton(say.ANSWER, actions.CEE_MEETING, {"network": shown.network_id}),),
    )
