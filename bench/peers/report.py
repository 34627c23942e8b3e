"""The parts of the full report over a folder of Parquet files, as a peer computes them.

    python report.py duckdb|chdb|pandas FOLDER

Cohorts by the month of the first order, counted by four rules in calendar months and in stretches
of thirty days; RFM by fifths and its groups; how many come an n-th time; gaps between the days of
purchase with those still open (what Kaplan-Meier needs); the revenue bridge of the last ninety days;
ABC of the last twelve months. Each peer keeps what several parts share in tables of its own.

Prints one JSON object: seconds of the queries alone (imports and interpreter not counted), and the
answers, for comparing.
"""

import json
import sys
import time

# The three drawn years, and the moments the parts look from, in microseconds since 1970.
DAY = 86_400_000_000
AS_OF_DAY = 20_089
PERIOD = (AS_OF_DAY - 90) * DAY
BASE = (AS_OF_DAY - 180) * DAY
YEAR = (AS_OF_DAY - 366) * DAY
MONTHS = 36

# The table of groups that comes with Regulars: the first rule that fits names a customer.
GROUPS = """case
    when r = 5 and f >= 4 then 'champions'
    when r = 5 and f <= 3 and orders <= 1 then 'new'
    when r = 4 and f <= 3 and orders <= 1 then 'promising'
    when r in (3, 4) and f >= 4 then 'loyal'
    when r >= 4 and f <= 3 then 'potential-loyalist'
    when r = 3 and f = 3 then 'needs-attention'
    when r = 3 and f <= 2 then 'about-to-sleep'
    when r <= 2 and f >= 3 then 'at-risk'
    when r = 2 then 'hibernating'
    else 'lost' end"""

# Both masks have bit 0 where the customer entered; `again` tells of a second order within it.
RULES = {
    "on": "{bit} = 1",
    "on-or-after": "{above} > 0",
    "on-or-before": "again or {upto} > 0",
    "streak": "{upto} = {full}",
}

SCORED = """
    select orders, revenue, 5 - {fifth_r} as r, 5 - {fifth_f} as f, 5 - {fifth_m} as m from ranked"""

BRIDGE = """
    select sum(base), sum(period),
           sum(case when n_base > 0 and n_period = 0 then base else 0 end),
           sum(case when n_base > 0 and n_period > 0 and period < base then base - period else 0 end),
           sum(case when n_base > 0 and period > base then period - base else 0 end),
           sum(case when n_base = 0 and first_at >= {period} then period else 0 end),
           sum(case when n_base = 0 and first_at < {period} then period else 0 end)
    from people"""

ABC = """
    select case when value > 0 and reached <= 0.8 * whole then 'A'
                when value > 0 and reached <= 0.95 * whole then 'B' else 'C' end as class,
           count(*), sum(value)
    from (select value, sum(value) over (order by value desc, first_at, customer_no
                                         rows unbounded preceding) as reached,
                 sum(value) over () as whole
          from people where n_year > 0) as ranked
    group by class"""


