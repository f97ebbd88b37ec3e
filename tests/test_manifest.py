"""The Teams app package (TEAMS_FACTS §3: its limits, and what Microsoft's schema does not check)."""

import json
import os
import re
import shutil
import struct
import subprocess
import sys
import zlib
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from app_manifest.build import HERE, manifest, package, schema_faults
from app_manifest.icons import SIGNATURE, icon_faults
from bot.errors import NotReadyError
from bot.settings import Settings
from bot.teams.commands import command
from cards import actions

ROOT = Path(__file__).parents[1]
APP_ID = "11111111-2222-3333-4444-55555555aaaa"
HOSTED = {
    "APP_ID": APP_ID,
    "APP_PASSWORD": "the-password-of-the-bot",
    "APP_TENANT_ID": "tenant",
    "TEAM_ID": "team",
    "CEE_RESPONSIBLES": "marie-eve.laurin@exemple.invalid",
    "LINK_SECRET": "a-secret-of-more-than-32-characters",
    "PUBLIC_URL": "https://reseaux.exemple.invalid:8443/bot",
}


def hosted(**changes: str) -> Settings:
    return Settings.from_env({**HOSTED, **changes})


def strings(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for each in value.values() for text in strings(each)]
    if isinstance(value, list):
        return [text for each in value for text in strings(each)]
    return [value] if isinstance(value, str) else []


def test_the_package_holds_exactly_three_files() -> None:
    settings = hosted()
    with ZipFile(BytesIO(package(settings))) as archive:
        assert archive.namelist() == ["manifest.json", "color.png", "outline.png"]
        assert json.loads(archive.read("manifest.json")) == manifest(settings)
        for name in ("color.png", "outline.png"):
            assert archive.read(name) == (HERE / "icons" / name).read_bytes()
    assert package(settings) == package(settings)


def test_every_placeholder_is_filled_from_the_settings() -> None:
    read = manifest(hosted(APP_ID=APP_ID.upper()))
    assert [text for text in strings(read) if re.search(r"[{}<>]", text)] == []
    assert (read["id"], read["bots"][0]["botId"], read["webApplicationInfo"]["id"]) == (APP_ID,) * 3
    assert read["validDomains"] == ["reseaux.exemple.invalid"]


def test_the_template_still_has_its_placeholders() -> None:
    """Control of the test above: ids of one place must not be written into the template."""
    template = (HERE / "manifest.json").read_text(encoding="utf-8")
    assert (template.count("{APP_ID}"), template.count("{DOMAIN}")) == (4, 2)


def test_it_stays_inside_the_limits_of_teams() -> None:
    read = manifest(hosted())
    assert set(read) >= {
        *("manifestVersion", "version", "id", "developer", "name", "description", "icons", "accentColor")
    }
    lengths = {
        "short name": (len(read["name"]["short"]), 30),
        "full name": (len(read["name"]["full"]), 100),
        "short description": (len(read["description"]["short"]), 80),
        "full description": (len(read["description"]["full"]), 4000),
        "developer": (len(read["developer"]["name"]), 32),
    }
    assert {what: length for what, (length, limit) in lengths.items() if not 0 < length <= limit} == {}
    assert read["$schema"].split("/")[-2] == f"v{read['manifestVersion']}"
    assert re.fullmatch(r"\d+\.\d+\.\d+", read["version"])
    assert re.fullmatch(r"#[0-9A-F]{6}", read["accentColor"])
    addresses = [read["developer"][name] for name in ("websiteUrl", "privacyUrl", "termsOfUseUrl")]
    assert [address for address in addresses if not address.startswith("https://")] == []


def test_one_bot_for_chats_and_the_team_with_commands_it_understands() -> None:
    bot, *others = manifest(hosted())["bots"]
    assert (bot["scopes"], others) == (["personal", "team"], [])
    lists = {tuple(each["scopes"]): [c["title"] for c in each["commands"]] for each in bot["commandLists"]}
    assert lists == {
        ("personal",): ["menu", "proposer un réseau", "mes propositions", "aide"],
        ("team",): ["menu", "aide"],
    }
    assert [command(title) for title in lists["personal",]] == [
        *(actions.MENU, actions.PROPOSE, actions.PROPOSALS, actions.HELP)
    ]


