//! Why a person got, or did not get, a message: a stable code, and words for people.

use collect::shop::Language;

/// The reason behind a decision or behind the fate of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reason {
    /// Belongs to the audience; nothing has been decided yet.
    InAudience,
    /// Every step of the decision let the message pass.
    Allowed,
    /// Owed to the person by a contract, by the law or for his security: no consent is asked for.
    Owed,
    /// Never said yes; silence is a no.
    ConsentMissing,
    /// Said no.
    ConsentDenied,
    /// There is no address to write to.
    NoAddress,
    /// Dealt to the side of this campaign that is not written to.
    HeldOut,
    /// Kept without any marketing, to measure all of it.
    HeldOutEverywhere,
    /// The address was refused for good, or its owner complained.
    AddressSuppressed,
    /// Asked to be forgotten.
    Erased,
    /// Has been written to often enough lately.
    WrittenToRecently,
    /// It is night.
    QuietHours,
    /// His own clock does not show the time yet.
    OwnTime,
    /// His own clock had shown the time before the campaign began.
    OwnTimePassed,
    /// The campaign was called off before this person's turn.
    CampaignCancelled,
    /// Left the journey before this person's turn.
    LeftJourney,
    /// Known as two, of whom the other one was decided on; a person is written to once.
    Merged,
    /// Waits for its place in the sending.
    InQueue,
    /// Being handed over right now.
    BeingHanded,
    /// The mail server, the gateway or the folder took it.
    Accepted,
    /// The gateway reports that it is on the phone.
    Delivered,
    /// The gateway reports that it took the message in vain.
    NotDelivered,
    /// The address was refused for good.
    AddressRefused,
    /// The letter came back: the other side could not or would not take it.
    CameBack,
    /// Called a letter spam.
    Complained,
    /// Given up by somebody of the shop.
    GivenUpByHand,
    /// The message was refused.
    MessageRefused,
    /// The other side asked to come back later.
    RefusedForNow,
    /// The other side asked to come back later once too often.
    TriedTooOften,
    /// Handed over, but the connection broke before the answer.
    AnswerNotSeen,
    /// The program stopped while handing it over.
    Interrupted,
    /// The text could not be written for this person.
    TextProblem,
    /// Said no between the decision and the sending.
    ConsentWithdrawn,
}

/// Reason, code, and the words in English, Ukrainian and Russian.
type Words = (Reason, &'static str, [&'static str; 3]);

