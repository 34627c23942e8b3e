//! What the orders of each persona are made of: categories, channels, cities, hours.

use std::collections::BTreeMap;

use facts::Lent;

use super::shapes::Liked;
use crate::asking::{Asked, ReportError};
use crate::leaving::features::TallyFold;
use crate::personas::features::Gathered;

/// How many orders of each persona have each of some words.
type Words = Vec<BTreeMap<String, f64>>;

/// What was counted of the orders of each persona.
pub struct Counts {
    /// Positions by category.
    pub categories: Words,
    /// Orders by channel.
    pub channels: Words,
    /// Orders by city.
    pub cities: Words,
    /// Orders by hour, 0 to 23.
    pub hours: Words,
    /// Orders by day of the week, 0 is Monday.
    pub weekdays: Words,
    /// Orders with a promo code, and all.
    pub coupons: Words,
    /// Orders that came to nothing.
    pub undone: Words,
}

/// The table that tells whose orders are whose.
const MEMBERS: &str = "persona_members";

impl Counts {
    /// Counts the orders of `k` personas.
    pub async fn of(
        asked: &Asked,
        gathered: &Gathered,
        labels: &[u32],
        k: usize,
    ) -> Result<Self, ReportError> {
        let session = &asked.session;
        let columns = vec![
            ("customer_no", Lent::Numbers(gathered.customers.clone())),
            ("nth", Lent::Numbers(labels.iter().map(|label| i64::from(*label)).collect())),
        ];
        session.lend(MEMBERS, columns)?;
        let (hours, days) = (asked.vantage.zone.clone(), asked.vantage.zone.clone());
        session.number_moments("shop_hour", move |at| {
            i64::from(hours.wall_of(domain::Instant(at)).hour())
        });
        session.number_moments("shop_weekday", move |at| {
            let day = days.wall_of(domain::Instant(at)).weekday();
            i64::from(day.to_monday_zero_offset())
        });
        let count = |table, condition: String, word| counted(asked, (table, condition, word), k);
        let valid = || "valid and customer_no > 0".to_owned();
        Ok(Self {
            categories: count("order_lines", valid(), "category").await?,
            channels: count("orders", valid(), "channel").await?,
            cities: count("orders", valid(), "city").await?,
            hours: count("orders", valid(), "shop_hour(at)").await?,
            weekdays: count("orders", valid(), "shop_weekday(at)").await?,
            coupons: count("orders", valid(), "coupon is not null").await?,
            undone: count("orders", TallyFold::undone_where(), "'undone'").await?,
        })
    }

    /// Of a persona’s orders, the share with a promo code; none without orders.
    pub fn coupon_share(&self, nth: usize) -> Option<f64> {
        share(self.coupons[nth].get("true").copied().unwrap_or(0.0), sum(&self.coupons[nth]))
    }

    /// Of the orders a persona placed, the share that came to nothing; none without orders.
    pub fn undone_share(&self, nth: usize) -> Option<f64> {
        let undone = sum(&self.undone[nth]);
        share(undone, undone + sum(&self.coupons[nth]))
    }

    /// The share of a persona’s orders in each hour; empty where all orders have the same one,
    /// because then nobody wrote the hour down.
    pub fn hours_of(&self, nth: usize) -> Vec<f64> {
        let mut known: Vec<&String> = self.hours.iter().flat_map(BTreeMap::keys).collect();
        known.sort_unstable();
        known.dedup();
        if known.len() < 2 { Vec::new() } else { shares(&self.hours[nth], 24) }
    }

    /// The share of a persona’s orders on each day of the week; empty without orders.
    pub fn weekdays_of(&self, nth: usize) -> Vec<f64> {
        shares(&self.weekdays[nth], 7)
    }
}

