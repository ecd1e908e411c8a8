"""Every judgement of the shop in one place: its numbers, and what each reply means.
`reply` is (code, sub_code, fields), or None when the outcome is unknown."""

POLL_EVERY_S = 3  # 000:L4-5: every 3 s for 30 s,
POLL_FOR_S = 30  # and the cancel right after the last query
RETRY_FOR_S = 60  # 000:L15-20: unknown query, cancel, refund: again for a minute
QUERY_AGAIN_S = 3
CANCEL_AGAIN_S = 5
REFUND_AGAIN_S = 5
CLIENT_TIMEOUT_S = 5

ASK_FIRST = ("ACQ.TRADE_HAS_SUCCESS", "ACQ.CONTEXT_INCONSISTENT", "ACQ.TRADE_HAS_CLOSE")


def of_pay(reply):
    if reply is None or reply[1] in ASK_FIRST:
        return "unknown"
    return {"10000": "paid", "10003": "pending", "40005": "throttled"}.get(reply[0], "failed")


def of_query(reply):
    """trade_status decides, never the code."""
    if reply is None:
        return "unknown"
    code, sub_code, fields = reply
    if sub_code == "ACQ.TRADE_NOT_EXIST":
        return "not-exist"
    if code != "10000":
        return "unknown"
    status = fields.get("trade_status")
    if status in ("TRADE_SUCCESS", "TRADE_FINISHED"):
        return "paid"
    if status == "TRADE_CLOSED":
        return "reversed" if "send_pay_date" in fields else "closed"
    return "waiting" if status == "WAIT_BUYER_PAY" else "unknown"


def of_cancel(reply):
    """The code and retry_flag must agree."""
    if reply is None or reply[0] == "40005" or reply[2].get("retry_flag") == "Y":
        return "again"
    if reply[0] != "10000":
        return "refused"
    return "reversed" if reply[2].get("action") == "refund" else "closed"


def of_refund(reply):
    if reply is None:
        return "unknown"
    code, sub_code, fields = reply
    if code == "10000":
        return "done" if fields.get("fund_change") == "Y" else "replayed"
    return "later" if code == "40005" or "BALANCE_NOT_ENOUGH" in sub_code else "failed"


def may_pay_again(sent, since_sent_s):
    """After "does not exist": the same payment once more, and later twice; never a new number."""
    return sent == 1 or (sent <= 3 and since_sent_s >= 5)
