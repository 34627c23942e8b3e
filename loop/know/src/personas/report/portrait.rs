//! The portrait of each persona: how many, what they are worth and differ in, who is typical.

use collect::shop::Shop;
use stats::clusters::{Points, silhouette_by_centres, squared_distance};
use stats::{Sample, Z95};

use super::counts::{Counts, favourites, most};
use super::shapes::{Difference, FateOut, Portrait, Typical};
use crate::Vantage;
use crate::asking::ReportError;
use crate::called::{self, Called};
use crate::personas::features::{Feature, Gathered, N_FEATURES};
use crate::personas::found::{Fate, Found};

/// As many customers stand for a persona.
const TYPICAL: usize = 3;
/// As many differences are told.
const DIFFERS: usize = 3;

/// Everything that portraits are painted from.
pub struct Album<'a> {
    vantage: &'a Vantage,
    gathered: &'a Gathered,
    found: &'a Found,
    places: Vec<f64>,
    /// The silhouettes by the middles.
    widths: Vec<f64>,
    members: Vec<Vec<usize>>,
    /// Of each persona, each feature as it is shown, and in spreads.
    shown: Vec<Vec<Sample>>,
    spreads: Vec<Vec<Sample>>,
}

impl<'a> Album<'a> {
    /// Looks at everybody once.
    pub fn of(
        vantage: &'a Vantage,
        gathered: &'a Gathered,
        found: &'a Found,
        labels: Vec<u32>,
    ) -> Self {
        let k = found.personas.len();
        let places = found.scales.places(gathered);
        let points = Points::new(&places, N_FEATURES);
        let widths = silhouette_by_centres(points, &found.centres(), &labels);
        let mut members = vec![Vec::new(); k];
        let empty = vec![vec![Sample::default(); N_FEATURES]; k];
        let (mut shown, mut spreads) = (empty.clone(), empty);
        for (at, label) in labels.iter().enumerate() {
            let nth = *label as usize;
            members[nth].push(at);
            for (feature, (told, scale)) in gathered.row(at).iter().zip(&found.scales.0).enumerate()
            {
                // A share is shown as it was counted; few orders are weighed in its spreads alone.
                let number =
                    if scale.feature.is_share() { told.number } else { scale.number(*told) };
                shown[nth][feature].see(number);
                spreads[nth][feature].see(scale.spreads(*told));
            }
        }
        Self { vantage, gathered, found, places, widths, members, shown, spreads }
    }

    /// The portraits, with customers who stand for them.
    pub async fn introduced(
        &self,
        shop: &Shop,
        counts: &Counts,
    ) -> Result<Vec<Portrait>, ReportError> {
        let typical: Vec<Vec<i64>> = (0..self.members.len()).map(|nth| self.typical(nth)).collect();
        let called = called::of_numbers(shop, &typical.concat()).await?;
        let portraits = typical.iter().enumerate().map(|(nth, numbers)| {
            let typical = numbers.iter().map(|no| introduced(&called, *no)).collect();
            Portrait { typical, ..self.portrait(nth, counts) }
        });
        Ok(portraits.collect())
    }

    fn portrait(&self, nth: usize, counts: &Counts) -> Portrait {
        let persona = &self.found.personas[nth];
        let members = &self.members[nth];
        let n = members.len() as f64;
        let spent: i64 = members.iter().map(|at| self.gathered.spent[*at]).sum();
        let all_spent: i64 = self.gathered.spent.iter().sum();
        let n_orders: u64 = members.iter().map(|at| u64::from(self.gathered.n_orders[*at])).sum();
        let mean = |of: f64, n: f64| (n > 0.0).then(|| of / n);
        let money = |minor: Option<f64>| self.vantage.money(minor?.round() as i64);
        let of_money = all_spent > 0;
        let widths = members.iter().map(|at| self.widths[*at]).sum::<f64>();
        let (fate, was) = match &persona.fate {
            Fate::New => (FateOut::New, None),
            Fate::Kept => (FateOut::Kept, None),
            Fate::Changed(was) => (FateOut::Changed, Some(was.clone())),
        };
        Portrait {
            key: persona.key.clone(),
            name: persona.name(),
            traits: persona.traits.clone(),
            fate,
            was,
            alike: persona.alike,
            customers: members.len() as u64,
            share: mean(n, self.gathered.len() as f64),
            revenue: self.vantage.money(spent).filter(|_| of_money),
            revenue_share: of_money.then(|| spent as f64 / all_spent as f64),
            value: money(mean(spent as f64, n)).filter(|_| of_money),
            average_order: money(mean(spent as f64, n_orders as f64)).filter(|_| of_money),
            orders: mean(n_orders as f64, n),
            coupons: counts.coupon_share(nth),
            undone: counts.undone_share(nth),
            width: mean(widths, n),
            differs: self.differs(nth),
            categories: favourites(&counts.categories, nth),
            channels: most(&counts.channels, nth),
            cities: most(&counts.cities, nth),
            hours: counts.hours_of(nth),
            weekdays: counts.weekdays_of(nth),
            typical: Vec::new(),
        }
    }

    /// What a persona differs in most, in its own units; what weighs nothing is chance.
    fn differs(&self, nth: usize) -> Vec<Difference> {
        let told = Feature::ALL.into_iter().zip(&self.found.scales.0);
        let weighing = told.filter(|(_, scale)| scale.weight > 0.0);
        let mut differs: Vec<Difference> =
            weighing.filter_map(|(feature, _)| self.difference(nth, feature)).collect();
        differs.sort_by(|one, other| other.spreads.abs().total_cmp(&one.spreads.abs()));
        differs.truncate(DIFFERS);
        differs
    }

    fn difference(&self, nth: usize, feature: Feature) -> Option<Difference> {
        let at = feature as usize;
        let others = |samples: &[Vec<Sample>]| {
            let rest = samples.iter().enumerate().filter(|(other, _)| *other != nth);
            rest.fold(Sample::default(), |sum, (_, samples)| sum + samples[at])
        };
        let own = &self.shown[nth][at];
        let mean = own.mean()?;
        let half = Z95 * (own.variance().unwrap_or(0.0) / own.n as f64).sqrt();
        Some(Difference {
            feature,
            unit: feature.unit(),
            value: feature.shown(mean),
            low: feature.shown(mean - half),
            high: feature.shown(mean + half),
            others: feature.shown(others(&self.shown).mean()?),
            spreads: self.spreads[nth][at].mean()? - others(&self.spreads).mean()?,
        })
    }

    /// The numbers of the customers who lie nearest to the middle.
    fn typical(&self, nth: usize) -> Vec<i64> {
        let points = Points::new(&self.places, N_FEATURES);
        let centre = &self.found.personas[nth].centre;
        let far = |at: usize| squared_distance(points.row(at), centre);
        let mut nearest: Vec<(f64, i64)> =
            self.members[nth].iter().map(|at| (far(*at), self.gathered.customers[*at])).collect();
        let by_distance = |one: &(f64, i64), other: &(f64, i64)| {
            one.0.total_cmp(&other.0).then(one.1.cmp(&other.1))
        };
        if nearest.len() > TYPICAL {
            nearest.select_nth_unstable_by(TYPICAL, by_distance);
            nearest.truncate(TYPICAL);
        }
        nearest.sort_by(by_distance);
        nearest.into_iter().map(|(_, customer)| customer).collect()
    }
}

fn introduced(called: &Called, customer_no: i64) -> Typical {
    let (customer_id, customer) = called.get(&customer_no).cloned().unzip();
    Typical { customer_id: customer_id.unwrap_or_else(|| customer_no.to_string()), customer }
}
