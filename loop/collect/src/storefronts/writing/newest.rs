//! The newest state of an order, and what the shop's order is by it.

use domain::{Instant, OrderStatus};
use rust_decimal::Decimal;

use super::Verdict;
use crate::imports::values::minor_units;
use crate::orders::draft::{OrderDraft, PersonDraft};
use crate::storefronts::telling::OrderTold;

/// What the shop has thrown away is called so in its own words.
const GONE: &str = "deleted";

/// The newest state of an order that was heard of.
#[derive(Clone, Debug)]
pub(super) struct Newest {
    pub(super) order: OrderTold,
    /// When this state was told.
    pub(super) told_at: Instant,
    /// When the shop told that it has thrown the order away.
    pub(super) gone_at: Option<Instant>,
}

impl Newest {
    /// What this state is to one who knows another.
    pub(super) fn beside(&self, known: Option<&Self>) -> Verdict {
        let Some(known) = known else { return Verdict::Taken };
        // Kept without who bought and what was given back, so that is how they are compared.
        let is_same = self.kept() == known.kept();
        match self.is_newer_than(known) {
            true if is_same && self.is_gone() == known.is_gone() => Verdict::Known,
            true => Verdict::Taken,
            false if is_same => Verdict::Known,
            false => Verdict::Older,
        }
    }

    /// Of two states the one that was changed later is newer, and then the one told later.
    pub(super) fn is_newer_than(&self, other: &Self) -> bool {
        let age = |one: &Self| (one.order.changed_at, one.told_at);
        age(self) > age(other)
    }

    /// Whether the shop has thrown it away: what is told after that tells that it was brought back.
    pub(super) fn is_gone(&self) -> bool {
        self.gone_at.is_some_and(|gone_at| gone_at > self.told_at)
    }

    fn kept(&self) -> OrderTold {
        OrderTold { refunds: Vec::new(), person: None, ..self.order.clone() }
    }

    /// The shop's order by this state, without what was given back.
    ///
    /// Net is what the shop earned without what was paid back, and not below zero, as in files.
    pub(super) fn draft(
        &self,
        source: &str,
        person: Option<PersonDraft>,
        given_back: &[Decimal],
    ) -> OrderDraft {
        let order = self.order.clone();
        let given_back = given_back.iter().fold(Decimal::ZERO, |sum, one| sum + one);
        let refunded = minor_units(given_back, order.currency.digits()).filter(|sum| *sum > 0);
        let is_all_back = refunded
            .is_some_and(|back| order.total.is_some_and(|total| total > 0 && back >= total));
        let (status, source_status) = match self.is_gone() {
            true => (OrderStatus::Cancelled, Some(GONE.to_owned())),
            false if is_all_back && order.status.is_purchase() => {
                (OrderStatus::Refunded, order.source_status)
            }
            false => (order.status, order.source_status),
        };
        let draft = OrderDraft {
            source: source.to_owned(),
            external_id: order.name,
            person,
            at: order.at,
            currency: order.currency,
            amount: order.net.map(|net| (net - refunded.unwrap_or(0)).max(0)),
            status,
            source_status,
            discount: order.discount,
            tax: order.tax,
            shipping: order.shipping,
            refunded,
            coupon: order.coupon,
            channel: order.channel,
            country: order.country,
            city: order.city,
            lines: order.lines,
            content: [0; 16],
        };
        draft.sealed()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn state(changed_at: i64, told_at: i64, gone_at: Option<i64>, net: i64) -> Newest {
        let order = OrderTold {
            number: "7".to_owned(),
            name: "#7".to_owned(),
            at: Instant(0),
            changed_at: Instant(changed_at),
            currency: "EUR".parse().expect("a currency"),
            total: Some(1_000),
            net: Some(net),
            status: OrderStatus::Paid,
            source_status: Some("paid".to_owned()),
            discount: None,
            tax: None,
            shipping: None,
            coupon: None,
            channel: None,
            country: None,
            city: None,
            lines: Vec::new(),
            refunds: Vec::new(),
            person: None,
        };
        Newest { order, told_at: Instant(told_at), gone_at: gone_at.map(Instant) }
    }

    #[test]
    fn the_state_that_was_changed_later_counts_and_then_the_one_told_later() {
        let known = state(10, 12, None, 900);
        for (changed_at, told_at, net, verdict) in [
            (11, 11, 800, Verdict::Taken),
            (10, 13, 800, Verdict::Taken),
            (10, 13, 900, Verdict::Known),
            (10, 12, 900, Verdict::Known),
            (10, 11, 800, Verdict::Older),
            (9, 99, 800, Verdict::Older),
        ] {
            let new = state(changed_at, told_at, None, net);
            assert_eq!(new.beside(Some(&known)), verdict, "{changed_at} {told_at} {net}");
        }
        let gone = state(10, 12, Some(20), 900);
        assert_eq!(state(10, 19, Some(20), 900).beside(Some(&gone)), Verdict::Known);
        let brought_back = state(10, 21, Some(20), 900);
        assert_eq!(brought_back.beside(Some(&gone)), Verdict::Taken);
        assert_eq!((gone.is_gone(), brought_back.is_gone()), (true, false));
        assert_eq!(known.beside(None), Verdict::Taken);
    }

    #[test]
    fn what_was_given_back_is_taken_off_and_not_below_nothing() {
        let told = |given_back: &[i64], gone_at| {
            let given_back: Vec<Decimal> =
                given_back.iter().map(|&minor| Decimal::new(minor, 2)).collect();
            let draft = state(1, 1, gone_at, 900).draft("shopify", None, &given_back);
            (draft.amount, draft.refunded, draft.status)
        };
        assert_eq!(told(&[], None), (Some(900), None, OrderStatus::Paid));
        assert_eq!(told(&[100, 150], None), (Some(650), Some(250), OrderStatus::Paid));
        assert_eq!(told(&[950], None), (Some(0), Some(950), OrderStatus::Paid));
        assert_eq!(told(&[1_000], None), (Some(0), Some(1_000), OrderStatus::Refunded));
        assert_eq!(told(&[], Some(5)), (Some(900), None, OrderStatus::Cancelled));
    }
}
