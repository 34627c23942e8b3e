//! `regulars people`: who is one person; merged, parted, looked for.

use anyhow::Result;
use clap::Subcommand;
use collect::customers::likeness::{self, Likeness, PROPOSED_FROM, Place};
use collect::customers::merging::{self, MergeError, Merger, Preview};
use collect::shop::Shop;
use domain::{CustomerId, MergerId};
use records::Actor;

use crate::{WrongUsage, print};

/// What to do with people.
#[derive(Subcommand)]
pub(crate) enum Args {
    /// Look for customers who may be one person, and list them
    Duplicates(DuplicatesArgs),
    /// Make two customers one: the second becomes the first
    Merge(MergeArgs),
    /// Make one of each pair that is likely enough: the newer becomes the older
    MergeAll(MergeAllArgs),
    /// Part two customers who were made one
    Undo(UndoArgs),
    /// List who was made one, the newest first
    Merges(MergesArgs),
}

/// Which pairs, and how they are printed.
#[derive(clap::Args)]
pub(crate) struct DuplicatesArgs {
    /// Only pairs at least so likely, 50 to 99
    #[arg(long, default_value_t = PROPOSED_FROM)]
    score_min: i64,
    /// How many pairs are listed
    #[arg(long, default_value_t = 100)]
    limit: u32,
    /// Print as CSV
    #[arg(long)]
    csv: bool,
}

/// Two customers.
#[derive(clap::Args)]
pub(crate) struct MergeArgs {
    /// The one who stays: cus_…
    keep: CustomerId,
    /// The one who becomes him: cus_…
    merge: CustomerId,
    /// Why
    #[arg(long)]
    reason: Option<String>,
    /// Only say what would be done
    #[arg(long)]
    dry_run: bool,
}

/// How likely is enough.
#[derive(clap::Args)]
pub(crate) struct MergeAllArgs {
    /// From which score on, 50 to 99
    #[arg(long)]
    score_min: i64,
    /// Why
    #[arg(long)]
    reason: Option<String>,
    /// Only count
    #[arg(long)]
    dry_run: bool,
}

/// Which merging.
#[derive(clap::Args)]
pub(crate) struct UndoArgs {
    /// The merging: mrg_…
    merging: MergerId,
    /// Why
    #[arg(long)]
    reason: String,
}

/// Whose mergings.
#[derive(clap::Args)]
pub(crate) struct MergesArgs {
    /// Those of one customer: cus_…
    #[arg(long)]
    customer: Option<CustomerId>,
    /// How many are listed
    #[arg(long, default_value_t = 100)]
    limit: u32,
}

/// Does what was asked.
pub(crate) async fn run(shop: &Shop, args: Args) -> Result<()> {
    match args {
        Args::Duplicates(args) => duplicates(shop, &args).await,
        Args::Merge(args) => merge(shop, &args).await,
        Args::MergeAll(args) => merge_all(shop, &args).await,
        Args::Undo(args) => undo(shop, &args).await,
        Args::Merges(args) => list(shop, &args).await,
    }
}

async fn duplicates(shop: &Shop, args: &DuplicatesArgs) -> Result<()> {
    likeness::find(shop, Actor::System).await?;
    let mut tx = shop.read().await?;
    let pairs = likeness::list(&mut tx, args.score_min, Place::START, args.limit).await?;
    let (n, _) = likeness::standing(&mut tx, args.score_min).await?;
    let columns = ["score", "keep", "merge", "who", "and who", "by what"];
    let rows: Vec<Vec<String>> = pairs.iter().map(pair_row).collect::<Result<_>>()?;
    if args.csv {
        return print::csv(&columns, &rows);
    }
    println!("{}", print::table(&columns, &rows, columns.len()));
    println!("pairs that look like one person: {n}");
    Ok(())
}

