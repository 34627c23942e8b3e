//! What other tools say, as a table.

use collect::shop::Shop;

use super::{ElsewhereOptions, ElsewhereReport, Variant};
use crate::ReportError;
use crate::sheets::{Columns, Sheet, Table, Tabled, word_of};

impl Tabled for ElsewhereOptions {
    type Answer = ElsewhereReport;

    const TABLES: &'static [Table<Self>] = &[Table { name: "variants", sheet: variants }];

    async fn answer(self, shop: &Shop) -> Result<ElsewhereReport, ReportError> {
        super::of_shop(shop, self).await
    }
}

fn variants(report: ElsewhereReport) -> Sheet {
    Columns::<Variant>::new()
        .word("word", |row| word_of(&row.word))
        .word("tool", |row| row.tool)
        .word("called", |row| row.called)
        .word("kind", |row| word_of(&row.kind))
        .figure_of_its_kind("value", |row| (row.value, row.kind.of_cells()))
        .whole("of", |row| row.of)
        .of(&report.head, report.variants)
}
