//! `regulars segment`: customers by a rule; saved, counted, listed.

use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::Subcommand;
use collect::customers::{self, shown_id};
use collect::shop::{self, Shop};
use know::AsOf;
use know::segments::api::all_shown;
use know::segments::crowd::Crowd;
use know::segments::keeping::{Course, DayOf};
use know::segments::rule::Rule;
use know::segments::{self, Members, SegmentError, keeping, saved, text};
use records::Actor;
use serde_json::json;

use crate::{WrongUsage, print};

/// What to do with segments.
#[derive(Subcommand)]
pub(crate) enum Args {
    /// List the saved segments
    List(ListArgs),
    /// Show a segment as text, or as JSON or SQL
    Show(ShowArgs),
    /// Write a rule under a name
    Save(SaveArgs),
    /// How many customers a rule means
    Count(CountArgs),
    /// Who they are
    Members(MembersArgs),
    /// How a segment has grown and shrunk, day by day
    Course(CourseArgs),
    /// Give a segment another name
    Rename(RenameArgs),
    /// Remove a segment
    Remove(RemoveArgs),
}

/// How the list is printed.
#[derive(clap::Args)]
pub(crate) struct ListArgs {
    /// Print as JSON, as the API answers it
    #[arg(long)]
    json: bool,
}

/// Which face of a rule.
#[derive(clap::Args)]
pub(crate) struct ShowArgs {
    #[command(flatten)]
    which: Which,
    /// Print the rule as JSON
    #[arg(long, conflicts_with = "sql")]
    json: bool,
    /// Print the rule as a question for `regulars sql`
    #[arg(long)]
    sql: bool,
}

/// A saved segment or a rule, and where it is looked from.
#[derive(clap::Args)]
pub(crate) struct Which {
    /// The name of a saved segment
    #[arg(required_unless_present = "rule", conflicts_with = "rule")]
    name: Option<String>,
    /// A rule, for example: orders >= 3 and days since last order > 90
    #[arg(long, value_name = "TEXT")]
    rule: Option<String>,
    /// Look from this day, not seeing its orders, or from this moment
    #[arg(long, value_name = "DAY")]
    as_of: Option<AsOf>,
}

/// A rule and its name.
#[derive(clap::Args)]
#[command(group(clap::ArgGroup::new("given").required(true).args(["rule", "json", "from_sql"])))]
pub(crate) struct SaveArgs {
    /// The name; a rule that bears it is replaced
    name: String,
    /// The rule as text
    #[arg(long, value_name = "TEXT")]
    rule: Option<String>,
    /// A file with the rule as JSON
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// A file with the rule as SQL, as `segment show --sql` prints it
    #[arg(long, value_name = "FILE")]
    from_sql: Option<PathBuf>,
}

/// What is counted.
#[derive(clap::Args)]
pub(crate) struct CountArgs {
    #[command(flatten)]
    which: Which,
    /// Print as JSON
    #[arg(long)]
    json: bool,
}

/// Who is listed, and how.
#[derive(clap::Args)]
pub(crate) struct MembersArgs {
    #[command(flatten)]
    which: Which,
    /// Who was in the saved segment when this day began, or at this moment, by what was kept
    #[arg(long, value_name = "DAY", conflicts_with_all = ["as_of", "rule"])]
    on: Option<AsOf>,
    /// Print an array of objects
    #[arg(long, conflicts_with = "csv")]
    json: bool,
    /// Print as CSV
    #[arg(long)]
    csv: bool,
}

/// Whose course is printed, and how.
#[derive(clap::Args)]
pub(crate) struct CourseArgs {
    /// The name
    name: String,
    /// Print an array of objects, one a day
    #[arg(long)]
    json: bool,
}

/// The old name and the new one.
#[derive(clap::Args)]
pub(crate) struct RenameArgs {
    /// The name
    name: String,
    /// The name it gets
    to: String,
}

/// What is removed.
#[derive(clap::Args)]
pub(crate) struct RemoveArgs {
    /// The name
    name: String,
}

