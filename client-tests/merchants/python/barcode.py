"""A payment code from the first pay to a definite end, or to the cancel (000:L4-5, L15-20)."""
import decisions


class Barcode:
    def paying(self, number, attempt):
        if attempt["wish"]:
            if attempt["trouble"] is None:
                return self.settle(number, "closed")
            return self.change(number, "PAYING", step="CANCELLING")
        sent = attempt["sent"] + 1
        self.change(number, "PAYING", sent=sent, sent_at=self.now())
        outcome = decisions.of_pay(self.gateway.call("alipay.trade.pay", attempt["order"], True))
        trouble = attempt["trouble"] or self.now()
        if outcome == "paid":
            self.settle(number, "paid")
        elif outcome == "pending":
            self.change(number, "PAYING", step="POLLING", since=self.now(), trouble=None)
        elif outcome == "rejected" and sent < decisions.TRIES_WHEN_REJECTED:
            self.pause(number, decisions.QUERY_AGAIN_S)
        elif outcome == "unknown":
            self.change(number, "PAYING", step="ASKING", trouble=trouble)
        elif attempt["trouble"]:
            # A refused repetition says nothing about the first pay.
            self.change(number, "PAYING", step="ASKING", trouble=trouble, refused=True)
        elif self.store.get("attempt", number)["step"] == "PAYING":
            self.settle(number, "closed", "FAILED")

    def asking(self, number, attempt):
        """Nothing is inferred: the gateway is asked at once, and for a minute."""
        evidence = self.query(number)
        attempt = self.store.get("attempt", number)
        if attempt["step"] != "ASKING" or self.settle(number, evidence):
            return
        nothing_to_keep = attempt["wish"] and evidence == "not-exist"
        if evidence == "waiting":
            self.change(number, "ASKING", step="POLLING", since=self.now(), trouble=None)
        elif attempt["wish"] == "void" or nothing_to_keep or evidence == "invalid":
            self.change(number, "ASKING", step="CANCELLING")
        elif decisions.is_minute_over(self.now() - attempt["trouble"]):
            self.escalate(number, "QUERY", "UNKNOWN", "CANCELLING")
        elif evidence == "not-exist" and attempt["refused"]:
            self.change(number, "ASKING", step="CANCELLING")
        elif evidence == "not-exist" and decisions.may_pay_again(
                attempt["sent"], self.now() - attempt["sent_at"]):
            self.change(number, "ASKING", step="PAYING")
        else:
            self.pause(number, decisions.QUERY_AGAIN_S)

    def polling(self, number, attempt):
        """The buyer types the password; the rounds count from start to start."""
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
                if decisions.is_minute_over(self.now() - trouble):
                    return self.escalate(number, "QUERY", "UNKNOWN", "CANCELLING")
                next_at = self.now() + decisions.QUERY_AGAIN_S
                continue
            trouble = None
            is_over = next_at > since + decisions.POLL_FOR_S or evidence == "invalid"
            if attempt["wish"] or is_over:
                return self.change(number, "POLLING", step="CANCELLING")