async fn counted(
    asked: &Asked,
    (table, condition, word): (&str, String, &str),
    k: usize,
) -> Result<Words, ReportError> {
    let question = format!(
        "select members.nth, told.word, count(*) from (select customer_no, cast({word} as varchar) \
         as word from {table} where {condition} and at < '{}') told join {MEMBERS} members on \
         members.customer_no = told.customer_no where told.word is not null group by members.nth, \
         told.word",
        asked.vantage.as_of
    );
    let mut counts = vec![BTreeMap::new(); k];
    for row in asked.session.sql(&question).await?.rows {
        let [nth, word, n] = row.as_slice() else { continue };
        let (Some(nth), Some(word), Some(n)) = (nth.as_u64(), word.as_str(), n.as_f64()) else {
            continue;
        };
        if let Some(counts) = counts.get_mut(nth as usize) {
            counts.insert(word.to_owned(), n);
        }
    }
    Ok(counts)
}

fn sum(counts: &BTreeMap<String, f64>) -> f64 {
    counts.values().sum()
}

fn share(part: f64, of: f64) -> Option<f64> {
    (of > 0.0).then(|| part / of)
}

fn shares(counts: &BTreeMap<String, f64>, n: usize) -> Vec<f64> {
    let all = sum(counts);
    if all <= 0.0 {
        return Vec::new();
    }
    let at = |nth: usize| counts.get(&nth.to_string()).copied().unwrap_or(0.0) / all;
    (0..n).map(at).collect()
}

/// As many as a card has room for.
const LIKED: usize = 3;
/// What so few have in common is no liking,
const COUNT_LEAST: f64 = 20.0;
/// nor what they have hardly more of than everybody.
const LIFT_LEAST: f64 = 1.05;

/// What one persona has more of than all together: what adds most to telling them apart first
/// (its part of the divergence of Kullback and Leibler 1951).
pub fn favourites(words: &Words, nth: usize) -> Vec<Liked> {
    let known = words[nth].iter().filter(|(_, n)| **n >= COUNT_LEAST);
    let mut liked: Vec<Liked> =
        known.filter_map(|(name, n)| liking(words, nth, (name, *n))).collect();
    liked.retain(|it| it.lift >= LIFT_LEAST);
    let tells = |it: &Liked| it.share * it.lift.ln();
    liked.sort_by(|one, other| tells(other).total_cmp(&tells(one)));
    liked.truncate(LIKED);
    liked
}

/// What one persona has most of.
pub fn most(words: &Words, nth: usize) -> Vec<Liked> {
    let mut liked: Vec<Liked> =
        words[nth].iter().filter_map(|(name, n)| liking(words, nth, (name, *n))).collect();
    liked.sort_by(|one, other| other.share.total_cmp(&one.share));
    liked.truncate(LIKED);
    liked
}

fn liking(words: &Words, nth: usize, (name, n): (&String, f64)) -> Option<Liked> {
    let of_all: f64 = words.iter().filter_map(|counts| counts.get(name)).sum();
    let all: f64 = words.iter().map(sum).sum();
    let share = share(n, sum(&words[nth]))?;
    Some(Liked { name: name.clone(), share, lift: share / (of_all / all) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_liked_is_what_one_has_more_of_than_all() {
        let words = |counts: &[(&str, f64)]| {
            counts.iter().map(|(name, n)| ((*name).to_owned(), *n)).collect::<BTreeMap<_, _>>()
        };
        let all = vec![
            words(&[("Tea", 60.0), ("Cake", 30.0), ("Jam", 10.0)]),
            words(&[("Tea", 20.0), ("Cake", 80.0)]),
        ];
        let liked = favourites(&all, 0);
        // Jam is theirs alone, but ten are too few to say so.
        assert_eq!(liked.iter().map(|it| it.name.as_str()).collect::<Vec<_>>(), ["Tea"]);
        assert!((liked[0].share - 0.6).abs() < 1e-12 && (liked[0].lift - 1.5).abs() < 1e-12);
        let names: Vec<String> = most(&all, 1).into_iter().map(|it| it.name).collect();
        assert_eq!(names, ["Cake", "Tea"]);
        assert!(favourites(&vec![BTreeMap::new()], 0).is_empty());
    }
}
