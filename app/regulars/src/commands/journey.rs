//! `regulars journey`: what is said to people step by step, each in his own time.

use std::io::Read;
use std::path::{Path, PathBuf};

use act::journeys::api::{JourneyOut, shown};
use act::journeys::recipes::{RECIPES, find};
use act::journeys::{self, Journey, JourneyError, Replay, UNKEPT};
use anyhow::{Context, Result};
use clap::Subcommand;
use collect::shop::{self, Shop};
use domain::CampaignId;
use know::recommend::arrivals;
use records::{Actor, ShopTx};

use crate::{WrongUsage, print};

/// What to do with journeys.
#[derive(Subcommand)]
pub(crate) enum Args {
    /// List the journeys, newest first
    List(Printing),
    /// Print a journey's file, or with --json how far people have come
    Show(One),
    /// Print a ready journey's file, or list them all
    Recipe(RecipeArgs),
    /// Keep a file as a journey: a new one, or another version of the one of its name
    Save(SaveArgs),
    /// What it would have done last year; nothing is sent
    Replay(ReplayArgs),
    /// Switch it on, or on again after a rest; `regulars serve` moves people
    Start(One),
    /// Let it rest
    Pause(One),
    /// End it for everybody
    Stop(One),
    /// Move those on the way by an earlier version to the newest, where it has their place
    MoveUp(One),
    /// Throw away one that was never switched on
    Remove(One),
}

/// How something is printed.
#[derive(clap::Args)]
pub(crate) struct Printing {
    /// Print as JSON, as the API answers it
    #[arg(long)]
    json: bool,
}

/// One journey.
#[derive(clap::Args)]
pub(crate) struct One {
    /// The journey, by its name or as `jrn_…`
    journey: String,
    #[command(flatten)]
    printing: Printing,
}

/// Which ready journey.
#[derive(clap::Args)]
pub(crate) struct RecipeArgs {
    /// Its code, such as thank_you; all of them when not given
    code: Option<String>,
}

/// Which file.
#[derive(clap::Args)]
pub(crate) struct SaveArgs {
    /// The file, in TOML; `-` reads what is typed or piped in
    file: PathBuf,
    #[command(flatten)]
    printing: Printing,
}

/// What to replay.
#[derive(clap::Args)]
pub(crate) struct ReplayArgs {
    /// A journey by its name, as `jrn_…`, or a file that ends in .toml
    journey: String,
    /// So many days up to today
    #[arg(long, default_value_t = 365)]
    days: u16,
    #[command(flatten)]
    printing: Printing,
}

/// Does what was asked.
pub(crate) async fn run(shop: &Shop, args: Args) -> Result<()> {
    match args {
        Args::List(printing) => list(shop, &printing).await,
        Args::Show(one) => show(shop, &one).await,
        Args::Recipe(args) => recipe(shop, args.code.as_deref()).await,
        Args::Save(args) => save(shop, &args).await,
        Args::Replay(args) => replay(shop, &args).await,
        Args::Start(one) => {
            let (mut tx, journey) = locked(shop, &one).await?;
            let journey = journeys::start(&mut tx, journey.id).await.map_err(told)?;
            done(tx, journey, &one.printing).await
        }
        Args::Pause(one) => {
            let (mut tx, journey) = locked(shop, &one).await?;
            let journey = journeys::pause(&mut tx, journey.id).await.map_err(told)?;
            done(tx, journey, &one.printing).await
        }
        Args::Stop(one) => {
            let (mut tx, journey) = locked(shop, &one).await?;
            let journey = journeys::stop(&mut tx, journey.id).await.map_err(told)?;
            done(tx, journey, &one.printing).await
        }
        Args::MoveUp(one) => move_up(shop, &one).await,
        Args::Remove(one) => {
            let (mut tx, journey) = locked(shop, &one).await?;
            journeys::remove(&mut tx, journey.id).await.map_err(told)?;
            Ok(tx.commit().await?)
        }
    }
}

async fn move_up(shop: &Shop, one: &One) -> Result<()> {
    let (mut tx, journey) = locked(shop, one).await?;
    let moved = journeys::move_up(&mut tx, journey.id).await.map_err(told)?;
    tx.commit().await?;
    match one.printing.json {
        true => println!("{}", serde_json::to_string_pretty(&moved)?),
        false => println!("{} moved, {} stay on theirs", moved.n_moved, moved.n_stayed),
    }
    Ok(())
}

async fn locked(shop: &Shop, one: &One) -> Result<(ShopTx, Journey)> {
    let mut tx = shop.write(Actor::System).await?;
    let journey = journeys::named(&mut tx, &one.journey).await.map_err(told)?;
    Ok((tx, journey))
}

