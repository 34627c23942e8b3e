//! One round under way: who goes how far.

use std::collections::{BTreeMap, HashMap};

use collect::customers::Known;
use collect::fields::{self, Value};
use collect::shop;
use domain::{Instant, ShopZone};
use know::segments::crowd::Crowd;
use records::{RecordsError, ShopTx};

use super::AT_ONCE;
use crate::journeys::inside::{self, Traveller};
use crate::journeys::journey::{Journey, State};
use crate::journeys::plan::Plan;
use crate::journeys::rows;
use crate::journeys::walk::{self, Around, Course, Occasion, Then, Why};

/// One round under way.
pub(super) struct Mover {
    pub(super) journey: Journey,
    pub(super) answers: HashMap<String, Crowd>,
    /// How many came to each step of each version.
    pub(super) came: BTreeMap<(i64, String), i64>,
    zone: ShopZone,
    plans: HashMap<i64, Plan>,
}

/// What is known of somebody in fields, where the journey waits for his days.
pub(super) async fn dates_of(
    tx: &mut ShopTx,
    plan: &Plan,
    customer: Known,
) -> Result<HashMap<String, Value>, RecordsError> {
    match plan.awaited().next() {
        Some(_) => fields::values_of(tx, customer.id).await,
        None => Ok(HashMap::new()),
    }
}

impl Mover {
    pub(super) async fn of(
        tx: &mut ShopTx,
        journey: Journey,
        answers: HashMap<String, Crowd>,
    ) -> Result<Self, RecordsError> {
        let zone = shop::settings(tx).await?.shop_zone();
        let plans = HashMap::from([(journey.version, journey.plan.clone())]);
        Ok(Self { journey, zone, answers, plans, came: BTreeMap::new() })
    }

    pub(super) async fn plan(
        &mut self,
        tx: &mut ShopTx,
        version: i64,
    ) -> Result<Plan, RecordsError> {
        if let Some(plan) = self.plans.get(&version) {
            return Ok(plan.clone());
        }
        let plan = rows::version(tx, self.journey.id, version).await?;
        self.plans.insert(version, plan.clone());
        Ok(plan)
    }

    /// Moves those whose time has come.
    pub(super) async fn move_due(&mut self, tx: &mut ShopTx) -> Result<(), RecordsError> {
        if self.journey.state != State::On {
            return Ok(());
        }
        for traveller in inside::due(tx, self.journey.id, AT_ONCE).await? {
            self.step(tx, traveller, Occasion::Due).await?;
        }
        Ok(())
    }

    /// Moves somebody as far as he goes; nothing when he stays where he stands.
    pub(super) async fn step(
        &mut self,
        tx: &mut ShopTx,
        mut traveller: Traveller,
        mut occasion: Occasion<'_>,
    ) -> Result<Option<Traveller>, RecordsError> {
        let plan = self.plan(tx, traveller.version).await?;
        let mut has_moved = false;
        loop {
            let Some(standing) = traveller.standing(&plan) else { break };
            let now = tx.now();
            let dates = dates_of(tx, &plan, traveller.customer).await?;
            let course = self.around((&traveller, &dates), |around| {
                walk::walk(&plan, standing, occasion, now, around)
            });
            let Some(course) = course else { break };
            traveller = self.moved(&plan, traveller, &course, now);
            has_moved = true;
            inside::save(tx, &traveller).await?;
            let answered = self.carry_out(tx, &plan, &traveller, &course).await?;
            if matches!(traveller.left, Some((_, Why::Goal))) {
                self.spare(tx, &traveller).await?;
            }
            match answered {
                Some(well) => occasion = Occasion::Answered(well),
                None => break,
            }
        }
        Ok(has_moved.then_some(traveller))
    }

    pub(super) fn around<T>(
        &self,
        (traveller, dates): (&Traveller, &HashMap<String, Value>),
        walk: impl FnOnce(&Around<'_>) -> T,
    ) -> T {
        let holds =
            |rule: &str| self.answers.get(rule).map(|crowd| crowd.holds(traveller.customer.no));
        let date = |field: &str| dates.get(field).cloned();
        walk(&Around { zone: &self.zone, passage: traveller.id, holds: &holds, date: &date })
    }

    /// The traveller after his course; the steps he came to are counted.
    pub(super) fn moved(
        &mut self,
        plan: &Plan,
        traveller: Traveller,
        course: &Course,
        now: Instant,
    ) -> Traveller {
        for place in &course.way {
            let key = (traveller.version, plan.steps[*place].name.clone());
            *self.came.entry(key).or_default() += 1;
        }
        let last = course.way.last().map(|place| plan.steps[*place].name.clone());
        let step = last.unwrap_or_else(|| traveller.step.clone());
        match course.then {
            Then::Stands(standing) => Traveller {
                step,
                arrived_at: standing.arrived_at,
                due_at: Some(standing.due_at),
                ..traveller
            },
            Then::Left(why) => {
                Traveller { step, due_at: None, left: Some((now, why)), ..traveller }
            }
        }
    }
}
