//! `regulars shop`: selling systems that tell what happens in them; fetching what was before and
//! proving that nothing was missed.

use std::io::IsTerminal;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use clap::{Subcommand, ValueEnum};
use collect::settling;
use collect::shop::Shop;
use collect::storefronts::errands::{self, DayBeside, Days, Errand, NotBegun, Run, State, Step};
use collect::storefronts::{self, Kind, Papers, Storefront, StorefrontError, deliveries};
use domain::{Day, Money, StorefrontId};
use indicatif::ProgressBar;
use records::Actor;
use serde_json::{Value as Json, json};

use crate::{WrongUsage, print};

/// What to do with storefronts.
#[derive(Subcommand)]
pub(crate) enum Args {
    /// Connect a shop system, so that it tells what happens from now on
    Connect(ConnectArgs),
    /// Give the secret that a shop system signs with, where it has made one of its own
    Secret(SecretArgs),
    /// List the connected shop systems and how they are
    List(ListArgs),
    /// Fetch everything that was before; stopped by Ctrl-C, it goes on where it was
    Fill(FillArgs),
    /// Count the orders or subscriptions of each day there and here; exit code 1 where they differ
    Check(CheckArgs),
}

/// Which systems there are.
#[derive(Clone, Copy, ValueEnum)]
enum System {
    Shopify,
    Woocommerce,
    Stripe,
}

/// Which shop system is connected, and with what.
#[derive(clap::Args)]
pub(crate) struct ConnectArgs {
    /// Which system it is
    system: System,
    /// Where it is found, such as bakery.myshopify.com; Stripe at api.stripe.com
    address: String,
    /// What its webhooks are signed with; without one, WooCommerce gets one that is printed once,
    /// and Stripe's, which it makes when it is told where to deliver to, is given by `shop secret`
    #[arg(long, env = "REGULARS_SHOP_SECRET", hide_env_values = true)]
    signing_secret: Option<String>,
    /// WooCommerce's consumer key, ck_…
    #[arg(long)]
    api_name: Option<String>,
    /// WooCommerce's consumer secret, cs_…, Shopify's access token, or Stripe's key, rk_…
    #[arg(long, env = "REGULARS_SHOP_API_SECRET", hide_env_values = true)]
    api_secret: Option<String>,
    /// The further field in which WooCommerce keeps a customer's yes to letters
    #[arg(long)]
    consent_field: Option<String>,
    /// It lives in the shop's own network
    #[arg(long)]
    own_network: bool,
    /// Print it as JSON
    #[arg(long)]
    json: bool,
}

/// What a storefront signs with.
#[derive(clap::Args)]
pub(crate) struct SecretArgs {
    /// Its id, as `shop list` prints it; may be left out where there is one only
    id: Option<StorefrontId>,
    /// The secret, such as Stripe's whsec_…
    #[arg(long, env = "REGULARS_SHOP_SECRET", hide_env_values = true)]
    signing_secret: String,
}

/// How the list is printed.
#[derive(clap::Args)]
pub(crate) struct ListArgs {
    /// Print an array of objects
    #[arg(long)]
    json: bool,
}

/// From which storefront everything is fetched.
#[derive(clap::Args)]
pub(crate) struct FillArgs {
    /// Its id, as `shop list` prints it; may be left out where there is one only
    id: Option<StorefrontId>,
    /// Print the outcome as JSON
    #[arg(long)]
    json: bool,
}

/// Which days of which storefront are checked.
#[derive(clap::Args)]
pub(crate) struct CheckArgs {
    /// Its id, as `shop list` prints it; may be left out where there is one only
    id: Option<StorefrontId>,
    /// The first day; thirty days ago unless told
    #[arg(long)]
    from: Option<Day>,
    /// The day after the last; tomorrow unless told
    #[arg(long)]
    until: Option<Day>,
    /// Fetch the days that differ again
    #[arg(long)]
    mend: bool,
    /// Print every day as JSON
    #[arg(long)]
    json: bool,
}

/// Does what was asked.
pub(crate) async fn run(shop: &Shop, args: Args) -> Result<()> {
    match args {
        Args::Connect(args) => connect(shop, args).await,
        Args::Secret(args) => secret(shop, args).await,
        Args::List(args) => list(shop, &args).await,
        Args::Fill(args) => fill(shop, &args).await,
        Args::Check(args) => check(shop, &args).await,
    }
}

fn staff() -> Actor {
    Actor::Staff("command line".to_owned())
}

