"""What an order says: reads what the cashier rings up, and writes biz_content from it."""
import re

import decisions
from money import fen_of, yuan


class Refused(Exception):
    """What is wrong with what was asked for, in words for whoever asked."""

    def __init__(self, reason, field):
        super().__init__(reason)
        self.answer = {"reason": reason, "field": field}


class Asked(dict):
    """The body of a request: what is not there is the caller's mistake."""

    def __missing__(self, name):
        raise Refused("must be there", name)


def positive(text, field):
    fen = fen_of(text) if isinstance(text, str) else None
    if not fen:
        raise Refused("must be an amount in yuan above 0 with at most two decimals", field)
    return fen


def read_sale(body):
    fen, kind = positive(body.get("amount"), "amount"), body.get("kind")
    if kind not in ("barcode", "qr"):
        raise Refused("this shop sells by barcode and by qr", "kind")
    if kind == "barcode" and not body.get("auth_code"):
        raise Refused("a barcode sale needs the code that the customer shows", "auth_code")
    if not body.get("sale_id") or not body.get("subject"):
        raise Refused("sale_id and subject must be there", "sale_id")
    items = [{"goods_id": item["goods_id"], "fen": positive(item["price"], "items"),
              "quantity": item["quantity"]} for item in body.get("items") or []]
    if items and sum(item["fen"] * item["quantity"] for item in items) != fen:
        raise Refused("the items must add up to the amount", "items")
    discount = positive(body["discount"], "discount") if body.get("discount") else None
    if discount and discount > fen:
        raise Refused("must not be more than the amount", "discount")
    # 004:L102-106: a shop's name is no store id; then the shop's own id serves.
    ids = {name: body[name] for name in ("store_id", "terminal_id")
           if re.fullmatch("[A-Za-z0-9]{1,32}", body.get(name) or "")}
    return {"sale_id": body["sale_id"], "kind": kind, "fen": fen, "subject": body["subject"],
            "auth_code": body.get("auth_code"), "items": items, "discount": discount,
            "ids": {"store_id": "STORE001", "terminal_id": "POS00001", **ids},
            "lives_s": body.get("expiry_s") or decisions.QR_LIVES_S}


def minutes_of(sale):
    """timeout_express counts in whole minutes."""
    return max(1, -(-int(sale["lives_s"]) // 60))


def biz_content(number, sale, auth_code):
    order = {"out_trade_no": number, "total_amount": yuan(sale["fen"]),
             "subject": sale["subject"], **sale["ids"]}
    # 004:L94-100: any code is forwarded; the gateway knows which are good.
    if auth_code:
        order.update(scene="bar_code", auth_code=auth_code)
    else:
        order["timeout_express"] = f"{minutes_of(sale)}m"
    if sale["items"]:
        order["goods_detail"] = [
            {"goods_id": item["goods_id"], "goods_name": item["goods_id"],
             "quantity": item["quantity"], "price": yuan(item["fen"])} for item in sale["items"]]
    if sale["discount"]:
        order["discountable_amount"] = yuan(sale["discount"])
        order["undiscountable_amount"] = yuan(sale["fen"] - sale["discount"])
    return order