const WORDS: [Words; 33] = [
    (
        Reason::InAudience,
        "in_audience",
        [
            "in the audience, not decided yet",
            "входить до аудиторії, рішення ще немає",
            "входит в аудиторию, решения ещё нет",
        ],
    ),
    (Reason::Allowed, "allowed", ["may be written to", "можна написати", "можно написать"]),
    (
        Reason::Owed,
        "owed",
        [
            "owed to this person; no consent to marketing is needed",
            "ця людина має це отримати; згода на розсилку не потрібна",
            "этот человек должен это получить; согласие на рассылку не нужно",
        ],
    ),
    (
        Reason::ConsentMissing,
        "consent_missing",
        [
            "never agreed to marketing by this channel",
            "згоди на розсилку цим каналом немає",
            "согласия на рассылку по этому каналу нет",
        ],
    ),
    (
        Reason::ConsentDenied,
        "consent_denied",
        [
            "asked not to get marketing by this channel",
            "відмова від розсилки цим каналом",
            "отказ от рассылки по этому каналу",
        ],
    ),
    (
        Reason::NoAddress,
        "no_address",
        [
            "no address for this channel is known",
            "адреса для цього каналу невідома",
            "адрес для этого канала неизвестен",
        ],
    ),
    (
        Reason::HeldOut,
        "held_out",
        [
            "held out of this campaign on purpose, to see what it changes",
            "навмисно без цього листа, щоб побачити, що він змінює",
            "намеренно без этого письма, чтобы увидеть, что оно меняет",
        ],
    ),
    (
        Reason::HeldOutEverywhere,
        "held_out_everywhere",
        [
            "kept without any marketing on purpose, to see what all of it changes",
            "навмисно без жодної розсилки, щоб побачити, що змінює вона вся",
            "намеренно без любой рассылки, чтобы увидеть, что меняет она вся",
        ],
    ),
    (
        Reason::AddressSuppressed,
        "address_suppressed",
        [
            "this address was refused for good before",
            "цю адресу раніше остаточно відхилили",
            "этот адрес раньше окончательно отклонили",
        ],
    ),
    (
        Reason::Erased,
        "erased",
        ["asked to be forgotten", "людина попросила її забути", "человек попросил его забыть"],
    ),
    (
        Reason::WrittenToRecently,
        "written_to_recently",
        [
            "has been written to often enough lately",
            "останнім часом і так отримує досить листів",
            "в последнее время и так получает достаточно писем",
        ],
    ),
    (
        Reason::QuietHours,
        "quiet_hours",
        [
            "waits until the quiet hours are over",
            "чекає, доки мине тихий час",
            "ждёт, пока пройдёт тихое время",
        ],
    ),
    (
        Reason::OwnTime,
        "own_time",
        [
            "waits for the time of day where this person lives",
            "чекає на потрібну годину там, де живе ця людина",
            "ждёт нужного часа там, где живёт этот человек",
        ],
    ),
    (
        Reason::OwnTimePassed,
        "own_time_passed",
        [
            "the time of day had passed where this person lives",
            "там, де живе ця людина, потрібна година вже минула",
            "там, где живёт этот человек, нужный час уже прошёл",
        ],
    ),
    (
        Reason::CampaignCancelled,
        "campaign_cancelled",
        [
            "the campaign was called off before the turn came",
            "кампанію скасували раніше, ніж дійшла черга",
            "кампанию отменили раньше, чем дошла очередь",
        ],
    ),
    (
        Reason::LeftJourney,
        "left_journey",
        [
            "left the journey before the turn came",
            "вийшов зі сценарію раніше, ніж дійшла черга",
            "вышел из сценария раньше, чем дошла очередь",
        ],
    ),
    (
        Reason::InQueue,
        "in_queue",
        [
            "waits for its turn to be sent",
            "чекає своєї черги на надсилання",
            "ждёт своей очереди на отправку",
        ],
    ),
    (Reason::BeingHanded, "being_handed", ["being handed over", "передається", "передаётся"]),
    (
        Reason::Accepted,
        "accepted",
        ["accepted for delivery", "прийнято до доставки", "принято к доставке"],
    ),
    (
        Reason::Delivered,
        "delivered",
        [
            "delivered, as the gateway reports",
            "доставлено, за звітом шлюзу",
            "доставлено, по отчёту шлюза",
        ],
    ),
    (
        Reason::NotDelivered,
        "not_delivered",
        [
            "accepted, but not delivered, as the gateway reports",
            "прийнято, але не доставлено, за звітом шлюзу",
            "принято, но не доставлено, по отчёту шлюза",
        ],
    ),
    (
        Reason::AddressRefused,
        "address_refused",
        [
            "the address was refused for good",
            "адресу остаточно відхилено",
            "адрес окончательно отклонён",
        ],
    ),
    (
        Reason::CameBack,
        "came_back",
        [
            "the letter came back: the other side could not take it",
            "лист повернувся: інша сторона не змогла його прийняти",
            "письмо вернулось: другая сторона не смогла его принять",
        ],
    ),
    (
        Reason::Complained,
        "complained",
        ["reported a letter as spam", "лист позначено як спам", "письмо помечено как спам"],
    ),
    (
        Reason::GivenUpByHand,
        "given_up_by_hand",
        [
            "taken off by somebody of the shop",
            "вилучено працівником магазину",
            "исключён сотрудником магазина",
        ],
    ),
    (
        Reason::MessageRefused,
        "message_refused",
        ["the message was refused", "повідомлення відхилено", "сообщение отклонено"],
    ),
    (
        Reason::RefusedForNow,
        "refused_for_now",
        [
            "the other side asked to come back later",
            "попросили спробувати пізніше",
            "попросили попробовать позже",
        ],
    ),
    (
        Reason::TriedTooOften,
        "tried_too_often",
        [
            "the other side asked to come back later too many times",
            "забагато разів просили спробувати пізніше",
            "слишком много раз просили попробовать позже",
        ],
    ),
    (
        Reason::AnswerNotSeen,
        "answer_not_seen",
        [
            "handed over, but the connection broke before the answer; it is not repeated",
            "передано, але зв'язок обірвався до відповіді; повторно не надсилається",
            "передано, но связь оборвалась до ответа; повторно не отправляется",
        ],
    ),
    (
        Reason::Interrupted,
        "interrupted",
        [
            "the program stopped while handing it over; it is not repeated",
            "програма зупинилася під час передавання; повторно не надсилається",
            "программа остановилась во время передачи; повторно не отправляется",
        ],
    ),
    (
        Reason::TextProblem,
        "text_problem",
        [
            "the text could not be written for this person",
            "для цієї людини не вдалося скласти текст",
            "для этого человека не удалось составить текст",
        ],
    ),
    (
        Reason::Merged,
        "merged",
        [
            "was known as two customers, and the campaign has the other one",
            "людина була записана як два клієнти, і в кампанії вже є другий запис",
            "человек был записан как два клиента, и в кампании уже есть вторая запись",
        ],
    ),
    (
        Reason::ConsentWithdrawn,
        "consent_withdrawn",
        [
            "said no before the turn came",
            "відмова надійшла раніше, ніж дійшла черга",
            "отказ пришёл раньше, чем дошла очередь",
        ],
    ),
];

impl Reason {
    /// The code kept in rows and shown to programs.
    pub fn code(self) -> &'static str {
        self.entry().1
    }

    /// The reason of that code, if it is one.
    pub fn of_code(code: &str) -> Option<Self> {
        WORDS.iter().find(|(_, known, _)| *known == code).map(|(reason, _, _)| *reason)
    }

    /// The reason in words.
    pub fn words(self, language: Language) -> &'static str {
        let [en, uk, ru] = self.entry().2;
        match language {
            Language::En => en,
            Language::Uk => uk,
            Language::Ru => ru,
        }
    }

    fn entry(self) -> &'static Words {
        WORDS.iter().find(|(reason, _, _)| *reason == self).expect("every reason has its words")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_reads_back_from_its_code() {
        for (reason, code, _) in WORDS {
            assert_eq!(Reason::of_code(code), Some(reason));
            assert_eq!(reason.code(), code);
        }
    }

    #[test]
    fn every_reason_speaks_three_languages() {
        for (reason, _, [en, uk, ru]) in WORDS {
            assert!(en.is_ascii() && !en.is_empty(), "{reason:?}");
            assert!(!uk.is_empty() && !ru.is_empty() && uk != ru, "{reason:?}");
            assert!(!ru.contains(['і', 'ї', 'є']), "{reason:?} has a Ukrainian letter in Russian");
            assert!(!uk.contains(['ы', 'э', 'ё']), "{reason:?} has a Russian letter in Ukrainian");
        }
    }
}
