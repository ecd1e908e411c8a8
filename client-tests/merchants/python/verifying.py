"""Checks Alipay's RSA2 signatures. It takes no secret, so plain integers do: a program started for
each reply and each notification would cost a busy till more than the call itself."""
import base64
import hashlib
import subprocess

# EMSA-PKCS1-v1_5 of RFC 8017: what stands before a SHA-256 hash.
SHA256_PREFIX = bytes.fromhex("3031300d060960864801650304020105000420")


class Verifier:
    def __init__(self, public_key_file):
        command = ["openssl", "rsa", "-pubin", "-noout", "-text", "-modulus", "-in"]
        done = subprocess.run([*command, public_key_file], capture_output=True, check=True)
        shown = done.stdout.decode()
        self.exponent = int(shown.split("Exponent:")[1].split()[0])
        self.modulus = int(shown.split("Modulus=")[1].split()[0], 16)
        self.size = (self.modulus.bit_length() + 7) // 8

    def is_signed(self, text, signature):
        try:
            given = base64.b64decode(signature, validate=True)
        except ValueError:
            return False
        if len(given) != self.size:
            return False
        block = pow(int.from_bytes(given, "big"), self.exponent, self.modulus)
        tail = SHA256_PREFIX + hashlib.sha256(text.encode()).digest()
        padding = b"\xff" * (self.size - len(tail) - 3)
        return block.to_bytes(self.size, "big") == b"\0\1" + padding + b"\0" + tail
