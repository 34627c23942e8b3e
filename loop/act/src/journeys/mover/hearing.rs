//! What happened, told to those whom it concerns.

use std::collections::{BTreeSet, HashMap, HashSet};

use domain::{CustomerId, Instant};
use records::happenings::Noted;
use records::{RecordsError, ShopTx};
use uuid::Uuid;

use super::STALE;
use super::arriving::Arrival;
use super::stepping::Mover;
use crate::journeys::calls;
use crate::journeys::inside::{self, Traveller};
use crate::journeys::journey::{Journey, State};
use crate::journeys::plan::{By, Named, Per};
use crate::journeys::rows;
use crate::journeys::walk::Occasion;
use crate::tasks;

/// Those inside of whom something is told in one round.
pub(super) type Inside = HashMap<CustomerId, Vec<Traveller>>;

/// Everything that somebody on the way may do and that moves him, by whichever version he goes.
pub(super) async fn deeds_of(
    tx: &mut ShopTx,
    journey: &Journey,
) -> Result<HashSet<String>, RecordsError> {
    let mut heard: HashSet<String> = journey.plan.deeds().map(str::to_owned).collect();
    for version in inside::versions(tx, journey.id).await? {
        if version != journey.version {
            let plan = rows::version(tx, journey.id, version).await?;
            heard.extend(plan.deeds().map(str::to_owned));
        }
    }
    Ok(heard)
}

/// What a happening says that somebody did: its kind, or the shop's own name of an event.
pub(super) fn deed_of(noted: &Noted) -> &str {
    match noted.kind.as_str() {
        "event_heard" => noted.payload.get("name").and_then(|name| name.as_str()).unwrap_or(""),
        kind => kind,
    }
}

/// How that ended, well or not, for which somebody stands at his step; nothing where a happening
/// tells of something else.
fn answer_to(traveller: &Traveller, noted: &Noted) -> Option<bool> {
    let well = match noted.kind.as_str() {
        tasks::DONE | calls::TAKEN => true,
        tasks::DROPPED | calls::FAILED => false,
        _ => return None,
    };
    let told = |word: &str| noted.payload.get(word).and_then(|told| told.as_str());
    let passage = told("passage").and_then(|passage| passage.parse::<Uuid>().ok());
    let is_his = passage == Some(traveller.id) && told("step") == Some(traveller.step.as_str());
    is_his.then_some(well)
}

/// Whether a happening is one that brings people in, and fresh enough.
pub(super) fn brings_in(journey: &Journey, noted: &Noted, now: Instant) -> bool {
    let matches = match &journey.plan.enter.by {
        By::Deed(deed) => deed_of(noted) == deed,
        By::Segment(Named { name, .. }) => {
            noted.kind == "segment_entered"
                && noted.payload.get("segment").and_then(|it| it.as_str()) == Some(name)
        }
        By::Date { .. } | By::Day { .. } => false,
    };
    let started_at = journey.started_at.unwrap_or(now);
    matches && noted.at >= started_at.0 && noted.at >= now.0 - STALE
}

impl Mover {
    /// Hears what happened, and moves the bookmark behind it.
    pub(super) async fn hear(
        &mut self,
        tx: &mut ShopTx,
        news: &[Noted],
    ) -> Result<(), RecordsError> {
        let heard_until = news.last().map_or(self.journey.heard_until, |noted| noted.seq);
        let mut inside = self.inside_of(tx, news).await?;
        for noted in news {
            let Some(customer) = noted.customer_id.map(CustomerId) else { continue };
            if let Some(theirs) = inside.get_mut(&customer) {
                self.tell(tx, theirs, noted).await?;
            }
            if self.journey.state == State::On && brings_in(&self.journey, noted, tx.now()) {
                let arrival = self.arrival_of(noted);
                if let Some(new) = self.let_in(tx, customer, arrival).await? {
                    inside.entry(customer).or_default().push(new);
                }
            }
        }
        rows::set_heard(tx, self.journey.id, heard_until).await
    }

    /// Those on the way who did something that any version listens for; asked at once, because most
    /// of what happens in a shop concerns nobody in a journey.
    async fn inside_of(&self, tx: &mut ShopTx, news: &[Noted]) -> Result<Inside, RecordsError> {
        let heard = deeds_of(tx, &self.journey).await?;
        let concerned = news.iter().filter(|noted| heard.contains(deed_of(noted)));
        let concerned: BTreeSet<CustomerId> =
            concerned.filter_map(|noted| noted.customer_id.map(CustomerId)).collect();
        let mut of: Inside = HashMap::new();
        for traveller in inside::inside_of(tx, self.journey.id, &concerned).await? {
            of.entry(traveller.customer.id).or_default().push(traveller);
        }
        Ok(of)
    }

    async fn tell(
        &mut self,
        tx: &mut ShopTx,
        theirs: &mut [Traveller],
        noted: &Noted,
    ) -> Result<(), RecordsError> {
        for traveller in theirs {
            // What happened before he came in is no answer to what was said to him.
            let is_news = noted.seq > traveller.entered_seq && noted.at >= traveller.entered_at.0;
            if is_news {
                let heard = Occasion::Heard(deed_of(noted));
                let answered = answer_to(traveller, noted).map(Occasion::Answered);
                for occasion in [Some(heard), answered].into_iter().flatten() {
                    if let Some(moved) = self.step(tx, traveller.clone(), occasion).await? {
                        *traveller = moved;
                        break;
                    }
                }
            }
        }
        Ok(())
    }

    fn arrival_of(&self, noted: &Noted) -> Arrival {
        let subject = match self.journey.plan.enter.per {
            Per::Order => noted.payload.get("order").and_then(|it| it.as_str()).unwrap_or(""),
            Per::Person => "",
        };
        Arrival { at: Instant(noted.at), seq: noted.seq, subject: subject.to_owned() }
    }
}
