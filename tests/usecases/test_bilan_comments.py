"""The participants comment on the draft; only the animator submits (§8.5; R65)."""

from sqlalchemy.orm import Session

from bot.teams.bilan import WORDS
from bot.usecases import bilan_comments
from bot.usecases.bilan import Refused as NotWritable
from bot.usecases.bilan_comments import ASKED, COMMENTED, Invited, Kept, Refused, Wrong
from bot.usecases.enrollment import withdraw
from bot.views import bilan_comments as views
from bot.views.bilan_paper import paper
from storage.bilan import bilan_of, comments_on
from storage.people import Person
from tests.factories import SETTINGS
from tests.usecases.test_bilan import IN_JUNE, LAST, deposit, save, stage, start, told


def invite(session: Session, actor: int, network: int) -> object:
    return bilan_comments.invite(session, LAST, actor, SETTINGS, network, WORDS)


def said(session: Session, network: int) -> list[tuple[int, str]]:
    found = bilan_of(session, network)
    assert found is not None
    return [(one.person_id, one.text) for one in comments_on(session, found.id)]


def test_each_member_is_asked_once_a_draft_and_answers_for_the_animator(session: Session) -> None:
    network, ada, crowd, rita = stage(session)
    start(session, network, ada)

    def word(person: int, text: str) -> object:
        return bilan_comments.comment(session, LAST, person, network, text)

    assert word(crowd[0], "Trop tôt") is Refused.NOT_ALLOWED
    for stranger in (crowd[0], rita):
        assert invite(session, stranger, network) is NotWritable.NOT_ALLOWED
    assert invite(session, ada, network) == Invited(network, 2)
    # The same press again, or once more on the same draft: nobody gets it twice.
    assert invite(session, ada, network) == Invited(network, 0)
    assert told(session, ASKED) == crowd[:2]
    for stranger in (crowd[3], ada, rita):
        assert word(stranger, "Non.") is Refused.NOT_ALLOWED
    assert word(crowd[0], " ") is Wrong.EMPTY
    assert word(crowd[0], "a" * 1001) is Wrong.TOO_LONG
    for text in ("Bien dit.", "Bien dit.", "Ajoutez la visite."):
        assert word(crowd[0], text) == Kept(network)
    assert word(crowd[1], "Merci.") == Kept(network)
    assert said(session, network) == [(crowd[0], "Ajoutez la visite."), (crowd[1], "Merci.")]
    assert told(session, COMMENTED) == [ada, ada]
    assert "Ajoutez la visite." in str(views.listed(session, LAST, ada, network))
    for other in (crowd[0], crowd[3], rita):
        assert "Ajoutez" not in str(views.listed(session, LAST, other, network))
    # A changed draft may be shown again.
    save(session, network, ada, 1, 0, dates="Deux")
    assert invite(session, ada, network) == Invited(network, 2)


def test_the_deposit_closes_them_and_who_left_is_not_asked(session: Session) -> None:
    network, ada, crowd, _ = stage(session)
    start(session, network, ada)
    invite(session, ada, network)
    shown = views.asked(session, LAST, crowd[0], network)
    assert "Nous avons lu." in str(shown)
    assert views.asked(session, LAST, crowd[3], network) is None
    draft = paper(session, LAST, session.get_one(Person, crowd[0]), network)
    assert draft is not None
    assert "brouillon" in draft.name
    assert paper(session, LAST, session.get_one(Person, crowd[3]), network) is None
    withdraw(session, LAST, crowd[1], network)
    assert bilan_comments.comment(session, LAST, crowd[1], network, "Moi") is Refused.NOT_ALLOWED
    deposit(session, network, ada)
    assert bilan_comments.comment(session, IN_JUNE, crowd[0], network, "Tard") is Refused.CLOSED
    assert invite(session, ada, network) is Refused.CLOSED
    assert said(session, network) == []
    closed = views.asked(session, IN_JUNE, crowd[0], network)
    assert "Nous avons lu." not in str(closed)
    assert views.news(session, IN_JUNE, ada, network) is None
