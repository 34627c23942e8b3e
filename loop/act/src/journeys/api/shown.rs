//! A journey as it is shown to programs.

use std::collections::{BTreeMap, HashMap};

use domain::{CampaignId, Instant, JourneyId};
use records::{RecordsError, ShopTx};
use serde::Serialize;
use utoipa::ToSchema;

use crate::campaigns;
use crate::campaigns::standing;
use crate::contact::Outcome;
use crate::journeys::plan::{Written, WrittenStep};
use crate::journeys::{AtStep, Journey, State, Why, calls, inside};
use crate::tasks;

/// A journey, and how far people have come.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Journey)]
pub struct JourneyOut {
    /// Its id.
    id: JourneyId,
    /// Where it stands.
    state: State,
    /// The version that people come into now.
    version: i64,
    /// That version, in parts.
    plan: Written,
    /// The same as its file says it.
    text: String,
    /// The campaign under which its arms are dealt and its effect is told, once it was switched on.
    campaign: Option<CampaignId>,
    /// When it was first switched on.
    started_at: Option<Instant>,
    /// What holds it up, if anything does.
    problem: Option<String>,
    /// How many passages have begun.
    n_entries: i64,
    /// How many are on the way.
    n_inside: i64,
    /// How many left because they reached the goal.
    n_goal: i64,
    /// How many came to the end.
    n_end: i64,
    /// How many are on the way by an earlier version.
    n_earlier: i64,
    /// Each step of this version, in its order.
    steps: Vec<StepOut>,
    /// What became of the letters, over all steps.
    letters: LettersOut,
}

/// How many came to a step.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = JourneyStepCounts)]
pub struct StepOut {
    /// The step.
    step: String,
    /// How often somebody came to it.
    n_came: i64,
    /// How many stand there.
    n_inside: i64,
    /// How many left the journey from there.
    n_left: i64,
    /// What became of its tasks, where it gives any.
    tasks: Option<TaskCounts>,
    /// What became of its calls, where it makes any.
    calls: Option<CallCounts>,
}

/// What became of the tasks of a step.
#[derive(Debug, Default, Serialize, ToSchema)]
#[schema(as = JourneyStepTasks)]
pub struct TaskCounts {
    /// To be done.
    open: i64,
    /// Done.
    done: i64,
    /// Not to be done any more.
    dropped: i64,
}

/// What became of the calls of a step.
#[derive(Debug, Default, Serialize, ToSchema)]
#[schema(as = JourneyStepCalls)]
pub struct CallCounts {
    /// To be made, or made once more.
    waiting: i64,
    /// Taken by the other program.
    taken: i64,
    /// Given up.
    failed: i64,
}

/// What became of the letters of a journey.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = JourneyLetters)]
pub struct LettersOut {
    /// Not decided yet, or waiting for a better moment.
    waiting: i64,
    /// Left the house.
    sent: i64,
    /// Held out on purpose.
    held_out: i64,
    /// Not sent, for every other reason.
    not_sent: i64,
}

impl JourneyOut {
    /// The journey in one line, for the terminal.
    pub fn sentence(&self) -> String {
        let Self { id, n_entries, n_inside, n_goal, letters, .. } = self;
        let (name, state) = (&self.plan.name, self.state.word());
        let (sent, held_out) = (letters.sent, letters.held_out);
        format!(
            "{id}  {name}: {state}, {n_entries} came in, {n_inside} inside, {n_goal} reached the \
             goal, {sent} letters sent, {held_out} held out"
        )
    }
}

/// A journey as it is shown to programs.
pub async fn shown(tx: &mut ShopTx, journey: Journey) -> Result<JourneyOut, RecordsError> {
    let standings = inside::standings(tx, journey.id).await?;
    let came = inside::came(tx, journey.id).await?;
    let head = campaigns::standing::head(tx, journey.id).await?;
    let outcomes = match &head {
        Some(head) => standing::outcomes(tx, head).await?,
        None => HashMap::new(),
    };
    let sum = |means: &dyn Fn(&AtStep) -> bool| {
        standings.iter().filter(|at| means(at)).map(|at| at.n).sum::<i64>()
    };
    let plan = journey.plan.written();
    let given = tasks::standings(tx, journey.id).await?;
    let made = calls::standings(tx, journey.id).await?;
    let step = |step: &WrittenStep| StepOut {
        tasks: step.task.as_ref().map(|_| task_counts(&step.name, &given)),
        calls: step.call.as_ref().map(|_| call_counts(&step.name, &made)),
        ..counts(&step.name, &standings, &came)
    };
    Ok(JourneyOut {
        n_entries: sum(&|_| true),
        n_inside: sum(&|at| at.left.is_none()),
        n_goal: sum(&|at| at.left == Some(Why::Goal)),
        n_end: sum(&|at| at.left == Some(Why::End)),
        n_earlier: sum(&|at| at.left.is_none() && at.version < journey.version),
        steps: plan.steps.iter().map(step).collect(),
        letters: letters(&outcomes),
        campaign: head.map(|head| head.id),
        id: journey.id,
        state: journey.state,
        version: journey.version,
        text: journey.text,
        started_at: journey.started_at,
        problem: journey.problem,
        plan,
    })
}

fn counts(step: &str, standings: &[AtStep], came: &BTreeMap<String, i64>) -> StepOut {
    let here = |left: bool| {
        let here = standings.iter().filter(|at| at.step == step && at.left.is_some() == left);
        here.map(|at| at.n).sum()
    };
    StepOut {
        n_came: came.get(step).copied().unwrap_or_default(),
        n_inside: here(false),
        n_left: here(true),
        step: step.to_owned(),
        tasks: None,
        calls: None,
    }
}

fn task_counts(step: &str, given: &[(String, tasks::State, i64)]) -> TaskCounts {
    let n = |state| {
        given
            .iter()
            .filter(move |(at, stands, _)| at == step && *stands == state)
            .map(|(_, _, n)| n)
    };
    TaskCounts {
        open: n(tasks::State::Open).sum(),
        done: n(tasks::State::Done).sum(),
        dropped: n(tasks::State::Dropped).sum(),
    }
}

fn call_counts(step: &str, made: &[(String, calls::State, i64)]) -> CallCounts {
    let n = |state| {
        made.iter().filter(move |(at, stands, _)| at == step && *stands == state).map(|(_, _, n)| n)
    };
    CallCounts {
        waiting: n(calls::State::Due).sum(),
        taken: n(calls::State::Taken).sum(),
        failed: n(calls::State::Failed).sum(),
    }
}

fn letters(outcomes: &HashMap<Outcome, i64>) -> LettersOut {
    let n = |of: &[Outcome]| of.iter().filter_map(|outcome| outcomes.get(outcome)).sum();
    LettersOut {
        waiting: n(&[Outcome::Waiting, Outcome::Write]),
        sent: n(&[Outcome::Sent]),
        held_out: n(&[Outcome::HeldOut]),
        not_sent: n(&[
            Outcome::Failed,
            Outcome::Uncertain,
            Outcome::NoConsent,
            Outcome::NoAddress,
            Outcome::Suppressed,
            Outcome::TooOften,
            Outcome::Cancelled,
        ]),
    }
}
