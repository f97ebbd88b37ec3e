"""A seat that is offered or given to who waited for it."""

from cards import actions
from cards.elements import Card, button, buttons, card, heading, paragraph, plain
from cards.enrollment import NetworkFacts
from cards.phrases import enrollment as say_enrollment
from cards.phrases import waiting as say


def offer(found: NetworkFacts, until: str, *, leaves: str, first_past: bool) -> Card:
    """`leaves` is the title of the network that accepting would leave, or empty."""
    return card(
        heading(say.OFFER_TITLE),
        paragraph(say.offer(plain(found.title), until)),
        [paragraph(plain(one)) for one in found.dates],
        paragraph(say.offer_left(len(found.dates), found.half_days)) if first_past else None,
        paragraph(say.offer_swaps(plain(leaves))) if leaves else None,
        buttons(
            button(say.ACCEPT, actions.OFFER_ACCEPT, {"network": found.network_id}, primary=True),
            button(say.DECLINE, actions.OFFER_DECLINE, {"network": found.network_id}),
        ),
        fallback=f"{say.OFFER_TITLE}. {say.offer(found.title, until)}",
    )


def given(found: NetworkFacts, next_day: str) -> Card:
    data = {"network": found.network_id}
    return card(
        heading(say.GIVEN_TITLE),
        paragraph(say.given(plain(found.title), next_day)),
        [paragraph(plain(one)) for one in found.dates],
        paragraph(say_enrollment.release(found.half_days)),
        buttons(
            button(say_enrollment.SCHOOL_TEXT, actions.SCHOOL_TEXT, data, primary=True),
            button(say_enrollment.MINE, actions.MY_NETWORK),
            button(say_enrollment.WITHDRAW, actions.WITHDRAW, data),
        ),
        fallback=f"{say.GIVEN_TITLE} {say.given(found.title, next_day)}",
    )
