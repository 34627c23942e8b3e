//! The leaving report as tables: every customer, the trial, and what was learnt from.

use std::sync::Arc;

use collect::shop::{Language, Shop};

use super::shapes::{BinOut, FeatureOut, LeavingRow, LiftOut, Reason, TriedOut};
use super::{Listed, Told, row};
use crate::ReportError;
use crate::called;
use crate::leaving::{self, Fitted, LeavingOptions};
use crate::sheets::{Columns, Sheet, Table, Tabled, word_of};

/// A fitted shop whose customers can be introduced.
pub struct Introducing {
    shop: Shop,
    fitted: Fitted,
    told: Told,
}

impl Tabled for LeavingOptions {
    type Answer = Introducing;

    const TABLES: &'static [Table<Self>] = &[
        Table { name: "customers", sheet: customers },
        Table { name: "models", sheet: models },
        Table { name: "features", sheet: features },
        Table { name: "bins", sheet: bins },
        Table { name: "lifts", sheet: lifts },
    ];

    async fn answer(self, shop: &Shop) -> Result<Introducing, ReportError> {
        let (fitted, told) = leaving::told(shop, self).await?;
        Ok(Introducing { shop: shop.clone(), fitted, told })
    }
}

fn customers(Introducing { shop, fitted, told }: Introducing) -> Sheet {
    let Told { report, listed } = told;
    let (language, currency) = (fitted.vantage.language, report.head.currency);
    let fitted = Arc::new(fitted);
    Columns::<LeavingRow>::new()
        .word("customer_id", |row| row.customer_id.clone())
        .share("leaving", |row| row.leaving)
        .share("buying", |row| row.buying)
        .day("last_order_on", |row| row.last_order_on)
        .whole("occasions", |row| i64::from(row.occasions))
        .money("year_value", currency, |row| row.year_value)
        .money("at_stake", currency, |row| row.at_stake)
        .word("reasons", move |row| reasons(row, language))
        .in_parts(&report.head, listed, move |part: Vec<Listed>| {
            let (shop, fitted) = (shop.clone(), fitted.clone());
            async move {
                let Some(modelled) = &fitted.modelled else { return Ok(Vec::new()) };
                let numbers: Vec<i64> = part.iter().map(|one| one.customer_no).collect();
                let called = called::of_numbers(&shop, &numbers).await?;
                let told = |one| row(&fitted.vantage, modelled, &called, one);
                Ok(part.iter().map(told).collect())
            }
        })
}

/// The reasons in one cell: what, by how much, towards leaving or away from it.
fn reasons(row: &LeavingRow, language: Language) -> String {
    let said = |it: &Reason| format!("{} {:+.2}", it.feature.called().say(language), it.effect);
    row.reasons.iter().map(said).collect::<Vec<_>>().join("; ")
}

fn models(Introducing { told, .. }: Introducing) -> Sheet {
    let models = told.report.trial.map(|it| it.models).unwrap_or_default();
    Columns::<TriedOut>::new()
        .word("model", |it| word_of(&it.model))
        .number("auc", |it| it.auc)
        .number("auc_low", |it| it.auc_low)
        .number("auc_high", |it| it.auc_high)
        .number("log_loss", |it| it.log_loss)
        .number("brier", |it| it.brier)
        .number("lift", |it| it.lift)
        .flag("level_with_the_best", |it| it.is_level)
        .of(&told.report.head, models)
}

fn features(Introducing { told, .. }: Introducing) -> Sheet {
    Columns::<FeatureOut>::new()
        .word("feature", |it| word_of(&it.feature))
        .number("usual", |it| it.usual)
        .number("weight", |it| it.weight)
        .number("low", |it| it.low)
        .number("high", |it| it.high)
        .share("part", |it| it.part)
        .of(&told.report.head, told.report.features)
}

fn bins(Introducing { told, .. }: Introducing) -> Sheet {
    let bins = told.report.trial.map(|it| it.bins).unwrap_or_default();
    Columns::<BinOut>::new()
        .whole("customers", |bin| bin.customers)
        .share("leaving", |bin| bin.told)
        .share("left", |bin| bin.came)
        .share("low", |bin| bin.low)
        .share("high", |bin| bin.high)
        .of(&told.report.head, bins)
}

fn lifts(Introducing { told, .. }: Introducing) -> Sheet {
    let lifts = told.report.trial.map(|it| it.lifts).unwrap_or_default();
    Columns::<LiftOut>::new()
        .whole("customers", |lift| lift.customers)
        .share("found", |lift| lift.found)
        .number("lift", |lift| lift.lift)
        .number("lift_of_tenth", |lift| lift.own)
        .of(&told.report.head, lifts)
}
