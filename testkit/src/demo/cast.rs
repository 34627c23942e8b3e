//! The cast: six people whom every test, screen and document knows by name.
//!
//! | who | life |
//! |---|---|
//! | Anna | comes every week, on Saturdays, for all three years |
//! | Boris | came every second week, and has been quiet for six weeks |
//! | Vera | new: her first order is eight days old, her second two |
//! | Gleb | came twice a month in the first year, left for fourteen months, is back |
//! | Daria | comes every month, and only with a promo code |
//! | Emil | complains and sends things back now and then, and stays |

use domain::{Instant, OrderStatus};

use super::Plan;
use super::lives::Life;
use super::people::Person;

/// Number, name, city, answer to e-mail.
const CAST: [(&str, &str, &str, Option<bool>); 6] = [
    ("C-ANNA", "Anna Berger", "Berlin", Some(true)),
    ("C-BORIS", "Boris Lang", "Berlin", Some(true)),
    ("C-VERA", "Vera Koval", "Potsdam", Some(true)),
    ("C-GLEB", "Gleb Winter", "Leipzig", Some(true)),
    ("C-DARIA", "Daria Roth", "Berlin", Some(true)),
    ("C-EMIL", "Emil Keller", "Hamburg", Some(false)),
];

/// Every member of the cast with the life written for him.
pub(super) fn everybody(plan: &Plan) -> Vec<(Person, Life)> {
    CAST.iter()
        .map(|&(number, name, city, email_consent)| {
            let life = Life::of_cast(purchases(number, plan));
            let person = Person {
                number: number.to_owned(),
                name: name.to_owned(),
                email: format!("{}@example.test", name.to_lowercase().replace(' ', ".")),
                country: "Germany",
                city,
                channel: "shop",
                email_consent,
                sms_consent: None,
                asked_at: life.first_at(),
            };
            (person, life)
        })
        .collect()
}

fn purchases(number: &str, plan: &Plan) -> Vec<Instant> {
    let three_years = 1_090;
    let days_ago: Vec<i64> = match number {
        "C-ANNA" => every(7, days_since_saturday(plan), three_years),
        "C-BORIS" => every(14, 42, 700),
        "C-VERA" => vec![8, 2],
        "C-GLEB" => [every(15, 730, three_years), every(20, 5, 300)].concat(),
        "C-DARIA" => every(30, 11, 900),
        _ => every(12, 4, 600),
    };
    days_ago.into_iter().map(|days| morning(plan, days)).collect()
}

fn every(step: usize, newest: i64, oldest: i64) -> Vec<i64> {
    (newest..=oldest).step_by(step).collect()
}

fn days_since_saturday(plan: &Plan) -> i64 {
    // Monday is 0, Saturday 5; on a Saturday itself the last one is a week ago.
    i64::from((plan.today.weekday().to_monday_zero_offset() + 1) % 7) + 1
}

/// Half past nine, so many days ago.
fn morning(plan: &Plan, days_ago: i64) -> Instant {
    let day = plan.zone().day_of(plan.now().plus_days(-days_ago));
    Instant(plan.zone().start_of(day).0 + 19 * Instant::DAY / 48)
}

/// Whether this person never pays the full price.
pub(super) fn buys_with_discounts_only(person: &Person) -> bool {
    person.number == "C-DARIA"
}

/// What became of an order of the cast; nothing is left to chance there.
pub(super) fn status_of(person: &Person, at: Instant) -> Option<OrderStatus> {
    if !person.number.starts_with("C-") || person.number.as_bytes()[2].is_ascii_digit() {
        return None;
    }
    // Emil's orders are twelve days apart: every fifth of them comes back.
    let is_sent_back = person.number == "C-EMIL" && at.0 / (12 * Instant::DAY) % 5 == 0;
    Some(if is_sent_back { OrderStatus::Returned } else { OrderStatus::Delivered })
}
