//! `regulars import`: orders and customers out of files.

use std::collections::BTreeMap;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use anyhow::Result;
use collect::imports::presets::{self, PresetError};
use collect::imports::{
    self, ImportError, ImportOptions, NewImport, Preview, Progress, Subject, Summary,
};
use collect::privacy::guard;
use collect::shop::Shop;
use indicatif::{ProgressBar, ProgressStyle};

use crate::WrongUsage;

/// How many rejected rows are shown to a person; `--json` has them all.
const REJECTED_SHOWN: usize = 10;
/// How often progress is shown on a terminal, and in a log.
const ON_TERMINAL: Duration = Duration::from_millis(100);
const IN_LOG: Duration = Duration::from_secs(5);

/// The files, and what their owner says about them.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// CSV, JSON, JSON Lines, CommerceML (also .gz and .zst), XLSX or Parquet files
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// What the rows tell of: auto, orders or customers
    #[arg(long)]
    kind: Option<String>,
    /// auto, generic, shopify, woocommerce, retailcrm, commerceml or nested
    #[arg(long)]
    layout: Option<String>,
    /// Kept answers to begin with; what is told besides counts more
    #[arg(long, value_name = "NAME")]
    preset: Option<String>,
    /// Which column holds a field: a header or a number from 1
    #[arg(long = "map", value_name = "FIELD=COLUMN", value_parser = pair)]
    maps: Vec<(String, String)>,
    /// The first row holds values, not the names of the columns
    #[arg(long)]
    no_header: bool,
    /// Currency of amounts that name none, such as EUR
    #[arg(long)]
    currency: Option<String>,
    /// Zone of times that name none, such as Europe/Kyiv
    #[arg(long)]
    zone: Option<String>,
    /// Column in which people answered whether we may write: email=COLUMN or sms=COLUMN
    #[arg(long = "consent", value_name = "WAY=COLUMN", value_parser = pair)]
    consents: Vec<(String, String)>,
    /// Ground for writing to these people: opt-in, existing-customer or none
    #[arg(long)]
    ground: Option<String>,
    /// How that ground can be proved
    #[arg(long, value_name = "TEXT")]
    ground_proof: Option<String>,
    /// What an order status of the file means, such as pending=paid
    #[arg(long = "status", value_name = "VALUE=MEANING", value_parser = pair)]
    statuses: Vec<(String, String)>,
    /// customer+day makes one order of a customer's lines of a day
    #[arg(long)]
    order_by: Option<String>,
    /// Encoding of a text file, such as windows-1251
    #[arg(long)]
    encoding: Option<String>,
    /// What stands between cells: one sign, tab or blanks
    #[arg(long)]
    delimiter: Option<String>,
    /// Decimal sign of amounts: . or ,
    #[arg(long)]
    decimal: Option<String>,
    /// Order of day, month and year: dmy, mdy or ymd
    #[arg(long)]
    date_order: Option<String>,
    /// Sheet of a workbook; the first one unless named
    #[arg(long)]
    sheet: Option<String>,
    /// Count and check only, write nothing
    #[arg(long)]
    dry_run: bool,
    /// Print the summary as JSON
    #[arg(long)]
    json: bool,
}

fn pair(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((name, value)) if !name.is_empty() && !value.is_empty() => {
            Ok((name.trim().to_owned(), value.trim().to_owned()))
        }
        _ => Err(format!("`{text}` is not of the form NAME=VALUE")),
    }
}

impl Args {
    fn options(&self) -> ImportOptions {
        let map = |pairs: &[(String, String)]| pairs.iter().cloned().collect::<BTreeMap<_, _>>();
        ImportOptions {
            kind: self.kind.clone(),
            layout: self.layout.clone(),
            map: map(&self.maps),
            currency: self.currency.clone(),
            zone: self.zone.clone(),
            encoding: self.encoding.clone(),
            delimiter: self.delimiter.clone(),
            decimal: self.decimal.clone(),
            date_order: self.date_order.clone(),
            header: self.no_header.then_some(false),
            sheet: self.sheet.clone(),
            order_by: self.order_by.clone(),
            statuses: map(&self.statuses),
            consent: map(&self.consents),
            ground: self.ground.clone(),
            ground_proof: self.ground_proof.clone(),
        }
    }
}

