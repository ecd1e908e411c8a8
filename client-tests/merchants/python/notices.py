"""What Alipay reports: verified first, then held against our own order; the reply comes before
anything slow, and late news is checked with the gateway."""
from money import fen_of

OF_A_REFUND = ("refund_fee", "gmt_refund", "out_biz_no")


class Notices:
    def notified(self, form, app_id, seller_id):
        if not self.gateway.is_genuine(form):
            return "failure"
        attempt = self.store.get("attempt", form.get("out_trade_no", ""))
        if attempt is None or (form.get("app_id"), form.get("seller_id")) != (app_id, seller_id):
            return "failure"
        if fen_of(form.get("total_amount", "")) != attempt["fen"]:
            return "failure"
        if form.get("trade_status") == "TRADE_FINISHED":
            self.end_refunds(attempt["sale_id"])
        if any(name in form for name in OF_A_REFUND):
            self.heard_of_refund(attempt["number"], form.get("out_biz_no"))
        elif form.get("trade_status") in ("TRADE_SUCCESS", "TRADE_FINISHED"):
            self.heard_of_payment(attempt["number"])
        return "success"

    def heard_of_refund(self, number, request_no):
        for refund in self.live_refunds(number):
            if refund["request_no"] == request_no and refund["status"] != "REFUNDED":
                self.in_thread(f"ask:{refund['refund_id']}", self.ask_after_notice, refund)

    def ask_after_notice(self, refund):
        self.clear_up(refund)
        self.busy.discard(f"ask:{refund['refund_id']}")

    def heard_of_payment(self, number):
        with self.store.lock:
            attempt = self.store.get("attempt", number)
            step = attempt["step"]
            # The result of a cancel decides, not a message sent before it (001:L84).
            if attempt["belief"] == "PAID" or step == "CANCELLING":
                return
            if step in ("ENDED", "WATCHING", "CONFIRMING", "QUEUED"):
                self.change(number, step, step="CONFIRMING", trouble=None)
            else:
                self.settle(number, "paid")
        self.wake(number)
        self.start(number)
