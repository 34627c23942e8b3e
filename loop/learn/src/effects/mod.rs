//! Effects: what a campaign changed, treated against held out.
//!
//! The arms are those that were dealt (see `act::contact`), orders count from each person's own
//! dealing on, and the difference comes with the bounds between which the truth lies. Where the
//! arms cannot be compared there is no answer, and the checks say why.
//!
//! Not here: dealing cards. Start reading at [`of_campaign`].

pub mod api;
mod arms;
mod health;
mod rows;
mod words;

#[cfg(test)]
mod tests;

use std::collections::HashMap;

use act::campaigns::{self, Campaign, CampaignError, State, standing};
use act::contact::Outcome;
use collect::orders;
use collect::shop::{self, Shop};
use domain::{CampaignId, Caveat, Caveats, Instant, Money};
use know::{AsOf, Head, Vantage};
use records::{RecordsError, ShopTx};
use serde::{Deserialize, Serialize};
use stats::sample_ratio_p;
use utoipa::{IntoParams, ToSchema};

use arms::{ArmSum, Arms};
pub use arms::{Estimate, WayEffect};
pub use health::Check;

/// What can be asked of an effect.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, ToSchema, IntoParams)]
#[serde(rename_all = "kebab-case", default, deny_unknown_fields)]
#[into_params(rename_all = "kebab-case", parameter_in = Query)]
pub struct EffectOptions {
    /// Only orders within so many days of the dealing; all of them when not given.
    pub window_days: Option<u32>,
    /// Look from this day, not seeing its orders, or from this moment; now when not given.
    #[param(value_type = Option<String>)]
    #[schema(value_type = Option<String>)]
    pub as_of: Option<AsOf>,
}

/// What a campaign changed.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub struct Effect {
    /// What is said before the figures.
    #[serde(flatten)]
    pub head: Head<EffectOptions>,
    /// The campaign.
    pub campaign: CampaignName,
    /// Those who were to be written to.
    pub treated: ArmFigures,
    /// Those who were held out.
    pub held_out: ArmFigures,
    /// More orders a person among the treated.
    pub difference: Option<f64>,
    /// The lower bound of the difference, at 95 %.
    pub low: Option<f64>,
    /// The upper bound of the difference, at 95 %.
    pub high: Option<f64>,
    /// Orders that would not have been made without the campaign: the difference over all treated.
    pub extra_orders: Option<Estimate>,
    /// The same by the ways it was said in; none where there is one way only.
    pub ways: Vec<WayEffect>,
    /// Money that would not have been spent without it, in minor units, over all treated.
    pub extra_revenue: Option<Estimate>,
    /// More buyers among the treated, as a share.
    pub buyers_difference: Option<Estimate>,
    /// How likely chance alone splits the arms at least this unevenly.
    pub sample_ratio_p: Option<f64>,
    /// Whether the comparison can be trusted, in words.
    pub health: Vec<Check>,
    /// From the first dealing to the moment that orders were seen up to.
    pub window: Window,
}

/// A campaign as an effect refers to it.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[schema(as = EffectCampaign)]
pub struct CampaignName {
    /// Its id.
    pub id: CampaignId,
    /// Its name.
    pub name: String,
    /// Where it stands.
    pub state: State,
    /// The share that was to be held out.
    pub hold_out_share: f64,
}

/// What the people of one arm bought.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, ToSchema)]
#[schema(as = EffectArm)]
pub struct ArmFigures {
    /// People dealt to this arm.
    pub n: u64,
    /// Purchases they made since.
    pub orders: i64,
    /// Those of them who made any.
    pub buyers: u64,
    /// What they paid; no answer while the shop has no currency.
    pub revenue: Option<Money>,
    /// Purchases a person.
    pub orders_each: Option<f64>,
}

/// The time in which orders count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = EffectWindow)]
pub struct Window {
    /// When the first person was dealt.
    pub from: Option<Instant>,
    /// The moment up to which orders were seen.
    pub until: Instant,
}

/// What a campaign changed.
pub async fn of_campaign(
    shop: &Shop,
    id: CampaignId,
    options: EffectOptions,
) -> Result<Effect, CampaignError> {
    let mut tx = shop.read().await?;
    let campaign = campaigns::find(&mut tx, id).await?;
    Ok(effect(&mut tx, &campaign, options).await?)
}

