//! People: the customers with their figures; listed, sorted, searched, by group or by silence.
//! Those who have not bought yet come behind all who have.
//!
//! Start reading at [`list`].

pub mod api;
mod email_consent;
mod order;
mod sheet;

#[cfg(test)]
mod tests;

use std::collections::{HashMap, HashSet};

use collect::consent::{self, Channel, Purpose, State};
use collect::customers::{self, Customer};
use collect::shop::Shop;
use domain::CustomerId;
use serde::Deserialize;

use crate::Vantage;
use crate::asking::ReportError;
use crate::lifecycle::{self, Standing};
use crate::rfm::scores::Scored;
use crate::rfm::{self, Groups, RfmOptions, ScoredShop};
use crate::rhythm;
use crate::rhythm::next_order::{NextOrder, Unexpected};
use crate::{personas, segments};

pub use email_consent::EmailConsent;
pub use order::{Place, Sort};

/// Which customers are asked for, and in what order.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Question {
    /// Part of a name, an address or a customer number.
    pub search: Option<String>,
    /// The order of the list.
    pub sort: Sort,
    /// Only who stands so today.
    pub standing: Option<Standing>,
    /// Only this RFM group.
    pub rfm_group: Option<String>,
    /// Only whose persona this is, by the run in use.
    pub persona: Option<String>,
    /// Only who has bought nothing for at least so many days.
    pub quiet_days_min: Option<i64>,
    /// Only who said this to marketing by e-mail.
    pub consent: Option<EmailConsent>,
    /// Only who is in the saved segment of this name.
    pub segment: Option<String>,
    /// Read on behind this place.
    pub after: Option<Place>,
}

/// One customer of the list.
pub struct Person {
    /// Who he is.
    pub customer: Customer,
    /// His figures; none while he has bought nothing.
    pub scored: Option<Scored>,
    /// Name of his RFM group; none while he has bought nothing.
    pub group: Option<String>,
    /// What he said to marketing by e-mail.
    pub email_consent: EmailConsent,
}

/// One customer of the list before he is introduced.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Listed {
    /// The number that rows and columns know him by.
    pub customer_no: i64,
    /// His figures; none while he has bought nothing.
    pub scored: Option<Scored>,
}

/// How one customer buys.
pub struct Buyer {
    /// His figures.
    pub scored: Scored,
    /// Name of his RFM group.
    pub group: String,
    /// When he is expected again, or why nobody can say.
    pub next_order: Result<NextOrder, Unexpected>,
}

/// The figures of one customer; none for somebody who has never bought.
pub async fn figures(
    shop: &Shop,
    customer: CustomerId,
) -> Result<Option<(Vantage, Buyer)>, ReportError> {
    let Some(known) = customers::find(&mut shop.read().await?, customer).await? else {
        return Ok(None);
    };
    let ScoredShop { vantage, scored, groups, .. } =
        rfm::scored_shop(shop, &RfmOptions::default()).await?;
    let Some(scored) = scored.into_iter().find(|scored| scored.customer_no == known.no) else {
        return Ok(None);
    };
    let Some(next_order) = rhythm::next_order_of(shop, known.no).await? else { return Ok(None) };
    let group = groups.name_of(&scored).to_owned();
    Ok(Some((vantage, Buyer { scored, group, next_order })))
}

/// One page of customers, with the point their figures were seen from.
pub async fn list(
    shop: &Shop,
    question: &Question,
    limit: usize,
) -> Result<(Vantage, Vec<Person>), ReportError> {
    let (scored, chosen) = matching(shop, question, limit).await?;
    let people = introduced(shop, &scored.groups, chosen).await?;
    Ok((scored.vantage, people))
}

/// The figures of those who match, in the order asked for.
async fn matching(
    shop: &Shop,
    question: &Question,
    limit: usize,
) -> Result<(ScoredShop, Vec<Listed>), ReportError> {
    let scored = rfm::scored_shop(shop, &RfmOptions::default()).await?;
    let told = told(shop, question).await?;
    let buyers = scored.scored.iter().map(|scored| Listed::buyer(*scored));
    let mut chosen = chosen(buyers, (&scored.groups, question, &told), limit);
    // They come last, so that nobody asks for them before the list reaches them.
    if chosen.len() < limit {
        let others = not_yet_buyers(shop, &scored.scored).await?;
        let more = (&scored.groups, question, &told);
        chosen.extend(self::chosen(others.into_iter(), more, limit - chosen.len()));
    }
    Ok((scored, chosen))
}

