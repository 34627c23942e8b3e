//! Tasks: what somebody of the shop is to do, mostly about one customer.
//!
//! A task is made by hand or by a journey, belongs to a person, to a role or to anybody, and is
//! done by a click with a note. It is no message: nothing of it reaches the customer. Whoever is
//! held out of a journey gets none of its tasks, and each task tells what the customer allows,
//! because what a manager does about it may reach him.
//!
//! Start reading at [`add`], then [`close`].

pub mod api;
mod rows;
mod task;

use collect::customers::merging::Follower;
use domain::TaskId;
use records::bearing::Bearing;
use records::{Happening, RecordsError, ShopTx, happenings};
use serde_json::json;
use uuid::Uuid;

pub use rows::{Counts, Filter, counts, find, list, standings};
pub use task::{Assignee, Ending, New, OnTheWay, ROLES, State, Task, TaskError};

/// What follows a customer: what is to be done about him.
pub const FOLLOWER: Follower = Follower::of(&[Bearing::of("task")]);

/// What stands on the timeline when a task was done, and when it was dropped.
pub const DONE: &str = "task_done";
/// See [`DONE`].
pub const DROPPED: &str = "task_dropped";

/// Writes a task down; nothing where this step of this passage has made its task before.
pub async fn add(tx: &mut ShopTx, new: &New) -> Result<Option<TaskId>, TaskError> {
    new.check()?;
    let id: TaskId = tx.new_id();
    if !rows::add(tx, id, new).await? {
        return Ok(None);
    }
    let task = rows::find(tx, id).await?.ok_or(TaskError::Unknown(id))?;
    note(tx, &task, "task_added").await?;
    Ok(Some(id))
}

/// Ends a task, with what is to be remembered of it; a journey that waits for it goes on.
pub async fn close(
    tx: &mut ShopTx,
    id: TaskId,
    (ending, said): (Ending, Option<&str>),
) -> Result<Task, TaskError> {
    let said = said.map(str::trim).filter(|said| !said.is_empty());
    task::check_note(said)?;
    let task = rows::find(tx, id).await?.ok_or(TaskError::Unknown(id))?;
    if !rows::close(tx, id, (ending.state(), said)).await? {
        return Err(TaskError::NotOpen(task.state));
    }
    let task = rows::find(tx, id).await?.ok_or(TaskError::Unknown(id))?;
    note(tx, &task, ending.kind()).await?;
    Ok(task)
}

/// Nobody needs to do any more what a passage through a journey asked for.
pub(crate) async fn spare(tx: &mut ShopTx, passage: Uuid) -> Result<(), RecordsError> {
    rows::spare(tx, ("traveller_id", passage)).await
}

/// The same of a whole journey, which has been stopped.
pub(crate) async fn spare_all(tx: &mut ShopTx, journey: Uuid) -> Result<(), RecordsError> {
    rows::spare(tx, ("journey_id", journey)).await
}

/// Puts a task on the timeline of whoever it is about.
async fn note(tx: &mut ShopTx, task: &Task, kind: &'static str) -> Result<(), RecordsError> {
    let Some(customer) = task.customer else { return Ok(()) };
    let of_journey = task.way.as_ref();
    let news = Happening {
        customer: Some(customer.0),
        at: tx.now(),
        kind,
        source: "tasks".to_owned(),
        key: format!("{}:{kind}", task.id),
        payload: json!({
            "task": task.id,
            "title": task.title,
            "note": task.note,
            "journey": of_journey.map(|way| way.journey),
            "passage": of_journey.map(|way| way.passage),
            "step": of_journey.map(|way| &way.step),
        }),
    };
    happenings::note(tx, news).await.map(|_| ())
}

#[cfg(test)]
mod tests;
