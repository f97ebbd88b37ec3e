"""The secret that stands in each kind of data, and people who bear one as their name."""

from sqlalchemy.orm import Session

from storage.people import School
from tests.factories import add_person

MARKS = {
    "member": "Zqmembre",
    "attendance": "Zqpresence",
    "release": "Zqliberation",
    "waiting": "Zqattente",
    "elsewhere": "Zqailleurs",
    "unknown": "Zqinconnue",
    "minutes": "Zqcompterendu",
    "bilan": "Zqbilan",
    "shared": "Zqpartage",
    "bio": "Zqbiographie",
    "proposal": "Zqproposition",
    "draft": "Zqbrouillon",
    "comment": "Zqcommentaire",
    "decision": "Zqdecision",
    "audit": "Zqmotif",
    "request": "Zqdemande",
    "revision": "Zqrevision",
    "incident": "Zqincident",
    "question": "Zqquestion",
    "bilan_comment": "Zqavis",
    "derogation": "Zqderogation",
    "mailing": "Zqmessage",
}


def named(session: Session, mark: str) -> int:
    """Somebody whose name is the mark, of a school of her or his own."""
    session.add(School(id=mark, name=f"École {mark}", level="primaire", active=True))
    session.flush()
    return add_person(session, MARKS[mark], school_id=mark).id
