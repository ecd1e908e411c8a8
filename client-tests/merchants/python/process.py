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
from money import fen_of, yuan
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
    "supports": {"effects": True, "restart": True, "recon": False, "prompts": False},
}


def restart():
    """As kill -9 and a start: nothing is told, nothing is flushed."""
    os.execv(sys.executable, [sys.executable, *sys.argv])


def start_sale(body):
    fen = fen_of(body["amount"])
    if not fen or (body["kind"] == "barcode" and not body.get("auth_code")):
        return 400, {"reason": "the amount or the payment code is missing"}
    number = shop.sell({**body, "fen": fen})
    return (202, {"attempt_id": number}) if number else (409, {"reason": "started already"})


def read_sale(sale):
    attempts = [store.get("attempt", number) for number in sale["attempts"]]
    return 200, {
        "status": shop.status(sale), "refunded": yuan(sale["refunded"]),
        "attempts": [{"out_trade_no": each["number"], "status": each["belief"]}
                     for each in attempts],
        "effects": sale["effects"],
        "qr_code": attempts[-1].get("qr") if attempts[-1]["step"] == "SHOWING" else None,
    }


def pay_again(sale, body):
    refused = shop.pay_again(sale, body.get("auth_code"))
    return (409, {"reason": refused}) if refused else (202, {})


def start_refund(body):
    fen, known = fen_of(body["amount"]), store.get("refund", body["refund_id"])
    if known:
        return (202, {}) if known["fen"] == fen else (409, {"reason": "exists, with another amount"})
    sale = store.get("sale", body["sale_id"])
    number = sale and shop.paid_number(sale)
    if not number or not shop.refund(body["refund_id"], number, fen):
        return 409, {"reason": "not paid, or more than is left"}
    return 202, {}


def read_refund(refund_id):
    refund = store.get("refund", refund_id)
    if not refund:
        return 404, {"reason": "no such refund"}
    return 200, {"status": refund["status"], "amount": yuan(refund["fen"])}


def resolve(number, body):
    if not any(item["attempt"] == number for item in store.all("item")):
        return 404, {"reason": "no such item"}
    status = shop.manual_query(number, body["decision"])
    return (409, {"reason": "the gateway gives no answer"}) if status == "UNKNOWN" else (202, {})


def answer(method, path, body):
    if (method, path) == ("GET", "/capabilities"):
        return 200, CAPABILITIES
    if (method, path) == ("POST", "/sales"):
        return start_sale(body)
    if (method, path) == ("POST", "/refunds"):
        return start_refund(body)
    if (method, path) == ("GET", "/manual-items"):
        return 200, store.all("item")
    if (method, path) == ("POST", "/manual-query"):
        return 200, {"status": shop.manual_query(body["out_trade_no"]), "source": "gateway"}
    if (method, path) == ("POST", "/admin/restart"):
        threading.Timer(0.02, restart).start()
        return 202, {}
    if found := re.fullmatch(r"/refunds/([^/]+)", path):
        return read_refund(found[1])
    if found := re.fullmatch(r"/manual-items/([^/]+)/resolve", path):
        return resolve(found[1], body)
    if not (found := re.fullmatch(r"/sales/([^/]+)(/pay-again|/cancel)?", path)):
        return 404, {"reason": "no such path"}
    sale = store.get("sale", found[1])
    if not sale:
        return 404, {"reason": "no such sale"}
    if found[2] == "/pay-again":
        return pay_again(sale, body)
    if found[2] == "/cancel":
        shop.void(sale)
        return 202, {}
    return read_sale(sale)


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.reply(*answer("GET", self.inner_path(), {}))

    def do_POST(self):
        text = self.rfile.read(int(self.headers.get("content-length") or 0)).decode()
        if self.path == "/notify":
            form = dict(urllib.parse.parse_qsl(text, keep_blank_values=True))
            self.send(200, shop.notified(form, ENV["APP_ID"], ENV["SELLER_ID"]), "text/plain")
        else:
            self.reply(*answer("POST", self.inner_path(), json.loads(text or "{}")))

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
