"""The Teams app package (TEAMS_FACTS §3: its limits, and what Microsoft's schema does not check)."""

import json
import re
import struct
import subprocess
import sys
import zlib
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from app_manifest.build import HERE, manifest, package
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


def png(name: str) -> tuple[int, int, int, bytes]:
    """(width, height, colour type, pixel data) of a PNG of 8 bits a sample that is not interlaced."""
    data = (HERE / "icons" / name).read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    width, height, depth, colour, *rest = struct.unpack(">IIBBBBB", data[16:29])
    assert (depth, rest) == (8, [0, 0, 0])
    at, packed = 8, b""
    while at < len(data):
        size, kind = struct.unpack(">I4s", data[at : at + 8])
        packed += data[at + 8 : at + 8 + size] if kind == b"IDAT" else b""
        at += size + 12
    return width, height, colour, zlib.decompress(packed)


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


def test_icons_are_what_teams_wants() -> None:
    """192×192 in colour; 32×32 white on transparent (the schema does not look)."""
    assert png("color.png")[:2] == (192, 192)
    width, height, colour, pixels = png("outline.png")
    assert (width, height, colour) == (32, 32, 6)
    # Each row is a filter byte and 32 RGBA pixels; a white picture needs no filter on its colours to show so.
    rows = unfiltered(pixels, width * 4)
    seen = {tuple(row[at : at + 3]) for row in rows for at in range(0, len(row), 4)}
    alphas = {row[at] for row in rows for at in range(3, len(row), 4)}
    assert seen == {(255, 255, 255)}
    assert {0, 255} <= alphas


def unfiltered(data: bytes, stride: int) -> list[list[int]]:
    """The rows of a PNG of four bytes a pixel, its filters undone (PNG specification §9)."""
    rows: list[list[int]] = []
    above = [0] * stride
    for start in range(0, len(data), stride + 1):
        kind, row = data[start], list(data[start + 1 : start + 1 + stride])
        for at in range(stride):
            left, up = (row[at - 4] if at >= 4 else 0), above[at]
            corner = above[at - 4] if at >= 4 else 0
            estimate = left + up - corner
            nearest = min((left, up, corner), key=lambda each: abs(estimate - each))
            row[at] = (row[at] + (0, left, up, (left + up) // 2, nearest)[kind]) % 256
        rows.append(row)
        above = row
    return rows


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
        env={"PYTHONPATH": str(ROOT), **environ},
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
