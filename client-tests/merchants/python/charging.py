"""The steps of a payment code and of a QR code, up to the moment at which something is certain."""
import decisions


class Charging:
    def paying(self, number, attempt):
        if attempt["wish"]:
            if attempt["trouble"] is None:
                return self.settle(number, "closed")
            return self.change(number, "PAYING", step="CANCELLING")
        self.change(number, "PAYING", sent=attempt["sent"] + 1, sent_at=self.now())
        outcome = decisions.of_pay(self.gateway.call("alipay.trade.pay", attempt["order"], True))
        trouble = attempt["trouble"] or self.now()
        if outcome == "paid":
            self.settle(number, "paid")
        elif outcome == "pending":
            self.change(number, "PAYING", step="POLLING", since=self.now(), trouble=None)
        elif outcome == "throttled" and attempt["sent"] < 3:
            self.pause(number, decisions.QUERY_AGAIN_S)
        elif outcome == "unknown":
            self.change(number, "PAYING", step="ASKING", trouble=trouble)
        elif attempt["trouble"]:
            # A refused repetition says nothing about the first pay.
            self.change(number, "PAYING", step="ASKING", trouble=trouble, refused=True)
        elif self.store.get("attempt", number)["step"] == "PAYING":
            self.settle(number, "closed")

    def asking(self, number, attempt):
        evidence = self.query(number)
        attempt = self.store.get("attempt", number)
        if attempt["step"] != "ASKING" or self.settle(number, evidence):
            return
        if evidence == "waiting":
            self.change(number, "ASKING", step="POLLING", since=self.now(), trouble=None)
        elif attempt["wish"] == "void" or (attempt["wish"] and evidence == "not-exist"):
            self.change(number, "ASKING", step="CANCELLING")
        elif self.now() - attempt["trouble"] >= decisions.RETRY_FOR_S:
            self.escalate(number, "QUERY", "UNKNOWN", "CANCELLING")
        elif evidence == "not-exist" and attempt["refused"]:
            self.change(number, "ASKING", step="CANCELLING")
        elif evidence == "not-exist" and decisions.may_pay_again(
                attempt["sent"], self.now() - attempt["sent_at"]):
            self.change(number, "ASKING", step="PAYING")
        else:
            self.pause(number, decisions.QUERY_AGAIN_S)

    def polling(self, number, attempt):
        since, trouble = attempt["since"], None
        next_at = since + decisions.POLL_EVERY_S
        while True:
            if not self.store.get("attempt", number)["wish"]:
                self.pause(number, next_at - self.now())
            attempt = self.store.get("attempt", number)
            if attempt["step"] != "POLLING":
                return
            if attempt["wish"] == "void":
                return self.change(number, "POLLING", step="CANCELLING")
            started = self.now()
            evidence = self.query(number)
            attempt = self.store.get("attempt", number)
            if attempt["step"] != "POLLING" or self.settle(number, evidence):
                return
            next_at = started + decisions.POLL_EVERY_S
            if evidence == "unknown":
                trouble = trouble or self.now()
                if self.now() - trouble >= decisions.RETRY_FOR_S:
                    return self.escalate(number, "QUERY", "UNKNOWN", "CANCELLING")
                next_at = self.now() + decisions.QUERY_AGAIN_S
            else:
                trouble = None
                if attempt["wish"] or next_at > since + decisions.POLL_FOR_S:
                    return self.change(number, "POLLING", step="CANCELLING")

    def precreating(self, number, attempt):
        if attempt["wish"] and not attempt["sent"]:
            return self.settle(number, "closed")
        if attempt["sent"] and not attempt.get("throttled"):
            return self.fresh_number(number, attempt)
        started = self.now()
        self.change(number, "PRECREATING", sent=attempt["sent"] + 1, throttled=False)
        reply = self.gateway.call("alipay.trade.precreate", attempt["order"], True)
        if reply is None:
            return self.fresh_number(number, attempt)
        if reply[0] == "10000":
            minutes = self.qr_minutes(self.store.get("sale", attempt["sale_id"]))
            self.change(number, "PRECREATING", step="SHOWING", qr=reply[2]["qr_code"],
                        expires=started + 60 * minutes)
        elif reply[0] == "40005" and attempt["sent"] < 3:
            self.change(number, "PRECREATING", throttled=True)
            self.pause(number, decisions.QUERY_AGAIN_S)
        else:
            self.settle(number, "closed")

    def fresh_number(self, number, attempt):
        """000:L18: no code was shown, so a new number is safe."""
        sale = self.store.get("sale", attempt["sale_id"])
        if len(sale["attempts"]) > 1:
            self.pause(number, decisions.QUERY_AGAIN_S)
        self.settle(number, "closed")
        if not sale["voided"] and self.now() - sale["opened"] < decisions.RETRY_FOR_S:
            self.open_attempt(sale["sale_id"], None)

    def showing(self, number, attempt):
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
            if is_over and self.now() - trouble >= decisions.RETRY_FOR_S:
                self.escalate(number, "QUERY", "UNKNOWN", "CANCELLING")
        elif attempt["wish"] or is_over:
            self.change(number, "SHOWING", step="CANCELLING", trouble=None)
        else:
            self.change(number, "SHOWING", trouble=None)

    def watching(self, number, attempt):
        """Cancelled before anybody scanned: looked at once more when nobody can any longer."""
        wait = attempt["expires"] - self.now()
        if wait > 0:
            return self.pause(number, wait)
        self.confirming(number, attempt)

    def confirming(self, number, attempt):
        """News after the end is believed only when the gateway says the same."""
        evidence = self.query(number)
        if self.settle(number, evidence):
            return
        if evidence == "waiting":
            self.change(number, attempt["step"], step="CANCELLING", trouble=None)
        elif evidence == "not-exist":
            self.change(number, attempt["step"], step="ENDED")
        else:
            trouble = attempt["trouble"] or self.now()
            self.change(number, attempt["step"], trouble=trouble)
            if self.now() - trouble >= decisions.RETRY_FOR_S:
                return self.escalate(number, "QUERY", "ESCALATED", "ENDED")
            self.pause(number, decisions.QUERY_AGAIN_S)
