//! How well chances were told: beside what came of them.

use crate::{Interval, Z95, wilson};

/// How well the chances of many were told.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Score {
    /// How many.
    pub n: usize,
    /// How many of them ended in a yes.
    pub n_yes: usize,
    /// How often a yes had the higher chance of a yes and a no that were drawn at random; ties
    /// count half. 0.5 is what chance does, 1 is no mistake.
    pub auc: f64,
    /// Standard error of that (Hanley and McNeil 1982).
    pub auc_error: f64,
    /// The mean of −ln of the chance that was given to what came; less is better.
    pub log_loss: f64,
    /// The mean squared distance of the chance from what came; less is better.
    pub brier: f64,
}

impl Score {
    /// Where the AUC lies in 95 of 100 such samples.
    pub fn auc_interval(&self) -> Interval {
        let half = Z95 * self.auc_error;
        Interval { low: (self.auc - half).max(0.0), high: (self.auc + half).min(1.0) }
    }
}

/// Scores chances; nothing where only one answer came, because then nothing could be told apart.
pub fn score(chances: &[f64], answers: &[bool]) -> Option<Score> {
    let n = answers.len();
    let n_yes = answers.iter().filter(|yes| **yes).count();
    if n_yes == 0 || n_yes == n || chances.len() != n {
        return None;
    }
    let auc = auc(chances, answers, n_yes);
    let given = |(chance, yes): (&f64, &bool)| if *yes { *chance } else { 1.0 - chance };
    let lost = chances.iter().zip(answers).map(|pair| -given(pair).max(1e-15).ln());
    let off = chances.iter().zip(answers).map(|pair| (1.0 - given(pair)).powi(2));
    Some(Score {
        n,
        n_yes,
        auc,
        auc_error: auc_error(auc, n_yes as f64, (n - n_yes) as f64),
        log_loss: lost.sum::<f64>() / n as f64,
        brier: off.sum::<f64>() / n as f64,
    })
}

/// By the ranks of the yeses (Mann and Whitney 1947); equal chances share their mean rank.
fn auc(chances: &[f64], answers: &[bool], n_yes: usize) -> f64 {
    let mut order: Vec<usize> = (0..chances.len()).collect();
    order.sort_unstable_by(|a, b| chances[*a].total_cmp(&chances[*b]));
    let (mut ranks, mut before) = (0.0, 0_usize);
    for alike in order.chunk_by(|a, b| chances[*a] == chances[*b]) {
        let rank = before as f64 + (alike.len() as f64 + 1.0) / 2.0;
        ranks += rank * alike.iter().filter(|nth| answers[**nth]).count() as f64;
        before += alike.len();
    }
    let (yes, no) = (n_yes as f64, (chances.len() - n_yes) as f64);
    (ranks - yes * (yes + 1.0) / 2.0) / (yes * no)
}

fn auc_error(auc: f64, yes: f64, no: f64) -> f64 {
    let (two_yes, two_no) = (auc / (2.0 - auc), 2.0 * auc * auc / (1.0 + auc));
    let square =
        auc * (1.0 - auc) + (yes - 1.0) * (two_yes - auc * auc) + (no - 1.0) * (two_no - auc * auc);
    (square.max(0.0) / (yes * no)).sqrt()
}

/// Some whose chances were alike: what they were told, and what came.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bin {
    /// How many.
    pub n: usize,
    /// The mean of their chances.
    pub told: f64,
    /// The share that ended in a yes.
    pub came: f64,
    /// Where that share lies, at 95 %.
    pub interval: Interval,
}

/// Everybody in so many bins of equal size, the lowest chances first. Equal chances stay together,
/// so there may be fewer.
pub fn bins(chances: &[f64], answers: &[bool], n_bins: usize) -> Vec<Bin> {
    let order = sorted(chances, 1.0);
    let (n, mut bins, mut from) = (order.len(), Vec::new(), 0);
    for nth in 1..=n_bins {
        let mut until = n * nth / n_bins;
        if until <= from {
            continue;
        }
        while until < n && chances[order[until]] == chances[order[until - 1]] {
            until += 1;
        }
        bins.extend(bin(&order[from..until], chances, answers));
        from = until;
    }
    bins
}

