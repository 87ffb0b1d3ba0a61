"""Interchange files to test with: everything the format has once, and the least that is a file."""

from copy import deepcopy
from typing import Any

LEAST: dict[str, Any] = {
    "format": "insatsparm",
    "version": 1,
    "organisations": [],
    "contacts": [],
    "cases": [],
}

_FULL: dict[str, Any] = {
    "format": "insatsparm",
    "version": 1,
    "coordinators": [
        {
            "id": "sara",
            "name": "Sara Prov",
            "title": "samordnare",
            "unit": "SIG Exempelby",
            "municipality": "Exempelby kommun",
            "email": "sara@example.se",
            "phone": "08-465 004 01",
        },
        {"id": "ali", "name": "Ali Prov"},
    ],
    "life_area_sets": [{"id": "egna", "areas": [{"id": "vardag", "name": "Vardag"}]}],
    "organisations": [
        {"id": "soc", "name": "Socialtjänsten Exempelby", "kind": "social_services", "host": True},
        {"id": "polis", "name": "Lokalpolisområde Exempel", "kind": "police"},
        {"id": "skola", "name": "Exempelskolan", "kind": "school", "host": False},
    ],
    "contacts": [
        {
            "id": "per",
            "name": "Per Påhitt",
            "role": "ungdomspolis",
            "organisation": "polis",
            "email": "per@example.se",
            "phone": "070-174 06 05",
            "phone_on_list": False,
            "channel": "secure_mail",
        },
        {"id": "eva", "name": "Eva Exempel", "role": "rektor", "organisation": "skola"},
        {"id": "tom", "name": "Tom Tränare", "private_network": True, "protected_identity": True},
        {"id": "ulla", "name": "Ulla Utredare", "organisation": "soc"},
    ],
    "cases": [
        {
            "id": "a1",
            "code_name": "Björken",
            "reference": "2026-17",
            "coordinator": "sara",
            "stand_in": "ali",
            "responsible_social_worker": "ulla",
            "young_person": {
                "name": "Kim Påhittad",
                "birth_date": "2010-02-28",
                "identity_number": "20100228-2380",
                "protected_identity": False,
                "language": "ar",
                "interpreter": True,
                "email": "kim@example.se",
                "phone": "070-174 06 06",
                "phone_on_list": True,
                "address": "Provvägen 1\n123 45 Exempelby",
                "school": "Exempelskolan",
                "district": "Norra",
                "channel": "text_message",
            },
            "guardians": [
                {
                    "id": "g1",
                    "name": "Mona Påhittad",
                    "relation": "mamma",
                    "from": "2010-02-28",
                    "email": "mona@example.se",
                    "phone": "070-174 06 07",
                    "phone_on_list": False,
                    "language": "ar",
                    "interpreter": True,
                    "protected_identity": True,
                    "channel": "letter",
                },
                {"id": "g2", "name": "Nils Påhittad", "to": "2026-01-31"},
            ],
            "target_group": "risk",
            "basis": "assistance",
            "life_areas": "young",
            "nominated_by": "school",
            "states": [
                {"state": "nominated", "date": "2025-09-01", "reason": "Projektgruppen 1/9"},
                {"state": "seeking_consent", "date": "2025-09-08"},
                {"state": "active", "date": "2025-09-22"},
                {
                    "state": "paused",
                    "date": "2025-12-20",
                    "until": "2026-01-07",
                    "reason": "Jullov",
                    "call": "guardian:g1",
                },
                {"state": "active", "date": "2026-01-08"},
                {
                    "state": "closed",
                    "date": "2026-02-20",
                    "closing": {
                        "reason": "goals_met",
                        "note": "Målen nåddes.",
                        "continued_support": "Kuratorn följer upp.",
                        "goal_outcomes": [{"goal": "m1", "outcome": "met"}],
                    },
                },
            ],
            "key_dates": [{"kind": "trial", "date": "2026-01-20", "note": "Tingsrätten"}],
            "deviations": [
                {
                    "ground": "Beslut av nämnden",
                    "not_required": ["guardian:g2"],
                    "decided_by": "Nämnden",
                    "date": "2025-09-02",
                    "until": "2026-12-31",
                }
            ],
            "participants": [
                {
                    "contact": "per",
                    "purpose": "Håller kontakten med polisen.",
                    "from": "2025-09-22",
                    "mandate": True,
                    "wanted_by_youth": False,
                },
                {"contact": "eva", "from": "2025-09-22", "to": "2026-01-31"},
                {"contact": "tom", "from": "2025-10-01"},
            ],
            "wishes": [
                {"about": "tränaren", "wanted": True, "date": "2025-09-10", "note": "Litar på honom."}
            ],
            "information": [
                {
                    "to": "guardian:g1",
                    "date": "2025-09-09",
                    "language": "ar",
                    "interpreter": True,
                    "how": "hembesök",
                    "understood": True,
                }
            ],
            "consents": [
                {
                    "id": "s1",
                    "by": "youth",
                    "signed": "2025-09-10",
                    "valid_from": "2025-09-10",
                    "valid_until": "2026-09-10",
                    "organisations": ["polis", "skola", "soc", "contact:tom", "guardian:g1"],
                    "refused": [],
                    "purpose": "Samverkan",
                    "kinds": ["skolgång", "fritid"],
                    "note": "Undertecknat hemma.",
                },
                {
                    "id": "s2",
                    "by": "guardian:g1",
                    "signed": "2025-09-11",
                    "valid_from": "2025-09-11",
                    "organisations": "all",
                    "refused": ["polis"],
                    "withdrawn": "2026-02-01",
                },
            ],
            "meetings": [
                {
                    "id": "mote1",
                    "number": 1,
                    "kind": "start",
                    "starts": "2025-09-24T14:00",
                    "minutes": 60,
                    "place": "Biblioteket",
                    "status": "held",
                    "circle": [],
                    "called": [
                        {"who": "contact:per", "answer": "yes"},
                        {"who": "guardian:g1", "answer": "none", "interpreter": "arabiska"},
                    ],
                    "strengths": "Kommer i tid.",
                    "youth_view": "Jag vill börja träna igen.",
                    "notes": "Lugnt möte.",
                    "private_notes": "Ring mamman.",
                    "attendance": [
                        {"who": "youth", "status": "present"},
                        {"who": "contact:per", "status": "substitute", "substitute": "contact:ulla"},
                        {
                            "who": "contact:eva",
                            "status": "substitute",
                            "substitute": {"name": "Bo Vikarie", "organisation": "skola"},
                        },
                        {"who": "coordinator:sara", "status": "present"},
                        {"who": "guardian:g1", "status": "excused", "reason": "sjuk"},
                    ],
                    "goals": [
                        {
                            "id": "m1",
                            "life_area": "leisure",
                            "goal": "Träna två gånger i veckan",
                            "long_term": "En fritid som håller",
                            "actions": [
                                {
                                    "id": "å1",
                                    "what": "Boka provträning",
                                    "responsible": "contact:tom",
                                    "due": "2025-10-22",
                                    "order": 1,
                                    "documented": "sms till Sara",
                                },
                                {"id": "å2", "what": "Gå dit", "responsible": "youth"},
                            ],
                        }
                    ],
                },
                {
                    "id": "mote2",
                    "number": 2,
                    "kind": "ordinary",
                    "starts": "2025-10-22T14:00",
                    "status": "held",
                    "youth_view_absent": "did_not_want",
                    "attendance": [{"who": "contact:per", "status": "late"}],
                    "follow_ups": [
                        {"action": "å1", "outcome": "done", "note": "Det gick bra.", "done_on": "2025-10-01"},
                        {"action": "å2", "outcome": "partly"},
                    ],
                    "goals": [
                        {
                            "id": "m2",
                            "life_area": "leisure",
                            "goal": "Träna två gånger i veckan",
                            "continues": "m1",
                            "actions": [
                                {
                                    "id": "å3",
                                    "what": "Gå dit",
                                    "responsible": "youth",
                                    "carried_from": "å2",
                                    "due": "2025-11-19",
                                }
                            ],
                        },
                        {"id": "m3", "life_area": "family", "goal": "Äta middag ihop", "actions": []},
                    ],
                },
                {
                    "id": "mote3",
                    "number": 3,
                    "kind": "small",
                    "starts": "2025-11-05T08:30",
                    "minutes": 30,
                    "status": "cancelled",
                    "circle": ["youth", "contact:eva"],
                },
            ],
            "reports": [
                {
                    "action": "å1",
                    "date": "2025-10-01",
                    "by": "contact:tom",
                    "outcome": "done",
                    "note": "Han kom!",
                }
            ],
            "incidents": [
                {"date": "2025-08-01", "kind": "police_report", "role": "suspect", "source": "polisen"},
                {"date": "2025-10-10", "kind": "concern_report", "note": "från skolan"},
            ],
            "situations": [
                {
                    "at": "intake",
                    "date": "2025-09-22",
                    "values": {"occupation": "yes", "debts": "unknown", "leisure": "no"},
                }
            ],
            "evaluations": [
                {
                    "date": "2026-02-20",
                    "by": "youth",
                    "answers": {"Blev du lyssnad på?": 5, "Har det hjälpt?": 4},
                    "comment": "Bra.",
                }
            ],
            "notes": [
                {
                    "id": "n1",
                    "at": "2025-09-30T09:15",
                    "kind": "call",
                    "with": "mamma",
                    "text": "Vill ha tolk.",
                    "private": True,
                    "follow_up_on": "2025-10-02",
                },
                {"id": "n2", "at": "2025-10-05T16:00", "text": "Såg honom på gympan."},
            ],
            "attachments": [
                {
                    "name": "samtycke.pdf",
                    "media_type": "application/pdf",
                    "base64": "JVBERi0xLjQK",
                    "consent": "s1",
                }
            ],
            "kept_apart": [
                {
                    "who": "guardian:g1",
                    "other": "guardian:g2",
                    "must_not": ["meet", "read", "be_read"],
                    "date": "2025-09-12",
                    "until": "2026-09-12",
                    "note": "Kontaktförbud.",
                },
                {
                    "who": "youth",
                    "other": "guardian:g9",
                    "case": "a2",
                    "must_not": ["meet"],
                    "date": "2025-09-12",
                },
                {"who": "contact:per", "other": "contact:tom", "must_not": ["meet"], "date": "2025-10-01"},
                {
                    "who": "guardian:g2",
                    "meeting": "mote2",
                    "must_not": ["read"],
                    "date": "2025-10-23",
                    "note": "Beslut av nämnden.",
                },
            ],
        },
        {
            "id": "a2",
            "young_person": {"name": "Alex Påhittad", "birth_date": "2005-06-01"},
            "guardians": [{"id": "g9", "name": "Ture Påhittad"}],
            "life_areas": "egna",
            "states": [{"state": "queued", "date": "2026-02-02"}],
        },
    ],
    "reminders": [
        {"date": "2026-03-10", "text": "Ring skolan", "case": "a1", "done": False},
        {"date": "2026-03-11", "text": "Boka lokal"},
    ],
}


def full() -> dict[str, Any]:
    """A file in which every key of the format stands at least once; two cases."""
    return deepcopy(_FULL)


def least() -> dict[str, Any]:
    """The smallest file there is."""
    return deepcopy(LEAST)


def lacking(part: Any, whole: Any, path: str = "$") -> list[str]:
    """The paths of what `part` has and `whole` lacks; null is as good as left out, lists keep order."""
    if part is None:
        return []
    if isinstance(part, dict) and isinstance(whole, dict):
        return [
            each for key, value in part.items() for each in lacking(value, whole.get(key), f"{path}.{key}")
        ]
    if isinstance(part, list) and isinstance(whole, list) and len(part) == len(whole):
        return [
            each
            for index, (one, other) in enumerate(zip(part, whole, strict=True))
            for each in lacking(one, other, f"{path}[{index}]")
        ]
    return [] if type(part) is type(whole) and part == whole else [path]
