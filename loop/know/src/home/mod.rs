//! Home: the owner's four questions, answered with codes and numbers; the page has the words.
//!
//! Who stays and who leaves, what to do today, and whether everything is heard. Whether the
//! programme helped is LEARN's to say. Start at [`of_shop`].

pub mod api;
mod overdue;
mod returns;

#[cfg(test)]
mod tests;

use std::collections::HashSet;

use collect::consent::{self, Channel, Purpose, State};
use collect::customers;
use collect::imports::{self, State as ImportState};
use collect::shop::Shop;
use domain::{Caveats, CustomerId, Instant};
use records::{RecordsError, ShopTx};
use serde::Serialize;
use serde_json::{Value, json};

use crate::asking::{Asked, ReportError, ask};
use crate::retention::{self, Plan, RetentionFold, RetentionOptions, RetentionReport};
use crate::rfm::{self, RfmFold, Scale};
use crate::rhythm::{self, RhythmFold, RhythmOptions};

pub use overdue::{Overdue, Worth, overdue};
pub use returns::{CameBack, ReturnsFold, ReturnsSum, newest};

/// What an owner sees first.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Home {
    /// The moment up to which orders were seen.
    pub as_of: Instant,
    /// What must be known before trusting the figures.
    pub caveats: Caveats,
    /// Who stays, who leaves; only what there is history enough to say.
    pub sentences: Vec<Sentence>,
    /// What to do today, the most worth first.
    pub today: Vec<Proposal>,
    /// Whether everything is heard.
    pub heard: Heard,
}

/// A sentence with its numbers, and the report it comes from.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
pub struct Sentence {
    /// Which sentence.
    pub code: &'static str,
    /// Its numbers.
    #[schema(value_type = Object)]
    pub params: Value,
    /// The report behind it.
    pub report: &'static str,
}

/// Something worth doing, and for whom.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
pub struct Proposal {
    /// What to do.
    pub code: &'static str,
    /// Its numbers; the gain is that of the people who can be reached, by the shop's own return
    /// rates, and is not tested.
    #[schema(value_type = Object)]
    pub params: Value,
    /// Who is meant, as a condition of a campaign.
    #[schema(value_type = Object)]
    pub condition: Value,
    /// How many they are.
    pub people: u64,
    /// How many of them may be written to and have an address.
    pub reachable: u64,
}

/// The last that was heard.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
pub struct Heard {
    /// The newest order.
    pub last_order_at: Option<Instant>,
    /// The newest file taken in.
    pub last_import_at: Option<Instant>,
    /// What seems to be broken.
    pub problems: Vec<&'static str>,
}

/// Home of a shop.
pub async fn of_shop(shop: &Shop) -> Result<Home, ReportError> {
    let asked = ask(shop, None).await?;
    let mut sentences = Vec::new();
    sentences.extend(came_back(&asked).await?);
    sentences.extend(stayed(&asked).await?);
    let overdue = find_overdue(&asked).await?;
    let today = match &overdue {
        Some(overdue) => {
            sentences.push(quieter(overdue));
            vec![win_back(shop, &asked, overdue).await?]
        }
        None => Vec::new(),
    };
    let heard = heard(&mut shop.read().await?).await?;
    let Asked { vantage, .. } = asked;
    Ok(Home { as_of: vantage.as_of, caveats: vantage.caveats, sentences, today, heard })
}

/// Of 100 customers who first bought in March, 31 came back within 90 days.
async fn came_back(asked: &Asked) -> Result<Option<Sentence>, ReportError> {
    let fold = ReturnsFold::new(&asked.vantage);
    let sum = asked.fold(fold).await?;
    let newest = sum.and_then(|sum| newest(&sum, &asked.vantage));
    let of_100 = |share: f64| (share * 100.0).round();
    Ok(newest.map(|came_back| Sentence {
        code: "came-back",
        params: json!({
            "cohort": came_back.month,
            "size": came_back.size,
            "customers": of_100(came_back.share),
            "days": ReturnsFold::DAYS,
            "last_year": came_back.last_year.map(of_100),
        }),
        report: "cohorts",
    }))
}