fn bin(some: &[usize], chances: &[f64], answers: &[bool]) -> Option<Bin> {
    let n_yes = some.iter().filter(|nth| answers[**nth]).count();
    let interval = wilson(n_yes as u64, some.len() as u64)?;
    let told = some.iter().map(|nth| chances[*nth]).sum::<f64>() / some.len() as f64;
    Some(Bin { n: some.len(), told, came: n_yes as f64 / some.len() as f64, interval })
}

/// How much more often than of all a yes came of those with the highest chances.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lift {
    /// How many have been taken, from the highest chance down.
    pub n: usize,
    /// The share of all yeses that are among them.
    pub found: f64,
    /// Their share of yeses over that of all.
    pub lift: f64,
    /// The same of this tenth alone.
    pub own: f64,
}

/// The lift of the first tenth, of the first two, … up to all; nothing without a yes.
pub fn lifts(chances: &[f64], answers: &[bool]) -> Vec<Lift> {
    let order = sorted(chances, -1.0);
    let (n, n_yes) = (order.len(), answers.iter().filter(|yes| **yes).count());
    if n_yes == 0 {
        return Vec::new();
    }
    let base = n_yes as f64 / n as f64;
    let (mut lifts, mut from, mut found) = (Vec::new(), 0, 0);
    for tenth in 1..=10 {
        let until = n * tenth / 10;
        if until == from {
            continue;
        }
        let own = order[from..until].iter().filter(|nth| answers[**nth]).count();
        found += own;
        let share = |yes: usize, of: usize| yes as f64 / of as f64 / base;
        lifts.push(Lift {
            n: until,
            found: found as f64 / n_yes as f64,
            lift: share(found, until),
            own: share(own, until - from),
        });
        from = until;
    }
    lifts
}

/// Places by chance, rising or falling; equal chances in the order in which they came.
fn sorted(chances: &[f64], sign: f64) -> Vec<usize> {
    let mut order: Vec<usize> = (0..chances.len()).collect();
    order.sort_by(|a, b| (sign * chances[*a]).total_cmp(&(sign * chances[*b])));
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_score_is_what_counting_pairs_gives() {
        let chances = [0.1, 0.4, 0.35, 0.8, 0.4, 0.9];
        let answers = [false, false, true, true, true, false];
        let (mut won, mut pairs) = (0.0, 0.0);
        for (a, yes) in chances.iter().zip(answers).filter(|it| it.1) {
            for (b, _) in chances.iter().zip(answers).filter(|it| !it.1) {
                pairs += 1.0;
                won += if a > b { 1.0 } else { f64::from(u8::from(a == b)) / 2.0 };
            }
            assert!(yes);
        }
        let score = score(&chances, &answers).expect("both answers");
        assert!((score.auc - won / pairs).abs() < 1e-12, "{score:?}");
        let brier = (0.01 + 0.16 + 0.65 * 0.65 + 0.04 + 0.36 + 0.81) / 6.0;
        assert!((score.brier - brier).abs() < 1e-12, "{score:?}");
    }

    #[test]
    fn one_answer_cannot_be_scored() {
        assert_eq!(score(&[0.1, 0.2], &[true, true]), None);
        assert_eq!(score(&[], &[]), None);
        assert!(lifts(&[0.1, 0.2], &[false, false]).is_empty());
    }

    #[test]
    fn bins_hold_everybody_once_and_equal_chances_stay_together() {
        let chances: Vec<f64> = (0..1_000).map(|nth| f64::from(nth % 7) / 7.0).collect();
        let answers: Vec<bool> = (0..1_000).map(|nth| nth % 3 == 0).collect();
        let bins = bins(&chances, &answers, 10);
        assert_eq!(bins.iter().map(|bin| bin.n).sum::<usize>(), 1_000);
        assert!(bins.windows(2).all(|pair| pair[0].told < pair[1].told), "{bins:?}");
        let lifts = lifts(&chances, &answers);
        let last = lifts.last().expect("tenths");
        assert!((last.found - 1.0).abs() < 1e-12 && (last.lift - 1.0).abs() < 1e-12);
    }
}
