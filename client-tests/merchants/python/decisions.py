"""Every judgement of the shop in one place: its numbers, and what each reply means.
`reply` is (code, sub_code, fields), or None when the outcome is unknown."""
import re

POLL_EVERY_S = 3  # 000:L4-5: every 3 s for 30 s,
POLL_FOR_S = 30  # and the cancel right after the last query
RETRY_FOR_S = 60  # 000:L15-20: unknown query, cancel, refund: again for a minute
QUERY_AGAIN_S = 3
CANCEL_AGAIN_S = 5
CANCEL_LATER_S = 60  # 001:L86-93: then from a queue that outlives a restart,
CANCEL_WITHIN_S = 24 * 3600  # 000:L34: as long as anything can be cancelled
REFUND_AGAIN_S = 5
TRIES_WHEN_REJECTED = 4
CLIENT_TIMEOUT_S = 5
WATCH_EVERY_S = 30  # what was cancelled unseen is looked at until it cannot be paid any more
LATE_PAY_S = 60
QR_LIVES_S = 120
REFUNDS_PER_TRADE = 99  # 002:L88-89: the gateway drops the hundredth without a word

ASK_FIRST = ("ACQ.TRADE_HAS_SUCCESS", "ACQ.CONTEXT_INCONSISTENT", "ACQ.TRADE_HAS_CLOSE")
NEVER_REFUNDED = ("ACQ.TRADE_HAS_FINISHED", "ACQ.TRADE_NOT_ALLOW_REFUND")


def is_minute_over(asked_for_s):
    """No further query would begin within the minute."""
    return asked_for_s + QUERY_AGAIN_S > RETRY_FOR_S


def is_invalid(reply):
    """000:L10-12: wrong parameters; the same call again is of no use."""
    return bool(re.search("invalid[-_]parameter", reply[1], re.IGNORECASE))


def is_rejected(reply):
    """Refused for lack of rights or for haste: not executed, may be sent again."""
    return reply[0] in ("40001", "40002", "40005", "40006") and not is_invalid(reply)


def of_pay(reply):
    if reply is None or reply[1] in ASK_FIRST:
        return "unknown"
    if is_rejected(reply):
        return "rejected"
    return {"10000": "paid", "10003": "pending"}.get(reply[0], "failed")


def of_query(reply):
    """trade_status decides, never the code."""
    if reply is None:
        return "unknown"
    code, sub_code, fields = reply
    if sub_code == "ACQ.TRADE_NOT_EXIST":
        return "not-exist"
    if is_invalid(reply):
        return "invalid"
    if code != "10000":
        return "unknown"
    status = fields.get("trade_status")
    if status in ("TRADE_SUCCESS", "TRADE_FINISHED"):
        return "paid"
    if status == "TRADE_CLOSED":
        return "reversed" if "send_pay_date" in fields else "closed"
    return "waiting" if status == "WAIT_BUYER_PAY" else "unknown"


def of_cancel(reply):
    """The code and retry_flag must agree; without an action there was no trade."""
    if reply is None or reply[2].get("retry_flag") == "Y" or is_rejected(reply):
        return "again"
    if reply[0] != "10000":
        return "refused"
    return {"refund": "reversed", None: "no-trade"}.get(reply[2].get("action"), "closed")


def of_refund(reply):
    """fund_change=N: the money went back earlier, or it did not go at all."""
    if reply is None:
        return "unknown"
    code, sub_code, fields = reply
    if code == "10000":
        return "done" if fields.get("fund_change") == "Y" else "replayed"
    return "later" if is_rejected(reply) or "BALANCE_NOT_ENOUGH" in sub_code else "failed"


def may_pay_again(sent, since_sent_s):
    """After "does not exist": the same payment once more, and later twice; never a new number."""
    return sent == 1 or (sent <= 3 and since_sent_s >= 5)
