"""What Teams wants of an app's icons, and its schema does not look at (TEAMS_FACTS.md §3)."""

import struct
import zlib
from dataclasses import dataclass

SIGNATURE = b"\x89PNG\r\n\x1a\n"
WITH_ALPHA = 6  # PNG's colour type of red, green, blue and alpha
CHANNELS = {2: 3, WITH_ALPHA: 4}
WHITE = (255, 255, 255)
COLOR, OUTLINE = 192, 32  # pixels, each way


@dataclass(frozen=True, slots=True)
class Png:
    """Eight bits a sample, not interlaced. `rows` are samples, `channels` of them a pixel."""

    width: int
    height: int
    channels: int
    rows: list[list[int]]


def icon_faults(color: bytes, outline: bytes) -> list[str]:
    """What Teams would refuse or show badly, one sentence each."""
    faults = []
    for name, data, size in (("color.png", color, COLOR), ("outline.png", outline, OUTLINE)):
        try:
            read = read_png(data)
        except (ValueError, struct.error, zlib.error, IndexError):
            faults.append(f"{name}: a PNG of 8 bits a sample, in colour and not interlaced")
            continue
        if (read.width, read.height) != (size, size):
            faults.append(f"{name}: {size} by {size} pixels; it has {read.width} by {read.height}")
        if name == "outline.png" and not _is_white_on_nothing(read):
            faults.append(f"{name}: white on a transparent ground, and nothing else")
    return faults


def read_png(data: bytes) -> Png:
    """Raises ValueError, struct.error, zlib.error or IndexError for what it cannot read."""
    if data[:8] != SIGNATURE:
        raise ValueError("not a PNG")
    width, height, depth, colour, *rest = struct.unpack(">IIBBBBB", data[16:29])
    if (depth, rest) != (8, [0, 0, 0]) or colour not in CHANNELS:
        raise ValueError("another kind of PNG")
    at, packed = 8, b""
    while at < len(data):
        size, kind = struct.unpack(">I4s", data[at : at + 8])
        packed += data[at + 8 : at + 8 + size] if kind == b"IDAT" else b""
        at += size + 12
    channels = CHANNELS[colour]
    rows = _unfiltered(zlib.decompress(packed), width * channels, channels)
    if len(rows) != height:
        raise ValueError("rows are missing")
    return Png(width, height, channels, rows)


def _is_white_on_nothing(read: Png) -> bool:
    pixels = {tuple(row[at : at + read.channels]) for row in read.rows for at in range(0, len(row), 4)}
    alphas = {pixel[-1] for pixel in pixels}
    return (
        read.channels == CHANNELS[WITH_ALPHA]
        and {pixel[:3] for pixel in pixels if pixel[3]} == {WHITE}
        and {0, 255} <= alphas
    )


def _unfiltered(data: bytes, stride: int, step: int) -> list[list[int]]:
    """The rows with their filters undone (PNG specification §9)."""
    rows: list[list[int]] = []
    above = [0] * stride
    for start in range(0, len(data), stride + 1):
        kind, row = data[start], list(data[start + 1 : start + 1 + stride])
        for at in range(stride):
            left, up = (row[at - step] if at >= step else 0), above[at]
            corner = above[at - step] if at >= step else 0
            estimate = left + up - corner
            nearest = min((left, up, corner), key=lambda each: abs(estimate - each))
            row[at] = (row[at] + (0, left, up, (left + up) // 2, nearest)[kind]) % 256
        rows.append(row)
        above = row
    return rows