def duckdb_peer(files):
    import duckdb

    shop = duckdb.connect()
    run = shop.execute

    def tables(source):
        counted = ", ".join(
            f"sum(n) filter (where {condition})::bigint"
            for condition in (
                rule.format(bit="(mask >> k) & 1", above="mask >> k", full="(2 << k) - 2",
                            upto="mask & ((2::bigint << k) - 2)")
                for rule in RULES.values()
            )
        )
        return run(f"""
            with alike as (select cohort, mask, again, count(*) as n from {source} group by all)
            select cohort, k, {counted} from alike, range(1, {MONTHS + 2}) as months(k)
            group by all""").fetchall()

    def ask():
        run(f"""
            create temp table orders as
            select customer_no, epoch_us("at") as t, amount,
                   (epoch_us("at") // {DAY})::int as day,
                   ((date_part('year', made) - 2022) * 12 + date_part('month', made) - 1)::int as month
            from (select *, make_timestamp(epoch_us("at")) as made from read_parquet('{files}'))
            where valid""")
        run(f"""
            create temp table people as
            select customer_no, min(t) as first_at, min(month) as cohort, max(day) as last_day,
                   count(*) as orders, sum(amount)::bigint as revenue,
                   bit_or(1::bigint << month) as months,
                   coalesce(sum(amount) filter (where t >= {BASE} and t < {PERIOD}), 0)::bigint as base,
                   count(*) filter (where t >= {BASE} and t < {PERIOD}) as n_base,
                   coalesce(sum(amount) filter (where t >= {PERIOD}), 0)::bigint as period,
                   count(*) filter (where t >= {PERIOD}) as n_period,
                   coalesce(sum(amount) filter (where t >= {YEAR}), 0)::bigint as value,
                   count(*) filter (where t >= {YEAR}) as n_year
            from orders group by customer_no""")
        run(f"""
            create temp table paths as
            select customer_no, any_value(cohort) as cohort, any_value(months >> cohort) as calendar,
                   count(*) filter (where month = cohort) > 1 as again_calendar,
                   bit_or(1::bigint << ((t - first_at) // {30 * DAY})) as rolling,
                   count(*) filter (where t - first_at < {30 * DAY}) > 1 as again_rolling
            from orders join people using (customer_no) group by customer_no""")
        fifth = {f"fifth_{name}": f"(5 * (b_{name} - 1) // n)" for name in "rfm"}
        groups = run(f"""
            with ranked as (
                select orders, revenue, rank() over (order by last_day desc) as b_r,
                       rank() over (order by orders desc) as b_f,
                       rank() over (order by revenue desc) as b_m, count(*) over () as n
                from people),
            scored as ({SCORED.format(**fifth)})
            select {GROUPS} as name, count(*), sum(orders)::bigint, sum(revenue)::bigint
            from scored group by name""").fetchall()
        run("""
            create temp table occasions as
            select customer_no, day, lead(day) over (partition by customer_no order by day) as next
            from (select distinct customer_no, day from orders)""")
        return {
            "calendar": tables("(select cohort, calendar as mask, again_calendar as again from paths)"),
            "rolling": tables("(select cohort, rolling as mask, again_rolling as again from paths)"),
            "rfm": groups,
            "ladder": run("""
                select n, count(*) from (select count(*) as n from occasions group by customer_no)
                group by n""").fetchall(),
            "closed": run("select next - day as gap, count(*) from occasions where next is not null "
                          "group by gap").fetchall(),
            "open": run(f"select {AS_OF_DAY} - day as gap, count(*) from occasions where next is null "
                        "group by gap").fetchall(),
            "bridge": run(BRIDGE.format(period=PERIOD)).fetchone(),
            "abc": run(ABC).fetchall(),
        }

    return ask


