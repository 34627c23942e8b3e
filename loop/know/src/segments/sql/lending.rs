//! The tables beside the facts that a question may ask.

use std::collections::HashMap;

use collect::consent::{self, Channel, Purpose};
use collect::customers::{self, shown_id};
use collect::shop::Shop;
use collect::timeline::{self, ToldDeed};
use domain::Instant;
use facts::Lent;
use records::{RecordsError, ShopTx};

use super::deeds::ReadAs;
use super::{cell_name, opening};
use crate::abc::{self, Class};
use crate::asking::ReportError;
use crate::lifecycle::Standing;
use crate::rfm::Scored;
use crate::segments::crowd::{Asker, Meant, Told, tell_days};
use crate::segments::keeping;
use crate::segments::rule::Rule;
use crate::segments::saved::Library;
use crate::segments::text::property_name;
use crate::segments::{SegmentError, coins, text, word};

/// Lends the session the tables beside the facts that a question names.
///
/// `people`, `consents`, `scores`, `predictions`, `cells`, `happened` and `told` are for the
/// questions that rules become; `segment_members` is for people who ask.
pub async fn lend(shop: &Shop, asker: &mut Asker<'_>, question: &str) -> Result<(), SegmentError> {
    let zone = asker.asked.vantage.zone.clone();
    tell_days(&asker.asked.session, zone);
    if question.contains("people") {
        lend_people(shop, asker).await?;
    }
    if question.contains("consents") {
        lend_consents(shop, asker).await?;
    }
    if question.contains("scores") {
        lend_scores(asker).await?;
    }
    if question.contains("predictions") {
        lend_predictions(asker).await?;
    }
    if let Some(rule) = rule_in_front(shop, question).await? {
        lend_cells(asker, &rule).await?;
        lend_deeds(shop, asker, &rule).await?;
    }
    if question.contains("segment_members") {
        lend_members(shop, asker).await?;
    }
    Ok(())
}

/// `people(customer_no, customer_id)`: everybody the shop knows, also who never bought.
async fn lend_people(shop: &Shop, asker: &Asker<'_>) -> Result<(), SegmentError> {
    let numbers: Vec<i64> = asker.everyone.numbers().collect();
    let known = customers::of_numbers(&mut shop.read().await?, &numbers).await?;
    let ids = known.iter().map(|it| Some(shown_id(it.external_id.as_deref(), it.id))).collect();
    let numbers = known.iter().map(|it| it.no).collect();
    let columns = vec![("customer_no", Lent::Numbers(numbers)), ("customer_id", Lent::Words(ids))];
    Ok(asker.asked.session.lend("people", columns).map_err(ReportError::from)?)
}

/// `consents(customer_no, purpose, channel, state)`: what customers said.
async fn lend_consents(shop: &Shop, asker: &Asker<'_>) -> Result<(), SegmentError> {
    let (mut numbers, mut purposes) = (Vec::new(), Vec::new());
    let (mut channels, mut states) = (Vec::new(), Vec::new());
    for channel in Channel::ALL {
        let mut tx = shop.read().await?;
        for (customer, state) in consent::states(&mut tx, Purpose::Marketing, channel).await? {
            numbers.push(customer);
            purposes.push(Some(word(&Purpose::Marketing)));
            channels.push(Some(word(&channel)));
            states.push(Some(word(&state)));
        }
    }
    let columns = vec![
        ("customer_no", Lent::Numbers(numbers)),
        ("purpose", Lent::Words(purposes)),
        ("channel", Lent::Words(channels)),
        ("state", Lent::Words(states)),
    ];
    Ok(asker.asked.session.lend("consents", columns).map_err(ReportError::from)?)
}

