//! Writes what several requests brought, in one transaction: people, answers, orders, happenings.
//!
//! A message is known by its source and its id, for ever. What was told before changes nothing; the
//! rest is written so that whoever is told "accepted" will find it, also after the plug was pulled.
//!
//! Start reading at [`write`].

mod answers;
mod forgotten;
mod people;
mod purchases;
mod rows;
mod terms;

use std::collections::{BTreeMap, HashSet};

use records::{Happening, RecordsError, ShopTx, happenings};
use serde_json::json;

use super::message::{Call, Message, Reason, Refusal};
use super::sources::{self, Heard};
use super::{Told, Verdict};
use crate::customers::Known;
use crate::fields::{self, Definition, Traits};
use people::{Joining, People, Whose};

pub(super) use rows::visitors_of;

/// What one request brought.
#[derive(Debug)]
pub struct Spoken {
    /// Who spoke.
    pub source: String,
    /// What was said, in the order in which it was said.
    pub told: Vec<Told>,
}

/// What the keys of told events begin with, so that other happenings of a source are apart.
pub(super) const KEY: &str = "e:";

/// A message that was not told before, with the id that it is known by.
struct New<'a> {
    key: &'a str,
    message: &'a Message,
    traits: Traits,
}

/// Writes everything down that was not told before; answers what became of each message.
pub(super) async fn write(
    tx: &mut ShopTx,
    spoken: &[Spoken],
) -> Result<Vec<Vec<Verdict>>, RecordsError> {
    let forgotten = forgotten::refused(tx, spoken).await?;
    let spoken: &[Spoken] = forgotten.as_deref().unwrap_or(spoken);
    let keys = keys_of(tx, spoken);
    let fields = fields_for(tx, spoken).await?;
    let mut by_source: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (request, one) in spoken.iter().enumerate() {
        by_source.entry(&one.source).or_default().push(request);
    }
    let mut verdicts: Vec<Vec<Verdict>> = spoken.iter().map(|_| Vec::new()).collect();
    for (source, requests) in by_source {
        let mut heard = Heard::default();
        let asked: Vec<String> =
            requests.iter().flat_map(|&request| keys[request].iter().flatten().cloned()).collect();
        let mut known: HashSet<&str> = happenings::told_before(tx, source, &asked).await?;
        let mut news = Vec::new();
        for request in requests {
            for (told, key) in spoken[request].told.iter().zip(&keys[request]) {
                let verdict = match (told, key) {
                    (Ok(message), Some(key)) if known.insert(key) => {
                        let traits = traits_of(message, &fields);
                        let verdict = Verdict::taken(key, message, &traits);
                        news.push(New { key, message, traits });
                        verdict
                    }
                    (Ok(_), key) => Verdict::again(key.as_deref().unwrap_or_default()),
                    (Err(refusal), _) => Verdict::refused(refusal),
                };
                heard.count(&verdict);
                verdicts[request].push(verdict);
            }
        }
        write_news(tx, source, &news).await?;
        let refusals = requests_refusals(spoken, source);
        sources::note(tx, source, heard, refusals).await?;
    }
    Ok(verdicts)
}

/// The fields that traits may be values of; none are asked for where nobody says who he is.
async fn fields_for(tx: &mut ShopTx, spoken: &[Spoken]) -> Result<Vec<Definition>, RecordsError> {
    if says_who_he_is(spoken) { fields::in_use(tx).await } else { Ok(Vec::new()) }
}

fn says_who_he_is(spoken: &[Spoken]) -> bool {
    let told = spoken.iter().flat_map(|one| &one.told);
    told.flatten().any(|message| message.call == Call::Identify)
}

/// The key of every message that makes sense; one without an id of its own gets one.
fn keys_of(tx: &mut ShopTx, spoken: &[Spoken]) -> Vec<Vec<Option<String>>> {
    let key = |tx: &mut ShopTx, told: &Told| {
        let message = told.as_ref().ok()?;
        let made = || tx.new_id::<uuid::Uuid>().to_string();
        let id = message.id.clone().unwrap_or_else(made);
        Some(format!("{KEY}{id}"))
    };
    spoken.iter().map(|one| one.told.iter().map(|told| key(tx, told)).collect()).collect()
}

