//! `/api/v1/tasks`.

use std::collections::HashMap;

use axum::extract::State as From;
use collect::consent::{self, Channel, Purpose, State as Said};
use collect::customers;
use collect::problems::of_records;
use collect::shop::Shop;
use domain::{CustomerId, Instant, JourneyId, TaskId};
use records::{Actor, RecordsError, ShopTx};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use wire::{Asker, Json, Path, Problem, Query};

use super::{Assignee, Ending, Filter, New, State, Task, TaskError};

/// The most tasks that one answer tells.
const LISTED_MAX: u32 = 500;

/// The routes of this slice.
pub fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new()
        .routes(routes!(list_tasks, add_task))
        .routes(routes!(finish_task))
        .routes(routes!(drop_task))
}

/// Something that somebody of the shop is to do, as programs are told of it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Task)]
pub struct TaskOut {
    /// Its name.
    pub id: TaskId,
    /// What is to be done.
    pub title: String,
    /// What helps to do it.
    pub details: String,
    /// About whom.
    pub customer: Option<CustomerId>,
    /// His name, or how he is known else.
    pub customer_name: Option<String>,
    /// By which ways he agreed to hear of offers; nobody asks here about the telephone.
    pub allows: Vec<Channel>,
    /// A role, or the address of somebody of the staff; anybody's where there is none.
    pub assigned_to: Option<String>,
    /// Until when.
    pub due_at: Option<Instant>,
    /// Whether that moment has passed, for a task that is open.
    pub is_late: bool,
    /// Where it stands.
    pub state: State,
    /// What was said when it ended.
    pub note: Option<String>,
    /// When it ended.
    pub closed_at: Option<Instant>,
    /// Who ended it.
    pub closed_by: Option<String>,
    /// The journey that asks for it.
    pub journey: Option<JourneyId>,
    /// The step of that journey.
    pub step: Option<String>,
    /// When it was made.
    pub created_at: Instant,
    /// Who made it.
    pub created_by: String,
}

/// Tasks, and how many there are.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Tasks)]
struct TasksOut {
    /// The tasks: open ones by urgency, ended ones the newest first.
    items: Vec<TaskOut>,
    /// Open tasks of everybody.
    n_open: i64,
    /// Open tasks of whoever asks.
    n_mine: i64,
    /// Those of his that are late.
    n_late: i64,
}

/// Whose tasks are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[schema(as = TasksOf)]
enum WhoseTasks {
    /// Of everybody.
    #[default]
    All,
    /// Given to whoever asks, to his role, or to anybody.
    Mine,
}

/// Which tasks are listed.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
struct TasksQuery {
    /// Those that have ended instead of those that are open.
    ended: bool,
    /// Whose.
    #[param(inline)]
    whose: WhoseTasks,
    /// Those about one customer.
    customer: Option<CustomerId>,
    /// As many as this at most; 500 when not given.
    limit: Option<u32>,
}

/// A task to be written down.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = TaskIn)]
struct TaskIn {
    /// What is to be done.
    title: String,
    /// What helps to do it.
    #[serde(default)]
    details: String,
    /// About whom.
    #[serde(default)]
    customer: Option<CustomerId>,
    /// A role (`owner`, `marketer`, `sales`) or the address of somebody of the staff; anybody's
    /// where none is told.
    #[serde(default)]
    assigned_to: Option<String>,
    /// Until when.
    #[serde(default)]
    due_at: Option<Instant>,
}

/// What is to be remembered of how a task ended.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
#[schema(as = TaskEnding)]
struct EndingIn {
    /// What came of it.
    note: Option<String>,
}

/// What is to be done, or was.
#[utoipa::path(get, path = "/api/v1/tasks", tag = "tasks", params(TasksQuery),
    responses((status = 200, body = TasksOut)))]
async fn list_tasks(
    From(shop): From<Shop>,
    asker: Asker,
    Query(query): Query<TasksQuery>,
) -> Result<Json<TasksOut>, Problem> {
    let mut tx = shop.read().await.map_err(of_records)?;
    tasks_out(&mut tx, &asker, &query).await.map(Json).map_err(of_records)
}

async fn tasks_out(
    tx: &mut ShopTx,
    asker: &Asker,
    query: &TasksQuery,
) -> Result<TasksOut, RecordsError> {
    let whose = (query.whose == WhoseTasks::Mine).then(|| asker.clone());
    let filter = Filter { ended: query.ended, whose, customer: query.customer };
    let limit = query.limit.unwrap_or(LISTED_MAX).clamp(1, LISTED_MAX);
    let tasks = super::list(tx, &filter, limit).await?;
    let items = shown(tx, tasks).await?;
    let counts = super::counts(tx, asker).await?;
    let (n_open, n_mine, n_late) = (counts.n_open, counts.n_mine, counts.n_late);
    Ok(TasksOut { items, n_open, n_mine, n_late })
}

/// Writes a task down by hand.
#[utoipa::path(post, path = "/api/v1/tasks", tag = "tasks", request_body = TaskIn,
    responses((status = 200, body = TaskOut), (status = 422, body = Problem)))]
