"""Records, one JSON document each: read from memory, written to SQLite before anything goes on. The
lock makes a decision and its record one thing."""
import json
import sqlite3
import threading


class Store:
    def __init__(self, file):
        self.lock = threading.RLock()
        self.db = sqlite3.connect(file, check_same_thread=False, isolation_level=None)
        self.db.execute("PRAGMA journal_mode=WAL")
        # Safe against kill -9; only a power cut could take the last records.
        self.db.execute("PRAGMA synchronous=NORMAL")
        self.db.execute("CREATE TABLE IF NOT EXISTS records"
                        " (kind TEXT, id TEXT, body TEXT, PRIMARY KEY (kind, id))")
        self.records = {}
        for kind, id, body in self.db.execute("SELECT kind, id, body FROM records ORDER BY rowid"):
            self.records.setdefault(kind, {})[id] = body

    def get(self, kind, id):
        with self.lock:
            body = self.records.get(kind, {}).get(id)
        return json.loads(body) if body else None

    def put(self, kind, id, body):
        text = json.dumps(body)
        with self.lock:
            self.db.execute("INSERT OR REPLACE INTO records VALUES (?,?,?)", (kind, id, text))
            self.records.setdefault(kind, {})[id] = text

    def remove(self, kind, id):
        with self.lock:
            if self.records.get(kind, {}).pop(id, None):
                self.db.execute("DELETE FROM records WHERE kind=? AND id=?", (kind, id))

    def all(self, kind):
        with self.lock:
            return [json.loads(body) for body in self.records.get(kind, {}).values()]