/// What the campaigns changed that were started, newest first, below a place.
pub async fn of_shop(
    shop: &Shop,
    options: EffectOptions,
    before: Option<CampaignId>,
    limit: u32,
) -> Result<Vec<Effect>, RecordsError> {
    let mut tx = shop.read().await?;
    let mut effects = Vec::new();
    for campaign in campaigns::list_started(&mut tx, before, limit).await? {
        effects.push(effect(&mut tx, &campaign, options.clone()).await?);
    }
    Ok(effects)
}

async fn effect(
    tx: &mut ShopTx,
    campaign: &Campaign,
    options: EffectOptions,
) -> Result<Effect, RecordsError> {
    let mut vantage = vantage(tx, options.as_of).await?;
    let window = options.window_days.map(|days| i64::from(days) * Instant::DAY);
    let (as_of, currency) = (vantage.as_of, vantage.currency);
    let people = rows::people(tx, campaign.id, as_of, window, currency).await?;
    let n_later = rows::n_later(tx, campaign.id, as_of).await?;
    if n_later > 0 {
        let text = format!("{n_later} orders of these people are dated later and not seen");
        vantage.caveats.say(Caveat::new("orders_after", text));
    }
    let arms = Arms::of(&people);
    let share = campaign.plan.hold_out.share();
    let sample_ratio_p = sample_ratio_p(arms.treated.n, arms.held_out.n, share);
    let health = health::checks(
        &health::Examined {
            arms: &arms,
            share,
            sample_ratio_p,
            n_sent: n_sent(&standing::outcomes(tx, campaign).await?),
            last_dealt_at: people.iter().map(|person| person.dealt_at).max(),
            as_of,
            window,
        },
        vantage.language,
    );
    let from = people.iter().map(|person| person.dealt_at).min();
    let window = Window { from, until: as_of };
    let ways = arms::ways(&people, |arm| figures(arm, &vantage));
    Ok(Effect {
        ways,
        ..told(campaign, options, &vantage, &arms, (sample_ratio_p, health, window))
    })
}

fn told(
    campaign: &Campaign,
    options: EffectOptions,
    vantage: &Vantage,
    arms: &Arms,
    (sample_ratio_p, health, window): (Option<f64>, Vec<Check>, Window),
) -> Effect {
    let orders = arms.orders();
    let definition = words::definition(vantage.language, options.window_days);
    let mut head = vantage.head("effects", definition, options);
    if let Some(why) = health::no_answer(arms) {
        head.caveats.say(why);
    }
    Effect {
        head,
        campaign: CampaignName {
            id: campaign.id,
            name: campaign.plan.name.clone(),
            state: campaign.state,
            hold_out_share: campaign.plan.hold_out.share(),
        },
        treated: figures(&arms.treated, vantage),
        held_out: figures(&arms.held_out, vantage),
        difference: orders.map(|estimate| estimate.value),
        low: orders.map(|estimate| estimate.low),
        high: orders.map(|estimate| estimate.high),
        ways: Vec::new(),
        extra_orders: orders.map(|estimate| estimate.times(arms.treated.n)),
        extra_revenue: arms.revenue().map(|estimate| estimate.times(arms.treated.n)),
        buyers_difference: arms.buyers(),
        sample_ratio_p,
        health,
        window,
    }
}

fn figures(arm: &ArmSum, vantage: &Vantage) -> ArmFigures {
    ArmFigures {
        n: arm.n,
        orders: arm.n_orders,
        buyers: arm.buyers,
        revenue: vantage.money(arm.revenue_minor),
        orders_each: arm.orders.mean(),
    }
}

fn n_sent(counts: &HashMap<Outcome, i64>) -> u64 {
    let sent = counts.get(&Outcome::Sent).copied().unwrap_or_default();
    u64::try_from(sent).unwrap_or_default()
}

/// Effects look from now, also where the history of orders ended before: what was dealt today is
/// compared by what happens from today on.
async fn vantage(tx: &mut ShopTx, as_of: Option<AsOf>) -> Result<Vantage, RecordsError> {
    let settings = shop::settings(tx).await?;
    let zone = settings.shop_zone();
    Ok(Vantage {
        as_of: as_of.map_or(tx.now(), |as_of| as_of.instant(&zone)),
        zone,
        week_start: settings.week_start,
        currency: settings.currency,
        first_order_at: orders::span(tx).await?.first_at,
        language: settings.language,
        caveats: Caveats::default(),
    })
}
