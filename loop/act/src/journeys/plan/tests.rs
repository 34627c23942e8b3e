use collect::shop::Language;
use jiff::civil::Weekday;
use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::blocks::{Align, Block, Design};
use crate::channels::Channel;
use crate::journeys::recipes::RECIPES;
use crate::tasks::Assignee;

const LANGUAGES: [Language; 3] = [Language::En, Language::Uk, Language::Ru];

fn plan(text: &str) -> Plan {
    Plan::of(&Written::read(text).expect("TOML")).expect("a journey")
}

/// A journey of these steps, as text, and the places of what is wrong with it.
fn check(enter: &str, steps: &str, expected: &[&str]) {
    let head = "name = \"Test\"\nlanguage = \"en\"\nhold_out = 0.1\n";
    let text = format!("{head}[enter]\n{enter}\n{steps}");
    let faults = match Written::read(&text) {
        Ok(written) => Plan::of(&written).err().unwrap_or_default(),
        Err(fault) => vec![fault],
    };
    let places: Vec<&str> = faults.iter().map(|fault| fault.place.as_str()).collect();
    assert_eq!(places, expected, "{faults:?}");
}

const WHEN: &str = "when = \"order_placed\"";

#[test]
fn what_is_wrong_is_told_with_its_place() {
    let wait = |name: &str, rest: &str| format!("[[step]]\nname = \"{name}\"\nwait = {rest}\n");
    check(WHEN, &wait("a", "\"1 day\""), &[]);
    check(WHEN, "", &["step"]);
    check("", &wait("a", "\"1 day\""), &["enter"]);
    check("when = \"x\"\nsegment = \"y\"", &wait("a", "\"1 day\""), &["enter"]);
    check("segment = \"y\"\nfirst = true", &wait("a", "\"1 day\""), &["enter.first"]);
    check("when = \"x\"\nagain = \"often\"", &wait("a", "\"1 day\""), &["enter.again"]);
    check("when = \"x\"\nwhom = \"y\"", &wait("a", "\"1 day\""), &[""]);
    check(WHEN, &wait("a", "\"soon\""), &["step.a.wait"]);
    check(WHEN, &wait("a", "\"1 day\"\nuntil = \"25:00\""), &["step.a.until"]);
    check(WHEN, &wait("a", "\"1 day\"\nuntil = \"10:00\"\non = [\"m\"]"), &["step.a.on"]);
    check(WHEN, &wait("a", "\"1 day\"\non = [\"mon\"]"), &["step.a.on"]);
    check(WHEN, &wait("a", "\"1 day\"\nno = \"end\""), &["step.a.no"]);
    check(WHEN, &wait("a", "\"1 day\"\nask = \"everyone\""), &["step.a"]);
    check(WHEN, &wait("end", "\"1 day\""), &["step.1"]);
    let two = |rest| wait("a", "\"1 day\"") + &wait("b", rest);
    check(WHEN, &two("\"1 day\"\nnext = \"a\""), &["step.b.next"]);
    check(WHEN, &two("\"1 day\"\nnext = \"b\""), &["step.b.next"]);
    check(WHEN, &(wait("a", "\"1 day\"") + &wait("a", "\"1 day\"")), &["step.a.name"]);
}

#[test]
fn people_come_in_by_one_thing_and_what_stands_beside_it_belongs_to_it() {
    let entry = |enter: &str, expected: &[&str]| {
        check(enter, "[[step]]\nname = \"a\"\nwait = \"1 day\"\n", expected);
    };
    entry("date = \"birthday\"\ndays = -3\nat = \"10:00\"", &[]);
    entry("segment = \"y\"\non = \"2026-12-01\"\nevery = \"week\"\nat = \"10:00\"", &[]);
    entry("arrivals = true\non = \"2026-12-01\"", &[]);
    entry("arrivals = true", &["enter"]);
    entry("on = \"2026-12-01\"", &["enter"]);
    entry("date = \"birthday\"\non = \"2026-12-01\"", &["enter"]);
    entry("when = \"x\"\nrule = \"everyone\"", &["enter"]);
    entry("date = \"birthday\"\ndays = 365", &["enter.days"]);
    entry("date = \"birthday\"\nat = \"ten\"", &["enter.at"]);
    entry("date = \"birthday\"\nper = \"order\"", &["enter.per"]);
    entry("segment = \"y\"\non = \"tomorrow\"", &["enter.on"]);
    entry("segment = \"y\"\non = \"2026-12-01\"\nevery = \"hour\"", &["enter.every"]);
    entry("segment = \"y\"\nevery = \"week\"\nat = \"10:00\"", &["enter.every", "enter.at"]);
    entry("when = \"x\"\ndays = 3", &["enter.days"]);
}

