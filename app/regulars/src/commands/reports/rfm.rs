//! RFM in a terminal: the groups, who moved between them, and the rules that name them.

use std::fs::File;
use std::path::PathBuf;

use anyhow::{Context, Result};
use collect::shop::Shop;
use domain::{Caveats, Day};
use know::rfm::moves::{MovesOptions, MovesReport};
use know::rfm::{self, Groups, GroupsReport, RfmOptions, ShopBreaks};
use records::Actor;

use super::{Args, Shown, Table, money, percent, said};
use crate::WrongUsage;

/// The scores of today, the movement between two days, or the rules that name the groups.
#[derive(clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct RfmArgs {
    #[command(subcommand)]
    verb: Option<Verb>,
    /// Who moved from which group to which between these days
    #[arg(long, num_args = 2, value_names = ["DAY", "DAY"], conflicts_with = "as_of")]
    between: Option<Vec<Day>>,
    #[command(flatten)]
    asked: Args<RfmOptions>,
}

#[derive(clap::Subcommand)]
enum Verb {
    /// The rules that name the groups
    #[command(subcommand)]
    Groups(GroupsVerb),
    /// Where the shop cuts its scores
    #[command(subcommand)]
    Breaks(BreaksVerb),
}

#[derive(clap::Subcommand)]
enum BreaksVerb {
    /// Print every version as JSON, the newest last
    Show,
    /// Cut by these breaks from now on; by fifths of the customers what is not given
    Set(ShopBreaks),
    /// Go back to fifths of the customers
    Reset,
}

#[derive(clap::Subcommand)]
enum GroupsVerb {
    /// Print the rules as JSON; the first that fits names the customer
    Show,
    /// Take the rules from a file as `show` prints it
    Set {
        /// The file
        file: PathBuf,
    },
    /// Go back to the rules that come with Regulars
    Reset,
}

/// Prints the groups for people, the scores of every customer for programs; or the movement.
pub(crate) async fn run_rfm(shop: &Shop, args: RfmArgs) -> Result<()> {
    match args.verb {
        Some(Verb::Groups(verb)) => return run_groups(shop, verb).await,
        Some(Verb::Breaks(verb)) => return run_breaks(shop, verb).await,
        None => {}
    }
    let Args { options, output } = args.asked;
    if let Some([from, until]) = args.between.as_deref() {
        let (breaks, segment) = (options.breaks, options.segment);
        let options = MovesOptions { from: Some(*from), until: Some(*until), breaks, segment };
        return super::run(shop, options, &output, rfm::moves::of_shop).await;
    }
    if output.json {
        let shop = &if output.fresh { shop.clone().afresh() } else { shop.clone() };
        let report = rfm::of_shop(shop, options).await.map_err(super::told)?;
        return super::print_json(&report, &report.head.caveats);
    }
    super::run(shop, options, &output, rfm::groups_of_shop).await
}

async fn run_breaks(shop: &Shop, verb: BreaksVerb) -> Result<()> {
    let breaks = match verb {
        BreaksVerb::Show => {
            let versions = rfm::breaks::versions(&mut shop.read().await?).await?;
            println!("{}", serde_json::to_string_pretty(&versions)?);
            return Ok(());
        }
        BreaksVerb::Set(breaks) if breaks == ShopBreaks::default() => {
            return Err(WrongUsage("give --recency, --orders or --revenue".to_owned()).into());
        }
        BreaksVerb::Set(breaks) => breaks,
        BreaksVerb::Reset => ShopBreaks::default(),
    };
    let mut tx = shop.write(Actor::System).await?;
    let set = rfm::replace_breaks(&mut tx, breaks).await?;
    tx.commit().await?;
    eprintln!("scores are cut by version {} of the shop's breaks now", set.version);
    Ok(())
}

async fn run_groups(shop: &Shop, verb: GroupsVerb) -> Result<()> {
    match verb {
        GroupsVerb::Show => {
            let groups = rfm::groups_of(&mut shop.read().await?).await?;
            println!("{}", serde_json::to_string_pretty(&groups)?);
        }
        GroupsVerb::Set { file } => {
            let cannot = || format!("cannot read {}", file.display());
            let rules = std::io::BufReader::new(File::open(&file).with_context(cannot)?);
            let groups: Groups = serde_json::from_reader(rules)
                .map_err(|error| WrongUsage(format!("{}: {error}", file.display())))?;
            let mut tx = shop.write(Actor::System).await?;
            rfm::replace_groups(&mut tx, &groups).await?;
            tx.commit().await?;
            eprintln!("customers are named by {} groups now", groups.names().len());
        }
        GroupsVerb::Reset => {
            let mut tx = shop.write(Actor::System).await?;
            rfm::reset_groups(&mut tx).await?;
            tx.commit().await?;
            eprintln!("customers are named by the groups that come with Regulars");
        }
    }
    Ok(())
}

impl Shown for MovesReport {
    fn said(&self) -> (&str, &Caveats) {
        said(&self.head)
    }

    fn tables(&self) -> Vec<Table> {
        let columns = ["", "customers", "who have paid"];
        let row = |name: &str, cell: &rfm::moves::MoveCell| {
            vec![name.to_owned(), cell.customers.to_string(), money(cell.revenue)]
        };
        let named = [("down", &self.worsening), ("up", &self.improvement)];
        let largest = named.into_iter().filter_map(|(way, cell)| {
            let cell = cell.as_ref()?;
            let from = cell.from.as_deref().unwrap_or_default();
            Some(row(&format!("{way}: {from} → {}", cell.until), cell))
        });
        vec![Table::new(&columns, 1, largest.collect()), self.matrix()]
    }
}

/// The movement as a square of groups.
trait Square {
    fn matrix(&self) -> Table;
}

impl Square for MovesReport {
    fn matrix(&self) -> Table {
        let columns = std::iter::once("from \\ to".to_owned()).chain(self.groups.iter().cloned());
        let rows = self.cells.chunks(self.groups.len().max(1)).map(|cells| {
            let from = cells.first().and_then(|cell| cell.from.clone());
            let from = from.unwrap_or_else(|| "not yet".to_owned());
            let counts = cells.iter().map(|cell| match cell.customers {
                0 => String::new(),
                n => n.to_string(),
            });
            std::iter::once(from).chain(counts).collect()
        });
        Table { columns: columns.collect(), rows: rows.collect(), n_words: 1 }
    }
}

impl Shown for GroupsReport {
    fn said(&self) -> (&str, &Caveats) {
        said(&self.head)
    }

    fn tables(&self) -> Vec<Table> {
        let columns = ["group", "customers", "share", "orders", "revenue", "silent days"];
        let rows = self.groups.iter().map(|group| {
            let silent = group.recency_days_median.map(|days| format!("{days:.0}"));
            vec![
                group.group.clone(),
                group.customers.to_string(),
                percent(group.share),
                group.orders.to_string(),
                money(group.revenue),
                silent.unwrap_or_else(|| "–".to_owned()),
            ]
        });
        vec![Table::new(&columns, 1, rows.collect())]
    }
}