async fn connect(shop: &Shop, args: ConnectArgs) -> Result<()> {
    let kind = match args.system {
        System::Shopify => Kind::Shopify,
        System::Woocommerce => Kind::Woocommerce,
        System::Stripe => Kind::Stripe,
    };
    let papers = Papers {
        signing_secret: args.signing_secret,
        api_name: args.api_name,
        api_secret: args.api_secret,
        own_network: Some(args.own_network),
        consent_field: args.consent_field,
    };
    let mut tx = shop.write(staff()).await?;
    let seal = shop.seal(&mut tx)?;
    let connected = storefronts::connect(&mut tx, &seal, (kind, &args.address), papers).await;
    let connected = connected.map_err(failed)?;
    tx.commit().await?;
    let one = connected.storefront;
    let hook = format!("/hooks/{}/{}", one.kind.word(), one.id);
    if args.json {
        let made = connected.made_secret;
        println!("{}", json!({ "id": one.id, "hook_path": hook, "signing_secret": made }));
        return Ok(());
    }
    println!("{}", one.id);
    eprintln!("Let its webhooks go to the public address of this program, then {hook}");
    if let Some(secret) = connected.made_secret {
        eprintln!("They are signed with this secret, which is not shown again: {secret}");
    }
    if !one.can_be_heard {
        eprintln!("Then give the secret that it signs with: regulars shop secret {}", one.id);
    }
    if one.can_be_asked {
        eprintln!("To fetch what was before: regulars shop fill {}", one.id);
    }
    Ok(())
}

fn failed(error: StorefrontError) -> anyhow::Error {
    match error {
        StorefrontError::Records(error) => error.into(),
        StorefrontError::Seal(error) => error.into(),
        wrong => WrongUsage(wrong.to_string()).into(),
    }
}

async fn secret(shop: &Shop, args: SecretArgs) -> Result<()> {
    let id = meant(shop, args.id).await?;
    let mut tx = shop.write(staff()).await?;
    let seal = shop.seal(&mut tx)?;
    let papers = Papers { signing_secret: Some(args.signing_secret), ..Papers::default() };
    let changed = storefronts::change(&mut tx, &seal, id, papers).await.map_err(failed)?;
    let Some(one) = changed else {
        return Err(WrongUsage(format!("there is no shop system {id}")).into());
    };
    tx.commit().await?;
    eprintln!("{} is heard from now on", one.address);
    Ok(())
}

async fn list(shop: &Shop, args: &ListArgs) -> Result<()> {
    let mut tx = shop.read().await?;
    let mut all = Vec::new();
    for one in storefronts::list(&mut tx).await? {
        let counts = deliveries::counts(&mut tx, one.id).await?;
        let days = errands::days(&mut tx, one.id).await?;
        let n_differ = days.iter().filter(|day| !day.agrees()).count();
        all.push((one, counts, n_differ));
    }
    if args.json {
        let object = |(one, counts, n_differ): &(Storefront, deliveries::Counts, usize)| {
            json!({
                "id": one.id, "kind": one.kind, "address": one.address, "state": one.state,
                "heard_at": one.heard_at, "n_waiting": counts.n_waiting,
                "n_failed": counts.n_failed, "n_refused": one.n_refused,
                "n_days_differ": n_differ,
            })
        };
        let objects: Vec<Json> = all.iter().map(object).collect();
        println!("{}", serde_json::to_string_pretty(&objects)?);
        return Ok(());
    }
    let row = |(one, counts, n_differ): (Storefront, deliveries::Counts, usize)| {
        vec![
            one.id.to_string(),
            one.address,
            json!(one.state).as_str().unwrap_or_default().to_owned(),
            one.heard_at.map_or_else(|| "never".to_owned(), |at| at.to_string()),
            counts.n_waiting.to_string(),
            counts.n_failed.to_string(),
            one.n_refused.to_string(),
            n_differ.to_string(),
        ]
    };
    let rows: Vec<Vec<String>> = all.into_iter().map(row).collect();
    let columns =
        ["id", "address", "state", "heard", "waiting", "failed", "not let in", "days differ"];
    println!("{}", print::table(&columns, &rows, 4));
    Ok(())
}

/// The storefront that is meant.
async fn meant(shop: &Shop, id: Option<StorefrontId>) -> Result<StorefrontId> {
    if let Some(id) = id {
        return Ok(id);
    }
    let all = storefronts::list(&mut shop.read().await?).await?;
    let mut connected = all.iter().filter(|one| one.state != storefronts::State::Disconnected);
    match (connected.next(), connected.next()) {
        (Some(one), None) => Ok(one.id),
        (None, _) => Err(WrongUsage("no shop system is connected".to_owned()).into()),
        _ => Err(WrongUsage("say which one: regulars shop list names them".to_owned()).into()),
    }
}

async fn begin(shop: &Shop, id: StorefrontId, errand: Errand, days: Option<Days>) -> Result<()> {
    let is_begun = has_begun(shop, id, errand, days).await?;
    // One of other days may be under way: it comes first. Whoever was killed in a fill goes on.
    if !is_begun && days.is_some() {
        follow(shop, id, errand).await?;
        has_begun(shop, id, errand, days).await?;
    }
    Ok(())
}

