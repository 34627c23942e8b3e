//! What each reader probably wants, for letters that speak of it.

use std::collections::HashMap;
use std::sync::Arc;

use collect::shop::{Language, Shop};
use know::recommend::{Bought, Learnt, Product, Recommended, Wish, answers, arrivals, memory};
use records::{RecordsError, ShopTx};

use crate::campaigns::Plan;
use crate::templates::Wanted;

/// As many as a letter may choose from.
const TOLD: u32 = 12;

/// What was learnt of who wants what; nothing where no text speaks of it, and then nothing is
/// looked up.
#[derive(Clone, Default)]
pub(crate) struct Tastes(Option<Arc<Option<Learnt>>>);

/// What somebody may be told of.
#[derive(Clone, Debug, Default)]
pub(super) struct OfReader {
    /// What he wants next.
    pub(super) recommendations: Vec<Wanted>,
    /// What of that would be new to him.
    pub(super) discoveries: Vec<Wanted>,
    /// What is new in the category that he buys most.
    pub(super) arrivals: Vec<Wanted>,
}

impl Tastes {
    /// What the texts of a plan need. It is learnt before a transaction begins, which must not wait
    /// for that; where it cannot be learnt no letter goes out without it.
    pub(super) async fn for_plan(shop: &Shop, plan: &Plan) -> Result<Self, RecordsError> {
        if !speaks_of_wanted(plan) {
            return Ok(Self::default());
        }
        let learnt = memory::learnt(shop).await.map_err(unlearnt)?;
        Ok(Self(Some(learnt)))
    }

    /// What sells best, the best of each category at least; nothing where no text speaks of it.
    pub(super) async fn best_sellers(&self, tx: &mut ShopTx) -> Result<Vec<Wanted>, RecordsError> {
        let Some(learnt) = &self.0 else { return Ok(Vec::new()) };
        let Some(learnt) = learnt.as_ref() else { return Ok(Vec::new()) };
        let told = answers::best_sellers(tx, learnt, BEST_OF_EACH).await.map_err(unlearnt)?;
        Ok(products(told))
    }

    /// What each of these customers wants, by his number.
    pub(super) async fn of_numbers(
        &self,
        tx: &mut ShopTx,
        numbers: &[i64],
    ) -> Result<HashMap<i64, OfReader>, RecordsError> {
        let Some(learnt) = &self.0 else { return Ok(HashMap::new()) };
        let learnt = learnt.as_ref().as_ref();
        let wish = Wish { limit: Some(TOLD), ..Wish::default() };
        let next = answers::to_numbers(tx, learnt, numbers, &wish).await.map_err(unlearnt)?;
        let wish = Wish { bought: Bought::Never, ..wish };
        let new = answers::to_numbers(tx, learnt, numbers, &wish).await.map_err(unlearnt)?;
        let arrived = arrivals::to_numbers(tx, learnt, numbers, TOLD as usize).await;
        let arrived = arrived.map_err(unlearnt)?;
        let told = next.into_iter().zip(new).zip(arrived);
        let of_reader = told.map(|((next, new), arrived)| OfReader {
            recommendations: products(next),
            discoveries: products(new),
            arrivals: arrived.into_iter().map(arrival).collect(),
        });
        Ok(numbers.iter().copied().zip(of_reader).collect())
    }
}

/// The best sellers told to letters of each category, and of all.
const BEST_OF_EACH: usize = 12;

fn unlearnt(error: know::ReportError) -> RecordsError {
    match error {
        know::ReportError::Records(error) => error,
        other => RecordsError::Unreadable(format!("what customers want: {other}")),
    }
}

/// Whether a text of the plan names what the reader wants.
fn speaks_of_wanted(plan: &Plan) -> bool {
    plan.wordings().any(|wording| wording.speaks_of_wanted())
}

fn products(told: Recommended) -> Vec<Wanted> {
    let wanted = told.products.into_iter().map(|one| Wanted {
        product: one.product,
        name: one.name,
        category: one.category,
    });
    wanted.collect()
}

fn arrival(product: Product) -> Wanted {
    Wanted { product: product.key, name: product.name, category: product.category }
}

/// What Anna wants while the shop knows nobody.
pub(super) fn examples(language: Language) -> Vec<Wanted> {
    let names = match language {
        Language::En => ["Rye bread", "Apple pie", "Plum jam"],
        Language::Uk => ["Житній хліб", "Яблучний пиріг", "Сливове варення"],
        Language::Ru => ["Ржаной хлеб", "Яблочный пирог", "Сливовое варенье"],
    };
    let wanted = (1..).zip(names).map(|(nth, name): (u32, &str)| Wanted {
        product: format!("EXAMPLE-{nth}"),
        name: name.to_owned(),
        category: None,
    });
    wanted.collect()
}
