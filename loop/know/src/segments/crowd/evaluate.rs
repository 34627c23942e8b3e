//! From a rule to the customers it means.

use collect::shop::Shop;
use collect::{consent, customers, timeline};
use domain::{Caveat, Instant};
use records::ShopTx;

use super::batches::{Batches, in_one_pass};
use super::columns::{Column, Meant, measure_sql};
use super::deeds::doers;
use super::{Crowd, Lots, fields};
use crate::asking::{Asked, ReportError, ask};
use crate::lifecycle::Base;
use crate::rfm::{self, Groups, RfmFold, RfmSum, Scored};
use crate::segments::rule::{
    Against, Answer, Comparison, Detail, Did, End, Measure, Profile, Quantity, Rank, RfmOn, Rule,
    Said, Source, Test,
};
use crate::{AsOf, abc, cohorts, leaving, personas};

/// The customers that a rule means; it names no other segment any more.
pub async fn who(asker: &mut Asker<'_>, rule: &Rule) -> Result<Crowd, ReportError> {
    let mut crowds = each(asker, std::slice::from_ref(rule)).await?;
    Ok(crowds.pop().unwrap_or_default())
}

/// The customers that each of several rules means; what they have in common is asked once.
pub async fn each(asker: &mut Asker<'_>, rules: &[Rule]) -> Result<Vec<Crowd>, ReportError> {
    let mut conditions: Vec<&Rule> = Vec::new();
    for condition in rules.iter().flat_map(Rule::conditions) {
        if !conditions.contains(&condition) {
            conditions.push(condition);
        }
    }
    asker.batches.ask(&asker.asked, &asker.meant, &conditions).await?;
    let mut met = Vec::with_capacity(conditions.len());
    for condition in &conditions {
        met.push(asker.meeting(condition).await?);
    }
    let crowd_of = |condition: &Rule| {
        let place = conditions.iter().position(|other| *other == condition)?;
        met.get(place).cloned()
    };
    let crowds = rules.iter().map(|rule| {
        let mut crowds = rule.conditions().into_iter().filter_map(crowd_of);
        joined(rule, &asker.everyone, &mut crowds)
    });
    Ok(crowds.collect())
}

/// Joins the crowds of the conditions, which come from left to right.
fn joined(rule: &Rule, everyone: &Crowd, crowds: &mut impl Iterator<Item = Crowd>) -> Crowd {
    let mut parts = rule.parts().iter();
    match rule {
        Rule::All(_) => {
            parts.fold(everyone.clone(), |all, part| all.and(&joined(part, everyone, crowds)))
        }
        Rule::Any(_) => {
            parts.fold(Crowd::default(), |any, part| any.or(&joined(part, everyone, crowds)))
        }
        Rule::Not(_) => {
            let part = parts.next().map(|part| joined(part, everyone, crowds));
            everyone.clone().without(&part.unwrap_or_default())
        }
        _ => crowds.next().unwrap_or_default().and(everyone),
    }
}

/// A shop of which it is asked who is meant; what several conditions need is found out once.
pub struct Asker<'a> {
    shop: &'a Shop,
    /// The point it is looked from, and the facts.
    pub asked: Asked,
    /// Everybody the shop knows.
    pub everyone: Crowd,
    meant: Meant,
    batches: Batches,
    scored: Option<(Vec<Scored>, Groups)>,
    base: Option<Base>,
    leaving: Option<Vec<(i64, f64)>>,
    personas: Option<Personas>,
}

/// The persona of each customer by his number, and the words of all that are in use.
#[derive(Default)]
struct Personas {
    told: Vec<(i64, String)>,
    keys: Vec<String>,
}

impl<'a> Asker<'a> {
    /// Opens the facts of a shop.
    pub async fn open(shop: &'a Shop, as_of: Option<AsOf>) -> Result<Self, ReportError> {
        let asked = ask(shop, as_of).await?;
        let numbers = customers::numbers(&mut shop.read().await?).await?;
        Ok(Self::over(shop, asked, Crowd::of_stretches(numbers)))
    }

