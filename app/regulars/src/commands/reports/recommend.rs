//! Recommendations in a terminal: how well each way foretold, what goes with what, and what is
//! recommended to a customer, beside a basket or a product.

use anyhow::{Result, bail};
use collect::customers;
use collect::shop::Shop;
use domain::{Caveats, CustomerId, RunId};
use know::models;
use know::recommend::report::{Method, ProductRow, RecommendReport, TriedOut};
use know::recommend::{RecommendOptions, Recommendation, Recommended, Wish, answers, withheld};
use records::Actor;

use super::{Args, Shown, Table, percent, print_json, print_notes, said};
use crate::print;

/// As many as people look at; programs are given every row.
const ROWS: u32 = 15;

/// What customers want next, and what goes with what.
#[derive(clap::Args)]
pub(crate) struct RecommendArgs {
    /// What this customer wants next: his id as reports show it, or `cus_…`
    #[arg(long, value_name = "ID", group = "asked_for")]
    customer: Option<String>,
    /// What goes with these products: article numbers, separated by commas
    #[arg(long, value_name = "SKU,…", group = "asked_for")]
    basket: Option<String>,
    /// What is bought by the same people as this product
    #[arg(long, value_name = "SKU", group = "asked_for")]
    product: Option<String>,
    /// Whether what was bought before may be recommended again
    #[arg(long, value_enum, default_value_t, requires = "asked_for")]
    bought: know::recommend::Bought,
    /// Only of this category
    #[arg(long, value_name = "NAME", requires = "asked_for")]
    category: Option<String>,
    /// None of these products: article numbers, separated by commas
    #[arg(long, value_name = "SKU,…", requires = "asked_for")]
    without: Option<String>,
    /// Recommend this product to nobody from now on, such as one that is out of stock
    #[arg(long, value_name = "SKU", group = "changed")]
    withhold: Option<String>,
    /// Let this product be recommended again
    #[arg(long, value_name = "SKU", group = "changed")]
    release: Option<String>,
    /// Put a kept run in use: its weights and days count from then on
    #[arg(long = "use", value_name = "RUN", group = "changed")]
    used: Option<RunId>,
    /// Keep this run, so that it can be compared with others and put in use
    #[arg(long)]
    keep: bool,
    #[command(flatten)]
    asked: Args<RecommendOptions>,
}

/// Prints how well each way foretold and what goes with what, or what is recommended to whom.
pub(crate) async fn run_recommend(shop: &Shop, args: RecommendArgs) -> Result<()> {
    if args.withhold.is_some() || args.release.is_some() || args.used.is_some() {
        return change(shop, args).await;
    }
    let RecommendArgs { bought, category, without, .. } = &args;
    let limit = args.asked.options.limit;
    let (category, without) = (category.clone(), without.clone());
    let wish = Wish { limit, bought: *bought, category, without };
    let told = match (&args.customer, &args.basket, &args.product) {
        (Some(id), ..) => answers::to_customer(shop, customer(shop, id).await?, &wish).await,
        (_, Some(basket), _) => answers::to_basket(shop, basket, &wish).await.map(Some),
        (.., Some(product)) => answers::beside_product(shop, product, &wish).await,
        _ => return report(shop, args).await,
    };
    let Some(told) = told.map_err(super::told)? else {
        bail!("nobody has bought that product, or too few to learn from");
    };
    if args.asked.output.json {
        return print_json(&told, &told.caveats);
    }
    print_notes(&told.caveats);
    let table = products(&told);
    let columns: Vec<&str> = table.columns.iter().map(String::as_str).collect();
    println!("{}", print::table(&columns, &table.rows, table.n_words));
    Ok(())
}

/// The customer whom an id means: ours, or one that reports show.
async fn customer(shop: &Shop, id: &str) -> Result<CustomerId> {
    let mut tx = shop.read().await?;
    let numbers = customers::numbers_of_shown(&mut tx, &[id.to_owned()]).await?;
    let found = customers::of_numbers(&mut tx, &numbers).await?;
    match (found.first(), id.parse::<CustomerId>()) {
        (Some(found), _) => Ok(found.id),
        (None, Ok(id)) if customers::find(&mut tx, id).await?.is_some() => Ok(id),
        _ => bail!("there is no customer `{id}`"),
    }
}

