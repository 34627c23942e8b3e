//! What the conditions of a rule ask of whole orders, put to all orders at once.

use super::buying::{Answers, Ask, BuyingFold};
use super::{Crowd, Meant};
use crate::asking::{Asked, ReportError};
use crate::segments::rule::{Against, Filters, Measure, Rule, Source};

/// What has been asked of one choice of orders.
struct Batch {
    of: Filters,
    asks: Vec<Ask>,
    answers: Answers,
    /// Which questions hold for somebody who has bought nothing.
    of_nobody: Vec<bool>,
}

/// What has been asked of whole orders, by the choice of orders that it is about.
#[derive(Default)]
pub(super) struct Batches(Vec<Batch>);

impl Batches {
    /// Asks everything that conditions need in one pass over the orders.
    pub async fn ask(
        &mut self,
        asked: &Asked,
        meant: &Meant,
        conditions: &[&Rule],
    ) -> Result<(), ReportError> {
        self.0.clear();
        for (of, ask) in conditions.iter().flat_map(|condition| asks_of(condition)) {
            self.note(of, ask);
        }
        let conditions: Vec<String> =
            self.0.iter().map(|batch| meant.condition(&batch.of)).collect();
        let mut folds = Vec::new();
        for (batch, condition) in self.0.iter_mut().zip(&conditions) {
            let fold = BuyingFold::new(&asked.vantage, meant, &batch.asks);
            let Some(fold) = fold else { return Ok(()) };
            batch.of_nobody = fold.holds_of_nobody();
            folds.push((condition.as_str(), fold));
        }
        if folds.is_empty() {
            return Ok(());
        }
        let answers = asked.session.fold_each_where(folds).await?;
        self.0.iter_mut().zip(answers).for_each(|(batch, answers)| batch.answers = answers);
        Ok(())
    }

    fn note(&mut self, of: &Filters, ask: Ask) {
        let found = self.0.iter().position(|batch| batch.of == *of);
        let place = found.unwrap_or_else(|| {
            let (of, answers) = (of.clone(), Answers::default());
            self.0.push(Batch { of, asks: Vec::new(), answers, of_nobody: Vec::new() });
            self.0.len() - 1
        });
        let asks = &mut self.0[place].asks;
        if !asks.contains(&ask) {
            asks.push(ask);
        }
    }

    /// The batch that a question was put in, and its place there.
    fn answered(&self, of: &Filters, ask: &Ask) -> Option<(&Batch, usize)> {
        let batch = self.0.iter().find(|batch| batch.of == *of)?;
        Some((batch, batch.asks.iter().position(|asked| asked == ask)?))
    }

    /// Those of everyone for whom a condition held when all orders were looked through.
    pub fn whether(&self, condition: &Rule, everyone: &Crowd) -> Crowd {
        let ask = Ask::Whether(condition.clone());
        let of = in_one_pass(condition).expect("it was put to the orders");
        let Some((batch, place)) = self.answered(of, &ask) else { return Crowd::default() };
        let holds = batch.answers.holds.get(place).cloned().unwrap_or_default();
        // While nobody has bought there is no pass, and the condition is asked of nobody's orders.
        let of_nobody = match batch.of_nobody.get(place) {
            Some(holds) => *holds,
            None => holds_of_nothing(condition),
        };
        match of_nobody {
            true => holds.or(&everyone.clone().without(&batch.answers.seen)),
            false => holds,
        }
    }

    /// A figure of whole orders, by the number of each customer who has any.
    pub fn told(&self, measure: &Measure) -> &[(i64, f64)] {
        let found = self.answered(&measure.of, &Ask::Tell(measure.clone()));
        let told = found.and_then(|(batch, place)| batch.answers.told.get(place));
        told.map_or(&[], Vec::as_slice)
    }
}

/// The one choice of whole orders that a condition is about; none when it needs anything else.
pub(super) fn in_one_pass(condition: &Rule) -> Option<&Filters> {
    if !matches!(condition, Rule::Compare(_) | Rule::Between(_)) {
        return None;
    }
    let measures = condition.measures();
    let (first, rest) = measures.split_first()?;
    let alike = |measure: &&Measure| measure.source() == Source::Orders && measure.of == first.of;
    (alike(first) && rest.iter().all(alike)).then_some(&first.of)
}

/// What a condition asks of whole orders, and of which.
fn asks_of(condition: &Rule) -> Vec<(&Filters, Ask)> {
    if let Some(of) = in_one_pass(condition) {
        return vec![(of, Ask::Whether(condition.clone()))];
    }
    let of_orders = |measure: &&Measure| measure.source() == Source::Orders;
    let measures = condition.measures().into_iter().filter(of_orders);
    measures.map(|measure| (&measure.of, Ask::Tell(measure.clone()))).collect()
}

/// Whether a condition holds for somebody who has bought nothing.
fn holds_of_nothing(condition: &Rule) -> bool {
    let figure = |measure: &Measure| measure.quantity.is_count().then_some(0.0);
    match condition {
        Rule::Between(between) => between.holds(figure(&between.measure)),
        Rule::Compare(comparison) => {
            let other = match &comparison.than {
                Against::Own(own) => figure(&own.measure),
                Against::Number(_) => None,
            };
            comparison.holds(figure(&comparison.measure), other)
        }
        _ => false,
    }
}
