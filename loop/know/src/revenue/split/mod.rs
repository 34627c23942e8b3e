//! The revenue bridge of every part of the shop: of its products, categories, channels, places and
//! promo codes, or of its segments.
//!
//! What customers moved from one product to another is told apart from what they paid more or less
//! in all, so that the parts add up to the bridge of the shop, column by column, to the last coin.
//! What no position of an order explains stands in a part of its own. Segments may overlap, so each
//! is a bridge by itself. The arithmetic is in [`parted`].

mod asking;
mod parted;
mod told;
mod words;

#[cfg(test)]
mod tests;

use collect::shop::Shop;
use domain::{Caveat, Money};
use serde::{Deserialize, Serialize};

pub use parted::{PartBridge, PartHeads};
pub use told::{PartKind, RevenuePart};
pub use words::definition;

use super::{Bridge, Ends};
use crate::ReportError;
use crate::asking::Asked;
use crate::segments::crowd::Crowd;
use asking::{Paid, Sales};
use parted::{Stake, add_up, walk};

/// What the shop is divided by.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema, clap::ValueEnum,
)]
#[serde(rename_all = "kebab-case")]
#[schema(as = RevenueBy)]
pub enum By {
    /// The saved segments, as they are at the moment looked from; they may overlap.
    Segment,
    /// The products of the positions.
    Product,
    /// Their categories.
    Category,
    /// The channels the orders were sold through.
    Channel,
    /// The countries they went to.
    Country,
    /// The cities they went to.
    City,
    /// Their promo codes.
    Coupon,
}

impl By {
    /// The table of the facts that tells it, and the column or its formula.
    fn column(self) -> (&'static str, &'static str) {
        match self {
            Self::Segment | Self::Product => ("order_lines", "coalesce(product, sku)"),
            Self::Category => ("order_lines", "category"),
            Self::Channel => ("orders", "channel"),
            Self::Country => ("orders", "country"),
            Self::City => ("orders", "city"),
            Self::Coupon => ("orders", "coupon"),
        }
    }
}

/// A part before its money is written.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Part {
    kind: PartKind,
    name: Option<String>,
}

/// A shop in parts.
pub struct Split {
    /// The bridge of the whole shop.
    pub whole: Bridge,
    parts: Vec<Part>,
    bridges: Vec<PartBridge>,
    /// Names too small to be told one by one.
    n_smaller: usize,
    /// Customers of both periods who are in more than one segment.
    n_overlapping: usize,
}

/// Parts that are told by name; a table of more cannot be read.
const NAMED_MAX: usize = 30;

/// Divides what a shop earned between two periods; the facts are given back.
pub async fn of_shop(
    shop: &Shop,
    asked: Asked,
    ends: &Ends,
    by: By,
) -> Result<(Asked, Split), ReportError> {
    let paid = asking::everybody(&asked, ends).await?;
    match by {
        By::Segment => {
            let (asked, segments) = asking::segments(shop, asked).await?;
            Ok((asked, by_segment(&paid, &segments)))
        }
        by => {
            let sales = Sales::of(&asked, ends, by).await?;
            Ok((asked, by_word(&paid, sales)))
        }
    }
}

/// The parts that the words of the orders make.
fn by_word(paid: &[(i64, Paid)], sales: Sales) -> Split {
    let (parts, part_of) = named(&sales);
    let mut sold = sales.sold;
    sold.iter_mut().for_each(|sold| sold.stake.part = part_of[sold.word]);
    sold.sort_unstable_by_key(|sold| (sold.customer, sold.stake.part));
    let mut bridges = vec![PartBridge::default(); parts.len()];
    let (mut whole, mut rest, mut stakes) = (Bridge::default(), sold.as_slice(), Vec::new());
    for (customer, paid) in paid {
        let (his, others) = rest.split_at(rest.partition_point(|sold| sold.customer <= *customer));
        rest = others;
        stakes.clear();
        let his = his.iter().filter(|sold| sold.customer == *customer);
        his.for_each(|sold| stake(&mut stakes, &sold.stake));
        beside(&mut stakes, paid, parts.len() - 1);
        walk(&mut bridges, paid, &stakes);
        whole.walk(*paid);
    }
    assert!(add_up(&bridges, &whole), "the parts add up to the whole");
    let n_smaller = sales.words.iter().flatten().count().saturating_sub(NAMED_MAX);
    Split { whole, parts, bridges, n_smaller, n_overlapping: 0 }
}