/// `scores(customer_no, r, f, m, rfm_group, standing, abc)`: the groups of everybody who bought.
async fn lend_scores(asker: &mut Asker<'_>) -> Result<(), SegmentError> {
    let abc: HashMap<i64, Class> = abc::classes(&asker.asked).await?.into_iter().collect();
    let standings = asker.base().await?.standings();
    let standings: HashMap<i64, Standing> =
        standings.map(|(history, standing)| (history.customer_no, standing)).collect();
    let (scored, groups) = asker.scored().await?;
    let numbers = |of: fn(&Scored) -> i64| Lent::Numbers(scored.iter().map(of).collect());
    let words =
        |of: &dyn Fn(&Scored) -> Option<String>| Lent::Words(scored.iter().map(of).collect());
    let columns = vec![
        ("customer_no", numbers(|his| his.customer_no)),
        ("r", numbers(|his| his.r.into())),
        ("f", numbers(|his| his.f.into())),
        ("m", numbers(|his| his.m.into())),
        ("rfm_group", words(&|his| Some(groups.name_of(his).to_owned()))),
        ("standing", words(&|his| standings.get(&his.customer_no).map(word))),
        ("abc", words(&|his| abc.get(&his.customer_no).map(word))),
    ];
    Ok(asker.asked.session.lend("scores", columns).map_err(ReportError::from)?)
}

/// `predictions(customer_no, leaving, buying)`: the chance of everybody who bought to place no
/// order within the days of the leaving report, and to place one.
async fn lend_predictions(asker: &mut Asker<'_>) -> Result<(), SegmentError> {
    let (numbers, leaving): (Vec<i64>, Vec<f64>) = asker.leaving().await?.iter().copied().unzip();
    let buying = leaving.iter().map(|chance| 1.0 - chance).collect();
    let columns = vec![
        ("customer_no", Lent::Numbers(numbers)),
        ("leaving", Lent::Shares(leaving)),
        ("buying", Lent::Shares(buying)),
    ];
    Ok(asker.asked.session.lend("predictions", columns).map_err(ReportError::from)?)
}

/// The rule that a question was written from, with its segments spelled out.
async fn rule_in_front(shop: &Shop, question: &str) -> Result<Option<Rule>, SegmentError> {
    let Some((written, _)) = opening(question) else { return Ok(None) };
    let mut tx = shop.read().await?;
    let rule = text::read(written, coins(&mut tx).await?)?;
    Ok(Some(Library::of(&mut tx).await?.spell_out(&rule)?))
}

/// `cells(customer_no, cell)`: who is counted in the cells of the cohort table, or was in the
/// groups of an earlier day, that the rule in front of the question names.
async fn lend_cells(asker: &mut Asker<'_>, rule: &Rule) -> Result<(), SegmentError> {
    let (mut numbers, mut cells) = (Vec::new(), Vec::new());
    let mut named: Vec<&Rule> = Vec::new();
    let is_lent = |it: &&Rule| matches!(it, Rule::Cohort(_) | Rule::RfmOn(_));
    for cell in rule.conditions().into_iter().filter(is_lent) {
        if named.contains(&cell) {
            continue;
        }
        named.push(cell);
        for customer in asker.meeting(cell).await?.numbers() {
            numbers.push(customer);
            cells.push(Some(cell_name(cell)));
        }
    }
    let columns = vec![("customer_no", Lent::Numbers(numbers)), ("cell", Lent::Words(cells))];
    Ok(asker.asked.session.lend("cells", columns).map_err(ReportError::from)?)
}

/// `happened(nth, customer_no, at, what)`: what was done of that which the rule in front of the
/// question names; `at` in microseconds since 1970. And `told` of what was told of it.
async fn lend_deeds(shop: &Shop, asker: &Asker<'_>, rule: &Rule) -> Result<(), SegmentError> {
    let (mut names, mut properties) = (Vec::new(), Vec::new());
    for condition in rule.conditions() {
        if let Rule::Did(did) = condition {
            names.extend(did.whats());
            properties.extend(did.all_details().map(|detail| detail.property.as_slice()));
        }
    }
    names.sort_unstable();
    names.dedup();
    properties.sort_unstable();
    properties.dedup();
    let (mut numbers, mut moments, mut whats) = (Vec::new(), Vec::new(), Vec::new());
    let mut readings = Readings::default();
    let zone = &asker.asked.vantage.zone;
    let mut tx = shop.read().await?;
    for name in names {
        for deed in ever_done(&mut tx, name, !properties.is_empty()).await? {
            for path in &properties {
                let told = deed.properties.as_ref();
                if let Some(told) = told.and_then(|told| Told::of(told, path, zone)) {
                    readings.add(numbers.len(), path, &told);
                }
            }
            numbers.push(deed.customer_no);
            moments.push(deed.at.0);
            whats.push(Some(name.to_owned()));
        }
    }
    let columns = vec![
        ("nth", Lent::Numbers((0..).take(numbers.len()).collect())),
        ("customer_no", Lent::Numbers(numbers)),
        ("at", Lent::Numbers(moments)),
        ("what", Lent::Words(whats)),
    ];
    let session = &asker.asked.session;
    session.lend("happened", columns).map_err(ReportError::from)?;
    Ok(session.lend("told", readings.columns()).map_err(ReportError::from)?)
}

