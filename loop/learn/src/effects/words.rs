//! What an effect and its checks say, in three languages.

use collect::shop::Language;

/// What the figures mean.
pub(super) fn definition(language: Language, window_days: Option<u32>) -> String {
    let within = match (language, window_days) {
        (Language::En, None) => "from then on".to_owned(),
        (Language::En, Some(days)) => format!("within {days} days from then on"),
        (Language::Uk, None) => "від того моменту".to_owned(),
        (Language::Uk, Some(days)) => format!("протягом {days} дн. від того моменту"),
        (Language::Ru, None) => "с того момента".to_owned(),
        (Language::Ru, Some(days)) => format!("в течение {days} дн. с того момента"),
    };
    match language {
        Language::En => format!(
            "Purchases of everybody as dealt, whether a letter reached him or not, {within}; the \
             mean of those to be written to less the mean of those held out, with Welch's interval \
             of 95 %"
        ),
        Language::Uk => format!(
            "Покупки всіх так, як їх розподілено, незалежно від того, чи дійшов лист, {within}; \
             середнє тих, кому мали написати, мінус середнє контрольної групи, з інтервалом Велча \
             95 %"
        ),
        Language::Ru => format!(
            "Покупки всех так, как они распределены, независимо от того, дошло ли письмо, \
             {within}; среднее тех, кому должны были написать, минус среднее контрольной группы, с \
             интервалом Уэлча 95 %"
        ),
    }
}

pub(super) fn both_arms(language: Language, treated: u64, held_out: u64) -> String {
    match language {
        Language::En => format!("{treated} people were to be written to, {held_out} held out"),
        Language::Uk => format!("мали написати: {treated}, у контрольній групі: {held_out}"),
        Language::Ru => {
            format!("должны были написать: {treated}, в контрольной группе: {held_out}")
        }
    }
}

pub(super) fn sample_ratio(language: Language, held_out: u64, all: u64, share: f64) -> String {
    let meant = (all as f64 * share).round();
    match language {
        Language::En => format!("{held_out} of {all} were held out; {meant} were meant to be"),
        Language::Uk => {
            format!("у контрольній групі {held_out} з {all}; мало бути близько {meant}")
        }
        Language::Ru => {
            format!("в контрольной группе {held_out} из {all}; должно было быть около {meant}")
        }
    }
}

pub(super) fn enough_people(language: Language, fewest: u64, wanted: u64) -> String {
    match language {
        Language::En => {
            format!("the smaller side has {fewest} people; {wanted} or more are wanted")
        }
        Language::Uk => format!("у меншій групі людей: {fewest}; потрібно щонайменше {wanted}"),
        Language::Ru => format!("в меньшей группе людей: {fewest}; нужно не меньше {wanted}"),
    }
}

pub(super) fn enough_buyers(language: Language, buyers: u64) -> String {
    match language {
        Language::En => format!("{buyers} people have bought since; below 10 they say little"),
        Language::Uk => format!("відтоді купили: {buyers}; менше ніж 10 мало про що свідчить"),
        Language::Ru => format!("с тех пор купили: {buyers}; меньше 10 мало о чём говорит"),
    }
}

pub(super) fn reached(language: Language, sent: u64, treated: u64) -> String {
    match language {
        Language::En => format!("{sent} of {treated} to be written to got the letter"),
        Language::Uk => format!("лист отримали {sent} з {treated}, кому мали написати"),
        Language::Ru => format!("письмо получили {sent} из {treated}, кому должны были написать"),
    }
}

pub(super) fn window(language: Language, is_over: bool) -> String {
    let text = match (language, is_over) {
        (Language::En, true) => "everybody's days are over",
        (Language::En, false) => "not everybody's days are over; the figures will still move",
        (Language::Uk, true) => "строк спостереження минув для всіх",
        (Language::Uk, false) => "строк спостереження минув не для всіх; цифри ще зміняться",
        (Language::Ru, true) => "срок наблюдения прошёл для всех",
        (Language::Ru, false) => "срок наблюдения прошёл не для всех; цифры ещё изменятся",
    };
    text.to_owned()
}
