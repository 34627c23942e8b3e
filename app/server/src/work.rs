//! What happens later, while the server runs: due jobs, the settling of facts, the keeping of
//! segments, the moving of people through journeys.

use std::sync::Arc;
use std::time::Duration;

use collect::shop::Shop;
use collect::{backups, settling, work};
use know::segments::keeping::Keeper;
use tokio::sync::{Notify, watch};
use tokio::task::JoinHandle;

/// How long to rest when nothing was due; a missed signal costs this much, never correctness.
const REST: Duration = Duration::from_millis(500);

/// How long to rest before it is looked again whether anything has changed for the segments.
const LOOK: Duration = Duration::from_millis(250);

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
    // Whoever moves in a journey may have come to a letter: its sending is not to wait for a rest.
    let moved = Arc::new(Notify::new());
    let loops = vec![
        tokio::spawn(do_jobs(shop.clone(), stopped.clone(), moved.clone())),
        tokio::spawn(settle_from_time_to_time(shop.clone(), stopped.clone())),
        tokio::spawn(keep_segments(shop.clone(), stopped.clone())),
        tokio::spawn(move_journeys(shop.clone(), stopped.clone(), moved)),
        tokio::spawn(make_backups(shop, stopped)),
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
    [collect::kinds_of_work(), act::kinds_of_work()].concat()
}

async fn do_jobs(shop: Shop, mut stopped: watch::Receiver<bool>, moved: Arc<Notify>) {
    let kinds = kinds();
    while !*stopped.borrow() {
        match work::do_next(&shop, &kinds).await {
            Ok(true) => continue,
            Ok(false) => {}
            Err(error) => tracing::error!(%error, "jobs cannot be claimed"),
        }
        tokio::select! {
            () = rest(&mut stopped, REST) => {}
            () = moved.notified() => {}
        }
    }
}

async fn settle_from_time_to_time(shop: Shop, mut stopped: watch::Receiver<bool>) {
    while !*stopped.borrow() {
        if let Err(error) = settling::settle(&shop).await {
            tracing::error!(%error, "facts cannot be settled");
        }
        for _ in 0..RESTS_BETWEEN_SETTLINGS {
            rest(&mut stopped, REST).await;
        }
    }
}

/// Who comes into a segment is seen in it within a second, as long as the shop is not so large
/// that finding out takes longer; then three quarters of the time are left to others.
async fn keep_segments(shop: Shop, mut stopped: watch::Receiver<bool>) {
    let mut keeper = Keeper::default();
    while !*stopped.borrow() {
        let began = tokio::time::Instant::now();
        if let Err(error) = keeper.keep_up(&shop).await {
            tracing::error!(%error, "segments cannot be kept");
        }
        rest(&mut stopped, LOOK.max(3 * began.elapsed())).await;
    }
}

/// Who does what a journey listens for is moved within a blink; a rest is taken when nobody moves.
async fn move_journeys(shop: Shop, mut stopped: watch::Receiver<bool>, moved: Arc<Notify>) {
    while !*stopped.borrow() {
        match act::journeys::keep_moving(&shop).await {
            Ok(n_rounds) if n_rounds > 0 => {
                moved.notify_one();
                continue;
            }
            Ok(_) => {}
            Err(error) => tracing::error!(%error, "journeys cannot be moved"),
        }
        rest(&mut stopped, LOOK).await;
    }
}

/// How long to rest before it is looked again whether a backup is due.
const BACKUP_LOOK: Duration = Duration::from_secs(20);

/// A backup takes minutes in a large shop, so it is no job among others: they would wait for it.
async fn make_backups(shop: Shop, mut stopped: watch::Receiver<bool>) {
    while !*stopped.borrow() {
        // Whoever is told to stop does not wait for it: what is not whole leaves nothing behind.
        let made = tokio::select! {
            made = backups::make_due(&shop) => made,
            _ = stopped.changed() => return,
        };
        if let Err(error) = made {
            tracing::error!(%error, "a backup could not be made");
        }
        rest(&mut stopped, BACKUP_LOOK).await;
    }
}

async fn rest(stopped: &mut watch::Receiver<bool>, how_long: Duration) {
    if *stopped.borrow() {
        return;
    }
    let _ = tokio::time::timeout(how_long, stopped.changed()).await;
}
