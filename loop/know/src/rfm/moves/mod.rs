//! Movement: in which group everybody was on one day, and in which on a later one.
//!
//! RFM ages within weeks; what the shop can act on is who has moved. Both days are scored by the
//! same rules, the breaks in force now among them, over the same orders, each as if it were today.
//! Everybody who had bought by the later day is counted exactly once; who had not bought by the
//! earlier one stands in a row of his own.

pub mod api;
mod matrix;

#[cfg(test)]
mod tests;

use collect::shop::{Language, Shop};
use domain::{Caveat, Day, Money};
use jiff::ToSpan;
use serde::{Deserialize, Serialize};

use super::{Breaks, Groups, RfmFold, RfmOptions, Scale, Scored, scores};
use crate::asking::{ReportError, ask_of};
use crate::sheets::{Columns, Sheet, Table, Tabled};
use crate::{AsOf, Head, Vantage, Wording};

/// What can be asked of the movement between two days.
#[derive(
    Clone, Debug, Default, PartialEq, Serialize, Deserialize, utoipa::ToSchema, utoipa::IntoParams,
)]
#[serde(rename_all = "kebab-case", default, deny_unknown_fields)]
#[into_params(rename_all = "kebab-case", parameter_in = Query)]
pub struct MovesOptions {
    /// The earlier day; ninety days before the later one unless told.
    #[param(value_type = Option<String>, format = Date)]
    #[schema(value_type = Option<String>, format = Date)]
    pub from: Option<Day>,
    /// The later day, whose orders are not seen; the day the reports look from unless told.
    #[param(value_type = Option<String>, format = Date)]
    #[schema(value_type = Option<String>, format = Date)]
    pub until: Option<Day>,
    /// The shop's own breaks, fifths of the customers, or fixed numbers of orders.
    #[param(inline)]
    pub breaks: Breaks,
    /// Only the customers of this saved segment, as it is at the moment looked from.
    pub segment: Option<String>,
}

/// Two days between which nobody can have moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{from} is not before {until}, so nobody can have moved between them")]
pub struct NoMoves {
    /// The day that was to be the earlier one.
    pub from: Day,
    /// The day that was to be the later one.
    pub until: Day,
}

/// Who moved from which group to which.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
pub struct MovesReport {
    /// What is said before the figures.
    #[serde(flatten)]
    pub head: Head<MovesOptions>,
    /// Where the scores of both days were cut.
    pub scale: Scale,
    /// Every group in the order of its rules.
    pub groups: Vec<String>,
    /// Every group of the earlier day, and none, with every group of the later one; those where
    /// nobody is, too.
    pub cells: Vec<MoveCell>,
    /// The move down that took most customers.
    pub worsening: Option<MoveCell>,
    /// The move up that took most customers.
    pub improvement: Option<MoveCell>,
}

/// The customers who were in one group and are in another, or stayed.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
pub struct MoveCell {
    /// The group of the earlier day; null for those who had not bought yet.
    pub from: Option<String>,
    /// The group of the later day.
    pub until: String,
    /// How many they are.
    pub customers: u64,
    /// What they have paid by the later day; no answer while orders have no amounts.
    pub revenue: Option<Money>,
    /// The points their scores of recency, frequency and money have gained or lost together.
    pub points: i64,
}

/// The movement of a shop's customers.
pub async fn of_shop(shop: &Shop, options: MovesOptions) -> Result<MovesReport, ReportError> {
    let later = options.until.map(AsOf::Day);
    let asked = ask_of(shop, later, options.segment.as_deref()).await?;
    let from = earlier_day(&options, &asked.vantage)?;
    let earlier = asked.vantage.seen_on(from);
    let rfm = RfmOptions { breaks: options.breaks, ..RfmOptions::default() };
    let before = asked.fold(RfmFold::new(&earlier)).await?.unwrap_or_default();
    let after = asked.fold(RfmFold::new(&asked.vantage)).await?.unwrap_or_default();
    let mut tx = shop.read().await?;
    let groups = super::groups_of(&mut tx).await?;
    let scale = rfm.scale(&super::scale_of(&mut tx).await?);
    let scored = [before, after].map(|sum| scores::scored(&scale, sum));
    let options = MovesOptions { from: Some(from), ..options };
    Ok(report(options, &asked.vantage, &scale, &scored, &groups))
}

