"""Files that the bot or a person sends, and getFile."""

from __future__ import annotations

import re
import struct
from pathlib import PurePath
from typing import Any

from bot.sandbox.params import Params, Upload
from bot.sandbox.records import File
from bot.sandbox.refusals import bad_request
from bot.sandbox.stage import Stage
from bot.sandbox.text import clean

LARGEST_DOWNLOAD = 20 * 1024 * 1024  # bytes, by getFile
LONGEST_NAME = 120
PNG = b"\x89PNG\r\n\x1a\n"
JPEG = b"\xff\xd8\xff"
SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,10}\Z")  # what needs no quoting in an address
PHOTO_SUFFIX = {PNG[:3]: ".png", JPEG: ".jpg"}
FOLDERS = {"document": "documents", "photo": "photos"}


def read_upload(stage: Stage, params: Params, field: str) -> File:
    """Take the file of a call: attached, or sent before and named by its file_id."""
    told = params.text(field)
    upload = params.files.get(told.removeprefix("attach://") if told else field)
    if upload is not None:
        return keep_file(stage, upload, field)
    if told in stage.world.files:
        return stage.world.files[told]
    if not told:
        raise bad_request(f"there is no {field} in the request")
    if told.startswith(("http://", "https://")):
        # The sandbox goes nowhere.
        raise bad_request("failed to get HTTP URL content")
    raise bad_request("wrong file identifier/HTTP URL specified")


def keep_file(stage: Stage, upload: Upload, field: str = "document") -> File:
    if not upload.body:
        raise bad_request("file must be non-empty")
    width, height = _photo_size(upload.body) if field == "photo" else (0, 0)
    number = len(stage.world.files) + 1
    name = file_name(upload.name)
    # The path is the sandbox's own: a name with slashes can lead nowhere.
    plain = SUFFIX.search(name)
    suffix = PHOTO_SUFFIX[upload.body[:3]] if field == "photo" else plain and plain[0]
    path = f"{FOLDERS[field]}/file_{number}{suffix or ''}"
    file = File(
        file_id=f"sandbox-file-{number}",
        name=name,
        path=path,
        size=len(upload.body),
        is_photo=field == "photo",
        width=width,
        height=height,
    )
    return stage.world.add_file(file, upload.body)


def file_name(told: str) -> str:
    """Keep the last part of a name, without folders, control marks and excess."""
    name = clean(told.replace("\\", "/").rsplit("/", 1)[-1]).replace("\n", " ").strip()
    if len(name) <= LONGEST_NAME:
        return name or "file"
    suffix = PurePath(name).suffix[:16]
    return name[: LONGEST_NAME - len(suffix)] + suffix


def _photo_size(body: bytes) -> tuple[int, int]:
    if body.startswith(PNG) and len(body) >= 24:
        width, height = struct.unpack(">II", body[16:24])
        return int(width), int(height)
    if body.startswith(JPEG):
        return 1280, 720  # nobody asks; a JPEG says its size deep inside
    raise bad_request("IMAGE_PROCESS_FAILED")


async def get_file(stage: Stage, params: Params) -> Any:
    file = stage.world.files.get(params.text("file_id"))
    if file is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if file.size > LARGEST_DOWNLOAD:
        raise bad_request("file is too big")
    return {
        "file_id": file.file_id,
        "file_unique_id": f"u{file.file_id}",
        "file_size": file.size,
        "file_path": file.path,
    }
