"""What people in the shop can do, and what they see."""
from money import yuan

# 004:L181: a strong prompt after a cancel, and never "cancelled" while that is not certain.
PROMPTS = {
    "NONE": "已全额退款，请勿交付商品。",
    "WAIT": "等待顾客付款，请勿重复收款。",
    "PAID": "收款成功。",
    "CANCELLED": "交易已撤销，请勿交付商品。如顾客称已付款，请用“手动查询”核实。",
    "CANCEL_PENDING": "撤销处理中，如顾客已付款，款项可能会退回。请用“手动查询”核实结果。",
    "FAILED": "收款失败，未向顾客收款。可请顾客重新付款。",
}
SHOWN = {"paid": "PAID", "waiting": "PENDING", "reversed": "REVERSED", "closed": "UNPAID",
         "not-exist": "UNPAID"}


class People:
    def deciding(self, sale):
        """A paid attempt speaks for the sale; without one, the latest does."""
        attempts = [self.store.get("attempt", number) for number in sale["attempts"]]
        return next((each for each in attempts if each["belief"] == "PAID"), attempts[-1])

    def status(self, sale):
        return "REFUNDED" if sale["refunded"] else self.deciding(sale)["belief"]

    def paid_number(self, sale):
        attempt = self.deciding(sale)
        return attempt["number"] if attempt["belief"] == "PAID" else None

    def prompt(self, sale, attempt):
        if attempt["belief"] == "PAID":
            return "NONE" if sale["refunded"] >= sale["fen"] else "PAID"
        if attempt["belief"] in ("UNPAID", "REVERSED"):
            return attempt["ending"] or "CANCELLED"
        is_open = attempt["belief"] == "ESCALATED" or attempt["step"] == "CANCELLING"
        return "CANCEL_PENDING" if is_open else "WAIT"

    def view(self, sale_id):
        with self.store.lock:
            sale = self.store.get("sale", sale_id)
            attempts = [self.store.get("attempt", number) for number in sale["attempts"]]
            attempt = self.deciding(sale)
        prompt = self.prompt(sale, attempt)
        return {
            "status": self.status(sale), "refunded": yuan(sale["refunded"]),
            "attempts": [{"out_trade_no": each["number"], "status": each["belief"]}
                         for each in attempts],
            "effects": sale["effects"], "prompt": prompt, "prompt_text": PROMPTS[prompt],
            "qr_code": attempt.get("qr") if attempt["step"] == "SHOWING" else None,
            "refundable": sale["refundable"] and attempt["belief"] == "PAID",
        }

    def pay_again(self, sale_id, auth_code):
        """Why not, or None. The attempt before is brought to its end first (000:L40-42)."""
        with self.store.lock:
            sale = self.store.get("sale", sale_id)
            attempt = self.store.get("attempt", sale["attempts"][-1])
            if self.paid_number(sale):
                return "the sale is paid already"
            if sale["again"]:
                return "the earlier attempt is still being ended"
            if sale["kind"] == "barcode" and not auth_code:
                return "paying again takes a new code from the customer"
            if attempt["belief"] in ("UNPAID", "REVERSED"):
                self.open_attempt(sale_id, auth_code)
                return None
            self.store.put("sale", sale_id, {**sale, "again": {"auth_code": auth_code}})
            self.wish(attempt, "pay-again", "ASKING")
        return None

    def void(self, sale_id):
        """A paid sale goes back by refund, an open one by cancel: cancel is not refund."""
        with self.store.lock:
            sale = self.store.get("sale", sale_id)
            self.store.put("sale", sale_id, {**sale, "voided": True, "again": None})
            attempt = self.store.get("attempt", sale["attempts"][-1])
            number, paid = attempt["number"], self.paid_number(sale)
            if paid:
                self.refund(f"void-{paid}", paid)
            elif attempt["belief"] not in ("UNPAID", "REVERSED"):
                self.wish(attempt, "void", "CANCELLING")
            elif attempt["ending"] == "CANCELLED" and attempt["step"] == "ENDED":
                self.in_thread(f"again:{number}", self.cancel_once_more, number)

    def wish(self, attempt, wish, step):
        """An escalated attempt has no work left; the wish gives it some, with a fresh minute."""
        number = attempt["number"]
        if attempt["step"] in ("ENDED", "QUEUED"):
            attempt.update(step=step, trouble=self.now(), cancelling=None)
        self.store.put("attempt", number, {**attempt, "wish": wish})
        # Cancels keep their own rhythm, however impatient the cashier is.
        if attempt["step"] != "CANCELLING":
            self.wake(number)
        self.start(number)

    def manual_query(self, number):
        """Asks the gateway whatever the books say, and lets a definite answer correct them."""
        evidence, attempt = self.query(number), self.store.get("attempt", number)
        if attempt is None:
            return SHOWN.get(evidence, "UNKNOWN")
        self.settle(number, evidence)
        if attempt["belief"] == "ESCALATED" and evidence in ("waiting", "not-exist"):
            self.end_now(number)
        self.clear_up_refunds(number)
        sale = self.store.get("sale", attempt["sale_id"])
        # The gateway's word, in the finer terms of our own books where both agree.
        status, is_last = self.status(sale), number == sale["attempts"][-1]
        if evidence in SHOWN and is_last and status not in ("ESCALATED", "UNKNOWN"):
            return status
        return SHOWN.get(evidence, "UNKNOWN")

    def resolve(self, number, decision):
        """Whatever the human decided, the gateway is asked first; False when it gave no answer."""
        evidence, items = self.query(number), self.items_of(number)
        if evidence not in SHOWN:
            return False
        self.settle(number, evidence)
        if evidence in ("waiting", "not-exist"):
            self.end_now(number)
        if decision == "confirm_and_refund" and evidence == "paid":
            stuck = [item["refund_id"] for item in items if item["refund_id"]]
            for refund_id in stuck:
                self.refund_again(refund_id)
            if not stuck:
                self.refund(f"resolve-{number}", number)
        else:
            self.clear_up_refunds(number)
        if decision == "accept":
            self.store.remove("item", number)
        return True

    def items_of(self, number):
        return [item for item in self.store.all("item") if item["attempt"] == number]

    def clear_up_refunds(self, number):
        for refund in self.live_refunds(number):
            if refund["status"] == "ESCALATED":
                self.clear_up(refund)

    def end_now(self, number):
        """The gateway is well again and nobody has paid: what is still open is cancelled now."""
        with self.store.lock:
            attempt = self.store.get("attempt", number)
            self.store.put("attempt", number, {**attempt, "step": "CANCELLING", "cancelling": None})
        self.wake(number)
        self.start(number)
