"""A small shop that takes payment codes, with the adapter that alipay-sim grades it through. It needs
nothing but Python 3.9. Keep the adapter at the end and replace the shop above it by your own, or start
yours from it.
  alipay-sim grade adapter-check -- python3 shop.py
  alipay-sim grade -- python3 shop.py"""
import base64
import hashlib
import http.client
import http.server
import json
import os
import threading
import time
import urllib.parse
import urllib.request
import uuid

ENV = os.environ
# Timers run so much faster while the suite plays faster; 1 in production.
SCALE = float(ENV.get("TIME_SCALE", "1"))
NOTIFY_URL = ENV["NOTIFY_BASE_URL"] + "/notify"


def pause(seconds):
    time.sleep(seconds * SCALE)


# --- signatures: in production a library does this ----------------------------------------------------

SHA256_PREFIX = bytes.fromhex("3031300d060960864801650304020105000420")


def integers(der):
    """The integers of a key, in order: n, e, d, … of a private one, n and e of a public one."""
    found, at = [], 0
    while at < len(der):
        tag, size, at = der[at], der[at + 1], at + 2
        if size > 0x80:
            count = size - 0x80
            size, at = int.from_bytes(der[at:at + count], "big"), at + count
        content, at = der[at:at + size], at + size
        if tag == 0x02:
            found.append(int.from_bytes(content, "big"))
        elif tag == 0x30:
            found += integers(content)
        elif tag == 0x03:
            found += integers(content[1:])
    return found


def key_file(name):
    with open(os.path.join(ENV["KEYS_DIR"], name)) as file:
        return integers(base64.b64decode(file.read()))


VERSION, MODULUS, EXPONENT, SECRET = key_file("app-private-key.pkcs1.txt")[:4]
ALIPAY_MODULUS, ALIPAY_EXPONENT = key_file("alipay-public-key.txt")


def padded(text, size):
    tail = SHA256_PREFIX + hashlib.sha256(text.encode()).digest()
    return b"\0\1" + b"\xff" * (size - len(tail) - 3) + b"\0" + tail


def sign(text):
    size = (MODULUS.bit_length() + 7) // 8
    block = pow(int.from_bytes(padded(text, size), "big"), SECRET, MODULUS)
    return base64.b64encode(block.to_bytes(size, "big")).decode()


def is_signed(text, signature):
    size = (ALIPAY_MODULUS.bit_length() + 7) // 8
    try:
        given = int.from_bytes(base64.b64decode(signature, validate=True), "big")
    except ValueError:
        return False
    return pow(given, ALIPAY_EXPONENT, ALIPAY_MODULUS).to_bytes(size, "big") == padded(text, size)


def text_to_sign(params):
    return "&".join(f"{name}={params[name]}" for name in sorted(params) if params[name] != "")


# --- the gateway --------------------------------------------------------------------------------------

def alipay(method, biz):
    """The fields of the reply; None when nobody can tell what became of the call."""
    params = {
        "app_id": ENV["APP_ID"], "method": method, "charset": "utf-8", "format": "JSON",
        "sign_type": "RSA2", "version": "1.0", "biz_content": json.dumps(biz),
        "notify_url": NOTIFY_URL if method == "alipay.trade.pay" else "",
        "timestamp": time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime(time.time() + 8 * 3600)),
    }
    params["sign"] = sign(text_to_sign(params))
    form = urllib.parse.urlencode({name: value for name, value in params.items() if value != ""})
    try:
        with urllib.request.urlopen(ENV["GATEWAY_URL"], form.encode(), timeout=5 * SCALE) as reply:
            text = reply.read().decode()
        name = f'"{method.replace(".", "_")}_response"'
        start = text.index("{", text.index(name) + len(name))
        # What was signed is the text of that member, as it came.
        fields, end = json.JSONDecoder().raw_decode(text, start)
        if not is_signed(text[start:end], json.loads(text)["sign"]):
            return None
        sub_code = fields.get("sub_code", "")
        is_unclear = "SYSTEM_ERROR" in sub_code or "unknow-error" in sub_code
        return None if fields["code"] == "20000" or is_unclear else fields
    except (OSError, http.client.HTTPException, ValueError, KeyError):
        return None


# --- the shop -----------------------------------------------------------------------------------------

lock = threading.RLock()
sales, refunds = {}, {}
# What people must look at.
items = []

PAID = ("TRADE_SUCCESS", "TRADE_FINISHED")


def hundredths(yuan):
    return round(float(yuan) * 100)


def is_over(sale):
    return sale["status"] != "PENDING"


def book(sale, kind, amount):
    sale["effects"].append({"type": kind, "amount": amount})


