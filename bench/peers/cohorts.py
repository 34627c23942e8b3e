"""The month-by-month cohort table over a folder of Parquet files, as a peer computes it.

    python cohorts.py duckdb|polars|chdb plain|clever FOLDER

`plain` is the query a person would write: every customer's first month, joined back, distinct
customers counted. `clever` needs no distinct and no join: a customer's months become the bits of
one integer, equal integers are counted together, and only these few rows are unfolded.

Prints one JSON object: seconds of the query alone (imports and interpreter not counted), and the
table as [[cohort, k, customers], ...] with months counted from year 0, for comparing the answers.
"""

import json
import sys
import time

# Months of the benchmark's three years fit into one integer when counted from here.
BASE = 2022 * 12


def duckdb_peer(variant, files):
    import duckdb

    shop = duckdb.connect()
    shop.execute("set timezone = 'UTC'")
    # `at` is a moment with a zone; counting in microseconds spares the calendar library.
    month = "date_part('year', t) * 12 + date_part('month', t) - 1"
    orders = f"""
        select customer_no, {month} as month
        from (select customer_no, make_timestamp(epoch_us("at")) as t
              from read_parquet('{files}') where valid)"""
    if variant == "plain":
        query = f"""
            with orders as ({orders}),
            firsts as (select customer_no, min(month) as cohort from orders group by customer_no)
            select cohort, month - cohort as k, count(distinct customer_no) as customers
            from orders join firsts using (customer_no)
            group by all"""
    else:
        query = f"""
            with masks as (
                select min(month) as cohort, bit_or(1::bigint << (month - {BASE})) as mask
                from ({orders}) group by customer_no),
            alike as (select cohort, mask, count(*) as n from masks group by all)
            select cohort, k, sum(n)::bigint as customers
            from alike, range(60) as months(k)
            where k + cohort - {BASE} < 60 and (mask >> (k + cohort - {BASE})) & 1 = 1
            group by all"""
    return lambda: shop.execute(query).fetchall()


def polars_peer(variant, files):
    import polars as pl

    month = (pl.col("at").dt.year() * 12 + pl.col("at").dt.month() - 1).alias("month")
    orders = pl.scan_parquet(files).filter("valid").select("customer_no", month.cast(pl.Int64))
    if variant == "plain":
        firsts = orders.group_by("customer_no").agg(pl.col("month").min().alias("cohort"))
        table = (
            orders.join(firsts, on="customer_no")
            .group_by("cohort", (pl.col("month") - pl.col("cohort")).alias("k"))
            .agg(pl.col("customer_no").n_unique())
        )
    else:
        bit = pl.lit(2, pl.Int64) ** (pl.col("month") - BASE).cast(pl.UInt64)
        alike = (
            orders.with_columns(bit.alias("bit"))
            .group_by("customer_no")
            .agg(pl.col("month").min().alias("cohort"), pl.col("bit").bitwise_or().alias("mask"))
            .group_by("cohort", "mask")
            .len()
        )
        ks = pl.LazyFrame({"k": range(60)})
        power = (pl.col("k") + pl.col("cohort") - BASE).cast(pl.Int64)
        table = (
            alike.join(ks, how="cross")
            .filter(power < 60)
            .filter(pl.col("mask") // pl.lit(2, pl.Int64) ** power.cast(pl.UInt64) % 2 == 1)
            .group_by("cohort", "k")
            .agg(pl.col("len").sum())
        )
    return lambda: table.collect(engine="streaming").rows()


def chdb_peer(variant, files):
    import chdb

    orders = f"""
        select customer_no, toInt64(toYear("at", 'UTC') * 12 + toMonth("at", 'UTC') - 1) as month
        from file('{files}', Parquet) where valid"""
    if variant == "plain":
        query = f"""
            with orders as ({orders}),
            firsts as (select customer_no, min(month) as cohort from orders group by customer_no)
            select cohort, month - cohort as k, count(distinct customer_no) as customers
            from orders join firsts using (customer_no)
            group by cohort, k"""
    else:
        query = f"""
            with masks as (
                select min(month) as cohort,
                       groupBitOr(bitShiftLeft(toUInt64(1), month - {BASE})) as mask
                from ({orders}) group by customer_no),
            alike as (select cohort, mask, count() as n from masks group by cohort, mask)
            select cohort, k, sum(n) as customers
            from alike array join range(toUInt64(60 + {BASE} - cohort)) as k
            where bitTest(mask, k + cohort - {BASE})
            group by cohort, k"""
    return lambda: json.loads(chdb.query(query, "JSONCompact").bytes())["data"]


def main():
    peer, variant, folder = sys.argv[1:]
    peers = {"duckdb": duckdb_peer, "polars": polars_peer, "chdb": chdb_peer}
    ask = peers[peer](variant, f"{folder}/orders-*.parquet")
    started = time.perf_counter()
    rows = ask()
    seconds = time.perf_counter() - started
    table = sorted([int(value) for value in row] for row in rows)
    print(json.dumps({"seconds": seconds, "found": table}))


main()
