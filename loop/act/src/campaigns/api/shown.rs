//! A campaign as programs see it, on the wire and in a terminal.

use collect::shop::Language;
use domain::{CampaignId, Instant};
use records::{RecordsError, ShopTx};
use serde::Serialize;
use utoipa::ToSchema;

use crate::blocks::Design;
use crate::campaigns::{Audience, Campaign, Delivery, State, Variant, standing};
use crate::channels::Channel;
use crate::contact::Outcome;
use crate::outbox;

/// A campaign, and how far it is.
#[derive(Debug, Serialize, ToSchema)]
pub struct CampaignOut {
    /// Its id.
    pub id: CampaignId,
    /// Its name.
    pub name: String,
    /// Where it stands.
    pub state: State,
    /// Who is meant.
    pub condition: Audience,
    /// The way it goes.
    pub channel: Channel,
    /// The subject line.
    pub subject: String,
    /// The body in MJML; empty where it is put together of blocks.
    pub body_mjml: String,
    /// The body as blocks, instead of MJML.
    pub design: Option<Design>,
    /// What it says where it is no letter.
    pub note: String,
    /// The language of numbers and days in it.
    pub language: Language,
    /// The share held out.
    pub hold_out_share: f64,
    /// Other ways of saying it.
    pub variants: Vec<Variant>,
    /// When and how fast it leaves.
    pub delivery: Delivery,
    /// When it leaves next, while it waits for that.
    pub next_at: Option<Instant>,
    /// The campaign that repeats, of which this is one run.
    pub run_of: Option<CampaignId>,
    /// When it was thought of.
    pub created_at: Instant,
    /// When the first person was decided.
    pub started_at: Option<Instant>,
    /// When it came to its end.
    pub finished_at: Option<Instant>,
    /// What holds the sending up, if anything does.
    pub problem: Option<String>,
    /// People by what became of them.
    pub counts: Counts,
}

/// People of a campaign by what became of them.
#[derive(Debug, Default, Serialize, ToSchema)]
#[schema(as = CampaignCounts)]
pub struct Counts {
    /// Everybody who is meant; null until the audience is gathered.
    pub audience: Option<i64>,
    /// Those whose turn has come.
    pub decided: i64,
    /// Those whose turn has not come, or who wait for a better moment.
    pub waiting: i64,
    /// Decided to be written to, not settled yet.
    pub queued: i64,
    /// Written to.
    pub sent: i64,
    /// Those of them whose message is known to have arrived.
    pub delivered: i64,
    /// Deliberately not written to.
    pub held_out: i64,
    /// Who have not agreed.
    pub no_consent: i64,
    /// Who gave no address.
    pub no_address: i64,
    /// Whose address must not be written to.
    pub suppressed: i64,
    /// Who have been written to often enough.
    pub too_often: i64,
    /// Whose message was refused.
    pub failed: i64,
    /// Whose message may or may not have arrived; it is not repeated.
    pub uncertain: i64,
    /// Whose turn had not come when the campaign was called off.
    pub cancelled: i64,
}

/// A campaign as it is shown to programs, on the wire and in a terminal.
pub async fn shown(tx: &mut ShopTx, campaign: Campaign) -> Result<CampaignOut, RecordsError> {
    let counts = counts(tx, &campaign).await?;
    let plan = campaign.plan;
    Ok(CampaignOut {
        counts,
        variants: plan.variants,
        delivery: plan.delivery,
        next_at: campaign.next_at,
        run_of: campaign.run_of,
        id: campaign.id,
        name: plan.name,
        state: campaign.state,
        condition: plan.audience,
        channel: plan.channel,
        note: plan.note,
        subject: plan.subject,
        body_mjml: plan.body_mjml,
        design: plan.design,
        language: plan.language,
        hold_out_share: plan.hold_out.share(),
        created_at: campaign.created_at,
        started_at: campaign.started_at,
        finished_at: campaign.finished_at,
        problem: campaign.problem,
    })
}

/// What became of everybody; the runs of a campaign that repeats are counted together.
async fn counts(tx: &mut ShopTx, campaign: &Campaign) -> Result<Counts, RecordsError> {
    let (mut audience, mut delivered) = (None, 0);
    for part in standing::parts(tx, campaign).await? {
        audience = part.n_audience.map(|n| n + audience.unwrap_or(0)).or(audience);
        delivered += outbox::n_delivered(tx, part.id).await?;
    }
    let outcomes = standing::outcomes(tx, campaign).await?;
    Ok(Counts::of(audience, delivered, |one| outcomes.get(&one).copied().unwrap_or_default()))
}

impl Counts {
    fn of(audience: Option<i64>, delivered: i64, n: impl Fn(Outcome) -> i64) -> Self {
        let waiting = n(Outcome::Waiting);
        Self {
            audience,
            decided: Outcome::ALL.into_iter().map(&n).sum::<i64>() - waiting,
            waiting,
            queued: n(Outcome::Write),
            sent: n(Outcome::Sent),
            delivered,
            held_out: n(Outcome::HeldOut),
            no_consent: n(Outcome::NoConsent),
            no_address: n(Outcome::NoAddress),
            suppressed: n(Outcome::Suppressed),
            too_often: n(Outcome::TooOften),
            failed: n(Outcome::Failed),
            uncertain: n(Outcome::Uncertain),
            cancelled: n(Outcome::Cancelled),
        }
    }
}
