//! The personas as tables: the portraits, every customer with his, and how many there should be.

use std::sync::Arc;

use collect::shop::{Language, Shop};
use stats::clusters::{Points, silhouette_by_centres};

use super::shapes::{Difference, Liked, PersonasReport, Portrait, TriedOut};
use crate::ReportError;
use crate::called;
use crate::personas::features::N_FEATURES;
use crate::personas::{self, PersonaOptions, Seen};
use crate::sheets::{Columns, Sheet, Table, Tabled, word_of};

/// Personas with their portraits, whose customers can be introduced.
pub struct Introducing {
    shop: Shop,
    seen: Seen,
    report: PersonasReport,
}

impl Tabled for PersonaOptions {
    type Answer = Introducing;

    const TABLES: &'static [Table<Self>] = &[
        Table { name: "personas", sheet: portraits },
        Table { name: "customers", sheet: customers },
        Table { name: "differences", sheet: differences },
        Table { name: "numbers", sheet: numbers },
    ];

    async fn answer(self, shop: &Shop) -> Result<Introducing, ReportError> {
        let seen = personas::seen(shop, &self).await?;
        let report = super::tell(shop, self, &seen).await?;
        Ok(Introducing { shop: shop.clone(), seen, report })
    }
}

fn portraits(Introducing { seen, report, .. }: Introducing) -> Sheet {
    let (language, currency) = (seen.asked.vantage.language, report.head.currency);
    let liked =
        |liked: &[Liked]| liked.iter().map(|it| it.name.as_str()).collect::<Vec<_>>().join("; ");
    Columns::<Portrait>::new()
        .word("persona", |it| it.key.clone())
        .word("name", move |it| it.name.say(language).to_owned())
        .whole("customers", |it| it.customers)
        .share("share", |it| it.share)
        .money("revenue", currency, |it| it.revenue)
        .share("revenue_share", |it| it.revenue_share)
        .money("revenue_mean", currency, |it| it.value)
        .money("average_order", currency, |it| it.average_order)
        .number("orders_mean", |it| it.orders)
        .share("coupons", |it| it.coupons)
        .share("undone", |it| it.undone)
        .word("categories", move |it| liked(&it.categories))
        .word("channels", move |it| liked(&it.channels))
        .word("cities", move |it| liked(&it.cities))
        .of(&report.head, report.personas)
}

/// One customer with his persona.
struct Member {
    customer_id: String,
    key: String,
    name: String,
    surely: f64,
}

fn customers(Introducing { shop, seen, report }: Introducing) -> Sheet {
    let language = seen.asked.vantage.language;
    let members = members(&seen, language);
    let shop = Arc::new(shop);
    Columns::<Member>::new()
        .word("customer_id", |row| row.customer_id.clone())
        .word("persona", |row| row.key.clone())
        .word("name", |row| row.name.clone())
        .number("surely", |row| row.surely)
        .in_parts(&report.head, members, move |part: Vec<(i64, Member)>| {
            let shop = shop.clone();
            async move {
                let numbers: Vec<i64> = part.iter().map(|(no, _)| *no).collect();
                let called = called::of_numbers(&shop, &numbers).await?;
                let introduced = part.into_iter().map(|(no, member)| {
                    let shown = called.get(&no).map(|(shown, _)| shown.clone());
                    Member { customer_id: shown.unwrap_or_else(|| no.to_string()), ..member }
                });
                Ok(introduced.collect())
            }
        })
}

/// Everybody by his number, not introduced yet.
fn members(seen: &Seen, language: Language) -> Vec<(i64, Member)> {
    let (Some(gathered), Ok(found)) = (&seen.gathered, &seen.found) else { return Vec::new() };
    let labels = found.labels(gathered);
    let places = found.scales.places(gathered);
    let points = Points::new(&places, N_FEATURES);
    let widths = silhouette_by_centres(points, &found.centres(), &labels);
    let told = gathered.customers.iter().zip(labels.iter().zip(widths));
    told.map(|(no, (label, surely))| {
        let persona = &found.personas[*label as usize];
        let (key, name) = (persona.key.clone(), persona.name().say(language).to_owned());
        (*no, Member { customer_id: String::new(), key, name, surely })
    })
    .collect()
}

fn differences(Introducing { report, .. }: Introducing) -> Sheet {
    let rows = report.personas.iter().flat_map(|portrait| {
        portrait.differs.iter().map(|differs| (portrait.key.clone(), *differs))
    });
    let rows: Vec<(String, Difference)> = rows.collect();
    Columns::<(String, Difference)>::new()
        .word("persona", |(key, _)| key.clone())
        .word("feature", |(_, it)| word_of(&it.feature))
        .word("unit", |(_, it)| word_of(&it.unit))
        .number("value", |(_, it)| it.value)
        .number("low", |(_, it)| it.low)
        .number("high", |(_, it)| it.high)
        .number("others", |(_, it)| it.others)
        .number("spreads", |(_, it)| it.spreads)
        .of(&report.head, rows)
}

fn numbers(Introducing { report, .. }: Introducing) -> Sheet {
    Columns::<TriedOut>::new()
        .whole("personas", |it| i64::from(it.k))
        .number("silhouette", |it| it.silhouette)
        .number("low", |it| it.silhouette_low)
        .number("high", |it| it.silhouette_high)
        .number("stability", |it| it.stability)
        .number("stability_least", |it| it.stability_least)
        .share("smallest", |it| it.smallest)
        .flag("is_stable", |it| it.is_stable)
        .of(&report.head, report.tried)
}
