"""Whether approved minutes are what was approved: their texts, the version kept, and its hash in the audit trail."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from meetingtui.language import _
from meetingtui.store.reader import Reader

SEALED = """
SELECT s.id, s.number, m.hash, m.remarks, v.body
FROM minutes m JOIN session s ON s.id = m.session_id
LEFT JOIN minutes_version v ON v.id = (
    SELECT MAX(n.id) FROM minutes_version n WHERE n.session_id = m.session_id AND n.verb = 'approved')
WHERE m.status IN ('approved', 'sent', 'confirmed') ORDER BY s.id
"""
TEXTS = """
SELECT a.session_id, a.id, a.matter, COALESCE(i.text, ''), COALESCE(i.decision_kind, ''), COALESCE(i.decision, '')
FROM agenda_item a LEFT JOIN minutes_item i ON i.agenda_item_id = a.id WHERE a.session_id IS NOT NULL
"""
PARTS = ("matter", "text", "decision_kind", "decision")
TOLD = "SELECT object, fields FROM audit WHERE verb = 'approved'"
MARK = "sha256:"

Texts = dict[int, tuple[str, ...]]
"""What stands on each point of a sitting's minutes, in the order of PARTS."""


def problems(reader: Reader) -> Iterator[str]:
    """A sentence for each sitting whose approved minutes are not what was approved."""
    with reader.snapshot():
        now: dict[int, Texts] = {}
        for session_id, item_id, *texts in reader.rows(TEXTS):
            now.setdefault(session_id, {})[item_id] = tuple(texts)
        told = {
            (number, part.removeprefix(MARK))
            for number, fields in reader.rows(TOLD)
            for part in fields.split(",") if part.startswith(MARK)
        }  # fmt: skip
        for session_id, number, seal, remarks, body in reader.rows(SEALED):
            if body is None or _hash(body) != seal or not _says(json.loads(body), remarks, now.get(session_id, {})):
                yield _("{number}的紀錄與核定時的內容不符").format(number=number)
            elif (number, seal) not in told:
                yield _("稽核軌跡沒有{number}現有紀錄的核定，可能有一段遭刪除").format(number=number)


def _says(kept: dict[str, Any], remarks: str, texts: Texts) -> bool:
    items = {one["id"]: tuple(one.get(part, "") for part in PARTS) for one in kept["items"]}
    return items == texts and kept.get("head", {}).get("remarks", "") == remarks


def _hash(body: str) -> str:
    from hashlib import sha256

    return sha256(body.encode("utf-8", "surrogatepass")).hexdigest()
