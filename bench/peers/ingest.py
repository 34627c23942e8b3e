"""The limit: the rows of the same events, written by a program that does nothing else.

One table and the same indexes, the same durability (a log that is on the disk before a commit is
over), prepared statements, so many rows a transaction. Told: seconds, and the rows found after.
"""

import json
import sqlite3
import sys
import time
import uuid

path, n_rows, at_once = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])

shop = sqlite3.connect(path, isolation_level=None)
shop.execute("pragma journal_mode = wal")
shop.execute("pragma synchronous = full")
shop.execute("pragma wal_autocheckpoint = 16000")
shop.executescript(
    """
    create table happening (
        seq integer primary key autoincrement, customer_id blob, at bigint not null,
        noted_at bigint not null, kind text not null, source text not null,
        dedup_key text not null, actor text not null, payload jsonb not null,
        transaction_number bigint not null default 0, unique (source, dedup_key)
    );
    create index happening_of_customer on happening (customer_id, at, seq);
    create index happening_of_kind on happening (kind, at, customer_id);
    """
)
INSERT = """insert into happening
    (customer_id, at, noted_at, kind, source, dedup_key, actor, payload)
    values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (source, dedup_key) do nothing"""
people = [uuid.uuid4().bytes for _ in range(10_000)]
payload = json.dumps({"name": "Product Viewed", "properties": {"sku": "rye-700", "price": 3.2,
    "name": "Rye bread"}, "context": {"library": {"name": "bench", "version": "1"}}})


def rows(first):
    for nth in range(first, first + at_once):
        who, at = people[nth * 7919 % 10_000], 1772442000000000 + nth
        yield (who, at, at, "product_viewed", "web", f"e:{uuid.uuid4()}", "system", payload)


started = time.perf_counter()
for first in range(0, n_rows, at_once):
    shop.execute("begin immediate")
    shop.executemany(INSERT, rows(first))
    shop.execute("commit")
seconds = time.perf_counter() - started
found = shop.execute("select count(*) from happening").fetchone()[0]
print(json.dumps({"seconds": seconds, "found": found}))