/// Begins an errand; `false` where one of its kind is under way.
async fn has_begun(
    shop: &Shop,
    id: StorefrontId,
    errand: Errand,
    days: Option<Days>,
) -> Result<bool> {
    let mut tx = shop.write(staff()).await?;
    match errands::begin(&mut tx, id, errand, days).await {
        Ok(()) => {
            tx.commit().await?;
            Ok(true)
        }
        Err(NotBegun::Running) => Ok(false),
        Err(NotBegun::Records(error)) => Err(error.into()),
        Err(refused) => Err(WrongUsage(refused.to_string()).into()),
    }
}

/// Does an errand to its end, resting as long as the storefront wants.
async fn follow(shop: &Shop, id: StorefrontId, errand: Errand) -> Result<Run> {
    let bar = match std::io::stderr().is_terminal() {
        true => ProgressBar::new(0),
        false => ProgressBar::hidden(),
    };
    loop {
        let step = errands::step(shop, id, errand).await?;
        let all = errands::list(&mut shop.read().await?, id).await?;
        let run = all.into_iter().find(|run| run.errand == errand).context("it is gone")?;
        bar.set_length(run.n_expected.unwrap_or(run.n_done).unsigned_abs());
        bar.set_position(run.n_done.unsigned_abs());
        match step {
            Step::More(at) => {
                if let Some(problem) = &run.problem {
                    bar.suspend(|| eprintln!("{problem}; trying again at {at}"));
                }
                let wait = at.0 - shop.records().clock().now().0;
                tokio::time::sleep(Duration::from_micros(wait.max(0).unsigned_abs())).await;
            }
            Step::Ended | Step::Idle => {
                bar.finish_and_clear();
                return match (run.state, &run.problem) {
                    (State::Failed, Some(problem)) => bail!("{problem}"),
                    _ => Ok(run),
                };
            }
        }
    }
}

async fn fill(shop: &Shop, args: &FillArgs) -> Result<()> {
    let id = meant(shop, args.id).await?;
    begin(shop, id, Errand::Fill, None).await?;
    let run = follow(shop, id, Errand::Fill).await?;
    settling::settle(shop).await?;
    if args.json {
        let (n_done, n_changed, n_failed) = (run.n_done, run.n_changed, run.n_failed);
        println!(
            "{}",
            json!({ "fetched": n_done, "orders_changed": n_changed, "not_understood": n_failed })
        );
        return Ok(());
    }
    println!("{} fetched, {} orders or subscriptions are different now", run.n_done, run.n_changed);
    if run.n_failed > 0 {
        println!("{} could not be understood; they are among its deliveries", run.n_failed);
    }
    Ok(())
}

async fn check(shop: &Shop, args: &CheckArgs) -> Result<()> {
    let id = meant(shop, args.id).await?;
    let usual = errands::usual_days(&mut shop.read().await?).await?;
    let days =
        Days { from: args.from.unwrap_or(usual.from), until: args.until.unwrap_or(usual.until) };
    begin(shop, id, Errand::Check, Some(days)).await?;
    follow(shop, id, Errand::Check).await?;
    let mut checked = counted(shop, id, days).await?;
    if args.mend {
        let differing = checked.iter().filter(|day| !day.agrees());
        let differing: std::collections::BTreeSet<Day> = differing.map(|day| day.day).collect();
        for day in differing {
            begin(shop, id, Errand::Mend, Some(Days::only(day))).await?;
            follow(shop, id, Errand::Mend).await?;
        }
        settling::settle(shop).await?;
        checked = counted(shop, id, days).await?;
    }
    let differing: Vec<&DayBeside> = checked.iter().filter(|day| !day.agrees()).collect();
    if args.json {
        let objects: Vec<Json> = checked.iter().map(object).collect();
        println!("{}", serde_json::to_string_pretty(&objects)?);
    } else if differing.is_empty() {
        println!("{} to {}: every day agrees", days.from, days.until.yesterday()?);
    } else {
        let rows: Vec<Vec<String>> = differing.iter().map(|day| row(day)).collect();
        let columns = ["day", "orders there", "here", "sum there", "here"];
        println!("{}", print::table(&columns, &rows, 1));
    }
    if !differing.is_empty() {
        bail!("{} days differ; --mend fetches them again", differing.len());
    }
    Ok(())
}

async fn counted(shop: &Shop, id: StorefrontId, days: Days) -> Result<Vec<DayBeside>> {
    let all = errands::days(&mut shop.read().await?, id).await?;
    let asked = |day: &DayBeside| (days.from..days.until).contains(&day.day);
    Ok(all.into_iter().filter(asked).collect())
}

fn object(day: &DayBeside) -> Json {
    json!({
        "day": day.day, "currency": day.currency, "n_theirs": day.n_theirs,
        "sum_theirs": day.sum_theirs, "n_ours": day.n_ours, "sum_ours": day.sum_ours,
        "agrees": day.agrees(),
    })
}

fn row(day: &DayBeside) -> Vec<String> {
    let money = |minor| Money::new(minor, day.currency).to_string();
    vec![
        day.day.to_string(),
        day.n_theirs.to_string(),
        day.n_ours.to_string(),
        money(day.sum_theirs),
        money(day.sum_ours),
    ]
}
