//! What a text means in this shop, and everything that is wrong with it.

use std::collections::BTreeMap;

use collect::fields::{self, Definition};
use collect::shop::Language;
use know::segments::{self, text};
use records::ShopTx;

use super::JourneyError;
use super::plan::{Fault, FaultCode, Plan, Worth, Written};
use crate::channels::{self, TextKind};
use crate::templates::{Blanks, Reader, Sender, write_note};

/// What of a profile a journey may set besides the shop's own fields.
pub(super) const LANGUAGE: &str = "language";

/// What a text means; every fault of it, also of its conditions and fields, at once.
pub async fn read(tx: &mut ShopTx, text: &str) -> Result<Plan, JourneyError> {
    let told = |faults: Vec<Fault>| {
        let faults = faults.into_iter().map(|fault| fault.in_file(text)).collect();
        JourneyError::Faulty(faults)
    };
    let written = Written::read(text).map_err(|fault| told(vec![fault]))?;
    let plan = Plan::of(&written).map_err(told)?;
    let mut faults = rule_faults(tx, &plan).await?;
    let known = fields::in_use(tx).await?;
    faults.extend(date_faults(&known, &plan));
    faults.extend(set_faults(&known, &plan));
    faults.extend(task_faults(&known, &plan));
    if faults.is_empty() { Ok(plan) } else { Err(told(faults)) }
}

async fn rule_faults(tx: &mut ShopTx, plan: &Plan) -> Result<Vec<Fault>, JourneyError> {
    let coins = segments::coins(tx).await?;
    let fault = |(place, rule): (String, &str)| {
        let fault = text::read(rule, coins).err()?;
        Some(Fault::at(place, FaultCode::BadRule, fault.to_string()))
    };
    Ok(plan.rules().into_iter().filter_map(fault).collect())
}

/// Days in a field that is not there, or holds no days.
fn date_faults(known: &[Definition], plan: &Plan) -> Vec<Fault> {
    let is_of_days =
        |key: &str| known.iter().any(|field| field.key == key && field.kind.is_of_days());
    let faulty = plan.dates().filter(|(_, field)| !is_of_days(field));
    let fault = |(place, field): (String, &str)| {
        let text = format!(
            "`{field}` is no field of customers that holds days; those that do are: {}",
            listed(known.iter().filter(|field| field.kind.is_of_days()))
        );
        Fault::at(place, FaultCode::BadValue, text)
    };
    faulty.map(fault).collect()
}

/// Fields that are not there, and values that are none of theirs.
fn set_faults(known: &[Definition], plan: &Plan) -> Vec<Fault> {
    let misfit = |field: &str, to: &Worth| match (field, to) {
        (LANGUAGE, Worth::Value(value)) => {
            let code = value.as_str().and_then(Language::of_code);
            code.is_none().then(|| ("to", "is one of en, uk and ru".to_owned()))
        }
        (LANGUAGE, Worth::Told(_)) => None,
        (key, to) if known.iter().any(|field| field.key == key) => {
            let Worth::Value(value) = to else { return None };
            let told = BTreeMap::from([(key.to_owned(), value.clone())]);
            fields::check(known, &told).err().map(|error| ("to", error.to_string()))
        }
        (key, _) => {
            let known = listed(known.iter());
            Some(("set", format!("there is no field `{key}`; there are: {LANGUAGE}, {known}")))
        }
    };
    let fault = |(step, field, to): (&str, &str, &Worth)| {
        let (word, text) = misfit(field, to)?;
        Some(Fault::at(format!("step.{step}.{word}"), FaultCode::BadValue, text))
    };
    plan.sets().filter_map(fault).collect()
}

/// Texts of tasks that cannot be filled in.
fn task_faults(known: &[Definition], plan: &Plan) -> Vec<Fault> {
    let (reader, shop) = (Reader::somebody(known), Sender::default());
    let fault = |(step, word, text): (&str, &str, &str)| {
        let problem = write_note((text, plan.language), Blanks::inside(&reader, &shop)).err()?;
        let text = problem.first().map_or_else(String::new, ToString::to_string);
        Some(Fault::at(format!("step.{step}.{word}"), FaultCode::BadLetter, text))
    };
    let texts = plan.tasks().flat_map(|(step, task)| {
        [(step, "task", task.title.as_str()), (step, "details", task.details.as_str())]
    });
    texts.filter_map(fault).collect()
}

/// Refuses a journey that calls other programs while nothing is there to sign with.
pub(super) async fn can_call(tx: &mut ShopTx, plan: &Plan) -> Result<(), JourneyError> {
    let Some(step) = plan.first_call() else { return Ok(()) };
    let settings = channels::webhook(tx).await?;
    match (settings.kind, settings.secret) {
        // Into the folder everything goes unsigned.
        (TextKind::Folder, _) | (TextKind::Live, Some(_)) => Ok(()),
        (TextKind::Live, None) => Err(JourneyError::NoCallSecret(step.to_owned())),
    }
}

fn listed<'a>(fields: impl Iterator<Item = &'a Definition>) -> String {
    fields.map(|field| field.key.as_str()).collect::<Vec<_>>().join(", ")
}
