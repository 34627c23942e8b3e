//! The page on which a reader says whether he may be followed; without scripts.

use collect::shop::Language;
use maud::{DOCTYPE, Markup, html};

pub(super) const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; \
                                 form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/// What stands as the proof of a yes.
pub(super) const PROOF: &str = "pressed the button of the page about following readers";

/// What is so now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    Followed,
    NotFollowed,
    Broken,
}

const STYLE: &str = "
:root { color-scheme: light dark; }
body { margin: 0; font: 1.125rem/1.6 Georgia, serif; }
main { max-width: 34rem; margin: 0 auto; padding: 15vh 1.5rem 3rem; }
h1 { font-size: 1.6rem; line-height: 1.3; margin: 0 0 1rem; }
button { font: inherit; padding: .7rem 1.6rem; border: 0; border-radius: .3rem;
  background: #7a3b1d; color: #fff; cursor: pointer; }
button:focus-visible { outline: 3px solid #c98a5e; outline-offset: 3px; }
";

pub(super) fn page(answer: Answer, language: Language, shop: &str) -> Markup {
    let [title, text, button] = words(answer, language);
    let press = if answer == Answer::Followed { "no" } else { "yes" };
    html! {
        (DOCTYPE)
        html lang=(language.code()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="robots" content="noindex";
                title { (title) }
                style { (STYLE) }
            }
            body {
                main {
                    h1 { (title) }
                    p { (text.replace("{shop}", shop)) }
                    @if answer != Answer::Broken {
                        form method="post" {
                            button type="submit" name="may" value=(press) { (button) }
                        }
                    }
                }
            }
        }
    }
}

/// Title, text and button.
fn words(answer: Answer, language: Language) -> [&'static str; 3] {
    match (language, answer) {
        (Language::En, Answer::Followed) => [
            "It is seen when you open a letter",
            "{shop} learns when you open its letters and which links you follow, and nothing else.",
            "Do not follow me",
        ],
        (Language::En, Answer::NotFollowed) => [
            "Nobody sees when you open a letter",
            "{shop} does not learn whether you open its letters or follow their links.",
            "You may follow me",
        ],
        (Language::En, Answer::Broken) => [
            "This link does not work",
            "Perhaps it was cut off. Open it once more from the letter.",
            "",
        ],
        (Language::Uk, Answer::Followed) => [
            "Видно, коли ви відкриваєте лист",
            "{shop} дізнається, коли ви відкриваєте листи й на які посилання переходите, і нічого \
             більше.",
            "Не стежити за мною",
        ],
        (Language::Uk, Answer::NotFollowed) => [
            "Ніхто не бачить, коли ви відкриваєте лист",
            "{shop} не дізнається, чи відкриваєте ви листи й чи переходите за посиланнями.",
            "Можна бачити",
        ],
        (Language::Uk, Answer::Broken) => [
            "Це посилання не працює",
            "Можливо, його скопійовано не повністю. Відкрийте його ще раз із листа.",
            "",
        ],
        (Language::Ru, Answer::Followed) => [
            "Видно, когда вы открываете письмо",
            "{shop} узнаёт, когда вы открываете письма и по каким ссылкам переходите, и ничего \
             больше.",
            "Не следить за мной",
        ],
        (Language::Ru, Answer::NotFollowed) => [
            "Никто не видит, когда вы открываете письмо",
            "{shop} не узнаёт, открываете ли вы письма и переходите ли по ссылкам.",
            "Можно видеть",
        ],
        (Language::Ru, Answer::Broken) => [
            "Эта ссылка не работает",
            "Возможно, она скопирована не полностью. Откройте её ещё раз из письма.",
            "",
        ],
    }
}
