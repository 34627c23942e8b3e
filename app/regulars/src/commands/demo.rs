//! `regulars demo`: a filled demo shop in a temporary home, with its page.

use std::collections::HashMap;
use std::sync::Arc;

use access::rights::Role;
use access::staff::{self, Newcomer, password};
use access::tickets::{self, Purpose};
use act::blocks::recipes;
use act::campaigns::{self, Audience, Plan};
use act::contact::{self, HoldOutShare};
use anyhow::{Context, Result};
use collect::shop::{Address, Language, Shop};
use collect::{customers, settling, work};
use domain::{CampaignId, Clock, FixedClock, SystemClock};
use records::Actor;
use testkit::demo::{Arm, DemoShop, Plan as DemoPlan, TRUTH};

use crate::WrongUsage;
use crate::commands::serve;

/// Where to listen, and how its owner signs in.
#[derive(clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    serve: serve::Args,
    /// The password of the demo's owner; a new one is made up unless it is told
    #[arg(long, env = "REGULARS_DEMO_PASSWORD")]
    password: Option<String>,
}

/// What the owner of the demo shop signs in with.
const OWNER: &str = "owner@demo.test";

/// Fills a shop that ends at its last noon and serves it; the folder is gone when the program ends.
pub(crate) async fn run(args: Args) -> Result<()> {
    let home = tempfile::tempdir().context("no room for a temporary shop")?;
    eprintln!("filling the demo shop: three years, about 20,000 customers …");
    let address = Address { home: home.path().join("shop"), records: None };
    fill(&address).await?;
    let shop = Shop::open(&address).await?;
    let server = serve::bind(&shop, &args.serve).await?;
    let base = format!("http://{}", server.address());
    let (link, password) = open_for_owner(&shop, &base, args.password).await?;
    println!("Regulars is open at {base}");
    println!("Come in here, once within a quarter of an hour: {link}");
    println!("Later sign in as {OWNER} with the password {password}");
    serve::serve(server, &shop).await
}

/// Makes the owner of the demo shop; answers the link that opens the page signed in, and the
/// password for later.
async fn open_for_owner(
    shop: &Shop,
    base: &str,
    password: Option<String>,
) -> Result<(String, String)> {
    let mut tx = shop.write(Actor::System).await?;
    let made_up = || tx.random_bytes::<8>().map(|byte| format!("{byte:02x}")).concat();
    let password = password.unwrap_or_else(made_up);
    let salt = password::salt(&mut tx);
    let kept = password::keep(&password, salt).await.map_err(|bad| WrongUsage(bad.to_string()))?;
    let newcomer = Newcomer { email: OWNER, name: "", role: Role::Owner };
    let owner = staff::create(&mut tx, &newcomer).await?;
    staff::set_password(&mut tx, owner.id, &kept).await?;
    let token = tickets::issue(&mut tx, owner.id, Purpose::SignIn).await?;
    tx.commit().await?;
    Ok((tickets::link(base, &token), password))
}

/// Lives the three years of the demo shop: orders, the win-back campaign, what followed.
async fn fill(address: &Address) -> Result<()> {
    let demo = DemoShop::make(DemoPlan::until(SystemClock.now()));
    let clock = FixedClock::at(demo.plan().campaign_at());
    let shop = Shop::open_with_clock(address, Arc::new(clock.clone())).await?;
    demo.fill_before_campaign(&shop).await?;
    let campaign = win_back(&shop).await?;
    let arms = arms(&shop, campaign).await?;
    clock.set(demo.plan().now());
    let arm_of = |person: &testkit::demo::Person| {
        arms.get(&person.number).copied().unwrap_or(Arm::NotTreated)
    };
    demo.fill_after_campaign(&shop, arm_of).await?;
    demo.fill_spend(&shop).await?;
    settling::settle(&shop).await?;
    Ok(())
}

/// Runs the win-back campaign of the demo shop into its folder channel.
async fn win_back(shop: &Shop) -> Result<CampaignId> {
    let recipe = recipes::find("win_back", Language::En).context("the recipe is shipped")?;
    let audience = Audience {
        quiet_days_min: Some(TRUTH.quiet_days_min),
        quiet_days_max: Some(TRUTH.quiet_days_max),
        ..Audience::default()
    };
    let plan = Plan {
        name: recipe.name.to_owned(),
        audience,
        channel: act::channels::Channel::Email,
        note: String::new(),
        subject: recipe.subject.to_owned(),
        body_mjml: String::new(),
        design: Some(recipe.design()),
        language: Language::En,
        hold_out: HoldOutShare::new(TRUTH.held_out_share)?,
        variants: Vec::new(),
        delivery: campaigns::Delivery::default(),
    };
    let mut tx = shop.write(Actor::System).await?;
    let campaign = campaigns::create(&mut tx, &plan).await?;
    campaigns::start(&mut tx, campaign.id).await?;
    tx.commit().await?;
    work::do_all_due(shop, &act::kinds_of_work()).await?;
    Ok(campaign.id)
}

/// What the campaign did with each person, by the shop's own customer number.
async fn arms(shop: &Shop, campaign: CampaignId) -> Result<HashMap<String, Arm>> {
    let mut tx = shop.read().await?;
    let dealt = contact::exposures(&mut tx, campaign).await?;
    let numbers: Vec<i64> = dealt.iter().map(|exposed| exposed.customer.no).collect();
    let names: HashMap<i64, Option<String>> = customers::of_numbers(&mut tx, &numbers)
        .await?
        .into_iter()
        .map(|customer| (customer.no, customer.external_id))
        .collect();
    let arm_of = |arm| match arm {
        contact::Arm::Treated => Arm::Treated,
        contact::Arm::HeldOut => Arm::NotTreated,
    };
    Ok(dealt
        .into_iter()
        .filter_map(|exposed| {
            let number = names.get(&exposed.customer.no).cloned().flatten()?;
            Some((number, arm_of(exposed.arm)))
        })
        .collect())
}
