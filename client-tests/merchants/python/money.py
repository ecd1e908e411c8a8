"""Amounts: integer fen inside, text in yuan outside."""


def yuan(fen):
    return f"{fen // 100}.{fen % 100:02d}"


def fen_of(text):
    whole, _, part = text.partition(".")
    if not (whole.isdigit() and len(part) <= 2 and (part or "0").isdigit()):
        return None
    return int(whole) * 100 + int(part.ljust(2, "0"))
