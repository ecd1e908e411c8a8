"""The shop's work: one thread carries each attempt from step to step, each step written down before
the call it announces, so that a restart goes on from it."""
import threading
import time

from charging import Charging
from ending import Ending
from money import yuan
from people import People
from refunds import Refunds


class Shop(Charging, Ending, Refunds, People):
    def __init__(self, store, gateway, scale):
        self.store, self.gateway, self.scale = store, gateway, scale
        self.events, self.busy = {}, set()

    def now(self):
        return time.time() / self.scale

    def pause(self, name, seconds):
        event = self.events.setdefault(name, threading.Event())
        if seconds > 0 and event.wait(seconds * self.scale):
            event.clear()

    def sell(self, order):
        with self.store.lock:
            if self.store.get("sale", order["sale_id"]):
                return None
            sale = {**order, "attempts": [], "effects": [], "refunded": 0, "voided": False,
                    "again": None, "opened": self.now()}
            self.store.put("sale", sale["sale_id"], sale)
            return self.open_attempt(sale["sale_id"], order.get("auth_code"))

    def open_attempt(self, sale_id, auth_code):
        with self.store.lock:
            sale = self.store.get("sale", sale_id)
            number = f"P{time.strftime('%Y%m%d%H%M%S')}{self.count():06d}"
            order = {"out_trade_no": number, "total_amount": yuan(sale["fen"]),
                     "subject": sale["subject"], "store_id": "STORE001", "terminal_id": "T001"}
            if sale["kind"] == "barcode":
                order.update(scene="bar_code", auth_code=auth_code)
            else:
                order["timeout_express"] = f"{self.qr_minutes(sale)}m"
            self.store.put("attempt", number, {
                "number": number, "sale_id": sale_id, "order": order, "belief": "PENDING",
                "step": "PAYING" if sale["kind"] == "barcode" else "PRECREATING",
                "sent": 0, "trouble": None, "wish": None, "refused": False, "expires": 0})
            self.store.put("sale", sale_id,
                           {**sale, "attempts": [*sale["attempts"], number], "again": None})
        self.start(number)
        return number

    def count(self):
        count = (self.store.get("count", "numbers") or 0) + 1
        self.store.put("count", "numbers", count)
        return count

    def start(self, number):
        with self.store.lock:
            if number in self.busy:
                return
            self.busy.add(number)
        threading.Thread(target=self.run, args=(number,), daemon=True).start()

    def run(self, number):
        while True:
            with self.store.lock:
                attempt = self.store.get("attempt", number)
                if attempt["step"] == "ENDED":
                    self.busy.discard(number)
                    break
            getattr(self, attempt["step"].lower())(number, attempt)
        self.after_end(attempt)

    def after_end(self, attempt):
        sale = self.store.get("sale", attempt["sale_id"])
        if sale["again"] and attempt["belief"] in ("UNPAID", "REVERSED"):
            self.open_attempt(sale["sale_id"], sale["again"]["auth_code"])

    def change(self, number, stands_at, **changes):
        """Only while the attempt still stands there: news may have moved it meanwhile."""
        with self.store.lock:
            attempt = self.store.get("attempt", number)
            if attempt["step"] == stands_at:
                attempt.update(changes)
                self.store.put("attempt", number, attempt)
            return attempt
