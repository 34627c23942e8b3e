//! `regulars sql`: a read-only question over the facts.

use std::path::PathBuf;

use anyhow::Result;
use collect::shop::{self, Language, Shop};
use know::questions::api::{SqlIn, sheet};
use know::questions::schema::{EXAMPLES, FUNCTIONS, TABLES};
use know::questions::{self, Answered, PRINTED, QuestionError, saved};
use know::sheets::Format;
use serde_json::Value;

use super::reports::print_notes;
use crate::{WrongUsage, print};

/// The question.
#[derive(clap::Args)]
#[command(group(clap::ArgGroup::new("which").required(true).args(["question", "saved", "tables"])))]
pub(crate) struct Args {
    /// For example: select count(*) from orders where valid
    question: Option<String>,
    /// Ask the question that is kept under this name
    #[arg(long, value_name = "NAME")]
    saved: Option<String>,
    /// List the tables with their columns, the functions, and examples
    #[arg(long, conflicts_with_all = ["json", "csv", "xlsx", "parquet"])]
    tables: bool,
    /// Print an array of objects, one a row
    #[arg(long, conflicts_with = "file")]
    json: bool,
    /// Print the answer as CSV
    #[arg(long, group = "file")]
    csv: bool,
    /// Write the answer as a workbook for spreadsheets
    #[arg(long, group = "file", value_name = "FILE")]
    xlsx: Option<PathBuf>,
    /// Write the answer as typed columns
    #[arg(long, group = "file", value_name = "FILE")]
    parquet: Option<PathBuf>,
}

/// A wrong question is told as wrong usage, everything else as a failure.
pub(super) fn told(error: QuestionError) -> anyhow::Error {
    match error.is_wrong_question() {
        true => WrongUsage(error.to_string()).into(),
        false => error.into(),
    }
}

/// Asks and prints.
pub(crate) async fn run(shop: &Shop, args: Args) -> Result<()> {
    let mut tx = shop.read().await?;
    if args.tables {
        list(shop::settings(&mut tx).await?.language);
        return Ok(());
    }
    let sql = match (&args.saved, &args.question) {
        (Some(name), _) => saved::known(&mut tx, name).await.map_err(told)?.sql,
        (None, question) => question.clone().unwrap_or_default(),
    };
    let language = shop::settings(&mut tx).await?.language;
    drop(tx);
    let answered = questions::ask(shop, &sql, PRINTED).await.map_err(told)?;
    let file = match (&args.xlsx, &args.parquet) {
        (Some(path), _) => Some((Format::Xlsx, path)),
        (None, Some(path)) => Some((Format::Parquet, path)),
        (None, None) => None,
    };
    if args.csv || file.is_some() {
        let mut sheet = sheet((SqlIn { sql }, answered));
        sheet.about.language = language;
        return super::reports::write(sheet, file).await;
    }
    show(&answered, args.json)
}

fn show(answered: &Answered, as_json: bool) -> Result<()> {
    let answer = answered.answer.table()?;
    if answered.answer.has_more {
        eprintln!("note: there are more rows than these {}", answer.rows.len());
    }
    print_notes(&answered.vantage.caveats);
    if as_json {
        println!("{}", serde_json::to_string_pretty(&answer.objects())?);
        return Ok(());
    }
    let columns: Vec<&str> = answer.columns.iter().map(String::as_str).collect();
    let rows: Vec<Vec<String>> =
        answer.rows.iter().map(|row| row.iter().map(shown).collect()).collect();
    println!("{}", print::table(&columns, &rows, 0));
    Ok(())
}

fn shown(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// What can be asked, in the language of the shop.
fn list(language: Language) {
    for table in TABLES {
        println!("{}  {}", table.name, table.about.say(language));
        let row = |it: &questions::schema::Column| {
            vec![it.name.to_owned(), it.holds.word().to_owned(), it.about.say(language).to_owned()]
        };
        let rows: Vec<_> = table.columns.iter().map(row).collect();
        println!("{}\n", print::table(&["column", "holds", "what it says"], &rows, 3));
    }
    for function in FUNCTIONS {
        println!("{}  {}", function.call, function.about.say(language));
    }
    for example in EXAMPLES {
        println!("\n-- {}\n{}", example.title.say(language), example.sql);
    }
}