def settle_paid(sale):
    """However often it is told: one payment, one entry."""
    with lock:
        if sale["status"] not in ("PAID", "REFUNDED"):
            sale["status"] = "PAID"
            book(sale, "PAID", sale["amount"])


def pay(sale, auth_code):
    reply = alipay("alipay.trade.pay", {
        "out_trade_no": sale["number"], "total_amount": sale["amount"], "subject": sale["subject"],
        "scene": "bar_code", "auth_code": auth_code, "store_id": "SHOP1", "timeout_express": "5m",
    })
    if reply and reply["code"] == "10000":
        return settle_paid(sale)
    # Refused for good; a trade that is paid already is a reason to ask.
    has_paid = reply and reply.get("sub_code") == "ACQ.TRADE_HAS_SUCCESS"
    if reply and reply["code"] != "10003" and not has_paid:
        sale["status"] = "UNPAID"
        return
    for tries in range(10):
        if reply or tries > 0:
            pause(3)
        if is_over(sale):
            return
        ask(sale)
    if not is_over(sale):
        cancel(sale)


def ask(sale):
    reply = alipay("alipay.trade.query", {"out_trade_no": sale["number"]})
    if not reply or reply["code"] != "10000":
        return
    if reply["trade_status"] in PAID:
        settle_paid(sale)
    elif reply["trade_status"] == "TRADE_CLOSED" and not is_over(sale):
        sale["status"] = "UNPAID"


def cancel(sale):
    for _ in range(12):
        reply = alipay("alipay.trade.cancel", {"out_trade_no": sale["number"]})
        if reply and reply["code"] == "10000" and reply.get("retry_flag") != "Y":
            with lock:
                was_booked = sale["status"] == "PAID"
                is_back = was_booked or reply.get("action") == "refund"
                sale["status"] = "REVERSED" if is_back else "UNPAID"
                if was_booked:
                    book(sale, "REVERSED", sale["amount"])
            return
        pause(5)
    hand_over(sale, "CANCEL")


def refund(sale, wanted):
    for _ in range(13):
        # The same number and amount for every try: it is one refund.
        reply = alipay("alipay.trade.refund", {
            "out_trade_no": sale["number"], "refund_amount": wanted["amount"],
            "out_request_no": wanted["id"],
        })
        if reply and reply["code"] == "10000":
            with lock:
                wanted["status"] = sale["status"] = "REFUNDED"
                book(sale, "REFUNDED", wanted["amount"])
            return
        if reply and reply.get("sub_code") != "ACQ.SELLER_BALANCE_NOT_ENOUGH":
            wanted["status"] = "FAILED"
            return
        pause(5)
    wanted["status"] = "ESCALATED"
    hand_over(sale, "REFUND")


def hand_over(sale, op):
    if not is_over(sale):
        sale["status"] = "ESCALATED"
    now = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    items.append({"attempt": sale["number"], "op": op, "reason": "unknown", "at": now})


def sale_of(number):
    return next((sale for sale in list(sales.values()) if sale["number"] == number), None)


def notified(text):
    """Verified and compared before it is believed; what is known already is acknowledged."""
    form = dict(urllib.parse.parse_qsl(text, keep_blank_values=True))
    signed = {name: value for name, value in form.items() if name not in ("sign", "sign_type")}
    sale = sale_of(form.get("out_trade_no"))
    is_ours = (
        is_signed(text_to_sign(signed), form.get("sign", "")) and sale
        and form.get("app_id") == ENV["APP_ID"] and form.get("seller_id") == ENV["SELLER_ID"]
        and hundredths(form.get("total_amount", "0")) == hundredths(sale["amount"])
    )
    if not is_ours:
        return "failure"
    is_payment = "refund_fee" not in form and "gmt_refund" not in form
    if is_payment and form.get("trade_status") in PAID:
        ask(sale) if is_over(sale) else settle_paid(sale)
    return "success"


# --- the adapter (docs/adapter.md of alipay-sim): what the suite asks of the shop ---------------------

CAPABILITIES = {
    "families": ["O"], "ops": ["PAY", "QUERY", "CANCEL", "REFUND"], "time_scale": SCALE,
    "client_timeout_ms": 5000,
    "supports": {"effects": True, "restart": False, "recon": False, "prompts": False},
}


def refuse(status, reason):
    return status, {"reason": reason}


def in_background(work, *args):
    threading.Thread(target=work, args=args, daemon=True).start()