/// The parts there are, the largest names first, and which of them each word belongs to; the last
/// part is what no position explains.
fn named(sales: &Sales) -> (Vec<Part>, Vec<usize>) {
    let mut sizes = vec![0; sales.words.len()];
    sales.sold.iter().for_each(|sold| sizes[sold.word] += sold.stake.base + sold.stake.period);
    let mut told: Vec<usize> =
        (0..sales.words.len()).filter(|word| sales.words[*word].is_some()).collect();
    told.sort_unstable_by(|one, other| {
        sizes[*other].cmp(&sizes[*one]).then(sales.words[*one].cmp(&sales.words[*other]))
    });
    told.truncate(NAMED_MAX);
    let n_named = told.len();
    let mut part_of: Vec<usize> =
        sales.words.iter().map(|word| if word.is_some() { n_named } else { n_named + 1 }).collect();
    told.iter().zip(0..).for_each(|(word, part)| part_of[*word] = part);
    let bears = |word: &usize| Part { kind: PartKind::Named, name: sales.words[*word].clone() };
    let unnamed = [PartKind::Smaller, PartKind::Untold, PartKind::BesideLines];
    let unnamed = unnamed.map(|kind| Part { kind, name: None });
    (told.iter().map(bears).chain(unnamed).collect(), part_of)
}

/// Adds what a customer paid for one word to his stake in its part, which is the last one so far or
/// a new one.
fn stake(stakes: &mut Vec<Stake>, sold: &Stake) {
    match stakes.last_mut().filter(|last| last.part == sold.part) {
        Some(last) => {
            last.base += sold.base;
            last.period += sold.period;
            last.bought_in_base |= sold.bought_in_base;
            last.bought_in_period |= sold.bought_in_period;
        }
        None => stakes.push(*sold),
    }
}

/// What a customer's orders came to beside their positions.
fn beside(stakes: &mut Vec<Stake>, paid: &Paid, part: usize) {
    let told = |of: fn(&Stake) -> i64| stakes.iter().map(of).sum::<i64>();
    let base = paid.base - told(|stake| stake.base);
    let period = paid.period - told(|stake| stake.period);
    if (base, period) != (0, 0) {
        let (bought_in_base, bought_in_period) = (base != 0, period != 0);
        stakes.push(Stake { part, base, period, bought_in_base, bought_in_period });
    }
}

/// The bridge of each segment, and of those who are in none.
fn by_segment(paid: &[(i64, Paid)], segments: &[(String, Crowd)]) -> Split {
    let bears =
        |(name, _): &(String, Crowd)| Part { kind: PartKind::Named, name: Some(name.clone()) };
    let none = Part { kind: PartKind::NoSegment, name: None };
    let parts: Vec<Part> = segments.iter().map(bears).chain([none]).collect();
    let mut bridges = vec![PartBridge::default(); parts.len()];
    let (mut whole, mut n_overlapping) = (Bridge::default(), 0);
    for (customer, paid) in paid {
        let Paid { base, period, bought_in_base, bought_in_period, .. } = *paid;
        let mut enter = |part| {
            let stake = Stake { part, base, period, bought_in_base, bought_in_period };
            walk(&mut bridges, paid, &[stake]);
        };
        let his = (0..segments.len()).filter(|place| segments[*place].1.holds(*customer));
        match his.map(&mut enter).count() {
            0 => enter(segments.len()),
            1 => {}
            _ => n_overlapping += 1,
        }
        whole.walk(*paid);
    }
    assert!(bridges.iter().all(PartBridge::holds), "each segment's bridge adds up");
    Split { whole, parts, bridges, n_smaller: 0, n_overlapping }
}

impl Split {
    /// What must be known of the parts.
    pub fn caveats(&self) -> Vec<Caveat> {
        let smaller = (self.n_smaller > 0).then(|| {
            let text = format!("{} smaller names are told together", self.n_smaller);
            Caveat::new("smaller_parts", text)
        });
        let overlapping = (self.n_overlapping > 0).then(|| {
            let n = self.n_overlapping;
            let text = format!("{n} customers are in several segments, so these do not add up");
            Caveat::new("segments_overlap", text)
        });
        smaller.into_iter().chain(overlapping).collect()
    }

    /// The parts with something to tell, their money written by `money`.
    pub fn told(self, money: impl Fn(i64) -> Option<Money>) -> Vec<RevenuePart> {
        let parts = self.parts.into_iter().zip(self.bridges);
        let parts =
            parts.filter(|(part, bridge)| !bridge.is_empty() || part.kind == PartKind::Named);
        parts.map(|(part, bridge)| RevenuePart::of(part, &bridge, &money)).collect()
    }
}
