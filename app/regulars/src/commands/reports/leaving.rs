//! Leaving in a terminal: how the models did, what they learnt from, and who has most at stake.

use anyhow::Result;
use collect::shop::Shop;
use domain::{Caveats, Currency, Money, RunId};
use know::leaving::LeavingOptions;
use know::leaving::features::Unit;
use know::leaving::report::{FeatureOut, LeavingReport, LeavingRow, Reason, TriedOut};
use know::models;
use records::Actor;
use serde_json::Value;

use super::{Args, Shown, Table, money, percent, said};

/// As many as people look at; programs are given every row.
const ROWS: u32 = 20;

/// Who will not order within so many days, and who will.
#[derive(clap::Args)]
pub(crate) struct LeavingArgs {
    /// Keep this run, so that it can be compared with others and put in use
    #[arg(long)]
    keep: bool,
    /// Put the kept run in use: customer cards and segments tell what it learnt
    #[arg(long = "use", value_name = "RUN")]
    used: Option<RunId>,
    #[command(flatten)]
    asked: Args<LeavingOptions>,
}

/// Prints who will leave, for people those with most at stake alone.
pub(crate) async fn run_leaving(shop: &Shop, args: LeavingArgs) -> Result<()> {
    let LeavingArgs { keep, used, asked: Args { mut options, output } } = args;
    if let Some(id) = used {
        let mut tx = shop.write(Actor::System).await?;
        let run = models::put_in_use(&mut tx, id).await?;
        tx.commit().await?;
        eprintln!("note: {} tells customer cards and segments from now on", run.id);
        return Ok(());
    }
    if !output.json && !output.is_file() {
        options.limit = options.limit.or(Some(ROWS));
    }
    if keep {
        let run = know::leaving::run(shop, options.clone(), Actor::System).await;
        eprintln!("note: kept as {}", run.map_err(super::told)?.id);
    }
    super::run(shop, options, &output, know::leaving::of_shop).await
}

impl Shown for LeavingReport {
    fn said(&self) -> (&str, &Caveats) {
        said(&self.head)
    }

    fn tables(&self) -> Vec<Table> {
        let currency = self.head.currency;
        let models = ["model", "AUC", "from … to", "log-loss", "Brier", "lift", ""];
        let tried = self.trial.iter().flat_map(|trial| &trial.models);
        let tried = tried.map(|it| model(it, Some(it.model) == self.model)).collect();
        let features = ["learnt from", "usually", "part", "weight", "from … to"];
        let people =
            ["customer", "leaving", "last order", "days with one", "year", "at stake", "why"];
        vec![
            summary(self),
            Table::new(&models, 1, tried),
            Table::new(
                &features,
                1,
                self.features.iter().map(|it| feature(it, currency)).collect(),
            ),
            Table::new(&people, 1, self.rows.iter().map(|row| person(row, currency)).collect()),
        ]
    }
}

fn summary(report: &LeavingReport) -> Table {
    let mut rows = vec![
        line("looked ahead, days", report.within_days.to_string()),
        line("customers", report.customers.to_string()),
        line("examples", format!("{}, {} of them left", report.examples, report.left)),
    ];
    if let Some(total) = &report.total {
        rows.push(line("will order", format!("{:.0}", total.buying)));
        let slipping = format!("{} of {}", total.slipping, total.regulars);
        rows.push(line("regulars more likely to leave", slipping));
        rows.push(line("at stake", money(total.at_stake)));
    }
    if let Some(trial) = &report.trial {
        let told = format!("{:.0} expected to leave, {} did", trial.expected, trial.left);
        rows.push(line(&format!("tried on {} … {}", trial.from, trial.until), told));
    }
    Table::new(&["", ""], 2, rows)
}

fn line(name: &str, value: String) -> Vec<String> {
    vec![name.to_owned(), value]
}

fn model(tried: &TriedOut, is_shipped: bool) -> Vec<String> {
    let mark = match (is_shipped, tried.is_level) {
        (true, _) => "shipped",
        (_, true) => "level with the best",
        _ => "",
    };
    vec![
        word(tried.model),
        format!("{:.4}", tried.auc),
        format!("{:.3} … {:.3}", tried.auc_low, tried.auc_high),
        format!("{:.4}", tried.log_loss),
        format!("{:.4}", tried.brier),
        tried.lift.map_or_else(|| "–".to_owned(), |lift| format!("{lift:.2}")),
        mark.to_owned(),
    ]
}

fn word(choice: impl serde::Serialize) -> String {
    match serde_json::to_value(choice) {
        Ok(Value::String(word)) => word,
        _ => String::new(),
    }
}

fn feature(feature: &FeatureOut, currency: Option<Currency>) -> Vec<String> {
    let number = |number: Option<f64>| {
        number.map_or_else(|| "–".to_owned(), |number| format!("{number:+.2}"))
    };
    let between = format!("{} … {}", number(feature.low), number(feature.high));
    vec![
        feature.called.en.to_owned(),
        shown(feature.unit, feature.usual, currency),
        if feature.is_constant { "same of all".to_owned() } else { percent(Some(feature.part)) },
        number(feature.weight),
        if feature.weight.is_some() { between } else { "–".to_owned() },
    ]
}

/// A number in its own unit; money in the shop's currency, once a file has named it.
pub(super) fn shown(unit: Unit, value: f64, currency: Option<Currency>) -> String {
    match unit {
        Unit::Days => format!("{value:.0} d"),
        Unit::Count => format!("{value:.1}"),
        Unit::Times => format!("× {value:.2}"),
        Unit::Share | Unit::YesNo => percent(Some(value)),
        Unit::Money => money(currency.map(|currency| Money::new(value.round() as i64, currency))),
        Unit::Number => format!("{value:.2}"),
    }
}

fn person(row: &LeavingRow, currency: Option<Currency>) -> Vec<String> {
    vec![
        row.customer_id.clone(),
        percent(row.leaving),
        row.last_order_on.to_string(),
        row.occasions.to_string(),
        money(row.year_value),
        money(row.at_stake),
        row.reasons.iter().map(|reason| why(reason, currency)).collect::<Vec<_>>().join(", "),
    ]
}

fn why(reason: &Reason, currency: Option<Currency>) -> String {
    let towards = if reason.effect > 0.0 { "↑" } else { "↓" };
    let value = shown(reason.unit, reason.value, currency);
    format!("{towards} {} {value}", reason.feature.called().en)
}
