//! Running folds over the files of one moment.

use std::sync::PoisonError;

use datafusion::common::ScalarValue;
use datafusion::logical_expr::{Expr, cast, when};
use datafusion::prelude::{DataFrame, col, lit};

use crate::function::{Basket, into_basket};
use crate::session::naive_moment;
use crate::{FactTable, FactsError, Fold, Session};

/// Rows that a fold sees.
struct Rows {
    of: FactTable,
    /// What it sees in place of an amount.
    amount: Expr,
    /// Whether a row counts.
    counted: Expr,
}

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
        let orders = self.context.table(FactTable::Orders.name()).await?;
        let meant = orders.parse_sql_expr(condition)?;
        // A filter before the fold lets the engine pass over what the ends of the files rule out:
        // the orders of one customer lie in a few pieces.
        let rows = Rows { of: FactTable::Orders, amount: col("amount"), counted: lit(true) };
        self.fold_rows(orders.filter(meant)?, rows, fold).await
    }

    /// Runs several folds, each over the orders that meet a condition of its own, in one pass: what
    /// is read for one of them is read for all.
    pub async fn fold_each_where<F: Fold>(
        &self,
        folds: Vec<(&str, F)>,
    ) -> Result<Vec<F::Sum>, FactsError> {
        let orders = self.context.table(FactTable::Orders.name()).await?;
        let (mut calls, mut baskets) = (Vec::new(), Vec::new());
        for (condition, fold) in folds {
            let counted = orders.parse_sql_expr(condition)?;
            let (empty, basket) = (fold.empty(), Basket::default());
            let rows = Rows { of: FactTable::Orders, amount: col("amount"), counted };
            calls.push(self.call(rows, fold, basket.clone())?);
            baskets.push((empty, basket));
        }
        gather(orders, calls).await?;
        Ok(baskets.into_iter().map(|(empty, basket)| taken(&basket).unwrap_or(empty)).collect())
    }

    async fn fold_over<F: Fold>(
        &self,
        table: FactTable,
        amount: Expr,
        fold: F,
    ) -> Result<F::Sum, FactsError> {
        let frame = self.context.table(table.name()).await?;
        self.fold_rows(frame, Rows { of: table, amount, counted: col("valid") }, fold).await
    }

    async fn fold_rows<F: Fold>(
        &self,
        frame: DataFrame,
        rows: Rows,
        fold: F,
    ) -> Result<F::Sum, FactsError> {
        let (empty, basket) = (fold.empty(), Basket::default());
        gather(frame, vec![self.call(rows, fold, basket.clone())?]).await?;
        Ok(taken(&basket).unwrap_or(empty))
    }

    /// A fold over the rows that count, which puts what it adds up into the basket.
    fn call<F: Fold>(
        &self,
        Rows { of, amount, counted }: Rows,
        fold: F,
        basket: Basket<F::Sum>,
    ) -> Result<Expr, FactsError> {
        let amount = match fold.reads_amount() {
            true => self.in_currency(of, amount)?,
            false => lit(ScalarValue::Null),
        };
        let at = cast(col("at"), naive_moment());
        Ok(into_basket(fold, basket).call(vec![col("customer_no"), at, amount, counted]))
    }

    /// The amount where it counts; nobody compares currencies where there is only one.
    fn in_currency(&self, table: FactTable, amount: Expr) -> Result<Expr, FactsError> {
        let Some(code) = self.currency.as_deref() else { return Ok(amount) };
        let mut sources = self.sources.iter();
        let source = sources.find(|source| source.table == table);
        if source.is_some_and(|source| source.is_all_in(code)) {
            return Ok(amount);
        }
        Ok(when(col("currency").eq(lit(code)), amount).end()?)
    }
}

async fn gather(rows: DataFrame, calls: Vec<Expr>) -> Result<(), FactsError> {
    rows.aggregate(vec![], calls)?.collect().await?;
    Ok(())
}

fn taken<S>(basket: &Basket<S>) -> Option<S> {
    basket.lock().unwrap_or_else(PoisonError::into_inner).take()
}
