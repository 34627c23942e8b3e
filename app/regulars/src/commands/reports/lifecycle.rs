//! The lifecycle of customers in a terminal.

use domain::Caveats;
use know::figure::Figure;
use know::lifecycle::compare::{NumberRow, ShareRow};
use know::lifecycle::moves::Moves;
use know::lifecycle::{
    Comparison, LifecycleReport, PeriodMoves, SilenceRule, Standing, StandingRow,
};

use super::{Shown, Table, money, percent, said};

/// Differences of shares shown to people; the rest is in the JSON.
const SHARES_SHOWN: usize = 12;

impl Shown for LifecycleReport {
    fn said(&self) -> (&str, &Caveats) {
        said(&self.head)
    }

    fn tables(&self) -> Vec<Table> {
        let mut tables = vec![periods_sheet(&self.periods)];
        if !self.standings.is_empty() {
            tables.extend([rules_sheet(&self.rules), standings_sheet(&self.standings)]);
        }
        if let Some(comparison) = &self.comparison {
            tables.extend([numbers_sheet(comparison), shares_sheet(comparison)]);
        }
        tables
    }
}

fn periods_sheet(periods: &[PeriodMoves]) -> Table {
    let columns = [
        "from",
        "until",
        "active",
        "new",
        "returning",
        "resurrecting",
        "dormant",
        "active last year",
    ];
    let rows = periods.iter().map(|period| {
        let Moves { from, until, active, counts } = period.moves;
        let star = if period.complete { "" } else { "*" };
        let last_year = period.last_year.map(|moves| moves.active.to_string());
        vec![
            from.to_string(),
            format!("{until}{star}"),
            active.to_string(),
            counts.new.to_string(),
            counts.returning.to_string(),
            counts.resurrecting.to_string(),
            // Those who left are shown below zero, as on the page.
            (-i128::from(counts.dormant)).to_string(),
            last_year.unwrap_or_else(|| "–".to_owned()),
        ]
    });
    Table::new(&columns, 2, rows.collect())
}

fn rules_sheet(rules: &[SilenceRule]) -> Table {
    let last = rules.iter().map(|rule| rule.n).max();
    let rows = rules.iter().map(|rule| {
        let more = if Some(rule.n) == last { "+" } else { "" };
        vec![
            format!("{}{more}", rule.n),
            rule.quiet_days.to_string(),
            rule.lapsed_days.map_or_else(|| "–".to_owned(), |days| days.to_string()),
            if rule.own { "after it" } else { "after all" }.to_owned(),
        ]
    });
    Table::new(&["occasions", "quiet from", "lapsed from", "gaps"], 1, rows.collect())
}

fn standings_sheet(standings: &[StandingRow]) -> Table {
    let columns = ["stands", "customers", "share", "revenue", "of all"];
    let rows = standings.iter().map(|row| {
        let name = match row.standing {
            Standing::Active => "active",
            Standing::Quiet => "quiet",
            Standing::Lapsed => "lapsed",
        };
        vec![
            name.to_owned(),
            row.customers.to_string(),
            percent(row.share),
            money(row.revenue),
            percent(row.revenue_share),
        ]
    });
    Table::new(&columns, 1, rows.collect())
}

fn numbers_sheet(comparison: &Comparison) -> Table {
    let Comparison { active, inactive, numbers, .. } = comparison;
    let columns = [
        "mean (median)".to_owned(),
        format!("{active} active"),
        format!("{inactive} inactive"),
        "difference".to_owned(),
        "between".to_owned(),
    ];
    let rows = numbers.iter().map(|row: &NumberRow| {
        let middle = |mean, median| format!("{} ({})", figure(mean), figure(median));
        vec![
            row.attribute.to_owned(),
            middle(row.active.mean, row.active.median),
            middle(row.inactive.mean, row.inactive.median),
            figure(row.difference),
            format!("{} … {}", figure(row.low), figure(row.high)),
        ]
    });
    Table { columns: columns.to_vec(), rows: rows.collect(), n_words: 1 }
}

fn shares_sheet(comparison: &Comparison) -> Table {
    let columns = ["first order", "", "customers", "active", "inactive", "difference", "between"];
    let rows = comparison.shares.iter().take(SHARES_SHOWN).map(|row: &ShareRow| {
        vec![
            row.attribute.to_owned(),
            row.value.clone().unwrap_or_else(|| "none".to_owned()),
            row.customers.to_string(),
            percent(Some(row.active_share)),
            percent(Some(row.inactive_share)),
            percent(Some(row.difference)),
            format!("{:.1} … {:.1} %", row.low * 100.0, row.high * 100.0),
        ]
    });
    Table::new(&columns, 2, rows.collect())
}

fn figure(figure: Option<Figure>) -> String {
    match figure {
        None => "–".to_owned(),
        Some(Figure::Count(count)) => count.to_string(),
        Some(Figure::Number(number)) => format!("{number:.1}"),
        Some(Figure::Money(money)) => money.to_string(),
    }
}
