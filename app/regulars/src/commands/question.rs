//! `regulars question`: questions in SQL that are asked again, under a name.

use anyhow::Result;
use clap::Subcommand;
use collect::shop::Shop;
use know::questions::api::{QuestionOut, QuestionsOut};
use know::questions::saved;
use records::Actor;

use super::sql::told;
use crate::print;

/// What to do with questions; `regulars sql --saved NAME` asks one.
#[derive(Subcommand)]
pub(crate) enum Args {
    /// List the questions that are kept
    List(ListArgs),
    /// Print a question
    Show(NameArgs),
    /// Keep a question under a name, in place of the one before
    Save(SaveArgs),
    /// Remove a question
    Remove(NameArgs),
}

/// How the list is printed.
#[derive(clap::Args)]
pub(crate) struct ListArgs {
    /// Print as JSON, as the API answers it
    #[arg(long)]
    json: bool,
}

/// Which question.
#[derive(clap::Args)]
pub(crate) struct NameArgs {
    /// The name
    name: String,
}

/// A question and its name.
#[derive(clap::Args)]
pub(crate) struct SaveArgs {
    /// The name
    name: String,
    /// The question in SQL
    sql: String,
}

/// Does what was asked.
pub(crate) async fn run(shop: &Shop, args: Args) -> Result<()> {
    match args {
        Args::List(args) => list(shop, &args).await,
        Args::Show(NameArgs { name }) => {
            let mut tx = shop.read().await?;
            println!("{}", saved::known(&mut tx, &name).await.map_err(told)?.sql);
            Ok(())
        }
        Args::Save(SaveArgs { name, sql }) => {
            let mut tx = shop.write(Actor::Staff("command line".to_owned())).await?;
            saved::save(&mut tx, &name, &sql).await.map_err(told)?;
            Ok(tx.commit().await?)
        }
        Args::Remove(NameArgs { name }) => {
            let mut tx = shop.write(Actor::Staff("command line".to_owned())).await?;
            saved::remove(&mut tx, &name).await.map_err(told)?;
            Ok(tx.commit().await?)
        }
    }
}

async fn list(shop: &Shop, args: &ListArgs) -> Result<()> {
    let kept = saved::all(&mut shop.read().await?).await?;
    if args.json {
        let items = kept.into_iter().map(QuestionOut::from).collect();
        println!("{}", serde_json::to_string_pretty(&QuestionsOut { items })?);
        return Ok(());
    }
    let first_line = |sql: &str| sql.lines().next().unwrap_or_default().to_owned();
    let rows: Vec<Vec<String>> =
        kept.into_iter().map(|it| vec![it.name, first_line(&it.sql)]).collect();
    println!("{}", print::table(&["question", "begins"], &rows, 2));
    Ok(())
}