    /// Asks facts that have been opened, of everybody there is.
    pub fn over(shop: &'a Shop, asked: Asked, everyone: Crowd) -> Self {
        let meant = Meant::at(&asked.vantage);
        let (batches, scored, base) = (Batches::default(), None, None);
        let (leaving, personas) = (None, None);
        Self { shop, asked, everyone, meant, batches, scored, base, leaving, personas }
    }

    /// Those who meet one condition.
    pub(in crate::segments) async fn meeting(
        &mut self,
        condition: &Rule,
    ) -> Result<Crowd, ReportError> {
        Ok(match condition {
            Rule::Compare(_) | Rule::Between(_) if in_one_pass(condition).is_some() => {
                self.batches.whether(condition, &self.everyone)
            }
            Rule::Compare(comparison) => self.comparing(comparison).await?,
            Rule::Between(between) => {
                let column = self.column(&between.measure).await?;
                self.those(|customer| between.holds(column.figure(customer)))
            }
            Rule::Rank(rank) => ranked(rank, &self.column(&rank.measure).await?),
            Rule::Profile(profile) => self.known(profile).await?,
            Rule::Field(of) => fields::meeting(self.shop, of, self.meant.today()).await?,
            Rule::Consent(said) => self.who_said(said).await?,
            Rule::RfmGroup(names) => {
                let (scored, groups) = self.scored().await?;
                let named = |his: &&Scored| names.iter().any(|name| name == groups.name_of(his));
                Crowd::of(scored.iter().filter(named).map(|his| his.customer_no))
            }
            Rule::Persona(names) => {
                let told = self.personas().await?.iter();
                let so = told.filter(|(_, key)| names.contains(key));
                let crowd = Crowd::of(so.map(|(customer, _)| *customer));
                self.say_unknown(names);
                crowd
            }
            Rule::RfmOn(on) => self.was_in(on).await?,
            Rule::Standing(standings) => {
                let standing = self.base().await?.standings();
                let so = standing.filter(|(_, his)| standings.contains(his));
                Crowd::of(so.map(|(history, _)| history.customer_no))
            }
            Rule::Abc(classes) => {
                let judged = abc::classes(&self.asked).await?;
                let so = judged.into_iter().filter(|(_, class)| classes.contains(class));
                Crowd::of(so.map(|(customer, _)| customer))
            }
            Rule::Cohort(cell) => {
                let members = cohorts::members_of_cell(&self.asked, &cell.cell()).await?;
                Crowd::of(members.into_iter().map(|member| member.customer_no))
            }
            Rule::Did(did) => self.who_did(did).await?,
            Rule::Bucket(bucket) => {
                let (lots, share) = (Lots::of(&bucket.salt), bucket.from..bucket.until);
                self.those(|customer| share.contains(&(lots.lot(customer) as u32)))
            }
            Rule::Listed(ids) => {
                let mut tx = self.shop.read().await?;
                Crowd::of(customers::numbers_of_shown(&mut tx, ids).await?)
            }
            Rule::Everyone => self.everyone.clone(),
            Rule::Segment(_) | Rule::All(_) | Rule::Any(_) | Rule::Not(_) => {
                unreachable!("segments are spelled out before they are asked")
            }
        })
    }

    fn those(&self, meets: impl Fn(i64) -> bool) -> Crowd {
        Crowd::of(self.everyone.numbers().filter(|customer| meets(*customer)))
    }

    async fn comparing(&mut self, comparison: &Comparison) -> Result<Crowd, ReportError> {
        let his = self.column(&comparison.measure).await?;
        let other = match &comparison.than {
            Against::Own(own) => Some(self.column(&own.measure).await?),
            Against::Number(_) => None,
        };
        Ok(self.those(|customer| {
            let other = other.as_ref().and_then(|column| column.figure(customer));
            comparison.holds(his.figure(customer), other)
        }))
    }

