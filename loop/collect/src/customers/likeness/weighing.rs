//! How much two customers look like one person, and by what.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::spelling;
use crate::customers::Customer;
use crate::customers::recognition::Rules;

/// What speaks for two customers being one person, or against it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = LikenessReason)]
pub enum Reason {
    /// The same e-mail address.
    SameEmail,
    /// Addresses that lead to one mailbox where the provider ignores dots and what follows a plus.
    SameMailbox,
    /// The same phone.
    SamePhone,
    /// The same phone, once without its country.
    SamePhoneShort,
    /// The same full name, letter by letter.
    SameName,
    /// The same full name in another spelling or alphabet.
    SameNameSpelled,
    /// Some of the name is the same, and nothing of it contradicts.
    PartOfName,
    /// The same city.
    SameCity,
    /// Names that have nothing in common: rather people of one household.
    OtherName,
}

impl Reason {
    /// What it adds to the score. One weak hint alone proposes nothing; a name in another city
    /// does not either; other names under one phone are a family, not a person.
    fn points(self) -> i64 {
        match self {
            Self::SameEmail => 60,
            Self::SameMailbox => 50,
            Self::SamePhone => 55,
            Self::SamePhoneShort => 45,
            Self::SameName => 42,
            Self::SameNameSpelled => 38,
            Self::PartOfName => 15,
            Self::SameCity => 14,
            Self::OtherName => -40,
        }
    }
}

/// The score from which on a pair is proposed; the highest is 99, because nobody is certain.
pub const PROPOSED_FROM: i64 = 50;

const HIGHEST: i64 = 99;

/// A customer as far as he can be compared.
#[derive(Clone, Debug, Default)]
pub(super) struct Looks {
    pub(super) no: i64,
    name: String,
    words: Vec<String>,
    email: Option<String>,
    mailbox: Option<String>,
    phone: Option<String>,
    city: Option<String>,
}

/// How many customers of the shop bear a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Frequency {
    /// So few that it is a hint.
    Rare,
    /// So many that it is none.
    Common,
}

/// Digits of a phone without its country: what people write down, and long enough to be one's own.
const PHONE_TAIL: usize = 9;

impl Looks {
    pub(super) fn of(customer: &Customer, rules: &Rules) -> Self {
        let email = customer.email.as_ref().filter(|email| !rules.blocks(email));
        let phone = customer.phone.as_ref().filter(|phone| !rules.blocks(phone));
        let name = customer.name.as_deref().unwrap_or_default();
        let city = customer.city.as_deref().map(spelling::word).filter(|city| !city.is_empty());
        Self {
            no: customer.no,
            name: name.trim().to_lowercase(),
            words: spelling::name(name),
            mailbox: email.map(|email| mailbox(email)),
            email: email.map(|email| email.to_lowercase()),
            phone: phone.map(|phone| phone.trim_start_matches('+').to_owned()),
            city,
        }
    }

    /// The full name in its one spelling; none where only a part of it is known.
    pub(super) fn full_name(&self) -> Option<String> {
        (self.words.len() > 1).then(|| self.words.join(" "))
    }

    /// What two customers have to share to be compared at all.
    ///
    /// A name that many bear says nothing in one city either.
    pub(super) fn keys(&self, name_is: Frequency) -> Vec<String> {
        let mailbox = self.mailbox.as_ref().map(|mailbox| format!("m{mailbox}"));
        let tail = self.tail().map(|tail| format!("p{tail}"));
        let city = self.city.as_ref().filter(|_| name_is == Frequency::Rare);
        let name = city.and_then(|city| Some(format!("n{} {city}", self.full_name()?)));
        [mailbox, tail, name].into_iter().flatten().collect()
    }

    fn tail(&self) -> Option<&str> {
        let phone = self.phone.as_deref()?;
        phone.get(phone.len().checked_sub(PHONE_TAIL)?..)
    }
}

/// What speaks for and against two customers being one person.
pub(super) fn compare(one: &Looks, other: &Looks) -> Vec<Reason> {
    fn same<T: PartialEq>(one: &Option<T>, other: &Option<T>) -> bool {
        one.is_some() && one == other
    }
    let mail = match () {
        () if same(&one.email, &other.email) => Some(Reason::SameEmail),
        () if same(&one.mailbox, &other.mailbox) => Some(Reason::SameMailbox),
        () => None,
    };
    let phone = match () {
        () if same(&one.phone, &other.phone) => Some(Reason::SamePhone),
        () if same(&one.tail(), &other.tail()) && is_short(one) != is_short(other) => {
            Some(Reason::SamePhoneShort)
        }
        () => None,
    };
    let city = same(&one.city, &other.city).then_some(Reason::SameCity);
    [mail, phone, names(one, other), city].into_iter().flatten().collect()
}

