"""`python -m app_manifest.build`: the Teams app package, from the settings, in dist/reseaux-entraide.zip."""

import json
import os
import re
import sys
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from dotenv import dotenv_values

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


def package(settings: Settings) -> bytes:
    """The .zip that Teams takes; the same settings give the same bytes. Raises NotReadyError."""
    files = {"manifest.json": json.dumps(manifest(settings), ensure_ascii=False, indent=2).encode()}
    files |= {name: (HERE / "icons" / name).read_bytes() for name in ICONS}
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