/// A quarter of a year: long enough to grow quiet in, short enough to act upon.
const DAYS: i64 = 90;

/// The earlier day meant; the later one is the day the reports look from unless told.
fn earlier_day(options: &MovesOptions, vantage: &Vantage) -> Result<Day, NoMoves> {
    let until = options.until.unwrap_or_else(|| vantage.as_of_day());
    let from = options.from.unwrap_or_else(|| until.saturating_sub(DAYS.days()));
    if from < until { Ok(from) } else { Err(NoMoves { from, until }) }
}

/// Tells the movement between two lists of scores, the earlier first.
pub fn report(
    options: MovesOptions,
    vantage: &Vantage,
    scale: &Scale,
    [before, after]: &[Vec<Scored>; 2],
    groups: &Groups,
) -> MovesReport {
    let mut head = vantage.head("rfm-moves", definition(vantage.language), options);
    let has_amounts = super::has_amounts(after);
    if !after.is_empty() && !has_amounts {
        head.caveats.say(crate::head::no_amounts());
    }
    if before.is_empty() && !after.is_empty() {
        let text = "nobody had bought by the earlier day, so nobody can have moved";
        head.caveats.say(Caveat::new("nobody_before", text));
    }
    let cells: Vec<MoveCell> = matrix::cells(before, after, groups)
        .into_iter()
        .map(|((from, until), moved)| MoveCell {
            from: from.map(str::to_owned),
            until: until.to_owned(),
            customers: moved.customers,
            revenue: vantage.money(moved.revenue).filter(|_| has_amounts),
            points: moved.points,
        })
        .collect();
    MovesReport {
        scale: *scale,
        groups: groups.names().into_iter().map(str::to_owned).collect(),
        worsening: most(&cells, |points| points < 0),
        improvement: most(&cells, |points| points > 0),
        cells,
        head,
    }
}

/// Of the moves between two groups that went one way, the one most customers went.
fn most(cells: &[MoveCell], went: impl Fn(i64) -> bool) -> Option<MoveCell> {
    let moves = cells.iter().filter(|cell| {
        cell.customers > 0
            && went(cell.points)
            && cell.from.as_ref().is_some_and(|from| *from != cell.until)
    });
    // The first of equals, in the order of the groups, so that the same shop is told the same.
    moves.rev().max_by_key(|cell| cell.customers).cloned()
}

impl Tabled for MovesOptions {
    type Answer = MovesReport;

    const TABLES: &'static [Table<Self>] = &[Table { name: "moves", sheet }];

    async fn answer(self, shop: &Shop) -> Result<MovesReport, ReportError> {
        of_shop(shop, self).await
    }
}

fn sheet(report: MovesReport) -> Sheet {
    Columns::<MoveCell>::new()
        .word("group_from", |cell| cell.from.clone())
        .word("group_until", |cell| cell.until.clone())
        .whole("customers", |cell| cell.customers)
        .money("revenue", report.head.currency, |cell| cell.revenue)
        .whole("points", |cell| cell.points)
        .of(&report.head, report.cells)
}

const DEFINITION: Wording = Wording {
    en: "Everybody who had bought by the later day, by his RFM group on the earlier day and on the \
         later one; each day is scored as if it were today, so a score can also change because \
         others bought. A move is down when the scores of those who made it lost points together. \
         Revenue is what they have paid by the later day.",
    uk: "Усі, хто купив до пізнішого дня, за групою RFM у раніший день і в пізніший; кожен день \
         оцінено так, ніби він сьогоднішній, тож оцінка може змінитися й тому, що купували інші. \
         Рух униз — коли оцінки тих, хто його зробив, разом втратили бали. Виторг — скільки вони \
         заплатили до пізнішого дня.",
    ru: "Все, кто купил к более позднему дню, по группе RFM в более ранний день и в более поздний; \
         каждый день оценён так, будто он сегодняшний, поэтому оценка может измениться и оттого, \
         что покупали другие. Движение вниз — когда оценки тех, кто его сделал, вместе потеряли \
         баллы. Выручка — сколько они заплатили к более позднему дню.",
};

fn definition(language: Language) -> String {
    [DEFINITION, crate::PURCHASE].map(|part| part.say(language)).join(" ")
}
