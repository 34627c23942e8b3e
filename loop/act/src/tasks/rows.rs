//! Rows of `task`.

use domain::{CustomerId, Instant, JourneyId, TaskId};
use records::{FromQueryResult, RecordsError, ShopTx, Value};
use uuid::Uuid;
use wire::Asker;

use super::{Assignee, New, OnTheWay, State, Task};

#[derive(FromQueryResult)]
struct TaskRow {
    id: Uuid,
    title: String,
    details: String,
    customer_id: Option<Uuid>,
    assigned_to: Option<String>,
    due_at: Option<i64>,
    state: String,
    note: Option<String>,
    closed_at: Option<i64>,
    closed_by: Option<String>,
    journey_id: Option<Uuid>,
    traveller_id: Option<Uuid>,
    step: Option<String>,
    created_at: i64,
    created_by: String,
}

const TASK: &str = "select id, title, details, customer_id, assigned_to, due_at, state, note,
                           closed_at, closed_by, journey_id, traveller_id, step, created_at,
                           created_by from task";

impl TryFrom<TaskRow> for Task {
    type Error = RecordsError;

    fn try_from(row: TaskRow) -> Result<Self, RecordsError> {
        let unreadable = || RecordsError::Unreadable(format!("task {}: `{}`", row.id, row.state));
        let state = State::of_word(&row.state).ok_or_else(unreadable)?;
        // A role that is none any more is told as it was.
        let assigned_to = Assignee::of_word(row.assigned_to.as_deref())
            .unwrap_or_else(|_| Assignee::Role(row.assigned_to.clone().unwrap_or_default()));
        let way = match (row.journey_id, row.traveller_id, row.step) {
            (Some(journey), Some(passage), Some(step)) => {
                Some(OnTheWay { journey: JourneyId(journey), passage, step })
            }
            _ => None,
        };
        Ok(Self {
            id: TaskId(row.id),
            title: row.title,
            details: row.details,
            customer: row.customer_id.map(CustomerId),
            assigned_to,
            due_at: row.due_at.map(Instant),
            state,
            note: row.note,
            closed: row.closed_at.map(Instant).zip(row.closed_by),
            way,
            created_at: Instant(row.created_at),
            created_by: row.created_by,
        })
    }
}

/// Writes a task down; `false` where this step of this passage has made one before.
pub(super) async fn add(tx: &mut ShopTx, id: TaskId, new: &New) -> Result<bool, RecordsError> {
    let sql = "insert into task (id, title, details, customer_id, assigned_to, due_at, state,
                   journey_id, traveller_id, step, created_at, created_by, updated_at, updated_by)
               values ($1, $2, $3, $4, $5, $6, 'open', $7, $8, $9, $10, $11, $10, $11)
               on conflict (traveller_id, step) do nothing";
    let way = new.way.as_ref();
    let values: Vec<Value> = vec![
        id.0.into(),
        new.title.trim().into(),
        new.details.trim().into(),
        new.customer.map(|customer| customer.0).into(),
        new.assigned_to.word().map(str::to_owned).into(),
        new.due_at.map(|at| at.0).into(),
        way.map(|way| way.journey.0).into(),
        way.map(|way| way.passage).into(),
        way.map(|way| way.step.clone()).into(),
        tx.now().0.into(),
        tx.actor().to_string().into(),
    ];
    Ok(tx.run(sql, values).await? == 1)
}

/// Ends an open task; `false` when it was not open.
pub(super) async fn close(
    tx: &mut ShopTx,
    id: TaskId,
    (state, note): (State, Option<&str>),
) -> Result<bool, RecordsError> {
    let sql = "update task set state = $2, note = $3, closed_at = $4, closed_by = $5,
                   updated_at = $4, updated_by = $5
               where id = $1 and state = 'open'";
    let values = vec![
        id.0.into(),
        state.word().into(),
        note.map(str::to_owned).into(),
        tx.now().0.into(),
        tx.actor().to_string().into(),
    ];
    Ok(tx.run(sql, values).await? == 1)
}

