"""The shop's work: one thread carries each attempt from step to step, each step written down before
the call it announces, so that a restart goes on from it."""
import threading
import time

from barcode import Barcode
from ending import Ending
from notices import Notices
from orders import biz_content
from people import People
from qr import Qr
from refunds import Refunds


class Shop(Barcode, Qr, Ending, Refunds, People, Notices):
    def __init__(self, store, gateway, scale):
        self.store, self.gateway, self.scale = store, gateway, scale
        self.events, self.busy = {}, set()

    def now(self):
        return time.time() / self.scale

    def pause(self, name, seconds):
        event = self.event(name)
        if seconds > 0 and event.wait(seconds * self.scale):
            event.clear()

    def wake(self, name):
        self.event(name).set()

    def event(self, name):
        return self.events.setdefault(name, threading.Event())

    def sell(self, order):
        with self.store.lock:
            if self.store.get("sale", order["sale_id"]):
                return None
            sale = {**order, "attempts": [], "effects": [], "refunded": 0, "voided": False,
                    "refundable": True, "again": None, "opened": self.now()}
            self.store.put("sale", sale["sale_id"], sale)
            return self.open_attempt(sale["sale_id"], order["auth_code"])

    def open_attempt(self, sale_id, auth_code=None):
        with self.store.lock:
            sale = self.store.get("sale", sale_id)
            number = f"P{time.strftime('%Y%m%d%H%M%S')}{self.count():06d}"
            self.store.put("attempt", number, {
                "number": number, "sale_id": sale_id, "belief": "PENDING", "ending": None,
                "by": "barcode" if auth_code else "qr", "fen": sale["fen"],
                "order": biz_content(number, sale, auth_code),
                "step": "PAYING" if auth_code else "PRECREATING", "sent": 0, "trouble": None,
                "since": None, "cancelling": None, "wish": None, "refused": False, "expires": 0})
            self.store.put("sale", sale_id,
                           {**sale, "attempts": [*sale["attempts"], number], "again": None})
        self.start(number)
        return number

    def count(self):
        with self.store.lock:
            count = (self.store.get("count", "numbers") or 0) + 1
            self.store.put("count", "numbers", count)
            return count

    def start(self, number):
        self.in_thread(number, self.run, number)

    def in_thread(self, name, work, *args):
        """One thread for each name; `work` frees the name, under the lock, when it is through."""
        with self.store.lock:
            if name in self.busy:
                return
            self.busy.add(name)
        threading.Thread(target=work, args=args, daemon=True).start()

    def run(self, number):
        while True:
            with self.store.lock:
                # What it was woken for is in the record that is read here.
                self.event(number).clear()
                attempt = self.store.get("attempt", number)
                self.continue_sale(attempt)
                if attempt["step"] == "ENDED":
                    return self.busy.discard(number)
            getattr(self, attempt["step"].lower())(number, attempt)

    def continue_sale(self, attempt):
        """The customer was to pay again as soon as the attempt before has a definite end."""
        sale = self.store.get("sale", attempt["sale_id"])
        if not sale["again"] or sale["attempts"][-1] != attempt["number"]:
            return
        if attempt["belief"] in ("UNPAID", "REVERSED"):
            self.open_attempt(sale["sale_id"], sale["again"]["auth_code"])
        elif attempt["belief"] == "PAID":
            self.store.put("sale", sale["sale_id"], {**sale, "again": None})

    def change(self, number, stands_at, **changes):
        """Only while the attempt still stands there: news may have moved it meanwhile."""
        with self.store.lock:
            attempt = self.store.get("attempt", number)
            if attempt["step"] == stands_at:
                attempt.update(changes)
                self.store.put("attempt", number, attempt)
            return attempt

    def resume(self):
        """After a restart everything goes on from what was written down."""
        for attempt in self.store.all("attempt"):
            # A pay that may have left before the crash has an unknown outcome: query first.
            if attempt["step"] == "PAYING" and attempt["sent"]:
                trouble = attempt["trouble"] or self.now()
                self.change(attempt["number"], "PAYING", step="ASKING", trouble=trouble)
            self.start(attempt["number"])
        for refund in self.store.all("refund"):
            if refund["status"] == "PENDING":
                since = refund["since"] or (self.now() if refund["tries"] else None)
                self.update_refund(refund["refund_id"], since=since)
                self.start_refund(refund["refund_id"])
