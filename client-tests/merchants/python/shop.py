"""The shop's work: one thread carries each attempt from step to step, each step written down before
the call it announces, so that a restart goes on from it."""
import threading
import time

import decisions


class Shop:
    def __init__(self, store, gateway, scale):
        self.store, self.gateway, self.scale = store, gateway, scale
        self.events, self.busy = {}, set()

    def now(self):
        return time.time() / self.scale

    def pause(self, name, seconds):
        event = self.events.setdefault(name, threading.Event())
        if seconds > 0 and event.wait(seconds * self.scale):
            event.clear()

    # ---- sales and attempts

    def sell(self, order):
        with self.store.lock:
            if self.store.get("sale", order["sale_id"]):
                return None
            sale = {**order, "attempts": [], "effects": [], "refunded": 0, "voided": False,
                    "again": None, "opened": self.now()}
            self.store.put("sale", sale["sale_id"], sale)
            return self.open_attempt(sale["sale_id"], order.get("auth_code"))

    def open_attempt(self, sale_id, auth_code):
        with self.store.lock:
            sale = self.store.get("sale", sale_id)
            number = f"P{time.strftime('%Y%m%d%H%M%S')}{self.count():06d}"
            order = {"out_trade_no": number, "total_amount": yuan(sale["fen"]),
                     "subject": sale["subject"], "store_id": "STORE001", "terminal_id": "T001"}
            if sale["kind"] == "barcode":
                order.update(scene="bar_code", auth_code=auth_code)
            else:
                order["timeout_express"] = f"{self.qr_minutes(sale)}m"
            self.store.put("attempt", number, {
                "number": number, "sale_id": sale_id, "order": order, "belief": "PENDING",
                "step": "PAYING" if sale["kind"] == "barcode" else "PRECREATING",
                "sent": 0, "trouble": None, "wish": None, "refused": False, "expires": 0})
            self.store.put("sale", sale_id,
                           {**sale, "attempts": [*sale["attempts"], number], "again": None})
        self.start(number)
        return number

    def count(self):
        count = (self.store.get("count", "numbers") or 0) + 1
        self.store.put("count", "numbers", count)
        return count

    def start(self, number):
        with self.store.lock:
            if number in self.busy:
                return
            self.busy.add(number)
        threading.Thread(target=self.run, args=(number,), daemon=True).start()

    def run(self, number):
        while True:
            with self.store.lock:
                attempt = self.store.get("attempt", number)
                if attempt["step"] == "ENDED":
                    self.busy.discard(number)
                    break
            getattr(self, attempt["step"].lower())(number, attempt)
        self.after_end(attempt)

    def after_end(self, attempt):
        sale = self.store.get("sale", attempt["sale_id"])
        if sale["again"] and attempt["belief"] in ("UNPAID", "REVERSED"):
            self.open_attempt(sale["sale_id"], sale["again"]["auth_code"])

    def change(self, number, stands_at, **changes):
        """Only while the attempt still stands there: news may have moved it meanwhile."""
        with self.store.lock:
            attempt = self.store.get("attempt", number)
            if attempt["step"] == stands_at:
                attempt.update(changes)
                self.store.put("attempt", number, attempt)
            return attempt

    # ---- the steps of a payment code

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

    # ---- the steps of a QR code

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

    # ---- cancelling, and the end

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

    # ---- refunds: one intent, one number, for ever

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

    # ---- people in the shop

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

    # ---- news from Alipay

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


def yuan(fen):
    return f"{fen // 100}.{fen % 100:02d}"


def fen_of(text):
    whole, _, part = text.partition(".")
    if not (whole.isdigit() and len(part) <= 2 and (part or "0").isdigit()):
        return None
    return int(whole) * 100 + int(part.ljust(2, "0"))
