//! What a person sees who wants no more letters; without scripts, readable by everything.

use collect::consent::Channel;
use collect::shop::Language;
use maud::{DOCTYPE, Markup, html};

/// What the page says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Saying {
    /// Asks for the press of the button.
    Question,
    /// It is done.
    Done,
    /// It is done, as far as a preview can do anything.
    Preview,
    /// The link leads nowhere.
    Broken,
}

/// Whom the page speaks to, and for whom.
pub(super) struct Scene<'a> {
    pub language: Language,
    pub shop: &'a str,
    /// By what the messages come that are to stop.
    pub channel: Channel,
    /// The address, mostly hidden.
    pub address: &'a str,
    /// Where he chooses what he gets instead.
    pub preferences: Option<&'a str>,
    /// Where he says whether he may be followed, where the shop follows anybody.
    pub reading: Option<&'a str>,
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

pub(super) fn page(saying: Saying, scene: &Scene<'_>) -> Markup {
    let [title, text, button] = words(saying, scene);
    html! {
        (DOCTYPE)
        html lang=(scene.language.code()) {
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
                    p { (text) }
                    @if saying == Saying::Question {
                        form method="post" {
                            button type="submit" { (button) }
                        }
                    }
                    @if let Some(preferences) = scene.preferences {
                        p { a href=(preferences) { (about_preferences(scene.language)) } }
                    }
                    @if let Some(reading) = scene.reading {
                        p { a href=(reading) { (about_reading(scene.language)) } }
                    }
                }
            }
        }
    }
}

/// The words of the way to the page on which a person chooses.
fn about_preferences(language: Language) -> &'static str {
    match language {
        Language::En => "Choose what I get, and in which language",
        Language::Uk => "Обрати, що отримувати та якою мовою",
        Language::Ru => "Выбрать, что получать и на каком языке",
    }
}

/// The words of the way to the page about being followed.
fn about_reading(language: Language) -> &'static str {
    match language {
        Language::En => "Who sees that I open letters?",
        Language::Uk => "Хто бачить, що я відкриваю листи?",
        Language::Ru => "Кто видит, что я открываю письма?",
    }
}

/// Digits of a phone number that its owner is shown.
const LAST_DIGITS: usize = 3;

/// Title, text and button.
fn words(saying: Saying, scene: &Scene<'_>) -> [String; 3] {
    match scene.language {
        Language::En => english(saying, scene),
        Language::Uk => ukrainian(saying, scene),
        Language::Ru => russian(saying, scene),
    }
}

fn english(saying: Saying, Scene { shop, channel, address, .. }: &Scene<'_>) -> [String; 3] {
    let (what, to) = match channel {
        Channel::Email => ("e-mails", format!("to {address}")),
        Channel::Sms => ("text messages", format!("to {address}")),
        Channel::Telegram => ("messages in Telegram", "in Telegram".to_owned()),
    };
    let (title, text) = match saying {
        Saying::Question => (
            format!("No more {what} from {shop}?"),
            format!(
                "{shop} will not send offers and news {to} any more. \
                 Messages about your orders will still come."
            ),
        ),
        Saying::Done => (
            "You are unsubscribed".to_owned(),
            format!("{shop} will not send offers and news {to} any more. You can close this page."),
        ),
        Saying::Preview => (
            "This is a preview".to_owned(),
            "A customer would be unsubscribed now. Nothing was changed.".to_owned(),
        ),
        Saying::Broken => (
            "This link does not work".to_owned(),
            "Perhaps it was cut off. Open it once more from the message, or answer the message \
             and ask to be taken off the list."
                .to_owned(),
        ),
    };
    [title, text, "Unsubscribe".to_owned()]
}

