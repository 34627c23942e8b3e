//! `regulars privacy`: a person is told everything, or forgotten, and it is proven.

use std::path::PathBuf;

use access::audit::{self, Deed};
use anyhow::{Context, Result};
use clap::Subcommand;
use collect::customers::{self, Identity};
use collect::privacy::api::RegulationOut;
use collect::privacy::{self, Asked, DoingError, Regulation, Verb, export, guard};
use collect::shop::{self, Language, Shop};
use domain::{CustomerId, RegulationId};
use records::{Actor, ShopTx};

use crate::{WrongUsage, print};

/// What to do by the law.
#[derive(Subcommand)]
pub(crate) enum Args {
    /// Write down everything that is kept of one customer
    Export(ExportArgs),
    /// What would become of a customer; nothing is changed
    Preview(WhomArgs),
    /// Erase a customer with his orders; nothing of him is taken in later
    Erase(DoArgs),
    /// Keep orders, sums and days under nobody's name; nothing of him is taken in later
    Anonymise(DoArgs),
    /// Erase a customer with his orders; who comes again is somebody new
    Delete(DoArgs),
    /// Take nothing new of a customer in and do not write to him; what is kept stays
    Suppress(DoArgs),
    /// Let somebody come again who was forgotten, by all of his names
    Lift(LiftArgs),
    /// What was asked, and how far it is
    List(ListArgs),
    /// A receipt
    Show(ReceiptArgs),
    /// Search everything now for whoever was forgotten
    Verify(ReceiptArgs),
    /// Say for how many days backups are kept; receipts tell it
    Backups(BackupsArgs),
    /// Forget everybody of the list once more, after a backup was brought back
    Reapply(ReapplyArgs),
}

/// Whom.
#[derive(clap::Args)]
pub(crate) struct WhomArgs {
    /// His id (`cus_…`), e-mail, phone or number in the shop
    customer: String,
}

