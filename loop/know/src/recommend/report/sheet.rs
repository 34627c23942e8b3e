//! The report of recommendations as tables: products with their nearest, and the trial.

use collect::shop::Shop;

use super::shapes::{ProductRow, RecommendReport, TriedOut};
use crate::ReportError;
use crate::recommend::{self, RecommendOptions};
use crate::sheets::{Columns, Sheet, Table, Tabled, word_of};

impl Tabled for RecommendOptions {
    type Answer = RecommendReport;

    const TABLES: &'static [Table<Self>] =
        &[Table { name: "products", sheet: products }, Table { name: "methods", sheet: methods }];

    async fn answer(self, shop: &Shop) -> Result<RecommendReport, ReportError> {
        recommend::of_shop(shop, self).await
    }
}

fn products(report: RecommendReport) -> Sheet {
    let with = |row: &ProductRow| {
        let said = row.with.iter().map(|with| format!("{} ({})", with.product, with.customers));
        said.collect::<Vec<_>>().join("; ")
    };
    Columns::<ProductRow>::new()
        .word("product", |row| row.product.clone())
        .word("name", |row| row.name.clone())
        .word("category", |row| row.category.clone())
        .whole("customers", |row| i64::from(row.customers))
        .word("bought_with", with)
        .of(&report.head, report.rows)
}

fn methods(report: RecommendReport) -> Sheet {
    let methods = report.trial.map(|trial| trial.methods).unwrap_or_default();
    Columns::<TriedOut>::new()
        .word("method", |it| word_of(&it.method))
        .number("ndcg_10", |it| it.ndcg_10)
        .number("recall_10", |it| it.recall_10)
        .number("recall_20", |it| it.recall_20)
        .share("hit_10", |it| it.hit_10)
        .share("coverage", |it| it.coverage)
        .number("new_ndcg_10", |it| it.new_ndcg_10)
        .of(&report.head, methods)
}
