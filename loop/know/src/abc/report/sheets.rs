//! ABC and XYZ as tables: everybody with his classes, the classes, the curve.

use std::sync::Arc;

use collect::shop::Shop;

use super::told::Told;
use super::{AbcPoint, AbcReport, AbcRow, ClassRow, Dependence, MatrixCell, SteadinessRow};
use crate::ReportError;
use crate::abc::{AbcOptions, Judged, Judgement};
use crate::sheets::{Columns, Sheet, Table, Tabled, word_of};

/// Everybody in classes, who may be asked what he is called.
pub struct Introducing {
    shop: Shop,
    options: AbcOptions,
    judgement: Judgement,
}

impl Tabled for AbcOptions {
    type Answer = Introducing;

    const TABLES: &'static [Table<Self>] = &[
        Table { name: "rows", sheet: rows },
        Table { name: "classes", sheet: classes },
        Table { name: "steadiness", sheet: steadiness },
        Table { name: "matrix", sheet: matrix },
        Table { name: "dependence", sheet: dependence },
        Table { name: "curve", sheet: curve },
    ];

    async fn answer(self, shop: &Shop) -> Result<Introducing, ReportError> {
        let judgement = super::super::judgement(shop, &self).await?;
        Ok(Introducing { shop: shop.clone(), options: self, judgement })
    }
}

impl Introducing {
    /// Takes those who are listed out, and tells the rest.
    fn told(&mut self) -> (AbcReport, Vec<Judged>) {
        let found = self.judgement.found.as_mut();
        let listed = found.map(|found| std::mem::take(&mut found.ranking.listed));
        let Judgement { vantage, found, .. } = &self.judgement;
        let report = super::report(self.options.clone(), vantage, found.as_ref(), |_| None);
        (report, listed.unwrap_or_default())
    }

    async fn introduced(&self, part: &[Judged]) -> Result<Vec<AbcRow>, ReportError> {
        let Judgement { vantage, found, products } = &self.judgement;
        let Some(found) = found else { return Ok(Vec::new()) };
        let called = super::super::called(&self.shop, &self.options, products, part).await?;
        let told = Told { ranking: &found.ranking, vantage };
        Ok(told.rows(part, |no| called.get(&no).cloned()))
    }
}

fn rows(mut introducing: Introducing) -> Sheet {
    let (report, listed) = introducing.told();
    let introducing = Arc::new(introducing);
    Columns::<AbcRow>::new()
        .whole("rank", |row| row.rank)
        .word("id", |row| row.id.clone())
        .word("name", |row| row.name.clone())
        .money("value", report.head.currency, |row| row.value)
        .share("share", |row| row.share)
        .share("cumulative_share", |row| row.cumulative_share)
        .word("class", |row| word_of(&row.class))
        .share("cv", |row| row.cv)
        .word("xyz", |row| word_of(&row.xyz))
        .in_parts(&report.head, listed, move |part| {
            let introducing = introducing.clone();
            async move { introducing.introduced(&part).await }
        })
}

fn classes(mut introducing: Introducing) -> Sheet {
    let (report, _) = introducing.told();
    Columns::<ClassRow>::new()
        .word("class", |row| word_of(&row.class))
        .whole("n", |row| row.n)
        .share("n_share", |row| row.n_share)
        .money("value", report.head.currency, |row| row.value)
        .share("share", |row| row.share)
        .of(&report.head, report.classes)
}

fn steadiness(mut introducing: Introducing) -> Sheet {
    let (report, _) = introducing.told();
    Columns::<SteadinessRow>::new()
        .word("xyz", |row| word_of(&row.xyz))
        .whole("n", |row| row.n)
        .money("value", report.head.currency, |row| row.value)
        .share("share", |row| row.share)
        .of(&report.head, report.steadiness)
}

fn matrix(mut introducing: Introducing) -> Sheet {
    let (report, _) = introducing.told();
    Columns::<MatrixCell>::new()
        .word("class", |cell| word_of(&cell.class))
        .word("xyz", |cell| word_of(&cell.xyz))
        .whole("n", |cell| cell.n)
        .money("value", report.head.currency, |cell| cell.value)
        .of(&report.head, report.matrix)
}

fn dependence(mut introducing: Introducing) -> Sheet {
    let (report, _) = introducing.told();
    Columns::<Dependence>::new()
        .whole("top", |row| row.top)
        .money("value", report.head.currency, |row| row.value)
        .share("share", |row| row.share)
        .of(&report.head, report.dependence)
}

fn curve(mut introducing: Introducing) -> Sheet {
    let (report, _) = introducing.told();
    Columns::<AbcPoint>::new()
        .whole("n", |point| point.n)
        .share("n_share", |point| point.n_share)
        .share("share", |point| point.share)
        .of(&report.head, report.curve)
}