async fn done(mut tx: ShopTx, journey: Journey, printing: &Printing) -> Result<()> {
    let out = shown(&mut tx, journey).await?;
    tx.commit().await?;
    print_one(&out, printing)
}

fn print_one(out: &JourneyOut, printing: &Printing) -> Result<()> {
    match printing.json {
        true => println!("{}", serde_json::to_string_pretty(out)?),
        false => println!("{}", out.sentence()),
    }
    Ok(())
}

async fn list(shop: &Shop, printing: &Printing) -> Result<()> {
    let mut tx = shop.read().await?;
    let mut all = Vec::new();
    for journey in journeys::list(&mut tx).await.map_err(told)? {
        all.push(shown(&mut tx, journey).await?);
    }
    match printing.json {
        true => println!("{}", serde_json::to_string_pretty(&all)?),
        false => all.iter().for_each(|one| println!("{}", one.sentence())),
    }
    Ok(())
}

async fn show(shop: &Shop, one: &One) -> Result<()> {
    let mut tx = shop.read().await?;
    let journey = journeys::named(&mut tx, &one.journey).await.map_err(told)?;
    if !one.printing.json {
        print!("{}", journey.text);
        return Ok(());
    }
    let out = shown(&mut tx, journey).await?;
    print_one(&out, &one.printing)
}

async fn recipe(shop: &Shop, code: Option<&str>) -> Result<()> {
    let language = shop::settings(&mut shop.read().await?).await?.language;
    let category = arrivals::leading_category(shop).await?;
    match code {
        None => RECIPES.iter().for_each(|recipe| println!("{}", recipe.code)),
        Some(code) => {
            let recipe = find(code).ok_or_else(|| {
                WrongUsage(format!("there is no ready journey `{code}`; `recipe` lists them"))
            })?;
            print!("{}", recipe.of_shop(language, category.as_deref()));
        }
    }
    Ok(())
}

async fn save(shop: &Shop, args: &SaveArgs) -> Result<()> {
    let text = file(&args.file)?;
    let mut tx = shop.write(Actor::System).await?;
    let journey = journeys::save(&mut tx, &text).await.map_err(told)?;
    done(tx, journey, &args.printing).await
}

fn file(path: &Path) -> Result<String> {
    if path == Path::new("-") {
        let mut text = String::new();
        std::io::stdin().read_to_string(&mut text)?;
        return Ok(text);
    }
    std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

async fn replay(shop: &Shop, args: &ReplayArgs) -> Result<()> {
    let mut tx = shop.read().await?;
    let (plan, head) = match args.journey.ends_with(".toml") {
        true => {
            let text = file(Path::new(&args.journey))?;
            let plan = journeys::read(&mut tx, &text).await.map_err(told)?;
            (plan, UNKEPT)
        }
        false => {
            let journey = journeys::named(&mut tx, &args.journey).await.map_err(told)?;
            (journey.plan, CampaignId(journey.id.0))
        }
    };
    drop(tx);
    let replay = journeys::replay(shop, &plan, head, args.days.max(1)).await.map_err(told)?;
    match args.printing.json {
        true => println!("{}", serde_json::to_string_pretty(&replay)?),
        false => print_replay(&replay),
    }
    Ok(())
}

fn print_replay(replay: &Replay) {
    println!(
        "From {} until {}: {} passages of {} people; {} letters, {} at most to one person; \
         {} tasks, {} calls; {} passages ended with the goal.",
        replay.from,
        replay.until,
        replay.n_entries,
        replay.n_people,
        replay.n_letters,
        replay.most_letters,
        replay.n_tasks,
        replay.n_calls,
        replay.n_goal
    );
    let rows: Vec<Vec<String>> = replay
        .steps
        .iter()
        .map(|step| {
            let letter = step.letter;
            let cell = |n: Option<usize>| n.map_or_else(String::new, |n| n.to_string());
            vec![
                step.step.clone(),
                step.n_came.to_string(),
                cell(letter.map(|letter| letter.sent)),
                cell(letter.map(|letter| letter.held_out)),
                cell(letter.map(|letter| letter.no_consent + letter.no_address)),
                cell(letter.map(|letter| letter.too_often)),
                cell(step.n_given),
            ]
        })
        .collect();
    let head = ["step", "came", "sent", "held out", "no consent", "too often", "given"];
    println!("{}", print::table(&head, &rows, 1));
    for caveat in &replay.caveats.0 {
        eprintln!("{}", caveat.text);
    }
}

/// What was asked wrongly ends with exit code 2, what cannot be done with 1.
fn told(error: JourneyError) -> anyhow::Error {
    match error {
        JourneyError::Unknown(_) | JourneyError::Faulty(_) | JourneyError::NameTaken(_) => {
            WrongUsage(error.to_string()).into()
        }
        other => other.into(),
    }
}
