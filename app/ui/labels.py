"""The Swedish words for codes that windows show."""

from __future__ import annotations

PROBLEMS = {
    "required": "Det här behöver fyllas i.",
    "date": "Skriv en dag, till exempel 4 mars, 4/3, 2026-03-04 eller +4v.",
    "time": "Skriv en tid, till exempel 14.00.",
    "who": "Välj någon i listan.",
    "passphrases_differ": "De två lösenfraserna är inte lika.",
    "code_group": "Gruppen stämmer inte med arket.",
    "local_folder": "Välj en mapp på den här datorn.",
    "number": "Skriv ett tal.",
    "future": "Dagen har inte varit än.",
    "order": "Slutet kommer före början.",
    "email": "Adressen ser inte ut som en e-postadress.",
    "identity_number": "Numret stämmer inte. Skriv ÅÅÅÅMMDD-NNNN.",
}


def problem_text(code: str) -> str:
    """Says a field's problem; a sentence that is already Swedish is said as it is."""
    return PROBLEMS.get(code, code)
