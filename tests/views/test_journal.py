"""The journal in words, filtered, and as a file whose cells compute nothing (DOMAIN.md §1.9; S26, B2)."""

import ast
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from bot.documents.csv_table import safe, table
from bot.rules.journal import GROUP_OF, GROUPS, Group
from bot.usecases import journal as usecases
from bot.usecases.journal import NotExported
from bot.views import journal
from cards.journal import Filter
from cards.phrases import journal as say
from storage import audit
from storage.database import Database
from storage.journal import EXPORTED, Wanted, lines
from storage.people import Person, Role
from tests.enrolling import add_network
from tests.factories import NOW, add_lists, add_person
from tests.scenarios.world import text

CODE = [*Path("bot").rglob("*.py"), *Path("storage").glob("*.py")]


CONSTANTS = {"storage.journal": {"EXPORTED": EXPORTED}}
"""What is written under a name of another file."""


class Module:
    """A source file in which lines of the journal may be written."""

    def __init__(self, tree: ast.Module) -> None:
        self.tree = tree
        self.constants = dict(self._constants())
        self.functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]

    def _constants(self) -> Iterator[tuple[str, str]]:
        """NAME = "text", also several in one line, here or where it is imported from."""
        for node in self.tree.body:
            if isinstance(node, ast.ImportFrom) and (source := CONSTANTS.get(node.module or "")):
                yield from ((one.name, source[one.name]) for one in node.names if one.name in source)
            if isinstance(node, ast.Assign):
                names, values = node.targets[0], node.value
                pairs = (
                    zip(names.elts, values.elts, strict=False)
                    if isinstance(names, ast.Tuple) and isinstance(values, ast.Tuple)
                    else [(names, values)]
                )
                for name, value in pairs:
                    if isinstance(name, ast.Name) and isinstance(value, ast.Constant):
                        yield name.id, str(value.value)

    def written(self) -> Iterator[str]:
        """Every action as a pattern: of a constant itself, of an f-string what it may become."""
        for function in self.functions:
            for node in ast.walk(function):
                if isinstance(node, ast.Call):
                    for action in _actions(node):
                        yield from self.values(action, function)

    def values(self, node: ast.expr, function: ast.FunctionDef) -> Iterator[str]:
        if isinstance(node, ast.Constant):
            yield re.escape(str(node.value))
        elif isinstance(node, ast.IfExp):
            yield from self.values(node.body, function)
            yield from self.values(node.orelse, function)
        elif isinstance(node, ast.JoinedStr):
            yield "".join(
                re.escape(str(part.value)) if isinstance(part, ast.Constant) else "[a-z_]+"
                for part in node.values
            )
        elif isinstance(node, ast.Name):
            yield from self._named(node.id, function)

    def _named(self, name: str, function: ast.FunctionDef) -> Iterator[str]:
        """A constant, a local, or a parameter: then what the callers in this file hand over."""
        if name in self.constants:
            yield re.escape(self.constants[name])
        for node in ast.walk(function):
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == name:
                yield from self.values(node.value, function)
        given = [one.arg for one in (*function.args.args, *function.args.kwonlyargs)]
        if name in given:
            defaults = dict(
                zip(given[::-1], [*function.args.defaults, *function.args.kw_defaults][::-1], strict=False)
            )
            if isinstance(default := defaults.get(name), ast.Constant):
                yield from self.values(default, function)
            yield from self._handed(name, given.index(name), function.name)

    def _handed(self, name: str, place: int, called: str) -> Iterator[str]:
        """What this file's calls of a function give for one of its parameters."""
        for caller in self.functions:
            for node in ast.walk(caller):
                if isinstance(node, ast.Call) and ast.unparse(node.func) == called:
                    given = [one.value for one in node.keywords if one.arg == name]
                    for value in [*node.args[place : place + 1], *given]:
                        yield from self.values(value, caller)


def _actions(call: ast.Call) -> Iterator[ast.expr]:
    """What a call writes as its action: by keyword, or the fourth of `about_network`."""
    name = ast.unparse(call.func)
    if name in {"audit.record", "audit.about_network", "record", "note", "take_effect"}:
        yield from (one.value for one in call.keywords if one.arg == "action")
        if name.endswith("about_network") and len(call.args) > 3:
            yield call.args[3]


def patterns() -> set[str]:
    return {pattern for path in CODE for pattern in Module(ast.parse(path.read_text("utf-8"))).written()}


def test_every_action_that_the_code_writes_has_its_words_and_its_group() -> None:
    """A new one is a line in bot/rules/journal.py and one in cards/phrases/journal.py."""
    found = patterns()
    assert len(found) >= 60
    unsaid = [one for one in sorted(found) if not any(re.fullmatch(one, known) for known in say.ACTIONS)]
    assert unsaid == []
    # Nor is a word left over for what nobody writes.
    unwritten = [one for one in say.ACTIONS if not any(re.fullmatch(pattern, one) for pattern in found)]
    assert unwritten == []
    assert set(GROUP_OF) == set(say.ACTIONS)
    assert sum(len(actions) for actions in GROUPS.values()) == len(GROUP_OF)
    assert set(say.GROUPS) == {group.value for group in Group}


