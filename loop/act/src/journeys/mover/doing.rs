//! What the steps on somebody's way do to him.

use std::collections::BTreeMap;

use collect::fields::{self, Telling};
use collect::shop::Language;
use collect::{customers, timeline};
use records::{RecordsError, ShopTx};
use serde_json::Value as Json;

use super::stepping::Mover;
use crate::campaigns::standing;
use crate::journeys::calls::{self, Of};
use crate::journeys::checking::LANGUAGE;
use crate::journeys::inside::{self, Traveller};
use crate::journeys::letter_plan;
use crate::journeys::plan::{Does, Letter, Plan, Worth};
use crate::journeys::walk::Course;
use crate::tasks;

impl Mover {
    /// Does what the steps on his way do, in their order; answers how that ended at which he
    /// stands, where it is known at once.
    pub(super) async fn carry_out(
        &self,
        tx: &mut ShopTx,
        plan: &Plan,
        traveller: &Traveller,
        course: &Course,
    ) -> Result<Option<bool>, RecordsError> {
        let mut answered = None;
        for place in &course.way {
            let step = &plan.steps[*place];
            match &step.does {
                Does::Write(letter) => {
                    self.write_to(tx, plan, traveller, (&step.name, letter)).await?;
                }
                Does::Set { field, to } => self.set(tx, traveller, (field, to)).await?,
                Does::Task(task) => self.give(tx, plan, traveller, (&step.name, task)).await?,
                Does::Call(call) => {
                    answered = self.call(tx, plan, traveller, (&step.name, call)).await?;
                }
                _ => {}
            }
        }
        Ok(answered)
    }

    /// Takes him to a message; whether he gets it is decided like any other.
    async fn write_to(
        &self,
        tx: &mut ShopTx,
        plan: &Plan,
        traveller: &Traveller,
        (step, letter): (&str, &Letter),
    ) -> Result<(), RecordsError> {
        let (id, version, passage) = (self.journey.id, traveller.version, traveller.passage);
        let campaign = match inside::letter(tx, id, version, (step, passage)).await? {
            Some(campaign) => campaign,
            None => {
                let letter = letter_plan(plan, Some((step, letter)));
                let campaign = standing::open(tx, id, &letter).await?;
                inside::remember_letter(tx, id, version, (step, passage, campaign)).await?;
                campaign
            }
        };
        standing::join(tx, campaign, traveller.customer).await
    }

    /// Sets a field of his; a value that is none of the field's any more leaves it as it is.
    async fn set(
        &self,
        tx: &mut ShopTx,
        traveller: &Traveller,
        (field, to): (&str, &Worth),
    ) -> Result<(), RecordsError> {
        let told = match to {
            Worth::Value(value) => Some(value.clone()),
            Worth::Told(name) => told_under(tx, traveller.entered_seq, name).await?,
        };
        let Some(told) = told else { return Ok(()) };
        let (of, source) = (traveller.customer, self.source());
        if field == LANGUAGE {
            return match told.as_str().and_then(Language::of_code) {
                Some(language) => customers::speak(tx, (of, source.as_str()), language).await,
                None => Ok(()),
            };
        }
        let known = fields::in_use(tx).await?;
        let told = BTreeMap::from([(field.to_owned(), told)]);
        let Ok(values) = fields::check(&known, &told) else { return Ok(()) };
        let telling = Telling { of, at: tx.now(), values: values.into_iter().collect() };
        fields::tell_many(tx, &source, vec![telling]).await?;
        Ok(())
    }

    /// Who told us of what this journey writes down about people.
    fn source(&self) -> String {
        format!("journey: {}", self.journey.plan.name)
    }

    /// Who has reached the goal is spared what waits for him: messages, tasks and calls.
    pub(super) async fn spare(
        &self,
        tx: &mut ShopTx,
        traveller: &Traveller,
    ) -> Result<(), RecordsError> {
        let (id, version, passage) = (self.journey.id, traveller.version, traveller.passage);
        for campaign in inside::letters_of_passage(tx, id, version, passage).await? {
            standing::leave(tx, campaign, traveller.customer.id).await?;
        }
        tasks::spare(tx, traveller.id).await?;
        calls::call_off(tx, Of::Passage(traveller.id)).await
    }
}

/// What the event at a place of the spine tells under a name that steps into it by points.
async fn told_under(tx: &mut ShopTx, seq: i64, name: &str) -> Result<Option<Json>, RecordsError> {
    let Some(told) = timeline::told_at(tx, seq).await? else { return Ok(None) };
    let found = name.split('.').try_fold(&told, |told, word| told.get(word));
    Ok(found.filter(|found| !found.is_null()).cloned())
}
