"""Refunds: one intent, one request number, for ever; repeated until the answer is definite."""
import decisions
from money import yuan


class Refunds:
    def refund(self, refund_id, number, fen=None, duplicate=False):
        """Why it is not sent, or None. Without an amount: all that is left."""
        with self.store.lock:
            attempt, left = self.store.get("attempt", number), self.refundable(number)
            fen = left if fen is None else fen
            if not 0 < fen <= left:
                return "the refunds would exceed what was paid"
            if len(self.live_refunds(number)) >= decisions.REFUNDS_PER_TRADE:
                return f"the gateway makes no more than {decisions.REFUNDS_PER_TRADE} refunds"
            self.store.put("refund", refund_id, {
                "refund_id": refund_id, "sale_id": attempt["sale_id"], "number": number,
                "fen": fen, "status": "PENDING", "request_no": f"R{number}{self.count():06d}",
                "tries": 0, "since": None, "last": None, "duplicate": duplicate})
        self.start_refund(refund_id)
        return None

    def live_refunds(self, number):
        return [refund for refund in self.store.all("refund")
                if refund["number"] == number and refund["status"] != "FAILED"]

    def refundable(self, number):
        taken = sum(refund["fen"] for refund in self.live_refunds(number))
        return self.store.get("attempt", number)["fen"] - taken

    def refund_again(self, refund_id):
        """The same intent under its own number; False when others have taken the money."""
        with self.store.lock:
            refund = self.store.get("refund", refund_id)
            if refund["status"] == "FAILED" and refund["fen"] > self.refundable(refund["number"]):
                return False
            self.update_refund(refund_id, status="PENDING", since=self.now())
        self.start_refund(refund_id)
        return True

    def start_refund(self, refund_id):
        self.in_thread(f"refund:{refund_id}", self.refunding, refund_id)

    def update_refund(self, refund_id, **changes):
        with self.store.lock:
            refund = {**self.store.get("refund", refund_id), **changes}
            self.store.put("refund", refund_id, refund)
            return refund

    def refunding(self, refund_id):
        while True:
            with self.store.lock:
                refund = self.store.get("refund", refund_id)
                # A notification may have told of it meanwhile.
                if refund["status"] != "PENDING":
                    return self.busy.discard(f"refund:{refund_id}")
                self.update_refund(refund_id, tries=refund["tries"] + 1)
            reply = self.gateway.call("alipay.trade.refund", {
                "out_trade_no": refund["number"], "refund_amount": yuan(refund["fen"]),
                "out_request_no": refund["request_no"]})
            self.pause(refund_id, self.after_refund(refund, reply))

    def after_refund(self, refund, reply):
        """Books what the reply proves; seconds until the same request again."""
        refund_id, outcome = refund["refund_id"], decisions.of_refund(reply)
        since = refund["since"] or self.now()
        self.update_refund(refund_id, last=outcome)
        if outcome == "done":
            self.book_refund(refund_id)
        elif outcome == "replayed":
            # An unanswered try of ours did it; else it proves nothing by itself.
            by_us = refund["since"] is not None and refund["last"] != "later"
            if by_us or self.ask_until_answered(refund) == "made":
                self.book_refund(refund_id)
            else:
                self.give_up(refund, "ESCALATED", "fund_change is not Y")
        elif outcome == "failed":
            self.fail_refund(refund_id, reply[1] in decisions.NEVER_REFUNDED)
        elif self.now() - since >= decisions.RETRY_FOR_S:
            # Silence is neither done nor failed; want of balance is a plain failure.
            status = "ESCALATED" if outcome == "unknown" else "FAILED"
            self.give_up(refund, status, f"refund: {outcome}")
        else:
            self.update_refund(refund_id, since=since)
            if outcome == "later":
                self.hand_over(refund["number"], "REFUND", f"refund: {reply[1]}", refund_id)
            elif refund["since"] is None:
                return 0
            return decisions.REFUND_AGAIN_S
        return 0

    def give_up(self, refund, status, reason):
        with self.store.lock:
            self.update_refund(refund["refund_id"], status=status)
            self.hand_over(refund["number"], "REFUND", reason, refund["refund_id"])

    def fail_refund(self, refund_id, for_good):
        with self.store.lock:
            refund = self.update_refund(refund_id, status="FAILED")
            self.store.remove("item", refund_id)
            if for_good:
                self.end_refunds(refund["sale_id"])
            if refund["duplicate"]:
                reason = "the second payment could not be sent back"
                self.hand_over(refund["number"], "REFUND", reason, refund_id)

    def end_refunds(self, sale_id):
        with self.store.lock:
            sale = self.store.get("sale", sale_id)
            self.store.put("sale", sale_id, {**sale, "refundable": False})

    def ask_for_refund(self, refund):
        reply = self.gateway.call("alipay.trade.fastpay.refund.query", {
            "out_trade_no": refund["number"], "out_request_no": refund["request_no"]})
        if reply and reply[2].get("refund_status") == "REFUND_SUCCESS":
            return "made"
        # 10000 without refund fields: the trade is known, and has no such refund.
        return "not-made" if reply and reply[0] == "10000" else "unknown"

    def ask_until_answered(self, refund):
        """A question without an answer is asked again, as the refund itself would be."""
        since = self.now()
        while (found := self.ask_for_refund(refund)) == "unknown":
            if self.now() - since >= decisions.RETRY_FOR_S:
                break
            self.pause(refund["refund_id"], decisions.REFUND_AGAIN_S)
        return found

    def clear_up(self, refund):
        """An open refund is asked for; a query moves no money."""
        found = self.ask_for_refund(refund)
        if found == "made":
            self.book_refund(refund["refund_id"])
        elif found == "not-made" and refund["status"] == "ESCALATED":
            self.fail_refund(refund["refund_id"], False)

    def book_refund(self, refund_id):
        """refund_fee is the total of the trade; only our own amount is booked."""
        with self.store.lock:
            refund = self.store.get("refund", refund_id)
            if refund["status"] == "REFUNDED":
                return
            self.update_refund(refund_id, status="REFUNDED")
            self.store.remove("item", refund_id)
            self.store.remove("item", refund["number"])
            if refund["duplicate"]:
                attempt = self.store.get("attempt", refund["number"])
                return self.store.put("attempt", refund["number"],
                                      {**attempt, "belief": "REVERSED"})
            sale = self.store.get("sale", refund["sale_id"])
            sale["refunded"] += refund["fen"]
            self.book(sale, "REFUNDED", refund["fen"])
