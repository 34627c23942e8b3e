use domain::ShopZone;
use jiff::civil::time;
use proptest::prelude::*;

use super::*;
use crate::journeys::plan::{Written, tests::any_plan};

fn at(text: &str) -> Instant {
    text.parse().expect(text)
}

fn plan(steps: &str) -> Plan {
    let head = "name = \"Test\"\nlanguage = \"en\"\nhold_out = 0.0\ngoal = \"order_placed\"\n\
                [enter]\nwhen = \"cart_added\"\n";
    Plan::of(&Written::read(&format!("{head}{steps}")).expect("TOML")).expect("a journey")
}

const LETTERS: &str = r#"
    [[step]]
    name = "rest"
    wait = "2 days"
    until = "10:00"
    on = ["mon", "wed"]
    [[step]]
    name = "visit"
    hear = "page_viewed"
    at_most = "5 days"
    late = "late"
    [[step]]
    name = "seen"
    subject = "s"
    letter = "l"
    next = "end"
    [[step]]
    name = "late"
    ask = "orders >= 3"
    no = "end"
    [[step]]
    name = "regular"
    subject = "s"
    letter = "l"
"#;

/// Plays a journey by a virtual clock: what he does when, and the steps he comes to.
fn check(orders_3: Option<bool>, deeds: &[(&str, &str)], expected: &str) {
    let (plan, kyiv) = (plan(LETTERS), ShopZone::named("Europe/Kyiv").expect("zone"));
    let holds = |_: &str| orders_3;
    let around = Around { zone: &kyiv, passage: Uuid::nil(), holds: &holds, date: &|_| None };
    let mut told = Vec::new();
    let mut tell = |course: &Course, at: Instant| {
        for step in &course.way {
            told.push(format!("{} {}", plan.steps[*step].name, kyiv.wall_of(at)));
        }
        match course.then {
            Then::Stands(standing) => Some(standing),
            Then::Left(why) => {
                told.push(format!("{} {}", why.word(), kyiv.wall_of(at)));
                None
            }
        }
    };
    // Friday, 6 March 2026, noon in Kyiv.
    let start = at("2026-03-06T10:00:00Z");
    let mut standing = tell(&enter(&plan, start, &around), start);
    let mut deeds = deeds.iter().map(|(text, deed)| (at(text), *deed)).peekable();
    while let Some(stands) = standing {
        let (now, occasion) = match deeds.peek() {
            Some((at, deed)) if *at < stands.due_at => (*at, Occasion::Heard(deed)),
            _ => (stands.due_at, Occasion::Due),
        };
        if occasion != Occasion::Due {
            deeds.next();
        }
        match walk(&plan, stands, occasion, now, &around) {
            Some(course) => standing = tell(&course, now),
            None if occasion == Occasion::Due => break,
            None => {}
        }
    }
    assert_eq!(told.join("\n"), expected.trim().replace("\n    ", "\n"), "{orders_3:?}");
}

#[test]
fn weeks_pass_in_a_blink_and_everybody_goes_his_own_way() {
    let viewed = ("2026-03-12T09:00:00Z", "page_viewed");
    check(
        Some(true),
        &[viewed],
        "
    rest 2026-03-06T12:00:00
    visit 2026-03-09T10:00:00
    seen 2026-03-12T11:00:00
    end 2026-03-12T11:00:00",
    );
    check(
        Some(true),
        &[],
        "
    rest 2026-03-06T12:00:00
    visit 2026-03-09T10:00:00
    late 2026-03-14T10:00:00
    regular 2026-03-14T10:00:00
    end 2026-03-14T10:00:00",
    );
    check(
        Some(false),
        &[],
        "
    rest 2026-03-06T12:00:00
    visit 2026-03-09T10:00:00
    late 2026-03-14T10:00:00
    end 2026-03-14T10:00:00",
    );
}

#[test]
fn the_goal_ends_it_wherever_he_stands() {
    check(
        Some(true),
        &[("2026-03-08T09:00:00Z", "order_placed")],
        "
    rest 2026-03-06T12:00:00
    goal 2026-03-08T11:00:00",
    );
    let seen_too_early = ("2026-03-08T08:00:00Z", "page_viewed");
    check(
        Some(true),
        &[seen_too_early, ("2026-03-10T09:00:00Z", "order_placed")],
        "
    rest 2026-03-06T12:00:00
    visit 2026-03-09T10:00:00
    goal 2026-03-10T11:00:00",
    );
}

#[test]
fn who_is_asked_what_nobody_knows_yet_waits_for_the_answer() {
    check(
        None,
        &[],
        "
    rest 2026-03-06T12:00:00
    visit 2026-03-09T10:00:00
    late 2026-03-14T10:00:00",
    );
}

/// When a wait that begins at one moment ends, by the clock of Kyiv.
fn check_wait(wait: &str, until: Option<(i8, i8)>, from: &str, expected: &str) {
    let kyiv = ShopZone::named("Europe/Kyiv").expect("zone");
    let until = until.map(|(hour, minute)| time(hour, minute, 0, 0));
    let wait = Wait { span: wait.parse().expect(wait), until, on: Vec::new() };
    let ends = kyiv.wall_of(ends_at(&wait, at(from), &kyiv)).to_string();
    assert_eq!(ends, expected, "{wait:?} from {from}");
}

