//! Rows of `storefront_errand` and `storefront_day`.

use std::collections::{BTreeSet, HashMap};

use domain::{Currency, Day, Instant, StorefrontId};
use records::{FromQueryResult, Insert, RecordsError, ShopTx};
use serde_json::{Value as Json, json};
use uuid::Uuid;

use super::{Days, Errand, Fetched, State};
use crate::storefronts::writing::DayCount;

/// An errand and how far it is.
#[derive(Clone, Debug)]
pub struct Run {
    /// Whose it is.
    pub storefront: StorefrontId,
    /// What is fetched.
    pub errand: Errand,
    /// How far it is.
    pub state: State,
    /// Which days it is about; none when it is about everything.
    pub days: Option<Days>,
    /// Where it goes on.
    pub(super) place: Json,
    /// Documents, or days, that are done.
    pub n_done: i64,
    /// Orders that are different now.
    pub n_changed: i64,
    /// Documents that could not be understood.
    pub n_failed: i64,
    /// Documents, or days, that there are.
    pub n_expected: Option<i64>,
    /// How often in a row asking has failed.
    pub(super) n_stumbles: i64,
    /// What stands in its way: a word, a colon and what was said.
    pub problem: Option<String>,
    /// It rests until then.
    pub rests_until: Option<Instant>,
    /// When it was begun.
    pub started_at: Instant,
    /// When it went on last.
    pub updated_at: Instant,
}

/// The orders of a day in one currency, as the storefront counts them and as we do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayBeside {
    /// The day, in the shop's zone.
    pub day: Day,
    /// The currency of the sums.
    pub currency: Currency,
    /// How many the storefront has.
    pub n_theirs: i64,
    /// What they come to, in minor units, everything included.
    pub sum_theirs: i64,
    /// How many we have.
    pub n_ours: i64,
    /// What ours come to.
    pub sum_ours: i64,
    /// When that was counted.
    pub checked_at: Instant,
}

impl DayBeside {
    /// Whether the two agree.
    pub fn agrees(&self) -> bool {
        (self.n_theirs, self.sum_theirs) == (self.n_ours, self.sum_ours)
    }
}

impl State {
    fn word(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Done => "done",
            Self::Failed => "failed",
            Self::Stopped => "stopped",
        }
    }

    fn named(word: &str) -> Option<Self> {
        let all = [Self::Running, Self::Done, Self::Failed, Self::Stopped];
        all.into_iter().find(|state| state.word() == word)
    }
}

#[derive(FromQueryResult)]
struct RunRow {
    storefront_id: Uuid,
    errand: String,
    state: String,
    plan: Json,
    place: Json,
    n_done: i64,
    n_changed: i64,
    n_failed: i64,
    n_expected: Option<i64>,
    n_stumbles: i64,
    problem: Option<String>,
    rests_until: Option<i64>,
    started_at: i64,
    updated_at: i64,
}

impl TryFrom<RunRow> for Run {
    type Error = RecordsError;

    fn try_from(mut row: RunRow) -> Result<Self, RecordsError> {
        let unreadable = {
            let of = row.storefront_id;
            move || RecordsError::Unreadable(format!("errand of {of}"))
        };
        Ok(Self {
            errand: Errand::named(&row.errand).ok_or_else(unreadable)?,
            state: State::named(&row.state).ok_or_else(unreadable)?,
            storefront: StorefrontId(row.storefront_id),
            days: serde_json::from_value(row.plan["days"].take())?,
            place: row.place,
            n_done: row.n_done,
            n_changed: row.n_changed,
            n_failed: row.n_failed,
            n_expected: row.n_expected,
            n_stumbles: row.n_stumbles,
            problem: row.problem,
            rests_until: row.rests_until.map(Instant),
            started_at: Instant(row.started_at),
            updated_at: Instant(row.updated_at),
        })
    }
}

const RUN: &str = "select storefront_id, errand, state, plan, place, n_done, n_changed, n_failed,
        n_expected, n_stumbles, problem, rests_until, started_at, updated_at
     from storefront_errand where storefront_id = $1";

pub(super) async fn find(
    tx: &mut ShopTx,
    id: StorefrontId,
    errand: Errand,
) -> Result<Option<Run>, RecordsError> {
    let sql = format!("{RUN} and errand = $2");
    let row: Option<RunRow> = tx.row(&sql, vec![id.0.into(), errand.word().into()]).await?;
    row.map(Run::try_from).transpose()
}

pub(super) async fn list(tx: &mut ShopTx, id: StorefrontId) -> Result<Vec<Run>, RecordsError> {
    let rows: Vec<RunRow> = tx.rows(&format!("{RUN} order by errand"), vec![id.0.into()]).await?;
    rows.into_iter().map(Run::try_from).collect()
}

pub(super) async fn begin(
    tx: &mut ShopTx,
    id: StorefrontId,
    errand: Errand,
    days: Option<Days>,
    place: Json,
) -> Result<(), RecordsError> {
    let sql = "insert into storefront_errand (storefront_id, errand, state, plan, place, n_done,
                   n_changed, n_failed, n_stumbles, started_at, started_by, updated_at)
               values ($1, $2, 'running', $3, $4, 0, 0, 0, 0, $5, $6, $5)
               on conflict (storefront_id, errand) do update
               set state = 'running', plan = excluded.plan, place = excluded.place, n_done = 0,
                   n_changed = 0, n_failed = 0, n_expected = null, n_stumbles = 0, problem = null,
                   rests_until = null, started_at = excluded.started_at,
                   started_by = excluded.started_by, updated_at = excluded.updated_at";
    let values = vec![
        id.0.into(),
        errand.word().into(),
        json!({ "days": days }).into(),
        place.into(),
        tx.now().0.into(),
        tx.actor().to_string().into(),
    ];
    tx.run(sql, values).await?;
    Ok(())
}

