"""A shop on Python's standard library and the openssl command, with the adapter in front of it.
Run it with: alipay-sim grade -- python3 process.py"""
import http.server
import json
import os
import re
import sys
import threading
import urllib.parse

import decisions
from gateway import Gateway
from money import yuan
from orders import Asked, Refused, positive, read_sale
from shop import Shop
from store import Store

ENV = os.environ
SCALE = float(ENV.get("TIME_SCALE", "1"))
PORT = int(ENV["PORT"])
NOTIFY_URL = ENV.get("NOTIFY_BASE_URL", f"http://127.0.0.1:{PORT}") + "/notify"
KEYS = ENV["KEYS_DIR"]

gateway = Gateway(
    ENV["GATEWAY_URL"], ENV["APP_ID"], f"{KEYS}/app-private-key.pkcs8.pem",
    f"{KEYS}/alipay-public-key.pem", NOTIFY_URL, decisions.CLIENT_TIMEOUT_S * SCALE)
store = Store(ENV["STORE"])
shop = Shop(store, gateway, SCALE)

CAPABILITIES = {
    "families": ["O"], "roles": ["merchant"], "result_channel": "poll", "time_scale": SCALE,
    "ops": ["PAY", "PRECREATE", "QUERY", "CANCEL", "CLOSE", "REFUND", "REFQUERY"],
    "client_timeout_ms": decisions.CLIENT_TIMEOUT_S * 1000, "sellers": [ENV["SELLER_ID"]],
    "supports": {"effects": True, "restart": True, "recon": False, "prompts": True},
}


def restart():
    """As kill -9 and a start: nothing is told, nothing is flushed."""
    os.execv(sys.executable, [sys.executable, *sys.argv])


def refuse(status, reason, field="id"):
    return status, {"reason": reason, "field": field}


def start_sale(body):
    number = shop.sell(read_sale(body))
    return (202, {"attempt_id": number}) if number else refuse(409, "started already", "sale_id")


def pay_again(sale_id, body):
    refused = shop.pay_again(sale_id, body.get("auth_code"))
    return refuse(409, refused) if refused else (202, {})


def start_refund(body):
    refund_id, fen = body["refund_id"], positive(body["amount"], "amount")
    if known := store.get("refund", refund_id):
        if (known["fen"], known["sale_id"]) != (fen, body["sale_id"]):
            return refuse(409, "this refund exists with other contents", "refund_id")
        # The same intent once more, after a failure: under its own number (000:L9).
        if known["status"] == "FAILED" and not shop.refund_again(refund_id):
            return refuse(409, "others have been refunded meanwhile", "amount")
        return 202, {}
    sale = store.get("sale", body["sale_id"])
    number = sale and shop.paid_number(sale)
    if not number:
        return refuse(409, "the sale is not known to be paid", "sale_id")
    if not sale["refundable"]:
        return refuse(409, "the sale can no longer be refunded", "sale_id")
    refused = shop.refund(refund_id, number, fen)
    return refuse(409, refused, "amount") if refused else (202, {})


def read_refund(refund_id):
    refund = store.get("refund", refund_id)
    if not refund:
        return refuse(404, "no such refund")
    return 200, {"status": refund["status"], "amount": yuan(refund["fen"])}


def resolve(number, body):
    if not shop.items_of(number):
        return refuse(404, "no such item", "attempt")
    if body.get("decision") not in ("confirm_and_refund", "accept", "close"):
        return refuse(400, "must be confirm_and_refund, accept or close", "decision")
    if not shop.resolve(number, body["decision"]):
        return refuse(409, "the gateway gives no answer yet", "attempt")
    return 202, {}


def void(sale_id):
    shop.void(sale_id)
    return 202, {}


def manual_query(body):
    return 200, {"status": shop.manual_query(body["out_trade_no"]), "source": "gateway"}


def restart_soon():
    threading.Timer(0.02, restart).start()
    return 202, {}


ROUTES = [
    ("GET", "/capabilities", lambda body: (200, CAPABILITIES)),
    ("POST", "/sales", start_sale),
    ("GET", "/sales/([^/]+)", lambda body, sale_id: (200, shop.view(sale_id))),
    ("POST", "/sales/([^/]+)/pay-again", lambda body, sale_id: pay_again(sale_id, body)),
    ("POST", "/sales/([^/]+)/cancel", lambda body, sale_id: void(sale_id)),
    ("POST", "/refunds", start_refund),
    ("GET", "/refunds/([^/]+)", lambda body, refund_id: read_refund(refund_id)),
    ("GET", "/manual-items", lambda body: (200, store.all("item"))),
    ("POST", "/manual-items/([^/]+)/resolve", lambda body, number: resolve(number, body)),
    ("POST", "/manual-query", manual_query),
    ("POST", "/admin/restart", lambda body: restart_soon()),
]


def answer(method, path, body):
    for verb, pattern, serve in ROUTES:
        found = re.fullmatch(pattern, path)
        if not found or verb != method:
            continue
        if path.startswith("/sales/") and not store.get("sale", found[1]):
            return refuse(404, "no such sale")
        try:
            return serve(body, *found.groups())
        except Refused as refused:
            return 400, refused.answer
    return refuse(404, "no such path")


class Handler(http.server.BaseHTTPRequestHandler):
    # One connection for many calls, and each answer in one piece: a till is looked at all the time.
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1

    def do_GET(self):
        self.reply(*answer("GET", self.inner_path(), Asked()))

    def do_POST(self):
        text = self.rfile.read(int(self.headers.get("content-length") or 0)).decode()
        # An address may carry a query of its own, which nobody signed.
        if self.path.partition("?")[0] == "/notify":
            form = dict(urllib.parse.parse_qsl(text, keep_blank_values=True))
            self.send(200, shop.notified(form, ENV["APP_ID"], ENV["SELLER_ID"]), "text/plain")
        else:
            self.reply(*self.post(text))

    def post(self, text):
        try:
            body = json.loads(text or "{}", object_hook=Asked)
        except ValueError:
            return refuse(400, "must be JSON", "body")
        if not isinstance(body, Asked):
            return refuse(400, "must be a JSON object", "body")
        return answer("POST", self.inner_path(), body)

    def inner_path(self):
        return urllib.parse.unquote(self.path.removeprefix("/conformance"))

    def reply(self, status, body):
        self.send(status, json.dumps(body), "application/json")

    def send(self, status, text, kind):
        self.send_response(status)
        self.send_header("content-type", kind)
        self.send_header("content-length", str(len(text.encode())))
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_):
        """Quiet: the simulator's journal has every call."""


class Server(http.server.ThreadingHTTPServer):
    request_queue_size = 128


server = Server(("127.0.0.1", PORT), Handler)
shop.resume()
print(json.dumps({"event": "ready", "url": f"http://127.0.0.1:{server.server_port}"}), flush=True)
server.serve_forever()
