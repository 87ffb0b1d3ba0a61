"""Where a binder may live."""

from pathlib import Path

import pytest

from app.models.errors import KnownError
from app.storage import places
from app.storage.places import file_system, local_by_mount, refuse_unsafe, sync_service


@pytest.mark.parametrize(
    ("path", "service"),
    [
        ("/home/a/OneDrive/parm", "OneDrive"),
        ("/home/a/OneDrive - Exempelkommun/Dokument/parm", "OneDrive"),
        ("/home/a/Dropbox (Arbete)/parm", "Dropbox"),
        ("/Users/a/Library/Mobile Documents/com~apple~CloudDocs/parm", "iCloud"),
        ("/Users/a/Library/CloudStorage/GoogleDrive-a/parm", "CloudStorage"),
        ("/mnt/g/Min enhet/parm", "Google Drive"),
        ("/home/a/Nextcloud/parm", "Nextcloud"),
        ("/home/a/Dokument/Insatspärmen", None),
        ("/home/a/Dropboxen/parm", None),
        ("/home/a/Boxning/parm", None),
    ],
)
def test_sync_folders_are_known_by_name(path: str, service: str | None) -> None:
    assert sync_service(Path(path), {}) == service


def test_sync_folders_are_known_by_what_they_leave_behind(tmp_path: Path) -> None:
    inside = tmp_path / "a" / "b"
    inside.mkdir(parents=True)
    assert sync_service(inside, {}) is None
    (tmp_path / "a" / ".stfolder").mkdir()
    assert sync_service(inside, {}) == "Syncthing"


def test_a_folder_one_may_not_look_into_has_no_marks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(path: Path) -> bool:
        raise PermissionError(13, "forbidden", str(path))

    monkeypatch.setattr(Path, "exists", forbidden)
    assert sync_service(tmp_path, {}) is None


def test_folders_that_windows_moved_into_onedrive_are_known(tmp_path: Path) -> None:
    assert sync_service(tmp_path / "Dokument" / "parm", {"OneDriveCommercial": str(tmp_path)}) == "OneDrive"
    assert sync_service(tmp_path.parent, {"OneDrive": str(tmp_path)}) is None


def test_a_sync_folder_is_refused_with_its_name(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="in_a_sync_folder") as refused:
        refuse_unsafe(tmp_path / "Dropbox" / "parm")
    assert refused.value.details == {"service": "Dropbox"}


def test_a_share_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    refuse_unsafe(tmp_path)
    monkeypatch.setattr(places, "_is_remote", lambda place: True)
    with pytest.raises(KnownError, match="on_a_share"):
        refuse_unsafe(tmp_path)


MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
//server/share /mnt/k cifs rw 0 0
tmpfs /mnt/k/lokalt tmpfs rw 0 0
server:/home /home\\040delat nfs4 rw 0 0
ofullständig
""".splitlines()


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/home/a", "ext4"),
        ("/mnt/k", "cifs"),
        ("/mnt/k/a/b", "cifs"),
        ("/mnt/kk", "ext4"),
        ("/mnt/k/lokalt/a", "tmpfs"),
        ("/home delat/a", "nfs4"),
    ],
)
def test_the_nearest_mount_tells_the_file_system(path: str, expected: str) -> None:
    assert file_system(Path(path), MOUNTS) == expected


def test_macos_says_of_each_volume_whether_it_is_local() -> None:
    listed = [
        "/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)",
        "//a@server/share on /Volumes/Delad mapp (smbfs, nodev, nosuid, mounted by a)",
        "map auto_home on /System/Volumes/Data/home (autofs, automounted, nobrowse)",
    ]
    assert local_by_mount(Path("/Users/a/parm"), listed) is True
    assert local_by_mount(Path("/Volumes/Delad mapp/parm"), listed) is False
    assert local_by_mount(Path("/Users/a/parm"), []) is None