/// Of those active when last month opened, so many still were when it closed.
async fn stayed(asked: &Asked) -> Result<Option<Sentence>, ReportError> {
    let options = RetentionOptions::default();
    let plan = Plan::new(&options, &asked.vantage);
    let sum = asked.fold(plan.as_ref().map(RetentionFold::new)).await?;
    Ok(last_month(&retention::report(options, &asked.vantage, sum.as_ref())))
}

fn last_month(report: &RetentionReport) -> Option<Sentence> {
    let month = report.periods.iter().rev().find(|period| period.complete)?;
    let share = month.figures.rates.crr_strict?;
    let from = month.figures.from;
    let strict =
        |other: &Option<retention::Figures>| other.and_then(|other| other.rates.crr_strict);
    Some(Sentence {
        code: "stayed",
        params: json!({
            "month": format!("{:04}-{:02}", from.year(), from.month()),
            "people": month.figures.counts.start,
            "share": share,
            "before_share": strict(&month.previous),
            "last_year_share": strict(&month.last_year),
        }),
        report: "retention",
    })
}

async fn find_overdue(asked: &Asked) -> Result<Option<Overdue>, ReportError> {
    let rhythm = asked.fold(RhythmFold::new(&asked.vantage)).await?;
    let customers = asked.fold(RfmFold::new(&asked.vantage)).await?;
    let report = rhythm::report(RhythmOptions::default(), &asked.vantage, rhythm.as_ref());
    Ok(customers.and_then(|sum| overdue(&report, &rfm::scores::scored(&Scale::default(), sum))))
}

/// So many regulars are quieter than three of four ever were.
fn quieter(overdue: &Overdue) -> Sentence {
    Sentence {
        code: "overdue",
        params: json!({
            "people": overdue.customers.len(),
            "of": overdue.regulars,
            "days": overdue.quiet_days,
        }),
        report: "rhythm",
    }
}

async fn win_back(shop: &Shop, asked: &Asked, overdue: &Overdue) -> Result<Proposal, ReportError> {
    let reachable = reachable(&mut shop.read().await?, overdue).await?;
    let worth = overdue.worth_of(|customer_no| reachable.contains(&customer_no));
    let money = |minor| asked.vantage.money(minor).filter(|_| worth.high > 0);
    let mut condition = json!({ "orders_min": 2, "quiet_days_min": overdue.quiet_days });
    if let Some(lapsed_days) = overdue.lapsed_days {
        condition["quiet_days_max"] = json!(lapsed_days);
    }
    Ok(Proposal {
        code: "win-back",
        params: json!({
            "worth": money(worth.expected),
            "worth_low": money(worth.low),
            "worth_high": money(worth.high),
        }),
        condition,
        people: overdue.customers.len() as u64,
        reachable: reachable.len() as u64,
    })
}

/// Those of them who may be written to by e-mail and have an address.
async fn reachable(tx: &mut ShopTx, overdue: &Overdue) -> Result<HashSet<i64>, RecordsError> {
    let numbers: Vec<i64> = overdue.customers.iter().map(|quiet| quiet.customer_no).collect();
    let mut known = customers::of_numbers(tx, &numbers).await?;
    known.retain(|customer| customer.email.is_some());
    let ids: Vec<CustomerId> = known.iter().map(|customer| customer.id).collect();
    let said = consent::states_of(tx, &ids, Purpose::Marketing, Channel::Email).await?;
    known.retain(|customer| said.get(&customer.id) == Some(&State::Granted));
    Ok(known.into_iter().map(|customer| customer.no).collect())
}

/// A shop that sold something every day hears of an order at least this often.
const SILENT_DAYS: i64 = 30;

async fn heard(tx: &mut ShopTx) -> Result<Heard, RecordsError> {
    let last_order_at = collect::orders::newest_at(tx).await?;
    let last_import = imports::list(tx, None, 1).await?.into_iter().next();
    let mut problems = Vec::new();
    let broken = |state| matches!(state, ImportState::Failed | ImportState::Interrupted);
    if last_import.as_ref().is_some_and(|import| broken(import.state)) {
        problems.push("import-failed");
    }
    if last_order_at.is_some_and(|at| tx.now().days_since(at) > SILENT_DAYS) {
        problems.push("no-recent-orders");
    }
    let last_import_at = last_import.and_then(|import| import.finished_at);
    Ok(Heard { last_order_at, last_import_at, problems })
}