def chdb_peer(files):
    from chdb import session

    shop = session.Session()

    def run(query):
        return json.loads(shop.query(query, "JSONCompact").bytes() or b'{"data": []}')["data"]

    def tables(source):
        counted = ", ".join(
            f"sumIf(n, {condition})"
            for condition in (
                rule.format(bit="bitAnd(bitShiftRight(mask, k), 1)", above="bitShiftRight(mask, k)",
                            full="bitShiftLeft(toUInt64(2), k) - 2",
                            upto="bitAnd(mask, bitShiftLeft(toUInt64(2), k) - 2)")
                for rule in RULES.values()
            )
        )
        return run(f"""
            with alike as (select cohort, mask, again, count() as n from {source}
                           group by cohort, mask, again)
            select cohort, k, {counted} from alike array join range(1, {MONTHS + 2}) as k
            group by cohort, k""")

    def ask():
        shop.query("create database shop")
        shop.query("use shop")
        # One grouping tells everything about a customer: his moments come along as an array.
        shop.query(f"""
            create table people engine = Memory as
            with toUnixTimestamp64Micro("at") as t,
                 toInt32(toYear("at", 'UTC') - 2022) * 12 + toMonth("at", 'UTC') - 1 as month
            select customer_no, min(t) as first_at, min(month) as cohort,
                   intDiv(max(t), {DAY}) as last_day, count() as orders, sum(amount) as revenue,
                   groupBitOr(bitShiftLeft(toUInt64(1), month)) as months,
                   groupArray(t) as moments, groupArray(month) as each_month,
                   sumIf(amount, t >= {BASE} and t < {PERIOD}) as base,
                   countIf(t >= {BASE} and t < {PERIOD}) as n_base,
                   sumIf(amount, t >= {PERIOD}) as period, countIf(t >= {PERIOD}) as n_period,
                   sumIf(amount, t >= {YEAR}) as value, countIf(t >= {YEAR}) as n_year
            from file('{files}', Parquet) where valid group by customer_no""")
        shop.query(f"""
            create table paths engine = Memory as
            select cohort, bitShiftRight(months, cohort) as calendar,
                   countEqual(each_month, cohort) > 1 as again_calendar,
                   arrayFold((acc, at) -> bitOr(acc, bitShiftLeft(toUInt64(1),
                             toUInt8(intDiv(at - first_at, {30 * DAY})))), moments, toUInt64(0)) as rolling,
                   arrayCount(at -> at - first_at < {30 * DAY}, moments) > 1 as again_rolling
            from people""")
        shop.query(f"""
            create table occasions engine = Memory as
            select arraySort(arrayDistinct(arrayMap(at -> intDiv(at, {DAY}), moments))) as days,
                   length(days) as n, arrayPopFront(arrayDifference(days)) as gaps from people""")
        fifth = {f"fifth_{name}": f"intDiv(5 * (b_{name} - 1), n)" for name in "rfm"}
        groups = run(f"""
            with ranked as (
                select orders, revenue, rank() over (order by last_day desc) as b_r,
                       rank() over (order by orders desc) as b_f,
                       rank() over (order by revenue desc) as b_m, count() over () as n
                from people),
            scored as ({SCORED.format(**fifth)})
            select {GROUPS} as name, count(), sum(orders), sum(revenue)
            from scored group by name""")
        return {
            "calendar": tables("(select cohort, calendar as mask, again_calendar as again from paths)"),
            "rolling": tables("(select cohort, rolling as mask, again_rolling as again from paths)"),
            "rfm": groups,
            "ladder": run("select n, count() from occasions group by n"),
            "closed": run("select arrayJoin(gaps) as gap, count() from occasions group by gap"),
            "open": run(f"select {AS_OF_DAY} - days[-1] as gap, count() from occasions group by gap"),
            "bridge": run(BRIDGE.format(period=PERIOD))[0],
            "abc": run(ABC),
        }

    return ask


