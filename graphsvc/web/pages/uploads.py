"""What was uploaded and waits to be confirmed: its owner's alone, for a while, in the memory of this process.

`serve` starts no other; one that is started again has forgotten it, and says to upload it once more.
"""

from __future__ import annotations

import posixpath
import secrets
import threading
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from flask import request

from graphsvc.errors import NotFound
from graphsvc.rosters.packing import Files
from graphsvc.web.auth import signed_in
from graphsvc.web.moments import now

LASTS = timedelta(minutes=30)
"""How long an upload is kept that nobody confirms."""

MOST_EACH = 3
"""Uploads of one kind that an account may have waiting; the oldest makes room."""

MOST_BYTES = 200_000_000
"""All uploads together; the oldest make room."""

_NAMED = 3
"""Files an upload is called after."""


class UploadGone(NotFound):
    """The upload has been confirmed, has waited too long, or is another's."""

    code = "upload_gone"
    zh = "这份文件不在了:传上来只留半小时,写入后就清掉。请再传一次。"
    en = "This upload is gone: it is kept for half an hour, and not after it was written. Upload it again."


@dataclass(eq=False)
class Upload:
    """One upload: whose, when, what people know it by, and its files, each a name and what is in it."""

    owner: str
    name: str
    files: Files
    id: str = field(default_factory=lambda: secrets.token_urlsafe(12))
    at: datetime = field(default_factory=now)

    @property
    def until(self) -> datetime:
        """When it is forgotten."""
        return self.at + LASTS

    @property
    def size(self) -> int:
        """Bytes held."""
        return sum(len(raw) for _, raw in self.files)


class Uploads:
    """Uploads of one kind. Safe to use from all threads."""

    def __init__(self, lasts: timedelta = LASTS) -> None:
        self._lasts = lasts.total_seconds()
        self._lock = threading.Lock()
        self._kept: dict[str, Upload] = {}

    def keep(self, files: Files) -> Upload:
        """Keep files for who asks; what is too much is forgotten, the oldest first."""
        named = [name for name, _ in files]
        upload = Upload(signed_in().name, "、".join(named[:_NAMED]) + ("…" if len(named) > _NAMED else ""), files)
        with self._lock:
            self._kept[upload.id] = upload
            for old in self._of(upload.owner)[:-MOST_EACH]:
                del self._kept[old.id]
            while sum(one.size for one in self._kept.values()) > MOST_BYTES and len(self._kept) > 1:
                del self._kept[next(iter(self._kept))]
        # By its id: a timer that held the upload would keep its files after they were forgotten.
        timer = threading.Timer(self._lasts, self.forget, [upload.id])
        timer.daemon = True
        timer.start()
        return upload

    def get(self, id: str) -> Upload:
        """An upload of who asks. Raises `upload_gone`, for another's too."""
        with self._lock:
            found = self._kept.get(id)
        if found is None or found.owner != signed_in().name:
            raise UploadGone
        return found

    def mine(self) -> list[Upload]:
        """The uploads of who asks that wait, newest first."""
        with self._lock:
            return [one for one in self._of(signed_in().name)[::-1] if one.files]

    def forget(self, id: str) -> None:
        """Forget an upload, if that has not been done."""
        with self._lock:
            self._kept.pop(id, None)

    def _of(self, owner: str) -> list[Upload]:
        return [one for one in self._kept.values() if one.owner == owner]


def sent(field: str = "file") -> list[tuple[str, bytes]]:
    """The files a form brings under their own names; a field left empty brings none."""
    found = [(posixpath.basename((one.filename or "").replace("\\", "/")), one) for one in request.files.getlist(field)]
    return [(name, one.read()) for name, one in found if name]