#[test]
fn a_text_says_what_it_travels_by_and_a_field_what_it_takes() {
    let step = |enter: &str, rest: &str, expected: &[&str]| {
        check(enter, &format!("[[step]]\nname = \"a\"\n{rest}\n"), expected);
    };
    for by in ["sms", "telegram", "webhook"] {
        step(WHEN, &format!("text = \"Hello\"\nby = \"{by}\""), &[]);
    }
    step(WHEN, "text = \"Hello\"", &["step.a.by"]);
    step(WHEN, "text = \"Hello\"\nby = \"email\"", &["step.a.by"]);
    step(WHEN, "wait = \"1 day\"\nby = \"sms\"", &["step.a.by"]);
    step(WHEN, "text = \"Hello\"\nby = \"sms\"\nsubject = \"Hi\"", &["step.a.subject"]);
    for to in ["to = true", "to = 3", "to = \"yes\"", "to = [\"a\", \"b\"]", "from = \"size\""] {
        step(WHEN, &format!("set = \"vip\"\n{to}"), &[]);
    }
    step(WHEN, "set = \"vip\"", &["step.a.set"]);
    step(WHEN, "set = \"vip\"\nto = true\nfrom = \"size\"", &["step.a.set"]);
    step("date = \"birthday\"", "set = \"vip\"\nfrom = \"size\"", &["step.a.from"]);
    step(WHEN, "wait = \"1 day\"\nto = true", &["step.a.to"]);
}

#[test]
fn an_unreadable_file_tells_its_line() {
    let fault = Written::read("name = \"Test\"\nlanguage = en\n").expect_err("no TOML");
    assert_eq!(fault.line, Some(2), "{fault}");
}

#[test]
fn every_ready_journey_reads_back_from_what_it_prints() {
    for recipe in RECIPES {
        for language in LANGUAGES {
            let read = plan(recipe.text(language));
            assert_eq!(read.language, language, "{}", recipe.code);
            let printed = read.written().text();
            assert_eq!(plan(&printed), read, "{printed}");
            assert_eq!(plan(&printed).written().text(), printed);
        }
    }
}

#[test]
fn a_ready_journey_goes_the_same_way_in_every_language() {
    // Names and letters are translated; everything else is what the journey does.
    let bones = |recipe: &crate::journeys::recipes::Recipe, language| {
        let mut plan = plan(recipe.text(language)).written();
        plan.name = String::new();
        plan.about = None;
        plan.language = Language::En;
        plan.enter.segment = plan.enter.segment.map(|_| String::new());
        for step in &mut plan.steps {
            step.name = String::new();
            step.subject = step.subject.take().map(|_| String::new());
            let blank = |design: Design| Design {
                preheader: String::new(),
                // What a block is stays; what it says is translated.
                blocks: design.blocks.iter().map(kind_of).collect(),
                ..design
            };
            step.design = step.design.take().map(blank);
        }
        plan
    };
    for recipe in RECIPES {
        for language in LANGUAGES {
            assert_eq!(bones(&recipe, language), bones(&recipe, Language::En), "{}", recipe.code);
        }
    }
}

/// A block of the same kind that says nothing.
fn kind_of(block: &Block) -> Block {
    match block {
        Block::Text { .. } => Block::Text { text: String::new(), align: Align::Left },
        Block::Button { link, .. } => {
            Block::Button { text: String::new(), link: link.clone(), align: Align::Left }
        }
        Block::Footer { .. } => Block::Footer { text: String::new() },
        other => other.clone(),
    }
}

/// One way of coming in after another.
fn any_entry(nth: u8) -> By {
    let time = Some(jiff::civil::time(10, 30, 0, 0));
    let turn = |every| Turn { on: jiff::civil::date(2026, 3, 4), every, time };
    match nth {
        0 | 1 => By::Deed("cart_added".into()),
        2 => By::Date { field: "birthday".into(), days: -2, time },
        3 => By::Day { whom: Whom::Arrivals, turn: turn(Some(Every::Month)) },
        _ => {
            let named = Named { name: "All".into(), rule: Some("everyone".into()) };
            By::Day { whom: Whom::In(named), turn: turn(Some(Every::Week)) }
        }
    }
}

