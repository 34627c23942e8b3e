//! The forecast in a terminal: what comes, how the ways did, what was unlike itself.

use anyhow::Result;
use collect::shop::Shop;
use domain::Caveats;
use know::figure::Figure;
use know::forecast::ForecastOptions;
use know::forecast::cohorts::CohortRow;
use know::forecast::report::{ForecastReport, MoverOut, PartOut, StepOut, TriedOut, UnusualOut};
use records::Actor;
use serde_json::Value;

use super::{Args, Shown, Table, money, percent, said};

/// What the shop will sell.
#[derive(clap::Args)]
pub(crate) struct ForecastArgs {
    /// Keep this run, so that it can be held against what comes
    #[arg(long)]
    keep: bool,
    #[command(flatten)]
    asked: Args<ForecastOptions>,
}

/// Prints what the shop will sell.
pub(crate) async fn run_forecast(shop: &Shop, args: ForecastArgs) -> Result<()> {
    let ForecastArgs { keep, asked: Args { options, output } } = args;
    if keep {
        let run = know::forecast::run(shop, options.clone(), Actor::System).await;
        eprintln!("note: kept as {}", run.map_err(super::told)?.id);
    }
    super::run(shop, options, &output, know::forecast::of_shop).await
}

impl Shown for ForecastReport {
    fn said(&self) -> (&str, &Caveats) {
        said(&self.head)
    }

    fn tables(&self) -> Vec<Table> {
        let ahead = self.ahead.iter().map(|it| step(&it.period, &it.told));
        let total = self.total.iter().map(|total| step("together", total));
        let mut tables = vec![Table::new(
            &["", "forecast", "80 of 100", "95 of 100"],
            1,
            ahead.chain(total).collect(),
        )];
        if let Some(trial) = &self.trial {
            let columns = ["tried", "off by", "too much", "in the 80 %", "in the 95 %", ""];
            let ways = trial.ways.iter().map(|it| way(it, Some(it.way) == self.way));
            tables.push(Table::new(&columns, 1, ways.collect()));
        }
        if let Some(cohorts) = &self.cohorts {
            let columns = ["from below", "so far", "are here", "newcomers", "unnamed", "together"];
            tables.push(Table::new(&columns, 1, cohorts.rows.iter().map(below).collect()));
        }
        if !self.parts.is_empty() {
            let columns = ["part", "the same time before", "forecast", "share"];
            tables.push(Table::new(&columns, 1, self.parts.iter().map(part).collect()));
        }
        if !self.unusual.is_empty() {
            let columns = ["unlike itself", "came", "expected", "moved"];
            tables.push(Table::new(&columns, 1, self.unusual.iter().map(unusual).collect()));
        }
        tables
    }
}

fn figure(figure: Option<Figure>) -> String {
    match figure {
        None => "–".to_owned(),
        Some(Figure::Count(count)) => count.to_string(),
        Some(Figure::Number(number)) => format!("{number:.0}"),
        Some(Figure::Money(amount)) => money(Some(amount)),
    }
}

fn step(name: &str, told: &StepOut) -> Vec<String> {
    let between = |low, high| format!("{} … {}", figure(low), figure(high));
    vec![
        name.to_owned(),
        figure(told.value),
        between(told.low_80, told.high_80),
        between(told.low_95, told.high_95),
    ]
}

fn word(choice: impl serde::Serialize) -> String {
    match serde_json::to_value(choice) {
        Ok(Value::String(word)) => word,
        _ => String::new(),
    }
}

fn way(tried: &TriedOut, is_used: bool) -> Vec<String> {
    vec![
        word(tried.way),
        percent(Some(tried.off)),
        percent(Some(tried.bias)),
        percent(Some(tried.within_80)),
        percent(Some(tried.within_95)),
        if is_used { "used".to_owned() } else { String::new() },
    ]
}

fn below(row: &CohortRow) -> Vec<String> {
    let CohortRow { period, so_far, existing, newcomers, unnamed, total, .. } = row;
    let figures = [so_far, existing, newcomers, unnamed, total];
    std::iter::once(period.clone()).chain(figures.into_iter().map(|it| figure(*it))).collect()
}

fn part(part: &PartOut) -> Vec<String> {
    let name = match (&part.name, part.is_rest) {
        (Some(name), _) => name.clone(),
        (None, true) => "all others".to_owned(),
        (None, false) => "without a name".to_owned(),
    };
    vec![name, figure(part.before), figure(part.ahead), percent(part.share)]
}

fn unusual(it: &UnusualOut) -> Vec<String> {
    let mover = |mover: &MoverOut| {
        let name = mover.name.as_deref().unwrap_or("without a name");
        format!("{} {name} {} → {}", word(mover.of), figure(mover.expected), figure(mover.value))
    };
    let movers: Vec<String> = it.movers.iter().map(mover).collect();
    vec![it.period.clone(), figure(it.value), figure(it.expected), movers.join(", ")]
}