/// Everything of a name that was ever done, with what was told of it where that is asked for.
async fn ever_done(
    tx: &mut ShopTx,
    name: &str,
    is_told: bool,
) -> Result<Vec<ToldDeed>, RecordsError> {
    let (from, until) = (Instant(i64::MIN), Instant(i64::MAX));
    if is_told {
        return timeline::told_deeds(tx, name, from, until).await;
    }
    let deeds = timeline::deeds(tx, name, from, until).await?.into_iter();
    Ok(deeds.map(|(customer_no, at)| ToldDeed { customer_no, at, properties: None }).collect())
}

/// `told(nth, property, read_as, number, word)`: the properties that the rule names, of the deed
/// with this number, a row for each way in which one can be read.
#[derive(Default)]
struct Readings {
    deeds: Vec<i64>,
    properties: Vec<Option<String>>,
    read_as: Vec<Option<String>>,
    numbers: Vec<f64>,
    words: Vec<Option<String>>,
}

impl Readings {
    fn add(&mut self, deed: usize, path: &[String], told: &Told) {
        let property = property_name(path);
        let mut put = |read_as: ReadAs, number: f64, word: Option<String>| {
            self.deeds.push(deed as i64);
            self.properties.push(Some(property.clone()));
            self.read_as.push(Some(read_as.word().to_owned()));
            self.numbers.push(number);
            self.words.push(word);
        };
        put(ReadAs::Anything, 0.0, None);
        if let Some(number) = told.number {
            put(ReadAs::Number, number, None);
        }
        if let Some(text) = &told.text {
            put(ReadAs::Text, 0.0, Some(text.clone()));
        }
        if let Some(yes) = told.yes {
            put(ReadAs::YesNo, f64::from(u8::from(yes)), None);
        }
        if let Some(day) = told.day {
            put(ReadAs::Day, Meant::number_of_day(day) as f64, None);
        }
    }

    fn columns(self) -> Vec<(&'static str, Lent)> {
        vec![
            ("nth", Lent::Numbers(self.deeds)),
            ("property", Lent::Words(self.properties)),
            ("read_as", Lent::Words(self.read_as)),
            ("number", Lent::Shares(self.numbers)),
            ("word", Lent::Words(self.words)),
        ]
    }
}

/// `segment_members(segment, customer_id, "from", "until")`: who has been in each kept segment,
/// from when until when; who is in it still has no end.
async fn lend_members(shop: &Shop, asker: &Asker<'_>) -> Result<(), SegmentError> {
    let mut tx = shop.read().await?;
    let spells = keeping::spells(&mut tx).await?;
    let numbers: Vec<i64> = spells.iter().map(|spell| spell.customer_no).collect();
    let known = customers::of_numbers(&mut tx, &numbers).await?;
    let ids: HashMap<i64, String> =
        known.into_iter().map(|it| (it.no, shown_id(it.external_id.as_deref(), it.id))).collect();
    let id = |spell: &keeping::Spell| ids.get(&spell.customer_no).cloned();
    let columns = vec![
        ("segment", Lent::Words(spells.iter().map(|it| Some(it.segment.clone())).collect())),
        ("customer_id", Lent::Words(spells.iter().map(id).collect())),
        ("from", Lent::Moments(spells.iter().map(|spell| Some(spell.from)).collect())),
        ("until", Lent::Moments(spells.iter().map(|spell| spell.until).collect())),
    ];
    Ok(asker.asked.session.lend("segment_members", columns).map_err(ReportError::from)?)
}