/// Drops the open tasks of a passage or of a whole journey.
pub(super) async fn spare(
    tx: &mut ShopTx,
    (of, whose): (&'static str, Uuid),
) -> Result<(), RecordsError> {
    let sql = format!(
        "update task set state = 'dropped', closed_at = $2, closed_by = $3, updated_at = $2,
             updated_by = $3
         where {of} = $1 and state = 'open'"
    );
    let values = vec![whose.into(), tx.now().0.into(), tx.actor().to_string().into()];
    tx.run(&sql, values).await?;
    Ok(())
}

/// The task of a name.
pub async fn find(tx: &mut ShopTx, id: TaskId) -> Result<Option<Task>, RecordsError> {
    let found = read(tx, &format!("{TASK} where id = $1"), vec![id.0.into()]).await?;
    Ok(found.into_iter().next())
}

async fn read(tx: &mut ShopTx, sql: &str, values: Vec<Value>) -> Result<Vec<Task>, RecordsError> {
    tx.rows::<TaskRow>(sql, values).await?.into_iter().map(Task::try_from).collect()
}

/// Which tasks are listed.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Those that have ended, the newest first; else those that are open, the most urgent first.
    pub ended: bool,
    /// Those that are his: given to him, to his role, or to anybody.
    pub whose: Option<Asker>,
    /// Those about one customer.
    pub customer: Option<CustomerId>,
}

/// Tasks, as many as this at most.
pub async fn list(tx: &mut ShopTx, filter: &Filter, limit: u32) -> Result<Vec<Task>, RecordsError> {
    let mut values: Vec<Value> = vec![i64::from(limit).into()];
    let mut conditions = vec![if filter.ended { "state <> 'open'" } else { "state = 'open'" }];
    let (mine, about);
    if let Some(asker) = &filter.whose {
        values.extend(his(asker));
        mine = format!("(assigned_to is null or assigned_to in (${}, ${}))", 2, 3);
        conditions.push(&mine);
    }
    if let Some(customer) = filter.customer {
        values.push(customer.0.into());
        about = format!("customer_id = ${}", values.len());
        conditions.push(&about);
    }
    // What has no moment comes after what has one.
    let order = match filter.ended {
        true => "closed_at desc, id desc",
        false => "case when due_at is null then 1 else 0 end, due_at, id",
    };
    let sql = format!("{TASK} where {} order by {order} limit $1", conditions.join(" and "));
    read(tx, &sql, values).await
}

/// The two words under which tasks are somebody's: his address and his role.
fn his(asker: &Asker) -> [Value; 2] {
    [asker.name.to_lowercase().into(), asker.role.clone().unwrap_or_default().into()]
}

/// How many tasks are open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, FromQueryResult)]
pub struct Counts {
    /// Of everybody.
    pub n_open: i64,
    /// Of whoever asks.
    pub n_mine: i64,
    /// Of whoever asks, and late.
    pub n_late: i64,
}

/// How many tasks are open, as whoever asks sees them.
pub async fn counts(tx: &mut ShopTx, asker: &Asker) -> Result<Counts, RecordsError> {
    let mine = "(assigned_to is null or assigned_to in ($1, $2))";
    let sql = format!(
        "select count(*) as n_open, count(case when {mine} then 1 end) as n_mine,
                count(case when {mine} and due_at < $3 then 1 end) as n_late
         from task where state = 'open'"
    );
    let [name, role] = his(asker);
    let found: Option<Counts> = tx.row(&sql, vec![name, role, tx.now().0.into()]).await?;
    Ok(found.unwrap_or_default())
}

/// How many tasks of each step of a journey stand how.
pub async fn standings(
    tx: &mut ShopTx,
    journey: JourneyId,
) -> Result<Vec<(String, State, i64)>, RecordsError> {
    #[derive(FromQueryResult)]
    struct StandingRow {
        step: String,
        state: String,
        n: i64,
    }
    let sql = "select step, state, count(*) as n from task
               where journey_id = $1 group by step, state order by step, state";
    let rows: Vec<StandingRow> = tx.rows(sql, vec![journey.0.into()]).await?;
    let known = |row: StandingRow| Some((row.step, State::of_word(&row.state)?, row.n));
    Ok(rows.into_iter().filter_map(known).collect())
}
