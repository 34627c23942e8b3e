//! Retention of the whole base in a terminal.

use domain::Caveats;
use know::retention::{Figures, RetentionReport};

use super::{Shown, Table, interval, percent, said};

impl Shown for RetentionReport {
    fn said(&self) -> (&str, &Caveats) {
        said(&self.head)
    }

    fn tables(&self) -> Vec<Table> {
        let columns = [
            "from",
            "until",
            "start",
            "end",
            "new",
            "stayed",
            "back",
            "as asked",
            "strict",
            "between",
            "before",
            "last year",
            "churn",
        ];
        let strict = |figures: &Option<Figures>| {
            percent(figures.as_ref().and_then(|figures| figures.rates.crr_strict))
        };
        let rows = self.periods.iter().map(|period| {
            let Figures { from, until, counts, rates } = &period.figures;
            let star = if period.complete { "" } else { "*" };
            vec![
                from.to_string(),
                format!("{until}{star}"),
                counts.start.to_string(),
                counts.end.to_string(),
                counts.new.to_string(),
                counts.stayed.to_string(),
                counts.reactivated.to_string(),
                percent(rates.crr),
                percent(rates.crr_strict),
                interval(rates.crr_strict_low, rates.crr_strict_high),
                strict(&period.previous),
                strict(&period.last_year),
                percent(rates.churn),
            ]
        });
        vec![Table::new(&columns, 2, rows.collect())]
    }
}
