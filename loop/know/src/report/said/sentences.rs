//! What is going on, in words.

use domain::Money;
use serde::Serialize;

use crate::home::{CameBack, Overdue, ReturnsFold};
use crate::report::FullReport;
use crate::{Speech, Vantage, Wording};

/// A sentence of the report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Told {
    /// Which sentence.
    pub code: &'static str,
    /// The sentence in the shop's language.
    pub text: String,
}

const CAME_BACK: Wording = Wording {
    en: "Of 100 customers who first bought in {month}, {n} came back within {days} days",
    uk: "Зі 100 нових клієнтів {month} протягом {days} днів повернулися {n}",
    ru: "Из 100 новых клиентов {month} в течение {days} дней вернулись {n}",
};

const A_YEAR_EARLIER: Wording =
    Wording {
        en: "; a year earlier {n}", uk: "; роком раніше — {n}", ru: "; годом раньше — {n}"
    };

const STAYED: Wording = Wording {
    en: "Of {n} customers active when {month} began, {share} still were when it ended",
    uk: "З {n} клієнтів, активних на початку {month}, у кінці лишилися активними {share}",
    ru: "Из {n} клиентов, активных в начале {month}, к концу остались активными {share}",
};

const KEPT: Wording = Wording {
    en: "Of {base} paid in the ninety days before, {grr} was paid again in the last ninety; with \
         what the same customers paid more it is {nrr}",
    uk: "З {base}, заплачених за попередні дев’яносто днів, за останні дев’яносто заплачено знову \
         {grr}; разом із тим, що ті самі клієнти доплатили, — {nrr}",
    ru: "Из {base}, заплаченных за предыдущие девяносто дней, за последние девяносто заплачено \
         снова {grr}; вместе с тем, что те же клиенты доплатили, — {nrr}",
};

const QUIET: Wording = Wording {
    en: "{n} of {of} regulars have been silent for {days} days or more, longer than three of four \
         ever were before they came back",
    uk: "{n} з {of} постійних клієнтів мовчать {days} днів або довше — довше, ніж троє з чотирьох \
         мовчали перед поверненням",
    ru: "{n} из {of} постоянных клиентов молчат {days} дней или дольше — дольше, чем трое из \
         четырёх молчали перед возвращением",
};

/// Fills the blanks of a sentence.
pub(super) fn filled(text: &str, blanks: &[(&str, String)]) -> String {
    blanks
        .iter()
        .fold(text.to_owned(), |text, (blank, word)| text.replace(&format!("{{{blank}}}"), word))
}

/// Every sentence there is history enough for.
pub(crate) fn all(
    report: &FullReport,
    returned: Option<&CameBack>,
    overdue: Option<&Overdue>,
    vantage: &Vantage,
) -> Vec<Told> {
    let speech = Speech(vantage.language);
    let sentences = [
        returned.map(|returned| came_back(returned, speech)),
        stayed(report, speech),
        kept(report, speech),
        overdue.map(|overdue| quiet(overdue, speech)),
    ];
    sentences.into_iter().flatten().collect()
}

/// A sentence with what it was a year earlier, where that is known.
fn told(code: &'static str, text: String, year_earlier: Option<String>, speech: Speech) -> Told {
    let year_earlier = year_earlier.map(|n| filled(A_YEAR_EARLIER.say(speech.0), &[("n", n)]));
    Told { code, text: format!("{text}{}.", year_earlier.unwrap_or_default()) }
}

fn came_back(returned: &CameBack, speech: Speech) -> Told {
    let of_100 = |share: f64| speech.number(share * 100.0, 0);
    let blanks = [
        ("month", speech.month(&returned.month)),
        ("n", of_100(returned.share)),
        ("days", ReturnsFold::DAYS.to_string()),
    ];
    let text = filled(CAME_BACK.say(speech.0), &blanks);
    told("came-back", text, returned.last_year.map(of_100), speech)
}

fn stayed(report: &FullReport, speech: Speech) -> Option<Told> {
    let metrics = report.metrics.as_ref().filter(|metrics| metrics.complete)?;
    let strict = metrics.metrics.iter().find(|row| row.id == "crr-strict")?;
    let month = metrics.period?.from.strftime("%Y-%m").to_string();
    let share = |figure: Option<crate::figure::Figure>| match figure? {
        crate::figure::Figure::Number(share) => Some(speech.share(share)),
        _ => None,
    };
    let blanks = [
        ("n", speech.count(strict.of)),
        ("month", speech.month(&month)),
        ("share", share(strict.value)?),
    ];
    let text = filled(STAYED.say(speech.0), &blanks);
    Some(told("stayed", text, share(strict.last_year), speech))
}

fn kept(report: &FullReport, speech: Speech) -> Option<Told> {
    let bridge = report.revenue.as_ref()?;
    let base: Money = bridge.base_revenue?;
    let blanks = [
        ("base", speech.round_money(base)),
        ("grr", speech.share(bridge.grr?)),
        ("nrr", speech.share(bridge.nrr?)),
    ];
    Some(told("kept", filled(KEPT.say(speech.0), &blanks), None, speech))
}

fn quiet(overdue: &Overdue, speech: Speech) -> Told {
    let blanks = [
        ("n", speech.count(overdue.customers.len() as u64)),
        ("of", speech.count(overdue.regulars)),
        ("days", overdue.quiet_days.to_string()),
    ];
    told("overdue", filled(QUIET.say(speech.0), &blanks), None, speech)
}
