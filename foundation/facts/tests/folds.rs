//! A fold over files answers what a plain loop answers, whatever is settled and whatever is not.

use std::collections::BTreeSet;

use domain::{Instant, OrderStatus};
use facts::{
    CustomerFact, FactTable, Fold, FoldFunction, LineFact, OrderFact, Session, Settled,
    SettledKind, Snapshot, Store, Sum, fold_rows,
};
use serde::{Deserialize, Serialize};
use serde_json::json;

/// Counts customers and orders, adds up amounts, and remembers the longest row of orders.
#[derive(Clone, Debug, Default)]
struct Census {
    n_orders: u64,
    revenue: i64,
    last_at: i64,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
struct Counted {
    customers: u64,
    orders: u64,
    revenue: i64,
    longest: u64,
}

impl Sum for Counted {
    fn add(&mut self, other: Self) {
        self.customers += other.customers;
        self.orders += other.orders;
        self.revenue += other.revenue;
        self.longest = self.longest.max(other.longest);
    }
}

impl Fold for Census {
    type Sum = Counted;

    fn reads_amount(&self) -> bool {
        true
    }

    fn empty(&self) -> Counted {
        Counted::default()
    }

    fn see(&mut self, at: i64, amount: i64) {
        assert!(at >= self.last_at, "orders of a customer come in time order");
        self.last_at = at;
        self.n_orders += 1;
        self.revenue += amount;
    }

    fn finish(&mut self, _customer: i64, sum: &mut Counted) {
        let seen = std::mem::take(self);
        let one = Counted {
            customers: 1,
            orders: seen.n_orders,
            revenue: seen.revenue,
            longest: seen.n_orders,
        };
        sum.add(one);
    }
}

fn order(customer_no: i64, day: i64, amount: i64) -> OrderFact {
    OrderFact {
        customer_no,
        customer_id: (customer_no > 0).then(|| format!("c{customer_no}")),
        order_id: format!("o{customer_no}-{day}"),
        at: Instant(day * Instant::DAY),
        amount: Some(amount),
        cost: None,
        currency: "EUR".parse().expect("a currency"),
        status: OrderStatus::Paid,
        valid: amount > 0,
        source: "test".to_owned(),
        channel: None,
        country: None,
        city: None,
        coupon: None,
        first_at: None,
    }
}

fn customer(customer_no: i64) -> CustomerFact {
    CustomerFact {
        customer_no,
        customer_id: format!("c{customer_no}"),
        country: None,
        first_order_at: None,
        last_order_at: None,
        orders: 0,
        revenue: None,
        currency: None,
    }
}

/// The orders of customers 1 to n: customer c buys c mod 4 + 1 times for c each.
fn orders_of(c: i64) -> Vec<OrderFact> {
    (0..=c % 4).map(|day| order(c, day, c)).collect()
}

fn with_lines(orders: Vec<OrderFact>) -> Vec<(OrderFact, Vec<LineFact>)> {
    let line = LineFact {
        sku: Some("BUN".to_owned()),
        product: None,
        category: None,
        quantity: 1.0,
        amount: None,
        cost: None,
    };
    orders.into_iter().map(|order| (order, vec![line.clone()])).collect()
}

/// Settles customers into a file a table.
fn settle(
    store: &Store,
    kind: SettledKind,
    generation: i64,
    bucket: i64,
    customers: &[(i64, Vec<OrderFact>)],
) -> Vec<Settled> {
    let mut writer = store.writer(&format!("{generation}-{bucket}")).expect("new files");
    for (no, orders) in customers {
        let who = (*no > 0).then(|| customer(*no));
        writer.add(who, with_lines(orders.clone())).expect("written");
    }
    let speaks_for: BTreeSet<i64> = customers.iter().map(|(no, _)| *no).collect();
    let files = writer.finish().expect("on the disk").into_iter();
    files
        .map(|(table, name, n_rows)| Settled {
            table,
            kind,
            path: store.path_of(&name),
            generation,
            n_rows,
            customers: if kind == SettledKind::Delta {
                speaks_for.clone()
            } else {
                BTreeSet::new()
            },
        })
        .collect()
}

fn naive(customers: &[(i64, Vec<OrderFact>)]) -> Counted {
    let mut rows = Vec::new();
    for (no, orders) in customers.iter().filter(|(no, _)| *no > 0) {
        let valid = orders.iter().filter(|order| order.valid);
        rows.extend(valid.map(|order| (*no, order.at.0, order.amount.unwrap_or(0))));
    }
    fold_rows(Census::default(), &rows)
}

async fn census(snapshot: Snapshot) -> Counted {
    let session = Session::open(snapshot).expect("opens");
    session.fold(Census::default()).await.expect("folds")
}

#[tokio::test]
async fn buckets_are_folded_apart_and_added() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::at(folder.path().to_owned());
    let everybody: Vec<_> = (1..=5_000).map(|c| (c, orders_of(c))).collect();
    let mut settled = Vec::new();
    for bucket in 0..3 {
        let some: Vec<_> = everybody.iter().filter(|(no, _)| no % 3 == bucket).cloned().collect();
        settled.extend(settle(&store, SettledKind::Base, 1, bucket, &some));
    }
    let snapshot = Snapshot { settled, ..Snapshot::default() };
    assert_eq!(census(snapshot).await, naive(&everybody));
}