/// Does what was asked.
pub(crate) async fn run(shop: &Shop, args: Args) -> Result<()> {
    match args {
        Args::List(args) => list(shop, &args).await,
        Args::Show(args) => show(shop, &args).await,
        Args::Save(args) => save(shop, &args).await,
        Args::Count(args) => count(shop, &args).await,
        Args::Members(args) => members(shop, &args).await,
        Args::Course(args) => course(shop, &args).await,
        Args::Rename(args) => rename(shop, &args).await,
        Args::Remove(args) => remove(shop, &args).await,
    }
}

/// A wrong question is told as wrong usage, everything else as a failure.
fn told(error: SegmentError) -> anyhow::Error {
    match error.is_wrong_question() {
        true => WrongUsage(error.to_string()).into(),
        false => error.into(),
    }
}

async fn list(shop: &Shop, args: &ListArgs) -> Result<()> {
    let shown = all_shown(&mut shop.read().await?).await.map_err(told)?;
    if args.json {
        println!("{}", serde_json::to_string_pretty(&json!({ "items": shown }))?);
        return Ok(());
    }
    let rows: Vec<Vec<String>> = shown
        .into_iter()
        .map(|segment| {
            let members = segment.last_counted.as_ref().and_then(|it| it.n_members);
            let members = members.map_or_else(|| "–".to_owned(), |n| n.to_string());
            let failure = segment.last_counted.and_then(|it| it.failure).unwrap_or_default();
            vec![segment.name, segment.text, failure, members]
        })
        .collect();
    println!("{}", print::table(&["segment", "rule", "failure", "members"], &rows, 3));
    Ok(())
}

/// The rule that is meant.
async fn rule_of(shop: &Shop, which: &Which) -> Result<Rule> {
    let mut tx = shop.read().await?;
    if let Some(given) = &which.rule {
        let coins = segments::coins(&mut tx).await?;
        return text::read(given, coins).map_err(|fault| told(fault.into()));
    }
    let name = which.name.as_deref().unwrap_or_default();
    Ok(segments::known(&mut tx, name).await.map_err(told)?.rule)
}

async fn show(shop: &Shop, args: &ShowArgs) -> Result<()> {
    let rule = rule_of(shop, &args.which).await?;
    let coins = segments::coins(&mut shop.read().await?).await?;
    let shown = match (args.json, args.sql) {
        (true, _) => serde_json::to_string_pretty(&rule)?,
        (_, true) => segments::sql_of(shop, &rule, args.which.as_of).await.map_err(told)?,
        _ => text::print(&rule, coins),
    };
    println!("{shown}");
    Ok(())
}

async fn save(shop: &Shop, args: &SaveArgs) -> Result<()> {
    let rule = given(shop, args).await?;
    let mut tx = shop.write(Actor::Staff("command line".to_owned())).await?;
    saved::save(&mut tx, &args.name, rule).await.map_err(told)?;
    tx.commit().await?;
    let members = keeping::keep_one(shop, &args.name).await.map_err(told)?;
    println!("{}", members.crowd.len());
    Ok(())
}

async fn given(shop: &Shop, args: &SaveArgs) -> Result<Rule> {
    let file = |path: &PathBuf| {
        std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
    };
    if let Some(path) = &args.json {
        return serde_json::from_str(&file(path)?)
            .map_err(|fault| WrongUsage(format!("{}: {fault}", path.display())).into());
    }
    if let Some(path) = &args.from_sql {
        return segments::rule_of_sql(shop, &file(path)?).await.map_err(told);
    }
    let coins = segments::coins(&mut shop.read().await?).await?;
    let given = args.rule.as_deref().unwrap_or_default();
    text::read(given, coins).map_err(|fault| told(fault.into()))
}

async fn meant(shop: &Shop, which: &Which) -> Result<Members> {
    let members = match &which.name {
        Some(name) => segments::members_of_saved(shop, name, which.as_of).await,
        None => segments::members_of(shop, &rule_of(shop, which).await?, which.as_of).await,
    };
    let members = members.map_err(told)?;
    for caveat in &members.vantage.caveats.0 {
        eprintln!("note: {}", caveat.text);
    }
    Ok(members)
}

