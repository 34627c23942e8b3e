//! Errands that go on by themselves, and what is done every night: a check of the last days, or
//! with Stripe all of it once more.

use domain::{Instant, StorefrontId};
use records::jobs::{self, Claimed, NewJob};
use records::{Actor, RecordsError, ShopTx};
use serde_json::json;

use super::{Errand, NotBegun, State, begin, rows, step, usual_days};
use crate::shop::Shop;
use crate::{storefronts, work};

const STEP: &str = "storefront_errand";
const NIGHTLY: &str = "storefront_nightly";

/// Has the next step of an errand done at a moment.
pub(super) async fn step_at(
    tx: &mut ShopTx,
    id: StorefrontId,
    errand: Errand,
    run_at: Instant,
) -> Result<(), RecordsError> {
    let job = NewJob {
        kind: STEP,
        key: format!("{id}:{}", errand.word()),
        payload: json!({ "storefront": id, "errand": errand }),
        run_at,
    };
    jobs::enqueue(tx, job).await
}

/// Has the last days checked at a moment, and every night after it.
pub(super) async fn check_nightly(
    tx: &mut ShopTx,
    id: StorefrontId,
    run_at: Instant,
) -> Result<(), RecordsError> {
    let payload = json!({ "storefront": id });
    jobs::enqueue(tx, NewJob { kind: NIGHTLY, key: id.to_string(), payload, run_at }).await
}

/// The kinds of work of errands.
pub(in crate::storefronts) fn kinds() -> Vec<work::Kind> {
    vec![
        work::Kind {
            name: STEP,
            run: |shop, job| Box::pin(async move { run_step(&shop, &job).await }),
        },
        work::Kind {
            name: NIGHTLY,
            run: |shop, job| Box::pin(async move { run_nightly(&shop, &job).await }),
        },
    ]
}

fn storefront_of(job: &Claimed) -> Option<StorefrontId> {
    job.payload["storefront"].as_str().and_then(|id| id.parse().ok())
}

async fn run_step(shop: &Shop, job: &Claimed) -> Result<(), String> {
    let errand = job.payload["errand"].as_str().and_then(Errand::named);
    let (Some(id), Some(errand)) = (storefront_of(job), errand) else { return Ok(()) };
    step(shop, id, errand).await.map(|_| ()).map_err(|error| error.to_string())
}

async fn run_nightly(shop: &Shop, job: &Claimed) -> Result<(), String> {
    let Some(id) = storefront_of(job) else { return Ok(()) };
    begin_nightly(shop, id).await.map_err(|error| error.to_string())
}

async fn begin_nightly(shop: &Shop, id: StorefrontId) -> Result<(), RecordsError> {
    let mut tx = shop.write(Actor::System).await?;
    let found = storefronts::find(&mut tx, id).await?;
    let begun = match found.is_some_and(|one| one.kind.is_listed_nightly()) {
        true => list_again(&mut tx, id).await,
        false => check_usual(&mut tx, id).await,
    };
    match begun {
        Err(NotBegun::Records(error)) => return Err(error),
        // Nobody to be asked: it is tried again when a fill has shown that there is.
        Err(NotBegun::Nobody | NotBegun::NoKey | NotBegun::LetGo) => return Ok(()),
        Ok(()) | Err(NotBegun::Running | NotBegun::BadDays) => {}
    }
    let tomorrow = tx.now().plus_days(1);
    check_nightly(&mut tx, id, tomorrow).await?;
    tx.commit().await
}

/// Checks the days that are checked every night.
pub(super) async fn check_usual(tx: &mut ShopTx, id: StorefrontId) -> Result<(), NotBegun> {
    let days = usual_days(tx).await?;
    begin(tx, id, Errand::Check, Some(days)).await
}

/// Fetches everything once more, unless somebody has stopped that.
async fn list_again(tx: &mut ShopTx, id: StorefrontId) -> Result<(), NotBegun> {
    match rows::find(tx, id, Errand::Fill).await? {
        Some(run) if run.state == State::Stopped => Ok(()),
        _ => begin(tx, id, Errand::Fill, None).await,
    }
}
