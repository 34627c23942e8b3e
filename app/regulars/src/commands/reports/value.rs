//! Value ahead in a terminal: the fit, how it does on days held out, and who is worth most.

use anyhow::Result;
use collect::shop::Shop;
use domain::Caveats;
use know::value::ValueOptions;
use know::value::report::{SearchOut, ValueReport, ValueRow};
use records::Actor;

use super::{Args, Shown, Table, money, percent, said};

/// As many as people look at; programs are given every row.
const ROWS: u32 = 20;

/// What customers are worth ahead.
#[derive(clap::Args)]
pub(crate) struct ValueArgs {
    /// Keep this run, so that others can be compared with it
    #[arg(long)]
    keep: bool,
    #[command(flatten)]
    asked: Args<ValueOptions>,
}

/// Prints what customers are worth ahead, for people the worthiest alone.
pub(crate) async fn run_value(shop: &Shop, args: ValueArgs) -> Result<()> {
    let ValueArgs { keep, asked: Args { mut options, output } } = args;
    if !output.json && !output.is_file() {
        options.limit = options.limit.or(Some(ROWS));
    }
    if keep {
        let run = know::value::run(shop, options.clone(), Actor::System).await;
        eprintln!("note: kept as {}", run.map_err(super::told)?.id);
    }
    super::run(shop, options, &output, know::value::of_shop).await
}

impl Shown for ValueReport {
    fn said(&self) -> (&str, &Caveats) {
        said(&self.head)
    }

    fn tables(&self) -> Vec<Table> {
        let people = ["customer", "x", "t_x", "T", "still buys", "orders", "from … to", "worth"];
        let rows = self.rows.iter().map(person).collect();
        vec![fit(self), Table::new(&people, 1, rows)]
    }
}

/// What is known of the fit, line by line.
fn fit(report: &ValueReport) -> Table {
    let mut rows = vec![
        line("customers", report.customers),
        line("came again", report.came_again),
        line("log-likelihood", number(report.log_likelihood)),
    ];
    for (name, value) in report.params.iter().flatten() {
        let error = report.errors.as_ref().and_then(|errors| errors.get(name));
        let error = error.map(|error| format!(" ± {error:.4}")).unwrap_or_default();
        rows.push(line(name, format!("{value:.4}{error}")));
    }
    rows.extend(report.search.map(|search| line("search", told(&search))));
    rows.extend(report.total.map(|total| line("still buying", format!("{:.0}", total.alive))));
    rows.extend(
        report.total.map(|total| line("orders ahead", format!("{:.0}", total.expected_orders))),
    );
    rows.extend(report.total.map(|total| line("worth ahead", money(total.expected_value))));
    rows.extend(report.spend.as_ref().map(|spend| line("spend each time", money(spend.mean))));
    if let Some(held) = &report.hold_out {
        let told = format!(
            "{} came, {:.0} expected, {} off",
            held.actual,
            held.expected,
            percent(held.error)
        );
        rows.push(line(&format!("held out from {}", held.from), told));
    }
    Table::new(&["", ""], 2, rows)
}

fn line(name: &str, value: impl ToString) -> Vec<String> {
    vec![name.to_owned(), value.to_string()]
}

fn told(search: &SearchOut) -> String {
    let end = if search.converged { "at the top" } else { "short of the top" };
    format!(
        "{end} after {} steps, {} of {} starts agree",
        search.steps, search.agreeing, search.starts
    )
}

fn person(row: &ValueRow) -> Vec<String> {
    let between = match (row.low, row.high) {
        (Some(low), Some(high)) => format!("{low:.1} … {high:.1}"),
        _ => "–".to_owned(),
    };
    vec![
        row.customer_id.clone(),
        row.x.to_string(),
        format!("{:.1}", row.t_x),
        format!("{:.1}", row.t),
        percent(row.p_alive),
        number(row.expected_orders),
        between,
        money(row.expected_value),
    ]
}

fn number(number: Option<f64>) -> String {
    number.map_or_else(|| "–".to_owned(), |number| format!("{number:.2}"))
}