/// Any journey of these many steps that can be kept.
pub(in crate::journeys) fn any_plan() -> impl Strategy<Value = Plan> {
    let kinds = proptest::collection::vec((0..10_u8, any::<u16>(), any::<u16>()), 1..8);
    (kinds, any::<bool>(), 0..3_u8, 0..5_u8).prop_map(|(kinds, goal, again, entry)| {
        let n = kinds.len();
        let later = |place: usize, lot: u16| match place + 1 + usize::from(lot) % (n - place) {
            to if to < n => Next::Step(to),
            _ => Next::End,
        };
        let step = |(place, (kind, one, other)): (usize, (u8, u16, u16))| Step {
            name: format!("s{place}"),
            next: match kind {
                // Chance leads on; what follows in the file is never meant.
                4 if place + 1 < n => Next::Step(place + 1),
                4 => Next::End,
                _ => later(place, one),
            },
            does: match kind {
                0 => Does::Write(Letter {
                    subject: "s".into(),
                    body_mjml: "'''b".into(),
                    ..Letter::default()
                }),
                6 => Does::Write(Letter {
                    channel: [Channel::Sms, Channel::Telegram][usize::from(one % 2)],
                    note: "Hello \"you\"".into(),
                    ..Letter::default()
                }),
                7 => Does::Set {
                    field: "note".into(),
                    to: match other % 4 {
                        0 if entry < 2 => Worth::Told("product.size".into()),
                        1 => Worth::Value(json!(true)),
                        2 => Worth::Value(json!(one)),
                        _ => Worth::Value(json!("text")),
                    },
                },
                1 => Does::Wait(Wait {
                    span: Span::days(one % 9),
                    until: (other % 2 == 0).then(|| jiff::civil::time(10, 30, 0, 0)),
                    on: match other % 4 {
                        0 => vec![Weekday::Tuesday, Weekday::Friday],
                        _ => Vec::new(),
                    },
                }),
                2 => Does::Hear {
                    deed: "order_placed".into(),
                    at_most: Span::days(other % 9),
                    late: later(place, other),
                },
                5 => Does::Await {
                    field: "birthday".into(),
                    days: i16::try_from(one % 9).expect("few") - 4,
                    time: (other % 2 == 0).then(|| jiff::civil::time(10, 30, 0, 0)),
                    no: later(place, other),
                },
                8 => Does::Task(Task {
                    title: "Call him".into(),
                    details: ["", "Ask \"why\""][usize::from(one % 2)].into(),
                    assigned_to: [Assignee::Anybody, Assignee::Role("sales".into())]
                        [usize::from(other % 2)]
                    .clone(),
                    due: (one % 3 == 0).then(|| Span::days(2)),
                    waits: (other % 3 == 0)
                        .then(|| Patience { at_most: Span::days(3), late: later(place, other) }),
                }),
                9 => Does::Call(Call {
                    url: "https://crm.test/in".into(),
                    failed: (other % 2 == 0).then(|| later(place, other)),
                }),
                3 => Does::Ask { rule: "orders >= 2".into(), no: later(place, other) },
                _ => Does::Split(vec![
                    Way { to: later(place, one), share: u32::from(one % 5) + 1 },
                    Way { to: later(place, other), share: u32::from(other % 5) },
                ]),
            },
        };
        Plan {
            name: "Any".into(),
            about: None,
            language: Language::En,
            hold_out: HoldOutShare::new(0.2).expect("share"),
            enter: Enter {
                by: any_entry(entry),
                first: again == 2 && entry < 2,
                only_if: None,
                again: match again {
                    0 => Again::Never,
                    1 => Again::After(Span::days(10)),
                    _ => Again::Always,
                },
                per: if entry == 1 { Per::Order } else { Per::Person },
            },
            goal: goal.then(|| "order_placed".to_owned()),
            steps: kinds.into_iter().enumerate().map(step).collect(),
        }
    })
}

proptest! {
    #[test]
    fn any_journey_reads_back_from_what_it_prints(written in any_plan()) {
        let printed = written.written().text();
        prop_assert_eq!(plan(&printed), written, "{}", printed);
    }
}
