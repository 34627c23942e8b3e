//! Understanding what was delivered: each delivery in a transaction of its own.

use domain::StorefrontId;
use records::jobs::Claimed;
use records::{Actor, RecordsError, ShopTx};

use super::{Fate, WORK, rows, work_soon};
use crate::privacy::guard;
use crate::shop::Shop;
use crate::storefronts::writing::{self, Verdict};
use crate::storefronts::{self, State, Storefront, accent, telling};
use crate::work;

/// The kinds of work of deliveries.
pub(in crate::storefronts) fn kinds() -> Vec<work::Kind> {
    vec![work::Kind {
        name: WORK,
        run: |shop, job| Box::pin(async move { run(&shop, &job).await }),
    }]
}

async fn run(shop: &Shop, job: &Claimed) -> Result<(), String> {
    let id = job.payload["storefront"].as_str().and_then(|id| id.parse().ok());
    let Some(id) = id else { return Ok(()) };
    work(shop, id).await.map(|_| ()).map_err(|error| error.to_string())
}

/// Deliveries understood in one go; others who have work waiting come between.
const AT_ONCE: usize = 200;

/// Days that a body is kept after it was understood.
const BODY_DAYS: i64 = 30;

/// Understands what waits, the oldest first; answers how many deliveries that were.
pub async fn work(shop: &Shop, id: StorefrontId) -> Result<usize, RecordsError> {
    let mut n_done = 0;
    while n_done < AT_ONCE {
        let mut tx = shop.write(Actor::System).await?;
        let storefront = storefronts::rows::find(&mut tx, id).await?;
        let Some(storefront) = storefront.filter(|it| it.state != State::Paused) else { break };
        let Some(next) = rows::next_waiting(&mut tx, id).await? else {
            let before = tx.now().plus_days(-BODY_DAYS);
            rows::forget_bodies(&mut tx, id, before).await?;
            tx.commit().await?;
            break;
        };
        let (delivery, own) = (next.id, next.clone());
        match understand(&mut tx, &storefront, next).await {
            Ok(()) => tx.commit().await?,
            Err(error) => {
                drop(tx);
                // Where the records still take this word, the fault lies in the delivery, and the
                // others shall not wait for it.
                let mut tx = shop.write(Actor::System).await?;
                let about = own.about();
                rows::conclude(&mut tx, delivery, (Fate::Failed, Some("not_written")), about)
                    .await?;
                tx.commit().await?;
                tracing::warn!(%delivery, %error, "a delivery could not be written down");
            }
        }
        n_done += 1;
    }
    if n_done == AT_ONCE {
        let mut tx = shop.write(Actor::System).await?;
        work_soon(&mut tx, id).await?;
        tx.commit().await?;
    }
    Ok(n_done)
}

async fn understand(
    tx: &mut ShopTx,
    storefront: &Storefront,
    delivery: rows::Waiting,
) -> Result<(), RecordsError> {
    let accent = accent(tx, storefront).await?;
    let about = delivery.about();
    let told = match telling::read(accent, &delivery.topic, &delivery.body) {
        Ok(told) => told,
        Err(misread) => {
            let reason = misread.to_string();
            return rows::conclude(tx, delivery.id, (Fate::Failed, Some(&reason)), about).await;
        }
    };
    let place = (delivery.told_at, delivery.id);
    let (fate, reason) = match writing::write(tx, storefront, told, place).await? {
        Verdict::Taken => (Fate::Taken, None),
        Verdict::Known => (Fate::Known, None),
        Verdict::Older => (Fate::Older, None),
        Verdict::Passed(because) => (Fate::Passed, Some(because)),
    };
    if reason == Some(guard::REASON) {
        rows::forget_body(tx, delivery.id).await?;
        return rows::conclude(tx, delivery.id, (fate, reason), None).await;
    }
    rows::conclude(tx, delivery.id, (fate, reason), about).await
}
