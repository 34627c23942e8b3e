//! The report of recommendations: how well each way foretold, and what goes with what.

mod shapes;
mod sheet;
mod words;

use domain::Caveat;
use stats::taste::{Method as Way, Tried};

use super::answers::{bought_with, neighbours};
use super::{Learnt, RecommendOptions};
use crate::Vantage;

pub use shapes::{Gain, Method, ProductRow, RecommendReport, Trial, TriedOut, WeightsOut};
pub use words::definition;

/// Neighbours that are told of each product.
const NEIGHBOURS: usize = 3;
/// Fewer who came make a trial that says little.
const TRIED_FEW: u64 = 30;

/// Reads the report off what was learnt.
pub fn tell(
    options: RecommendOptions,
    vantage: &Vantage,
    learnt: Option<&Learnt>,
) -> RecommendReport {
    let limit = options.limit.map_or(usize::MAX, |limit| limit as usize);
    let head = vantage.head("recommend", definition(vantage.language), options);
    let mut report = RecommendReport {
        head,
        within_days: 0,
        customers: 0,
        products: 0,
        seen_from: None,
        seen_until: None,
        weights: None,
        new_by: None,
        trial: None,
        rows: Vec::new(),
    };
    let Some(learnt) = learnt else {
        let text = "nobody has bought a product yet, so nothing can be learnt";
        report.head.caveats.say(Caveat::new("nobody_bought", text));
        return report;
    };
    let (goods, recipe) = (&learnt.goods, &learnt.recipe);
    report.within_days = recipe.settings.within;
    report.customers = goods.diaries.len() as u64;
    report.products = goods.products.len() as u64;
    report.seen_from = Some(goods.from);
    report.seen_until = Some(goods.day(goods.end.saturating_sub(1)));
    report.weights = Some(recipe.weights.into());
    report.new_by = Some(recipe.new_by.into());
    report.trial = trial(learnt);
    report.rows = rows(learnt, limit);
    for doubt in doubts(learnt, report.trial.as_ref()) {
        report.head.caveats.say(doubt);
    }
    report
}

fn doubts(learnt: &Learnt, trial: Option<&Trial>) -> Vec<Caveat> {
    let mut doubts = Vec::new();
    if learnt.goods.n_left_out > 0 {
        let (n, kept) = (learnt.goods.n_left_out, learnt.goods.products.len());
        let text = format!(
            "{n} products with the fewest customers are not learnt from, only the first {kept}"
        );
        doubts.push(Caveat::new("products_left_out", text));
    }
    if learnt.taste.again.is_none() {
        let text = "too few products were bought again to tell when the next time comes, so what \
                    was bought most often stands for it";
        doubts.push(Caveat::new("no_rhythm_yet", text));
    }
    match trial {
        None => {
            let text = "nobody came in the days that would be foretold, so it is not known how \
                        well this does";
            doubts.push(Caveat::new("not_tried", text));
        }
        Some(trial) if trial.customers < TRIED_FEW => {
            let n = trial.customers;
            let text = format!("only {n} customers came in the days foretold, which says little");
            doubts.push(Caveat::new("few_tried", text));
        }
        Some(_) => {}
    }
    doubts
}

fn trial(learnt: &Learnt) -> Option<Trial> {
    let tried = learnt.trial.as_ref()?;
    let until = tried.from + learnt.recipe.settings.within - 1;
    Some(Trial {
        from: learnt.goods.day(tried.from),
        until: learnt.goods.day(until),
        customers: tried.trial.gains.len() as u64,
        methods: tried.trial.tried.iter().filter_map(tried_out).collect(),
        gain: gain(&tried.trial.gains)?,
    })
}

fn tried_out(tried: &Tried) -> Option<TriedOut> {
    let (at_10, at_20) = (tried.at_10?, tried.at_20?);
    Some(TriedOut {
        method: tried.method.into(),
        ndcg_10: at_10.ndcg,
        recall_10: at_10.recall,
        recall_20: at_20.recall,
        hit_10: at_10.hit,
        coverage: at_10.coverage,
        // What he bought himself says nothing of what is new to him.
        new_ndcg_10: match tried.method {
            Way::OwnFrequency | Way::Again => None,
            _ => tried.new_at_10.map(|told| told.ndcg),
        },
    })
}

/// How much better the shipped way foretold than own frequency, customer by customer.
fn gain(gains: &[f64]) -> Option<Gain> {
    let n = gains.len() as f64;
    let mean = (!gains.is_empty()).then(|| gains.iter().sum::<f64>() / n)?;
    let squares: f64 = gains.iter().map(|gain| (gain - mean).powi(2)).sum();
    let error = (gains.len() > 1).then(|| (squares / (n - 1.0) / n).sqrt());
    Some(Gain {
        mean,
        low: error.map(|error| mean - stats::Z95 * error),
        high: error.map(|error| mean + stats::Z95 * error),
    })
}

/// The products, those with most customers first, each with its nearest.
fn rows(learnt: &Learnt, limit: usize) -> Vec<ProductRow> {
    let products = &learnt.goods.products;
    let mut order: Vec<u32> = (0..products.len() as u32).collect();
    order.sort_by_key(|thing| std::cmp::Reverse(products[*thing as usize].customers));
    order.truncate(limit);
    let row = |thing: &u32| {
        let product = &products[*thing as usize];
        let with = neighbours(learnt, *thing).take(NEIGHBOURS);
        ProductRow {
            product: product.key.clone(),
            name: product.name.clone(),
            category: product.category.clone(),
            customers: product.customers,
            with: with.map(|near| bought_with(learnt, near.thing, near.n_both)).collect(),
        }
    };
    order.iter().map(row).collect()
}
