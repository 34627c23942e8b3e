//! What people answered, as storefronts tell it, by the rules of consent.

use domain::Instant;
use records::{Happening, RecordsError, ShopTx, happenings};
use serde_json::json;

use crate::consent::{self, Channel, Consent, Ground, Purpose, State};
use crate::customers::Known;
use crate::orders::draft::{ConsentChannel, ConsentDraft, PersonDraft};
use crate::storefronts::Storefront;

/// Writes the answers of a person down; where one changes something, its happening too. Answers
/// how many did.
pub(super) async fn save(
    tx: &mut ShopTx,
    storefront: &Storefront,
    (customer, person): (Known, &PersonDraft),
    (said_at, proof): (Instant, &str),
) -> Result<u64, RecordsError> {
    let mut n_changed = 0;
    for answer in &person.consents {
        let answer = consent_of(storefront, answer, said_at, proof);
        let (at, channel, state) = (answer.at, answer.channel, answer.state);
        let said = consent::of_customer(tx, customer.id).await?;
        let before = said.iter().find(|said| said.channel == channel);
        // Told again with every change of the person; only what is later than what stands counts.
        if before.is_some_and(|said| said.ground == Ground::Answer && said.at >= at) {
            continue;
        }
        let before = before.map(|said| said.state);
        n_changed += consent::declare_many(tx, vec![(customer.id, answer)]).await?;
        if before == Some(state) {
            continue;
        }
        let news = Happening {
            customer: Some(customer.id.0),
            at,
            kind: match state {
                State::Granted => "consent_given",
                State::Denied => "consent_withdrawn",
            },
            source: storefront.source.clone(),
            key: format!("consent:{}:{}:{}", customer.id, channel.word(), at.0),
            payload: json!({ "purpose": Purpose::Marketing, "channel": channel }),
        };
        happenings::note(tx, news).await?;
    }
    Ok(n_changed)
}

fn consent_of(
    storefront: &Storefront,
    answer: &ConsentDraft,
    said_at: Instant,
    proof: &str,
) -> Consent {
    let how = answer.text.as_deref().map(|text| format!(" ({text})")).unwrap_or_default();
    Consent {
        purpose: Purpose::Marketing,
        channel: match answer.channel {
            ConsentChannel::Email => Channel::Email,
            ConsentChannel::Sms => Channel::Sms,
        },
        state: if answer.granted { State::Granted } else { State::Denied },
        ground: Ground::Answer,
        proof: Some(format!("{}: {proof}{how}", storefront.address)),
        at: answer.at.unwrap_or(said_at),
        source: storefront.source.clone(),
    }
}