    /// A figure of all customers.
    async fn column(&mut self, measure: &Measure) -> Result<Column, ReportError> {
        let quantity = measure.quantity;
        match measure.source() {
            Source::Orders => {
                let told = self.batches.told(measure).iter();
                Ok(Column::of(quantity, told.map(|&(customer, figure)| (customer, Some(figure)))))
            }
            Source::Lines => {
                let zone = self.asked.vantage.zone.clone();
                super::tell_days(&self.asked.session, zone);
                let told = self.asked.session.numbers(&measure_sql(measure, &self.meant)).await?;
                Ok(Column::of(quantity, told))
            }
            Source::Scores => {
                let (scored, _) = self.scored().await?;
                let told = scored.iter().map(|his| (his.customer_no, Some(score(his, quantity))));
                Ok(Column::of(quantity, told))
            }
            Source::Chances => {
                let told = self.leaving().await?.iter();
                let in_percent =
                    |&(customer, chance): &(i64, f64)| (customer, Some(chance * 100.0));
                Ok(Column::of(quantity, told.map(in_percent)))
            }
        }
    }

    /// Everybody's chance to leave.
    pub async fn leaving(&mut self) -> Result<&[(i64, f64)], ReportError> {
        if self.leaving.is_none() {
            // On the heap: few rules ask it, and every one would carry its size.
            let told = Box::pin(leaving::chances::of_asked(self.shop, &self.asked)).await?;
            let caveats = &mut self.asked.vantage.caveats;
            told.caveats().into_iter().for_each(|caveat| caveats.say(caveat));
            self.leaving = Some(told.by_number().collect());
        }
        Ok(self.leaving.as_deref().expect("it has just been found out"))
    }

    /// Everybody's persona.
    pub async fn personas(&mut self) -> Result<&[(i64, String)], ReportError> {
        if self.personas.is_none() {
            let assigned = Box::pin(personas::assigned::of_asked(self.shop, &self.asked)).await?;
            self.personas = Some(match assigned {
                Err(caveat) => {
                    self.asked.vantage.caveats.say(caveat);
                    Personas::default()
                }
                Ok(None) => Personas::default(),
                Ok(Some(assigned)) => Personas {
                    told: assigned.by_number().map(|(no, key)| (no, key.to_owned())).collect(),
                    keys: assigned.found.personas.into_iter().map(|it| it.key).collect(),
                },
            });
        }
        Ok(&self.personas.as_ref().expect("it has just been found out").told)
    }

    /// Says which of the personas asked for are not in use, because nobody is meant by them.
    fn say_unknown(&mut self, names: &[String]) {
        let Some(known) = self.personas.as_ref().filter(|it| !it.keys.is_empty()) else { return };
        for name in names.iter().filter(|name| !known.keys.contains(name)) {
            let text = format!(
                "there is no persona `{name}` in the run in use, so it means nobody; known are: {}",
                known.keys.join(", ")
            );
            self.asked.vantage.caveats.say(Caveat::new("no_such_persona", text));
        }
    }

    /// Everybody's RFM scores, and the groups they are named by.
    pub async fn scored(&mut self) -> Result<&(Vec<Scored>, Groups), ReportError> {
        if self.scored.is_none() {
            let sum = self.asked.fold(RfmFold::new(&self.asked.vantage)).await?;
            self.scored = Some(self.by_rules_of_shop(sum.unwrap_or_default()).await?);
        }
        Ok(self.scored.as_ref().expect("it has just been found out"))
    }

    /// Scores customers by the breaks and names them by the groups that the shop has now.
    async fn by_rules_of_shop(&self, sum: RfmSum) -> Result<(Vec<Scored>, Groups), ReportError> {
        let mut tx = self.shop.read().await?;
        let scale = rfm::scale_of(&mut tx).await?;
        Ok((rfm::scores::scored(&scale, sum), rfm::groups_of(&mut tx).await?))
    }

    async fn was_in(&mut self, on: &RfmOn) -> Result<Crowd, ReportError> {
        let earlier = self.asked.vantage.seen_on(on.day);
        let sum = self.asked.fold(RfmFold::new(&earlier)).await?;
        let (scored, groups) = self.by_rules_of_shop(sum.unwrap_or_default()).await?;
        let named = |his: &&Scored| on.groups.iter().any(|name| name == groups.name_of(his));
        Ok(Crowd::of(scored.iter().filter(named).map(|his| his.customer_no)))
    }

    /// Where everybody stands.
    pub async fn base(&mut self) -> Result<&Base, ReportError> {
        if self.base.is_none() {
            self.base = Some(Base::of(&self.asked).await?);
        }
        Ok(self.base.as_ref().expect("it has just been found out"))
    }

