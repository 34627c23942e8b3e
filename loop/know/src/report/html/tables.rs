//! The tables of the page to share.

use domain::Money;
use maud::{Markup, html};

use super::{Page, charts, words};
use crate::abc::AbcReport;
use crate::cohorts::{Cell, CohortReport};
use crate::figure::Figure;
use crate::metrics::{Kind, MetricsReport, catalogue};
use crate::rfm::GroupsReport;
use crate::rhythm::Step;

/// More columns than these find no room on paper.
const COLUMNS: usize = 13;

/// The metrics of the month beside the month before and last year.
pub(super) fn metrics(page: &Page<'_>, report: &MetricsReport) -> Markup {
    let text = |kind, figure: Option<Figure>| match figure {
        None => "–".to_owned(),
        Some(Figure::Count(n)) => page.speech.count(n),
        Some(Figure::Number(share)) if kind == Kind::Share => page.speech.share(share),
        Some(Figure::Number(months)) if kind == Kind::Months => {
            format!("{}\u{a0}{}", page.speech.number(months, 1), page.say(words::MONTHS))
        }
        Some(Figure::Number(number)) => page.speech.number(number, 2),
        Some(Figure::Money(money)) => page.speech.money(money),
    };
    html! {
        div.scroll { table {
            thead { tr { @for column in words::METRIC_COLUMNS { th { (page.say(column)) } } } }
            tbody {
                @for row in &report.metrics {
                    @if let Some(metric) = catalogue::find(row.id) {
                        tr {
                            td title=(page.say(metric.meaning)) { (page.say(metric.name)) }
                            @for figure in [row.value, row.previous, row.last_year] {
                                td { (text(metric.kind, figure)) }
                            }
                        }
                    }
                }
            }
        } }
    }
}

/// One cohort table with its definition; the newest cohorts stand at the bottom.
pub(super) fn cohorts(page: &Page<'_>, report: &CohortReport) -> Markup {
    let n_columns =
        report.cohorts.iter().map(|row| row.cells.len()).max().unwrap_or(0).min(COLUMNS);
    let newest = report.cohorts.len().saturating_sub(2 * COLUMNS);
    html! {
        div.scroll { table {
            thead { tr {
                th { (page.say(words::COHORT)) }
                th { (page.say(words::SIZE)) }
                @for k in 0..n_columns { th { (k) } }
            } }
            tbody {
                @for row in &report.cohorts[newest..] {
                    tr {
                        td { (row.cohort) }
                        td { (page.speech.count(row.size)) }
                        @for cell in row.cells.iter().take(n_columns) { (heat(page, cell)) }
                    }
                }
                tr {
                    td { (page.say(words::MEAN)) }
                    td {}
                    @for mean in report.mean.iter().take(n_columns) {
                        td.heat { (share(page, mean.value)) }
                    }
                }
            }
        } }
        (page.definition(&report.head.definition))
    }
}

fn heat(page: &Page<'_>, cell: &Cell) -> Markup {
    let value = match cell.value {
        Some(Figure::Number(value)) => value,
        _ => 0.0,
    };
    let class = if cell.complete { "heat" } else { "heat running" };
    html! { td class=(class) style=(charts::shade(value)) { (share(page, cell.value)) } }
}

fn share(page: &Page<'_>, figure: Option<Figure>) -> String {
    match figure {
        Some(Figure::Number(share)) => page.speech.number(share * 100.0, 0),
        _ => "–".to_owned(),
    }
}

/// Who came how often, and which share came once more.
pub(super) fn ladder(page: &Page<'_>, ladder: &[Step]) -> Markup {
    html! {
        h2 { (page.say(words::LADDER)) }
        div.scroll { table {
            thead { tr { @for column in words::LADDER_COLUMNS { th { (page.say(column)) } } } }
            tbody {
                @for step in ladder.iter().take(10) {
                    tr {
                        td { (step.n) }
                        td { (page.speech.count(step.customers)) }
                        td { (part(page, step.next_share)) }
                    }
                }
            }
        } }
        (page.definition(catalogue::find("next-order-share").map_or("", |metric| {
            page.say(metric.meaning)
        })))
    }
}

/// The classes of ABC, and what the very first bring.
pub(super) fn classes(page: &Page<'_>, report: &AbcReport) -> Markup {
    let top = |n: u64| page.say(words::TOP).replace("{n}", &page.speech.count(n));
    html! {
        h2 { (page.say(words::CLASSES)) }
        div.scroll { table {
            thead { tr { @for column in words::CLASS_COLUMNS { th { (page.say(column)) } } } }
            tbody {
                @for row in &report.classes {
                    tr {
                        td { (format!("{:?}", row.class)) }
                        td { (page.speech.count(row.n)) }
                        td { (round(page, row.value)) }
                        td { (part(page, row.share)) }
                    }
                }
                @for row in &report.dependence {
                    tr {
                        td { (top(row.top)) }
                        td { (page.speech.count(row.top)) }
                        td { (round(page, row.value)) }
                        td { (part(page, row.share)) }
                    }
                }
            }
        } }
        (page.definition(&report.head.definition))
    }
}

/// The groups of RFM with their size and worth.
pub(super) fn groups(page: &Page<'_>, report: &GroupsReport) -> Markup {
    html! {
        h2 { (page.say(words::GROUPS)) }
        div.scroll { table {
            thead { tr { @for column in words::GROUP_COLUMNS { th { (page.say(column)) } } } }
            tbody {
                @for row in &report.groups {
                    tr {
                        td { (row.group) }
                        td { (page.speech.count(row.customers)) }
                        td { (part(page, row.share)) }
                        td { (round(page, row.revenue)) }
                    }
                }
            }
        } }
        (page.definition(&report.head.definition))
    }
}

/// A share with one digit after the point; a dash where there is no answer.
fn part(page: &Page<'_>, share: Option<f64>) -> String {
    share.map_or_else(|| "–".to_owned(), |share| page.speech.share(share))
}

/// An amount in whole units; a dash where there is no answer.
fn round(page: &Page<'_>, money: Option<Money>) -> String {
    money.map_or_else(|| "–".to_owned(), |money| page.speech.round_money(money))
}
