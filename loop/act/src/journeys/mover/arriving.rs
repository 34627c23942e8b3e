//! Who comes in: by what he did, or because a day has come.

use collect::customers::{self, Known};
use collect::timeline;
use domain::{CustomerId, Instant};
use records::{RecordsError, ShopTx};

use super::ahead::Arriving;
use super::stepping::{Mover, dates_of};
use crate::journeys::inside::{self, Traveller};
use crate::journeys::journey::Turned;
use crate::journeys::plan::{By, Per};
use crate::journeys::walk::Occasion;
use crate::journeys::{rows, walk};

/// What brings somebody in.
pub(super) struct Arrival {
    /// When it happened.
    pub at: Instant,
    /// Its place in the spine; what happened later is news to him.
    pub seq: i64,
    /// The order that the passage belongs to; empty when it is the person's own.
    pub subject: String,
}

impl Mover {
    /// Lets somebody in, if he may come; answers his passage.
    pub(super) async fn let_in(
        &mut self,
        tx: &mut ShopTx,
        customer: CustomerId,
        arrival: Arrival,
    ) -> Result<Option<Traveller>, RecordsError> {
        let Some(customer) = customers::find(tx, customer).await? else { return Ok(None) };
        let customer = Known::new(customer.id, customer.no);
        if !self.is_meant(tx, customer, &arrival).await? {
            return Ok(None);
        }
        let Some(passage) = self.passage_of(tx, customer, &arrival).await? else {
            return Ok(None);
        };
        let now = tx.now();
        let traveller = Traveller {
            id: tx.new_id(),
            customer,
            subject: arrival.subject,
            passage,
            version: self.journey.version,
            step: String::new(),
            entered_at: arrival.at.min(now),
            entered_seq: arrival.seq,
            arrived_at: now,
            due_at: Some(now),
            left: None,
        };
        let plan = self.journey.plan.clone();
        let dates = dates_of(tx, &plan, traveller.customer).await?;
        let course = self.around((&traveller, &dates), |around| walk::enter(&plan, now, around));
        let moved = self.moved(&plan, traveller, &course, now);
        inside::add(tx, self.journey.id, &moved).await?;
        match self.carry_out(tx, &plan, &moved, &course).await? {
            Some(well) => {
                let further = self.step(tx, moved.clone(), Occasion::Answered(well)).await?;
                Ok(Some(further.unwrap_or(moved)))
            }
            None => Ok(Some(moved)),
        }
    }

    /// Whether the journey is for him now.
    async fn is_meant(
        &self,
        tx: &mut ShopTx,
        customer: Known,
        arrival: &Arrival,
    ) -> Result<bool, RecordsError> {
        let enter = &self.journey.plan.enter;
        if let Some(rule) = &enter.only_if
            && !self.answers.get(rule).is_some_and(|crowd| crowd.holds(customer.no))
        {
            return Ok(false);
        }
        match (enter.first, &enter.by) {
            (true, By::Deed(deed)) => {
                Ok(!timeline::did_before(tx, customer.id, deed, arrival.seq).await?)
            }
            _ => Ok(true),
        }
    }

    /// The how manieth passage of his this would be; nothing where he may not come again now.
    async fn passage_of(
        &self,
        tx: &mut ShopTx,
        customer: Known,
        arrival: &Arrival,
    ) -> Result<Option<i64>, RecordsError> {
        let (id, enter) = (self.journey.id, &self.journey.plan.enter);
        let (last, is_known) = inside::came_in_last(tx, id, customer.id, &arrival.subject).await?;
        let may = match enter.per {
            Per::Order => !is_known,
            Per::Person => {
                let again = |at| walk::may_come_again(enter.again, at, tx.now());
                !last.is_inside && last.entered_at.is_none_or(again)
            }
        };
        Ok(may.then_some(last.n + 1))
    }

    /// Lets the next people in whom a day brings, and writes down how far that has come.
    pub(super) async fn let_in_by_calendar(
        &mut self,
        tx: &mut ShopTx,
        arriving: &Arriving,
    ) -> Result<(), RecordsError> {
        let seq = timeline::newest(tx).await?.place;
        for customer in customers::of_numbers(tx, &arriving.numbers).await? {
            let arrival = Arrival { at: arriving.at, seq, subject: String::new() };
            self.let_in(tx, customer.id, arrival).await?;
        }
        let turned = match (arriving.more, arriving.numbers.last()) {
            (true, Some(last)) => Turned::within(arriving.at, *last),
            _ => Turned { until: Some(arriving.at), no: 0 },
        };
        rows::set_turned(tx, self.journey.id, turned).await
    }
}
