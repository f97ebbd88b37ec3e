"""`python -m app_manifest.build`: the Teams app package, from the settings, in dist/reseaux-entraide.zip.

What Microsoft's own schema refuses is not built.
"""

import json
import os
import re
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from dotenv import dotenv_values

from app_manifest.icons import icon_faults
from bot.errors import NotReadyError
from bot.settings import Settings

HERE = Path(__file__).parent
PACKAGE = Path("dist") / "reseaux-entraide.zip"
ICONS = ("color.png", "outline.png")
HOST_NAME = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+")


def manifest(settings: Settings) -> dict[str, Any]:
    """The manifest with the settings in its placeholders. Raises NotReadyError naming every gap."""
    url = urlsplit(settings.PUBLIC_URL)
    gaps = []
    if not _is_uuid(settings.APP_ID):
        gaps.append("APP_ID: the application id of the Azure bot, which the package names")
    if url.scheme != "https" or not HOST_NAME.fullmatch(url.hostname or ""):
        gaps.append("PUBLIC_URL: an https address, from which Teams may open links")
    if gaps:
        raise NotReadyError(*gaps)
    text = (HERE / "manifest.json").read_text(encoding="utf-8")
    # Neither value can hold a character that JSON would take for its own.
    filled = text.replace("{APP_ID}", settings.APP_ID.lower()).replace("{DOMAIN}", url.hostname or "")
    read: dict[str, Any] = json.loads(filled)
    return read


def schema_faults(read: dict[str, Any]) -> list[str]:
    """What Microsoft's schema says against a manifest. Raises NotReadyError without Node or its schemas."""
    try:
        done = subprocess.run(  # noqa: S603 - our own script
            ["node", str(HERE / "check.cjs")],  # noqa: S607 - whichever Node is installed
            input=json.dumps(read),
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=True,
            timeout=60,
        )
    except (OSError, subprocess.SubprocessError):
        raise NotReadyError(
            "node_modules: the manifest is checked with Node and @microsoft/app-manifest; run: npm ci"
        ) from None
    faults: list[str] = json.loads(done.stdout)
    return faults


def package(settings: Settings) -> bytes:
    """The .zip that Teams takes; the same settings give the same bytes.

    Raises NotReadyError naming every gap, every fault of the manifest by Microsoft's schema, and the icons'.
    """
    read = manifest(settings)
    icons = {name: (HERE / "icons" / name).read_bytes() for name in ICONS}
    faults = [f"manifest.json: {fault}" for fault in schema_faults(read)] + icon_faults(*icons.values())
    if faults:
        raise NotReadyError(*faults)
    files = {"manifest.json": json.dumps(read, ensure_ascii=False, indent=2).encode()} | icons
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(ZipInfo(name), content, ZIP_DEFLATED)
    return written.getvalue()


def _is_uuid(text: str) -> bool:
    try:
        return str(UUID(text)) == text.lower()
    except ValueError:
        return False


def main() -> int:
    environ = {**{name: value or "" for name, value in dotenv_values(".env").items()}, **os.environ}
    try:
        content = package(Settings.from_env(environ))
    except NotReadyError as error:
        sys.stderr.write("\n".join(["The package cannot be made:", *error.gaps, ""]))
        return 1
    PACKAGE.parent.mkdir(exist_ok=True)
    PACKAGE.write_bytes(content)
    sys.stdout.write(f"{PACKAGE}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
