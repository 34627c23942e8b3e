//! `/metrics`: what whoever watches the program is told, in the text format of Prometheus.
//!
//! Nothing here is about anybody: labels are short fixed lists. It is read by a key, by somebody of
//! the staff, or from this machine itself with nothing between.

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use collect::backups::{self, State as BackupState};
use collect::problems::of_records;
use collect::shop::Shop;
use collect::{events, settling, work};
use records::{RecordsError, jobs};
use tokio::time::Instant;
use wire::Problem;
use wire::meters::{Counter, Meter, Timer, gauge};

static REQUESTS: Counter<5> = Counter::new(
    "regulars_requests_total",
    "Requests, by the kind of their answer.",
    "status",
    ["1xx", "2xx", "3xx", "4xx", "5xx"],
);
static API_TIME: Timer =
    Timer::new("regulars_api_request_seconds", "How long requests of the page and the API took.");
static INGEST_TIME: Timer =
    Timer::new("regulars_ingest_request_seconds", "How long it took to hear what was told.");
static PUBLIC_TIME: Timer =
    Timer::new("regulars_public_request_seconds", "How long public pages and links took.");

/// Every meter of the program.
fn meters() -> [&'static dyn Meter; 9] {
    [
        &REQUESTS,
        &API_TIME,
        &INGEST_TIME,
        &PUBLIC_TIME,
        &events::EVENTS,
        &work::JOBS,
        &work::JOB_TIME,
        &settling::SETTLING_TIME,
        &act::outbox::MESSAGES,
    ]
}

pub(crate) fn router() -> Router<Shop> {
    Router::new().route("/metrics", get(tell))
}

/// Counts a request and how long it took.
pub(crate) async fn count(request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let is_of = |beginnings: &[&str]| beginnings.iter().any(|begins| path.starts_with(begins));
    let timers: [(&[&str], &Timer); 3] = [
        (&["/v1/", "/hooks/"], &INGEST_TIME),
        (&["/api/"], &API_TIME),
        (&["/p/", "/c/", "/o/"], &PUBLIC_TIME),
    ];
    let timer = timers.iter().find(|(beginnings, _)| is_of(beginnings)).map(|(_, timer)| *timer);
    let began = Instant::now();
    let response = next.run(request).await;
    if let Some(timer) = timer {
        timer.took(began.elapsed());
    }
    let kinds = ["1xx", "2xx", "3xx", "4xx", "5xx"];
    let kind = usize::from(response.status().as_u16() / 100).saturating_sub(1);
    REQUESTS.add(kinds.get(kind).copied().unwrap_or("5xx"), 1);
    response
}

async fn tell(State(shop): State<Shop>) -> Result<Response, Problem> {
    let mut text = String::with_capacity(8_192);
    for meter in meters() {
        meter.tell(&mut text);
    }
    tell_of_rows(&shop, &mut text).await.map_err(of_records)?;
    let kind = "text/plain; version=0.0.4; charset=utf-8";
    Ok((StatusCode::OK, [(header::CONTENT_TYPE, kind)], text).into_response())
}

/// What stands in rows: work that waits, what is not settled, how old the newest backup is.
async fn tell_of_rows(shop: &Shop, text: &mut String) -> Result<(), RecordsError> {
    let mut tx = shop.read().await?;
    let mut work = ["due", "running", "set_aside"].map(|state| (format!("state=\"{state}\""), 0.0));
    for one in jobs::standing(&mut tx).await? {
        let labels = format!("state=\"{}\"", one.state);
        if let Some((_, n)) = work.iter_mut().find(|(known, _)| *known == labels) {
            *n += one.n as f64;
        }
    }
    gauge(text, ("regulars_jobs", "Work kept for later, by how it stands."), &work);
    let n_unsettled = settling::n_dirty(&mut tx).await? as f64;
    let name = ("regulars_unsettled_customers", "Customers whose columns are behind their rows.");
    gauge(text, name, &[(String::new(), n_unsettled)]);
    let kept = backups::list(&mut tx, 50).await?;
    let newest = kept.iter().find(|one| one.state == BackupState::Kept);
    let seconds = newest.map(|one| (String::new(), one.began_at.0 as f64 / 1e6));
    let name = ("regulars_backup_timestamp_seconds", "The moment that the newest backup holds.");
    gauge(text, name, &seconds.into_iter().collect::<Vec<_>>());
    let bytes = newest.and_then(|one| Some((String::new(), one.n_bytes? as f64)));
    let name = ("regulars_backup_bytes", "How large the newest backup is.");
    gauge(text, name, &bytes.into_iter().collect::<Vec<_>>());
    let failed = kept.first().is_some_and(|one| one.state == BackupState::Failed);
    let name = ("regulars_backup_failed", "1 when the last backup could not be made.");
    gauge(text, name, &[(String::new(), f64::from(u8::from(failed)))]);
    Ok(())
}
