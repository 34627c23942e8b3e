//! The figures of the report: what all come to, how the models did, what they learnt from.

use stats::learning::{Learnt, Tree};

use super::{
    BinOut, BranchOut, FeatureOut, LeavingTotal, LiftOut, TrialOut, TriedOut, money, usual,
};
use crate::Vantage;
use crate::leaving::features::{Feature, N_FEATURES};
use crate::leaving::modelled::Modelled;
use crate::leaving::trial::{self, Trial};

pub(super) fn total(modelled: &Modelled, chances: &[f64], vantage: &Vantage) -> LeavingTotal {
    let (seen, cuts) = (&modelled.now.seen, &modelled.cuts);
    let lately = cuts.end.saturating_sub(cuts.within.saturating_mul(2));
    let is_regular =
        |place: &usize| seen.n_occasions[*place] > 1 && seen.last_day[*place] >= lately;
    let regulars = (0..chances.len()).filter(is_regular);
    let slipping: Vec<usize> = regulars.clone().filter(|place| chances[*place] > 0.5).collect();
    let spent: i64 = slipping.iter().map(|place| seen.year_amount[*place]).sum();
    let stakes = chances.iter().zip(&seen.year_amount);
    LeavingTotal {
        buying: chances.iter().map(|chance| 1.0 - chance).sum(),
        regulars: regulars.count() as u64,
        slipping: slipping.len() as u64,
        slipping_value: vantage.money(spent),
        at_stake: money(vantage, stakes.map(|(chance, year)| chance * *year as f64).sum()),
    }
}

pub(super) fn trial_out(modelled: &Modelled, trial: &Trial) -> Option<TrialOut> {
    let cuts = &modelled.cuts;
    let from = *cuts.known.first()?;
    let score = trial.shipped()?.score;
    let tried = trial.tried.iter().map(|it| TriedOut {
        model: it.model,
        auc: it.score.auc,
        auc_low: it.score.auc_interval().low,
        auc_high: it.score.auc_interval().high,
        log_loss: it.score.log_loss,
        brier: it.score.brier,
        lift: it.lift,
        behind: it.behind,
        is_level: it.is_level,
    });
    let bins = trial.bins.iter().map(|bin| BinOut {
        customers: bin.n as u64,
        told: bin.told,
        came: bin.came,
        low: bin.interval.low,
        high: bin.interval.high,
    });
    let lifts = trial.lifts.iter().map(|lift| LiftOut {
        customers: lift.n as u64,
        found: lift.found,
        lift: lift.lift,
        own: lift.own,
    });
    Some(TrialOut {
        from: cuts.day(from),
        until: cuts.day(from + cuts.within - 1),
        tried: score.n as u64,
        left: score.n_yes as u64,
        expected: trial.told * score.n as f64,
        recency_auc: trial.recency_auc,
        models: tried.collect(),
        bins: bins.collect(),
        lifts: lifts.collect(),
    })
}

pub(super) fn features(modelled: &Modelled, learnt: &Learnt) -> Vec<FeatureOut> {
    let usual = usual(learnt, &modelled.now);
    let varies = varying(modelled);
    let told = trial::weights(learnt).into_iter().map(|it| FeatureOut {
        feature: it.feature,
        called: it.feature.called(),
        meaning: it.feature.meaning(),
        unit: it.feature.unit(),
        usual: it.feature.shown(usual[it.feature as usize]),
        weight: it.weight,
        low: it.low,
        high: it.high,
        part: it.part,
        is_constant: !varies[it.feature as usize],
    });
    told.collect()
}

/// Which features are not the same of everybody.
fn varying(modelled: &Modelled) -> [bool; N_FEATURES] {
    let mut rows = modelled.now.rows.chunks_exact(N_FEATURES);
    let mut varies = [false; N_FEATURES];
    if let Some(first) = rows.next() {
        for row in rows {
            varies.iter_mut().zip(row).zip(first).for_each(|((varies, x), of_first)| {
                *varies |= x != of_first;
            });
        }
    }
    varies
}

pub(super) fn branches(tree: &Tree) -> Vec<BranchOut> {
    let told = tree.nodes.iter().map(|node| {
        let feature = node.split.as_ref().and_then(|split| Feature::ALL.get(split.feature));
        let up_to = node.split.as_ref().zip(feature).map(|(it, feature)| feature.shown(it.up_to));
        let branches = node.split.as_ref().map(|split| split.branches.map(|nth| nth as u32));
        BranchOut {
            examples: node.n as u64,
            left: node.value,
            feature: feature.copied(),
            up_to,
            branches: branches.map(Vec::from).unwrap_or_default(),
        }
    });
    told.collect()
}