async fn count(shop: &Shop, args: &CountArgs) -> Result<()> {
    let members = meant(shop, &args.which).await?;
    let (count, of) = (members.crowd.len(), members.everyone.len());
    match args.json {
        true => {
            let as_of = members.vantage.as_of;
            println!("{}", json!({ "count": count, "of": of, "as_of": as_of }));
        }
        false => println!("{count} of {of}"),
    }
    Ok(())
}

async fn members(shop: &Shop, args: &MembersArgs) -> Result<()> {
    let crowd = match (args.on, &args.which.name) {
        (Some(on), Some(name)) => kept_on(shop, name, on).await?,
        _ => meant(shop, &args.which).await?.crowd,
    };
    let numbers: Vec<i64> = crowd.numbers().collect();
    let mut known = customers::of_numbers(&mut shop.read().await?, &numbers).await?;
    known.sort_unstable_by_key(|customer| customer.no);
    let rows: Vec<Vec<String>> = known
        .into_iter()
        .map(|customer| {
            let shown = shown_id(customer.external_id.as_deref(), customer.id);
            let told =
                [customer.name, customer.email, customer.country].map(Option::unwrap_or_default);
            [vec![shown], told.to_vec()].concat()
        })
        .collect();
    print_members(args, &rows)
}

async fn kept_on(shop: &Shop, name: &str, on: AsOf) -> Result<Crowd> {
    let zone = shop::settings(&mut shop.read().await?).await?.shop_zone();
    keeping::members_on(shop, name, on.instant(&zone)).await.map_err(told)
}

const COLUMNS: [&str; 4] = ["customer_id", "name", "email", "country"];

fn print_members(args: &MembersArgs, rows: &[Vec<String>]) -> Result<()> {
    if args.json {
        let object = |row: &Vec<String>| {
            let pairs = COLUMNS.iter().map(ToString::to_string).zip(row.iter().cloned());
            pairs.collect::<std::collections::BTreeMap<_, _>>()
        };
        let objects: Vec<_> = rows.iter().map(object).collect();
        println!("{}", serde_json::to_string_pretty(&objects)?);
    } else if args.csv {
        print::csv(&COLUMNS, rows)?;
    } else {
        println!("{}", print::table(&COLUMNS, rows, COLUMNS.len()));
    }
    Ok(())
}

async fn course(shop: &Shop, args: &CourseArgs) -> Result<()> {
    let Course { days, .. } = keeping::course(shop, &args.name).await.map_err(told)?;
    if args.json {
        let object = |it: &DayOf| {
            json!({ "day": it.day, "n_members": it.n_members, "entered": it.moved.entered,
                    "left": it.moved.left })
        };
        let objects: Vec<_> = days.iter().map(object).collect();
        println!("{}", serde_json::to_string_pretty(&objects)?);
        return Ok(());
    }
    let row = |it: &DayOf| {
        let figures = [it.n_members, it.moved.entered, it.moved.left].map(|n| n.to_string());
        [vec![it.day.to_string()], figures.to_vec()].concat()
    };
    let rows: Vec<_> = days.iter().map(row).collect();
    println!("{}", print::table(&["day", "members", "came", "left"], &rows, 1));
    Ok(())
}

async fn rename(shop: &Shop, args: &RenameArgs) -> Result<()> {
    let mut tx = shop.write(Actor::Staff("command line".to_owned())).await?;
    saved::rename(&mut tx, &args.name, &args.to).await.map_err(told)?;
    Ok(tx.commit().await?)
}

async fn remove(shop: &Shop, args: &RemoveArgs) -> Result<()> {
    let mut tx = shop.write(Actor::Staff("command line".to_owned())).await?;
    if !saved::remove(&mut tx, &args.name).await.map_err(told)? {
        return Err(told(SegmentError::NoSegment(args.name.clone())));
    }
    tx.commit().await?;
    Ok(())
}