fn pair_row(pair: &Likeness) -> Result<Vec<String>> {
    let reasons = serde_json::to_value(&pair.reasons)?;
    let words = reasons.as_array().into_iter().flatten().filter_map(|one| one.as_str());
    let who = |one: &collect::customers::Customer| {
        let called = [&one.name, &one.email, &one.phone, &one.city];
        called.into_iter().flatten().cloned().collect::<Vec<_>>().join(", ")
    };
    Ok(vec![
        pair.score.to_string(),
        pair.older.id.to_string(),
        pair.newer.id.to_string(),
        who(&pair.older),
        who(&pair.newer),
        words.collect::<Vec<_>>().join(", ").replace('_', " "),
    ])
}

async fn merge(shop: &Shop, args: &MergeArgs) -> Result<()> {
    let (followers, two) = (server::followers(), (args.keep, args.merge));
    let mut tx = shop.read().await?;
    let preview = merging::preview(&mut tx, &followers, two).await.map_err(told)?;
    drop(tx);
    show(&preview);
    if args.dry_run {
        return Ok(());
    }
    let mut tx = shop.write(Actor::System).await?;
    let reason = args.reason.as_deref().unwrap_or_default();
    let merger = merging::merge(&mut tx, &followers, two, reason).await.map_err(told)?;
    tx.commit().await?;
    println!("merged as {}; `regulars people undo {} --reason …` parts them", merger.id, merger.id);
    Ok(())
}

fn show(preview: &Preview) {
    let known = |field: &Option<String>| field.clone().unwrap_or_else(|| "–".to_owned());
    let side = |word: &str, one: &collect::customers::Customer| {
        vec![
            word.to_owned(),
            one.id.to_string(),
            known(&one.name),
            known(&one.email),
            known(&one.phone),
        ]
    };
    let rows = [side("stays", &preview.kept), side("becomes him", &preview.gone)];
    println!("{}", print::table(&["", "customer", "name", "e-mail", "phone"], &rows, 5));
    for moving in &preview.moving {
        println!("goes along: {} {}", moving.n, moving.table.replace('_', " "));
    }
    for (_, channel) in &preview.silenced {
        println!("will not be written to by {} any more: a refusal wins", channel.word());
    }
}

async fn merge_all(shop: &Shop, args: &MergeAllArgs) -> Result<()> {
    if !(PROPOSED_FROM..=99).contains(&args.score_min) {
        let text = format!("--score-min is a whole number from {PROPOSED_FROM} to 99");
        return Err(WrongUsage(text).into());
    }
    likeness::find(shop, Actor::System).await?;
    let mut tx = shop.read().await?;
    let (n, _) = likeness::standing(&mut tx, args.score_min).await?;
    drop(tx);
    if args.dry_run {
        println!("pairs that would be merged: {n}");
        return Ok(());
    }
    let why = (args.reason.as_deref().unwrap_or_default(), Actor::System);
    let followers = server::followers();
    let n = likeness::merge_all(shop, &followers, args.score_min, why).await.map_err(told)?;
    println!("customers merged into others: {n}");
    Ok(())
}

async fn undo(shop: &Shop, args: &UndoArgs) -> Result<()> {
    let mut tx = shop.write(Actor::System).await?;
    let followers = server::followers();
    let merger =
        merging::undo(&mut tx, &followers, args.merging, &args.reason).await.map_err(told)?;
    tx.commit().await?;
    println!("{} and {} are two customers again", merger.kept, merger.gone);
    Ok(())
}

async fn list(shop: &Shop, args: &MergesArgs) -> Result<()> {
    let mut tx = shop.read().await?;
    let all = merging::list(&mut tx, args.customer, None, args.limit).await?;
    let row = |merger: &Merger| {
        vec![
            merger.id.to_string(),
            merger.kept.to_string(),
            merger.gone.to_string(),
            merger.at.to_string(),
            merger.reason.clone(),
            merger.undone_at.map_or_else(String::new, |at| at.to_string()),
        ]
    };
    let rows: Vec<Vec<String>> = all.iter().map(row).collect();
    let columns = ["merging", "kept", "gone", "at", "why", "undone"];
    println!("{}", print::table(&columns, &rows, columns.len()));
    Ok(())
}

fn told(error: MergeError) -> anyhow::Error {
    match error {
        MergeError::Records(error) => error.into(),
        wrong => WrongUsage(wrong.to_string()).into(),
    }
}
