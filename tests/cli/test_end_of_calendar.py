"""A file may name any time there is: at the end of the calendar nothing falls."""

import json

from app.services.case_list import case_lines, coming_meetings
from app.services.overview import overview
from tests.cli.conftest import NOW
from tests.storage.binders import TestClock, opened

LAST = "9999-12-31T23:30"


def test_meetings_on_the_last_evening(filled, file, secret, run, tmp_path):
    document = json.loads(file.read_text())
    for meeting in document["cases"][0]["meetings"]:
        meeting["starts"] = LAST
    meeting["status"] = "planned"
    file.write_text(json.dumps(document))
    known = "--passphrase-file", secret
    assert run("import", filled, file, *known).json["updated"] == 3
    case = document["cases"][0]["id"]
    for paper in ("plan", "minutes", "my-plan", "invitation"):
        out = tmp_path / f"{paper}.pdf"
        done = run(paper, filled, "--case", case, "--for", "youth", "--out", out, *known)
        assert done.status == 0, done
        assert out.read_bytes().startswith(b"%PDF")
    passwords = tmp_path / "passwords.json"
    done = run(
        "drafts", filled, "--case", case, "--out", tmp_path / "ut", "--passwords-out", passwords, *known
    )
    assert done.status == 0, done
    with opened(filled, TestClock(NOW)) as binder:
        assert overview(binder).lines
        assert case_lines(binder)
        assert coming_meetings(binder)
