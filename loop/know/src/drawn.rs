//! Shops for tests: the golden set of the metric dictionary and a real order history.

use std::collections::BTreeMap;

use collect::shop::Language;
use domain::{Caveats, Instant, ShopZone, WeekStart};
use facts::{Fold, fold_rows};
use testkit::real_data;

use crate::Vantage;

/// Orders `(customer, at, amount)` sorted by customer and time.
pub type Rows = Vec<(i64, i64, i64)>;

/// Reads a drawing: one customer a line, a name and his orders as `day` or `day=amount`.
/// Customers are numbered from 1 in the order of the lines; a plain day is worth 10.00.
pub fn shop(drawing: &str) -> Rows {
    let orders = shop_with_costs(drawing).into_iter();
    orders.map(|(customer, at, amount, _)| (customer, at, amount)).collect()
}

/// Orders `(customer, at, amount, cost)` sorted by customer and time; of some the cost is unknown.
pub type CostedRows = Vec<(i64, i64, i64, Option<i64>)>;

/// Reads a drawing whose orders may also say what their goods cost: `day=amount-cost`.
pub fn shop_with_costs(drawing: &str) -> CostedRows {
    let zone = ShopZone::utc();
    let lines = drawing.lines().map(str::trim).filter(|line| !line.is_empty());
    let mut rows: CostedRows = lines
        .zip(1..)
        .flat_map(|(line, customer)| {
            let zone = zone.clone();
            line.split_whitespace().skip(1).map(move |order| {
                let (day, money) = order.split_once('=').unwrap_or((order, "1000"));
                let (amount, cost) = match money.split_once('-') {
                    Some((amount, cost)) => (amount, Some(cost.parse().expect("a cost"))),
                    None => (money, None),
                };
                let at = zone.start_of(day.parse().expect("a day")).0;
                (customer, at, amount.parse().expect("an amount"), cost)
            })
        })
        .collect();
    rows.sort_unstable();
    rows
}

/// The golden set of the metric dictionary, section 3: A to G are customers 1 to 7.
pub fn golden() -> Rows {
    shop(
        "
        a  2025-01-05 2025-02-10 2025-03-03
        b  2025-01-20 2025-03-25
        c  2025-01-31 2025-02-01
        d  2025-01-15
        e  2025-01-10 2025-04-12
        f  2025-02-14 2025-02-20
        g  2024-11-30 2025-01-02
    ",
    )
}

/// Looks at a drawn shop from a day, in Greenwich, paid in pounds.
pub fn vantage(rows: &Rows, as_of: &str) -> Vantage {
    seen_from(rows, as_of, "UTC")
}

/// Looks at a shop from a day of a zone.
pub fn seen_from(rows: &Rows, as_of: &str, zone: &str) -> Vantage {
    let zone = ShopZone::named(zone).expect("a zone");
    Vantage {
        as_of: zone.start_of(as_of.parse().expect("a day")),
        zone,
        week_start: WeekStart::Monday,
        currency: Some("GBP".parse().expect("a currency")),
        first_order_at: rows.iter().map(|row| Instant(row.1)).min(),
        language: Language::En,
        caveats: Caveats::default(),
    }
}

/// Folds the rows in as many parts as asked, customers kept together, and adds the parts.
pub fn fold_in_parts<F: Fold>(fold: &F, rows: &Rows, n_parts: i64) -> F::Sum {
    use facts::Sum;
    let mut sum = fold.empty();
    for part in 0..n_parts {
        let mine: Rows = rows.iter().copied().filter(|row| row.0 % n_parts == part).collect();
        sum.add(fold_rows(fold.clone(), &mine));
    }
    sum
}

/// The valid orders of `uci-online-retail` that have a customer; nothing when the shared data
/// set is not on this machine.
///
/// Written without any of our own import, so that it can bear witness against it: an invoice
/// without `C` is an order, its time that of its first line, its amount the sum of its lines
/// rounded to pence; orders of value 0 are no purchases.
pub fn online_retail() -> Option<Rows> {
    let path = real_data("uci-online-retail/online_retail.csv.gz")?;
    let file = std::fs::File::open(path).expect("the data set opens");
    let zone = ShopZone::named("Europe/London").expect("a zone");
    let mut orders: BTreeMap<(i64, String), (i64, i64)> = BTreeMap::new();
    let mut reader = csv::Reader::from_reader(flate2::read::GzDecoder::new(file));
    for line in reader.records() {
        let line = line.expect("a line of the data set");
        let Ok(customer) = line[6].parse::<f64>() else { continue };
        if line[0].starts_with('C') {
            continue;
        }
        let wall = line[4].replace(' ', "T").parse().expect("a moment");
        let at = zone.at(wall).expect("a moment of London").0;
        let pounds =
            line[3].parse::<f64>().expect("pieces") * line[5].parse::<f64>().expect("price");
        let pence = (pounds * 100.0).round() as i64;
        let order = orders.entry((customer as i64, line[0].to_owned())).or_insert((at, 0));
        order.1 += pence;
    }
    let valid = orders.into_iter().filter(|(_, (_, amount))| *amount > 0);
    let mut rows: Rows =
        valid.map(|((customer, _), (at, amount))| (customer, at, amount)).collect();
    rows.sort_unstable();
    Some(rows)
}
