//! `/api/v1/sql` and `/api/v1/questions`: asking in SQL, and what is asked again.

use axum::extract::State;
use axum::http::StatusCode;
use collect::shop::Shop;
use domain::{Caveats, Instant};
use facts::{FactsError, WrongQuestion};
use futures::{StreamExt, stream};
use records::Actor;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;
use wire::{Json, Path, Problem};

use super::saved::{self, Question};
use super::schema::{self, Holds};
use super::{Answered, Measure, QuestionError, SAVED, SHOWN};
use crate::asking::ReportError;
use crate::sheets::api as sheets;
use crate::sheets::{About, Sheet, Table, Tabled};

/// A question in SQL.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct SqlIn {
    /// The question; it can change nothing.
    pub sql: String,
}

/// What a question came to, or where it is wrong.
#[derive(Debug, Serialize, ToSchema)]
pub struct SqlOut {
    /// The answer; null when the question is wrong.
    pub answer: Option<SqlAnswerOut>,
    /// What is wrong; null when nothing is.
    pub fault: Option<SqlFaultOut>,
}

/// The rows of an answer.
#[derive(Debug, Serialize, ToSchema)]
pub struct SqlAnswerOut {
    /// The columns in the order asked for.
    pub columns: Vec<SqlColumnOut>,
    /// One value a column.
    pub rows: Vec<Vec<serde_json::Value>>,
    /// Whether there are more rows than are told here; a file holds more of them.
    pub has_more: bool,
    /// How long it took.
    pub took_ms: u64,
    /// What must be known before the figures are trusted.
    pub caveats: Caveats,
}

/// A column of an answer.
#[derive(Debug, Serialize, ToSchema)]
pub struct SqlColumnOut {
    /// Its name.
    pub name: String,
    /// What its cells hold.
    pub holds: Holds,
}

/// What is wrong with a question.
#[derive(Debug, Serialize, ToSchema)]
pub struct SqlFaultOut {
    /// What is wrong, in the words of SQL.
    pub text: String,
    /// The line of the first character at fault, from 1; null where it is not known.
    pub line: Option<u64>,
    /// Its column, from 1; null where it is not known.
    pub column: Option<u64>,
}

impl From<WrongQuestion> for SqlFaultOut {
    fn from(wrong: WrongQuestion) -> Self {
        let (line, column) = wrong.place.unzip();
        Self { text: wrong.text, line, column }
    }
}

/// What a question can ask, and how much it may take.
#[derive(Debug, Serialize, ToSchema)]
pub struct SqlSchemaOut {
    /// The tables.
    pub tables: &'static [schema::Table],
    /// The functions of ours.
    pub functions: &'static [schema::Function],
    /// Questions to begin with.
    pub examples: &'static [schema::Example],
    /// What is shown.
    pub shown: SqlMeasureOut,
    /// What leaves as a file.
    pub saved: SqlMeasureOut,
}

/// How much a question may take.
#[derive(Debug, Serialize, ToSchema)]
pub struct SqlMeasureOut {
    /// Rows.
    pub rows: usize,
    /// Memory of the answer, and as much again on the way to it.
    pub megabytes: usize,
    /// Time; null where there is no limit.
    pub seconds: Option<u64>,
}

impl From<Measure> for SqlMeasureOut {
    fn from(Measure { rows, bytes, time }: Measure) -> Self {
        Self { rows, megabytes: bytes >> 20, seconds: time.map(|time| time.as_secs()) }
    }
}

/// A question that is kept.
#[derive(Debug, Serialize, ToSchema)]
pub struct QuestionOut {
    /// Its name.
    pub name: String,
    /// The question.
    pub sql: String,
    /// When it was last written.
    pub changed_at: Instant,
}

impl From<Question> for QuestionOut {
    fn from(Question { name, sql, changed_at }: Question) -> Self {
        Self { name, sql, changed_at }
    }
}

/// The questions that are kept.
#[derive(Debug, Serialize, ToSchema)]
pub struct QuestionsOut {
    /// By name.
    pub items: Vec<QuestionOut>,
}

/// The routes of this slice.
pub fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new()
        .routes(routes!(ask_sql))
        .routes(routes!(show_sql_schema))
        .routes(routes!(list_questions))
        .routes(routes!(show_question, save_question, remove_question))
        .merge(sheets::routes::<SqlIn>("/api/v1/sql"))
}

fn staff() -> Actor {
    Actor::Staff("page".to_owned())
}

/// Answers a read-only question in SQL; one that is wrong is answered with the place of its fault.
#[utoipa::path(post, path = "/api/v1/sql", tag = "questions", request_body = SqlIn,
    responses((status = 200, body = SqlOut), (status = 422, body = Problem)))]
