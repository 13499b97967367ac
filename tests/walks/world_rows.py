"""The rows of a world folder as they stand in its files, with moments in milliseconds; no database."""

import json
from collections import defaultdict
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

MOMENTS = (
    "validFrom", "validTo", "endKnownAt", "recordedAt", "retractedAt",
    "startedOn", "expectedEnd", "plannedTo", "confirmedAt", "readOn", "receivedOn",
)  # fmt: skip
NEVER = 10**15


def milliseconds(text):
    when = datetime.fromisoformat(text)
    if when.tzinfo is None:
        when = when.replace(tzinfo=ZoneInfo("Europe/Amsterdam"))
    return round(when.timestamp() * 1000)


class World:
    """All rows by kind; `imported` is the moment of the import, at which a record without `recordedAt` was recorded."""

    def __init__(self, folder: Path, imported: int):
        self.rows = {}
        for path in sorted(folder.glob("*.jsonl")):
            self.rows[path.stem] = [self._read(line, imported) for line in path.read_text("utf-8").splitlines()]
        self._by_id = {}
        self._indexes = {}

    def _read(self, line, imported):
        row = {key: value for key, value in json.loads(line).items() if value is not None}
        for key in MOMENTS:
            if isinstance(row.get(key), str):
                row[key] = milliseconds(row[key])
        row.setdefault("fact", row.get("id"))
        row.setdefault("recordedAt", imported)
        return row

    def of(self, kind):
        return self.rows.get(kind, [])

    def thing(self, kind, id):
        if kind not in self._by_id:
            self._by_id[kind] = {row["id"]: row for row in self.of(kind)}
        return self._by_id[kind].get(id)

    def where(self, kind, field, value):
        """The rows of a kind whose field is a value, or holds it where the field is a list."""
        index = self._indexes.get((kind, field))
        if index is None:
            index = self._indexes[kind, field] = defaultdict(list)
            for row in self.of(kind):
                found = row.get(field)
                for one in found if isinstance(found, list) else [found]:
                    index[one].append(row)
        return index.get(value, [])
