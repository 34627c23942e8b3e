//! The making of calls: some at a time, and what became of each.

use collect::shop::Shop;
use collect::work::Doing;
use domain::Instant;
use records::jobs::Claimed;
use records::{Actor, Happening, RecordsError, ShopTx, happenings};
use serde_json::json;
use url::Url;

use super::rows::{self, Call};
use super::{FAILED, State, TAKEN, call_later};
use crate::channels::{self, HandedOver, Outfit, Refusal, TextKind, Way};
use crate::outbox::{self, Fate, Standing};
use crate::reasons::Reason;

/// Calls made at once; all of them end before another worker would take the job for left behind.
const AT_ONCE: u32 = 8;

/// The longest one slice of calling lasts, in microseconds.
const SLICE: i64 = 5_000_000;

/// The longest answer that is written down, in letters.
const ANSWER_MAX: usize = 300;

pub(super) fn run(shop: Shop, _job: Claimed) -> Doing {
    Box::pin(async move { slice(&shop).await.map_err(|error| error.to_string()) })
}

async fn slice(shop: &Shop) -> Result<(), RecordsError> {
    let ends = Instant(shop.read().await?.now().0 + SLICE);
    loop {
        let mut tx = shop.read().await?;
        let due = rows::due(&mut tx, AT_ONCE).await?;
        let settings = channels::webhook(&mut tx).await?;
        drop(tx);
        let outfit = Outfit::of(shop, &Way::Webhook(settings)).await?;
        let answers = make(due, &outfit).await;
        let is_over = answers.is_empty();
        let mut tx = shop.write(Actor::System).await?;
        for (call, handed) in answers {
            let fate = outbox::fate_of(handed, call.attempts + 1, tx.now(), call.deadline_at);
            settle(&mut tx, &call, fate).await?;
        }
        if is_over || tx.now() > ends {
            if let Some(next) = rows::next_due_at(&mut tx).await? {
                let now = tx.now();
                call_later(&mut tx, next.max(now)).await?;
            }
            return tx.commit().await;
        }
        tx.commit().await?;
    }
}

/// Makes some calls, all at once.
async fn make(due: Vec<Call>, outfit: &Outfit) -> Vec<(Call, HandedOver)> {
    let mut on_the_way = tokio::task::JoinSet::new();
    for call in due {
        let outfit = outfit.clone();
        on_the_way.spawn(async move {
            let handed = hand_over(&outfit, &call).await;
            (call, handed)
        });
    }
    on_the_way.join_all().await
}

/// Makes a call; a shop that only tries things out finds it as a file in its folder.
async fn hand_over(outfit: &Outfit, call: &Call) -> HandedOver {
    let Way::Webhook(settings) = outfit.way() else {
        return HandedOver::Unreachable { why: "calls go the way of the webhook".to_owned() };
    };
    if settings.kind == TextKind::Folder {
        return outfit.put(&format!("{}.json", call.name()), &call.body).await;
    }
    let told = channels::signed(settings, &call.url, (&call.name(), call.at), call.body.clone());
    let handed = match told {
        Ok(call) => channels::told_of_call(call.make().await),
        Err(problem) => HandedOver::Unreachable { why: problem.to_string() },
    };
    match handed {
        // Each address is somebody else's: whoever cannot be reached is not waited for for ever.
        HandedOver::Unreachable { why } => {
            HandedOver::Refused(Refusal { answer: why, ..Refusal::default() })
        }
        other => other,
    }
}

/// A call that is not made any more.
pub(super) fn given_up(why: &str) -> Fate {
    Fate::unwritten(Reason::Interrupted, why.to_owned())
}

/// Writes down what became of a call, for the journey, the timeline and whoever waits for it.
pub(super) async fn settle(tx: &mut ShopTx, call: &Call, fate: Fate) -> Result<(), RecordsError> {
    let answer: String = fate.answer.chars().take(ANSWER_MAX).collect();
    let (state, kind) = match fate.standing {
        Standing::Sent => (State::Taken, TAKEN),
        Standing::Due | Standing::Handing => {
            return rows::try_again(tx, call, (fate.due_at, &answer)).await;
        }
        Standing::Failed | Standing::Uncertain => (State::Failed, FAILED),
    };
    if !rows::settle(tx, call, (state, &answer)).await? {
        return Ok(());
    }
    let host = Url::parse(&call.url).ok().and_then(|url| url.host_str().map(str::to_owned));
    let news = Happening {
        customer: Some(call.customer.0),
        at: tx.now(),
        kind,
        source: "journeys".to_owned(),
        key: format!("{}:{kind}", call.name()),
        payload: json!({
            "journey": call.journey,
            "passage": call.passage,
            "step": call.step,
            "host": host,
            "answer": answer,
        }),
    };
    happenings::note(tx, news).await.map(|_| ())
}
