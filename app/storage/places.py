"""Whether a folder lies on a disk of this machine.

On network shares and in sync folders SQLite's write-ahead log does not hold, so no binder lives there.
"""

import os
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from app.models.errors import Kind, KnownError

_NETWORK = {
    *("nfs", "nfs4", "cifs", "smb2", "smb3", "smbfs", "afs", "afpfs", "ncpfs", "ceph", "glusterfs", "lustre"),
    *("davfs", "davfs2", "webdav", "9p", "vboxsf", "prl_fs"),
    *("fuse.sshfs", "fuse.rclone", "fuse.gvfsd-fuse", "fuse.davfs2", "fuse.glusterfs", "fuse.cifs"),
    *("fuse.smbnetfs", "fuse.vmhgfs-fuse", "fuse.google-drive-ocamlfuse", "fuse.onedriver", "fuse.s3fs"),
}
_SYNCED = {
    "onedrive": "OneDrive",
    "dropbox": "Dropbox",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "min enhet": "Google Drive",
    "iclouddrive": "iCloud",
    "icloud drive": "iCloud",
    "mobile documents": "iCloud",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "cloudstorage": "CloudStorage",
    "box sync": "Box",
    "pclouddrive": "pCloud",
    "syncthing": "Syncthing",
}
_MARKS = {
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".stfolder": "Syncthing",
    ".nextcloudsync.log": "Nextcloud",
    ".owncloudsync.log": "ownCloud",
}
_DRIVE_REMOTE = 4


def refuse_unsafe(folder: Path, *, environment: Mapping[str, str] = os.environ) -> None:
    """KnownError ENVIRONMENT `on_a_share` or `in_a_sync_folder` (and which) where no binder may live."""
    place = folder.resolve()
    synced = sync_service(place, environment)
    if synced is not None:
        raise KnownError(Kind.ENVIRONMENT, "in_a_sync_folder", service=synced)
    if _is_remote(place):
        raise KnownError(Kind.ENVIRONMENT, "on_a_share")


def sync_service(place: Path, environment: Mapping[str, str]) -> str | None:
    """The service that keeps this folder in step with other machines, by its name or the marks it leaves."""
    for variable in ("OneDrive", "OneDriveCommercial", "OneDriveConsumer"):
        root = environment.get(variable)
        if root and place.is_relative_to(Path(root).resolve()):
            return "OneDrive"
    for part in place.parts:
        name = part.casefold()
        # "OneDrive - Kommunens namn", "Dropbox (Arbete)"
        for known, service in _SYNCED.items():
            if name == known or name.startswith((f"{known} -", f"{known} (")):
                return service
    # Not the home folder itself: Dropbox keeps its settings there under the same name.
    for parent in (place, *place.parents):
        if parent == Path.home():
            break
        for mark, service in _MARKS.items():
            with suppress(OSError):  # who may not look there hears of it when the binder is opened
                if (parent / mark).exists():
                    return service
    return None


def file_system(place: Path, mounts: Iterable[str]) -> str | None:
    """The type of the file system a folder lies on, from the lines of Linux' /proc/self/mounts."""
    best: tuple[int, str] | None = None
    for line in mounts:
        fields = line.split()
        if len(fields) < 3:
            continue
        point = Path(fields[1].encode().decode("unicode_escape"))
        if place.is_relative_to(point) and (best is None or len(point.parts) >= best[0]):
            best = (len(point.parts), fields[2])
    return None if best is None else best[1]


if sys.platform == "win32":
    import ctypes

    def _is_remote(place: Path) -> bool:
        anchor = place.anchor
        return anchor.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(anchor) == _DRIVE_REMOTE

elif sys.platform == "darwin":

    def _is_remote(place: Path) -> bool:
        # Servers are mounted below /Volumes and say of themselves that their files are not local.
        import subprocess

        listed = subprocess.run(["/sbin/mount"], capture_output=True, text=True, check=False).stdout
        return local_by_mount(place, listed.splitlines()) is False

else:

    def _is_remote(place: Path) -> bool:
        try:
            mounts = Path("/proc/self/mounts").read_text(encoding="utf-8").splitlines()
        except OSError:
            return False
        return file_system(place, mounts) in _NETWORK


def local_by_mount(place: Path, listed: Iterable[str]) -> bool | None:
    """Whether a folder is local, from the lines of macOS' `mount`; None where none of them covers it."""
    best: tuple[int, bool] | None = None
    for line in listed:
        _, found, rest = line.partition(" on ")
        point_text, opened, options = rest.rpartition(" (")
        if not found or not opened:
            continue
        point = Path(point_text)
        if place.is_relative_to(point) and (best is None or len(point.parts) >= best[0]):
            best = (len(point.parts), "local" in options.rstrip(")").split(", "))
    return None if best is None else best[1]
