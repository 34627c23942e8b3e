//! `regulars effects`: what campaigns changed, treated against held out.

use anyhow::Result;
use collect::shop::Shop;
use domain::{CampaignId, Money};
use know::AsOf;
use learn::effects::{self, ArmFigures, Effect, EffectOptions, Estimate};

use super::campaign::told;
use crate::print;

/// Which effects, and how they are printed.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Only this campaign, as `cmp_…`
    campaign: Option<CampaignId>,
    /// Only orders within so many days after a person was dealt
    #[arg(long, value_name = "DAYS")]
    window_days: Option<u32>,
    /// Look from this day, not seeing its orders, or from this moment; now unless told
    #[arg(long, value_name = "DAY")]
    as_of: Option<AsOf>,
    /// Print the effects as JSON, as the API answers them
    #[arg(long)]
    json: bool,
}

/// Campaigns that one list shows.
const CAMPAIGNS_MAX: u32 = 50;

/// Prints one effect, or those of all campaigns.
pub(crate) async fn run(shop: &Shop, args: Args) -> Result<()> {
    let options = EffectOptions { window_days: args.window_days, as_of: args.as_of };
    let Some(id) = args.campaign else {
        let effects = effects::of_shop(shop, options, None, CAMPAIGNS_MAX).await?;
        if args.json {
            println!("{}", serde_json::to_string_pretty(&effects)?);
        } else {
            println!("{}", print::table(&COLUMNS, &effects.iter().map(row).collect::<Vec<_>>(), 3));
        }
        return Ok(());
    };
    let effect = effects::of_campaign(shop, id, options).await.map_err(told)?;
    for caveat in &effect.head.caveats.0 {
        eprintln!("note: {}", caveat.text);
    }
    match args.json {
        true => println!("{}", serde_json::to_string_pretty(&effect)?),
        false => print_one(&effect),
    }
    Ok(())
}

const COLUMNS: [&str; 6] = ["campaign", "name", "state", "treated", "held out", "extra orders"];

fn row(effect: &Effect) -> Vec<String> {
    vec![
        effect.campaign.id.to_string(),
        effect.campaign.name.clone(),
        effect.campaign.state.word().to_owned(),
        effect.treated.n.to_string(),
        effect.held_out.n.to_string(),
        shown(effect.extra_orders, 0, ""),
    ]
}

fn print_one(effect: &Effect) {
    let figures = |name: &str, arm: &ArmFigures| {
        vec![
            name.to_owned(),
            arm.n.to_string(),
            arm.buyers.to_string(),
            arm.orders.to_string(),
            arm.orders_each.map_or_else(|| "–".to_owned(), |mean| format!("{mean:.4}")),
            arm.revenue.map_or_else(|| "–".to_owned(), |money| money.to_string()),
        ]
    };
    let columns = ["arm", "people", "buyers", "orders", "orders each", "revenue"];
    let rows = [figures("treated", &effect.treated), figures("held out", &effect.held_out)];
    println!("{}\n", print::table(&columns, &rows, 1));
    let each = match (effect.difference, effect.low, effect.high) {
        (Some(value), Some(low), Some(high)) => Some(Estimate { value, low, high }),
        _ => None,
    };
    println!("difference a person: {} orders", shown(each, 4, ""));
    println!("over all treated:    {} orders", shown(effect.extra_orders, 0, ""));
    if let (Some(extra), Some(revenue)) = (effect.extra_revenue, effect.treated.revenue) {
        println!("in money:            {}", in_money(extra, revenue));
    }
    println!();
    for check in &effect.health {
        println!("{} {}", if check.ok { "ok " } else { "!! " }, check.text);
    }
    println!("\n{}", effect.head.definition);
}

fn shown(estimate: Option<Estimate>, digits: usize, unit: &str) -> String {
    estimate.map_or_else(
        || "no answer".to_owned(),
        |Estimate { value, low, high }| {
            format!("{value:+.digits$}{unit} (95 % sure: {low:+.digits$} … {high:+.digits$})")
        },
    )
}

fn in_money(extra: Estimate, like: Money) -> String {
    // Estimates are no sums of coins: they are shown rounded to whole ones.
    let money = |minor: f64| Money::new(minor.round() as i64, like.currency).to_string();
    let (value, low, high) = (money(extra.value), money(extra.low), money(extra.high));
    format!("{value} (95 % sure: {low} … {high})")
}