/// Everybody who is known and has bought nothing that counts.
async fn not_yet_buyers(shop: &Shop, scored: &[Scored]) -> Result<Vec<Listed>, ReportError> {
    let known = customers::numbers(&mut shop.read().await?).await?;
    let buyers: HashSet<i64> = scored.iter().map(|customer| customer.customer_no).collect();
    let others = known.into_iter().flatten().filter(|number| !buyers.contains(number));
    Ok(others.map(|customer_no| Listed { customer_no, scored: None }).collect())
}

impl Listed {
    fn buyer(scored: Scored) -> Self {
        Self { customer_no: scored.customer_no, scored: Some(scored) }
    }
}

/// What is told of whom is asked for besides the scores.
#[derive(Default)]
struct Told {
    /// The numbers of the customers that a search finds; none when nothing is searched for.
    found: Option<HashSet<i64>>,
    /// Who said what to marketing by e-mail; empty when that is not asked for.
    said: HashMap<i64, State>,
    /// The numbers of those who stand as asked for; none when that is not asked for.
    standing: Option<HashSet<i64>>,
    /// The numbers of those whose persona is asked for; none when that is not asked for.
    of_persona: Option<HashSet<i64>>,
    /// The numbers of those who are in the segment asked for; none when that is not asked for.
    in_segment: Option<HashSet<i64>>,
}

async fn told(shop: &Shop, question: &Question) -> Result<Told, ReportError> {
    let mut told = Told::default();
    if let Some(name) = &question.segment {
        told.in_segment = Some(segments::numbers_of(shop, name, None).await?);
    }
    if let Some(key) = &question.persona {
        let personas = personas::by_number(shop).await?;
        let so = personas.into_iter().filter(|(_, his)| his == key);
        told.of_persona = Some(so.map(|(customer, _)| customer).collect());
    }
    if let Some(standing) = question.standing {
        told.standing = Some(lifecycle::who(shop, standing).await?);
    }
    let mut tx = shop.read().await?;
    let text = question.search.as_deref().map(str::trim).filter(|text| !text.is_empty());
    if let Some(text) = text {
        told.found = Some(customers::search(&mut tx, text).await?.into_iter().collect());
    }
    if question.consent.is_some() {
        told.said = consent::states(&mut tx, Purpose::Marketing, Channel::Email).await?;
    }
    Ok(told)
}

/// The customers of one page, in the order asked for.
fn chosen(
    all: impl Iterator<Item = Listed>,
    (groups, question, told): (&Groups, &Question, &Told),
    limit: usize,
) -> Vec<Listed> {
    let wanted = |customer: &Listed| {
        let is_silent =
            |days: i64| customer.scored.is_some_and(|scored| scored.recency_days >= days);
        let is_of = |name: &String| {
            customer.scored.is_some_and(|scored| groups.name_of(&scored) == name.as_str())
        };
        let is_in = |numbers: &Option<HashSet<i64>>| {
            numbers.as_ref().is_none_or(|it| it.contains(&customer.customer_no))
        };
        is_in(&told.found)
            && is_in(&told.standing)
            && is_in(&told.of_persona)
            && is_in(&told.in_segment)
            && question.quiet_days_min.is_none_or(is_silent)
            && question.consent.is_none_or(|consent| {
                consent == told.said.get(&customer.customer_no).copied().into()
            })
            && question.rfm_group.as_ref().is_none_or(is_of)
            && question.after.is_none_or(|place| place < question.sort.place_of(customer))
    };
    let mut chosen: Vec<Listed> = all.filter(wanted).collect();
    chosen.sort_unstable_by_key(|customer| question.sort.place_of(customer));
    chosen.truncate(limit);
    chosen
}

async fn introduced(
    shop: &Shop,
    groups: &Groups,
    chosen: Vec<Listed>,
) -> Result<Vec<Person>, ReportError> {
    let mut tx = shop.read().await?;
    let numbers: Vec<i64> = chosen.iter().map(|customer| customer.customer_no).collect();
    let found = customers::of_numbers(&mut tx, &numbers).await?;
    let ids: Vec<CustomerId> = found.iter().map(|customer| customer.id).collect();
    let said = consent::states_of(&mut tx, &ids, Purpose::Marketing, Channel::Email).await?;
    let mut by_number: HashMap<i64, Customer> =
        found.into_iter().map(|customer| (customer.no, customer)).collect();
    let person = |Listed { customer_no, scored }: Listed| {
        let customer = by_number.remove(&customer_no)?;
        Some(Person {
            email_consent: said.get(&customer.id).copied().into(),
            group: scored.map(|scored| groups.name_of(&scored).to_owned()),
            customer,
            scored,
        })
    };
    Ok(chosen.into_iter().filter_map(person).collect())
}
