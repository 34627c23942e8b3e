//! `regulars campaign`: one thing said to many people, with some of them held out.

mod email;
mod keys;
mod plan;
mod returned;

use std::io::IsTerminal;
use std::path::PathBuf;
use std::time::Duration;

use act::campaigns::api::{CampaignOut, LetterCheckOut, shown};
use act::campaigns::checking::{Links, check_letter};
use act::campaigns::{self, Campaign, CampaignError, State};
use act::channels::HandedOver;
use act::contact::{self, Outcome, api as contact_api};
use act::templates::checking::{Finding, Weight};
use anyhow::{Context, Result, bail};
use clap::Subcommand;
use collect::shop::Shop;
use collect::work;
use domain::{CampaignId, CustomerId, DecisionId};
use records::{Actor, ShopTx};

use crate::{WrongUsage, print};

/// What to do with campaigns.
#[derive(Subcommand)]
pub(crate) enum Args {
    /// List the campaigns, newest first
    List(Printing),
    /// Write a plan down; nobody is written to until it is started
    Create(Box<plan::Args>),
    /// Show the letter as one person would get it
    Preview(PreviewArgs),
    /// Look at the letter before it starts: links, size, words, pictures, empty blanks
    Check(CheckArgs),
    /// Send the letter to one of your own people
    Test(TestArgs),
    /// Begin to write to people, and send until nothing is left to do now
    Start(One),
    /// Stop for a while
    Pause(One),
    /// Go on exactly where it stopped
    Resume(One),
    /// Take back what waits for its moment, so that it can be changed
    Recall(One),
    /// Call it off; nobody else will be written to
    Cancel(One),
    /// Show a campaign and how far it is
    Show(One),
    /// Who got the message, who did not, and why
    Decisions(DecisionsArgs),
    /// Take letters that came back, and complaints: raw mails in files, in folders or piped in
    Returned(returned::Args),
    /// Show or change how letters leave the house
    Email(Box<email::Args>),
    /// Keys that letters are signed with (DKIM): made, listed, used, thrown away
    #[command(subcommand)]
    Keys(keys::Args),
}

/// How something is printed.
#[derive(clap::Args)]
pub(crate) struct Printing {
    /// Print as JSON, as the API answers it
    #[arg(long)]
    json: bool,
}

/// One campaign.
#[derive(clap::Args)]
pub(crate) struct One {
    /// The campaign, as `cmp_…`
    campaign: CampaignId,
    #[command(flatten)]
    printing: Printing,
}

/// Whose letter.
#[derive(clap::Args)]
pub(crate) struct PreviewArgs {
    /// The campaign, as `cmp_…`
    campaign: CampaignId,
    /// A customer, as `cus_…`; the first of the audience unless told
    #[arg(long)]
    customer: Option<CustomerId>,
    /// Which way of saying it: 0 is the first
    #[arg(long, value_name = "N", default_value_t = 0)]
    variant: usize,
    /// Write the HTML into this file
    #[arg(long, value_name = "FILE")]
    html: Option<PathBuf>,
}

/// Which letter is looked at.
#[derive(clap::Args)]
pub(crate) struct CheckArgs {
    #[command(flatten)]
    one: One,
    /// Which way of saying it: 0 is the first
    #[arg(long, value_name = "N", default_value_t = 0)]
    variant: usize,
    /// Visit the pages that the letter leads to
    #[arg(long)]
    links: bool,
}

/// Where a test goes.
#[derive(clap::Args)]
pub(crate) struct TestArgs {
    /// The campaign, as `cmp_…`
    campaign: CampaignId,
    /// An address of your own
    address: String,
    /// Which way of saying it: 0 is the first
    #[arg(long, value_name = "N", default_value_t = 0)]
    variant: usize,
}

/// Which decisions.
#[derive(clap::Args)]
pub(crate) struct DecisionsArgs {
    #[command(flatten)]
    one: One,
    /// Only those with this outcome, such as sent, held_out or no_consent
    #[arg(long)]
    outcome: Option<String>,
}

