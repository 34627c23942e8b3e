//! The same words as other tools count them, in a terminal.

use domain::Caveats;
use know::elsewhere::{ElsewhereReport, Variant};

use super::metrics::of_kind;
use super::{Shown, Table, said};

impl Shown for ElsewhereReport {
    fn said(&self) -> (&str, &Caveats) {
        said(&self.head)
    }

    fn tables(&self) -> Vec<Table> {
        let row = |variant: &Variant| {
            vec![
                variant.word.word().to_owned(),
                variant.tool.to_owned(),
                variant.called.to_owned(),
                of_kind(variant.kind, variant.value),
                variant.of.to_string(),
            ]
        };
        let rows = self.variants.iter().map(row).collect();
        vec![Table::new(&["word", "tool", "called there", "value", "of"], 3, rows)]
    }
}