pub(super) async fn go_on(
    tx: &mut ShopTx,
    id: StorefrontId,
    errand: Errand,
) -> Result<(), RecordsError> {
    let sql = "update storefront_errand
               set state = 'running', n_stumbles = 0, problem = null, rests_until = null,
                   updated_at = $3
               where storefront_id = $1 and errand = $2";
    tx.run(sql, vec![id.0.into(), errand.word().into(), tx.now().0.into()]).await?;
    Ok(())
}

pub(super) async fn stop(
    tx: &mut ShopTx,
    id: StorefrontId,
    errand: Errand,
) -> Result<bool, RecordsError> {
    let sql = "update storefront_errand set state = 'stopped', rests_until = null, updated_at = $3
               where storefront_id = $1 and errand = $2 and state = 'running'";
    let values = vec![id.0.into(), errand.word().into(), tx.now().0.into()];
    Ok(tx.run(sql, values).await? == 1)
}

/// Writes where to go on; one that was stopped meanwhile stays stopped.
pub(super) async fn advance(
    tx: &mut ShopTx,
    id: StorefrontId,
    errand: Errand,
    fetched: &Fetched,
    rests_until: Instant,
) -> Result<(), RecordsError> {
    let sql = "update storefront_errand
               set place = $3, n_done = n_done + $4, n_changed = n_changed + $5,
                   n_failed = n_failed + $6, n_expected = coalesce($7, n_expected),
                   n_stumbles = 0, problem = null, rests_until = $8, updated_at = $9,
                   state = case when $10 = 1 then 'done' else state end
               where storefront_id = $1 and errand = $2";
    let is_last = fetched.next.is_none();
    let values = vec![
        id.0.into(),
        errand.word().into(),
        fetched.next.clone().unwrap_or_else(|| json!({})).into(),
        fetched.n_done.into(),
        fetched.n_changed.into(),
        fetched.n_failed.into(),
        fetched.n_expected.into(),
        rests_until.0.into(),
        tx.now().0.into(),
        i64::from(is_last).into(),
    ];
    tx.run(sql, values).await?;
    Ok(())
}

/// Writes down what stands in the way; without a moment to try again, it is given up.
pub(super) async fn stumble(
    tx: &mut ShopTx,
    id: StorefrontId,
    errand: Errand,
    problem: &str,
    rests_until: Option<Instant>,
) -> Result<(), RecordsError> {
    let state = if rests_until.is_some() { State::Running } else { State::Failed };
    let sql = "update storefront_errand
               set state = $3, n_stumbles = n_stumbles + 1, problem = $4, rests_until = $5,
                   updated_at = $6
               where storefront_id = $1 and errand = $2 and state = 'running'";
    let values = vec![
        id.0.into(),
        errand.word().into(),
        state.word().into(),
        problem.into(),
        rests_until.map(|at| at.0).into(),
        tx.now().0.into(),
    ];
    tx.run(sql, values).await?;
    Ok(())
}

pub(super) async fn save_day(
    tx: &mut ShopTx,
    id: StorefrontId,
    day: Day,
    theirs: &HashMap<Currency, DayCount>,
    ours: &HashMap<Currency, DayCount>,
) -> Result<(), RecordsError> {
    let sql = "delete from storefront_day where storefront_id = $1 and day = $2";
    tx.run(sql, vec![id.0.into(), day.to_string().into()]).await?;
    let currencies: BTreeSet<&str> =
        theirs.keys().chain(ours.keys()).map(|currency| currency.code()).collect();
    let now = tx.now().0;
    let mut rows = Vec::new();
    for code in currencies {
        let of = |counts: &HashMap<Currency, DayCount>| {
            let found = counts.iter().find(|(currency, _)| currency.code() == code);
            found.map(|(_, count)| *count).unwrap_or_default()
        };
        let (theirs, ours) = (of(theirs), of(ours));
        rows.push(vec![
            id.0.into(),
            day.to_string().into(),
            code.into(),
            theirs.n.into(),
            theirs.sum.into(),
            ours.n.into(),
            ours.sum.into(),
            now.into(),
        ]);
    }
    let columns = &[
        "storefront_id",
        "day",
        "currency",
        "n_theirs",
        "sum_theirs",
        "n_ours",
        "sum_ours",
        "checked_at",
    ];
    tx.insert_many(Insert { table: "storefront_day", columns, conflict: "" }, rows).await?;
    Ok(())
}

#[derive(FromQueryResult)]
struct DayRow {
    day: String,
    currency: String,
    n_theirs: i64,
    sum_theirs: i64,
    n_ours: i64,
    sum_ours: i64,
    checked_at: i64,
}

pub(super) async fn days(
    tx: &mut ShopTx,
    id: StorefrontId,
) -> Result<Vec<DayBeside>, RecordsError> {
    let sql = "select day, currency, n_theirs, sum_theirs, n_ours, sum_ours, checked_at
               from storefront_day where storefront_id = $1
               order by day desc, currency limit 1000";
    let rows: Vec<DayRow> = tx.rows(sql, vec![id.0.into()]).await?;
    let beside = |row: DayRow| {
        let unreadable = || RecordsError::Unreadable(format!("day {}", row.day));
        Ok(DayBeside {
            day: row.day.parse().map_err(|_| unreadable())?,
            currency: row.currency.parse().map_err(|_| unreadable())?,
            n_theirs: row.n_theirs,
            sum_theirs: row.sum_theirs,
            n_ours: row.n_ours,
            sum_ours: row.sum_ours,
            checked_at: Instant(row.checked_at),
        })
    };
    rows.into_iter().map(beside).collect()
}
