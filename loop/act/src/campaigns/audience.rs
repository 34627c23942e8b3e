//! Who is meant: a simple condition on how people buy.

use std::collections::HashSet;

use collect::consent::{self, Purpose, State};
use collect::customers::{self, Known};
use collect::orders;
use collect::shop::{self, Shop};
use domain::{CustomerId, Instant, ShopZone};
use know::cohorts::{self, CellName};
use know::rfm::{self, RfmOptions, ScoredShop};
use know::segments::{self, SegmentError};
use know::{AsOf, Vantage};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{channels, contact};

/// A condition; a person is meant when every part that is given holds for him.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Audience {
    /// Belongs to one of these RFM groups.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub rfm_groups: Vec<String>,
    /// Has not bought for at least so many days.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quiet_days_min: Option<i64>,
    /// Has bought within so many days.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quiet_days_max: Option<i64>,
    /// Has bought at least so many times.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub orders_min: Option<i64>,
    /// Has spent at least so much, in minor units of the shop's currency.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revenue_min: Option<i64>,
    /// Is counted in this cell of the cohort table.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cell: Option<CellName>,
    /// Is in the saved segment of this name when the campaign starts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub segment: Option<String>,
}

/// How one person buys, as far as an audience asks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Buying<'a> {
    /// Whether he is counted in the cell that is asked for.
    pub in_cell: bool,
    /// Whether he is in the segment that is asked for.
    pub in_segment: bool,
    /// His RFM group.
    pub rfm_group: &'a str,
    /// Calendar days since his last purchase.
    pub quiet_days: i64,
    /// Purchases.
    pub orders: i64,
    /// What they brought, in minor units.
    pub revenue: i64,
}

/// How many people a campaign would reach, before it starts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct Reach {
    /// People who are meant.
    pub people: usize,
    /// Those of them who may be written to and have an address.
    pub reachable: usize,
    /// Those who have not agreed.
    pub without_consent: usize,
    /// Those who have agreed but gave no address.
    pub without_address: usize,
}

impl Audience {
    /// Whether a segment alone says who is meant; it may hold people who never bought.
    fn is_only_segment(&self) -> bool {
        self.segment.is_some() && Self { segment: None, ..self.clone() } == Self::default()
    }

    /// Whether a person who buys like this is meant.
    pub(super) fn means(&self, buying: Buying<'_>) -> bool {
        let in_group = self.rfm_groups.is_empty()
            || self.rfm_groups.iter().any(|group| group == buying.rfm_group);
        in_group
            && (buying.in_cell || self.cell.is_none())
            && (buying.in_segment || self.segment.is_none())
            && self.quiet_days_min.is_none_or(|days| buying.quiet_days >= days)
            && self.quiet_days_max.is_none_or(|days| buying.quiet_days <= days)
            && self.orders_min.is_none_or(|orders| buying.orders >= orders)
            && self.revenue_min.is_none_or(|revenue| buying.revenue >= revenue)
    }
}

/// Everybody who is meant at a moment, in the order of their numbers.
///
/// Recency, orders, revenue and group are those of the RFM report seen from the same moment, so
/// that the number on the page and the number of letters agree. A history that ended long ago is
/// looked at from its end, as every report does.
pub(super) async fn people(
    shop: &Shop,
    audience: &Audience,
    now: Instant,
) -> Result<Vec<Known>, SegmentError> {
    let mut tx = shop.read().await?;
    let zone = shop::settings(&mut tx).await?.shop_zone();
    let newest_at = orders::newest_at(&mut tx).await?;
    drop(tx);
    let (as_of, _) = Vantage::default_as_of(&zone, now, newest_at);
    let in_segment = numbers_in_segment(shop, audience.segment.as_ref(), as_of).await?;
    let numbers = match audience.is_only_segment() {
        true => in_segment.into_iter().collect(),
        false => buyers(shop, audience, &in_segment, as_of).await?,
    };
    let mut known: Vec<Known> = customers::of_numbers(&mut shop.read().await?, &numbers)
        .await?
        .into_iter()
        .map(|customer| Known::new(customer.id, customer.no))
        .collect();
    known.sort_unstable_by_key(|customer| customer.no);
    Ok(known)
}

/// The numbers of those who have bought and are meant.
async fn buyers(
    shop: &Shop,
    audience: &Audience,
    in_segment: &HashSet<i64>,
    as_of: Instant,
) -> Result<Vec<i64>, SegmentError> {
    let options = RfmOptions { as_of: Some(AsOf::Moment(as_of)), ..RfmOptions::default() };
    let ScoredShop { scored, groups, .. } = rfm::scored_shop(shop, &options).await?;
    let in_cell = numbers_in_cell(shop, audience.cell.as_ref(), as_of).await?;
    let meant = scored.iter().filter(|customer| {
        audience.means(Buying {
            in_cell: in_cell.contains(&customer.customer_no),
            in_segment: in_segment.contains(&customer.customer_no),
            rfm_group: groups.name_of(customer),
            quiet_days: customer.recency_days,
            orders: i64::try_from(customer.orders).unwrap_or(i64::MAX),
            revenue: customer.revenue,
        })
    });
    Ok(meant.map(|customer| customer.customer_no).collect())
}

