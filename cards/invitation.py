"""The invitation of a former member into the second year, and what became of it."""

from collections.abc import Sequence

from cards import actions
from cards.desk import TaskButton
from cards.elements import Card, button, buttons, card, heading, note, paragraph, plain
from cards.phrases import enrollment as say_enrollment
from cards.phrases import invitation as say
from cards.phrases import menu
from cards.phrases import release as say_release


def answers(network_id: int, leaves: int) -> list[TaskButton]:
    """`leaves` is the network that accepting would leave, 0 for none; a press that says another is void."""
    data = {"network": network_id, "leaves": leaves}
    return [
        TaskButton(say.EXCHANGE if leaves else say.ACCEPT, actions.OFFER_ACCEPT, data),
        TaskButton(say.KEEP_OTHER if leaves else say.DECLINE, actions.OFFER_DECLINE, data),
    ]


def invitation(
    network_id: int,
    title: str,
    year: str,
    until: str,
    dates: Sequence[str],
    *,
    leaves: tuple[int, str] = (0, ""),
    notice: str = "",
) -> Card:
    """`dates` are whole lines, none while they are not published; `leaves` the other network of the year."""
    name = say.invitation_title(year)
    accept, decline = answers(network_id, leaves[0])
    return card(
        heading(name),
        note(notice) if notice else None,
        paragraph(say.invitation(plain(title), until)),
        [paragraph(plain(one)) for one in dates] or paragraph(say.DATES_LATER),
        paragraph(say.invitation_elsewhere(plain(leaves[1]), year)) if leaves[0] else None,
        paragraph(say.NOTHING_BY_ITSELF),
        buttons(
            button(accept.title, accept.verb, accept.data, primary=True),
            button(decline.title, decline.verb, decline.data),
            button(menu.HELP, actions.HELP, {"about": "invitation", "network": network_id}),
        ),
        fallback=f"{name}. {say.invitation(title, until)}",
    )


def accepted(network_id: int, title: str, year: str) -> Card:
    """Confirmed, and no dates yet."""
    name = say.accepted_title(year)
    return card(
        heading(name),
        paragraph(say.invitation_accepted(plain(title))),
        paragraph(say.DATES_LATER),
        buttons(
            button(say_enrollment.MINE, actions.MY_NETWORK, primary=True),
            button(say_enrollment.WITHDRAW, actions.WITHDRAW, {"network": network_id}),
        ),
        fallback=f"{name}. {say.invitation_accepted(title)}",
    )


def no_place(network_id: int, title: str, school: str, year: str) -> Card:
    name = say.no_place_title(plain(title))
    return card(
        heading(name),
        paragraph(say.no_place(plain(school), year)),
        buttons(
            button(say.WAIT, actions.INVITATION_WAIT, {"network": network_id}, primary=True),
            button(say_enrollment.OTHERS, actions.CATALOG),
            button(menu.HELP, actions.HELP, {"about": "invitation", "network": network_id}),
        ),
        fallback=f"{say.no_place_title(title)}. {say.no_place(school, year)}",
    )


def dates(network_id: int, title: str, year: str, lines: Sequence[str], half_days: int) -> Card:
    """To who has a seat since before there were dates."""
    return card(
        heading(say.DATES_TITLE),
        paragraph(say.second_year_dates(plain(title), year)),
        [paragraph(plain(one)) for one in lines],
        paragraph(say_enrollment.release(half_days)),
        paragraph(say_enrollment.TO_DO),
        buttons(
            button(say_release.OPEN, actions.RELEASES, primary=True),
            button(say_enrollment.CALENDAR, actions.MY_CALENDAR),
            button(say_enrollment.SCHOOL_TEXT, actions.SCHOOL_TEXT, {"network": network_id}),
            button(say_enrollment.WITHDRAW, actions.WITHDRAW, {"network": network_id}),
        ),
        fallback=f"{say.DATES_TITLE}. {say.second_year_dates(title, year)}",
    )
