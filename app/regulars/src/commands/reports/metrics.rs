//! The metrics of a period in a terminal.

use anyhow::Result;
use collect::shop::Language;
use domain::Caveats;
use know::figure::Figure;
use know::metrics::catalogue;
use know::metrics::{Kind, Metric, MetricsOptions, MetricsReport};

use super::{Args, Shown, Table, said};
use crate::home::Place;

/// Which metrics, or what they mean.
#[derive(clap::Args)]
pub(crate) struct MetricsArgs {
    /// Print what every metric means, as a page of the documentation
    #[arg(long)]
    catalogue: bool,
    #[command(flatten)]
    asked: Args<MetricsOptions>,
}

/// Prints the metrics of a period, or the catalogue, for which no shop is needed.
pub(crate) async fn run_metrics(place: &Place, args: MetricsArgs) -> Result<()> {
    if args.catalogue {
        print!("{}", catalogue::sheet());
        return Ok(());
    }
    let shop = place.open().await?;
    let Args { options, output } = args.asked;
    super::run(&shop, options, &output, know::metrics::of_shop).await
}

impl Shown for MetricsReport {
    fn said(&self) -> (&str, &Caveats) {
        said(&self.head)
    }

    fn tables(&self) -> Vec<Table> {
        let day = |period: Option<domain::Period>, name: &str| {
            period.map_or_else(|| name.to_owned(), |days| format!("{name} from {}", days.from))
        };
        let columns = [
            "metric".to_owned(),
            day(self.period, "value"),
            "between".to_owned(),
            "of".to_owned(),
            day(self.previous, "before"),
            day(self.last_year, "last year"),
            "target".to_owned(),
            "off it".to_owned(),
        ];
        let rows = self.metrics.iter().filter_map(|row| {
            let metric = catalogue::find(row.id)?;
            let text = |figure: Option<Figure>| people(metric, figure);
            let between = match (row.low, row.high) {
                (Some(_), Some(_)) => format!("{} … {}", text(row.low), text(row.high)),
                _ => String::new(),
            };
            Some(vec![
                metric.name.say(Language::En).to_owned(),
                text(row.value),
                between,
                row.of.to_string(),
                text(row.previous),
                text(row.last_year),
                row.target.map_or_else(String::new, |aim| text(Some(aim.value))),
                row.target.and_then(|aim| aim.gap).map_or_else(String::new, |gap| text(Some(gap))),
            ])
        });
        let rows = rows.collect();
        vec![Table { columns: columns.into(), rows, n_words: 1 }]
    }
}

/// A figure as people read it; a dash where there is no answer.
pub(crate) fn people(metric: &Metric, figure: Option<Figure>) -> String {
    of_kind(metric.kind, figure)
}

/// A figure of a kind as people read it.
pub(super) fn of_kind(kind: Kind, figure: Option<Figure>) -> String {
    match figure {
        None => "–".to_owned(),
        Some(Figure::Count(n)) => n.to_string(),
        Some(Figure::Number(share)) if kind == Kind::Share => super::percent(Some(share)),
        Some(Figure::Number(number)) => format!("{number:.2}"),
        Some(Figure::Money(money)) => money.to_string(),
    }
}
