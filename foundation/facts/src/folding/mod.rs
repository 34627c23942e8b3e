//! Running folds over the files of one moment.
//!
//! A report names its columns, so nothing is planned for it: that took longer than reading two
//! million orders. In SQL the same folds are functions of the engine (`function.rs`).

mod function;
mod pass;
mod progress;

use datafusion::common::DFSchema;
use datafusion::logical_expr::{Expr, when};
use datafusion::prelude::{col, lit};

pub use function::FoldFunction;

use self::pass::Pass;
use crate::{FactTable, FactsError, Fold, Session};

impl Session {
    /// Runs a fold over every customer's valid orders.
    pub async fn fold<F: Fold>(&self, fold: F) -> Result<F::Sum, FactsError> {
        self.fold_over(FactTable::Orders, col("amount"), fold).await
    }

    /// Runs a fold over the positions of every customer's valid orders. In place of an amount it
    /// sees what the position brought less what it cost, 0 when either is unknown.
    pub async fn fold_profit<F: Fold>(&self, fold: F) -> Result<F::Sum, FactsError> {
        self.fold_over(FactTable::OrderLines, col("amount") - col("cost"), fold).await
    }

    /// Runs a fold over every customer's valid orders. In place of an amount it sees what the order
    /// brought, after discounts and refunds, less what its positions cost; 0 when either is
    /// unknown.
    pub async fn fold_gross_profit<F: Fold>(&self, fold: F) -> Result<F::Sum, FactsError> {
        self.fold_over(FactTable::Orders, col("amount") - col("cost"), fold).await
    }

    /// Runs a fold over those orders of every customer that meet a condition in SQL, such as
    /// `valid and channel = 'web'`; only the condition says whether they must be valid.
    pub async fn fold_where<F: Fold>(
        &self,
        condition: &str,
        fold: F,
    ) -> Result<F::Sum, FactsError> {
        let counted = self.meant(condition)?;
        let amount = self.amount_for(&fold, FactTable::Orders, col("amount"));
        // What the ends of the files rule out is passed over: the orders of one customer lie in a
        // few pieces.
        let pass =
            Pass::over(self, FactTable::Orders, Some(&counted), &[(amount, counted.clone())]);
        Ok(pass?.fold_one(fold).await?)
    }

    /// Runs several folds, each over the orders that meet a condition of its own, in one pass: what
    /// is read for one of them is read for all.
    pub async fn fold_each_where<F: Fold>(
        &self,
        folds: Vec<(&str, F)>,
    ) -> Result<Vec<F::Sum>, FactsError> {
        let mut questions = Vec::new();
        for (condition, fold) in &folds {
            let amount = self.amount_for(fold, FactTable::Orders, col("amount"));
            questions.push((amount, self.meant(condition)?));
        }
        let pass = Pass::over(self, FactTable::Orders, None, &questions)?;
        Ok(pass.fold(folds.into_iter().map(|(_, fold)| fold).collect()).await?)
    }

    async fn fold_over<F: Fold>(
        &self,
        table: FactTable,
        amount: Expr,
        fold: F,
    ) -> Result<F::Sum, FactsError> {
        let question = (self.amount_for(&fold, table, amount), col("valid"));
        Ok(Pass::over(self, table, None, &[question])?.fold_one(fold).await?)
    }

    /// A condition on orders, read.
    fn meant(&self, condition: &str) -> Result<Expr, FactsError> {
        let orders = DFSchema::try_from(FactTable::Orders.schema())?;
        Ok(self.engine().parse_sql_expr(condition, &orders)?)
    }

    /// What a fold sees in place of an amount; none when it does not look at it.
    fn amount_for<F: Fold>(&self, fold: &F, table: FactTable, amount: Expr) -> Option<Expr> {
        fold.reads_amount().then(|| self.in_currency(table, amount))
    }

    /// The amount where it counts; nobody compares currencies where there is only one.
    fn in_currency(&self, table: FactTable, amount: Expr) -> Expr {
        let Some(code) = self.currency.as_deref() else { return amount };
        if self.source(table).is_all_in(code) {
            return amount;
        }
        let counts = col("currency").eq(lit(code));
        when(counts, amount).end().expect("one branch is a case")
    }
}
