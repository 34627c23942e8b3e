//! The list of customers as a table, with everybody who matches.

use std::collections::HashMap;

use collect::customers::shown_id;
use collect::shop::Shop;

use super::api::PeopleQuery;
use super::{Listed, Person, Question};
use crate::ReportError;
use crate::personas;
use crate::rfm::ScoredShop;
use crate::sheets::{About, Columns, Sheet, Table, Tabled, word_of};

/// The customers who match, not introduced yet.
pub struct Matching {
    shop: Shop,
    query: PeopleQuery,
    scored: ScoredShop,
    chosen: Vec<Listed>,
    /// The word of each one's persona, by his number; empty while none are in use.
    personas: HashMap<i64, String>,
}

impl Tabled for PeopleQuery {
    type Answer = Matching;

    const TABLES: &'static [Table<Self>] = &[Table { name: "customers", sheet: customers }];

    async fn answer(self, shop: &Shop) -> Result<Matching, ReportError> {
        let question = Question::from(self.clone());
        let (scored, chosen) = super::matching(shop, &question, usize::MAX).await?;
        let personas = personas::by_number(shop).await?;
        Ok(Matching { shop: shop.clone(), query: self, scored, chosen, personas })
    }
}

fn customers(matching: Matching) -> Sheet {
    let Matching { shop, query, scored, chosen, personas } = matching;
    let ScoredShop { vantage, groups, .. } = scored;
    let about = About::list("customers", &vantage, &query);
    let currency = vantage.currency;
    Columns::<Person>::new()
        .word("customer_id", |person| {
            shown_id(person.customer.external_id.as_deref(), person.customer.id)
        })
        .word("name", |person| person.customer.name.clone())
        .word("email", |person| person.customer.email.clone())
        .word("country", |person| person.customer.country.clone())
        .whole("orders", |person| person.scored.map_or(0, |scored| scored.orders))
        .money("revenue", currency, move |person| {
            vantage.money(person.scored.map_or(0, |scored| scored.revenue))
        })
        .whole("recency_days", |person| person.scored.map(|scored| scored.recency_days))
        .word("rfm_group", |person| person.group.clone())
        .word("persona", move |person| personas.get(&person.customer.no).cloned())
        .word("email_consent", |person| word_of(&person.email_consent))
        .in_parts(about, chosen, move |part| {
            let (shop, groups) = (shop.clone(), groups.clone());
            async move { super::introduced(&shop, &groups, part).await }
        })
}
