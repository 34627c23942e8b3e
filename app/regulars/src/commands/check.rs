//! `regulars check`: whether the shop is whole; `regulars migrate`: what a new version brings.

use access::audit::{self, Verified};
use anyhow::{Result, bail};
use clap::Subcommand;
use collect::settling;
use collect::shop::Shop;
use server::operation::{self, Check, Part, Verdict};

use crate::home::Place;
use crate::print;

/// What is looked through.
#[derive(clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct Args {
    #[command(subcommand)]
    only: Option<Only>,
    /// Write the columns anew from the rows before looking
    #[arg(long)]
    mend: bool,
    /// Print an array of objects
    #[arg(long)]
    json: bool,
}

/// A part that is looked through alone.
#[derive(Subcommand)]
enum Only {
    /// The audit log: no entry changed, taken out or cut off
    Audit,
}

/// What is shown or done.
#[derive(clap::Args)]
pub(crate) struct MigrateArgs {
    /// Only show what would be applied
    #[arg(long)]
    dry_run: bool,
}

/// Looks, and fails when something is not as it was written.
pub(crate) async fn run(shop: &Shop, args: Args) -> Result<()> {
    if let Some(Only::Audit) = args.only {
        return audit_log(shop).await;
    }
    if args.mend {
        settling::settle_anew(shop).await?;
    }
    let checks = operation::check(shop).await?;
    if args.json {
        println!("{}", serde_json::to_string_pretty(&checks)?);
    } else {
        for check in &checks {
            println!("{}", line(check));
        }
    }
    match checks.iter().filter(|check| check.verdict == Verdict::Broken).count() {
        0 => Ok(()),
        n => bail!("{n} of {} parts are not as they should be", checks.len()),
    }
}

/// The audit log alone.
async fn audit_log(shop: &Shop) -> Result<()> {
    match audit::verify(&mut shop.read().await?).await? {
        Verified::Whole(n) => println!("the audit log is whole: {n} entries"),
        Verified::BrokenAt(n) => {
            bail!("the audit log is broken at entry {n}: it was changed or taken out")
        }
    }
    Ok(())
}

fn line(check: &Check) -> String {
    let mark = match check.verdict {
        Verdict::Sound => "sound ",
        Verdict::Watch => "look  ",
        Verdict::Broken => "BROKEN",
    };
    let which = if check.which.is_empty() { String::new() } else { check.which.join(", ") };
    let words = words(check);
    if which.is_empty() { format!("{mark}  {words}") } else { format!("{mark}  {words}: {which}") }
}

/// What a verdict means, and what to do.
fn words(check: &Check) -> String {
    let n = check.n;
    use Verdict::{Broken, Sound, Watch};
    match (check.part, check.verdict) {
        (Part::Rows, Sound) => format!("{n} tables can be read whole"),
        (Part::Rows, _) => "the file of the rows is damaged; restore the newest backup".to_owned(),
        (Part::References, Sound) => "every row that names another finds it".to_owned(),
        (Part::References, _) => {
            "rows name others that are not there; restore a backup from before".to_owned()
        }
        (Part::Columns, Sound) => format!("rows and columns agree on {n} orders"),
        (Part::Columns, _) => {
            "rows and columns disagree; write them anew with: regulars check --mend".to_owned()
        }
        (Part::Files, Sound) => format!("{n} files of columns are as they were written"),
        (Part::Files, _) => format!(
            "{n} files of columns are not as they were written; write them anew with: regulars \
             check --mend"
        ),
        (Part::Audit, Sound) => format!("the audit log is whole: {n} entries"),
        (Part::Audit, _) => {
            format!("the audit log is broken at entry {n}: it was changed or taken out")
        }
        (Part::Outbox, Sound) => format!("{n} messages wait to leave"),
        (Part::Outbox, _) => format!("nobody knows of {n} messages whether they arrived"),
        (Part::Jobs, Sound) => format!("{n} pieces of work wait for their time"),
        (Part::Jobs, _) => "work is late or has failed; is `regulars serve` running?".to_owned(),
        (Part::Space, Broken) => format!("only {n} MB are left on the disk; make room now"),
        (Part::Space, Watch) => format!("{n} MB are left on the disk: less than the shop takes"),
        (Part::Space, Sound) => format!("{n} MB are left on the disk"),
        (Part::Backups, Sound) => format!("{n} backups, the newest of these days"),
        (Part::Backups, _) if n == 0 => "there is no backup; make one: regulars backup".to_owned(),
        (Part::Backups, _) => format!("the newest of {n} backups is old: regulars backup"),
    }
}

/// Shows what a new version brings, and applies it.
pub(crate) async fn migrate(place: &Place, args: &MigrateArgs) -> Result<()> {
    let pending = place.pending().await?;
    if pending.is_empty() {
        println!("nothing to apply: the shop is as this version wants it");
        return Ok(());
    }
    let rows: Vec<Vec<String>> = pending.iter().map(|name| vec![name.clone()]).collect();
    println!("{}", print::table(&["to apply"], &rows, 1));
    if args.dry_run {
        return Ok(());
    }
    place.open().await?;
    eprintln!("{} applied", pending.len());
    Ok(())
}