def test_it_asks_the_team_for_two_permissions_and_no_more() -> None:
    """TEAMS_FACTS §2.1, §2.4, §2.9: create a channel, and read the list of them."""
    asked = manifest(hosted())["authorization"]["permissions"]["resourceSpecific"]
    assert asked == [
        {"name": "Channel.Create.Group", "type": "Application"},
        {"name": "ChannelSettings.Read.Group", "type": "Application"},
    ]


def test_microsofts_own_schema_finds_nothing() -> None:
    """Offline: the schema comes with npm's @microsoft/app-manifest."""
    assert schema_faults(manifest(hosted())) == []


def spoilt(**changes: Any) -> dict[str, Any]:
    return {**manifest(hosted()), **changes}


BROKEN: list[tuple[dict[str, Any], str]] = [
    ({"accentColor": "teal"}, "/accentColor: must match pattern"),
    ({"id": "not-a-uuid"}, "/id: must match pattern"),
    ({"name": {"short": "x" * 31, "full": "y"}}, "/name/short: must NOT have more than 30 characters"),
    ({"colour": "red"}, "/: must NOT have additional properties: colour"),
    ({"bots": [{"botId": APP_ID, "scopes": ["everywhere"]}]}, "/bots/0/scopes/0: must be equal to one of"),
    ({"manifestVersion": "9.9"}, "/manifestVersion: no schema of Microsoft's for 9.9"),
    ({"manifestVersion": "../../x"}, "/manifestVersion: no schema of Microsoft's for ../../x"),
    ({"icons": {"color": "color.png"}}, "/icons: must have required property 'outline'"),
]


@pytest.mark.parametrize(("changes", "fault"), BROKEN)
def test_control_one_broken_field_is_found(changes: dict[str, Any], fault: str) -> None:
    found = schema_faults(spoilt(**changes))
    assert [each for each in found if each.startswith(fault)] != [], found


def icons() -> tuple[bytes, bytes]:
    color, outline = ((HERE / "icons" / name).read_bytes() for name in ("color.png", "outline.png"))
    return color, outline