/// What is written where.
#[derive(clap::Args)]
pub(crate) struct ExportArgs {
    #[command(flatten)]
    whom: WhomArgs,
    /// As a page for people instead of JSON, in this language: en, uk or ru
    #[arg(long, value_name = "LANGUAGE", num_args = 0..=1, default_missing_value = "")]
    html: Option<String>,
    /// Into this file instead of standard output
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// Whom, and that he is meant.
#[derive(clap::Args)]
pub(crate) struct DoArgs {
    #[command(flatten)]
    whom: WhomArgs,
    /// What the preview calls him; without it nothing is done
    #[arg(long, value_name = "NAME")]
    confirm: Option<String>,
    /// Leave the files of before to reports that run; search later with `verify`
    #[arg(long)]
    later: bool,
    /// Print the receipt as an object
    #[arg(long)]
    json: bool,
}

/// Whose name.
#[derive(clap::Args)]
pub(crate) struct LiftArgs {
    /// email, phone, telegram, or external_id with SOURCE:NUMBER
    kind: String,
    /// The name, as he tells it
    value: String,
}

/// How the list is printed.
#[derive(clap::Args)]
pub(crate) struct ListArgs {
    /// Print an array of objects
    #[arg(long)]
    json: bool,
}

/// Which receipt.
#[derive(clap::Args)]
pub(crate) struct ReceiptArgs {
    /// Its number (`reg_…`)
    id: RegulationId,
    /// Print it as an object
    #[arg(long)]
    json: bool,
}

/// How long.
#[derive(clap::Args)]
pub(crate) struct BackupsArgs {
    /// Days; without it they are told
    #[arg(value_parser = clap::value_parser!(i64).range(0..=36_500))]
    days: Option<i64>,
}

/// Which list.
#[derive(clap::Args)]
pub(crate) struct ReapplyArgs {
    /// The list; `erasures.json` in the shop's folder unless told
    file: Option<PathBuf>,
}

/// Does what was asked, and writes it into the audit log.
pub(crate) async fn run(shop: &Shop, args: Args) -> Result<()> {
    match args {
        Args::Export(args) => export(shop, &args).await,
        Args::Preview(args) => preview(shop, &args).await,
        Args::Erase(args) => regulate(shop, Verb::Erase, &args).await,
        Args::Anonymise(args) => regulate(shop, Verb::Anonymise, &args).await,
        Args::Delete(args) => regulate(shop, Verb::Delete, &args).await,
        Args::Suppress(args) => regulate(shop, Verb::Suppress, &args).await,
        Args::Lift(args) => lift(shop, args).await,
        Args::List(args) => list(shop, &args).await,
        Args::Show(args) => {
            let known = privacy::find(&mut shop.read().await?, args.id).await?;
            let unknown = || WrongUsage(format!("there is no regulation {}", args.id));
            receipt(known.ok_or_else(unknown)?, args.json)
        }
        Args::Verify(args) => {
            receipt(privacy::verify(shop, args.id).await.map_err(told)?, args.json)
        }
        Args::Backups(args) => backups(shop, args.days).await,
        Args::Reapply(args) => reapply(shop, &args).await,
    }
}

async fn export(shop: &Shop, args: &ExportArgs) -> Result<()> {
    let mut tx = shop.read().await?;
    let customer = whom(&mut tx, &args.whom.customer).await?;
    let kept = export::of_customer(&mut tx, customer).await?;
    let kept = kept.ok_or_else(|| WrongUsage(format!("there is no customer {customer}")))?;
    let text = match &args.html {
        None => serde_json::to_string_pretty(&kept)?,
        Some(code) => {
            let own = shop::settings(&mut tx).await?.language;
            let unknown = || WrongUsage(format!("no page in `{code}`; there are en, uk and ru"));
            let language = match code.as_str() {
                "" => own,
                code => Language::of_code(code).ok_or_else(unknown)?,
            };
            export::page(&kept, language)
        }
    };
    match &args.out {
        None => println!("{text}"),
        Some(path) => std::fs::write(path, text)
            .with_context(|| format!("cannot write {}", path.display()))?,
    }
    Ok(())
}

async fn preview(shop: &Shop, args: &WhomArgs) -> Result<()> {
    let mut tx = shop.read().await?;
    let customer = whom(&mut tx, &args.customer).await?;
    let preview = privacy::preview(&mut tx, customer).await?;
    let preview = preview.ok_or_else(|| WrongUsage(format!("there is no customer {customer}")))?;
    let rows: Vec<Vec<String>> = preview
        .erase
        .iter()
        .zip(&preview.anonymise)
        .map(|(erase, anonymise)| {
            let figures = [erase.n_gone, erase.n_kept, anonymise.n_gone, anonymise.n_kept];
            std::iter::once(erase.place.clone())
                .chain(figures.map(|n| if n == 0 { String::new() } else { n.to_string() }))
                .collect()
        })
        .collect();
    let columns = ["table", "erase: goes", "stays", "anonymise: goes", "stays"];
    println!("{}", print::table(&columns, &rows, 1));
    eprintln!("to do it, add --confirm {}", preview.confirm);
    Ok(())
}

async fn regulate(shop: &Shop, verb: Verb, args: &DoArgs) -> Result<()> {
    let mut tx = begin(shop).await?;
    let customer = whom(&mut tx, &args.whom.customer).await?;
    let preview = privacy::preview(&mut tx, customer).await?;
    let preview = preview.ok_or_else(|| WrongUsage(format!("there is no customer {customer}")))?;
    if args.confirm.as_deref() != Some(preview.confirm.as_str()) {
        let text = format!("nothing was done; to do it, add --confirm {}", preview.confirm);
        return Err(WrongUsage(text).into());
    }
    let asked = Asked { verb, customer, source: "command line", due_at: None };
    let id = privacy::ask(&mut tx, asked).await?;
    note(&mut tx, &format!("privacy {}", verb.word()), &id.to_string()).await?;
    if args.later {
        privacy::start(&mut tx, id).await?;
    }
    tx.commit().await?;
    let mut known = privacy::carry_out(shop, id).await.map_err(told)?;
    if !args.later {
        known = privacy::verify(shop, id).await.map_err(told)?;
    }
    receipt(known, args.json)
}

async fn lift(shop: &Shop, args: LiftArgs) -> Result<()> {
    let mut tx = begin(shop).await?;
    let n = guard::lift(&mut tx, &Identity { kind: args.kind, value: args.value }).await?;
    note(&mut tx, "privacy lift", &format!("{n} names")).await?;
    tx.commit().await?;
    match n {
        0 => Err(WrongUsage("nobody who is forgotten has this name".to_owned()).into()),
        n => {
            println!("{n} names may come again");
            Ok(())
        }
    }
}

/// Receipts listed at most.
const LISTED: u32 = 1_000;

async fn list(shop: &Shop, args: &ListArgs) -> Result<()> {
    let mut tx = shop.read().await?;
    let known = privacy::list(&mut tx, None, LISTED).await?;
    if args.json {
        let objects: Vec<RegulationOut> = known.into_iter().map(RegulationOut::from).collect();
        println!("{}", serde_json::to_string_pretty(&objects)?);
        return Ok(());
    }
    let row = |one: Regulation| {
        vec![
            one.id.to_string(),
            one.verb.word().to_owned(),
            one.state.word().to_owned(),
            one.asked_at.to_string(),
            one.source,
            one.problem.unwrap_or_default(),
        ]
    };
    let rows: Vec<Vec<String>> = known.into_iter().map(row).collect();
    let columns = ["receipt", "what", "state", "asked", "through", "problem"];
    println!("{}", print::table(&columns, &rows, columns.len()));
    let refusals = privacy::refusals(&mut tx).await?;
    for (source, n, last_at) in refusals {
        eprintln!("{n} things of forgotten people were refused from {source}, last {last_at}");
    }
    Ok(())
}

fn receipt(known: Regulation, is_json: bool) -> Result<()> {
    if is_json {
        println!("{}", serde_json::to_string_pretty(&RegulationOut::from(known))?);
        return Ok(());
    }
    println!("{}  {}  {}", known.id, known.verb.word(), known.state.word());
    let receipt = &known.receipt;
    let count = |n: i64| if n == 0 { String::new() } else { n.to_string() };
    let rows: Vec<Vec<String>> = receipt
        .places
        .iter()
        .map(|one| vec![one.place.clone(), count(one.n_gone), count(one.n_kept)])
        .collect();
    println!("{}", print::table(&["place", "gone", "kept, nameless"], &rows, 1));
    if let Some(at) = known.verified_at {
        let (tables, columns, files) = (receipt.n_tables, receipt.n_columns, receipt.n_files);
        println!("searched {at}: {tables} tables, {columns} columns, {files} files; nothing found");
    }
    for found in &receipt.found {
        println!("still in {}: {} ({})", found.place, found.kind, found.n);
    }
    if let Some(until) = receipt.backups_until {
        println!("backups from before may hold him until {until}");
    }
    match known.problem {
        Some(problem) => Err(anyhow::anyhow!(problem)),
        None => Ok(()),
    }
}

async fn backups(shop: &Shop, days: Option<i64>) -> Result<()> {
    if let Some(days) = days {
        let mut tx = begin(shop).await?;
        privacy::keep_backups_for(&mut tx, days).await?;
        note(&mut tx, "privacy backups", &format!("{days} days")).await?;
        tx.commit().await?;
    }
    println!("{} days", privacy::backup_days(&mut shop.read().await?).await?);
    Ok(())
}

async fn reapply(shop: &Shop, args: &ReapplyArgs) -> Result<()> {
    let again = privacy::reapply(shop, args.file.as_deref()).await.map_err(told)?;
    for id in &again.done {
        let known = privacy::verify(shop, *id).await.map_err(told)?;
        println!("{}  {}  {}", known.id, known.verb.word(), known.state.word());
    }
    let (n_erasures, n_again) = (again.n_erasures, again.done.len());
    eprintln!("{n_erasures} erasures in the list, {n_again} people forgotten again");
    Ok(())
}

/// The customer of an id, or of a name that only one has.
async fn whom(tx: &mut ShopTx, told: &str) -> Result<CustomerId> {
    if let Ok(id) = told.parse() {
        return Ok(id);
    }
    for kind in ["email", "phone", "telegram"] {
        let name = Identity { kind: kind.to_owned(), value: told.to_lowercase() };
        if let Some(known) = customers::called(tx, &name).await? {
            return Ok(known.id);
        }
    }
    let numbers = customers::numbers_of_shown(tx, &[told.to_owned()]).await?;
    match customers::of_numbers(tx, &numbers).await?.as_slice() {
        [one] => Ok(one.id),
        [] => Err(WrongUsage(format!("nobody here is called `{told}`")).into()),
        many => {
            let n = many.len();
            let text = format!("{n} customers have the number `{told}`; name one by cus_…");
            Err(WrongUsage(text).into())
        }
    }
}

async fn begin(shop: &Shop) -> Result<ShopTx> {
    Ok(shop.write(Actor::Staff("command line".to_owned())).await?)
}

async fn note(tx: &mut ShopTx, command: &str, detail: &str) -> Result<()> {
    let deed = Deed {
        who: "command line".to_owned(),
        method: "command".to_owned(),
        path: command.to_owned(),
        status: 200,
        detail: detail.to_owned(),
    };
    Ok(audit::append(tx, deed).await?)
}

/// What cannot be done as asked is wrong usage, everything else a failure.
fn told(error: DoingError) -> anyhow::Error {
    match error {
        DoingError::Unknown(_) | DoingError::NobodyThere(_) | DoingError::List(_) => {
            WrongUsage(error.to_string()).into()
        }
        failure => failure.into(),
    }
}
