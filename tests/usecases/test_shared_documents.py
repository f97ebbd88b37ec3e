"""The links of a network's list: by its animator alone, kept once removed, told to Folio (R36, R58)."""

from sqlalchemy.orm import Session

from bot.rules.shared_documents import MOST, Fault, Mistake
from bot.usecases import folio
from bot.usecases import shared_documents as usecases
from bot.usecases.shared_documents import Added, Refused, Removed, Wrong
from bot.views import folio as folio_view
from cards.phrases import folio as say_folio
from cards.phrases import shared_documents as say
from storage.audit import AuditRow
from storage.database import Database
from storage.folio import FolioTask, open_folio_task
from storage.network import Network, NetworkState
from storage.people import Role
from storage.shared_documents import SharedDocument, shared_documents
from tests.enrolling import add_network
from tests.factories import NOW, SETTINGS, add_person

LINK = "https://exemple.invalid/grille"


def stage(session: Session) -> tuple[int, int]:
    """(network, its animator Ada)."""
    ada = add_person(session, "Ada", school_id=None)
    return add_network(session, "Lire", animator_id=ada.id), ada.id


def titles(session: Session, network: int) -> list[str]:
    return [one.title for one in shared_documents(session, network)]


def test_a_link_is_added_once_and_its_row_stays_when_it_is_removed(database: Database) -> None:
    def run(session: Session) -> None:
        network, ada = stage(session)
        for _ in range(2):
            added = usecases.add(session, NOW, ada, network, "  Grille  d’observation ", f" {LINK} ")
            assert added == Added(network)
        (kept,) = shared_documents(session, network)
        assert (kept.title, kept.address, kept.added_by_id) == ("Grille d’observation", LINK, ada)
        for _ in range(2):
            assert usecases.remove(session, NOW, ada, kept.id) == Removed(network)
        assert titles(session, network) == []
        row = session.get_one(SharedDocument, kept.id)
        assert (row.removed_at, row.removed_by_id) == (NOW, ada)
        told = [one.action for one in session.query(AuditRow).order_by(AuditRow.id)]
        assert told == ["document_added", "document_removed"]
        # Removed, the same one may come back, as another row.
        assert usecases.add(session, NOW, ada, network, "Grille d’observation", LINK) == Added(network)
        assert [one.id for one in shared_documents(session, network)] == [kept.id + 1]

    database.write(run)


def test_nobody_else_changes_the_list_and_nobody_once_it_is_over(database: Database) -> None:
    def run(session: Session) -> None:
        network, ada = stage(session)
        rita = add_person(session, "Rita", Role.CEE_RESPONSIBLE, school_id=None).id
        usecases.add(session, NOW, ada, network, "Grille", LINK)
        (kept,) = shared_documents(session, network)
        for other in (rita, add_person(session, "Zoé", school_id=None).id):
            assert usecases.may_add(session, NOW, other, network) is Refused.NOT_ALLOWED
            assert usecases.add(session, NOW, other, network, "X", LINK) is Refused.NOT_ALLOWED
            assert usecases.remove(session, NOW, other, kept.id) is Refused.NOT_ALLOWED
        assert usecases.add(session, NOW, ada, 999, "X", LINK) is Refused.NOT_ALLOWED
        assert usecases.remove(session, NOW, ada, 999) is Refused.NOT_ALLOWED
        assert usecases.may_add(session, NOW, ada, network) is None
        session.get_one(Network, network).state = NetworkState.CANCELLED.value
        session.flush()
        assert usecases.add(session, NOW, ada, network, "X", LINK) is Refused.OVER
        assert usecases.remove(session, NOW, ada, kept.id) is Refused.OVER
        assert titles(session, network) == ["Grille"]

    database.write(run)


def test_what_is_wrong_adds_nothing(database: Database) -> None:
    def run(session: Session) -> None:
        network, ada = stage(session)
        wrong = usecases.add(session, NOW, ada, network, " ", "ftp://exemple.invalid")
        assert wrong == Wrong([Mistake(Fault.NO_TITLE), Mistake(Fault.BAD_LINK)])
        for number in range(MOST):
            assert usecases.add(session, NOW, ada, network, f"Document {number}", LINK) == Added(network)
        full = usecases.add(session, NOW, ada, network, "De trop", LINK)
        assert full == Wrong([Mistake(Fault.TOO_MANY, MOST, MOST)])
        assert len(shared_documents(session, network)) == MOST

    database.write(run)


def test_r58_what_is_new_since_folio_stands_in_one_open_task(database: Database) -> None:
    def run(session: Session) -> None:
        network, ada = stage(session)
        found = session.get_one(Network, network)
        folio.plan(session, NOW, SETTINGS)
        assert open_folio_task(session, network) is None
        for name in ("Un", "Deux"):
            usecases.add(session, NOW, ada, network, name, LINK)
            folio.plan(session, NOW, SETTINGS)
        assert session.query(FolioTask).filter(FolioTask.done_at.is_(None)).count() == 1
        facts = folio_view.facts(session, found)
        assert facts.new == say.folio_new(2, 0)
        assert facts.documents == [("Un", LINK), ("Deux", LINK)]
        # Posted: what comes next is told apart from what stands there.
        task = open_folio_task(session, network)
        assert task is not None
        found.room_confirmed_at = NOW
        rita = add_person(session, "Rita", Role.CEE_RESPONSIBLE, school_id=None).id
        assert isinstance(folio.publish(session, NOW, SETTINGS, rita, network), folio.Published)
        folio.plan(session, NOW, SETTINGS)
        assert open_folio_task(session, network) is None
        usecases.remove(session, NOW, ada, shared_documents(session, network)[0].id)
        folio.plan(session, NOW, SETTINGS)
        assert folio_view.facts(session, found).new == say.folio_new(0, 1)
        assert say_folio.DATES_CHANGED not in folio_view.facts(session, found).new

    database.write(run)
