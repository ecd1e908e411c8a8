"""Talks to Alipay's gateway: signs with the openssl command, verifies every reply, and gives the
outcome of a call as (code, sub_code, fields), or None when nobody can tell what became of it."""
import base64
import http.client
import json
import subprocess
import time
import urllib.parse
import urllib.request

from verifying import Verifier


class Gateway:
    def __init__(self, url, app_id, private_key_file, public_key_file, notify_url, timeout_s):
        self.url, self.app_id, self.notify_url = url, app_id, notify_url
        self.private_key, self.verifier = private_key_file, Verifier(public_key_file)
        self.timeout_s = timeout_s

    def call(self, method, biz, notify=False):
        form = self._signed(method, biz, notify_url=self.notify_url if notify else "")
        try:
            body = self._send(urllib.parse.urlencode(form).encode())
            return self._read(body.decode("utf-8"), method, biz.get("out_trade_no"))
        except (OSError, http.client.HTTPException, ValueError, KeyError, TypeError,
                AttributeError):
            return None

    def _signed(self, method, biz, **more):
        now = time.gmtime(time.time() + 8 * 3600)
        params = {
            "app_id": self.app_id, "method": method, "format": "JSON", "charset": "utf-8",
            "sign_type": "RSA2", "version": "1.0", "biz_content": json.dumps(biz),
            "timestamp": time.strftime("%Y-%m-%d %H:%M:%S", now), **more,
        }
        params = {name: value for name, value in params.items() if value != ""}
        command = ["openssl", "dgst", "-sha256", "-sign", self.private_key]
        text = text_to_sign(params).encode()
        done = subprocess.run(command, input=text, capture_output=True, check=True)
        return {**params, "sign": base64.b64encode(done.stdout).decode()}

    def _send(self, form):
        # The time-out of a socket counts each read anew; a dripping reply needs an end of its own.
        deadline = time.monotonic() + self.timeout_s
        headers = {"content-type": "application/x-www-form-urlencoded;charset=utf-8"}
        request = urllib.request.Request(self.url, form, headers)
        with urllib.request.urlopen(request, timeout=self.timeout_s) as reply:
            parts = []
            while part := reply.read1():
                parts.append(part)
                if time.monotonic() > deadline:
                    raise OSError("the reply never ends")
            body = b"".join(parts)
            if str(len(body)) != reply.headers.get("content-length", str(len(body))):
                raise OSError("the reply was cut")
            return body

    def _read(self, text, method, number):
        name = f'"{method.replace(".", "_")}_response"'
        start = text.index("{", text.index(name) + len(name))
        # The signature covers the bytes of the member as they were sent.
        fields, end = json.JSONDecoder().raw_decode(text, start)
        if not self.verifier.is_signed(text[start:end], json.loads(text)["sign"]):
            return None
        code, sub_code = fields["code"], fields.get("sub_code", "")
        unclear = code == "20000" or sub_code.endswith(("SYSTEM_ERROR", "unknow-error"))
        if unclear or fields.get("out_trade_no", number) != number:
            return None
        return code, sub_code, fields

    def is_genuine(self, form):
        signed = {name: value for name, value in form.items() if name not in ("sign", "sign_type")}
        if form.get("sign_type") != "RSA2" or "sign" not in form:
            return False
        return self.verifier.is_signed(text_to_sign(signed), form["sign"])


def text_to_sign(params):
    return "&".join(f"{name}={params[name]}" for name in sorted(params) if params[name] != "")
