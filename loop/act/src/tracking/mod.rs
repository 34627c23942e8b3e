//! Who opens a letter and follows its links, where the person and the law allow to know.
//!
//! Off until the owner says otherwise: in the European Union following a reader needs his yes.
//! Links lead over this program only for people who may be followed, and only to addresses that
//! stood in the letter: each is signed, so nobody can make them lead elsewhere. Machines that
//! look into letters are told from people afterwards, when their haste shows.
//!
//! Start reading at [`note`], then `judge.rs`.

pub mod api;
mod judge;
mod links;
mod mark;
mod rows;

use std::collections::HashSet;

use collect::consent::{self, Channel, Purpose, State};
use collect::shop::{self, Shop};
use collect::work::{Doing, Kind};
use domain::{CustomerId, Instant, MessageId};
use records::jobs::{self, Claimed, NewJob};
use records::{Actor, Happening, RecordsError, ShopTx, happenings};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

pub use judge::is_machine;
pub use links::follow;
pub use mark::Mark;
pub use rows::{Followed, Readings, followed, readings};

/// The word under which jobs of judging are kept.
const KIND: &str = "reading_judging";

/// How long after a visit it is judged, in microseconds: by then a machine has shown its haste.
const JUDGED_AFTER: i64 = 60_000_000;

const SETTING: &str = "tracking";

/// Whose reading may be followed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Follows {
    /// Nobody's.
    #[default]
    Nobody,
    /// Of those who said yes to it, as the law of the European Union asks.
    Agreed,
    /// Everybody's who has not said no.
    Everybody,
}

/// What the shop says about following its readers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = TrackingSettings)]
pub struct Settings {
    /// Whose reading may be followed.
    pub follows: Follows,
    /// Whether the owner was asked and answered.
    pub answered: bool,
}

/// What the shop says about following its readers.
pub async fn settings(tx: &mut ShopTx) -> Result<Settings, RecordsError> {
    Ok(shop::setting(tx, SETTING).await?.unwrap_or_default())
}

/// Remembers what the owner answered.
pub async fn save_settings(tx: &mut ShopTx, follows: Follows) -> Result<Settings, RecordsError> {
    let settings = Settings { follows, answered: true };
    shop::save_setting(tx, SETTING, &settings).await?;
    Ok(settings)
}

/// Those of these people whose reading of letters may be followed.
pub async fn followable(
    tx: &mut ShopTx,
    people: &[CustomerId],
) -> Result<HashSet<CustomerId>, RecordsError> {
    let follows = settings(tx).await?.follows;
    if follows == Follows::Nobody {
        return Ok(HashSet::new());
    }
    let said = consent::states_of(tx, people, Purpose::Tracking, Channel::Email).await?;
    let may = |person: &&CustomerId| match said.get(person) {
        Some(State::Granted) => true,
        Some(State::Denied) => false,
        None => follows == Follows::Everybody,
    };
    Ok(people.iter().filter(may).copied().collect())
}

/// Writes down that a link of a letter was visited, or its picture fetched; it is judged later.
pub async fn note(tx: &mut ShopTx, mark: &Mark) -> Result<(), RecordsError> {
    if !rows::visit(tx, mark).await? {
        return Ok(());
    }
    let run_at = Instant(tx.now().0 + JUDGED_AFTER);
    let payload = json!({ "message": mark.message });
    let job = NewJob { kind: KIND, key: mark.message.to_string(), payload, run_at };
    jobs::enqueue(tx, job).await
}

/// The kind of work that tells people from machines.
pub fn kind_of_work() -> Kind {
    fn run(shop: Shop, job: Claimed) -> Doing {
        Box::pin(async move {
            let id = job.payload.get("message").and_then(|id| id.as_str()?.parse().ok());
            let id: MessageId = id.ok_or_else(|| "the job names no message".to_owned())?;
            let mut tx = shop.write(Actor::System).await.map_err(|error| error.to_string())?;
            judge(&mut tx, id).await.map_err(|error| error.to_string())?;
            tx.commit().await.map_err(|error| error.to_string())
        })
    }
    Kind { name: KIND, run }
}

/// Tells the visits of people from those of machines, and puts the former on the timeline.
async fn judge(tx: &mut ShopTx, message: MessageId) -> Result<(), RecordsError> {
    let Some(letter) = rows::letter(tx, message).await? else { return Ok(()) };
    let visits = rows::visits(tx, message).await?;
    let verdicts = judge::by_people(letter.handed_at, &visits);
    for (visit, by_person) in visits.iter().zip(verdicts) {
        rows::judge(tx, message, (visit.link, by_person)).await?;
        if by_person && visit.link != mark::TRAP {
            happenings::note(tx, told(&letter, message, visit)).await?;
        }
    }
    Ok(())
}

fn told(letter: &rows::Letter, message: MessageId, visit: &judge::Visit) -> Happening {
    let (kind, what) = match visit.link {
        mark::PICTURE => ("message_opened", "opened".to_owned()),
        link => ("message_clicked", format!("clicked:{link}")),
    };
    Happening {
        customer: letter.customer.map(|customer| customer.0),
        at: visit.by_person_at(),
        kind,
        source: "tracking".to_owned(),
        key: format!("{message}:{what}"),
        payload: json!({ "message": message, "campaign": letter.campaign, "url": visit.url }),
    }
}

#[cfg(test)]
mod tests;
