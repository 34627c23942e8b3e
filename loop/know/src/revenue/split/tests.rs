//! The parts of the bridge: drawn, counted a second way, and through the whole house.

use std::collections::{BTreeMap, BTreeSet};

use collect::orders::draft::OrderDraft;
use collect::shop::Shop;
use domain::Day;
use proptest::prelude::*;
use records::Actor;
use testkit::on_both_engines;

use super::asking::Sold;
use super::*;
use crate::AsOf;
use crate::revenue::{self, RevenueOptions, RevenueReport};
use crate::segments::saved;
use crate::segments::tests::house;
use crate::segments::text::{Coins, read};

/// What customers paid for things: customer, thing, base, period; who came before the base at all.
type Drawing = Vec<(i64, &'static str, i64, i64)>;

/// Everybody's sums, as if each payment above nothing were an order; `old` had bought before.
fn paid_of(drawing: &Drawing, old: &[i64]) -> Vec<(i64, Paid)> {
    let mut sums: BTreeMap<i64, (i64, i64)> = BTreeMap::new();
    for (customer, _, base, period) in drawing {
        let his = sums.entry(*customer).or_default();
        *his = (his.0 + base, his.1 + period);
    }
    let paid = sums.into_iter().map(|(customer, (base, period))| {
        let (bought_in_base, bought_in_period) = (base > 0, period > 0);
        let is_new = !bought_in_base && !old.contains(&customer);
        (customer, Paid { base, period, bought_in_base, bought_in_period, is_new })
    });
    paid.filter(|(_, paid)| paid.bought_in_base || paid.bought_in_period).collect()
}

fn sales_of(drawing: &Drawing) -> Sales {
    let words: Vec<&str> =
        drawing.iter().map(|row| row.1).collect::<BTreeSet<_>>().into_iter().collect();
    let sold = drawing.iter().map(|(customer, word, base, period)| Sold {
        customer: *customer,
        word: words.iter().position(|known| known == word).expect("a word"),
        stake: Stake {
            part: 0,
            base: *base,
            period: *period,
            bought_in_base: *base > 0,
            bought_in_period: *period > 0,
        },
    });
    let sold = sold.collect();
    Sales { words: words.into_iter().map(|word| Some(word.to_owned())).collect(), sold }
}

fn part(split: &Split, name: &str) -> PartBridge {
    let place = split.parts.iter().position(|part| part.name.as_deref() == Some(name));
    split.bridges[place.expect("a part of this name")]
}

#[test]
fn who_left_tea_for_coffee_has_moved_and_the_shop_has_lost_nothing() {
    let drawing = vec![
        (1, "tea", 100, 0),
        (1, "coffee", 0, 100),
        // Paid 30 more in all: 20 of what coffee gained came from tea.
        (2, "tea", 50, 30),
        (2, "coffee", 10, 60),
        (3, "tea", 70, 0),
        (4, "coffee", 0, 40),
    ];
    let split = by_word(&paid_of(&drawing, &[]), sales_of(&drawing));
    let tea = part(&split, "tea");
    assert_eq!((tea.base_revenue, tea.period_revenue), (220, 30));
    assert_eq!((tea.churned, tea.contraction, tea.moved_out), (70, 0, 120));
    let coffee = part(&split, "coffee");
    assert_eq!((coffee.moved_in, coffee.expansion, coffee.new), (120, 30, 40));
    assert_eq!((split.whole.expansion, split.whole.contraction, split.whole.churned), (30, 0, 70));
    assert_eq!(tea.grr(), Some(30.0 / 220.0));
    // Of the customers of coffee's own base, only the second, who paid six times as much.
    assert_eq!(coffee.nrr(), Some(6.0));
    let heads = coffee.heads;
    assert_eq!((heads.base, heads.moved_in, heads.expansion, heads.new), (1, 2, 1, 1));
}

#[test]
fn what_is_left_over_is_shared_out_to_the_last_coin() {
    let drawing =
        vec![(1, "a", 0, 1), (1, "b", 0, 1), (1, "c", 0, 1), (1, "d", 5, 4), (1, "e", 7, 7)];
    let split = by_word(&paid_of(&drawing, &[]), sales_of(&drawing));
    assert_eq!((split.whole.expansion, split.whole.contraction), (2, 0));
    let moved: i64 = ["a", "b", "c"].map(|name| part(&split, name).moved_in).iter().sum();
    assert_eq!((moved, part(&split, "d").moved_out), (1, 1));
    assert_eq!(part(&split, "e").heads.expansion + part(&split, "e").heads.moved_in, 0);
}

#[test]
fn small_names_are_told_together_and_those_who_moved_among_them_did_not_move() {
    const NAMES: [&str; 33] = [
        "a0", "a1", "a2", "a3", "a4", "a5", "a6", "a7", "a8", "a9", "b0", "b1", "b2", "b3", "b4",
        "b5", "b6", "b7", "b8", "b9", "c0", "c1", "c2", "c3", "c4", "c5", "c6", "c7", "c8", "c9",
        "x", "y", "z",
    ];
    let mut drawing: Drawing = NAMES[..30].iter().map(|name| (1, *name, 100, 100)).collect();
    drawing.extend([(2, "x", 9, 0), (2, "y", 0, 9), (3, "z", 8, 0)]);
    let split = by_word(&paid_of(&drawing, &[]), sales_of(&drawing));
    assert_eq!((split.n_smaller, split.bridges[30].moved_in), (3, 0));
    assert_eq!((split.bridges[30].churned, split.bridges[30].period_revenue), (8, 9));
    assert_eq!(split.caveats()[0].code, "smaller_parts");
    let told = split.told(|_| None);
    assert_eq!(told.len(), 31, "neither untold nor beside: {:?}", told.last());
}

/// A part by its own sentences, each a sum over customers; what moved comes from differences.
fn by_hand(drawing: &Drawing, old: &[i64], name: &str) -> [i64; 6] {
    let paid: BTreeMap<i64, Paid> = paid_of(drawing, old).into_iter().collect();
    let mut here: BTreeMap<i64, (i64, i64)> = BTreeMap::new();
    for (customer, _, base, period) in drawing.iter().filter(|row| row.1 == name) {
        let his = here.entry(*customer).or_default();
        *his = (his.0 + base, his.1 + period);
    }
    let total = |of: &dyn Fn(&Paid, i64, i64) -> i64| {
        here.iter().filter_map(|(c, (b, p))| Some(of(paid.get(c)?, *b, *p))).sum()
    };
    [
        total(&|_, b, _| b),
        total(&|paid, b, _| if paid.bought_in_period { 0 } else { b }),
        total(&|paid, b, p| if paid.bought_in_period { (b - p).max(0) } else { 0 }),
        total(&|paid, b, p| if paid.bought_in_base { (p - b).max(0) } else { 0 }),
        total(&|paid, _, p| if paid.is_new { p } else { 0 }),
        total(&|paid, _, p| if !paid.bought_in_base && !paid.is_new { p } else { 0 }),
    ]
}

fn drawings() -> impl Strategy<Value = Drawing> {
    let things = prop::sample::select(vec!["tea", "coffee", "cake", "cups"]);
    let amounts = || prop_oneof![1 => Just(0_i64), 2 => 1_i64..200];
    prop::collection::vec((1_i64..9, things, amounts(), amounts()), 0..40)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn drawn_parts_add_up_and_are_what_their_sentences_say(drawing in drawings()) {
        let old = [1, 2, 3, 4];
        let split = by_word(&paid_of(&drawing, &old), sales_of(&drawing));
        prop_assert!(add_up(&split.bridges, &split.whole));
        for (kind, bridge) in split.parts.iter().zip(&split.bridges) {
            let Some(name) = &kind.name else { continue };
            let seen = [
                bridge.base_revenue,
                bridge.churned,
                bridge.contraction + bridge.moved_out,
                bridge.expansion + bridge.moved_in,
                bridge.new,
                bridge.reactivated,
            ];
            prop_assert_eq!(seen, by_hand(&drawing, &old, name), "{}", name);
        }
    }
}

fn between(by: By) -> RevenueOptions {
    let day = |text: &str| text.parse::<Day>().ok();
    RevenueOptions {
        base_from: day("2024-03-01"),
        base_until: day("2024-10-01"),
        from: day("2024-10-01"),
        until: day("2025-05-01"),
        by: Some(by),
        as_of: "2025-06-01".parse::<AsOf>().ok(),
        ..RevenueOptions::default()
    }
}

async fn asked(shop: &Shop, by: By) -> RevenueReport {
    revenue::of_shop(shop, between(by)).await.expect("a report")
}

fn minor(money: Option<Money>) -> i64 {
    money.map_or(0, |money| money.minor)
}

/// Revenue of the base and of the period by a word of the positions, from the drafts themselves.
fn straight(
    drafts: &[OrderDraft],
    word: impl Fn(&OrderDraft) -> Vec<(Option<String>, i64)>,
) -> BTreeMap<Option<String>, (i64, i64)> {
    // Midnights of Kyiv in summer and in winter.
    let ends = ["2024-02-29T22:00:00Z", "2024-09-30T21:00:00Z", "2025-04-30T21:00:00Z"];
    let ends = ends.map(|at| at.parse::<domain::Instant>().expect("a moment"));
    let mut sums: BTreeMap<Option<String>, (i64, i64)> = BTreeMap::new();
    for draft in drafts.iter().filter(|draft| draft.status.is_purchase()) {
        for (word, amount) in word(draft) {
            let sum = sums.entry(word).or_default();
            if draft.at >= ends[0] && draft.at < ends[1] {
                sum.0 += amount;
            } else if draft.at >= ends[1] && draft.at < ends[2] {
                sum.1 += amount;
            }
        }
    }
    sums.retain(|_, sum| *sum != (0, 0));
    sums
}

fn told_by(report: &RevenueReport) -> BTreeMap<Option<String>, (i64, i64)> {
    let parts = report.parts.iter();
    let sums = |part: &RevenuePart| (minor(part.base_revenue), minor(part.period_revenue));
    parts.map(|part| (part.name.clone(), sums(part))).collect()
}

#[tokio::test]
async fn categories_and_channels_counted_twice_come_to_the_same_and_add_up() {
    on_both_engines(async |stage| {
        let mut drafts = house::drafts(11);
        // Every third order was made cheaper than its positions.
        let cheaper = drafts.iter_mut().filter(|draft| draft.status.is_purchase()).step_by(3);
        cheaper.for_each(|draft| draft.amount = draft.amount.map(|amount| amount - 50));
        let drafts: Vec<OrderDraft> = drafts.into_iter().map(OrderDraft::sealed).collect();
        let shop = house::open_with(&stage, drafts.clone()).await;
        let channels = straight(&drafts, |draft| {
            vec![(draft.channel.clone(), draft.amount.unwrap_or_default())]
        });
        assert_eq!(told_by(&asked(&shop, By::Channel).await), channels);
        let mut categories = straight(&drafts, |draft| {
            let told = |line: &collect::orders::Line| {
                (line.category.clone(), line.amount.unwrap_or_default())
            };
            draft.lines.iter().map(told).collect()
        });
        let beside = straight(&drafts, |draft| {
            let lines: i64 = draft.lines.iter().filter_map(|line| line.amount).sum();
            vec![(None, draft.amount.unwrap_or_default() - lines)]
        });
        assert!(beside[&None].0 < 0 || beside[&None].1 < 0, "{beside:?}");
        categories.extend(beside);
        let report = asked(&shop, By::Category).await;
        assert_eq!(told_by(&report), categories);
        assert_eq!(report.parts.last().map(|part| part.kind), Some(PartKind::BesideLines));
        assert!(report.head.definition.contains("The parts add up"));
        let whole = revenue::of_shop(&shop, RevenueOptions { by: None, ..between(By::Channel) });
        let whole = whole.await.expect("a report");
        assert_eq!((report.churned, report.expansion), (whole.churned, whole.expansion));
        assert!(whole.parts.is_empty());
    })
    .await;
}

#[tokio::test]
async fn the_row_of_a_segment_is_the_bridge_of_that_segment_alone() {
    on_both_engines(async |stage| {
        let shop = house::open(&stage, 7).await;
        let mut tx = shop.write(Actor::System).await.expect("a transaction");
        for (name, text) in
            [("Often", "orders >= 3"), ("Web", "orders through channel \"web\" > 0")]
        {
            let rule = read(text, Coins::of(None)).expect("a rule");
            saved::save(&mut tx, name, rule).await.expect("saved");
        }
        tx.commit().await.expect("kept");
        let report = asked(&shop, By::Segment).await;
        for name in ["Often", "Web"] {
            let part = report.parts.iter().find(|part| part.name.as_deref() == Some(name));
            let part = part.expect("a row");
            let options =
                RevenueOptions { segment: Some(name.to_owned()), by: None, ..between(By::City) };
            let alone = revenue::of_shop(&shop, options).await.expect("a report");
            assert_eq!(
                [part.base_revenue, part.churned, part.contraction, part.expansion, part.new],
                [alone.base_revenue, alone.churned, alone.contraction, alone.expansion, alone.new],
                "{name}"
            );
            assert_eq!((part.grr, part.nrr), (alone.grr, alone.nrr));
            assert_eq!((minor(part.moved_in), minor(part.moved_out)), (0, 0));
        }
        assert!(report.head.caveats.0.iter().any(|caveat| caveat.code == "segments_overlap"));
        let none = report.parts.last().expect("a row");
        assert_eq!(none.kind, PartKind::NoSegment);
    })
    .await;
}

#[test]
fn invoices_of_a_real_shop_in_three_parts_add_up_to_its_bridge() {
    let Some(rows) = crate::drawn::online_retail() else { return };
    let words = ["one", "two", "three"];
    // The rows hold invoices without their positions, so pence decide the part.
    let sold = |row: &(i64, i64, i64)| words[usize::try_from(row.2 % 3).expect("small")];
    let vantage = crate::drawn::seen_from(&rows, "2011-12-10", "Europe/London");
    let options = RevenueOptions {
        from: "2011-09-01".parse().ok(),
        until: "2011-12-01".parse().ok(),
        ..RevenueOptions::default()
    };
    let ends = Ends::new(&options, &vantage).expect("two periods");
    let within = |period: domain::Period, at: i64| {
        let (from, until) = period.instants(&vantage.zone);
        if at >= from.0 && at < until.0 { 1 } else { 0 }
    };
    let mut drawing: Drawing = Vec::new();
    for row in &rows {
        let (base, period) = (within(ends.base, row.1), within(ends.period, row.1));
        drawing.push((row.0, sold(row), row.2 * base, row.2 * period));
    }
    let opening = ends.period.instants(&vantage.zone).0.0;
    let old: BTreeSet<i64> = rows.iter().filter(|row| row.1 < opening).map(|row| row.0).collect();
    let old: Vec<i64> = old.into_iter().collect();
    let split = by_word(&paid_of(&drawing, &old), sales_of(&drawing));
    let whole = facts::fold_rows(revenue::RevenueFold::new(&ends, &vantage), &rows);
    assert_eq!(split.whole, whole);
    for name in words {
        let bridge = part(&split, name);
        let seen = [bridge.base_revenue, bridge.churned, bridge.new, bridge.reactivated];
        let hand = by_hand(&drawing, &old, name);
        assert_eq!(seen, [hand[0], hand[1], hand[4], hand[5]]);
    }
}