#[tokio::test]
async fn a_later_file_and_changed_rows_speak_for_their_customers_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::at(folder.path().to_owned());
    let mut truth: Vec<_> = (1..=100).map(|c| (c, orders_of(c))).collect();
    let mut settled = settle(&store, SettledKind::Base, 1, 0, &truth);

    truth[6].1 = vec![order(7, 1, 70), order(7, 2, 71)];
    truth[7].1 = vec![];
    let changed = [truth[6].clone(), truth[7].clone()];
    settled.extend(settle(&store, SettledKind::Delta, 2, 0, &changed));

    truth[6].1.push(order(7, 3, 72));
    truth[49].1 = vec![order(50, 9, 500)];
    let dirty: Vec<_> = [truth[6].clone(), truth[49].clone()].into_iter().collect();
    let snapshot = Snapshot {
        settled,
        dirty: dirty.iter().map(|(no, _)| *no).collect(),
        dirty_orders: dirty.into_iter().flat_map(|(_, orders)| with_lines(orders)).collect(),
        dirty_customers: vec![customer(7), customer(50)],
    };
    assert_eq!(census(snapshot).await, naive(&truth));
}

#[tokio::test]
async fn sales_without_a_customer_and_invalid_orders_are_nobodys() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::at(folder.path().to_owned());
    let truth = vec![
        (-5, vec![order(-5, 1, 900)]),
        (1, vec![order(1, 1, 10), order(1, 2, 0), order(1, 3, 20)]),
        (2, vec![order(2, 1, -30)]),
    ];
    let settled = settle(&store, SettledKind::Base, 1, 0, &truth);
    let counted = census(Snapshot { settled, ..Snapshot::default() }).await;
    assert_eq!(counted, Counted { customers: 1, orders: 2, revenue: 30, longest: 2 });
}

#[tokio::test]
async fn a_fold_can_be_called_in_sql_beside_other_questions() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::at(folder.path().to_owned());
    let truth: Vec<_> = (1..=40).map(|c| (c, orders_of(c))).collect();
    let settled = settle(&store, SettledKind::Base, 1, 0, &truth);
    let session = Session::open(Snapshot { settled, ..Snapshot::default() }).expect("opens");
    let told = |_: &Census, sum: Counted| format!("{} of {}", sum.orders, sum.customers);
    session.register(FoldFunction::new("census", Census::default(), told));

    let sql = "select census(customer_id, at, amount) as told, count(*) as n from orders";
    let answer = session.sql(sql).await.expect("an answer");
    assert_eq!(answer.rows[0][0], "100 of 40");
    assert_eq!(answer.rows[0][1], 100);
    let lines = session.sql("select count(*) from order_lines").await.expect("an answer");
    assert_eq!(lines.rows[0][0], 100);
}

#[tokio::test]
async fn positions_are_folded_by_what_they_brought_less_what_they_cost() {
    let line = |amount, cost| LineFact {
        sku: Some("BUN".to_owned()),
        product: None,
        category: None,
        quantity: 1.0,
        amount,
        cost,
    };
    let orders = vec![
        (order(1, 1, 900), vec![line(Some(500), Some(200)), line(Some(400), None)]),
        (order(1, 2, 0), vec![line(Some(700), Some(100))]),
        (order(2, 1, 300), vec![line(Some(300), Some(350))]),
    ];
    let session = Session::open(Snapshot { dirty_orders: orders, ..Snapshot::default() });
    let session = session.expect("it opens");
    let counted = session.fold_profit(Census::default()).await.expect("positions are folded");
    // Anna's second order is not valid; of her second position the cost is not known.
    let expected = Counted { customers: 2, orders: 3, revenue: 300 - 50, longest: 2 };
    assert_eq!(counted, expected);
}

#[tokio::test]
async fn several_choices_of_orders_are_folded_in_one_pass() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut truth: Vec<_> = (1..=40).map(|c| (c, orders_of(c))).collect();
    for (nth, order) in truth.iter_mut().flat_map(|(_, orders)| orders).enumerate() {
        order.channel = [Some("web"), Some("shop"), None][nth % 3].map(str::to_owned);
    }
    let settled = settle(&Store::at(folder.path().to_owned()), SettledKind::Base, 1, 0, &truth);
    let session = Session::open(Snapshot { settled, ..Snapshot::default() }).expect("opens");
    let conditions =
        ["channel = 'web'", "channel in ('web', 'shop')", "amount > 20", "channel = 'web'"];
    let folds = conditions.map(|condition| (condition, Census::default()));
    let counted = session.fold_each_where(folds.to_vec()).await.expect("folds");

    let through = |channels: &[&str]| {
        let mut chosen = truth.clone();
        chosen.iter_mut().for_each(|(_, orders)| {
            orders.retain(|it| it.channel.as_deref().is_some_and(|it| channels.contains(&it)));
        });
        naive(&chosen)
    };
    let dear: Vec<_> = truth.iter().filter(|(no, _)| *no > 20).cloned().collect();
    let expected = [through(&["web"]), through(&["web", "shop"]), naive(&dear), through(&["web"])];
    assert_eq!(counted, expected);
}

