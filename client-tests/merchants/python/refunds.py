"""Refunds: one intent, one request number, for ever."""
import threading

import decisions
from money import yuan


class Refunds:
    def refund(self, refund_id, number, fen=None):
        with self.store.lock:
            attempt = self.store.get("attempt", number)
            sale = self.store.get("sale", attempt["sale_id"])
            taken = sum(other["fen"] for other in self.store.all("refund")
                        if other["number"] == number and other["status"] != "FAILED")
            left = sale["fen"] - taken
            fen = left if fen is None else fen
            if not 0 < fen <= left:
                return False
            self.store.put("refund", refund_id, {
                "refund_id": refund_id, "number": number, "fen": fen, "status": "PENDING",
                "request_no": f"R{number}{self.count():06d}", "tried": False})
        self.start_refund(refund_id)
        return True

    def start_refund(self, refund_id):
        threading.Thread(target=self.refunding, args=(refund_id,), daemon=True).start()

    def refunding(self, refund_id):
        refund = self.store.get("refund", refund_id)
        was_tried, since = refund["tried"], None
        self.store.put("refund", refund_id, {**refund, "tried": True})
        while True:
            reply = self.gateway.call("alipay.trade.refund", {
                "out_trade_no": refund["number"], "refund_amount": yuan(refund["fen"]),
                "out_request_no": refund["request_no"]})
            outcome = decisions.of_refund(reply)
            if outcome == "replayed":
                # fund_change=N: an earlier try of ours did it, or nobody knows yet.
                outcome = "done" if since or was_tried or self.is_refunded(refund) else "failed"
            if outcome == "done":
                return self.book_refund(refund_id)
            if outcome == "failed":
                return self.store.put("refund", refund_id, {**refund, "status": "FAILED"})
            first, since = since is None, since or self.now()
            if self.now() - since >= decisions.RETRY_FOR_S:
                status = "ESCALATED" if outcome == "unknown" else "FAILED"
                self.store.put("refund", refund_id, {**refund, "status": status, "tried": True})
                return self.hand_over(refund["number"], "REFUND", f"refund: {outcome}", refund_id)
            self.pause(refund_id, 0 if first and outcome == "unknown" else decisions.REFUND_AGAIN_S)

    def is_refunded(self, refund):
        reply = self.gateway.call("alipay.trade.fastpay.refund.query", {
            "out_trade_no": refund["number"], "out_request_no": refund["request_no"]})
        return bool(reply and reply[2].get("refund_status") == "REFUND_SUCCESS")

    def book_refund(self, refund_id):
        """refund_fee is the total of the trade; only our own amount is booked."""
        with self.store.lock:
            refund = self.store.get("refund", refund_id)
            if refund["status"] == "REFUNDED":
                return
            self.store.put("refund", refund_id, {**refund, "status": "REFUNDED"})
            self.store.remove("item", refund_id)
            self.store.remove("item", refund["number"])
            sale = self.store.get("sale", self.store.get("attempt", refund["number"])["sale_id"])
            sale["refunded"] += refund["fen"]
            self.book(sale, "REFUNDED", refund["fen"])