def drawn(width: int, height: int, pixels: bytes, *, colour: int = 6) -> bytes:
    """A PNG of one pixel repeated, but for its first, which is transparent if it can be."""
    rows = b"".join(b"\0" + pixels * width for _ in range(height))
    if colour == 6:
        rows = rows[:4] + b"\0" + rows[5:]

    def chunk(kind: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I4s", len(content), kind) + content + struct.pack(">I", zlib.crc32(kind + content))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, colour, 0, 0, 0)
    return SIGNATURE + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def test_icons_are_what_teams_wants() -> None:
    """192×192 in colour; 32×32 white on transparent (the schema does not look)."""
    assert icon_faults(*icons()) == []
    white = drawn(32, 32, b"\xff\xff\xff\xff")
    assert icon_faults(drawn(192, 192, b"\1\2\3", colour=2), white) == []


@pytest.mark.parametrize(
    ("color", "outline", "named"),
    [
        (drawn(191, 192, b"\1\2\3\xff"), None, ["color.png: 192 by 192 pixels; it has 191 by 192"]),
        (b"GIF89a", None, ["color.png: a PNG of 8 bits a sample, in colour and not interlaced"]),
        (b"", b"", ["color.png: a PNG of 8", "outline.png: a PNG of 8"]),
        (None, drawn(31, 32, b"\xff\xff\xff\xff"), ["outline.png: 32 by 32 pixels"]),
        (None, drawn(32, 32, b"\xff\xff\xfe\xff"), ["outline.png: white on a transparent ground"]),
        (None, drawn(32, 32, b"\xff\xff\xff", colour=2), ["outline.png: white on a transparent ground"]),
    ],
)
def test_control_an_icon_that_teams_would_refuse_is_named(
    color: bytes | None, outline: bytes | None, named: list[str]
) -> None:
    good_color, good_outline = icons()
    found = icon_faults(good_color if color is None else color, good_outline if outline is None else outline)
    assert len(found) == len(named)
    assert [fault.startswith(name) for fault, name in zip(found, named, strict=True)] == [True] * len(named)


@pytest.mark.parametrize(
    ("changes", "gaps"),
    [
        ({"APP_ID": "not-a-uuid"}, ["APP_ID"]),
        ({"PUBLIC_URL": "http://reseaux.exemple.invalid"}, ["PUBLIC_URL"]),
        ({"PUBLIC_URL": "https://localhost"}, ["PUBLIC_URL"]),
        ({"PUBLIC_URL": 'https://a".invalid'}, ["PUBLIC_URL"]),
        ({"APP_ID": "x", "PUBLIC_URL": "ftp://x.y"}, ["APP_ID", "PUBLIC_URL"]),
    ],
)
def test_what_teams_would_refuse_is_named(changes: dict[str, str], gaps: list[str]) -> None:
    with pytest.raises(NotReadyError) as refusal:
        package(hosted(**changes))
    assert [gap.split(":")[0] for gap in refusal.value.gaps] == gaps


def test_local_mode_has_no_package() -> None:
    with pytest.raises(NotReadyError) as refusal:
        package(Settings.from_env({}))
    assert [gap.split(":")[0] for gap in refusal.value.gaps] == ["APP_ID", "PUBLIC_URL"]


def build(folder: Path, environ: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "app_manifest.build"],
        cwd=folder,
        env={"PYTHONPATH": str(ROOT), "PATH": os.environ["PATH"], **environ},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_command_writes_the_package_from_the_file_of_settings(tmp_path: Path) -> None:
    lines = [f"{name}={value}" for name, value in HOSTED.items()]
    (tmp_path / ".env").write_text("\n".join(lines), encoding="utf-8")
    done = build(tmp_path, {})
    assert (done.returncode, done.stdout, done.stderr) == (0, "dist/reseaux-entraide.zip\n", "")
    assert (tmp_path / "dist" / "reseaux-entraide.zip").read_bytes() == package(hosted())


def test_the_command_names_what_is_missing(tmp_path: Path) -> None:
    done = build(tmp_path, {"APP_ID": APP_ID, "PUBLIC_URL": "https://reseaux.exemple.invalid"})
    assert (done.returncode, done.stdout) == (1, "")
    assert [line.split(":")[0] for line in done.stderr.splitlines()] == [
        *("The package cannot be made", "APP_TENANT_ID", "APP_PASSWORD or APP_CERTIFICATE"),
        *("TEAM_ID", "CEE_RESPONSIBLES", "LINK_SECRET"),
    ]
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The sources of the package in a folder of their own, to be spoilt."""
    shutil.copytree(HERE, tmp_path / "app_manifest", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("bot", "node_modules"):
        (tmp_path / name).symlink_to(ROOT / name)
    return tmp_path


def test_the_command_refuses_what_microsofts_schema_refuses(copy: Path) -> None:
    template = copy / "app_manifest" / "manifest.json"
    template.write_text(template.read_text(encoding="utf-8").replace("#0B5A66", "teal"), encoding="utf-8")
    (copy / "app_manifest" / "icons" / "color.png").write_bytes(icons()[1])
    done = build(copy, {**HOSTED, "PYTHONPATH": str(copy)})
    assert (done.returncode, done.stdout) == (1, "")
    first, *faults = done.stderr.splitlines()
    assert first == "The package cannot be made:"
    assert [fault.split(": ")[:2] for fault in faults] == [
        ["manifest.json", "/accentColor"],
        ["color.png", "192 by 192 pixels; it has 32 by 32"],
    ]
    assert not (copy / "dist").exists()


def test_the_command_says_so_where_the_schemas_are_not_installed(copy: Path) -> None:
    (copy / "node_modules").unlink()
    done = build(copy, {**HOSTED, "PYTHONPATH": str(copy)})
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines()[1].startswith("node_modules: ")
    assert done.stderr.splitlines()[1].endswith("run: npm ci")