async fn add_task(
    From(shop): From<Shop>,
    asker: Asker,
    Json(given): Json<TaskIn>,
) -> Result<Json<TaskOut>, Problem> {
    let assigned_to = Assignee::of_word(given.assigned_to.as_deref())
        .map_err(|text| Problem::field("assigned_to", "nobody", text))?;
    let mut tx = shop.write(Actor::Staff(asker.name)).await.map_err(of_records)?;
    if let Some(customer) = given.customer
        && customers::find(&mut tx, customer).await.map_err(of_records)?.is_none()
    {
        return Err(of_task(TaskError::UnknownCustomer(customer)));
    }
    let TaskIn { title, details, customer, due_at, .. } = given;
    let new = New { title, details, customer, assigned_to, due_at, way: None };
    let id = super::add(&mut tx, &new).await.map_err(of_task)?;
    let id = id.ok_or_else(|| Problem::internal("a task of nobody's journey was there"))?;
    let task = super::find(&mut tx, id).await.map_err(of_records)?;
    let task = task.ok_or_else(|| of_task(TaskError::Unknown(id)))?;
    kept(tx, task).await.map(Json)
}

/// A task is done; a journey that waits for it goes on.
#[utoipa::path(post, path = "/api/v1/tasks/{id}/done", tag = "tasks", request_body = EndingIn,
    params(("id" = TaskId, Path, description = "`tsk_…`")),
    responses((status = 200, body = TaskOut), (status = 404, body = Problem),
              (status = 409, body = Problem)))]
async fn finish_task(
    From(shop): From<Shop>,
    asker: Asker,
    Path(id): Path<TaskId>,
    Json(given): Json<EndingIn>,
) -> Result<Json<TaskOut>, Problem> {
    ended(&shop, (asker, id), (Ending::Done, given)).await.map(Json)
}

/// Nobody needs to do a task any more; a journey that waits for it goes the way of what is late.
#[utoipa::path(post, path = "/api/v1/tasks/{id}/drop", tag = "tasks", request_body = EndingIn,
    params(("id" = TaskId, Path, description = "`tsk_…`")),
    responses((status = 200, body = TaskOut), (status = 404, body = Problem),
              (status = 409, body = Problem)))]
async fn drop_task(
    From(shop): From<Shop>,
    asker: Asker,
    Path(id): Path<TaskId>,
    Json(given): Json<EndingIn>,
) -> Result<Json<TaskOut>, Problem> {
    ended(&shop, (asker, id), (Ending::Dropped, given)).await.map(Json)
}

async fn ended(
    shop: &Shop,
    (asker, id): (Asker, TaskId),
    (ending, given): (Ending, EndingIn),
) -> Result<TaskOut, Problem> {
    let mut tx = shop.write(Actor::Staff(asker.name)).await.map_err(of_records)?;
    let said = (ending, given.note.as_deref());
    let task = super::close(&mut tx, id, said).await.map_err(of_task)?;
    kept(tx, task).await
}

async fn kept(mut tx: ShopTx, task: Task) -> Result<TaskOut, Problem> {
    let out = shown(&mut tx, vec![task]).await.map_err(of_records)?;
    tx.commit().await.map_err(of_records)?;
    out.into_iter().next().ok_or_else(|| Problem::internal("a task that was kept is not there"))
}

/// Tasks as they are shown, with the names of those they are about and what these allow.
pub async fn shown(tx: &mut ShopTx, tasks: Vec<Task>) -> Result<Vec<TaskOut>, RecordsError> {
    let about: Vec<CustomerId> = tasks.iter().filter_map(|task| task.customer).collect();
    let mut allows: HashMap<CustomerId, Vec<Channel>> = HashMap::new();
    for channel in Channel::ALL {
        let said = consent::states_of(tx, &about, Purpose::Marketing, channel).await?;
        for (customer, _) in said.into_iter().filter(|(_, said)| *said == Said::Granted) {
            allows.entry(customer).or_default().push(channel);
        }
    }
    let mut names: HashMap<CustomerId, String> = HashMap::new();
    for customer in &about {
        if !names.contains_key(customer)
            && let Some(known) = customers::find(tx, *customer).await?
        {
            let name = known.name.or(known.email).or(known.phone).or(known.external_id);
            names.insert(*customer, name.unwrap_or_else(|| customer.to_string()));
        }
    }
    let now = tx.now();
    let out = |task: Task| {
        let (closed_at, closed_by) = task.closed.unzip();
        let (journey, step) = task.way.map(|way| (way.journey, way.step)).unzip();
        TaskOut {
            customer_name: task.customer.and_then(|customer| names.get(&customer).cloned()),
            allows: task.customer.and_then(|it| allows.get(&it).cloned()).unwrap_or_default(),
            assigned_to: task.assigned_to.word().map(str::to_owned),
            is_late: task.state == State::Open && task.due_at.is_some_and(|at| at < now),
            closed_by: closed_by.map(|by| by.trim_start_matches("staff:").to_owned()),
            created_by: task.created_by.trim_start_matches("staff:").to_owned(),
            id: task.id,
            title: task.title,
            details: task.details,
            customer: task.customer,
            due_at: task.due_at,
            state: task.state,
            note: task.note,
            created_at: task.created_at,
            closed_at,
            journey,
            step,
        }
    };
    Ok(tasks.into_iter().map(out).collect())
}

/// A refusal, or a failure, as it looks on the wire.
fn of_task(error: TaskError) -> Problem {
    let text = error.to_string();
    match error {
        TaskError::Unknown(id) => Problem::not_found(format!("task {id}")),
        TaskError::UnknownCustomer(_) => Problem::field("customer", "unknown_customer", text),
        TaskError::Bad { field, .. } => Problem::field(field, "bad_task", text),
        TaskError::NotOpen(_) => Problem::conflict("task_not_open", text),
        TaskError::Records(error) => of_records(error),
    }
}