    async fn known(&self, Profile { field, test }: &Profile) -> Result<Crowd, ReportError> {
        let known = customers::known(&mut self.shop.read().await?, *field).await?;
        let test = test.in_small_letters();
        let so = known.into_iter().filter(|(_, text)| test.holds(&text.to_lowercase()));
        Ok(Crowd::of(so.map(|(customer, _)| customer)))
    }

    async fn who_did(&self, did: &Did) -> Result<Crowd, ReportError> {
        let (from, until) = self.meant.bounds(&did.when);
        let (from, as_of) = (from.unwrap_or(Instant(i64::MIN)), self.asked.vantage.as_of);
        let mut tx = self.shop.read().await?;
        let deeds = self.deeds(&mut tx, (&did.what, &did.details), from, until).await?;
        let later = match &did.then {
            Some(then) => self.deeds(&mut tx, (&then.what, &then.details), from, as_of).await?,
            None => Vec::new(),
        };
        Ok(doers(did, &deeds, &later, as_of))
    }

    /// Who did something of which all of this was told, and when.
    async fn deeds(
        &self,
        tx: &mut ShopTx,
        (what, details): (&str, &[Detail]),
        from: Instant,
        until: Instant,
    ) -> Result<Vec<(i64, Instant)>, ReportError> {
        if details.is_empty() {
            return Ok(timeline::deeds(tx, what, from, until).await?);
        }
        let zone = &self.asked.vantage.zone;
        let told = timeline::told_deeds(tx, what, from, until).await?;
        let so = told.into_iter().filter(|deed| {
            details.iter().all(|detail| detail.holds(deed.properties.as_ref(), zone))
        });
        Ok(so.map(|deed| (deed.customer_no, deed.at)).collect())
    }

    async fn who_said(&self, said: &Said) -> Result<Crowd, ReportError> {
        let mut tx = self.shop.read().await?;
        let mut answered = async |state| {
            consent::numbers_of(&mut tx, (said.purpose, said.channel, state)).await.map(Crowd::of)
        };
        Ok(match said.is {
            Answer::Granted => answered(consent::State::Granted).await?,
            Answer::Denied => answered(consent::State::Denied).await?,
            Answer::Missing => {
                let granted = answered(consent::State::Granted).await?;
                let denied = answered(consent::State::Denied).await?;
                self.everyone.clone().without(&granted).without(&denied)
            }
        })
    }
}

fn score(his: &Scored, quantity: Quantity) -> f64 {
    f64::from(match quantity {
        Quantity::RecencyScore => his.r,
        Quantity::FrequencyScore => his.f,
        _ => his.m,
    })
}

/// Those of whom fewer than so many per cent are better.
fn ranked(rank: &Rank, column: &Column) -> Crowd {
    let sign = if rank.end == End::Top { -1.0 } else { 1.0 };
    let mut known: Vec<(f64, i64)> =
        column.known().map(|(customer, figure)| (sign * figure, customer)).collect();
    known.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
    let within = rank.percent * known.len() as f64;
    let mut crowd = Crowd::default();
    let mut n_better = 0;
    for (nth, &(figure, customer)) in known.iter().enumerate() {
        if nth > 0 && known[nth - 1].0 < figure {
            n_better = nth;
        }
        if n_better as f64 * 100.0 < within {
            crowd.add_one(customer);
        }
    }
    crowd
}

impl Test {
    fn in_small_letters(&self) -> Self {
        match self {
            Self::Is(texts) => Self::Is(texts.iter().map(|text| text.to_lowercase()).collect()),
            Self::Contains(text) => Self::Contains(text.to_lowercase()),
            Self::StartsWith(text) => Self::StartsWith(text.to_lowercase()),
            Self::Known => Self::Known,
        }
    }

    fn holds(&self, text: &str) -> bool {
        match self {
            Self::Is(texts) => texts.iter().any(|wanted| wanted == text),
            Self::Contains(part) => text.contains(part),
            Self::StartsWith(opening) => text.starts_with(opening),
            Self::Known => true,
        }
    }
}
