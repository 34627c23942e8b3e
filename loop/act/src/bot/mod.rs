//! The shop's Telegram bot, as far as it listens: who starts it agrees, who stops it says no.
//!
//! A bot can write only to those who have started it. The link that starts it is in the shop's
//! letters and names the person, signed by the shop, so that the chat and the customer become one.
//! Telegram is asked for news instead of calling us: a shop at home has no public address.
//!
//! What the bot answers here is an answer to what the person wrote just now, as the page after a
//! click is; everything else goes through `contact`. Start reading at [`hear`].

mod invitation;
mod words;

use collect::consent::{self, Channel, Purpose};
use collect::customers::{self, Identity};
use collect::shop::{self, Language, Shop};
use collect::work::{Doing, Kind};
use domain::{CustomerId, Instant};
use records::jobs::{self, Claimed, NewJob};
use records::{Actor, RecordsError, ShopTx};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::channels::{self, Deed, Note, Outfit, Parcel, TextKind, Update, Way};
use crate::contact;
use crate::unsubscribe;

/// The word under which the listening is kept.
const KIND: &str = "telegram_listening";

const SETTING: &str = "telegram_heard";

/// How far Telegram has been heard.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Heard {
    /// The number of the next thing it has to tell.
    next: i64,
}

/// How long to wait before asking for news again, in microseconds.
const PAUSE: i64 = 20_000_000;

/// The same after a question that was not answered.
const LONG_PAUSE: i64 = 120_000_000;

/// What somebody hears from the bot after he wrote to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Answer {
    /// He will be written to now.
    Welcome,
    /// He will not be written to any more.
    Stopped,
    /// The bot does not know who he is.
    WhoAreYou,
}

/// This room's way of doing the work kept under `telegram_listening`.
pub fn kind_of_work() -> Kind {
    fn run(shop: Shop, _: Claimed) -> Doing {
        Box::pin(async move { listen(&shop).await.map_err(|error| error.to_string()) })
    }
    Kind { name: KIND, run }
}

/// Begins to listen; goes on by itself for as long as the shop has a bot.
pub async fn listen_from_now(tx: &mut ShopTx) -> Result<(), RecordsError> {
    let now = tx.now();
    listen_later(tx, now).await
}

async fn listen_later(tx: &mut ShopTx, run_at: Instant) -> Result<(), RecordsError> {
    let key = Channel::Telegram.word().to_owned();
    jobs::enqueue(tx, NewJob { kind: KIND, key, payload: json!({}), run_at }).await
}

/// The link by which a customer starts the bot; none while the shop has no bot.
pub async fn link(
    tx: &mut ShopTx,
) -> Result<Option<impl Fn(CustomerId) -> String + use<>>, RecordsError> {
    let settings = channels::telegram(tx).await?;
    let (Some(bot), TextKind::Live) = (settings.bot, settings.kind) else { return Ok(None) };
    let secret = unsubscribe::secret(tx).await?;
    Ok(Some(move |customer| {
        format!("https://t.me/{bot}?start={}", invitation::sign(&secret, customer))
    }))
}

/// Asks for news once, hears them, and keeps the next question for later.
async fn listen(shop: &Shop) -> Result<(), RecordsError> {
    let mut tx = shop.read().await?;
    let settings = channels::telegram(&mut tx).await?;
    let heard = shop::setting::<Heard>(&mut tx, SETTING).await?.unwrap_or_default();
    drop(tx);
    if settings.kind != TextKind::Live {
        return Ok(());
    }
    let outfit = Outfit::of(shop, &Way::Telegram(settings)).await?;
    let Way::Telegram(settings) = outfit.way() else { return Ok(()) };
    let told = channels::updates(settings, heard.next).await;
    let mut tx = shop.write(Actor::Customer).await?;
    let (updates, pause) = match told {
        // There may be more than one answer holds.
        Ok(updates) if !updates.is_empty() => (updates, 0),
        Ok(none) => (none, PAUSE),
        Err(why) => {
            tracing::warn!(why, "the bot could not ask for news");
            (Vec::new(), LONG_PAUSE)
        }
    };
    let mut answers = Vec::new();
    for update in &updates {
        if let Some(answer) = hear(&mut tx, update).await? {
            answers.push(note(&mut tx, update, answer).await?);
        }
    }
    if let Some(newest) = updates.iter().map(|update| update.number).max() {
        shop::save_setting(&mut tx, SETTING, &Heard { next: newest + 1 }).await?;
    }
    let run_at = Instant(tx.now().0 + pause);
    listen_later(&mut tx, run_at).await?;
    tx.commit().await?;
    let mut courier = outfit.courier();
    for answer in &answers {
        // An answer that is lost changes nothing of what was heard.
        courier.hand_over(answer).await;
    }
    Ok(())
}

/// Hears what somebody did to the bot, and says what he is answered.
async fn hear(tx: &mut ShopTx, update: &Update) -> Result<Option<Answer>, RecordsError> {
    let chat = Identity { kind: Channel::Telegram.word().to_owned(), value: update.chat.clone() };
    match &update.did {
        Deed::Start(token) => {
            let secret = unsubscribe::secret(tx).await?;
            let Some(customer) = invitation::read(&secret, token) else {
                return Ok(Some(Answer::WhoAreYou));
            };
            start(tx, customer, &chat).await.map(Some)
        }
        Deed::Stop => stop(tx, &chat).await.map(|()| Some(Answer::Stopped)),
        // Who has closed the chat cannot be answered.
        Deed::Block => stop(tx, &chat).await.map(|()| None),
        Deed::Nothing => Ok(None),
    }
}

async fn start(
    tx: &mut ShopTx,
    customer: CustomerId,
    chat: &Identity,
) -> Result<Answer, RecordsError> {
    let is_known = customers::find(tx, customer).await?.is_some();
    if !is_known || !customers::name(tx, customer, chat, &chat.kind).await? {
        return Ok(Answer::WhoAreYou);
    }
    let what = (Purpose::Marketing, Channel::Telegram);
    consent::agree(tx, customer, what, (&chat.kind, "/start")).await?;
    // Who had blocked the bot and starts it again can be reached again.
    contact::forgive(tx, (Channel::Telegram, &chat.value)).await?;
    Ok(Answer::Welcome)
}

async fn stop(tx: &mut ShopTx, chat: &Identity) -> Result<(), RecordsError> {
    let Some(known) = customers::called(tx, chat).await? else { return Ok(()) };
    let what = (Purpose::Marketing, Channel::Telegram);
    consent::withdraw(tx, known.id, what, &chat.kind).await
}

async fn note(tx: &mut ShopTx, update: &Update, answer: Answer) -> Result<Parcel, RecordsError> {
    let settings = shop::settings(tx).await?;
    let own = update.language.as_deref().and_then(Language::of_code);
    let name = settings.name.as_deref().unwrap_or("Regulars");
    Ok(Parcel::Note(Note {
        id: tx.new_id(),
        to: update.chat.clone(),
        reaches: Channel::Telegram,
        text: words::of(answer, own.unwrap_or(settings.language), name),
        unsubscribe_url: None,
        at: tx.now(),
    }))
}

#[cfg(test)]
mod tests;