/// Whether a phone is written without its country.
fn is_short(looks: &Looks) -> bool {
    looks.phone.as_ref().is_some_and(|phone| phone.len() <= PHONE_TAIL + 1)
}

fn names(one: &Looks, other: &Looks) -> Option<Reason> {
    if one.words.is_empty() || other.words.is_empty() {
        return None;
    }
    let n_shared = one.words.iter().filter(|word| other.words.contains(word)).count();
    let n_fewer = one.words.len().min(other.words.len());
    match n_shared {
        0 => Some(Reason::OtherName),
        _ if one.words == other.words && n_fewer > 1 => Some(match one.name == other.name {
            true => Reason::SameName,
            false => Reason::SameNameSpelled,
        }),
        n if n == n_fewer => Some(Reason::PartOfName),
        // A surname alone in common, and other given names: a family.
        _ => Some(Reason::OtherName),
    }
}

/// How likely two customers are one person, by what was found: 0 to 99.
pub(super) fn score(reasons: &[Reason]) -> i64 {
    reasons.iter().map(|reason| reason.points()).sum::<i64>().clamp(0, HIGHEST)
}

/// The mailbox an address leads to, where its provider is known to ignore parts of it.
fn mailbox(email: &str) -> String {
    let email = email.to_lowercase();
    let Some((name, host)) = email.rsplit_once('@') else { return email };
    let ahead = name.split('+').next().unwrap_or(name);
    match host {
        "gmail.com" | "googlemail.com" => format!("{}@gmail.com", ahead.replace('.', "")),
        "outlook.com" | "hotmail.com" | "live.com" | "icloud.com" | "fastmail.com"
        | "proton.me" | "protonmail.com" => format!("{ahead}@{host}"),
        _ => email,
    }
}

#[cfg(test)]
mod tests {
    use domain::{CustomerId, Instant};
    use uuid::Uuid;

    use super::*;

    /// `name / email / phone / city`; `-` is what nobody knows.
    fn looks(line: &str) -> Looks {
        let cells: Vec<&str> = line.split('/').map(str::trim).collect();
        let told = |place: usize| (cells[place] != "-").then(|| cells[place].to_owned());
        let customer = Customer {
            id: CustomerId(Uuid::nil()),
            no: 1,
            external_id: None,
            name: told(0),
            email: told(1),
            phone: told(2),
            country: None,
            city: told(3),
            language: None,
            created_at: Instant(0),
        };
        Looks::of(&customer, &Rules::default())
    }

    fn scored(one: &str, other: &str) -> (i64, Vec<Reason>) {
        let (one, other) = (looks(one), looks(other));
        let reasons = compare(&one, &other);
        assert_eq!(reasons, compare(&other, &one), "the order of two does not matter");
        let meets = {
            let (one, other) = (one.keys(Frequency::Rare), other.keys(Frequency::Rare));
            one.iter().any(|key| other.contains(key))
        };
        let score = score(&reasons);
        assert!(meets || score < PROPOSED_FROM, "what is proposed shares a key: {reasons:?}");
        (score, reasons)
    }

    #[test]
    fn who_is_proposed_and_who_is_not() {
        use Reason::*;
        let proposed = [
            ("Олександр Шевченко/-/-/Київ", "Oleksandr Shevchenko/-/-/київ", SameNameSpelled),
            ("Олександр Шевченко/-/-/Київ", "Александр Шевченко/-/-/Киев", SameNameSpelled),
            ("-/anna.k@gmail.com/-/-", "-/annak+shop@googlemail.com/-/-", SameMailbox),
            ("Anna/-/+380501234567/-", "Anna K/-/0501234567/-", SamePhoneShort),
            ("-/-/+380501234567/-", "Anna/-/+380501234567/-", SamePhone),
        ];
        for (one, other, by) in proposed {
            let (score, reasons) = scored(one, other);
            assert!(score >= PROPOSED_FROM && reasons.contains(&by), "{one}: {score} {reasons:?}");
        }
        let left_alone = [
            ("Олена Коваль/-/+380501234567/Львів", "Ivan Koval/-/+380501234567/Lviv"),
            ("Олена Коваль/-/-/Львів", "Олена Коваль/-/-/Харків"),
            ("Anna/-/-/Kyiv", "Anna/-/-/Kyiv"),
            ("-/anna.k@ukr.net/-/-", "-/annak@ukr.net/-/-"),
            ("-/noreply@gmail.com/-/-", "-/noreply@gmail.com/-/-"),
            ("-/-/+380000000000/-", "-/-/+380000000000/-"),
        ];
        for (one, other) in left_alone {
            let (score, reasons) = scored(one, other);
            assert!(score < PROPOSED_FROM, "{one}: {score} {reasons:?}");
        }
    }
}
