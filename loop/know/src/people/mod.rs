//! People: the customers with their figures; listed, sorted, searched, by group or by silence.
//!
//! Start reading at [`list`].

pub mod api;
mod order;

use std::collections::{HashMap, HashSet};

use collect::consent::{self, Channel, Purpose, State};
use collect::customers::{self, Customer};
use collect::shop::Shop;
use domain::CustomerId;
use serde::Deserialize;

use crate::Vantage;
use crate::asking::ReportError;
use crate::rfm::scores::Scored;
use crate::rfm::{self, RfmOptions, ScoredShop};

pub use order::{Place, Sort};

/// Which customers are asked for, and in what order.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Question {
    /// Part of a name, an address or a customer number.
    pub search: Option<String>,
    /// The order of the list.
    pub sort: Sort,
    /// Only this RFM group.
    pub rfm_group: Option<String>,
    /// Only who has bought nothing for at least so many days.
    pub quiet_days_min: Option<i64>,
    /// Read on behind this place.
    pub after: Option<Place>,
}

/// One customer of the list.
pub struct Person {
    /// Who he is.
    pub customer: Customer,
    /// His figures.
    pub scored: Scored,
    /// Name of his RFM group.
    pub group: String,
    /// What he said to marketing by e-mail; nothing means that he may not be written to.
    pub email_consent: Option<State>,
}

/// One page of customers who have bought, with the point their figures were seen from.
pub async fn list(
    shop: &Shop,
    question: &Question,
    limit: usize,
) -> Result<(Vantage, Vec<Person>), ReportError> {
    let scored = rfm::scored_shop(shop, &RfmOptions::default()).await?;
    let sought = sought(shop, question).await?;
    let chosen = chosen(&scored, question, sought.as_ref(), limit);
    let people = introduced(shop, &scored, chosen).await?;
    Ok((scored.vantage, people))
}

/// The numbers of the customers that a search finds; none when nothing is searched for.
async fn sought(shop: &Shop, question: &Question) -> Result<Option<HashSet<i64>>, ReportError> {
    let Some(text) = question.search.as_deref().map(str::trim).filter(|text| !text.is_empty())
    else {
        return Ok(None);
    };
    let mut tx = shop.read().await?;
    Ok(Some(customers::search(&mut tx, text).await?.into_iter().collect()))
}

/// The customers of one page, in the order asked for.
fn chosen(
    shop: &ScoredShop,
    question: &Question,
    sought: Option<&HashSet<i64>>,
    limit: usize,
) -> Vec<Scored> {
    let wanted = |customer: &&Scored| {
        sought.is_none_or(|numbers| numbers.contains(&customer.customer_no))
            && question.quiet_days_min.is_none_or(|days| customer.recency_days >= days)
            && question.rfm_group.as_ref().is_none_or(|name| shop.groups.name_of(customer) == name)
            && question.after.is_none_or(|place| place < question.sort.place_of(customer))
    };
    let mut chosen: Vec<Scored> = shop.scored.iter().filter(wanted).copied().collect();
    chosen.sort_unstable_by_key(|customer| question.sort.place_of(customer));
    chosen.truncate(limit);
    chosen
}

async fn introduced(
    shop: &Shop,
    scored: &ScoredShop,
    chosen: Vec<Scored>,
) -> Result<Vec<Person>, ReportError> {
    let mut tx = shop.read().await?;
    let numbers: Vec<i64> = chosen.iter().map(|customer| customer.customer_no).collect();
    let found = customers::of_numbers(&mut tx, &numbers).await?;
    let ids: Vec<CustomerId> = found.iter().map(|customer| customer.id).collect();
    let said = consent::states_of(&mut tx, &ids, Purpose::Marketing, Channel::Email).await?;
    let mut by_number: HashMap<i64, Customer> =
        found.into_iter().map(|customer| (customer.no, customer)).collect();
    let person = |customer_scored: Scored| {
        let customer = by_number.remove(&customer_scored.customer_no)?;
        Some(Person {
            email_consent: said.get(&customer.id).copied(),
            group: scored.groups.name_of(&customer_scored).to_owned(),
            customer,
            scored: customer_scored,
        })
    };
    Ok(chosen.into_iter().filter_map(person).collect())
}
