"""A QR payment: shown until it expires, and queried all the while, because notifications may be
lost; and what is looked at once more after its end."""
import decisions
from orders import minutes_of


class Qr:
    def precreating(self, number, attempt):
        if attempt["wish"] and not attempt["sent"]:
            return self.settle(number, "closed")
        # Sent before a restart and never answered: as unknown as a lost reply.
        if attempt["sent"] and not attempt.get("rejected"):
            return self.fresh_number(number, attempt)
        started, sent = self.now(), attempt["sent"] + 1
        self.change(number, "PRECREATING", sent=sent, rejected=False)
        reply = self.gateway.call("alipay.trade.precreate", attempt["order"], True)
        if reply is None or reply[1] in decisions.ASK_FIRST:
            return self.fresh_number(number, attempt)
        if reply[0] == "10000" and "qr_code" in reply[2]:
            minutes = minutes_of(self.store.get("sale", attempt["sale_id"]))
            self.change(number, "PRECREATING", step="SHOWING", qr=reply[2]["qr_code"],
                        expires=started + 60 * minutes)
        elif decisions.is_rejected(reply) and sent < decisions.TRIES_WHEN_REJECTED:
            self.change(number, "PRECREATING", rejected=True)
            self.pause(number, decisions.QUERY_AGAIN_S)
        else:
            self.settle(number, "closed", "FAILED")

    def fresh_number(self, number, attempt):
        """000:L18: no code was shown, so a new number is safe."""
        sale = self.store.get("sale", attempt["sale_id"])
        again = not sale["voided"] and self.now() - sale["opened"] < decisions.RETRY_FOR_S
        if again and len(sale["attempts"]) > 1:
            self.pause(number, decisions.QUERY_AGAIN_S)
        with self.store.lock:
            self.settle(number, "closed", "FAILED")
            sale = self.store.get("sale", attempt["sale_id"])
            if again and not sale["again"] and not sale["voided"]:
                self.open_attempt(sale["sale_id"])

    def showing(self, number, attempt):
        """Before a buyer scans, the gateway does not know the number: that is no failure."""
        self.pause(number, decisions.POLL_EVERY_S)
        attempt = self.store.get("attempt", number)
        if attempt["step"] != "SHOWING":
            return
        if attempt["wish"] == "void":
            return self.change(number, "SHOWING", step="CANCELLING", trouble=None)
        evidence = self.query(number)
        attempt = self.store.get("attempt", number)
        if attempt["step"] != "SHOWING" or self.settle(number, evidence):
            return
        is_over = self.now() >= attempt["expires"]
        if evidence == "unknown":
            trouble = attempt["trouble"] or self.now()
            self.change(number, "SHOWING", trouble=trouble)
            if is_over and decisions.is_minute_over(self.now() - trouble):
                self.escalate(number, "QUERY", "UNKNOWN", "CANCELLING")
        elif attempt["wish"] or is_over or evidence == "invalid":
            self.change(number, "SHOWING", step="CANCELLING", trouble=None)
        else:
            self.change(number, "SHOWING", trouble=None)

    def watching(self, number, attempt):
        """The cancel found no trade, but one may still come: looked at until none can any more."""
        wait = attempt["expires"] - self.now()
        if wait <= 0:
            return self.confirming(number, attempt)
        self.pause(number, min(wait, decisions.WATCH_EVERY_S))
        is_over = self.now() >= attempt["expires"]
        if is_over or self.store.get("attempt", number)["step"] != "WATCHING":
            return
        evidence = self.query(number)
        if not self.settle(number, evidence) and evidence == "waiting":
            self.change(number, "WATCHING", step="CANCELLING", cancelling=None)

    def confirming(self, number, attempt):
        """News after the end is believed only when the gateway says the same."""
        evidence = self.query(number)
        if self.settle(number, evidence):
            return
        step = attempt["step"]
        if evidence == "waiting":
            self.change(number, step, step="CANCELLING", cancelling=None)
        elif evidence == "not-exist":
            self.change(number, step, step="ENDED", trouble=None)
        else:
            trouble = attempt["trouble"] or self.now()
            self.change(number, step, trouble=trouble)
            if decisions.is_minute_over(self.now() - trouble):
                return self.escalate(number, "QUERY", "ESCALATED", "ENDED")
            self.pause(number, decisions.QUERY_AGAIN_S)
