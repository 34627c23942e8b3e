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
use super::{cell_name, fields, opening};
use crate::abc::{self, Class};
use crate::asking::ReportError;
use crate::lifecycle::Standing;
use crate::rfm::Scored;
use crate::segments::crowd::{Asker, Meant, Told, tell_days};
use crate::segments::keeping;
use crate::segments::rule::Rule;
use crate::segments::saved::Library;
use crate::segments::{SegmentError, coins, text, word};

/// Lends the session the tables beside the facts that a question names.
///
/// `people`, `consents`, `scores`, `predictions`, `personas`, `cells` and `happened` are for the
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
    if question.contains("personas") {
        lend_personas(asker).await?;
    }
    if let Some(rule) = rule_in_front(shop, question).await? {
        lend_cells(asker, &rule).await?;
        lend_deeds(shop, asker, &rule).await?;
        fields::lend(shop, asker, &rule).await?;
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

/// `personas(customer_no, persona)`: the persona of everybody who bought, by the run in use.
async fn lend_personas(asker: &mut Asker<'_>) -> Result<(), SegmentError> {
    let told = asker.personas().await?;
    let columns = vec![
        ("customer_no", Lent::Numbers(told.iter().map(|(customer, _)| *customer).collect())),
        ("persona", Lent::Words(told.iter().map(|(_, key)| Some(key.clone())).collect())),
    ];
    Ok(asker.asked.session.lend("personas", columns).map_err(ReportError::from)?)
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

/// `happened(nth, customer_no, at, what, …)`: what was done of that which the rule in front of the
/// question names; `at` in microseconds since 1970. Behind it the properties that the rule names,
/// a column for each way in which one can be read.
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
    let mut readings: Vec<Readings> = properties.iter().map(|_| Readings::default()).collect();
    let zone = &asker.asked.vantage.zone;
    let mut tx = shop.read().await?;
    for name in names {
        for deed in ever_done(&mut tx, name, !properties.is_empty()).await? {
            for (path, readings) in properties.iter().zip(&mut readings) {
                let told = deed.properties.as_ref();
                readings.add(told.and_then(|told| Told::of(told, path, zone)));
            }
            numbers.push(deed.customer_no);
            moments.push(deed.at.0);
            whats.push(Some(name.to_owned()));
        }
    }
    let mut columns = vec![
        ("nth".to_owned(), Lent::Numbers((0..).take(numbers.len()).collect())),
        ("customer_no".to_owned(), Lent::Numbers(numbers)),
        ("at".to_owned(), Lent::Numbers(moments)),
        ("what".to_owned(), Lent::Words(whats)),
    ];
    for (path, readings) in properties.into_iter().zip(readings) {
        columns.extend(readings.columns(path));
    }
    let (names, lent): (Vec<String>, Vec<Lent>) = columns.into_iter().unzip();
    let columns = names.iter().map(String::as_str).zip(lent).collect();
    Ok(asker.asked.session.lend("happened", columns).map_err(ReportError::from)?)
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

/// One property of every deed, in every way in which it can be read.
#[derive(Default)]
struct Readings {
    known: Vec<Option<i64>>,
    /// 0 where it is none.
    numbers: Vec<f64>,
    are_numbers: Vec<Option<i64>>,
    texts: Vec<Option<String>>,
    yes: Vec<Option<i64>>,
    days: Vec<Option<i64>>,
}

impl Readings {
    fn add(&mut self, told: Option<Told>) {
        self.known.push(told.as_ref().map(|_| 1));
        let told = told.unwrap_or_default();
        self.numbers.push(told.number.unwrap_or_default());
        self.are_numbers.push(told.number.map(|_| 1));
        self.texts.push(told.text);
        self.yes.push(told.yes.map(i64::from));
        self.days.push(told.day.map(Meant::number_of));
    }

    fn columns(self, property: &[String]) -> [(String, Lent); 6] {
        [
            (ReadAs::Anything.column(property), Lent::SomeNumbers(self.known)),
            (ReadAs::Number.column(property), Lent::Shares(self.numbers)),
            (ReadAs::AnyNumber.column(property), Lent::SomeNumbers(self.are_numbers)),
            (ReadAs::Text.column(property), Lent::Words(self.texts)),
            (ReadAs::YesNo.column(property), Lent::SomeNumbers(self.yes)),
            (ReadAs::Day.column(property), Lent::SomeNumbers(self.days)),
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
