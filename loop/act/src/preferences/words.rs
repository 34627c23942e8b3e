//! What the page says, in three languages; each is written by itself, not word by word.

use collect::consent::{Channel, Purpose};
use collect::shop::Language;

use super::Choice;

/// The words of the page; `{shop}` and `{address}` are blanks.
pub(super) struct Words {
    pub(super) title: &'static str,
    pub(super) intro: &'static str,
    pub(super) offers: &'static str,
    pub(super) by_email: &'static str,
    pub(super) by_sms: &'static str,
    pub(super) by_telegram: &'static str,
    pub(super) reading: &'static str,
    pub(super) may_follow: &'static str,
    pub(super) language: &'static str,
    pub(super) save: &'static str,
    pub(super) nothing: &'static str,
    pub(super) saved: &'static str,
    pub(super) preview: &'static str,
    pub(super) broken_title: &'static str,
    pub(super) broken: &'static str,
}

const ENGLISH: Words = Words {
    title: "What {shop} may send you",
    intro: "You decide for each way by itself, and a change counts at once. Messages about your \
            orders come all the same.",
    offers: "Offers and news",
    by_email: "By e-mail to {address}",
    by_sms: "By text message to {address}",
    by_telegram: "In Telegram",
    reading: "Reading",
    may_follow: "{shop} may see that I open its letters and which links I follow",
    language: "Language of messages",
    save: "Save",
    nothing: "Nothing at all, please",
    saved: "Saved. You can close this page.",
    preview: "This is a preview: nothing was changed.",
    broken_title: "This link does not work",
    broken: "Perhaps it was cut off. Open it once more from the message, or answer the message \
             and say what you want to get.",
};

const UKRAINIAN: Words = Words {
    title: "Що вам може надсилати {shop}",
    intro: "Вирішуйте про кожен спосіб окремо; зміна діє одразу. Повідомлення про ваші замовлення \
            надходитимуть у будь-якому разі.",
    offers: "Пропозиції та новини",
    by_email: "Електронною поштою на {address}",
    by_sms: "SMS на {address}",
    by_telegram: "У Telegram",
    reading: "Читання",
    may_follow: "{shop} може бачити, що я відкриваю листи і за якими посиланнями переходжу",
    language: "Мова повідомлень",
    save: "Зберегти",
    nothing: "Нічого не надсилати",
    saved: "Збережено. Цю сторінку можна закрити.",
    preview: "Це попередній перегляд: нічого не змінилося.",
    broken_title: "Це посилання не працює",
    broken: "Можливо, його скопійовано не повністю. Відкрийте його ще раз із повідомлення або \
             дайте на нього відповідь і напишіть, що хочете отримувати.",
};

const RUSSIAN: Words = Words {
    title: "Что вам может присылать {shop}",
    intro: "Решайте о каждом способе отдельно; изменение действует сразу. Сообщения о ваших \
            заказах будут приходить в любом случае.",
    offers: "Предложения и новости",
    by_email: "По электронной почте на {address}",
    by_sms: "SMS на {address}",
    by_telegram: "В Telegram",
    reading: "Чтение",
    may_follow: "{shop} может видеть, что я открываю письма и по каким ссылкам перехожу",
    language: "Язык сообщений",
    save: "Сохранить",
    nothing: "Ничего не присылать",
    saved: "Сохранено. Эту страницу можно закрыть.",
    preview: "Это предварительный просмотр: ничего не изменилось.",
    broken_title: "Эта ссылка не работает",
    broken: "Возможно, она скопирована не полностью. Откройте её ещё раз из сообщения или \
             ответьте на него и напишите, что хотите получать.",
};

/// The words of a language.
pub(super) fn of(language: Language) -> &'static Words {
    match language {
        Language::En => &ENGLISH,
        Language::Uk => &UKRAINIAN,
        Language::Ru => &RUSSIAN,
    }
}

/// A language in its own words, so that whoever needs it finds it.
pub(super) fn name(language: Language) -> &'static str {
    match language {
        Language::En => "English",
        Language::Uk => "Українська",
        Language::Ru => "Русский",
    }
}

/// What stands beside a box.
pub(super) fn label(language: Language, shop: &str, choice: &Choice) -> String {
    let words = of(language);
    let text = match (choice.purpose, choice.channel) {
        (Purpose::Tracking, _) => words.may_follow,
        (Purpose::Marketing, Channel::Email) => words.by_email,
        (Purpose::Marketing, Channel::Sms) => words.by_sms,
        (Purpose::Marketing, Channel::Telegram) => words.by_telegram,
    };
    text.replace("{shop}", shop).replace("{address}", &choice.address).trim_end().to_owned()
}

/// The words that were seen when somebody answered, as they are kept.
pub(super) fn proof(language: Language, shop: &str, choice: &Choice) -> String {
    let words = of(language);
    let heading = match choice.purpose {
        Purpose::Marketing => words.offers,
        Purpose::Tracking => words.reading,
    };
    let title = words.title.replace("{shop}", shop);
    format!("{title}: {heading}: {}", label(language, shop, choice))
}
