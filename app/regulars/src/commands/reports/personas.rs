//! Personas in a terminal: who they are, what they are worth, and how many there should be.

use anyhow::Result;
use collect::shop::Shop;
use domain::{Caveats, Currency, RunId};
use know::models;
use know::personas::PersonaOptions;
use know::personas::report::{Difference, PersonasReport, Portrait, TriedOut};
use records::Actor;

use super::leaving::shown;
use super::{Args, Shown, Table, money, percent, said};

/// The kinds of customers, by how they buy.
#[derive(clap::Args)]
pub(crate) struct PersonasArgs {
    /// Find them anew and keep this run, so that it can be compared with others and put in use
    #[arg(long, conflicts_with = "run")]
    keep: bool,
    /// Put the kept run in use: customer cards, lists and segments tell what it found
    #[arg(long = "use", value_name = "RUN")]
    used: Option<RunId>,
    #[command(flatten)]
    asked: Args<PersonaOptions>,
}

/// Prints the personas; keeps a run of them, or puts one in use.
pub(crate) async fn run_personas(shop: &Shop, args: PersonasArgs) -> Result<()> {
    let PersonasArgs { keep, used, asked: Args { mut options, output } } = args;
    if let Some(id) = used {
        let mut tx = shop.write(Actor::System).await?;
        let run = models::put_in_use(&mut tx, id).await?;
        tx.commit().await?;
        eprintln!("note: {} tells customer cards, lists and segments from now on", run.id);
        return Ok(());
    }
    if keep {
        let run = know::personas::run(shop, options.clone(), Actor::System).await;
        let run = run.map_err(super::told)?;
        eprintln!("note: kept as {}", run.id);
        // What was kept is what is shown.
        if !run.ran.found.is_null() {
            options = PersonaOptions { k: None, seed: None, run: Some(run.id), ..options };
        }
    }
    super::run(shop, options, &output, know::personas::of_shop).await
}

impl Shown for PersonasReport {
    fn said(&self) -> (&str, &Caveats) {
        said(&self.head)
    }

    fn tables(&self) -> Vec<Table> {
        let currency = self.head.currency;
        let personas = [
            "persona",
            "name",
            "customers",
            "share",
            "of revenue",
            "of one",
            "orders",
            "average",
            "promo",
            "likes",
        ];
        let differs = ["persona", "differs in", "is", "from … to", "others"];
        let numbers = ["personas", "silhouette", "from … to", "halves agree", "smallest", ""];
        let differences = self.personas.iter().flat_map(|portrait| {
            portrait.differs.iter().map(move |it| difference(&portrait.key, it, currency))
        });
        vec![
            Table::new(&personas, 2, self.personas.iter().map(portrait).collect()),
            Table::new(&differs, 2, differences.collect()),
            Table::new(&numbers, 1, self.tried.iter().map(|it| tried(it, self)).collect()),
        ]
    }
}

fn portrait(portrait: &Portrait) -> Vec<String> {
    let liked = portrait.categories.iter().map(|it| format!("{} × {:.1}", it.name, it.lift));
    vec![
        portrait.key.clone(),
        portrait.name.en.clone(),
        portrait.customers.to_string(),
        percent(portrait.share),
        percent(portrait.revenue_share),
        money(portrait.value),
        portrait.orders.map_or_else(|| "–".to_owned(), |orders| format!("{orders:.1}")),
        money(portrait.average_order),
        percent(portrait.coupons),
        liked.collect::<Vec<_>>().join(", "),
    ]
}

fn difference(key: &str, it: &Difference, currency: Option<Currency>) -> Vec<String> {
    let told = |value| shown(it.unit, value, currency);
    vec![
        key.to_owned(),
        it.feature.called().en.to_owned(),
        told(it.value),
        format!("{} … {}", told(it.low), told(it.high)),
        told(it.others),
    ]
}

fn tried(it: &TriedOut, report: &PersonasReport) -> Vec<String> {
    let mark = match (Some(it.k) == report.fitting, it.is_stable) {
        (true, _) => "fits",
        (_, false) => "not stable",
        _ => "",
    };
    vec![
        it.k.to_string(),
        format!("{:.3}", it.silhouette),
        format!("{:.3} … {:.3}", it.silhouette_low, it.silhouette_high),
        format!("{:.2}", it.stability),
        percent(Some(it.smallest)),
        mark.to_owned(),
    ]
}
