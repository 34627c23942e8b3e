//! Orders for the cohort benchmark: three years in fact files, as settling writes them.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::Context;
use domain::{Currency, Instant, OrderStatus};
use facts::{FactTable, OrderFact, Settled, SettledKind, Store};

/// Buckets of ten million orders, as settling cuts them.
const N_BUCKETS: u64 = 40;

/// 1 January 2022, and the days of three years.
pub const OPENING: Instant = Instant(1_640_995_200_000_000);
pub const N_DAYS: i64 = 1_096;

/// Every how manyth order was cancelled.
const CANCELLED_EVERY: u64 = 50;

/// The folder with about so many orders, made unless an earlier run has made it.
pub fn folder_of(bench: &Path, n_orders: u64, n_customers: u64) -> anyhow::Result<PathBuf> {
    let folder = bench.join(format!("orders-{n_orders}-of-{n_customers}"));
    let manifest = folder.join(MANIFEST);
    if manifest.is_file() {
        return Ok(folder);
    }
    std::fs::create_dir_all(&folder)?;
    eprintln!("bench: writing {n_orders} orders into {}", folder.display());
    let store = Store::at(folder.clone());
    let mut lines = String::new();
    for bucket in 0..N_BUCKETS {
        let (name, n_rows) =
            write_bucket(&store, bucket, n_orders, n_customers).context("an order file")?;
        lines.push_str(&format!("{name} {n_rows}\n"));
    }
    // Written last, so that an interrupted run is made again.
    std::fs::write(manifest, lines)?;
    Ok(folder)
}

/// The names and sizes of the files, which a shop keeps in its records.
const MANIFEST: &str = "manifest";

/// The order files of a folder.
pub fn files_in(folder: &Path) -> anyhow::Result<Vec<Settled>> {
    let manifest = std::fs::read_to_string(folder.join(MANIFEST))?;
    let mut files = Vec::new();
    for line in manifest.lines() {
        let (name, n_rows) = line.split_once(' ').context("a line is a name and a number")?;
        files.push(Settled {
            table: FactTable::Orders,
            kind: SettledKind::Base,
            path: folder.join(name),
            generation: 0,
            n_rows: n_rows.parse()?,
            customers: BTreeSet::new(),
        });
    }
    Ok(files)
}

fn write_bucket(
    store: &Store,
    bucket: u64,
    n_orders: u64,
    n_customers: u64,
) -> anyhow::Result<(String, i64)> {
    let n_mean = n_orders as f64 / n_customers as f64;
    let currency: Currency = "EUR".parse()?;
    let mut writer = store.writer(&format!("0-{bucket}"))?;
    for number in (1..=n_customers).filter(|number| number % N_BUCKETS == bucket) {
        let orders = orders_of(number, n_mean, currency);
        writer.add(None, orders.into_iter().map(|order| (order, Vec::new())).collect())?;
    }
    let mut written = writer.finish()?.into_iter();
    let orders = written.find(|(table, ..)| *table == FactTable::Orders);
    orders.map(|(_, name, n_rows)| (name, n_rows)).context("orders are a table")
}

/// So many orders on average, exponentially distributed, some time after the customer arrived.
fn orders_of(number: u64, n_mean: f64, currency: Currency) -> Vec<OrderFact> {
    let mut stream = Stream(number);
    let n_orders = 1 + (-(1.0 - stream.share()).ln() * (n_mean - 0.5)) as usize;
    let stretch = (N_DAYS * Instant::DAY) as f64;
    let arrival = stream.share();
    let mut moments: Vec<i64> = (0..n_orders)
        .map(|_| OPENING.0 + ((arrival + (1.0 - arrival) * stream.share()) * stretch) as i64)
        .collect();
    moments.sort_unstable();
    let customer_id = format!("cus_{number:032x}");
    let order = |(nth, &at): (usize, &i64)| {
        let cancelled = (number + nth as u64).is_multiple_of(CANCELLED_EVERY);
        OrderFact {
            customer_no: number.cast_signed(),
            customer_id: Some(customer_id.clone()),
            order_id: format!("{number}-{nth}"),
            at: Instant(at),
            amount: Some(100 + (stream.share() * 9_000.0) as i64),
            cost: None,
            currency,
            status: if cancelled { OrderStatus::Cancelled } else { OrderStatus::Delivered },
            valid: !cancelled,
            source: "bench".to_owned(),
            channel: Some(if number.is_multiple_of(3) { "shop" } else { "web" }.to_owned()),
            country: None,
            city: None,
            coupon: None,
            first_at: None,
        }
    };
    moments.iter().enumerate().map(order).collect()
}

/// SplitMix64 (Steele, Lea, Flood 2014): one stream for each customer.
struct Stream(u64);

impl Stream {
    fn share(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    }
}
