//! Rows of numbers, each with the answer that came of it.

/// What is learnt from: as many numbers for each row, and whether it ended in a yes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Examples {
    /// How many numbers a row has.
    pub n_features: usize,
    /// The numbers, row after row.
    pub features: Vec<f64>,
    /// The answers.
    pub answers: Vec<bool>,
}

impl Examples {
    /// No example yet of rows with so many numbers.
    pub fn new(n_features: usize) -> Self {
        Self { n_features, features: Vec::new(), answers: Vec::new() }
    }

    /// Takes one more in.
    pub fn add(&mut self, row: &[f64], answer: bool) {
        debug_assert_eq!(row.len(), self.n_features);
        self.features.extend_from_slice(row);
        self.answers.push(answer);
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.answers.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.answers.is_empty()
    }

    /// How many ended in a yes.
    pub fn n_yes(&self) -> usize {
        self.answers.iter().filter(|yes| **yes).count()
    }

    /// The rows, in order.
    pub fn rows(&self) -> impl Iterator<Item = &[f64]> {
        self.features.chunks_exact(self.n_features.max(1))
    }
}
