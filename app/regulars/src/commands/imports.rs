//! `regulars imports`: what was taken in, taking it back, and presets.

use anyhow::Result;
use collect::imports::presets::{self, Preset, PresetError};
use collect::imports::reverting::{self, Reversal, RevertError};
use collect::imports::{self, Summary};
use collect::shop::Shop;
use domain::ImportId;
use records::Actor;

use crate::{WrongUsage, print};

/// Which imports to show, and what is done with them.
#[derive(clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    action: Option<Action>,
    /// Print the list as JSON
    #[arg(long)]
    json: bool,
}

/// What is done with an import.
#[derive(clap::Subcommand)]
enum Action {
    /// Take an import back: what it brought and nobody has changed since goes away
    Revert(RevertArgs),
    /// What imports were told, kept under names for files with the same columns
    Presets(PresetArgs),
}

/// What is done with presets; without a word they are listed.
#[derive(clap::Args)]
struct PresetArgs {
    #[command(subcommand)]
    action: Option<PresetAction>,
    /// Print the list as JSON
    #[arg(long)]
    json: bool,
}

/// What is done with a preset.
#[derive(clap::Subcommand)]
enum PresetAction {
    /// Keep what an import was told under a name
    Save { import: ImportId, name: String },
    /// Call a preset otherwise
    Rename { name: String, new_name: String },
    /// Remove a preset; imports that used it stay
    Remove { name: String },
}

/// Which import is taken back.
#[derive(clap::Args)]
struct RevertArgs {
    /// As the list names it, `imp_…`
    id: ImportId,
    /// Only show what would go and what would stay
    #[arg(long)]
    dry_run: bool,
    /// Print as JSON
    #[arg(long)]
    json: bool,
}

/// Does what is asked with imports; without a word, shows them.
pub(crate) async fn run(shop: &Shop, args: Args) -> Result<()> {
    match args.action {
        Some(Action::Revert(args)) => revert(shop, args).await,
        Some(Action::Presets(args)) => keep_presets(shop, args).await,
        None => list(shop, args.json).await,
    }
}

/// Takes an import back, or shows what that would come to.
async fn revert(shop: &Shop, args: RevertArgs) -> Result<()> {
    let reversal = match args.dry_run {
        true => reverting::foresee(&mut shop.read().await?, args.id).await,
        false => reverting::carry_out(shop, args.id).await,
    };
    let reversal = reversal.map_err(|error| match error {
        RevertError::Not(no) => WrongUsage(no.to_string()).into(),
        error => anyhow::Error::from(error),
    })?;
    match args.json {
        true => println!("{}", serde_json::to_string_pretty(&reversal)?),
        false => print_reversal(&reversal, args.dry_run),
    }
    Ok(())
}

fn print_reversal(reversal: &Reversal, is_dry_run: bool) {
    let done = if is_dry_run { "would be taken back" } else { "taken back" };
    println!(
        "{} orders, {} customers whom only this import knew, and {} answers and grounds for \
         writing {done}",
        reversal.orders, reversal.customers, reversal.consents
    );
    let stays = [
        (reversal.orders_changed_since, "orders stay: somebody has told of them since"),
        (reversal.orders_known_before, "orders were known before and stay as the import left them"),
        (
            reversal.customers_known_otherwise,
            "customers stay without an order: more is known of them",
        ),
        (
            reversal.consents_known_before,
            "answers stay: what was said before is not known any more",
        ),
    ];
    for (n, what) in stays.into_iter().filter(|(n, _)| *n > 0) {
        println!("  {n} {what}");
    }
    if !reversal.stays.is_empty() {
        println!("  told of since: {}", reversal.stays.join(", "));
    }
}

/// Shows what was taken in, newest first.
async fn list(shop: &Shop, as_json: bool) -> Result<()> {
    let mut tx = shop.read().await?;
    let imports = imports::list(&mut tx, None, 100).await?;
    if as_json {
        let objects: Vec<serde_json::Value> = imports
            .iter()
            .map(|import| {
                serde_json::json!({
                    "id": import.id, "file": import.file_name, "state": import.state,
                    "dry_run": import.is_dry_run, "started_at": import.started_at,
                    "finished_at": import.finished_at, "summary": import.summary,
                    "problem": import.problem, "reverted": import.reverted,
                    "reverted_at": import.reverted_at,
                })
            })
            .collect();
        println!("{}", serde_json::to_string_pretty(&objects)?);
        return Ok(());
    }
    let rows: Vec<Vec<String>> = imports
        .iter()
        .map(|import| {
            let count = |of: fn(&Summary) -> u64| {
                import.summary.as_ref().map_or(String::new(), |summary| of(summary).to_string())
            };
            vec![
                import.id.to_string(),
                import.file_name.clone(),
                import.started_at.to_string(),
                import.state.word().to_owned(),
                count(|summary| summary.rows),
                count(|summary| summary.rejected_count),
                count(|summary| summary.orders),
            ]
        })
        .collect();
    let columns = ["import", "file", "begun", "state", "rows", "left out", "orders"];
    println!("{}", print::table(&columns, &rows, 4));
    Ok(())
}

/// Lists presets, or changes one.
async fn keep_presets(shop: &Shop, args: PresetArgs) -> Result<()> {
    let Some(action) = args.action else { return list_presets(shop, args.json).await };
    let mut tx = shop.write(Actor::System).await?;
    match action {
        PresetAction::Save { import, name } => {
            let preset = presets::save(&mut tx, import, &name).await.map_err(no_preset)?;
            println!("kept as `{}`", preset.name);
        }
        PresetAction::Rename { name, new_name } => {
            let preset = presets::named(&mut tx, &name).await.map_err(no_preset)?;
            presets::rename(&mut tx, preset.id, &new_name).await.map_err(no_preset)?;
            println!("called `{}` from now on", new_name.trim());
        }
        PresetAction::Remove { name } => {
            let preset = presets::named(&mut tx, &name).await.map_err(no_preset)?;
            presets::remove(&mut tx, preset.id).await.map_err(no_preset)?;
            println!("removed `{}`", preset.name);
        }
    }
    Ok(tx.commit().await?)
}

async fn list_presets(shop: &Shop, as_json: bool) -> Result<()> {
    let presets = presets::list(&mut shop.read().await?).await?;
    if as_json {
        println!("{}", serde_json::to_string_pretty(&presets)?);
        return Ok(());
    }
    let row = |preset: &Preset| {
        let told = serde_json::to_string(&preset.options).unwrap_or_default();
        vec![preset.name.clone(), preset.created_at.to_string(), told]
    };
    let rows: Vec<Vec<String>> = presets.iter().map(row).collect();
    println!("{}", print::table(&["preset", "kept", "told"], &rows, 3));
    Ok(())
}

fn no_preset(error: PresetError) -> anyhow::Error {
    match error {
        PresetError::Records(error) => error.into(),
        no => WrongUsage(no.to_string()).into(),
    }
}
