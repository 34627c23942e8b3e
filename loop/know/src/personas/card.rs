//! One customer: his persona, and why it is his.

use collect::customers;
use collect::shop::Shop;
use domain::{CustomerId, RunId};
use serde::Serialize;
use stats::clusters::squared_distance;

use super::assigned::{self, Assigned};
use super::features::{Feature, N_FEATURES, Unit};
use super::found::Found;
use super::naming::Name;
use crate::asking::{ReportError, ask};

/// The persona of one customer.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
#[schema(as = PersonaCard)]
pub struct Card {
    /// Its word in rules and addresses.
    pub key: String,
    /// What it is called.
    pub name: Name,
    /// How far from the border with the next to the middle of his own: 0 when the next fits as
    /// well, 1 in the very middle.
    pub surely: f64,
    /// The word of the next.
    pub next_key: String,
    /// What the next is called.
    pub next: Name,
    /// What speaks for his persona and against the next most, or the other way; the strongest
    /// first.
    pub reasons: Vec<Reason>,
    /// The run in use that tells it.
    pub run: RunId,
}

/// Why a customer is nearer to one persona than to another.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, utoipa::ToSchema)]
#[schema(as = PersonaReason)]
pub struct Reason {
    /// By which of the numbers.
    pub feature: Feature,
    /// In what it is counted.
    pub unit: Unit,
    /// What it is of him.
    pub value: f64,
    /// What it is in the middle of his persona.
    pub own: f64,
    /// What it is in the middle of the next.
    pub next: f64,
    /// Above 0 it speaks for his persona, below for the next.
    pub effect: f64,
}

/// As many as are read.
const REASONS: usize = 4;
/// Less is not noticed: a tenth of a spread, squared.
const TELLING: f64 = 0.01;

/// The card of one customer; none for somebody who has not bought, and while no personas are in
/// use.
pub async fn of_customer(shop: &Shop, id: CustomerId) -> Result<Option<Card>, ReportError> {
    let Some(customer) = customers::find(&mut shop.read().await?, id).await? else {
        return Ok(None);
    };
    let Ok(Some(assigned)) = assigned::of_asked(shop, &ask(shop, None).await?).await? else {
        return Ok(None);
    };
    let place = assigned.gathered.customers.binary_search(&customer.no).ok();
    Ok(place.and_then(|place| card(&assigned, place)))
}

fn card(assigned: &Assigned, at: usize) -> Option<Card> {
    let found = &assigned.found;
    let row = assigned.gathered.row(at);
    let place = found.scales.place(row);
    let own = assigned.labels[at] as usize;
    let next = next_nearest(found, &place, own)?;
    let far = |nth: usize| squared_distance(&place, &found.personas[nth].centre).sqrt();
    let (near, farther) = (far(own), far(next));
    let (own, next) = (&found.personas[own], &found.personas[next]);
    let mut reasons: Vec<Reason> = Feature::ALL
        .into_iter()
        .map(|feature| {
            let (nth, scale) = (feature as usize, &found.scales.0[feature as usize]);
            let (mine, other) = (own.centre[nth], next.centre[nth]);
            Reason {
                feature,
                unit: feature.unit(),
                value: feature.shown(row[nth].number),
                own: feature.shown(scale.at(mine)),
                next: feature.shown(scale.at(other)),
                effect: (place[nth] - other).powi(2) - (place[nth] - mine).powi(2),
            }
        })
        .filter(|reason| reason.effect.abs() >= TELLING)
        .collect();
    reasons.sort_by(|one, other| other.effect.abs().total_cmp(&one.effect.abs()));
    reasons.truncate(REASONS);
    Some(Card {
        key: own.key.clone(),
        name: own.name(),
        surely: if farther > 0.0 { 1.0 - near / farther } else { 0.0 },
        next_key: next.key.clone(),
        next: next.name(),
        reasons,
        run: assigned.run,
    })
}

/// The nearest persona that is not his own.
fn next_nearest(found: &Found, place: &[f64; N_FEATURES], own: usize) -> Option<usize> {
    let others = found.personas.iter().enumerate().filter(|(nth, _)| *nth != own);
    let far = others.map(|(nth, it)| (nth, squared_distance(place, &it.centre)));
    far.min_by(|one, other| one.1.total_cmp(&other.1)).map(|(nth, _)| nth)
}
