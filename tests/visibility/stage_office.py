"""What the responsibles alone keep, on the stage of the visibility walk: requests, incidents, questions."""

from datetime import date

from sqlalchemy.orm import Session

from bot.rules.derogations import Rule
from bot.rules.incidents import FIELDS as INCIDENT_FIELDS
from storage import audit
from storage.bilan import BilanComment, bilan_of
from storage.derogations import Derogation
from storage.incidents import PrivacyIncident, PrivacyIncidentVersion
from storage.mailing import Mailing
from storage.privacy import PrivacyRequest
from storage.questions import Question, QuestionMessage
from storage.revision import RevisionRequest
from tests.factories import NOW, add_person
from tests.visibility.marks import MARKS, named


def add_privacy(session: Session, network: int, responsible: int) -> dict[str, int]:
    asker = add_person(session, "Aude").id
    request = PrivacyRequest(
        person_id=asker, kind="CORRECTION", words=MARKS["request"], asked_at=NOW, due_on=date(2026, 12, 13)
    )
    revising = named(session, "revision")
    revision = RevisionRequest(network_id=network, person_id=revising, refusal="full", asked_at=NOW)
    incident = PrivacyIncident(version=1, discovered_on=NOW.date())
    session.add_all([request, revision, incident])
    session.flush()
    content = dict.fromkeys(INCIDENT_FIELDS, MARKS["incident"])
    content |= {"discovered_on": "2026-11-20", "people": "3", "serious": "no"}
    session.add(
        PrivacyIncidentVersion(incident_id=incident.id, version=1, content=content, by_id=responsible, at=NOW)
    )
    audit.about_network(session, NOW, network, "kept_below_six", person_id=responsible, why=MARKS["audit"])
    session.flush()
    return {"privacy": request.id, "revision": revision.id, "incident": incident.id}


def add_conversations(session: Session, network: int, responsible: int) -> dict[str, int]:
    """A question that waits, a comment on a bilan, a derogation's reason, a message to a network."""
    asker = add_person(session, "Quentin").id
    question = Question(person_id=asker, asked_at=NOW, revision=1, waits_since=NOW)
    bilan = bilan_of(session, network)
    assert bilan is not None
    mailing = Mailing(
        sender_id=responsible,
        audience="NETWORK",
        network_id=network,
        school_year="2026-2027",
        subject="Rencontre",
        text=MARKS["mailing"],
        saved_at=NOW,
    )
    session.add_all([question, mailing])
    session.flush()
    session.add_all(
        [
            QuestionMessage(
                question_id=question.id, number=1, author_id=asker, at=NOW, text=MARKS["question"]
            ),
            BilanComment(bilan_id=bilan.id, person_id=asker, text=MARKS["bilan_comment"], at=NOW),
            Derogation(
                rule=Rule.BELOW_SIX.value,
                reason=MARKS["derogation"],
                network_id=network,
                actor_id=responsible,
                at=NOW,
            ),
        ]
    )
    session.flush()
    return {"question": question.id, "mailing": mailing.id}
