//! `docs/metrics.md`: the catalogue as a page of the documentation.

use std::fmt::Write;

use super::METRICS;
use crate::Wording;
use crate::metrics::{Better, Family, Kind, Metric};

const HEAD: &str = "# Metrics\n\n\
    Every number Regulars shows, made from the files in `loop/know/src/metrics/catalogue` by \
    `regulars metrics --catalogue`; a test compares. S are the customers active when the period \
    opens, E when it closes, N those of E whose first purchase ever lies in the period.\n";

/// The catalogue in the three languages of the page.
pub fn sheet() -> String {
    let mut text = HEAD.to_owned();
    let mut family = None;
    for metric in METRICS {
        if family != Some(metric.family) {
            family = Some(metric.family);
            write!(text, "\n## {}\n", title(metric.family)).expect("a string takes any text");
        }
        text.push_str(&entry(metric));
    }
    text
}

fn entry(metric: &Metric) -> String {
    let Wording { en, uk, ru } = metric.name;
    let meaning = metric.meaning;
    let no_answer = metric.no_answer.map(|why| format!(" No answer when {}.", why.en));
    format!(
        "\n### {en} (`{}`)\n\n{}{}\n\n\
         - {uk}: {}\n- {ru}: {}\n- Formula: `{}`\n- {}, {}; shown by `regulars {}`\n- Source: {}\n",
        metric.id,
        meaning.en,
        no_answer.unwrap_or_default(),
        meaning.uk,
        meaning.ru,
        metric.formula.en,
        kind(metric.kind),
        better(metric.better),
        metric.report(),
        metric.source,
    )
}

fn title(family: Family) -> &'static str {
    match family {
        Family::Keeping => "Who stays and who leaves",
        Family::Buying => "Who buys, and how often",
        Family::Worth => "What the purchases of a period are worth",
        Family::Profit => "What is left once the goods are paid for",
        Family::Lifetime => "What a customer is worth over his whole time",
        Family::Acquiring => "What new customers cost, and when they have paid for it",
        Family::Cohorts => "What becomes of those who came together",
        Family::Bridge => "What becomes of the revenue of a base period",
        Family::Subscriptions => "What subscriptions bring, and what becomes of it",
        Family::Rhythm => "How long customers wait between purchases",
    }
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Share => "A share",
        Kind::Count => "A count",
        Kind::Number => "An average",
        Kind::Money => "Money",
        Kind::Months => "Months",
        Kind::Days => "Days",
    }
}

fn better(better: Better) -> &'static str {
    match better {
        Better::Higher => "more is better",
        Better::Lower => "less is better",
        Better::Neither => "neither way is better by itself",
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    #[test]
    fn the_documentation_tells_today_s_catalogue() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/metrics.md");
        let written = std::fs::read_to_string(path).unwrap_or_default();
        let told = "run `regulars metrics --catalogue > docs/metrics.md` to write it anew";
        assert!(written == super::sheet(), "{told}");
    }
}
