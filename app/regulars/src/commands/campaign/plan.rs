//! `regulars campaign create`: a plan from a ready letter, or from one's own.

use std::path::PathBuf;

use act::blocks::recipes::{self, Recipe};
use act::campaigns::{self, Audience, Delivery, Plan, Repeats, Timing};
use act::channels::Channel;
use act::contact::{HoldOutShare, PastZones};
use anyhow::Result;
use collect::shop::{self, Language, Shop};
use jiff::civil::{Date, DateTime};

use super::{Printing, show, told, writing};
use crate::WrongUsage;
use crate::commands::letter;

/// What it says, and to whom.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Its name, for yourself
    #[arg(long)]
    name: String,
    /// A ready letter to start from
    #[arg(long, default_value = "win_back")]
    recipe: String,
    /// Language of the letter: en, uk or ru; the shop's unless told
    #[arg(long, value_parser = language)]
    language: Option<Language>,
    /// What it travels by: email, sms, telegram or webhook
    #[arg(long, default_value = "email", value_parser = channel)]
    channel: Channel,
    /// The text where it is no letter, with blanks such as {{ customer.first_name }}
    #[arg(long, value_name = "TEXT", default_value = "")]
    note: String,
    /// Own subject line, with blanks such as {{ customer.first_name }}
    #[arg(long)]
    subject: Option<String>,
    /// File with an own body in MJML, or as blocks where its name ends with .json
    #[arg(long, value_name = "FILE")]
    body: Option<PathBuf>,
    /// Only people of this RFM group; may be given several times
    #[arg(long = "rfm-group", value_name = "GROUP")]
    rfm_groups: Vec<String>,
    /// Only people who have not bought for at least so many days
    #[arg(long, value_name = "DAYS")]
    quiet_days_min: Option<i64>,
    /// Only people who have bought within so many days
    #[arg(long, value_name = "DAYS")]
    quiet_days_max: Option<i64>,
    /// Only people who have bought at least so many times
    #[arg(long, value_name = "N")]
    orders_min: Option<i64>,
    /// Only people who have spent at least so many minor units
    #[arg(long, value_name = "MINOR")]
    revenue_min: Option<i64>,
    /// Only people who are in this saved segment when the campaign starts
    #[arg(long, value_name = "NAME")]
    segment: Option<String>,
    /// The share held out, so that you learn what the letter changes
    #[arg(long, default_value_t = 0.1)]
    hold_out: f64,
    /// When it leaves, by the shop's clock: 2026-11-27T10:00
    #[arg(long, value_name = "TIME")]
    at: Option<DateTime>,
    /// How often it leaves from then on: daily, weekly or monthly
    #[arg(long, value_parser = repeats, requires = "at")]
    repeat: Option<Repeats>,
    /// The last day of one that repeats
    #[arg(long, value_name = "DAY", requires = "repeat")]
    until: Option<Date>,
    /// By everybody's own clock; where the time has passed already, the next day
    #[arg(long, requires = "at")]
    own_clock: bool,
    /// The most messages within any minute
    #[arg(long, value_name = "N")]
    per_minute: Option<u32>,
    #[command(flatten)]
    printing: Printing,
}

fn repeats(word: &str) -> Result<Repeats, String> {
    match word {
        "daily" => Ok(Repeats::Daily),
        "weekly" => Ok(Repeats::Weekly),
        "monthly" => Ok(Repeats::Monthly),
        _ => Err(format!("`{word}` is none of daily, weekly, monthly")),
    }
}

fn language(code: &str) -> Result<Language, String> {
    Language::of_code(code).ok_or_else(|| format!("`{code}` is none of en, uk, ru"))
}

fn channel(word: &str) -> Result<Channel, String> {
    Channel::of_word(word).ok_or_else(|| {
        format!("`{word}` is none of {}", Channel::ALL.map(Channel::word).join(", "))
    })
}

/// Writes the plan down and shows how many people it would reach.
pub(super) async fn create(shop: &Shop, args: Args) -> Result<()> {
    let mut tx = writing(shop).await?;
    let shops_own = shop::settings(&mut tx).await?.language;
    let language = args.language.unwrap_or(shops_own);
    let recipe = recipe(&args.recipe, language)?;
    let (body_mjml, design) = match &args.body {
        Some(path) => letter::body(path)?,
        None => (String::new(), Some(recipe.design())),
    };
    let hold_out = HoldOutShare::new(args.hold_out)
        .map_err(|bad| anyhow::Error::new(WrongUsage(bad.to_string())))?;
    let timing = Timing {
        at: args.at,
        repeats: args.repeat,
        until: args.until,
        own_clock: args.own_clock.then_some(PastZones::NextDay),
        ..Timing::default()
    };
    let plan = Plan {
        name: args.name,
        audience: Audience {
            rfm_groups: args.rfm_groups,
            quiet_days_min: args.quiet_days_min,
            quiet_days_max: args.quiet_days_max,
            orders_min: args.orders_min,
            revenue_min: args.revenue_min,
            cell: None,
            segment: args.segment,
        },
        channel: args.channel,
        note: args.note,
        subject: args.subject.unwrap_or_else(|| recipe.subject.to_owned()),
        body_mjml,
        design,
        language,
        hold_out,
        variants: Vec::new(),
        delivery: Delivery { timing, per_minute: args.per_minute },
    };
    let campaign = campaigns::create(&mut tx, &plan).await.map_err(told)?;
    show(tx, campaign, &args.printing).await?;
    let reach = campaigns::reach(shop, &plan.audience, plan.channel).await?;
    eprintln!(
        "note: {} people are meant; {} of them can be written to, {} have not agreed, {} gave no \
         address",
        reach.people, reach.reachable, reach.without_consent, reach.without_address
    );
    Ok(())
}

fn recipe(code: &str, language: Language) -> Result<Recipe> {
    recipes::find(code, language).ok_or_else(|| {
        let mut codes: Vec<&str> = recipes::RECIPES.iter().map(|recipe| recipe.code).collect();
        codes.dedup();
        let text = format!("there is no ready letter `{code}`; there are {}", codes.join(", "));
        anyhow::Error::new(WrongUsage(text))
    })
}
