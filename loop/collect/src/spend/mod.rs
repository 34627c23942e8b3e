//! Spend: what marketing cost, by channel and days.
//!
//! It comes out of files or is written down by hand; a stretch of days is spread evenly over them
//! when a question cuts it, so that the parts always add up to the whole. There is one amount of a
//! channel for the same days, so that taking a file in twice changes nothing.
//!
//! It is not the cost of goods: that stands in the positions of orders.
//! Start reading at [`Spend`], then [`take_in`].

pub mod api;
mod file;
mod rows;
mod taking_in;

#[cfg(test)]
mod tests;

use domain::{Currency, Money, Period, SpendId};
use records::{Happening, RecordsError, ShopTx, happenings};
use serde_json::json;

pub use file::SpendOptions;
pub use taking_in::{NotTakenIn, SpendSummary, take_in};

use crate::shop;

/// What a channel cost on some days.
#[derive(Clone, Debug, PartialEq)]
pub struct Spend {
    /// Our id.
    pub id: SpendId,
    /// Which channel; none for what was not told by channel.
    pub channel: Option<String>,
    /// Which days.
    pub days: Period,
    /// How much, all days together.
    pub amount: Money,
    /// Who told us: a file's name, or the page.
    pub source: String,
}

/// What is to be written down.
#[derive(Clone, Debug, PartialEq)]
pub struct NewSpend {
    /// Which channel; none for what was not told by channel.
    pub channel: Option<String>,
    /// Which days.
    pub days: Period,
    /// How much, all days together.
    pub amount: Money,
}

/// Why spend cannot be written down.
#[derive(Debug, thiserror::Error)]
pub enum SpendError {
    /// The rows failed.
    #[error(transparent)]
    Records(#[from] RecordsError),
    /// There are no days between the two.
    #[error("{} to {} are no days: the last one lies before the first", .0.from, .0.until)]
    NoDays(Period),
    /// More days than one spend can be spread over.
    #[error("{0} days are too many for one spend; write it down year by year")]
    TooLong(i64),
    /// No channel is called so.
    #[error("a channel's name has at most {CHANNEL_MAX} letters")]
    LongName,
    /// Below nothing.
    #[error("spend cannot be below nothing")]
    Negative,
    /// The shop counts in another currency.
    #[error("the shop counts in {shop}, the spend is in {told}")]
    OtherCurrency {
        /// That of the shop.
        shop: Currency,
        /// That of the spend.
        told: Currency,
    },
    /// The shop has not said what it counts in.
    #[error("the shop has no currency yet: take its orders in first, or name it in the settings")]
    NoCurrency,
    /// There is an amount for the same days already.
    #[error("there is spend of {0} for these days already; change that one")]
    Taken(String),
}

/// Letters of a channel's name.
const CHANNEL_MAX: usize = 100;

/// The longest stretch of one spend; a longer one is a slip of the year.
const DAYS_MAX: i64 = 3_660;

impl Spend {
    /// What of it falls on some days, in minor units, rounded so that neighbouring stretches add
    /// up to the whole.
    pub fn within(&self, days: Period) -> i64 {
        let (from, until) = (days.from.max(self.days.from), days.until.min(self.days.until));
        if from >= until {
            return 0;
        }
        let up_to = |day| {
            let passed = i128::from(Period::new(self.days.from, day).n_days());
            let all = i128::from(self.days.n_days());
            let share = (i128::from(self.amount.minor) * passed * 2 + all) / (all * 2);
            i64::try_from(share).unwrap_or(i64::MAX)
        };
        up_to(until) - up_to(from)
    }

    /// Whether any of it falls on some days.
    pub fn touches(&self, days: Period) -> bool {
        self.days.from < days.until && days.from < self.days.until
    }
}

impl NewSpend {
    /// Whether it can be written down in a shop that counts in this currency.
    fn check(&self, shop: Option<Currency>) -> Result<(), SpendError> {
        let shop = shop.ok_or(SpendError::NoCurrency)?;
        match self.days.n_days() {
            ..=0 => return Err(SpendError::NoDays(self.days)),
            days @ DAYS_MAX.. => return Err(SpendError::TooLong(days)),
            _ => {}
        }
        if self.channel.as_ref().is_some_and(|name| name.chars().count() > CHANNEL_MAX) {
            return Err(SpendError::LongName);
        }
        if self.amount.minor < 0 {
            return Err(SpendError::Negative);
        }
        if self.amount.currency != shop {
            return Err(SpendError::OtherCurrency { shop, told: self.amount.currency });
        }
        Ok(())
    }
}

/// Everything that was spent, newest days first.
pub async fn all(tx: &mut ShopTx) -> Result<Vec<Spend>, RecordsError> {
    rows::all(tx).await
}

/// Writes down what a channel cost.
pub async fn add(tx: &mut ShopTx, new: NewSpend, source: &str) -> Result<Spend, SpendError> {
    new.check(shop::settings(tx).await?.currency)?;
    if rows::find_same(tx, &new).await?.is_some() {
        return Err(taken(new.channel));
    }
    let NewSpend { channel, days, amount } = new;
    let spend = Spend { id: tx.new_id(), channel, days, amount, source: source.to_owned() };
    rows::insert(tx, std::slice::from_ref(&spend)).await?;
    note(tx, "spend_recorded", std::slice::from_ref(&spend)).await?;
    Ok(spend)
}

/// Writes something else in its place; answers none when it is not there.
pub async fn change(
    tx: &mut ShopTx,
    id: SpendId,
    new: NewSpend,
) -> Result<Option<Spend>, SpendError> {
    new.check(shop::settings(tx).await?.currency)?;
    let Some(before) = rows::find(tx, id).await? else { return Ok(None) };
    if rows::find_same(tx, &new).await?.is_some_and(|same| same.id != id) {
        return Err(taken(new.channel));
    }
    let NewSpend { channel, days, amount } = new;
    let after = Spend { channel, days, amount, ..before.clone() };
    if after != before {
        rows::update(tx, &after).await?;
        note(tx, "spend_changed", std::slice::from_ref(&after)).await?;
    }
    Ok(Some(after))
}

fn taken(channel: Option<String>) -> SpendError {
    SpendError::Taken(channel.unwrap_or_else(|| "no channel".to_owned()))
}

/// Removes one; answers whether it was there.
pub async fn remove(tx: &mut ShopTx, id: SpendId) -> Result<bool, RecordsError> {
    let Some(spend) = rows::find(tx, id).await? else { return Ok(false) };
    rows::remove(tx, id).await?;
    note(tx, "spend_removed", &[spend]).await?;
    Ok(true)
}

/// Tells what became of spends; each time it is a happening of its own.
async fn note(tx: &mut ShopTx, kind: &'static str, spends: &[Spend]) -> Result<(), RecordsError> {
    let at = tx.now();
    let news = spends.iter().map(|spend| {
        let telling: uuid::Uuid = tx.new_id();
        Happening {
            customer: None,
            at,
            kind,
            source: "spend".to_owned(),
            key: format!("{}:{}", spend.id, telling.simple()),
            payload: json!({
                "spend": spend.id,
                "channel": spend.channel,
                "from": spend.days.from,
                "until": spend.days.until,
                "amount": spend.amount,
            }),
        }
    });
    let news = news.collect();
    happenings::note_many(tx, news).await?;
    Ok(())
}
