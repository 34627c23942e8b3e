//! What happens later: due jobs and the settling of facts, while the server runs.

use std::time::Duration;

use collect::shop::Shop;
use collect::{settling, work};
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// How long to rest when nothing was due; a missed signal costs this much, never correctness.
const REST: Duration = Duration::from_millis(500);

/// Rests between settlings, so that a stream of orders is settled in batches.
const RESTS_BETWEEN_SETTLINGS: u32 = 20;

/// The work that goes on beside the answers.
pub(crate) struct Work {
    stop: watch::Sender<bool>,
    loops: Vec<JoinHandle<()>>,
}

/// Starts the work of a shop.
pub(crate) fn start(shop: Shop) -> Work {
    let (stop, stopped) = watch::channel(false);
    let loops = vec![
        tokio::spawn(do_jobs(shop.clone(), stopped.clone())),
        tokio::spawn(settle_from_time_to_time(shop, stopped)),
    ];
    Work { stop, loops }
}

impl Work {
    /// Lets what is under way come to its end and stops.
    pub(crate) async fn stop(self) {
        // The loops may have ended already; then nobody listens.
        let _ = self.stop.send(true);
        for one in self.loops {
            let _ = one.await;
        }
    }
}

fn kinds() -> Vec<work::Kind> {
    [collect::imports::kinds_of_work(), act::kinds_of_work()].concat()
}

async fn do_jobs(shop: Shop, mut stopped: watch::Receiver<bool>) {
    let kinds = kinds();
    while !*stopped.borrow() {
        match work::do_next(&shop, &kinds).await {
            Ok(true) => continue,
            Ok(false) => {}
            Err(error) => tracing::error!(%error, "jobs cannot be claimed"),
        }
        rest(&mut stopped).await;
    }
}

async fn settle_from_time_to_time(shop: Shop, mut stopped: watch::Receiver<bool>) {
    while !*stopped.borrow() {
        if let Err(error) = settling::settle(&shop).await {
            tracing::error!(%error, "facts cannot be settled");
        }
        for _ in 0..RESTS_BETWEEN_SETTLINGS {
            rest(&mut stopped).await;
        }
    }
}

async fn rest(stopped: &mut watch::Receiver<bool>) {
    if *stopped.borrow() {
        return;
    }
    let _ = tokio::time::timeout(REST, stopped.changed()).await;
}