fn requests_refusals<'a>(spoken: &'a [Spoken], source: &str) -> Vec<&'a Refusal> {
    let of_source = spoken.iter().filter(|one| one.source == source);
    of_source.flat_map(|one| one.told.iter().filter_map(|told| told.as_ref().err())).collect()
}

async fn write_news(tx: &mut ShopTx, source: &str, news: &[New<'_>]) -> Result<(), RecordsError> {
    if news.is_empty() {
        return Ok(());
    }
    let messages: Vec<&Message> = news.iter().map(|new| new.message).collect();
    let currency = purchases::currency_of(tx, &messages).await?;
    let People { whose, joinings } = people::recognise(tx, source, &messages, currency).await?;
    answers::save(tx, source, &messages, &whose).await?;
    answers::tell_fields(tx, source, (news, &whose)).await?;
    let noted = news.iter().zip(&whose).map(|(new, whose)| happening(source, new, *whose));
    happenings::note_many(tx, noted.collect()).await?;
    let arrival = |(new, whose): (&New<'_>, &Whose)| {
        Some((new.key.to_owned(), whose.customer().and_then(Known::profile)?))
    };
    let arrivals: Vec<_> = news.iter().zip(&whose).filter_map(arrival).collect();
    happenings::arrived_under(tx, source, &arrivals).await?;
    join(tx, &joinings).await?;
    let told: Vec<_> = news
        .iter()
        .zip(&whose)
        .map(|(new, whose)| (new.key.trim_start_matches(KEY), new.message, *whose))
        .collect();
    purchases::record(tx, source, &told, &joinings, currency).await
}

/// Only who says who he is tells of himself; what else is told may be about anybody.
fn traits_of(message: &Message, fields: &[Definition]) -> Traits {
    match message.call {
        Call::Identify => Traits::of(&message.about, fields),
        _ => Traits::default(),
    }
}

fn happening(source: &str, new: &New<'_>, whose: Whose) -> Happening {
    let mut payload = new.message.payload();
    if let Some(misfit) = new.traits.misfit.as_ref().filter(|_| new.message.note.is_none()) {
        payload["note"] = json!(Reason::FieldUnfit.word());
        payload["about"] = json!(misfit);
    }
    Happening {
        customer: Some(whose.id()),
        at: new.message.at,
        kind: new.message.kind,
        source: source.to_owned(),
        key: new.key.to_owned(),
        payload,
    }
}

/// What somebody without a name did becomes the customer's, who turned out to be the same person.
async fn join(tx: &mut ShopTx, joinings: &[Joining]) -> Result<(), RecordsError> {
    for joining in joinings {
        let Known { id, .. } = joining.customer;
        happenings::give(tx, joining.nobody, (id.0, joining.customer.profile())).await?;
    }
    Ok(())
}

impl Verdict {
    fn taken(key: &str, message: &Message, traits: &Traits) -> Self {
        let lacks_order =
            purchases::is_about_an_order(message) && purchases::order_of(message).is_none();
        let misfit = traits.misfit.as_ref().map(|_| Reason::FieldUnfit);
        let reason = message.note.or(misfit).or(lacks_order.then_some(Reason::OrderUnnamed));
        let message_id = Some(key.trim_start_matches(KEY).to_owned());
        let about = traits.misfit.clone().filter(|_| reason == Some(Reason::FieldUnfit));
        Self { message_id, accepted: true, reason, about }
    }

    fn again(key: &str) -> Self {
        let message_id = Some(key.trim_start_matches(KEY).to_owned());
        Self { message_id, accepted: true, reason: Some(Reason::HeardBefore), about: None }
    }

    fn refused(refusal: &Refusal) -> Self {
        let message_id = refusal.message_id.clone();
        Self { message_id, accepted: false, reason: Some(refusal.reason), about: None }
    }
}
