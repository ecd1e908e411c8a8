"""How an attempt ends: the cancel, the books, and what is handed over to people."""
import time

import decisions
from money import yuan


class Ending:
    def cancelling(self, number, attempt):
        """The same cancel for a minute; then people are told, and a queue goes on with it."""
        first = attempt["cancelling"] is None
        self.change(number, "CANCELLING", cancelling=attempt["cancelling"] or self.now())
        if self.cancel(number, "CANCELLING"):
            return
        since = self.now() if first else attempt["cancelling"]
        self.change(number, "CANCELLING", cancelling=since)
        if self.now() - since >= decisions.RETRY_FOR_S:
            # What is known to be open must not stay so: after an outage it is still closed.
            is_open = attempt["by"] == "qr" or attempt["since"]
            step = "QUEUED" if is_open else "ENDED"
            return self.escalate(number, "CANCEL", "ESCALATED", step)
        self.pause(number, decisions.CANCEL_AGAIN_S)

    def queued(self, number, attempt):
        if self.now() - attempt["cancelling"] >= decisions.CANCEL_WITHIN_S:
            return self.change(number, "QUEUED", step="ENDED")
        self.pause(number, decisions.CANCEL_LATER_S)
        if self.store.get("attempt", number)["step"] == "QUEUED":
            self.cancel(number, "QUEUED")

    def cancel_once_more(self, number):
        """Voided again after its cancel: the same cancel again, which changes nothing."""
        self.cancel(number, "ENDED")
        self.busy.discard(f"again:{number}")

    def cancel(self, number, stands_at):
        """True when that was the end of it."""
        reply = self.gateway.call("alipay.trade.cancel", {"out_trade_no": number})
        outcome = decisions.of_cancel(reply)
        if self.store.get("attempt", number)["step"] != stands_at:
            return True
        if outcome == "refused" and stands_at != "ENDED":
            return self.after_refusal(number)
        if outcome == "no-trade":
            self.without_trade(number, stands_at)
        return outcome == "no-trade" or self.settle(number, outcome)

    def without_trade(self, number, stands_at):
        """A QR may yet be scanned, and a pay without an answer may yet arrive (001:L92)."""
        expires = self.store.get("attempt", number)["expires"] or self.now() + decisions.LATE_PAY_S
        self.change(number, stands_at, expires=expires)
        with self.store.lock:
            self.settle(number, "closed")
            if expires > self.now():
                self.change(number, "ENDED", step="WATCHING")

    def after_refusal(self, number):
        """Too late to cancel: the trade's own state decides; what is still open is closed."""
        since = self.now()
        while not self.settle(number, evidence := self.query(number)):
            if evidence != "unknown":
                close = self.gateway.call("alipay.trade.close", {"out_trade_no": number})
                if close and close[0] == "10000":
                    return self.settle(number, "closed")
            if evidence != "unknown" or decisions.is_minute_over(self.now() - since):
                self.escalate(number, "CANCEL", "ESCALATED", "ENDED")
                return True
            self.pause(number, decisions.QUERY_AGAIN_S)
        return True

    def query(self, number):
        return decisions.of_query(self.gateway.call("alipay.trade.query", {"out_trade_no": number}))

    def settle(self, number, evidence, ending="CANCELLED"):
        """Writes a definite end into the books, each effect once; False when there is none yet."""
        if evidence not in ("paid", "closed", "reversed"):
            return False
        back = None
        with self.store.lock:
            attempt = self.store.get("attempt", number)
            before = attempt["belief"]
            self.store.remove("item", number)
            attempt.update(step="ENDED", wish=None)
            if evidence == "paid" and before != "PAID":
                back = self.book_payment(attempt)
            elif evidence == "closed" and before not in ("PAID", "REVERSED"):
                attempt.update(belief="UNPAID", ending=ending)
            elif evidence == "reversed" and before != "REVERSED":
                self.book_reversal(attempt)
            self.store.put("attempt", number, attempt)
        self.wake(number)
        if back:
            self.refund(f"{back}-{number}", number, duplicate=back == "duplicate")
        return True

    def book_payment(self, attempt):
        """Money that nobody is to keep goes back by a refund of its own: says why, if so."""
        sale = self.store.get("sale", attempt["sale_id"])
        late = attempt["belief"] == "UNPAID" and attempt["by"] == "barcode"
        attempt["belief"] = "PAID"
        others = [self.store.get("attempt", number) for number in sale["attempts"]
                  if number != attempt["number"]]
        if any(other["belief"] == "PAID" for other in others):
            return "duplicate"
        # What was opened in its place may not stay payable.
        for other in others:
            if other["number"] > attempt["number"] and other["step"] not in (
                    "ENDED", "WATCHING", "CONFIRMING"):
                self.wish(other, "void", "CANCELLING")
        self.book(sale, "PAID", sale["fen"])
        # Voided, or called cancelled to a customer who has left without the goods.
        return "void" if sale["voided"] or late else None

    def book_reversal(self, attempt):
        sale = self.store.get("sale", attempt["sale_id"])
        if attempt["belief"] == "PAID" and sale["refunded"]:
            return
        attempt.update(belief="REVERSED", ending="CANCELLED")
        self.book(sale, "REVERSED", sale["fen"])

    def book(self, sale, kind, fen):
        sale["effects"].append({"type": kind, "amount": yuan(fen), "at": self.clock_time()})
        self.store.put("sale", sale["sale_id"], sale)

    def escalate(self, number, op, belief, step):
        with self.store.lock:
            attempt = self.store.get("attempt", number)
            wish = None if op == "CANCEL" else attempt["wish"]
            attempt.update(belief=belief, step=step, wish=wish)
            self.store.put("attempt", number, attempt)
            self.hand_over(number, op, f"{op.lower()} stayed without a clear answer for a minute")

    def hand_over(self, number, op, reason, refund_id=None):
        known = self.store.get("item", refund_id or number)
        self.store.put("item", refund_id or number, {
            "attempt": number, "op": op, "reason": reason, "refund_id": refund_id,
            "at": known["at"] if known else self.clock_time()})

    def clock_time(self):
        return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