fn ukrainian(saying: Saying, Scene { shop, channel, address, .. }: &Scene<'_>) -> [String; 3] {
    let (what, to) = match channel {
        Channel::Email => ("листів", format!("На адресу {address}")),
        Channel::Sms => ("SMS", format!("На номер {address}")),
        Channel::Telegram => ("повідомлень у Telegram", "У Telegram".to_owned()),
    };
    let (title, text) = match saying {
        Saying::Question => (
            format!("Більше не надсилати {what} від {shop}?"),
            format!(
                "{to} більше не надходитимуть пропозиції та новини від {shop}. \
                 Повідомлення про ваші замовлення надходитимуть і далі."
            ),
        ),
        Saying::Done => (
            "Ви відписалися".to_owned(),
            format!(
                "{to} більше не надходитимуть пропозиції та новини від {shop}. \
                 Цю сторінку можна закрити."
            ),
        ),
        Saying::Preview => (
            "Це попередній перегляд".to_owned(),
            "Клієнта зараз було б відписано. Нічого не змінилося.".to_owned(),
        ),
        Saying::Broken => (
            "Це посилання не працює".to_owned(),
            "Можливо, його скопійовано не повністю. Відкрийте його ще раз із повідомлення або \
             дайте на нього відповідь і попросіть вас відписати."
                .to_owned(),
        ),
    };
    [title, text, "Відписатися".to_owned()]
}

fn russian(saying: Saying, Scene { shop, channel, address, .. }: &Scene<'_>) -> [String; 3] {
    let (what, to) = match channel {
        Channel::Email => ("писем", format!("На адрес {address}")),
        Channel::Sms => ("SMS", format!("На номер {address}")),
        Channel::Telegram => ("сообщений в Telegram", "В Telegram".to_owned()),
    };
    let (title, text) = match saying {
        Saying::Question => (
            format!("Больше не присылать {what} от {shop}?"),
            format!(
                "{to} больше не будут приходить предложения и новости от {shop}. \
                 Сообщения о ваших заказах будут приходить и дальше."
            ),
        ),
        Saying::Done => (
            "Вы отписались".to_owned(),
            format!(
                "{to} больше не будут приходить предложения и новости от {shop}. \
                 Эту страницу можно закрыть."
            ),
        ),
        Saying::Preview => (
            "Это предварительный просмотр".to_owned(),
            "Клиент сейчас был бы отписан. Ничего не изменилось.".to_owned(),
        ),
        Saying::Broken => (
            "Эта ссылка не работает".to_owned(),
            "Возможно, она скопирована не полностью. Откройте её ещё раз из сообщения или \
             ответьте на него и попросите вас отписать."
                .to_owned(),
        ),
    };
    [title, text, "Отписаться".to_owned()]
}

/// An address that its owner recognises and a stranger cannot use.
pub(crate) fn masked(channel: Channel, address: &str) -> String {
    match (channel, address.split_once('@')) {
        (Channel::Email, Some((name, domain))) => {
            let first: String = name.chars().take(1).collect();
            format!("{first}•••@{domain}")
        }
        (Channel::Sms, _) => {
            let hidden = address.chars().count().saturating_sub(LAST_DIGITS);
            let last: String = address.chars().skip(hidden).collect();
            format!("•••{last}")
        }
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_speaks_three_languages_and_runs_no_script() {
        for (language, button) in [
            (Language::En, "Unsubscribe"),
            (Language::Uk, "Відписатися"),
            (Language::Ru, "Отписаться"),
        ] {
            let scene = Scene {
                language,
                shop: "Bread & <b>Co</b>",
                channel: Channel::Email,
                address: "a•••@example.test",
                preferences: Some("/p/preferences/abc"),
                reading: Some("/p/reading/abc"),
            };
            let asked = page(Saying::Question, &scene).into_string();
            assert!(asked.contains(&format!("<html lang=\"{}\">", language.code())));
            assert!(asked.contains(&format!("<button type=\"submit\">{button}</button>")));
            assert!(asked.contains("Bread &amp; &lt;b&gt;Co&lt;/b&gt;"));
            assert!(!asked.contains("<script"));
            assert!(asked.contains("<a href=\"/p/reading/abc\">"));
            assert!(asked.contains("<a href=\"/p/preferences/abc\">"));
            let done = page(Saying::Done, &scene).into_string();
            assert!(!done.contains("<button"), "what is done cannot be pressed again");
        }
    }

    #[test]
    fn an_address_is_mostly_hidden() {
        assert_eq!(masked(Channel::Email, "anna.kovalenko@example.test"), "a•••@example.test");
        assert_eq!(masked(Channel::Email, "ї@example.test"), "ї•••@example.test");
        assert_eq!(masked(Channel::Email, "nothing"), "");
        assert_eq!(masked(Channel::Sms, "+380501234567"), "•••567");
        assert_eq!(masked(Channel::Sms, "12"), "•••12");
    }
}