#[tokio::test]
async fn amounts_of_another_currency_are_unknown_wherever_they_lie() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::at(folder.path().to_owned());
    let mut in_dollars = order(3, 2, 5);
    in_dollars.currency = "USD".parse().expect("a currency");
    let in_euros = [(1, vec![order(1, 1, 10)]), (3, vec![order(3, 1, 20)])];
    let base = settle(&store, SettledKind::Base, 1, 0, &in_euros);
    let with_dollars =
        settle(&store, SettledKind::Delta, 2, 0, &[(3, vec![order(3, 1, 20), in_dollars.clone()])]);
    let dirty = Snapshot {
        dirty: [3].into(),
        dirty_orders: with_lines(vec![order(3, 1, 20), in_dollars]),
        ..Snapshot::default()
    };
    let shops = [
        (Snapshot { settled: base.clone(), ..Snapshot::default() }, [30, 0]),
        (Snapshot { settled: base.clone(), ..dirty }, [30, 5]),
        (Snapshot { settled: [base, with_dollars].concat(), ..Snapshot::default() }, [30, 5]),
    ];
    for (snapshot, revenues) in shops {
        for (code, revenue) in ["EUR", "USD"].into_iter().zip(revenues) {
            let mut session = Session::open(snapshot.clone()).expect("opens");
            session.count_only(code.parse().expect("a currency"));
            let counted = session.fold(Census::default()).await.expect("folds");
            assert_eq!((counted.customers, counted.revenue), (2, revenue), "{code}");
        }
    }
}

#[tokio::test]
async fn words_that_come_back_are_words_in_sql() {
    let orders = ["web", "shop", "web"].into_iter().zip(1..).map(|(channel, day)| {
        let mut order = order(1, day, 100);
        order.channel = Some(channel.to_owned());
        (order, vec![])
    });
    let snapshot = Snapshot { dirty_orders: orders.collect(), ..Snapshot::default() };
    let session = Session::open(snapshot).expect("it opens");
    let question = "select upper(channel) || '!' as told, min(status) as status, count(*) as n, \
                    coalesce(max(country), 'nowhere') as place from orders \
                    where channel like 's%' or concat(channel, currency) = 'webEUR' \
                    group by channel order by channel";
    let answer = session.sql(question).await.expect("an answer");
    let expected = [json!(["SHOP!", "paid", 1, "nowhere"]), json!(["WEB!", "paid", 2, "nowhere"])];
    assert_eq!(json!(answer.rows), json!(expected));
}

#[tokio::test]
async fn time_is_cut_in_sql_as_its_asker_cuts_it() {
    let orders = (0..4).map(|day| (order(1, day, 100), vec![])).collect();
    let snapshot = Snapshot { dirty_orders: orders, ..Snapshot::default() };
    let session = Session::open(snapshot).expect("it opens");
    session.number_moments("pair_of_days", |at| at / (2 * Instant::DAY));
    let question = "select pair_of_days(at), count(*) from orders group by 1 order by 1";
    let answer = session.sql(question).await.expect("an answer");
    assert_eq!(answer.rows, [[0, 2], [1, 2]].map(|row| row.map(serde_json::Value::from).to_vec()));
}

#[tokio::test]
async fn a_customer_who_comes_back_is_an_error_and_never_a_number() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::at(folder.path().to_owned());
    let truth: Vec<_> = (1..=40).map(|c| (c, orders_of(c))).collect();
    let settled = settle(&store, SettledKind::Base, 1, 0, &truth);
    let session = Session::open(Snapshot { settled, ..Snapshot::default() }).expect("opens");
    let told = |_: &Census, sum: Counted| sum.customers.to_string();
    session.register(FoldFunction::new("census", Census::default(), told));

    let sql = "select census(customer_no, at, amount)
               from (select * from orders order by at limit 90)";
    let refused = session.sql(sql).await.expect_err("the rows of a customer are apart");
    assert!(refused.to_string().contains("did not arrive together"), "{refused}");
}

#[tokio::test]
async fn only_questions_are_answered() {
    let session = Session::open(Snapshot::default()).expect("opens");
    for sql in ["drop table orders", "create table t as select 1", "set datafusion.x = 1"] {
        assert!(session.sql(sql).await.is_err(), "{sql}");
    }
    let empty = session.sql("select count(*) as n from customers").await.expect("an answer");
    assert_eq!(empty.rows, [[0]]);
    assert_eq!(FactTable::ALL.len(), 3);
}