async fn ask_sql(
    State(shop): State<Shop>,
    Json(question): Json<SqlIn>,
) -> Result<Json<SqlOut>, Problem> {
    match super::ask(&shop, &question.sql, SHOWN).await {
        Ok(answered) => Ok(Json(SqlOut { answer: Some(shown(answered)?), fault: None })),
        Err(QuestionError::Facts(FactsError::Question(wrong))) => {
            Ok(Json(SqlOut { answer: None, fault: Some(wrong.into()) }))
        }
        Err(error) => Err(error.into()),
    }
}

fn shown(answered: Answered) -> Result<SqlAnswerOut, QuestionError> {
    let Answered { answer, vantage, took } = answered;
    let columns = answer.columns().into_iter();
    Ok(SqlAnswerOut {
        columns: columns.map(|it| SqlColumnOut { name: it.name, holds: it.kind.into() }).collect(),
        rows: answer.table()?.rows,
        has_more: answer.has_more,
        took_ms: u64::try_from(took.as_millis()).unwrap_or(u64::MAX),
        caveats: vantage.caveats,
    })
}

impl Tabled for SqlIn {
    type Answer = (Self, Answered);

    const TABLES: &'static [Table<Self>] = &[Table { name: "answer", sheet }];

    async fn answer(self, shop: &Shop) -> Result<Self::Answer, ReportError> {
        let answered = super::ask(shop, &self.sql, SAVED).await?;
        Ok((self, answered))
    }
}

/// An answer as a table on its way out.
pub fn sheet((question, answered): (SqlIn, Answered)) -> Sheet {
    let Answered { answer, mut vantage, .. } = answered;
    if answer.has_more {
        let text = "there are more rows than one file may hold; these are the first";
        vantage.caveats.say(domain::Caveat::new("rows_left_out", text));
    }
    let columns = answer.columns();
    let rows = stream::iter(answer.into_cells().map(|some| Ok(some?)));
    Sheet { about: About::list("answer", &vantage, &question), columns, rows: rows.boxed() }
}

/// The tables, the functions and examples, and how much a question may take.
#[utoipa::path(get, path = "/api/v1/sql/schema", tag = "questions",
    responses((status = 200, body = SqlSchemaOut)))]
async fn show_sql_schema() -> Json<SqlSchemaOut> {
    Json(SqlSchemaOut {
        tables: schema::TABLES,
        functions: schema::FUNCTIONS,
        examples: schema::EXAMPLES,
        shown: SHOWN.into(),
        saved: SAVED.into(),
    })
}

/// The questions that are kept, by name.
#[utoipa::path(get, path = "/api/v1/questions", tag = "questions",
    responses((status = 200, body = QuestionsOut)))]
async fn list_questions(State(shop): State<Shop>) -> Result<Json<QuestionsOut>, Problem> {
    let listed = async {
        let kept = saved::all(&mut shop.read().await?).await?;
        Ok::<_, QuestionError>(kept.into_iter().map(QuestionOut::from).collect())
    };
    Ok(Json(QuestionsOut { items: listed.await? }))
}

/// One question.
#[utoipa::path(get, path = "/api/v1/questions/{name}", tag = "questions",
    params(("name" = String, Path, description = "its name")),
    responses((status = 200, body = QuestionOut), (status = 404, body = Problem)))]
async fn show_question(
    State(shop): State<Shop>,
    Path(name): Path<String>,
) -> Result<Json<QuestionOut>, Problem> {
    Ok(Json(out(&shop, &name).await?))
}

async fn out(shop: &Shop, name: &str) -> Result<QuestionOut, QuestionError> {
    Ok(saved::known(&mut shop.read().await?, name).await?.into())
}

/// Keeps a question under a name, in place of the one before.
#[utoipa::path(put, path = "/api/v1/questions/{name}", tag = "questions",
    params(("name" = String, Path, description = "its name")), request_body = SqlIn,
    responses((status = 200, body = QuestionOut), (status = 422, body = Problem)))]
async fn save_question(
    State(shop): State<Shop>,
    Path(name): Path<String>,
    Json(question): Json<SqlIn>,
) -> Result<Json<QuestionOut>, Problem> {
    let kept = async {
        let mut tx = shop.write(staff()).await?;
        saved::save(&mut tx, &name, &question.sql).await?;
        tx.commit().await?;
        out(&shop, &name).await
    };
    Ok(Json(kept.await?))
}

/// Removes a question.
#[utoipa::path(delete, path = "/api/v1/questions/{name}", tag = "questions",
    params(("name" = String, Path, description = "its name")),
    responses((status = 204), (status = 404, body = Problem)))]
async fn remove_question(
    State(shop): State<Shop>,
    Path(name): Path<String>,
) -> Result<StatusCode, Problem> {
    let removed = async {
        let mut tx = shop.write(staff()).await?;
        saved::remove(&mut tx, &name).await?;
        Ok::<_, QuestionError>(tx.commit().await?)
    };
    removed.await?;
    Ok(StatusCode::NO_CONTENT)
}