#[test]
fn a_wait_ends_by_the_clock_of_the_shop() {
    check_wait("1 day", None, "2026-03-06T10:00:00Z", "2026-03-07T12:00:00");
    check_wait("0 days", Some((10, 0)), "2026-03-06T07:59:00Z", "2026-03-06T10:00:00");
    check_wait("0 days", Some((10, 0)), "2026-03-06T08:00:00Z", "2026-03-06T10:00:00");
    check_wait("0 days", Some((10, 0)), "2026-03-06T08:01:00Z", "2026-03-07T10:00:00");
    // The clocks go forward in the night to 29 March: the wait is an hour shorter by the sun.
    check_wait("1 day", Some((10, 0)), "2026-03-28T07:00:00Z", "2026-03-29T10:00:00");
}

#[test]
fn chance_deals_the_shares_it_was_told() {
    let ways = [
        Way { to: Next::Step(1), share: 1 },
        Way { to: Next::Step(2), share: 0 },
        Way { to: Next::End, share: 3 },
    ];
    let n = 20_000;
    let first = (0..n)
        .filter(|number| dealt(&ways, lot("a", Uuid::from_u128(*number))) == Next::Step(1))
        .count();
    // Four standard deviations of a binomial with n = 20,000 at a quarter are 245.
    assert!((4_755..=5_245).contains(&first), "{first}");
    assert!(
        (0..n).all(|number| { dealt(&ways, lot("a", Uuid::from_u128(number))) != Next::Step(2) })
    );
}

proptest! {
    /// Whoever asks at whatever moments, in however many pieces: everybody comes to an end, to each
    /// step once at most, and twice asked is once gone.
    #[test]
    fn nobody_comes_to_a_step_twice(
        plan in any_plan(),
        passage in any::<u128>(),
        asks in proptest::collection::vec((0..40_i64, any::<bool>()), 0..60),
        holds in any::<bool>(),
    ) {
        let zone = ShopZone::utc();
        let holds = |_: &str| Some(holds);
        let date = |_: &str| Some(Value::Anniversary("--03-01".parse().expect("a day")));
        let passage = Uuid::from_u128(passage);
        let around = Around { zone: &zone, passage, holds: &holds, date: &date };
        let mut now = at("2026-03-06T10:00:00Z");
        let mut way = Vec::new();
        let mut course = enter(&plan, now, &around);
        for (hours, deed) in asks.into_iter().chain([(24 * 400, false); 9]) {
            way.extend(course.way.drain(..));
            let Then::Stands(standing) = course.then else { break };
            now = Instant(now.0 + hours * Instant::DAY / 24);
            let occasion = if deed { Occasion::Heard("order_placed") } else { Occasion::Due };
            let again = walk(&plan, standing, occasion, now, &around);
            prop_assert_eq!(&again, &walk(&plan, standing, occasion, now, &around));
            if let Some(next) = again {
                course = next;
            }
        }
        way.extend(course.way);
        prop_assert!(matches!(course.then, Then::Left(_)), "he stands for ever");
        prop_assert!(way.windows(2).all(|two| two[0] < two[1]), "{:?}", way);
    }
}

const DAYS: &str = r#"
    [[step]]
    name = "three days before"
    until_date = "birthday"
    days = -3
    until = "10:00"
    no = "unknown"
    [[step]]
    name = "card"
    subject = "s"
    letter = "l"
    next = "end"
    [[step]]
    name = "unknown"
    subject = "s"
    letter = "l"
"#;

/// When somebody with this day moves on, by the clock of Kyiv, who comes in at a moment.
fn waits(day: Option<&str>, comes_in: &str) -> String {
    let (plan, kyiv) = (plan(DAYS), ShopZone::named("Europe/Kyiv").expect("zone"));
    let day = day.map(|text| match text.parse() {
        Ok(date) => Value::Date(date),
        Err(_) => Value::Anniversary(text.trim_start_matches('*').parse().expect("a day")),
    });
    let date = |_: &str| day.clone();
    let around = Around { zone: &kyiv, passage: Uuid::nil(), holds: &|_| None, date: &date };
    let came = enter(&plan, at(comes_in), &around);
    match came.then {
        Then::Stands(standing) => kyiv.wall_of(standing.due_at).to_string(),
        Then::Left(_) => plan.steps[*came.way.last().expect("a step")].name.clone(),
    }
}

#[test]
fn a_day_of_his_own_is_waited_for_also_over_the_turn_of_the_year() {
    for (day, comes_in, expected) in [
        (Some("--03-12"), "2026-03-06T10:00:00Z", "2026-03-09T10:00:00"),
        // Nine in the morning of the day itself is early enough, eleven is a year early.
        (Some("--03-09"), "2026-03-06T07:00:00Z", "2026-03-06T10:00:00"),
        (Some("--03-09"), "2026-03-06T09:00:00Z", "2027-03-06T10:00:00"),
        (Some("*1990-01-02"), "2026-03-06T10:00:00Z", "2026-12-30T10:00:00"),
        (Some("--02-29"), "2026-03-06T10:00:00Z", "2027-02-25T10:00:00"),
        (Some("--02-29"), "2027-03-06T10:00:00Z", "2028-02-26T10:00:00"),
        (Some("2026-04-01"), "2026-03-06T10:00:00Z", "2026-03-29T10:00:00"),
        (Some("2026-03-01"), "2026-03-06T10:00:00Z", "unknown"),
        (None, "2026-03-06T10:00:00Z", "unknown"),
    ] {
        assert_eq!(waits(day, comes_in), expected, "{day:?} from {comes_in}");
    }
}
