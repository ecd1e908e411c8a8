"""Records in SQLite, one JSON document each. The lock makes a decision and its record one thing."""
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

    def get(self, kind, id):
        with self.lock:
            row = self.db.execute("SELECT body FROM records WHERE kind=? AND id=?",
                                  (kind, id)).fetchone()
            return json.loads(row[0]) if row else None

    def put(self, kind, id, body):
        with self.lock:
            self.db.execute("INSERT OR REPLACE INTO records VALUES (?,?,?)",
                            (kind, id, json.dumps(body)))

    def remove(self, kind, id):
        with self.lock:
            self.db.execute("DELETE FROM records WHERE kind=? AND id=?", (kind, id))

    def all(self, kind):
        with self.lock:
            rows = self.db.execute("SELECT body FROM records WHERE kind=? ORDER BY rowid", (kind,))
            return [json.loads(body) for (body,) in rows.fetchall()]
