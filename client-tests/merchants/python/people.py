"""What people in the shop can do, and what Alipay reports."""
from money import fen_of


class People:
    def status(self, sale):
        if sale["refunded"]:
            return "REFUNDED"
        beliefs = [self.store.get("attempt", number)["belief"] for number in sale["attempts"]]
        return "PAID" if "PAID" in beliefs else beliefs[-1]

    def paid_number(self, sale):
        numbers = [number for number in sale["attempts"]
                   if self.store.get("attempt", number)["belief"] == "PAID"]
        return numbers[0] if numbers else None

    def pay_again(self, sale, auth_code):
        with self.store.lock:
            attempt = self.store.get("attempt", sale["attempts"][-1])
            if self.paid_number(sale):
                return "the sale is paid already"
            if sale["again"]:
                return "the earlier attempt is still being ended"
            if attempt["belief"] in ("UNPAID", "REVERSED"):
                self.open_attempt(sale["sale_id"], auth_code)
                return None
            self.store.put("sale", sale["sale_id"], {**sale, "again": {"auth_code": auth_code}})
            self.wish(attempt, "pay-again", "ASKING")
        return None

    def void(self, sale):
        with self.store.lock:
            self.store.put("sale", sale["sale_id"], {**sale, "voided": True, "again": None})
            attempt = self.store.get("attempt", sale["attempts"][-1])
            paid = self.paid_number(sale)
            if not paid and attempt["belief"] not in ("UNPAID", "REVERSED"):
                self.wish(attempt, "void", "CANCELLING")
        if paid:
            self.refund(f"void-{paid}", paid)

    def wish(self, attempt, wish, step):
        if attempt["step"] == "ENDED":
            attempt.update(step=step, trouble=self.now())
        number = attempt["number"]
        self.store.put("attempt", number, {**attempt, "wish": wish})
        if attempt["step"] != "CANCELLING":
            self.wake(number)
        self.start(number)

    def manual_query(self, number, decision=None):
        """Asks the gateway whatever the books say, and lets a definite answer correct them."""
        evidence = self.query(number)
        attempt = self.store.get("attempt", number)
        if attempt is None or evidence == "unknown":
            return "UNKNOWN"
        self.settle(number, evidence)
        if evidence in ("waiting", "not-exist") and (decision or attempt["belief"] == "ESCALATED"):
            if self.change(number, "ENDED", step="CANCELLING")["step"] == "CANCELLING":
                self.start(number)
        stuck = [refund for refund in self.store.all("refund")
                 if refund["number"] == number and refund["status"] == "ESCALATED"]
        for refund in stuck:
            if self.is_refunded(refund):
                self.book_refund(refund["refund_id"])
            elif decision == "confirm_and_refund":
                self.store.put("refund", refund["refund_id"], {**refund, "status": "PENDING"})
                self.start_refund(refund["refund_id"])
        if decision == "confirm_and_refund" and evidence == "paid" and not stuck:
            self.refund(f"resolve-{number}", number)
        if decision == "accept":
            self.store.remove("item", number)
        sale = self.store.get("sale", attempt["sale_id"])
        known = {"paid": "PAID", "waiting": "PENDING", "reversed": "REVERSED"}
        is_last = number == sale["attempts"][-1] and evidence in ("paid", "closed", "reversed")
        return self.status(sale) if is_last else known.get(evidence, "UNPAID")

    def notified(self, form, app_id, seller_id):
        """Verified first, then held against our own order; anything slow comes afterwards."""
        if not self.gateway.is_genuine(form):
            return "failure"
        attempt = self.store.get("attempt", form.get("out_trade_no", ""))
        if attempt is None or (form.get("app_id"), form.get("seller_id")) != (app_id, seller_id):
            return "failure"
        if fen_of(form.get("total_amount", "")) != fen_of(attempt["order"]["total_amount"]):
            return "failure"
        is_paid = form.get("trade_status") in ("TRADE_SUCCESS", "TRADE_FINISHED")
        if not is_paid or any(name in form for name in ("refund_fee", "gmt_refund", "out_biz_no")):
            return "success"
        number = attempt["number"]
        with self.store.lock:
            attempt = self.store.get("attempt", number)
            step = attempt["step"]
            if attempt["belief"] == "PAID" or step == "CANCELLING":
                return "success"
            if step in ("ENDED", "WATCHING", "CONFIRMING"):
                self.change(number, step, step="CONFIRMING", trouble=None)
            else:
                self.settle(number, "paid")
        self.wake(number)
        self.start(number)
        return "success"

    def resume(self):
        for attempt in self.store.all("attempt"):
            if attempt["step"] == "PAYING" and attempt["sent"]:
                trouble = attempt["trouble"] or self.now()
                self.change(attempt["number"], "PAYING", step="ASKING", trouble=trouble)
            self.start(attempt["number"])
        for refund in self.store.all("refund"):
            if refund["status"] == "PENDING":
                self.start_refund(refund["refund_id"])