/// Takes the files in, one after the other; the first one that cannot be taken in ends it.
pub(crate) async fn run(shop: &Shop, args: Args) -> Result<()> {
    let mut summaries = Vec::new();
    let options = options(shop, &args).await?;
    for path in &args.files {
        let summary = take_in(shop, path, (&args, &options)).await.map_err(told)?;
        if !args.json {
            print_summary(path, &summary, args.dry_run);
        }
        summaries.push(summary);
    }
    match (args.json, &summaries[..]) {
        (true, [one]) => println!("{}", serde_json::to_string_pretty(one)?),
        (true, several) => println!("{}", serde_json::to_string_pretty(several)?),
        (false, _) => {}
    }
    Ok(())
}

/// What is told of the files: the preset, and over it the words of the command.
async fn options(shop: &Shop, args: &Args) -> Result<ImportOptions> {
    let told = args.options();
    let Some(name) = &args.preset else { return Ok(told) };
    let preset = presets::named(&mut shop.read().await?, name).await;
    let preset = preset.map_err(|error| match error {
        PresetError::Records(error) => anyhow::Error::from(error),
        no => WrongUsage(format!("{no}; see `regulars imports presets`")).into(),
    })?;
    Ok(presets::applied(&preset.options, &told)?)
}

async fn take_in(
    shop: &Shop,
    path: &Path,
    (args, options): (&Args, &ImportOptions),
) -> Result<Summary, ImportError> {
    let file_name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    let shown = path.display().to_string();
    let in_file = |error| match error {
        ImportError::Fault(fault) => ImportError::Fault(fault.in_file(&shown)),
        other => other,
    };
    let preview = imports::preview(shop, path, options).await.map_err(in_file)?;
    print_guess(path, &preview);
    let new = NewImport {
        file_name,
        path: std::path::absolute(path).unwrap_or_else(|_| path.to_owned()),
        options: options.clone(),
        is_dry_run: args.dry_run,
    };
    let progress = Arc::new(Progress::default());
    let drawing = tokio::spawn(draw(progress.clone()));
    let summary = match args.dry_run {
        true => imports::rehearse(shop, &new, &progress).await,
        false => imports::run(shop, &new, &progress).await,
    };
    drawing.abort();
    // The bar wipes itself out when its task ends.
    let _ = drawing.await;
    summary
}

/// What was told wrongly ends with exit code 2, a file that makes no sense with 1.
fn told(error: ImportError) -> anyhow::Error {
    match error {
        ImportError::Fault(fault)
            if matches!(fault.code.as_str(), "bad_option" | "no_such_column") =>
        {
            WrongUsage(format!("{}; {}", fault.text, fault.hint)).into()
        }
        other => other.into(),
    }
}

/// Draws a bar on a terminal, writes a line now and then elsewhere.
async fn draw(progress: Arc<Progress>) {
    if !std::io::stderr().is_terminal() {
        loop {
            tokio::time::sleep(IN_LOG).await;
            eprintln!("{:.0} % ({} rows read)", progress.share() * 100.0, progress.rows());
        }
    }
    let bar = ProgressBar::new(1_000);
    let style = ProgressStyle::with_template("{bar:40} {percent:>3} %  {msg}  {elapsed}");
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    let _wipe = Wipe(bar.clone());
    loop {
        tokio::time::sleep(ON_TERMINAL).await;
        bar.set_position((progress.share() * 1_000.0) as u64);
        bar.set_message(format!("{} rows", progress.rows()));
    }
}

/// Takes the bar off the terminal when drawing is ended from outside.
struct Wipe(ProgressBar);

impl Drop for Wipe {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}