async fn change(shop: &Shop, args: RecommendArgs) -> Result<()> {
    let mut tx = shop.write(Actor::System).await?;
    if let Some(product) = &args.withhold {
        withheld::withhold(&mut tx, product).await?;
        eprintln!("note: `{product}` is recommended to nobody from now on");
    }
    if let Some(product) = &args.release
        && !withheld::release(&mut tx, product).await?
    {
        bail!("the product `{product}` was not withheld");
    }
    if let Some(id) = args.used {
        models::put_in_use(&mut tx, id).await?;
        eprintln!("note: {id} says how recommendations are weighed from now on");
    }
    tx.commit().await?;
    Ok(())
}

async fn report(shop: &Shop, args: RecommendArgs) -> Result<()> {
    let RecommendArgs { keep, asked: Args { mut options, output }, .. } = args;
    if keep {
        let run = know::recommend::run(shop, options.clone(), Actor::System).await;
        eprintln!("note: kept as {}", run.map_err(super::told)?.id);
    }
    if !output.json && !output.is_file() {
        options.limit = options.limit.or(Some(ROWS));
    }
    super::run(shop, options, &output, know::recommend::of_shop).await
}

fn products(told: &Recommended) -> Table {
    let columns = ["product", "name", "why"];
    Table::new(&columns, 3, told.products.iter().map(product).collect())
}

fn product(it: &Recommendation) -> Vec<String> {
    let why = match (&it.again, &it.with) {
        (Some(again), _) => format!(
            "bought on {} days, usually every {:.0} days, {} days ago: {} likely",
            again.times,
            again.usual_days,
            again.days_ago,
            percent(Some(again.chance))
        ),
        (None, Some(with)) => format!("bought together with {} by {}", with.name, with.customers),
        (None, None) => format!("popular: bought by {}", it.customers),
    };
    vec![it.product.clone(), it.name.clone(), why]
}

impl Shown for RecommendReport {
    fn said(&self) -> (&str, &Caveats) {
        said(&self.head)
    }

    fn tables(&self) -> Vec<Table> {
        let ways =
            ["way", "nDCG@10", "recall@10", "recall@20", "hit", "products told", "new: nDCG@10"];
        let tried = self.trial.iter().flat_map(|trial| &trial.methods).map(way).collect();
        let goods = ["product", "name", "customers", "bought together with"];
        vec![
            summary(self),
            Table::new(&ways, 1, tried),
            Table::new(&goods, 2, self.rows.iter().map(beside).collect()),
        ]
    }
}

fn summary(report: &RecommendReport) -> Table {
    let mut rows = vec![
        line("looked ahead, days", report.within_days.to_string()),
        line("customers", report.customers.to_string()),
        line("products", report.products.to_string()),
    ];
    if let Some(trial) = &report.trial {
        let of = format!("{} customers", trial.customers);
        rows.push(line(&format!("tried on {} … {}", trial.from, trial.until), of));
        let gain = &trial.gain;
        let end = |end: Option<f64>| end.map_or_else(|| "–".to_owned(), |end| format!("{end:+.4}"));
        let told = format!("{:+.4} ({} … {})", gain.mean, end(gain.low), end(gain.high));
        rows.push(line("nDCG beyond what each bought most", told));
    }
    Table::new(&["", ""], 2, rows)
}

fn line(name: &str, value: String) -> Vec<String> {
    vec![name.to_owned(), value]
}

fn way(it: &TriedOut) -> Vec<String> {
    let name = match it.method {
        Method::OwnFrequency => "what each bought most",
        Method::Again => "what each bought, when it is time",
        Method::Ease => "EASE",
        Method::Together => "bought together, BM25",
        Method::Popular => "popular these days",
        Method::Als => "hidden tastes (ALS)",
        Method::Blend => "all, weighed (shipped)",
    };
    vec![
        name.to_owned(),
        format!("{:.4}", it.ndcg_10),
        format!("{:.4}", it.recall_10),
        format!("{:.4}", it.recall_20),
        percent(Some(it.hit_10)),
        percent(Some(it.coverage)),
        it.new_ndcg_10.map_or_else(|| "–".to_owned(), |ndcg| format!("{ndcg:.4}")),
    ]
}

fn beside(row: &ProductRow) -> Vec<String> {
    let with = row.with.iter().map(|with| format!("{} ({})", with.name, with.customers));
    vec![
        row.product.clone(),
        row.name.clone(),
        row.customers.to_string(),
        with.collect::<Vec<_>>().join(", "),
    ]
}
