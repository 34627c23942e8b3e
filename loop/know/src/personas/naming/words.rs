//! The traits in three languages: what a shopkeeper would say to a customer's face.

use serde::Serialize;

use super::{Side, Trait};
use crate::Wording;
use crate::personas::features::Feature;
use collect::shop::Language;

/// What a persona is called, in the languages of the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[schema(as = PersonaName)]
pub struct Name {
    /// English.
    pub en: String,
    /// Ukrainian.
    pub uk: String,
    /// Russian.
    pub ru: String,
}

const fn wording(en: &'static str, uk: &'static str, ru: &'static str) -> Wording {
    Wording { en, uk, ru }
}

/// Somebody who is like everybody.
const MIDDLE: Wording = wording("Golden mean", "Золота середина", "Золотая середина");

impl Name {
    /// The name that some traits make.
    pub fn of(traits: &[Trait]) -> Self {
        let said = |language| match traits {
            [] => MIDDLE.say(language).to_owned(),
            some => some.iter().map(|it| it.called().say(language)).collect::<Vec<_>>().join(" · "),
        };
        Self { en: said(Language::En), uk: said(Language::Uk), ru: said(Language::Ru) }
    }

    /// The name in one language.
    pub fn say(&self, language: Language) -> &str {
        match language {
            Language::En => &self.en,
            Language::Uk => &self.uk,
            Language::Ru => &self.ru,
        }
    }
}

impl Trait {
    /// What it is called.
    pub fn called(self) -> Wording {
        match self.side {
            Side::High => high(self.feature),
            Side::Low => low(self.feature),
        }
    }
}

fn high(feature: Feature) -> Wording {
    match feature {
        Feature::Recency => wording("Long unseen", "Давно не були", "Давно не были"),
        Feature::Occasions => wording("Regulars", "Завсідники", "Завсегдатаи"),
        Feature::Tenure => wording("Old friends", "Давні друзі", "Давние друзья"),
        Feature::Overdue => wording("Late by their rhythm", "Забарилися", "Припозднились"),
        Feature::AverageOrder => wording("Large orders", "Великі чеки", "Крупные чеки"),
        Feature::Items => wording("Full baskets", "Повні кошики", "Полные корзины"),
        Feature::Categories => wording("Explorers", "Дослідники", "Исследователи"),
        Feature::Coupons => wording("Fond of promo codes", "Люблять промокоди", "Любят промокоды"),
        Feature::Undone => wording("Careful choosers", "Вибирають ретельно", "Выбирают тщательно"),
        Feature::Weekends => wording("Weekend guests", "Гості вихідних", "Гости выходных"),
        Feature::Evenings => wording("Evening guests", "Вечірні гості", "Вечерние гости"),
        Feature::Channel => wording("Main channel", "Головним каналом", "Основным каналом"),
    }
}

fn low(feature: Feature) -> Wording {
    match feature {
        Feature::Recency => wording("Here lately", "Були нещодавно", "Были недавно"),
        Feature::Occasions => wording("Rare guests", "Нечасті гості", "Нечастые гости"),
        Feature::Tenure => wording("Newcomers", "Новенькі", "Новички"),
        Feature::Overdue => wording("In their rhythm", "У своєму ритмі", "В своём ритме"),
        Feature::AverageOrder => wording("Small treats", "Маленькі радощі", "Маленькие радости"),
        Feature::Items => wording("One thing at a time", "По одній речі", "По одной вещи"),
        Feature::Categories => wording("One shelf", "Одна полиця", "Одна полка"),
        Feature::Coupons => wording("Full price", "За повну ціну", "За полную цену"),
        Feature::Undone => wording("Sure choosers", "Обирають напевно", "Выбирают наверняка"),
        Feature::Weekends => wording("Weekday guests", "Гості буднів", "Гости будней"),
        Feature::Evenings => wording("Daytime guests", "Денні гості", "Дневные гости"),
        Feature::Channel => wording("Other channels", "Іншими каналами", "Другими каналами"),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_trait_has_a_name_of_its_own_in_each_language() {
        for language in [Language::En, Language::Uk, Language::Ru] {
            let both = |feature| [Side::High, Side::Low].map(|side| Trait { feature, side });
            let traits = Feature::ALL.into_iter().flat_map(both);
            let names: HashSet<&str> = traits.map(|it| it.called().say(language)).collect();
            assert_eq!(names.len(), 2 * Feature::ALL.len());
            assert!(names.iter().all(|name| !name.is_empty() && !name.contains('·')));
        }
    }
}
