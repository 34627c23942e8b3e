//! The forecast as tables: what comes, what was, the trial, the parts, the unusual.

use collect::shop::Shop;
use domain::Kind;

use super::ForecastReport;
use super::shapes::{AheadOut, HolidayOut, PartOut, PastOut, TriedOut, UnusualOut};
use crate::ReportError;
use crate::forecast::options::Measure;
use crate::forecast::{self, ForecastOptions};
use crate::sheets::{Columns, Sheet, Table, Tabled, word_of};

impl Tabled for ForecastOptions {
    type Answer = ForecastReport;

    const TABLES: &'static [Table<Self>] = &[
        Table { name: "ahead", sheet: ahead },
        Table { name: "past", sheet: past },
        Table { name: "ways", sheet: ways },
        Table { name: "parts", sheet: parts },
        Table { name: "holidays", sheet: holidays },
        Table { name: "unusual", sheet: unusual },
    ];

    async fn answer(self, shop: &Shop) -> Result<ForecastReport, ReportError> {
        forecast::of_shop(shop, self).await
    }
}

fn kind(report: &ForecastReport) -> Kind {
    match report.head.options.of {
        Measure::Orders => Kind::Number,
        Measure::Revenue => Kind::Money(report.head.currency),
    }
}

fn ahead(report: ForecastReport) -> Sheet {
    let kind = kind(&report);
    Columns::<AheadOut>::new()
        .word("period", |row| row.period.clone())
        .day("from", |row| row.from)
        .figure("forecast", kind, |row| row.told.value)
        .figure("low_80", kind, |row| row.told.low_80)
        .figure("high_80", kind, |row| row.told.high_80)
        .figure("low_95", kind, |row| row.told.low_95)
        .figure("high_95", kind, |row| row.told.high_95)
        .of(&report.head, report.ahead)
}

fn past(report: ForecastReport) -> Sheet {
    let kind = kind(&report);
    Columns::<PastOut>::new()
        .word("period", |row| row.period.clone())
        .day("from", |row| row.from)
        .figure("value", kind, |row| row.value)
        .of(&report.head, report.past)
}

fn ways(report: ForecastReport) -> Sheet {
    let ways = report.trial.map(|trial| trial.ways).unwrap_or_default();
    Columns::<TriedOut>::new()
        .word("way", |row| word_of(&row.way))
        .share("off", |row| row.off)
        .share("smape", |row| row.smape)
        .number("mase", |row| row.mase)
        .share("bias", |row| row.bias)
        .share("within_80", |row| row.within_80)
        .share("within_95", |row| row.within_95)
        .of(&report.head, ways)
}

fn parts(report: ForecastReport) -> Sheet {
    let kind = kind(&report);
    Columns::<PartOut>::new()
        .word("part", |row| row.name.clone())
        .flag("is_rest", |row| row.is_rest)
        .figure("before", kind, |row| row.before)
        .figure("forecast", kind, |row| row.ahead)
        .share("part_of_forecast", |row| row.share)
        .of(&report.head, report.parts)
}

fn holidays(report: ForecastReport) -> Sheet {
    let days = report.holidays.map(|holidays| holidays.days).unwrap_or_default();
    Columns::<HolidayOut>::new()
        .word("holiday", |row| word_of(&row.holiday))
        .flag("eve", |row| row.eve)
        .number("times_seen", |row| row.times as f64)
        .number("factor", |row| row.factor)
        .day("next_on", |row| row.next)
        .of(&report.head, days)
}

fn unusual(report: ForecastReport) -> Sheet {
    let kind = kind(&report);
    Columns::<UnusualOut>::new()
        .word("period", |row| row.period.clone())
        .day("from", |row| row.from)
        .figure("value", kind, |row| row.value)
        .figure("expected", kind, |row| row.expected)
        .figure("usual_low", kind, |row| row.usual_low)
        .figure("usual_high", kind, |row| row.usual_high)
        .word("movers", |row| {
            let named = |it: &super::MoverOut| it.name.clone().unwrap_or_default();
            row.movers.iter().map(named).collect::<Vec<_>>().join("; ")
        })
        .of(&report.head, report.unusual)
}
