"""A client of the sandbox that shares no code with it: create, search and webhook, with Python's standard library.

Usage: python3 client.py http://127.0.0.1:4010
"""

import hashlib
import hmac
import json
import queue
import sys
import threading
import unittest
import urllib.error
import urllib.parse
import urllib.request
from http.server import BaseHTTPRequestHandler, HTTPServer

SANDBOX = sys.argv.pop() if len(sys.argv) > 1 else "http://127.0.0.1:4010"
KEYS = {"11": "sandbox-api-key", "12": "sandbox-api-key-12"}
PATIENCE_SECONDS = 60


def send(method, path, body=None, headers=None):
    """The status and the decoded JSON of one request to the sandbox."""
    data = None if body is None else json.dumps(body).encode()
    headers = {**(headers or {}), **({} if body is None else {"Content-Type": "application/json"})}
    request = urllib.request.Request(SANDBOX + path, data, headers, method=method)
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE_SECONDS) as reply:
            return reply.status, json.load(reply)
    except urllib.error.HTTPError as error:
        return error.code, json.load(error)


def api(method, path, body=None, store="11", key=None):
    headers = {"ORDERDESK-STORE-ID": store, "ORDERDESK-API-KEY": key or KEYS[store]}
    return send(method, "/api/v2" + path, body, headers)


def an_order(source_id):
    return {
        "source_name": "Python",
        "source_id": source_id,
        "email": "anna@example.com",
        "shipping": {"first_name": "Anna", "last_name": "Müller", "country": "DE"},
        "order_items": [{"name": "Mug", "code": "MUG", "price": 14.5, "quantity": 2}],
    }


class Receiver(HTTPServer):
    """Takes webhooks and keeps them."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            self.server.posts.put((self.headers, body))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_):
            pass

    def __init__(self):
        super().__init__(("127.0.0.1", 0), self.Handler)
        self.posts = queue.Queue()
        self.url = f"http://127.0.0.1:{self.server_port}/order"
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def close(self):
        self.shutdown()
        self.server_close()


class TheSandbox(unittest.TestCase):
    def test_creates_an_order_and_finds_it(self):
        status, reply = api("POST", "/orders", an_order("PY-1"))
        self.assertEqual((status, reply["status"]), (201, "success"))
        _, found = api("GET", "/orders?source_id=PY-1")
        self.assertEqual([order["id"] for order in found["orders"]], [reply["order"]["id"]])
        self.assertEqual(found["orders"][0]["shipping"]["last_name"], "Müller")
        self.assertEqual(found["orders"][0]["order_total"], 29)

    def test_refuses_a_wrong_key_and_the_key_of_another_store(self):
        self.assertEqual(api("GET", "/test", key="wrong")[0], 401)
        self.assertEqual(api("GET", "/test", store="12", key=KEYS["11"])[0], 401)
        self.assertEqual(api("GET", "/test", store="12")[0], 200)

    def test_posts_a_signed_webhook(self):
        receiver = Receiver()
        send("POST", "/console/api/rules", {"name": "Python", "event": "orderImported", "url": receiver.url})
        send("POST", "/console/api/orders/import", an_order("PY-2"))
        headers, body = receiver.posts.get(timeout=PATIENCE_SECONDS)
        receiver.close()
        text = urllib.parse.parse_qs(body.decode())["order"][0]
        signature = hmac.new(KEYS["11"].encode(), text.encode(), hashlib.sha256).hexdigest()
        self.assertEqual(headers["X-ORDER-DESK-HASH"], signature)
        self.assertEqual(headers["X-ORDER-DESK-STORE-ID"], "11")
        self.assertEqual(json.loads(text)["source_id"], "PY-2")

    def test_serves_its_console(self):
        with urllib.request.urlopen(SANDBOX, timeout=PATIENCE_SECONDS) as reply:
            page = reply.read().decode()
        self.assertIn("<title>Sandbox store</title>", page)
        with urllib.request.urlopen(SANDBOX + "/console/views.css", timeout=PATIENCE_SECONDS) as reply:
            self.assertEqual(reply.headers["Content-Type"], "text/css; charset=utf-8")


if __name__ == "__main__":
    unittest.main(verbosity=2)
