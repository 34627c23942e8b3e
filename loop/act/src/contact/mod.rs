//! The decision core: nothing reaches a person except through [`decide`].
//!
//! Whatever asks (a campaign now, journeys and offers later), the steps are the same and in this
//! order: consent, hold-out, guard, contact pressure, quiet hours, record. Each step may end it,
//! and the record answers "why" and "why not". The arm is dealt here and nowhere else, and
//! written down as an exposure for both sides.
//!
//! What is owed to one person (a receipt, a password) is decided by [`decide_owed`]: consent,
//! hold-out, pressure and quiet hours are for marketing; suppression and erasure are for all.
//!
//! Not here: how a message travels (`channels`) and what becomes of it (`outbox`).
//! Start reading at [`decide`], then [`decide_next`].

pub mod api;
mod beside;
mod decide;
mod dossier;
mod hold_out;
mod limits;
mod owed;
mod own_time;
mod rows;

use collect::consent::{self, Purpose, State};
use collect::customers::Known;
use domain::{CampaignId, CustomerId, DecisionId, Instant};
use records::{RecordsError, ShopTx};

use crate::channels;
use crate::reasons::Reason;

pub use beside::decide_beside;
pub use decide::{Bar, Outcome, Person, Said, Touch, Verdict, decide, side};
pub use dossier::{addresses, held_out_of};
pub(crate) use hold_out::lot;
pub use hold_out::{Arm, BadShare, HoldOutShare, deal, deal_everywhere, deal_variant};
pub use limits::{Limits, PerMinute, Pressure, QuietHours, limits, save_limits};
pub use owed::{Basis, Recipient, decide_owed, recipient};
pub use own_time::{OwnTime, PastZones};
pub use rows::{
    Suppression, call_off, call_off_one, counts, decisions, decisions_about, exposures, gather,
    next_look_at, note_fate, put_back, set_aside, suppressions,
};

/// Why one person got, or did not get, one touch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decision {
    /// Its name.
    pub id: DecisionId,
    /// Who asked.
    pub campaign: CampaignId,
    /// The person.
    pub customer: Known,
    /// What became of it.
    pub outcome: Outcome,
    /// Why.
    pub reason: Reason,
    /// The side he was dealt to, if he was.
    pub arm: Option<Arm>,
    /// When a waiting person is looked at again.
    pub not_before: Instant,
    /// When it was decided.
    pub decided_at: Option<Instant>,
}

impl Decision {
    /// When the person came into the audience: ids carry the moment they were made.
    pub(crate) fn came_at(&self) -> Instant {
        let (seconds, nanos) = self.id.0.get_timestamp().map_or((0, 0), |at| at.to_unix());
        let seconds = i64::try_from(seconds).unwrap_or(i64::MAX / 1_000_000);
        Instant(seconds.saturating_mul(1_000_000).saturating_add(i64::from(nanos / 1_000)))
    }
}

/// A person dealt to one side of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exposure {
    /// The person.
    pub customer: Known,
    /// The side.
    pub arm: Arm,
    /// The way it is said to him, where there are several and he is treated.
    pub variant: Option<usize>,
    /// When he was dealt.
    pub dealt_at: Instant,
}

/// Somebody who is to be written to.
#[derive(Clone, Debug)]
pub struct ToWrite {
    /// The decision that says so; at most one message comes of it.
    pub decision: DecisionId,
    /// The person.
    pub customer: Known,
    /// What it travels by.
    pub channel: channels::Channel,
    /// Where to.
    pub address: String,
}

/// What one round of deciding came to.
#[derive(Debug, Default)]
pub struct Decided {
    /// People looked at.
    pub n: usize,
    /// Those of them who are to be written to.
    pub to_write: Vec<ToWrite>,
}

/// Decides the next people of an audience and writes down why.
///
/// Decision and exposure are written together, so that an arm that was dealt is never forgotten.
pub async fn decide_next(
    tx: &mut ShopTx,
    touch: &Touch,
    limit: u32,
) -> Result<Decided, RecordsError> {
    let mut decisions = rows::waiting(tx, touch.campaign, limit).await?;
    let asked: Vec<Known> = decisions.iter().map(|decision| decision.customer).collect();
    let people = dossier::people(tx, touch, &asked).await?;
    let mut decided = Decided { n: decisions.len(), to_write: Vec::new() };
    let mut dealt = Vec::with_capacity(decisions.len());
    for (decision, (person, address)) in decisions.iter_mut().zip(people) {
        let verdict = decide(&touch.of_one_who_came(decision.came_at()), &person);
        decision.outcome = verdict.outcome;
        decision.reason = verdict.reason;
        decision.arm = verdict.arm;
        decision.not_before = verdict.not_before.unwrap_or(touch.at);
        decision.decided_at = Some(touch.at);
        dealt.push((decision.customer, verdict));
        if let (Outcome::Write, Some(address)) = (verdict.outcome, address) {
            let (decision, customer) = (decision.id, decision.customer);
            let channel = touch.channel;
            decided.to_write.push(ToWrite { decision, customer, channel, address });
        }
    }
    rows::save_many(tx, &decisions).await?;
    rows::expose(tx, touch.dealt_by, dealt.into_iter()).await?;
    Ok(decided)
}

/// What a decision about these people would know of them, for those who only ask what would be.
pub async fn people(
    tx: &mut ShopTx,
    touch: &Touch,
    asked: &[Known],
) -> Result<Vec<Person>, RecordsError> {
    let found = dossier::people(tx, touch, asked).await?;
    Ok(found.into_iter().map(|(person, _)| person).collect())
}

/// Whether a person may still be written to at this address of a channel, or why not any more.
pub async fn still_allowed(
    tx: &mut ShopTx,
    customer: CustomerId,
    (channel, address): (channels::Channel, &str),
) -> Result<Result<(), (Outcome, Reason)>, RecordsError> {
    let channel = channels::consent_for(tx, channel).await?;
    let said = consent::state_of(tx, customer, Purpose::Marketing, channel).await?;
    if said != Some(State::Granted) {
        return Ok(Err((Outcome::NoConsent, Reason::ConsentWithdrawn)));
    }
    match dossier::suppressed_among(tx, channel, &[address.to_owned()]).await?.is_empty() {
        true => Ok(Ok(())),
        false => Ok(Err((Outcome::Suppressed, Reason::AddressSuppressed))),
    }
}

/// Remembers that an address must not be written to again.
pub async fn suppress(
    tx: &mut ShopTx,
    (channel, address): (consent::Channel, &str),
    reason: Reason,
) -> Result<(), RecordsError> {
    rows::suppress(tx, (channel, address), (reason, None)).await
}

/// The same, with what somebody of the shop wrote beside it.
pub async fn suppress_because(
    tx: &mut ShopTx,
    whom: (consent::Channel, &str),
    why: (Reason, Option<&str>),
) -> Result<(), RecordsError> {
    rows::suppress(tx, whom, why).await
}

/// Lets an address be written to again, because its owner asks for it.
pub async fn forgive(
    tx: &mut ShopTx,
    (channel, address): (consent::Channel, &str),
) -> Result<(), RecordsError> {
    rows::forgive(tx, channel, address).await
}
