"""What the program remembers outside the binder: how it looks, where the window stood, which binder was last.

Nothing of a case, no name of a person, no list of recent files: one path, since without it the unlock window
could not say which binder it opens. The file is plain text in the user's configuration folder.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

from platformdirs import user_config_dir, user_documents_dir

NAME = "insatsparm"
FILE = "fonster.json"


class Preferences(NamedTuple):
    """``scheme`` as in ``theme.Scheme``, ``percent`` the text size, ``geometry`` Qt's own in base64.

    ``contrast`` is whether the system wanted high contrast last time: then the first window asks it anew.
    """

    scheme: str = "system"
    percent: int = 100
    geometry: str = ""
    last: str = ""
    contrast: bool = False


class PreferenceFile:
    """Reads and writes the preferences; a file that cannot be read is as none."""

    def __init__(self, folder: Path | None = None) -> None:
        self._path = (folder or Path(user_config_dir(NAME, appauthor=False))) / FILE

    def read(self) -> Preferences:
        """Reads them; what is missing or of the wrong type is as new."""
        try:
            found = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return Preferences()
        plain = Preferences()
        if not isinstance(found, dict):
            return plain
        usual = plain._asdict().items()
        known = {name: found[name] for name, value in usual if type(found.get(name)) is type(value)}
        return plain._replace(**known)

    def change(self, **values: Any) -> Preferences:
        """Writes some of them anew and gives all; where nothing can be written nothing is lost but looks."""
        changed = self.read()._replace(**values)
        beside = self._path.with_suffix(".ny")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            beside.write_text(json.dumps(changed._asdict(), ensure_ascii=False, indent=1), encoding="utf-8")
            beside.replace(self._path)
        except OSError:
            beside.unlink(missing_ok=True)
        return changed


def suggested_folder() -> Path:
    """Proposes where a new binder lies: in the documents if they are not synced away, else at home."""
    documents = Path(user_documents_dir())
    base = Path.home() if "onedrive" in str(documents).casefold() else documents
    return base / "Insatspärm"
