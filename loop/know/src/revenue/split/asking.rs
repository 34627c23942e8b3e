//! Who paid what in which part of the shop.

use std::collections::HashMap;

use collect::customers;
use collect::shop::Shop;
use domain::Period;
use facts::FactsError;

use super::By;
use super::parted::Stake;
use crate::asking::{Asked, ReportError};
use crate::revenue::Ends;
use crate::revenue::fold::PaidFold;
use crate::segments::SegmentError;
use crate::segments::crowd::{Asker, Crowd, each};
use crate::segments::rule::Rule;
use crate::segments::saved::{self, Library};

pub(super) use crate::revenue::bridge::Paid;

/// Everybody who bought in the base or in the period, by his number.
pub(super) async fn everybody(asked: &Asked, ends: &Ends) -> Result<Vec<(i64, Paid)>, FactsError> {
    let mut paid = asked.session.fold(PaidFold::new(ends, &asked.vantage)).await?.0;
    paid.sort_unstable_by_key(|(customer, _)| *customer);
    Ok(paid)
}

/// What one customer paid for what one word of the orders says.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sold {
    pub customer: i64,
    /// Place of the word in the list of all words.
    pub word: usize,
    /// What he paid; its part is not known yet.
    pub stake: Stake,
}

/// What was sold in both periods, by what the orders or their positions say of it.
#[derive(Debug, Default)]
pub(super) struct Sales {
    /// Everything that is said; none for what nothing is said of.
    pub words: Vec<Option<String>>,
    /// In no order.
    pub sold: Vec<Sold>,
}

impl Sales {
    /// Asks the orders, or their positions, what they say.
    pub async fn of(asked: &Asked, ends: &Ends, by: By) -> Result<Self, FactsError> {
        let mut sales = Self::default();
        let mut places: HashMap<String, usize> = HashMap::new();
        let mut untold: Option<usize> = None;
        let question = question(asked, ends, by);
        let see = |customer: i64, word: Option<&str>, told: &[i64]| {
            let &[base, period, n_base, n_period] = told else { return };
            let word = word.filter(|word| !word.trim().is_empty());
            let known = match word {
                Some(word) => places.get(word).copied(),
                None => untold,
            };
            let place = known.unwrap_or_else(|| {
                let place = sales.words.len();
                sales.words.push(word.map(str::to_owned));
                match word {
                    Some(word) => drop(places.insert(word.to_owned(), place)),
                    None => untold = Some(place),
                }
                place
            });
            let (bought_in_base, bought_in_period) = (n_base > 0, n_period > 0);
            let stake = Stake { part: 0, base, period, bought_in_base, bought_in_period };
            sales.sold.push(Sold { customer, word: place, stake });
        };
        asked.session.amounts(&question, see).await?;
        Ok(sales)
    }
}

/// One row a customer and a word: what he paid in the base and in the period, and how often.
fn question(asked: &Asked, ends: &Ends, by: By) -> String {
    let (table, column) = by.column();
    let zone = &asked.vantage.zone;
    let within = |period: Period| {
        let (from, until) = period.instants(zone);
        format!("(at >= '{from}' and at < '{until}')")
    };
    let (base, period) = (within(ends.base), within(ends.period));
    let amount = match asked.vantage.currency {
        Some(currency) => format!("case when currency = '{}' then amount end", currency.code()),
        None => "amount".to_owned(),
    };
    let as_of = asked.vantage.as_of;
    format!(
        "with sold as (
            select customer_no, {column} as word, {amount} as amount, {base} as in_base
            from {table}
            where valid and customer_no > 0 and at < '{as_of}' and ({base} or {period}))
         select customer_no, word,
                coalesce(sum(case when in_base then amount end), 0),
                coalesce(sum(case when not in_base then amount end), 0),
                sum(case when in_base then 1 else 0 end),
                sum(case when in_base then 0 else 1 end)
         from sold group by customer_no, word"
    )
}

/// The saved segments by name, with who is in each, by facts that are given back.
pub(super) async fn segments(
    shop: &Shop,
    asked: Asked,
) -> Result<(Asked, Vec<(String, Crowd)>), ReportError> {
    let (names, rules, everyone) = spelled_out(shop).await?;
    let mut asker = Asker::over(shop, asked, everyone);
    let crowds = each(&mut asker, &rules).await?;
    Ok((asker.asked, names.into_iter().zip(crowds).collect()))
}

async fn spelled_out(shop: &Shop) -> Result<(Vec<String>, Vec<Rule>, Crowd), SegmentError> {
    let mut tx = shop.read().await?;
    let library = Library::of(&mut tx).await?;
    let (mut names, mut rules) = (Vec::new(), Vec::new());
    for saved in saved::list(&mut tx).await? {
        rules.push(library.spell_out_named(&saved.name)?);
        names.push(saved.name);
    }
    let everyone = Crowd::of_stretches(customers::numbers(&mut tx).await?);
    Ok((names, rules, everyone))
}
