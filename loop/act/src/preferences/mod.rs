//! Preferences: a person chooses by which ways he is written to, whether he may be followed, and
//! in which language; without a sign-in, from the link of any letter.
//!
//! The link bears the ticket of the unsubscribe link beside it: signed, so that nobody comes to
//! another's page by trying. Opening it changes nothing, because scanners open every link. What is
//! changed is kept with where it was said and the very words that were shown.
//!
//! Start reading at [`choices`] and [`choose`].

pub mod api;
mod page;
#[cfg(test)]
mod tests;
mod words;

use collect::consent::{self, Channel, Purpose, Said, State};
use collect::customers::{self, Customer, Known};
use collect::shop::{self, Language};
use domain::CampaignId;
use records::{RecordsError, ShopTx};

use crate::contact;
use crate::tracking::{self, Follows};
use crate::unsubscribe::masked;

/// The address of the page, from that of the unsubscribe link of the same letter.
pub(crate) fn url(unsubscribe_url: &str) -> String {
    unsubscribe_url.replacen("/p/unsubscribe/", "/p/preferences/", 1)
}

/// One thing that a person may allow or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Choice {
    /// What for.
    pub(crate) purpose: Purpose,
    /// By which way.
    pub(crate) channel: Channel,
    /// Where it reaches him, mostly hidden.
    pub(crate) address: String,
    /// Whether he allows it now.
    pub(crate) is_allowed: bool,
}

/// Everything a person can choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Choices {
    pub(crate) list: Vec<Choice>,
    /// In which language he is written to.
    pub(crate) language: Language,
    /// The shop, as it calls itself.
    pub(crate) shop: String,
}

/// What a person has chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Chosen {
    /// What he allows; everything else that he was shown he does not.
    pub(crate) allowed: Vec<(Purpose, Channel)>,
    /// In which language he wants to be written to; as before where he does not say.
    pub(crate) language: Option<Language>,
}

/// What a person can choose: the ways by which he is reached, and those he has answered about.
pub(crate) async fn choices(tx: &mut ShopTx, person: &Customer) -> Result<Choices, RecordsError> {
    let settings = shop::settings(tx).await?;
    let said = consent::of_customer(tx, person.id).await?;
    let mut list = Vec::new();
    for channel in Channel::ALL {
        let people = std::slice::from_ref(person);
        let address = contact::addresses(tx, channel, people).await?.remove(&person.id);
        let own =
            said.iter().find(|one| one.purpose == Purpose::Marketing && one.channel == channel);
        if address.is_some() || own.is_some() {
            list.push(Choice {
                purpose: Purpose::Marketing,
                channel,
                address: address.map(|told| masked(channel, &told)).unwrap_or_default(),
                is_allowed: own.is_some_and(|one| one.state == State::Granted),
            });
        }
    }
    let follows = tracking::settings(tx).await?.follows != Follows::Nobody;
    if follows && list.iter().any(|one| one.channel == Channel::Email) {
        list.push(Choice {
            purpose: Purpose::Tracking,
            channel: Channel::Email,
            address: String::new(),
            is_allowed: tracking::followable(tx, &[person.id]).await?.contains(&person.id),
        });
    }
    let own = person.language.as_deref().and_then(Language::of_code);
    Ok(Choices {
        list,
        language: own.unwrap_or(settings.language),
        shop: settings.name.unwrap_or_else(|| "Regulars".to_owned()),
    })
}

/// The person chooses; what he was shown and leaves out he refuses. Answers how much is new.
///
/// `seen` is the language of the page, whose words are the proof.
pub(crate) async fn choose(
    tx: &mut ShopTx,
    (person, campaign): (&Customer, CampaignId),
    chosen: &Chosen,
    seen: Language,
) -> Result<usize, RecordsError> {
    let known = choices(tx, person).await?;
    let source = format!("preferences:{campaign}");
    let mut n_new = 0;
    for one in &known.list {
        let what = (one.purpose, one.channel);
        let is_allowed = chosen.allowed.contains(&what);
        // Who never answered and leaves the box as it was has said nothing.
        if is_allowed == one.is_allowed {
            continue;
        }
        let state = if is_allowed { State::Granted } else { State::Denied };
        let shown = words::proof(seen, &known.shop, one);
        let said = Said { source: &source, shown: Some(&shown) };
        n_new += usize::from(consent::answer(tx, person.id, (what, state), said).await?);
    }
    if let Some(language) = chosen.language.filter(|language| *language != known.language) {
        let known = Known::new(person.id, person.no);
        customers::speak(tx, (known, &source), language).await?;
        n_new += 1;
    }
    Ok(n_new)
}

/// The person wants nothing at all: every way is refused, also those that he never spoke of.
pub(crate) async fn refuse_all(
    tx: &mut ShopTx,
    (person, campaign): (&Customer, CampaignId),
    seen: Language,
) -> Result<(), RecordsError> {
    let source = format!("preferences:{campaign}");
    let shown = words::of(seen).nothing;
    let said = Said { source: &source, shown: Some(shown) };
    for channel in Channel::ALL {
        let what = (Purpose::Marketing, channel);
        consent::answer(tx, person.id, (what, State::Denied), said).await?;
    }
    let followed = (Purpose::Tracking, Channel::Email);
    consent::answer(tx, person.id, (followed, State::Denied), said).await?;
    Ok(())
}
