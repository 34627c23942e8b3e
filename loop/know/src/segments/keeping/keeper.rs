//! Keeping up: segments are kept anew when something has changed, or a day has begun.

use collect::shop::{self, Shop, news};
use collect::{imports, orders, timeline};
use domain::Day;
use records::{RecordsError, ShopTx};

use super::{keep_all, keep_askers_of_deeds};
use crate::segments::SegmentError;
use crate::segments::saved::{self, Saved};

/// Keeps the segments of a shop up with what happens; whoever runs the shop has one.
#[derive(Debug, Default)]
pub struct Keeper {
    /// What was known when they were last kept.
    kept: Option<Knowing>,
}

/// The state of a shop as far as its segments look at it: the last change, the day, because a rule
/// may count days, and what has been done, where a rule asks it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Knowing {
    news: i64,
    today: Day,
    /// What has happened, where a rule asks what customers did.
    done: Option<timeline::Newest>,
}

impl Keeper {
    /// Keeps the segments when that is needed; answers whether it was. Where customers only did
    /// something, and bought nothing, those that do not ask for it stay as they are.
    ///
    /// While a file is being taken in they wait: its end is news too.
    pub async fn keep_up(&mut self, shop: &Shop) -> Result<bool, SegmentError> {
        let mut tx = shop.read().await?;
        let saved = saved::list(&mut tx).await?;
        let knowing = knowing(&mut tx, &saved).await?;
        if self.kept == Some(knowing) || imports::is_running(&mut tx).await? {
            return Ok(false);
        }
        drop(tx);
        let only_deeds = |kept: Knowing| Knowing { done: knowing.done, ..kept } == knowing;
        match self.kept.is_some_and(only_deeds) {
            _ if saved.is_empty() => {}
            true => keep_askers_of_deeds(shop).await?,
            false => keep_all(shop).await?,
        }
        self.kept = (!awaits_order(shop).await?).then_some(knowing);
        Ok(!saved.is_empty())
    }
}

/// A shop's clock may be so far ahead of ours; what is later is no order of today.
const AHEAD_MAX: i64 = 3_600_000_000;

/// Whether an order is about to be seen without any news, because its moment has not come yet.
async fn awaits_order(shop: &Shop) -> Result<bool, RecordsError> {
    let mut tx = shop.read().await?;
    let now = tx.now().0;
    let newest_at = orders::newest_at(&mut tx).await?;
    Ok(newest_at.is_some_and(|at| (now..now + AHEAD_MAX).contains(&at.0)))
}

async fn knowing(tx: &mut ShopTx, saved: &[Saved]) -> Result<Knowing, RecordsError> {
    let zone = shop::settings(tx).await?.shop_zone();
    let done = match saved.iter().any(|saved| saved.rule.asks_deeds()) {
        true => Some(timeline::newest(tx).await?),
        false => None,
    };
    Ok(Knowing { news: news::last(tx).await?, today: zone.day_of(tx.now()), done })
}
