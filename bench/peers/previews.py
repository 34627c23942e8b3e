"""Who meets five conditions, over a folder of Parquet files, as DuckDB tells it.

    python previews.py duckdb FOLDER

At least five orders, the last more than ninety days ago and longer ago than one and a half usual
gaps between days of purchase, a hundred euros within a year, two orders through the web.

Prints one JSON object: the median seconds of five tries in one process, how many customers, and the
sum of their numbers, for comparing.
"""

import json
import sys
import time

# The end of the three drawn years, in days since 1970.
DAY = 86_400_000_000
AS_OF_DAY = 20_089
TRIES = 5

QUESTION = """
with orders as (
    select customer_no, epoch_us("at") as t, (epoch_us("at") // {day})::int as day, amount, channel
    from read_parquet('{files}') where valid and epoch_us("at") < {as_of} * {day}),
people as (
    select customer_no, {as_of} - max(day) as silent
    from orders group by customer_no
    having count(*) >= 5 and {as_of} - max(day) > 90
       and sum(amount) filter (where t >= ({as_of} - 365) * {day}) >= 10000
       and count(*) filter (where channel = 'web') >= 2),
days as (select distinct customer_no, day from orders semi join people using (customer_no)),
gaps as (select customer_no, day - lag(day) over (partition by customer_no order by day) as gap
         from days),
usual as (select customer_no, median(gap) as gap from gaps where gap is not null
          group by customer_no)
select count(*), sum(customer_no)::bigint
from people join usual using (customer_no) where silent > 1.5 * usual.gap"""


def main():
    import duckdb

    peer, folder = sys.argv[1:]
    assert peer == "duckdb"
    shop = duckdb.connect()
    question = QUESTION.format(files=f"{folder}/orders-*.parquet", day=DAY, as_of=AS_OF_DAY)
    seconds = []
    for _ in range(TRIES):
        started = time.perf_counter()
        found = shop.execute(question).fetchone()
        seconds.append(time.perf_counter() - started)
    print(json.dumps({"seconds": sorted(seconds)[TRIES // 2], "found": found}))


main()
