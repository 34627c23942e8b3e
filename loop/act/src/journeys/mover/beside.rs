//! What a step does beside him: gives somebody of the shop a task, tells another program.

use collect::consent::{self, Channel as Reached, Purpose, State as Said};
use collect::customers;
use collect::{shop, timeline};
use domain::CampaignId;
use records::{RecordsError, ShopTx};
use serde_json::{Value as Json, json};

use super::stepping::Mover;
use crate::campaigns::letters::Desk;
use crate::campaigns::wanted::Tastes;
use crate::channels::Channel;
use crate::contact::{self, Arm, Touch};
use crate::journeys::calls::{self, NewCall};
use crate::journeys::inside::Traveller;
use crate::journeys::plan::{By, Call, Plan, Task};
use crate::tasks::{self, New, OnTheWay, TaskError};

/// The longest title that a task is given when the blanks are filled, in letters.
const TITLE_MAX: usize = 200;
const DETAILS_MAX: usize = 4_000;

impl Mover {
    /// Gives somebody of the shop something to do about him, unless he is held out.
    pub(super) async fn give(
        &self,
        tx: &mut ShopTx,
        plan: &Plan,
        traveller: &Traveller,
        (step, task): (&str, &Task),
    ) -> Result<(), RecordsError> {
        if self.side(tx, plan, traveller).await? == Arm::HeldOut {
            return Ok(());
        }
        let desk = Desk::lay(tx, Channel::Email, Tastes::default()).await?;
        let readers = desk.readers(tx, &[traveller.customer.no]).await?;
        let Some(reader) = readers.get(&traveller.customer.id) else { return Ok(()) };
        // What cannot be filled in for him is given as it was written: better that than no task.
        let filled = |text: &str, most: usize| {
            let filled = desk.note_inside((text, plan.language), reader).ok();
            let told = filled.filter(|told| !told.trim().is_empty());
            told.unwrap_or_else(|| text.to_owned()).chars().take(most).collect::<String>()
        };
        let now = tx.now();
        let new = New {
            title: filled(&task.title, TITLE_MAX),
            details: match task.details.is_empty() {
                true => String::new(),
                false => filled(&task.details, DETAILS_MAX),
            },
            customer: Some(traveller.customer.id),
            assigned_to: task.assigned_to.clone(),
            due_at: task.due.map(|due| due.after(now)),
            way: Some(OnTheWay {
                journey: self.journey.id,
                passage: traveller.id,
                step: step.to_owned(),
            }),
        };
        match tasks::add(tx, &new).await {
            Ok(_) => Ok(()),
            Err(TaskError::Records(error)) => Err(error),
            Err(error) => Err(RecordsError::Unreadable(format!("step `{step}`: {error}"))),
        }
    }

    /// Has another program told that he came here; who is held out goes on as if it had been.
    pub(super) async fn call(
        &self,
        tx: &mut ShopTx,
        plan: &Plan,
        traveller: &Traveller,
        (step, call): (&str, &Call),
    ) -> Result<Option<bool>, RecordsError> {
        if self.side(tx, plan, traveller).await? == Arm::HeldOut {
            return Ok(call.failed.map(|_| true));
        }
        let new = NewCall {
            journey: self.journey.id,
            passage: traveller.id,
            step: step.to_owned(),
            customer: traveller.customer.id,
            url: call.url.clone(),
            told: self.told(tx, plan, (traveller, step)).await?,
        };
        calls::add(tx, &new).await?;
        Ok(None)
    }

    /// The side of the comparison on which he is, the same as for every message of the journey.
    async fn side(
        &self,
        tx: &mut ShopTx,
        plan: &Plan,
        traveller: &Traveller,
    ) -> Result<Arm, RecordsError> {
        let head = CampaignId(self.journey.id.0);
        let touch = Touch {
            campaign: head,
            channel: Channel::Email,
            dealt_by: head,
            hold_out: plan.hold_out,
            limits: contact::limits(tx).await?,
            zone: shop::settings(tx).await?.shop_zone(),
            at: tx.now(),
            deadline: tx.now(),
            patience_days: None,
            variants: Vec::new(),
            own_time: None,
        };
        contact::decide_beside(tx, &touch, traveller.customer).await
    }

    /// What the other program is told: who, where on which way, what brought him, what he allows.
    async fn told(
        &self,
        tx: &mut ShopTx,
        plan: &Plan,
        (traveller, step): (&Traveller, &str),
    ) -> Result<Json, RecordsError> {
        let id = traveller.customer.id;
        let mut allows = Vec::new();
        for channel in Reached::ALL {
            let said = consent::state_of(tx, id, Purpose::Marketing, channel).await?;
            if said == Some(Said::Granted) {
                allows.push(channel);
            }
        }
        let event = match &plan.enter.by {
            By::Deed(deed) => {
                let told = timeline::told_at(tx, traveller.entered_seq).await?;
                json!({ "name": deed, "at": traveller.entered_at, "properties": told })
            }
            _ => Json::Null,
        };
        let known = customers::find(tx, id).await?;
        let of = |what: fn(&customers::Customer) -> Option<String>| known.as_ref().and_then(what);
        Ok(json!({
            "journey": { "id": self.journey.id, "name": plan.name },
            "step": step,
            "passage": traveller.id,
            "order": Some(&traveller.subject).filter(|subject| !subject.is_empty()),
            "event": event,
            "customer": {
                "id": id,
                "external_id": of(|known| known.external_id.clone()),
                "name": of(|known| known.name.clone()),
                "email": of(|known| known.email.clone()),
                "phone": of(|known| known.phone.clone()),
                "language": of(|known| known.language.clone()),
                "allows": allows,
            },
        }))
    }
}
