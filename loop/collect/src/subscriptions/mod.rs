//! Subscriptions, as files tell them: a row says how one stood from a day on, and what it cost.
//! Those of Stripe come as they change (`crate::storefronts`), as the same happenings.
//!
//! Each row becomes a happening of its customer, as the events of sources do that call themselves
//! `Subscription Started` and the like; so it follows him when two are one, and goes when he goes.
//! A row that is told again changes nothing. What subscriptions are worth is told by KNOW.
//! Start at [`take_in`].

pub mod api;
mod file;
mod price;
mod words;

#[cfg(test)]
mod tests;

use std::collections::HashSet;
use std::path::Path;

use domain::{Caveats, Currency, Instant, ShopZone};
use records::{Actor, Happening, RecordsError, happenings};
use serde::Serialize;
use serde_json::json;

pub use file::{SubscriptionFileOptions, Told};
pub use price::Price;
pub use words::{Interval, Status};

use crate::customers;
use crate::imports::{Fault, Rejection};
use crate::shop::{self, Shop};

/// The kind of happening that a row becomes.
pub const TOLD: &str = "subscription_told";

/// What a file of subscriptions amounts to.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
pub struct SubscriptionSummary {
    /// Only counted, nothing written.
    pub dry_run: bool,
    /// Rows below the header.
    pub rows: u64,
    /// Rows that say something new.
    pub added: u64,
    /// Rows that were known.
    pub known: u64,
    /// Customers in the file.
    pub customers: u64,
    /// Subscriptions in the file.
    pub subscriptions: u64,
    /// Rows that were left out.
    pub rejected: Vec<Rejection>,
    /// What must be known about the reading.
    pub caveats: Caveats,
}

/// Why a file of subscriptions was not taken in; the shop is as it was.
#[derive(Debug, thiserror::Error)]
pub enum NotTakenIn {
    /// Something is wrong with the file.
    #[error(transparent)]
    Fault(#[from] Fault),
    /// The rows failed.
    #[error(transparent)]
    Records(#[from] RecordsError),
    /// The shop has not said what it counts in.
    #[error("the shop has no currency yet: take its orders in first, or name it in the settings")]
    NoCurrency,
    /// A bug of ours.
    #[error("reading the file broke down: {0}")]
    Broken(String),
}

/// Takes a file of subscriptions in, or only counts what it amounts to.
pub async fn take_in(
    shop: &Shop,
    (path, file_name): (&Path, &str),
    options: SubscriptionFileOptions,
    is_dry_run: bool,
    actor: Actor,
) -> Result<SubscriptionSummary, NotTakenIn> {
    let settings = shop::settings(&mut shop.read().await?).await?;
    let currency = settings.currency.ok_or(NotTakenIn::NoCurrency)?;
    let path = path.to_owned();
    let read = tokio::task::spawn_blocking(move || file::read(&path, &options, currency));
    let read = read.await.map_err(|error| NotTakenIn::Broken(error.to_string()))?;
    let told = read.map_err(|fault| fault.in_file(file_name))?;
    let mut tx = shop.write(actor).await?;
    let people: Vec<_> = told.rows.iter().map(|row| &row.person).collect();
    let known = customers::recognise_many(&mut tx, SOURCE, &people).await?;
    let zone = settings.shop_zone();
    let news: Vec<Happening> = told
        .rows
        .iter()
        .zip(&known)
        .map(|(row, customer)| row.happening(customer.id.0, &zone, currency))
        .collect();
    let n_told = news.len() as u64;
    let added = happenings::note_many(&mut tx, news).await?;
    if !is_dry_run {
        tx.commit().await?;
    }
    Ok(SubscriptionSummary {
        dry_run: is_dry_run,
        rows: told.n_rows,
        added,
        known: n_told - added,
        customers: n_different(known.iter().map(|customer| customer.no)),
        subscriptions: n_different(told.rows.iter().map(|row| &row.subscription)),
        rejected: told.rejected,
        caveats: told.caveats,
    })
}

/// Customer numbers of files are one list, as they are in files of orders.
const SOURCE: &str = "file";

fn n_different<T: Eq + std::hash::Hash>(all: impl Iterator<Item = T>) -> u64 {
    all.collect::<HashSet<_>>().len() as u64
}

impl Told {
    /// The row as something that happened; rows of one day keep the order of the file.
    fn happening(&self, customer: uuid::Uuid, zone: &ShopZone, currency: Currency) -> Happening {
        let Self { subscription, on, status, minor, interval, n_intervals, plan, .. } = self;
        let properties = json!({
            "subscription_id": subscription,
            "status": status,
            "amount_minor": minor,
            "currency": currency.code(),
            "interval": interval,
            "interval_count": n_intervals,
            "usage_type": if self.is_metered { "metered" } else { "licensed" },
            "plan": plan,
        });
        Happening {
            customer: Some(customer),
            at: Instant(zone.start_of(*on).0 + i64::try_from(self.line).unwrap_or(0)),
            kind: TOLD,
            source: SOURCE.to_owned(),
            key: format!("{on} {properties}"),
            payload: json!({ "properties": properties }),
        }
    }
}