/// The numbers of those who are in a segment; nobody when none is asked for.
async fn numbers_in_segment(
    shop: &Shop,
    segment: Option<&String>,
    as_of: Instant,
) -> Result<HashSet<i64>, SegmentError> {
    let Some(name) = segment else { return Ok(HashSet::new()) };
    segments::numbers_of(shop, name, Some(AsOf::Moment(as_of))).await
}

/// The numbers of those who are counted in a cell; nobody when none is asked for.
async fn numbers_in_cell(
    shop: &Shop,
    cell: Option<&CellName>,
    as_of: Instant,
) -> Result<HashSet<i64>, SegmentError> {
    let Some(cell) = cell else { return Ok(HashSet::new()) };
    let mut cell = cell.clone();
    cell.options.as_of = Some(AsOf::Moment(as_of));
    let (_, members) = cohorts::customers_of_cell(shop, &cell).await?;
    Ok(members.into_iter().map(|member| member.customer_no).collect())
}

/// How many people an audience would reach by a channel now.
pub async fn reach(
    shop: &Shop,
    audience: &Audience,
    channel: channels::Channel,
) -> Result<Reach, SegmentError> {
    let now = shop.read().await?.now();
    let people = people(shop, audience, now).await?;
    let ids: Vec<CustomerId> = people.iter().map(|person| person.id).collect();
    let numbers: Vec<i64> = people.iter().map(|person| person.no).collect();
    let mut tx = shop.read().await?;
    let channel = channels::consent_for(&mut tx, channel).await?;
    let said = consent::states_of(&mut tx, &ids, Purpose::Marketing, channel).await?;
    let known = customers::of_numbers(&mut tx, &numbers).await?;
    let reached_at = contact::addresses(&mut tx, channel, &known).await?;
    let mut reach = Reach { people: people.len(), ..Reach::default() };
    for person in &known {
        match (said.get(&person.id), reached_at.get(&person.id)) {
            (Some(State::Granted), Some(_)) => reach.reachable += 1,
            (Some(State::Granted), None) => reach.without_address += 1,
            _ => reach.without_consent += 1,
        }
    }
    Ok(reach)
}

/// Calendar days from the day of a purchase to the day of a moment, in the shop's zone.
pub(super) fn quiet_days(zone: &ShopZone, last_at: Instant, at: Instant) -> i64 {
    i64::from((zone.day_of(at) - zone.day_of(last_at)).get_days())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether a person of these quiet days, orders and revenue is meant.
    fn check(audience: &str, (quiet_days, orders, revenue): (i64, i64, i64), expected: bool) {
        let audience: Audience = serde_json::from_str(audience).expect(audience);
        let (in_cell, in_segment, rfm_group) = (false, false, "at-risk");
        let buying = Buying { in_cell, in_segment, rfm_group, quiet_days, orders, revenue };
        assert_eq!(audience.means(buying), expected, "{audience:?} {buying:?}");
    }

    #[test]
    fn every_part_that_is_given_must_hold() {
        check("{}", (0, 1, 0), true);
        check(r#"{"quiet_days_min": 90}"#, (90, 1, 0), true);
        check(r#"{"quiet_days_min": 90}"#, (89, 1, 0), false);
        check(r#"{"quiet_days_min": 90, "quiet_days_max": 180}"#, (181, 1, 0), false);
        check(r#"{"orders_min": 2, "revenue_min": 5000}"#, (5, 2, 4999), false);
        check(r#"{"orders_min": 2, "revenue_min": 5000}"#, (5, 2, 5000), true);
        check(r#"{"rfm_groups": ["at-risk", "lost"]}"#, (5, 2, 0), true);
        check(r#"{"rfm_groups": ["champions"]}"#, (5, 2, 0), false);
        check(r#"{"cell": {"cohort": "2010-12", "k": 3}}"#, (5, 2, 0), false);
        check(r#"{"segment": "Best"}"#, (5, 2, 0), false);
    }

    #[test]
    fn a_misspelt_part_is_not_everybody() {
        assert!(serde_json::from_str::<Audience>(r#"{"quiet_days": 90}"#).is_err());
        let cell = r#"{"cell": {"cohort": "2010-12", "k": 0, "options": {"counted": "on"}}}"#;
        assert!(serde_json::from_str::<Audience>(cell).is_err());
    }
}
