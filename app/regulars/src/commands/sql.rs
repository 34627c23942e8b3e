//! `regulars sql`: a read-only question over the facts.

use anyhow::Result;
use collect::shop::Shop;
use know::AsOf;
use know::segments::crowd::Asker;
use know::segments::sql;
use serde_json::Value;

use crate::print;

/// The question.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// For example: select count(*) from orders where valid
    question: String,
    /// Print an array of objects, one a row
    #[arg(long)]
    json: bool,
}

/// Asks and prints.
pub(crate) async fn run(shop: &Shop, args: Args) -> Result<()> {
    // A question that was written from a segment looks from the moment that stands in it.
    let as_of = sql::opening(&args.question).map(|(_, as_of)| AsOf::Moment(as_of));
    let mut asker = Asker::open(shop, as_of).await?;
    sql::lend(shop, &mut asker, &args.question).await?;
    let session = asker.asked.session;
    know::functions(shop).await?.into_iter().for_each(|function| session.register(function));
    let answer = session.sql(&args.question).await?;
    if args.json {
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
