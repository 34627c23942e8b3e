//! A fold under way.

use crate::{Fold, Rows, Sum, Turn};

/// A fold, what it has added up, and whose turn it is.
pub(super) struct Progress<F: Fold> {
    fold: F,
    sum: F::Sum,
    turn: Turn,
}

impl<F: Fold> Progress<F> {
    /// Nobody has been seen.
    pub fn new(fold: F) -> Self {
        Self { sum: fold.empty(), fold, turn: Turn::default() }
    }

    /// Sees rows; those of customers below 1 are sales without a customer, and the first in a file.
    pub fn see(&mut self, rows: &Rows<'_>) {
        let nobody = rows.customers.iter().take_while(|customer| **customer < 1).count();
        self.see_everybody(&rows.part(nobody..rows.len()));
    }

    /// Sees rows whoever they belong to.
    pub fn see_everybody(&mut self, rows: &Rows<'_>) {
        self.fold.see_rows(&mut self.turn, rows, &mut self.sum);
    }

    /// Whether the rows of a customer may not have come together.
    pub fn has_gone_back(&self) -> bool {
        self.turn.has_gone_back()
    }

    /// A file is at its end: the customers of the next one begin anew.
    pub fn end_file(&mut self) {
        if let Some(last) = self.turn.end() {
            self.fold.finish(last, &mut self.sum);
        }
    }

    /// What all rows came to; nobody has been seen since.
    pub fn take(&mut self) -> F::Sum {
        self.end_file();
        std::mem::replace(&mut self.sum, self.fold.empty())
    }

    /// The question that is being answered.
    pub fn fold(&self) -> &F {
        &self.fold
    }

    /// Adds what another part of the files came to.
    pub fn add(&mut self, sum: F::Sum) {
        self.sum.add(sum);
    }
}
