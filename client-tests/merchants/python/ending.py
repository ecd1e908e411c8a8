"""How an attempt ends: the cancel, the books, and what is handed over to people."""
import threading
import time

import decisions
from money import yuan


class Ending:
    def cancelling(self, number, attempt):
        since = None
        while True:
            reply = self.gateway.call("alipay.trade.cancel", {"out_trade_no": number})
            outcome = decisions.of_cancel(reply)
            since = since or self.now()
            if outcome in ("closed", "reversed"):
                self.settle(number, outcome)
                attempt = self.store.get("attempt", number)
                unseen = outcome == "closed" and "action" not in reply[2]
                if unseen and attempt["expires"] > self.now():
                    self.change(number, "ENDED", step="WATCHING")
                return
            if outcome == "refused" and self.after_refusal(number):
                return
            if self.now() - since >= decisions.RETRY_FOR_S:
                return self.escalate(number, "CANCEL", "ESCALATED", "ENDED")
            self.pause(number, decisions.CANCEL_AGAIN_S)

    def after_refusal(self, number):
        """Too late to cancel: the trade's own state decides; what is still open is closed."""
        evidence = self.query(number)
        if self.settle(number, evidence):
            return True
        if evidence not in ("waiting", "not-exist"):
            return False
        reply = self.gateway.call("alipay.trade.close", {"out_trade_no": number})
        return bool(reply and reply[0] == "10000" and self.settle(number, "closed"))

    def query(self, number):
        return decisions.of_query(self.gateway.call("alipay.trade.query", {"out_trade_no": number}))

    def settle(self, number, evidence):
        """Writes a definite end into the books, each effect once; False when there is none yet."""
        if evidence not in ("paid", "closed", "reversed"):
            return False
        void = False
        with self.store.lock:
            attempt = self.store.get("attempt", number)
            sale = self.store.get("sale", attempt["sale_id"])
            before, after = attempt["belief"], {"paid": "PAID", "closed": "UNPAID"}.get(
                evidence, "REVERSED")
            is_news = before != after
            if before in ("PAID", "REVERSED") and after == "UNPAID":
                is_news = False
            if after == "REVERSED" and before == "PAID" and sale["refunded"]:
                is_news = False
            self.store.remove("item", number)
            attempt.update(step="ENDED", wish=None)
            if is_news:
                attempt["belief"] = after
                paid = any(self.store.get("attempt", other)["belief"] == "PAID"
                           for other in sale["attempts"] if other != number)
                if after == "PAID" and paid:
                    self.hand_over(number, "REFUND", "the sale is paid by another attempt already")
                elif after != "UNPAID":
                    self.book(sale, after, sale["fen"])
                void = after == "PAID" and sale["voided"]
            self.store.put("attempt", number, attempt)
        self.wake(number)
        if void:
            self.refund(f"void-{number}", number)
        return True

    def book(self, sale, kind, fen):
        at = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        sale["effects"].append({"type": kind, "amount": yuan(fen), "at": at})
        self.store.put("sale", sale["sale_id"], sale)

    def escalate(self, number, op, belief, step):
        with self.store.lock:
            attempt = self.store.get("attempt", number)
            attempt.update(belief=belief, step=step)
            self.store.put("attempt", number, attempt)
            self.hand_over(number, op, f"{op.lower()} stayed without a clear answer for a minute")

    def hand_over(self, number, op, reason, refund_id=None):
        at = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        item = {"attempt": number, "op": op, "reason": reason, "at": at, "refund_id": refund_id}
        self.store.put("item", refund_id or number, item)

    def wake(self, number):
        self.events.setdefault(number, threading.Event()).set()

    def qr_minutes(self, sale):
        return max(1, -(-int(sale.get("expiry_s") or 60) // 60))