/// Does what was asked.
pub(crate) async fn run(shop: &Shop, args: Args) -> Result<()> {
    match args {
        Args::List(printing) => list(shop, &printing).await,
        Args::Create(args) => plan::create(shop, *args).await,
        Args::Preview(args) => preview(shop, args).await,
        Args::Check(args) => check(shop, args).await,
        Args::Test(args) => test(shop, args).await,
        Args::Start(one) => {
            let mut tx = writing(shop).await?;
            campaigns::start(&mut tx, one.campaign).await.map_err(told)?;
            tx.commit().await?;
            send(shop, &one).await
        }
        Args::Resume(one) => {
            let mut tx = writing(shop).await?;
            campaigns::resume(&mut tx, one.campaign).await.map_err(told)?;
            tx.commit().await?;
            send(shop, &one).await
        }
        Args::Pause(one) => {
            let mut tx = writing(shop).await?;
            let campaign = campaigns::pause(&mut tx, one.campaign).await.map_err(told)?;
            show(tx, campaign, &one.printing).await
        }
        Args::Recall(one) => {
            let mut tx = writing(shop).await?;
            let campaign = campaigns::recall(&mut tx, one.campaign).await.map_err(told)?;
            show(tx, campaign, &one.printing).await
        }
        Args::Cancel(one) => {
            let mut tx = writing(shop).await?;
            let campaign = campaigns::cancel(&mut tx, one.campaign).await.map_err(told)?;
            show(tx, campaign, &one.printing).await
        }
        Args::Show(one) => {
            let mut tx = shop.read().await?;
            let campaign = campaigns::find(&mut tx, one.campaign).await.map_err(told)?;
            show(tx, campaign, &one.printing).await
        }
        Args::Decisions(args) => decisions(shop, args).await,
        Args::Returned(args) => returned::take(shop, &args).await,
        Args::Email(args) => email::run(shop, *args).await,
        Args::Keys(args) => keys::run(shop, args).await,
    }
}

/// What was asked wrongly ends with exit code 2, what cannot be done with 1.
pub(super) fn told(error: CampaignError) -> anyhow::Error {
    match error {
        CampaignError::Plan { .. } => anyhow::Error::new(WrongUsage(error.to_string())),
        other => anyhow::Error::new(other),
    }
}

pub(super) async fn writing(shop: &Shop) -> Result<ShopTx> {
    Ok(shop.write(Actor::Staff("terminal".to_owned())).await?)
}

async fn list(shop: &Shop, printing: &Printing) -> Result<()> {
    let mut tx = shop.read().await?;
    let mut rows = Vec::new();
    for campaign in campaigns::list(&mut tx, None, 500).await? {
        rows.push(shown(&mut tx, campaign).await?);
    }
    if printing.json {
        println!("{}", serde_json::to_string_pretty(&rows)?);
        return Ok(());
    }
    let columns = ["campaign", "name", "state", "audience", "sent", "held out"];
    let row = |out: &CampaignOut| {
        vec![
            out.id.to_string(),
            out.name.clone(),
            out.state.word().to_owned(),
            out.counts.audience.map_or_else(|| "–".to_owned(), |n| n.to_string()),
            out.counts.sent.to_string(),
            out.counts.held_out.to_string(),
        ]
    };
    println!("{}", print::table(&columns, &rows.iter().map(row).collect::<Vec<_>>(), 3));
    Ok(())
}

/// Commits what was done, and shows the campaign.
pub(super) async fn show(mut tx: ShopTx, campaign: Campaign, printing: &Printing) -> Result<()> {
    let out = shown(&mut tx, campaign).await?;
    tx.commit().await?;
    if printing.json {
        println!("{}", serde_json::to_string_pretty(&out)?);
        return Ok(());
    }
    println!("{}  {} ({})", out.id, out.name, out.state.word());
    if let Some(problem) = &out.problem {
        eprintln!("note: {problem}");
    }
    let counts = &out.counts;
    let rows: Vec<Vec<String>> = [
        ("audience", counts.audience.unwrap_or_default()),
        ("sent", counts.sent),
        ("held out", counts.held_out),
        ("no consent", counts.no_consent),
        ("no address", counts.no_address),
        ("suppressed", counts.suppressed),
        ("written to often enough", counts.too_often),
        ("failed", counts.failed),
        ("uncertain, not repeated", counts.uncertain),
        ("queued", counts.queued),
        ("waiting", counts.waiting),
        ("called off", counts.cancelled),
    ]
    .into_iter()
    .map(|(what, n)| vec![what.to_owned(), n.to_string()])
    .collect();
    println!("{}", print::table(&["people", "n"], &rows, 1));
    Ok(())
}

/// Sends until nothing is due; what has to wait is left to the next `resume` or to `serve`.
async fn send(shop: &Shop, one: &One) -> Result<()> {
    let kinds = [collect::kinds_of_work(), act::kinds_of_work()].concat();
    let bar = bar();
    while work::do_next(shop, &kinds).await? {
        let mut tx = shop.read().await?;
        let campaign = campaigns::find(&mut tx, one.campaign).await.map_err(told)?;
        let counts = contact::counts(&mut tx, one.campaign).await?;
        let n = |outcome| counts.get(&outcome).copied().unwrap_or_default();
        let open = n(Outcome::Waiting) + n(Outcome::Write);
        let all = campaign.n_audience.unwrap_or_default();
        bar.set_length(u64::try_from(all).unwrap_or_default());
        bar.set_position(u64::try_from(all - open).unwrap_or_default());
    }
    bar.finish_and_clear();
    let mut tx = shop.read().await?;
    let campaign = campaigns::find(&mut tx, one.campaign).await.map_err(told)?;
    if let Some(next_at) = campaign.next_at {
        eprintln!("note: it leaves at {}; `regulars serve` keeps the time", next_at.timestamp());
    }
    if campaign.state == State::Sending {
        eprintln!("note: some people wait; `regulars serve` goes on with them by itself");
    }
    show(tx, campaign, &one.printing).await
}

