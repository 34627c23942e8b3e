//! Who the people of the demo shop are.

use domain::Instant;

use super::chance::Chance;

/// One made-up person.
#[derive(Clone, Debug)]
pub struct Person {
    /// The shop's own customer number.
    pub number: String,
    /// Full name.
    pub name: String,
    /// An address that no mail server accepts.
    pub email: String,
    /// Country, as the shop writes it.
    pub country: &'static str,
    /// City.
    pub city: &'static str,
    /// Where this person usually orders.
    pub channel: &'static str,
    /// What was answered when asked about e-mail; nothing means never asked.
    pub email_consent: Option<bool>,
    /// The same about text messages.
    pub sms_consent: Option<bool>,
    /// When the answers were given: with the first order.
    pub asked_at: Instant,
}

/// Of a hundred people, so many said yes to e-mail; 14 said no, the rest was never asked.
const EMAIL_YES: f64 = 0.62;
const EMAIL_NO: f64 = 0.14;
const SMS_YES: f64 = 0.20;

const FIRST_NAMES: [&str; 40] = [
    "Ada", "Alina", "Anton", "Bohdan", "Carla", "Dana", "Dmytro", "Elena", "Emma", "Felix", "Finn",
    "Galina", "Hanna", "Igor", "Ines", "Iryna", "Jan", "Jonas", "Kateryna", "Klara", "Lars",
    "Lena", "Leon", "Marco", "Maria", "Marta", "Max", "Mila", "Nadia", "Nora", "Oksana", "Oleh",
    "Olga", "Pavel", "Petra", "Sofia", "Stefan", "Taras", "Tomas", "Yana",
];

const LAST_NAMES: [&str; 40] = [
    "Bauer",
    "Becker",
    "Bondarenko",
    "Braun",
    "Fischer",
    "Fuchs",
    "Haas",
    "Hoffmann",
    "Horvat",
    "Ivanova",
    "Jung",
    "Keller",
    "Klein",
    "Koch",
    "Kovalenko",
    "Kowalski",
    "Kravchenko",
    "Lang",
    "Lehmann",
    "Lysenko",
    "Marchenko",
    "Melnyk",
    "Novak",
    "Nowak",
    "Peters",
    "Petrenko",
    "Popova",
    "Richter",
    "Rossi",
    "Roth",
    "Schmidt",
    "Schulz",
    "Shevchenko",
    "Sokolova",
    "Vogel",
    "Wagner",
    "Weber",
    "Winter",
    "Wolf",
    "Zimmer",
];

/// City, country and how many of a hundred live there.
const CITIES: [(&str, &str, f64); 12] = [
    ("Berlin", "Germany", 38.0),
    ("Potsdam", "Germany", 11.0),
    ("Leipzig", "Germany", 8.0),
    ("Hamburg", "Germany", 8.0),
    ("Dresden", "Germany", 5.0),
    ("Vienna", "Austria", 8.0),
    ("Graz", "Austria", 2.0),
    ("Warsaw", "Poland", 7.0),
    ("Poznan", "Poland", 3.0),
    ("Prague", "Czechia", 5.0),
    ("Kyiv", "Ukraine", 3.0),
    ("Lviv", "Ukraine", 2.0),
];

/// Where orders come in, and how many people of a hundred prefer it.
const CHANNELS: [(&str, f64); 3] = [("web", 56.0), ("shop", 32.0), ("phone", 12.0)];

impl Person {
    /// Somebody who first ordered at this moment.
    pub(super) fn meet(number: u32, first_at: Instant, chance: &mut Chance) -> Self {
        let (first, last) = (chance.one_of(&FIRST_NAMES), chance.one_of(&LAST_NAMES));
        let (city, country, _) = CITIES[chance.weighted(CITIES.iter().map(|city| city.2))];
        let (channel, _) = CHANNELS[chance.weighted(CHANNELS.iter().map(|channel| channel.1))];
        let answer = chance.share();
        let said_yes_or_no = answer < EMAIL_YES + EMAIL_NO;
        Self {
            number: format!("C-{:05}", number + 1),
            name: format!("{first} {last}"),
            email: format!("{first}.{last}.{}@example.test", number + 1).to_lowercase(),
            country,
            city,
            channel,
            email_consent: said_yes_or_no.then_some(answer < EMAIL_YES),
            sms_consent: chance.comes_true(SMS_YES).then_some(true),
            asked_at: first_at,
        }
    }
}
