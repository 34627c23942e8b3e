//! What the bot says.

use collect::shop::Language;

use super::Answer;

pub(super) fn of(answer: Answer, language: Language, shop: &str) -> String {
    match (answer, language) {
        (Answer::Welcome, Language::En) => {
            format!("Welcome! News and offers from {shop} come here from now on. /stop ends them.")
        }
        (Answer::Welcome, Language::Uk) => format!(
            "Вітаємо! Відтепер новини й пропозиції від {shop} надходитимуть сюди. \
             Щоб припинити, надішліть /stop."
        ),
        (Answer::Welcome, Language::Ru) => format!(
            "Здравствуйте! Теперь новости и предложения от {shop} будут приходить сюда. \
             Чтобы прекратить, отправьте /stop."
        ),
        (Answer::Stopped, Language::En) => {
            format!("Done. {shop} will not write here any more. /start from a letter begins anew.")
        }
        (Answer::Stopped, Language::Uk) => {
            format!("Готово. {shop} більше сюди не писатиме. Посилання з листа почне все знову.")
        }
        (Answer::Stopped, Language::Ru) => format!(
            "Готово. {shop} больше не будет сюда писать. Ссылка из письма начнёт всё заново."
        ),
        (Answer::WhoAreYou, Language::En) => format!(
            "Hello! This bot of {shop} does not know you yet. Please open the link in one of our \
             letters."
        ),
        (Answer::WhoAreYou, Language::Uk) => format!(
            "Вітаємо! Цей бот {shop} вас ще не знає. Будь ласка, відкрийте посилання з нашого \
             листа."
        ),
        (Answer::WhoAreYou, Language::Ru) => format!(
            "Здравствуйте! Этот бот {shop} вас ещё не знает. Пожалуйста, откройте ссылку из нашего \
             письма."
        ),
    }
}