def start_sale(body):
    if body.get("kind") != "barcode":
        return refuse(400, "this shop sells by payment code only")
    sale_id, amount, code = body.get("sale_id"), body.get("amount"), body.get("auth_code")
    if not sale_id or not amount or not code:
        return refuse(400, "sale_id, amount and auth_code must be there")
    with lock:
        if sale_id in sales:
            return refuse(409, "this sale was started already")
        number = uuid.uuid4().hex
        sales[sale_id] = sale = {
            "id": sale_id, "number": number, "amount": amount, "status": "PENDING", "effects": [],
            "subject": body.get("subject", "sale"),
        }
    # The answer comes first; what becomes of the payment is read later.
    in_background(pay, sale, code)
    return 202, {"attempt_id": number}


def start_refund(body):
    refund_id, sale_id, amount = body.get("refund_id"), body.get("sale_id"), body.get("amount")
    with lock:
        if known := refunds.get(refund_id):
            return (202, {}) if known["amount"] == amount else refuse(409, "it has another amount")
        sale = sales.get(sale_id)
        if not sale or sale["status"] not in ("PAID", "REFUNDED"):
            return refuse(409, "the sale is not known to be paid")
        others = [one for one in refunds.values() if one["sale_id"] == sale_id]
        asked = sum(hundredths(one["amount"]) for one in others if one["status"] != "FAILED")
        if asked + hundredths(amount) > hundredths(sale["amount"]):
            return refuse(409, "more than what is left")
        refunds[refund_id] = wanted = {
            "id": refund_id, "sale_id": sale_id, "amount": amount, "status": "PENDING"}
    in_background(refund, sale, wanted)
    return 202, {}


def view(sale):
    back = [one for one in list(refunds.values()) if one["sale_id"] == sale["id"]]
    fen = sum(hundredths(one["amount"]) for one in back if one["status"] == "REFUNDED")
    attempt = {"out_trade_no": sale["number"], "status": sale["status"]}
    return {"status": sale["status"], "attempts": [attempt], "effects": sale["effects"],
            "refunded": f"{fen // 100}.{fen % 100:02}"}


def of_sale(sale, verb):
    if not sale:
        return refuse(404, "no such sale")
    if verb == "cancel":
        in_background(cancel, sale)
        return 202, {}
    # One number, one payment: this shop opens another sale instead.
    return refuse(409, "this sale has its payment already") if verb == "pay-again" else (200, view(sale))


def manual_query(body):
    sale = sale_of(body.get("out_trade_no"))
    if not sale:
        return refuse(404, "no such order")
    ask(sale)
    return 200, {"status": sale["status"], "source": "gateway"}


def answer(method, path, body):
    what, *rest = path.removeprefix("/conformance/").split("/")
    one = urllib.parse.unquote(rest[0]) if rest else ""
    verb = rest[1] if len(rest) > 1 else ""
    call = (method, what, bool(one), verb)
    if call == ("GET", "capabilities", False, ""):
        return 200, CAPABILITIES
    if call == ("POST", "sales", False, ""):
        return start_sale(body)
    if call in (("GET", "sales", True, ""), ("POST", "sales", True, "cancel"),
                ("POST", "sales", True, "pay-again")):
        return of_sale(sales.get(one), verb)
    if call == ("POST", "refunds", False, ""):
        return start_refund(body)
    if call == ("GET", "refunds", True, ""):
        found = refunds.get(one)
        if not found:
            return refuse(404, "no such refund")
        return 200, {"status": found["status"], "amount": found["amount"]}
    if call == ("POST", "manual-query", False, ""):
        return manual_query(body)
    if call == ("GET", "manual-items", False, ""):
        return 200, items
    if call == ("POST", "manual-items", True, "resolve"):
        known = any(item["attempt"] == one for item in items)
        return refuse(409 if known else 404, "no such item to decide")
    return (200, []) if call == ("GET", "alerts", False, "") else refuse(404, "no such path")


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self):
        self.reply(*answer("GET", self.path.partition("?")[0], {}))

    def do_POST(self):
        text = self.rfile.read(int(self.headers.get("content-length") or 0)).decode()
        path = self.path.partition("?")[0]
        if path == "/notify":
            return self.send(200, notified(text), "text/plain")
        try:
            body = json.loads(text or "{}")
        except ValueError:
            return self.reply(*refuse(400, "the body must be JSON"))
        return self.reply(*answer("POST", path, body))

    def reply(self, status, body):
        self.send(status, json.dumps(body), "application/json")

    def send(self, status, text, kind):
        body = text.encode()
        self.send_response(status)
        self.send_header("content-type", kind)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Quiet: the simulator's journal has every call."""


http.server.ThreadingHTTPServer(("127.0.0.1", int(ENV["PORT"])), Handler).serve_forever()
