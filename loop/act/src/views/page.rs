//! What is said where there is no letter to show; without scripts.

use collect::shop::Language;
use maud::{DOCTYPE, Markup, html};

use super::KEPT_DAYS;

/// A letter may bring its own look and its pictures, and nothing that runs: it is shown as in a
/// sandbox, and its links open beside it.
pub(super) const LETTER_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; \
    img-src https: http: data:; font-src data:; frame-ancestors 'none'; base-uri 'none'; \
    form-action 'none'; sandbox allow-popups allow-popups-to-escape-sandbox \
    allow-top-navigation-by-user-activation";

/// The same as of the other public pages.
pub(super) const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; \
                                 form-action 'none'; frame-ancestors 'none'; base-uri 'none'";

/// Why there is no letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Saying {
    /// The address comes from a preview or a test.
    Preview,
    /// It is not kept any more.
    Gone,
    /// The address leads nowhere.
    Broken,
}

const STYLE: &str = "
:root { color-scheme: light dark; }
body { margin: 0; font: 1.125rem/1.6 Georgia, serif; }
main { max-width: 34rem; margin: 0 auto; padding: 15vh 1.5rem 3rem; }
h1 { font-size: 1.6rem; line-height: 1.3; margin: 0 0 1rem; }
";

pub(super) fn page(saying: Saying, language: Language) -> Markup {
    let (title, text) = words(saying, language);
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
            body { main { h1 { (title) } p { (text.replace("{days}", &KEPT_DAYS.to_string())) } } }
        }
    }
}

/// Title and text.
fn words(saying: Saying, language: Language) -> (&'static str, &'static str) {
    match (language, saying) {
        (Language::En, Saying::Preview) => (
            "This is a preview",
            "Here each customer sees his own letter, as it was sent to him. This one was sent to \
             nobody.",
        ),
        (Language::En, Saying::Gone) => (
            "This letter is not kept any more",
            "Letters can be read here for {days} days. It is still in your mailbox.",
        ),
        (Language::En, Saying::Broken) => (
            "This link does not work",
            "Perhaps it was cut off. Open it once more from the letter.",
        ),
        (Language::Uk, Saying::Preview) => (
            "Це попередній перегляд",
            "Тут кожен клієнт бачить свій лист таким, яким його надіслано. Цього листа нікому не \
             надсилали.",
        ),
        (Language::Uk, Saying::Gone) => (
            "Цей лист уже не зберігається",
            "Листи можна прочитати тут протягом {days} днів. У вашій поштовій скриньці він \
             залишився.",
        ),
        (Language::Uk, Saying::Broken) => (
            "Це посилання не працює",
            "Можливо, його скопійовано не повністю. Відкрийте його ще раз із листа.",
        ),
        (Language::Ru, Saying::Preview) => (
            "Это предварительный просмотр",
            "Здесь каждый клиент видит своё письмо таким, каким оно отправлено. Это письмо никому \
             не отправляли.",
        ),
        (Language::Ru, Saying::Gone) => (
            "Это письмо больше не хранится",
            "Письма можно прочитать здесь в течение {days} дней. В вашем почтовом ящике оно \
             осталось.",
        ),
        (Language::Ru, Saying::Broken) => (
            "Эта ссылка не работает",
            "Возможно, она скопирована не полностью. Откройте её ещё раз из письма.",
        ),
    }
}