/// Shows what was guessed, so that a wrong guess is seen before its numbers are believed.
fn print_guess(path: &Path, preview: &Preview) {
    let format = &preview.format;
    let mut how = vec![format.kind.clone()];
    how.extend(format.compression.clone());
    how.push(format.encoding.clone());
    how.extend(format.delimiter.as_ref().map(|sign| format!("cells divided by `{sign}`")));
    how.push(format!("decimal sign `{}`", format.decimal));
    how.push(format!("dates {}", format.date_order));
    how.push(if format.header { "with header" } else { "without header" }.to_owned());
    let (shown, what) = (path.display(), preview.kind.name());
    eprintln!("{shown}: {what}, {} layout, {}", preview.layout, how.join(", "));
    let columns = preview.columns.iter().filter_map(|column| {
        column.field.as_ref().map(|field| format!("{field} = {}", column.name))
    });
    eprintln!("  {}", columns.collect::<Vec<_>>().join(", "));
    let left_out: Vec<&str> = preview
        .columns
        .iter()
        .filter(|column| column.field.is_none())
        .map(|column| column.name.as_str())
        .collect();
    if !left_out.is_empty() {
        eprintln!("  not taken in: {}", left_out.join(", "));
    }
    eprintln!("  currency {}, zone {}, ground {}", preview.currency, preview.zone, preview.ground);
    for preset in &preview.presets {
        eprintln!("  a file with these columns was answered for as `{}`: --preset", preset.name);
    }
}

fn print_summary(path: &Path, summary: &Summary, is_dry_run: bool) {
    match summary.kind {
        Subject::Orders => print_orders(path, summary, is_dry_run),
        Subject::Customers => print_customers(path, summary, is_dry_run),
    }
    for skipped in summary.skipped.iter().filter(|skipped| skipped.reason == guard::REASON) {
        println!("  {} rows of people who asked to be forgotten were left out", skipped.count);
    }
    println!("  {} customers may not be written to", summary.no_consent);
    for status in &summary.statuses {
        let meaning = status.meaning.map_or("unknown, taken as open", |meaning| meaning.word());
        println!("  status {}: {} ({meaning})", status.value, status.count);
    }
    for caveat in &summary.caveats.0 {
        println!("  note: {}", caveat.text);
    }
    print_rejected(summary);
}

fn done(is_dry_run: bool) -> &'static str {
    if is_dry_run { "would be taken in" } else { "taken in" }
}

fn print_customers(path: &Path, summary: &Summary, is_dry_run: bool) {
    println!(
        "{}: {} of {} rows {}: {} customers",
        path.display(),
        summary.accepted,
        summary.rows,
        done(is_dry_run),
        summary.customers
    );
    if !is_dry_run {
        println!("  {} of them are new", summary.customers_new);
    }
}

fn print_orders(path: &Path, summary: &Summary, is_dry_run: bool) {
    let done = done(is_dry_run);
    println!(
        "{}: {} of {} rows {done}: {} orders of {} customers",
        path.display(),
        summary.accepted,
        summary.rows,
        summary.orders,
        summary.customers
    );
    if let (Some(from), Some(until)) = (summary.from, summary.until) {
        println!("  from {from} until {until}");
    }
    println!(
        "  {} valid orders of {} customers; {} cancelled, {} of value 0; {} lines without a \
         customer (they count as revenue, not as people)",
        summary.valid_orders,
        summary.valid_customers,
        summary.cancelled,
        summary.zero_value,
        summary.lines_without_customer
    );
    if !is_dry_run {
        println!(
            "  {} orders are new, {} changed, {} were known",
            summary.orders_new, summary.orders_changed, summary.orders_unchanged
        );
    }
}

fn print_rejected(summary: &Summary) {
    for rejected in summary.rejected.iter().take(REJECTED_SHOWN) {
        println!("  line {} left out: {}", rejected.line, rejected.text);
    }
    let n_more = summary.rejected_count.saturating_sub(REJECTED_SHOWN as u64);
    if n_more > 0 {
        println!("  and {n_more} more rows left out; --json lists them");
    }
}
