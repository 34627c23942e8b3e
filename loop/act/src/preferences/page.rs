//! The page itself: a form that works without scripts and is read aloud in order.

use collect::consent::Purpose;
use collect::shop::Language;
use maud::{DOCTYPE, Markup, html};

use super::words::{self, label, name};
use super::{Choice, Choices};

/// What is said above the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Saying {
    Question,
    Saved,
    /// The link comes from a preview: nobody is behind it.
    Preview,
}

const STYLE: &str = "
:root { color-scheme: light dark; }
* { box-sizing: border-box; }
body { margin: 0; font: 1.125rem/1.6 Georgia, serif; }
main { max-width: 36rem; margin: 0 auto; padding: 8vh 1.25rem 3rem; overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; line-height: 1.3; margin: 0 0 1rem; }
fieldset { border: 0; margin: 1.75rem 0; padding: 0; }
legend { font-weight: bold; padding: 0; margin-bottom: .25rem; }
label { display: flex; gap: .75rem; align-items: baseline; padding: .45rem 0; cursor: pointer; }
input { width: 1.15rem; height: 1.15rem; flex: none; accent-color: #7a3b1d;
  position: relative; top: .15rem; }
nav { font-size: .95rem; margin: 0 0 2rem; }
nav a, nav strong { margin-right: 1rem; }
.said { border-left: .25rem solid #7a3b1d; padding: .25rem 0 .25rem 1rem; }
button { font: inherit; padding: .7rem 1.6rem; border: 1px solid #7a3b1d; border-radius: .3rem;
  background: #7a3b1d; color: #fff; cursor: pointer; margin: 0 .75rem .75rem 0; }
button.quiet { background: transparent; color: inherit; }
button:focus-visible, input:focus-visible, a:focus-visible { outline: 3px solid #c98a5e;
  outline-offset: 3px; }
";

pub(super) const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; \
                                 form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/// The page of somebody, in a language.
pub(super) fn page(choices: &Choices, seen: Language, saying: Saying) -> Markup {
    let words = words::of(seen);
    let title = words.title.replace("{shop}", &choices.shop);
    let of = |purpose: Purpose| choices.list.iter().filter(move |one| one.purpose == purpose);
    let body = html! {
        (languages(seen))
        h1 { (title) }
        @match saying {
            Saying::Saved => p.said role="status" { (words.saved) },
            Saying::Preview => p.said role="status" { (words.preview) },
            Saying::Question => {},
        }
        p { (words.intro) }
        form method="post" action=(format!("?language={}", seen.code())) {
            fieldset {
                legend { (words.offers) }
                @for one in of(Purpose::Marketing) { (choice(one, seen, &choices.shop)) }
            }
            @if of(Purpose::Tracking).next().is_some() {
                fieldset {
                    legend { (words.reading) }
                    @for one in of(Purpose::Tracking) { (choice(one, seen, &choices.shop)) }
                }
            }
            fieldset {
                legend { (words.language) }
                @for language in Language::ALL {
                    label {
                        input type="radio" name="language" value=(language.code())
                            checked[language == choices.language];
                        span lang=(language.code()) { (name(language)) }
                    }
                }
            }
            button type="submit" name="do" value="save" { (words.save) }
            button.quiet type="submit" name="do" value="nothing" { (words.nothing) }
        }
    };
    framed(seen, &title, &body)
}

/// What is said where a link leads nowhere.
pub(super) fn broken(seen: Language) -> Markup {
    let words = words::of(seen);
    let body = html! { h1 { (words.broken_title) } p { (words.broken) } };
    framed(seen, words.broken_title, &body)
}

fn choice(one: &Choice, seen: Language, shop: &str) -> Markup {
    let (purpose, channel) = match one.purpose {
        Purpose::Marketing => ("marketing", one.channel.word()),
        Purpose::Tracking => ("tracking", one.channel.word()),
    };
    html! {
        label {
            input type="checkbox" name=(purpose) value=(channel) checked[one.is_allowed];
            span { (label(seen, shop, one)) }
        }
    }
}

/// Whoever does not read the language in which he is written to reads this page in his own.
fn languages(seen: Language) -> Markup {
    html! {
        nav {
            @for language in Language::ALL {
                @if language == seen {
                    strong aria-current="true" lang=(language.code()) { (name(language)) }
                } @else {
                    a href=(format!("?language={}", language.code())) lang=(language.code())
                        hreflang=(language.code()) { (name(language)) }
                }
            }
        }
    }
}

fn framed(seen: Language, title: &str, body: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang=(seen.code()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="robots" content="noindex";
                title { (title) }
                style { (STYLE) }
            }
            body { main { (body) } }
        }
    }
}
