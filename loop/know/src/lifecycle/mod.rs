//! Lifecycle: who is new, who stays, who comes back, who falls silent; and where everybody stands.
//!
//! Two views that must not be mixed up. By calendar periods a customer is dormant as soon as he
//! skips one, however long his own rhythm is; where he stands today is told from the rhythm of the
//! shop instead. Start at [`moves`] for the periods, at [`standing`] for the day.

pub mod api;
pub mod compare;
pub mod moves;
pub mod standing;
mod words;

#[cfg(test)]
mod tests;

use std::collections::HashSet;

use collect::shop::Shop;
use domain::Caveat;
use serde::{Deserialize, Serialize};

pub use compare::{Comparison, Entries};
pub use moves::{MovesFold, MovesSum, PeriodMoves, Plan};
pub use standing::{Base, SilenceRule, Standing, StandingRow};
pub use words::definition;

use crate::asking::{ReportError, ask, ask_of};
use crate::sheets::{Table, Tabled};
use crate::{AsOf, Head, Unit, Vantage};

/// Length of the periods of the lifecycle.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    Serialize,
    Deserialize,
    utoipa::ToSchema,
    clap::ValueEnum,
)]
#[serde(rename_all = "lowercase")]
pub enum LifecyclePeriod {
    /// Seven days from the day the shop's week opens on.
    Week,
    /// A calendar month.
    #[default]
    Month,
    /// Three calendar months.
    Quarter,
    /// A calendar year.
    Year,
}

impl LifecyclePeriod {
    fn unit(self) -> Unit {
        match self {
            Self::Week => Unit::Week,
            Self::Month => Unit::Month,
            Self::Quarter => Unit::Quarter,
            Self::Year => Unit::Year,
        }
    }

    fn per_year(self) -> usize {
        match self {
            Self::Week => 52,
            Self::Month => 12,
            Self::Quarter => 4,
            Self::Year => 1,
        }
    }
}

/// What can be asked of the lifecycle report.
#[derive(
    Clone,
    Debug,
    Default,
    PartialEq,
    Serialize,
    Deserialize,
    utoipa::ToSchema,
    utoipa::IntoParams,
    clap::Args,
)]
#[serde(rename_all = "kebab-case", default, deny_unknown_fields)]
#[into_params(rename_all = "kebab-case", parameter_in = Query)]
pub struct LifecycleOptions {
    /// Length of a period.
    #[arg(long, value_enum, default_value_t)]
    #[param(inline)]
    pub period: LifecyclePeriod,
    /// Look from this day, not seeing its orders, or from this moment.
    #[arg(long, value_name = "DAY")]
    #[param(value_type = Option<String>)]
    #[schema(value_type = Option<String>)]
    pub as_of: Option<AsOf>,
    /// Only the customers of this saved segment, as it is at the moment looked from.
    #[arg(long, value_name = "NAME")]
    pub segment: Option<String>,
}

/// The lifecycle report.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
pub struct LifecycleReport {
    /// What is said before the figures.
    #[serde(flatten)]
    pub head: Head<LifecycleOptions>,
    /// Every calendar period from the first purchase on, oldest first.
    pub periods: Vec<PeriodMoves>,
    /// From which silence on a customer is quiet and lapsed; none while nobody has come back.
    pub rules: Vec<SilenceRule>,
    /// Where the customers stand now, by these rules.
    pub standings: Vec<StandingRow>,
    /// Active customers beside the quiet and the lapsed; null while there are none on a side.
    pub comparison: Option<Comparison>,
}

/// The lifecycle of a shop's customers.
pub async fn of_shop(
    shop: &Shop,
    options: LifecycleOptions,
) -> Result<LifecycleReport, ReportError> {
    let asked = ask_of(shop, options.as_of, options.segment.as_deref()).await?;
    let plan = Plan::new(options.period, &asked.vantage);
    let moves = asked.fold(plan.as_ref().map(MovesFold::new)).await?;
    let base = Base::of(&asked).await?;
    let entries = Entries::of(&asked.session, &base).await?;
    Ok(report(options, &asked.vantage, moves.as_ref(), &base, &entries))
}

/// The numbers of a shop's customers who stand so today.
pub async fn who(shop: &Shop, standing: Standing) -> Result<HashSet<i64>, ReportError> {
    Ok(Base::of(&ask(shop, None).await?).await?.who(standing))
}

/// Reads the report off what was added up.
pub fn report(
    options: LifecycleOptions,
    vantage: &Vantage,
    moves: Option<&MovesSum>,
    base: &Base,
    entries: &Entries,
) -> LifecycleReport {
    let mut head = vantage.head("lifecycle", definition(vantage.language), options);
    let plan = Plan::new(head.options.period, vantage);
    let periods = match (plan, moves) {
        (Some(plan), Some(moves)) => plan.rows(moves),
        _ => Vec::new(),
    };
    if periods.last().is_some_and(|period| !period.complete) {
        let text = "the last period is not over; last year's is counted to the same day, and who \
                    is dormant so far may still come";
        head.caveats.say(Caveat::new("period_running", text));
    }
    if base.rules.is_empty() && !base.histories.is_empty() {
        let text = "nobody has come back yet, so no silence can be told from leaving";
        head.caveats.say(Caveat::new("no_returns", text));
    }
    if !base.has_amounts() && !base.histories.is_empty() {
        head.caveats.say(crate::head::no_amounts());
    }
    LifecycleReport {
        periods,
        rules: base.rules.clone(),
        standings: base.rows(vantage),
        comparison: compare::compare(base, entries, vantage),
        head,
    }
}

impl Tabled for LifecycleOptions {
    type Answer = LifecycleReport;

    const TABLES: &'static [Table<Self>] = &[
        Table { name: "periods", sheet: moves::periods_sheet },
        Table { name: "standings", sheet: standing::standings_sheet },
        Table { name: "rules", sheet: standing::rules_sheet },
        Table { name: "numbers", sheet: compare::numbers_sheet },
        Table { name: "shares", sheet: compare::shares_sheet },
    ];

    async fn answer(self, shop: &Shop) -> Result<LifecycleReport, ReportError> {
        of_shop(shop, self).await
    }
}
