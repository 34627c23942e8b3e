"""Tells the same story through the libraries for Python: told.py ADDRESS SEGMENT_KEY RUDDER_KEY"""

import sys

import rudderstack.analytics as rudder
import segment.analytics as segment

ADDRESS, SEGMENT_KEY, RUDDER_KEY = sys.argv[1:]

TRAITS = {"email": "anna@example.test", "name": "Anna"}
ORDER = {
    "order_id": "1001",
    "total": 27.5,
    "shipping": 3,
    "tax": 2,
    "currency": "EUR",
    "products": [{"sku": "rye", "name": "Rye bread", "price": 7.5, "quantity": 3}],
}


def failed(error, _messages):
    print(error, file=sys.stderr)
    FAILURES.append(error)


FAILURES = []


def tell(shop):
    """The same story as told.mjs; without a userId the libraries name somebody by anonymous_id."""
    shop.page(None, None, "Cakes", {"url": "https://shop.test/cakes"}, anonymous_id="a1")
    shop.identify("anna", TRAITS, anonymous_id="a1")
    shop.group("anna", "bakers", {"name": "Bakers"})
    shop.screen("anna", None, "Basket")
    shop.track("anna", "Product Added", {"sku": "rye"})
    shop.track("anna", "Order Completed", ORDER)
    shop.alias("tablet", "anna")
    shop.flush()


segment.write_key, segment.host, segment.on_error = SEGMENT_KEY, ADDRESS, failed
segment.gzip = True
tell(segment)
rudder.write_key, rudder.host, rudder.on_error = RUDDER_KEY, ADDRESS, failed
tell(rudder)
sys.exit(1 if FAILURES else 0)
