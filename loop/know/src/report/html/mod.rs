//! The report as one page to share: a file without a script, a font or a picture from elsewhere.

mod charts;
mod sections;
mod tables;
mod words;

use collect::shop::Language;
use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::FullReport;
use crate::{Speech, Vantage, Wording};

/// The whole page in the shop's language.
pub fn page(report: &FullReport, vantage: &Vantage) -> String {
    let page = Page { report, speech: Speech(vantage.language) };
    let say = |wording: Wording| page.say(wording);
    let markup = html! {
        (DOCTYPE)
        html lang=(code(vantage.language)) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (say(words::TITLE)) }
                style { (PreEscaped(include_str!("style.css"))) }
            }
            body {
                h1 { (say(words::TITLE)) }
                p.dim { (page.seen(vantage)) }
                (page.words_first())
                (page.caveats())
                @if let Some(metrics) = &report.metrics { (page.metrics(metrics)) }
                (page.cohorts())
                @if let Some(bridge) = &report.revenue { (page.bridge(bridge)) }
                @if let Some(rhythm) = &report.rhythm { (page.rhythm(rhythm)) }
                @if let Some(ladder) = &report.ladder { (tables::ladder(&page, ladder)) }
                @if let Some(abc) = &report.abc { (tables::classes(&page, abc)) }
                @if let Some(groups) = &report.rfm { (tables::groups(&page, groups)) }
            }
        }
    };
    markup.into_string()
}

fn code(language: Language) -> &'static str {
    match language {
        Language::En => "en",
        Language::Uk => "uk",
        Language::Ru => "ru",
    }
}

/// What every part of the page needs.
struct Page<'a> {
    report: &'a FullReport,
    speech: Speech,
}

impl Page<'_> {
    fn say(&self, wording: Wording) -> &'static str {
        wording.say(self.speech.0)
    }

    fn seen(&self, vantage: &Vantage) -> String {
        let day = vantage.as_of_day().to_string();
        self.say(words::SEEN).replace("{day}", &day).replace("{zone}", vantage.zone.name())
    }

    /// A definition that is there for who asks.
    fn definition(&self, text: &str) -> Markup {
        html! { details { summary { (self.say(words::DEFINITION)) } p.dim { (text) } } }
    }

    fn words_first(&self) -> Markup {
        html! {
            h2 { (self.say(words::GOING_ON)) }
            @if self.report.sentences.is_empty() { p { (self.say(words::NO_SENTENCES)) } }
            ul.said { @for told in &self.report.sentences { li { (told.text) } } }
            h2 { (self.say(words::COSTS)) }
            @if self.report.losses.is_empty() { p { (self.say(words::NO_LOSSES)) } }
            ol.losses { @for loss in &self.report.losses { li { (loss.text) } } }
        }
    }

    fn caveats(&self) -> Markup {
        html! {
            @for caveat in &self.report.head.caveats.0 { p.dim { (caveat.text) } }
        }
    }
}