def pandas_peer(files):
    import glob

    import numpy as np
    import pandas as pd

    def tables(seen, cohorts):
        """Seen: each customer's periods, with how many orders he made in each."""
        seen = seen.join(cohorts, on="customer_no")
        later = seen[seen.k > 0]
        entry = seen[seen.k == 0].set_index("customer_no")
        first = later.groupby("customer_no").k.min().reindex(cohorts.index)
        first[entry.index[entry.n > 1]] = 0
        last = later.groupby("customer_no").k.max()
        unbroken = seen[seen.k == seen.groupby("customer_no").cumcount()]
        streak = unbroken.groupby("customer_no").k.max()
        on = later.groupby(["cohort", "k"]).size()
        table = {key: [n, 0, 0, 0] for key, n in on.items()}
        for place, (value, reaches) in enumerate(
            [(last, "le"), (first.dropna(), "ge"), (streak, "le")], start=1
        ):
            counts = pd.crosstab(cohorts[value.index], value.astype(int))
            for cohort, row in counts.iterrows():
                row = row.reindex(range(MONTHS + 2), fill_value=0)
                sums = row[::-1].cumsum()[::-1] if reaches == "le" else row.cumsum()
                for k in range(1, MONTHS + 2):
                    table.setdefault((cohort, k), [0, 0, 0, 0])[place] = sums[k]
        return [[*key, *counts] for key, counts in table.items()]

    def ask():
        columns = ["customer_no", "at", "amount", "valid"]
        orders = pd.concat(pd.read_parquet(file, columns=columns) for file in glob.glob(files))
        orders = orders[orders.valid]
        orders["t"] = orders["at"].astype("datetime64[us, UTC]").astype("int64")
        orders["day"] = orders.t // DAY
        orders["month"] = (orders["at"].dt.year - 2022) * 12 + orders["at"].dt.month - 1
        by_customer = orders.groupby("customer_no")
        people = by_customer.agg(
            first_at=("t", "min"), cohort=("month", "min"), last_day=("day", "max"),
            orders=("t", "size"), revenue=("amount", "sum"))
        orders["k"] = orders.month - orders.customer_no.map(people.cohort)
        calendar = orders.groupby(["customer_no", "k"]).size().rename("n").reset_index()
        orders["k"] = (orders.t - orders.customer_no.map(people.first_at)) // (30 * DAY)
        rolling = orders.groupby(["customer_no", "k"]).size().rename("n").reset_index()

        def score(values):
            return 5 - (5 * (values.rank(ascending=False, method="min").astype(int) - 1)) // len(values)

        r, f, n = score(people.last_day), score(people.orders), people.orders
        names = np.select(
            [(r == 5) & (f >= 4), (r == 5) & (f <= 3) & (n <= 1), (r == 4) & (f <= 3) & (n <= 1),
             r.isin([3, 4]) & (f >= 4), (r >= 4) & (f <= 3), (r == 3) & (f == 3),
             (r == 3) & (f <= 2), (r <= 2) & (f >= 3), r == 2],
            ["champions", "new", "promising", "loyal", "potential-loyalist", "needs-attention",
             "about-to-sleep", "at-risk", "hibernating"], "lost")
        score(people.revenue)
        rfm = people.groupby(names).agg(
            customers=("orders", "size"), orders=("orders", "sum"), revenue=("revenue", "sum"))
        occasions = orders[["customer_no", "day"]].drop_duplicates().sort_values(["customer_no", "day"])
        gaps = occasions.groupby("customer_no").day.diff().dropna().astype(int)
        window = {
            "base": orders[(orders.t >= BASE) & (orders.t < PERIOD)],
            "period": orders[orders.t >= PERIOD],
            "year": orders[orders.t >= YEAR],
        }
        paid = {name: rows.groupby("customer_no").amount.sum() for name, rows in window.items()}
        base = paid["base"].reindex(people.index)
        period = paid["period"].reindex(people.index)
        both, new = base.notna() & period.notna(), people.first_at >= PERIOD
        change = (period - base)[both]
        bridge = [base.sum(), period.sum(), base[period.isna()].sum(), -change[change < 0].sum(),
                  change[change > 0].sum(), period[base.isna() & new].sum(),
                  period[base.isna() & ~new].sum()]
        year = pd.DataFrame({"value": paid["year"]}).join(people.first_at).reset_index()
        year = year.sort_values(["value", "first_at", "customer_no"], ascending=[False, True, True])
        reached, whole = year.value.cumsum(), year.value.sum()
        classes = np.select([reached <= 0.8 * whole, reached <= 0.95 * whole], ["A", "B"], "C")
        abc = year.groupby(classes).value.agg(["size", "sum"])
        return {
            "calendar": tables(calendar, people.cohort),
            "rolling": tables(rolling, people.cohort),
            "rfm": rfm.reset_index().values.tolist(),
            "ladder": occasions.groupby("customer_no").size().value_counts().reset_index().values.tolist(),
            "closed": gaps.value_counts().reset_index().values.tolist(),
            "open": (AS_OF_DAY - people.last_day).value_counts().reset_index().values.tolist(),
            "bridge": bridge,
            "abc": abc.reset_index().values.tolist(),
        }

    return ask


def plain(value):
    """Whole numbers as such: some peers write large ones as text, some as fractions."""
    if isinstance(value, (list, tuple)):
        return [plain(part) for part in value]
    if isinstance(value, str):
        return int(value) if value.lstrip("-").isdigit() else value
    return int(value or 0)


def main():
    peer, folder = sys.argv[1:]
    peers = {"duckdb": duckdb_peer, "chdb": chdb_peer, "pandas": pandas_peer}
    ask = peers[peer](f"{folder}/orders-*.parquet")
    started = time.perf_counter()
    answers = ask()
    seconds = time.perf_counter() - started
    for name, rows in answers.items():
        answers[name] = plain(rows) if name == "bridge" else sorted(plain(rows))
    print(json.dumps({"seconds": seconds, "found": answers}))


main()