fn bar() -> indicatif::ProgressBar {
    if !std::io::stderr().is_terminal() {
        return indicatif::ProgressBar::hidden();
    }
    let bar = indicatif::ProgressBar::new(0);
    bar.enable_steady_tick(Duration::from_millis(100));
    bar
}

async fn preview(shop: &Shop, args: PreviewArgs) -> Result<()> {
    let asked = (args.customer, args.variant);
    let preview = campaigns::preview(shop, args.campaign, asked).await.map_err(told)?;
    for problem in &preview.problems {
        eprintln!("{}: {problem}", if problem.stops { "problem" } else { "note" });
    }
    let Some(written) = preview.written else { bail!("the letter cannot be written like this") };
    println!("To: {}", preview.to.unwrap_or_default());
    if !written.subject.is_empty() {
        println!("Subject: {}", written.subject);
    }
    println!("\n{}", written.text);
    if let Some(length) = preview.length {
        eprintln!("note: {} places, sent in {} parts", length.n_places, length.n_parts);
    }
    if let Some(path) = args.html {
        let cannot = || format!("cannot write {}", path.display());
        std::fs::write(&path, &written.html).with_context(cannot)?;
    }
    Ok(())
}

/// Exit code 1 where something stops the letter.
async fn check(shop: &Shop, args: CheckArgs) -> Result<()> {
    let links = if args.links { Links::Visited } else { Links::LeftAlone };
    let checked = check_letter(shop, args.one.campaign, (args.variant, links)).await;
    let checked = LetterCheckOut::from(checked.map_err(told)?);
    let stops = checked.findings.iter().any(|finding| finding.weight == Weight::Stops);
    if args.one.printing.json {
        println!("{}", serde_json::to_string_pretty(&checked)?);
    } else {
        let row = |one: &Finding| {
            let count = match (one.n, one.of) {
                (Some(n), Some(of)) => format!("{n} of {of}"),
                (Some(n), None) => n.to_string(),
                _ => String::new(),
            };
            let place = one.at.clone().unwrap_or_default();
            vec![one.weight.word().to_owned(), place, one.text.clone(), count]
        };
        let rows: Vec<Vec<String>> = checked.findings.iter().map(row).collect();
        println!("{}", print::table(&["", "where", "what", "count"], &rows, 3));
    }
    if stops {
        bail!("the letter cannot go out like this");
    }
    Ok(())
}

async fn test(shop: &Shop, args: TestArgs) -> Result<()> {
    let to = (args.address.as_str(), args.variant);
    match campaigns::send_test(shop, args.campaign, to).await.map_err(told)? {
        HandedOver::Accepted { answer } => println!("accepted: {answer}"),
        HandedOver::Refused(refusal) => bail!("refused: {}", refusal.answer),
        HandedOver::Uncertain { why } => bail!("it may have arrived, or not: {why}"),
        HandedOver::Unreachable { why } => bail!("{why}"),
    }
    Ok(())
}

/// Decisions read at a time.
const PAGE: u32 = 1_000;

async fn decisions(shop: &Shop, args: DecisionsArgs) -> Result<()> {
    let outcome = args.outcome.as_deref().map(outcome_of).transpose()?;
    let mut tx = shop.read().await?;
    campaigns::find(&mut tx, args.one.campaign).await.map_err(told)?;
    let mut all = Vec::new();
    let mut after: Option<DecisionId> = None;
    loop {
        let some = contact::decisions(&mut tx, args.one.campaign, outcome, after, PAGE).await?;
        let Some(last) = some.last() else { break };
        after = Some(last.id);
        all.extend(contact_api::named(&mut tx, some).await?);
    }
    if args.one.printing.json {
        println!("{}", serde_json::to_string_pretty(&all)?);
        return Ok(());
    }
    let row = |decision: &contact_api::DecisionOut| {
        vec![
            decision.customer.customer_id.clone(),
            decision.customer.name.clone().unwrap_or_default(),
            decision.verdict.outcome.to_owned(),
            decision.verdict.text.to_owned(),
        ]
    };
    let columns = ["customer", "name", "outcome", "why"];
    println!("{}", print::table(&columns, &all.iter().map(row).collect::<Vec<_>>(), 4));
    Ok(())
}

fn outcome_of(word: &str) -> Result<Outcome> {
    Outcome::of_word(word).ok_or_else(|| {
        let known: Vec<&str> = Outcome::ALL.into_iter().map(Outcome::word).collect();
        anyhow::Error::new(WrongUsage(format!(
            "`{word}` is no outcome; there are {}",
            known.join(", ")
        )))
    })
}