def test_control_the_reading_follows_names_and_choices() -> None:
    source = """
ONE, TWO = "first_one", "second_one"
def told(session, action):
    audit.record(session, action=action)
def act(done):
    told(session, ONE)
    action = "third_one" if done else "fourth_one"
    audit.about_network(session, now, 1, action)
    audit.about_network(session, now, 1, f"{kind}_delayed")
"""
    found = set(Module(ast.parse(source)).written())
    assert found == {"first_one", "third_one", "fourth_one", "[a-z_]+_delayed"}


def stage(session: Session) -> tuple[int, int, int]:
    """(Ada, Rita, a network); a line of each kind."""
    add_lists(session)
    ada = add_person(session, "Ada").id
    rita = add_person(session, "Rita", Role.CEE_RESPONSIBLE).id
    network = add_network(session, "Éveil")
    audit.record(session, NOW, action="recognized", subject=("person", ada), person_id=ada)
    audit.about_network(session, NOW, network, "kept_below_six", person_id=rita, why="=HYPERLINK(1)")
    audit.record(session, NOW, action="refused_role", subject=("proposal", None), person_id=ada)
    session.flush()
    return ada, rita, network


def titles(session: Session, asked: Filter) -> list[str]:
    card = journal.journal(session, NOW, asked)
    parted = (line.split("\u00a0: ", 1) for line in text(card).split("\n") if "\u00a0h\u00a0: " in line)
    return [action for _, action in parted]


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        (Filter(), ["refused_role", "kept_below_six", "recognized"]),
        (Filter(group="security"), ["refused_role"]),
        (Filter(network="eveil"), ["kept_below_six"]),
        (Filter(person="ada essai"), ["refused_role", "recognized"]),
        (Filter(person="rita@exemple.invalid"), ["kept_below_six"]),
        (Filter(network="Éveil", person="Ada Essai"), []),
        (Filter(group="nonsense"), ["refused_role", "kept_below_six", "recognized"]),
    ],
)
def test_filters(database: Database, asked: Filter, shown: list[str]) -> None:
    """S26: the forged press is a line of its own kind."""

    def run(session: Session) -> list[str]:
        stage(session)
        return titles(session, asked)

    assert database.write(run)[0] == [say.ACTIONS[one] for one in shown]


def test_a_name_that_nobody_bears_is_said(database: Database) -> None:
    def run(session: Session) -> str:
        stage(session)
        return text(journal.journal(session, NOW, Filter(person="Zoé", network="Rien")))

    told = database.write(run)[0]
    assert say.NOBODY in told
    assert say.NO_NETWORK in told


def test_pages_hold_each_line_once(database: Database) -> None:
    def run(session: Session) -> list[int]:
        stage(session)
        for number in range(10):
            audit.record(session, NOW, action="imported", subject=("teachers", None), why=str(number))
        found = lines(session, Wanted())
        paged = [
            one.id
            for at in range(0, len(found), journal.SHOWN)
            for one in lines(session, Wanted(), skip=at, limit=journal.SHOWN)
        ]
        assert paged == [one.id for one in found]
        last = -(-len(found) // journal.SHOWN)
        pages = [text(journal.journal(session, NOW, Filter(), page)) for page in (1, last, 99)]
        assert pages[1] == pages[2]
        return paged

    assert len(database.write(run)[0]) == 13


def test_an_export_is_a_line_and_its_own_exporter_s_alone(database: Database) -> None:
    def run(session: Session) -> str:
        ada, rita, network = stage(session)
        paul = add_person(session, "Paul", Role.CEE_RESPONSIBLE).id
        assert usecases.export(session, NOW, ada, 0, 0, "") is NotExported.NOT_RESPONSIBLE
        line = usecases.export(session, NOW, rita, network, 0, "networks")
        assert isinstance(line, int)
        later = NOW + timedelta(hours=1)
        audit.about_network(session, later, network, "capacity_set", person_id=rita)
        people = [session.get_one(Person, number) for number in (ada, paul, rita)]
        found = [journal.paper(session, later, person, line) for person in people]
        assert found[:2] == [None, None]
        assert journal.paper(session, later, people[2], line - 1) is None  # no export
        assert found[2] is not None
        people[2].grants.clear()
        session.flush()
        assert journal.paper(session, later, people[2], line) is None
        return found[2].draw().decode("utf-8-sig")

    head, line = database.write(run)[0].splitlines()
    assert head == ";".join(say.HEAD)
    words, kind = say.ACTIONS["kept_below_six"], say.GROUPS["networks"]
    about = "réseau numéro 1;Réseau Éveil"
    assert line == f"2026-11-23;10:00;Rita Essai;{words};{kind};{about};;;'=HYPERLINK(1)"


@pytest.mark.parametrize(
    "start", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r\n=1", "  =1", "\u202e=1", "\x00=1"]
)
def test_no_cell_computes(start: str) -> None:
    assert safe(start)[0] == "'"
    assert safe("Lire = vivre") == "Lire = vivre"
    assert table(["a;b"], [['c"d', "e\nf"]]).decode("utf-8-sig") == '"a;b"\r\n"c""d";"e\nf"\r\n'
