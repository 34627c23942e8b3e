//! Texts that are rules, and texts that are not.

use collect::consent::{Channel, Purpose};
use collect::customers::Field;
use domain::{Day, OrderStatus};
use proptest::prelude::*;

use super::*;
use crate::Unit;
use crate::abc::Class;
use crate::cohorts::{Brackets, Count, Entry, Mode};
use crate::lifecycle::Standing;
use crate::segments::rule::{
    Against, Answer, Between, Bucket, Compare, Comparison, Detail, DetailComparison, DetailTest,
    DetailValue, Did, End, FieldTest, Filters, InCohort, Measure, OfField, Own, Profile, Quantity,
    Rank, RfmOn, Rule, Said, Test, Then, Window,
};

fn pounds() -> Coins {
    Coins::of(Some("GBP".parse().expect("a currency")))
}

/// Reads a text and expects it to be printed like this.
fn check(text: &str, expected: &str) {
    let rule = read(text, pounds()).unwrap_or_else(|fault| panic!("{text}: {fault}"));
    assert_eq!(print(&rule, pounds()), expected);
}

/// Texts that are written as they are printed.
const CANONICAL: &[&str] = &[
    "everyone",
    "orders >= 3",
    "revenue >= 500.50 and days since last order > 90",
    "days since last order > 1.5 * usual gap",
    "orders between 2 and 5",
    "average order between 10 and 20.05",
    "revenue of category \"coffee\" in last 90 days > 0.5 * revenue in last 90 days",
    "revenue in top 10%",
    "revenue in last 90 days in bottom 2.5%",
    "orders of product (\"Tea\", \"Cake\") from 2024-01-01 until 2024-03-01 = 0",
    "orders with coupon \"SPRING\" through channel \"web\" to country \"UA\" to city \"Kyiv\" >= 1",
    "orders with status (refunded, cancelled) > 0.3 * orders",
    "orders worth at least 50 worth at most 99.99 before last 30 days < 1",
    "revenue in first 3 orders > 100",
    "orders in last 1 day >= 1",
    "not (orders = 1 or orders = 2) and not everyone",
    "(orders = 1 or orders = 2) and revenue > 5",
    "(orders = 1 and orders = 2) and revenue > 5",
    "not not orders = 1",
    "orders = 1 and orders = 2 or revenue > 5",
    "email is known and email contains \"@example.test\"",
    "city is one of (\"Kyiv\", \"Lviv\") or phone starts with \"+380\"",
    "consent marketing email is missing",
    "rfm is champions or rfm is one of (\"My group\", at-risk, \"and\")",
    "rfm on 2025-03-01 is one of (loyal, \"My group\") and rfm is lost",
    "standing is one of (quiet, lapsed) and abc is A",
    "persona is one of (regulars-full-baskets, \"Any other\")",
    "in bucket 0..20 of \"spring test\"",
    "in cohort \"2024-03\" period 0",
    "in cohort \"2024-W09\" period 3 by week rolling counted on-or-after entered first-matching \
     grouped by category from 2024-01-01 until 2024-06-01 and orders = 1",
    "did \"cart_added\"",
    "did \"email_opened\" at least 3 times in last 30 days",
    "did \"cart_added\" in last 10 days then not \"order_placed\" within 1 day and orders >= 2",
    "did \"Sensor \\\"7\\\"\" from 2024-01-01 then \"order_placed\" within 14 days",
    "did \"viewed product\" where properties.category = \"shoes\" and properties.price > 100 at \
     least 2 times in last 30 days",
    "did \"Quiz\" where properties.\"Item colour\".a-b is one of (\"red\", \"blue\") and \
     properties.gift = yes then not \"order_placed\" where properties.total >= 50.5 within 3 days \
     and orders >= 2",
    "did \"x\" where properties.until < 2025-05-01 or did \"x\" where properties.a is missing and \
     properties.b is known and properties.c contains \"q\" and properties.d starts with \"r\" and \
     properties.e is \"s\"",
    "in cohort \"2024-03\" period 2 cut at (7, 30, 90)",
    "in cohort \"2024-03\" period 1 rolling cut at 14 counted on-or-after",
    "listed (\"17850\", \"cus_1\") or in segment \"Best \\\"buyers\\\"\"",
    "birthday is within next 7 days and birthday is known",
    "birthday is today or birthday < 2007-11-23",
    "field \"shoe_size\" > 40 and field \"shoe_size\" between -1.5 and 44",
    "field \"renewal\" between 2025-01-01 and 2025-03-01 or field \"renewal\" is within last 1 day",
    "field \"vip\" is yes and not field \"vip\" is no",
    "field \"flavour\" is one of (\"Vanilla\", \"Lemon\") or field \"note\" starts with \"A\"",
    "field \"note\" contains \"late\" and field \"note\" is \"x\"",
    "recency score >= 4",
    "profit < -3.05",
];

#[test]
fn what_is_written_well_is_printed_as_it_was_written() {
    CANONICAL.iter().for_each(|text| check(text, text));
}

#[test]
fn letters_blanks_and_needless_brackets_do_not_matter() {
    check("ORDERS>=3\n  AND ((Revenue > 5.00))", "orders >= 3 and revenue > 5");
    check("field \"Shoe size\" > 40", "field \"shoe_size\" > 40");
    check("field \"birthday\" is today", "birthday is today");
    check("listed (\"1\")", "listed \"1\"");
    check("rfm is one of (\"lost\")", "rfm is lost");
    check("days since last order > 1 * usual gap", "days since last order > usual gap");
    check(
        "orders in last 90 days of category \"x\" > 0",
        "orders of category \"x\" in last 90 days > 0",
    );
}

/// Reads a text that is no rule and expects to be told this.
fn refused(text: &str, expected: &str) {
    let fault = read(text, pounds()).expect_err(text);
    assert_eq!(fault.to_string(), expected, "{text}");
}

#[test]
fn a_fault_tells_its_place_and_what_was_meant() {
    refused("ordrs >= 3", "line 1, column 1: `ordrs` cannot stand here; did you mean `orders`?");
    refused(
        "orders >= 3 an revenue > 5",
        "line 1, column 13: `an` cannot stand here; did you mean `and`?",
    );
    refused(
        "orders >= 3 and\n  days since lst order > 5",
        "line 2, column 14: `lst` cannot stand here; did you mean `last order`?",
    );
    refused("orders between 2", "line 1, column 17: the rule ends here; expected `and`");
    refused(
        "standing is quite",
        "line 1, column 13: `quite` cannot stand here; did you mean `quiet`?",
    );
    refused(
        "in segment Best",
        "line 1, column 12: `Best` cannot stand here; expected a text in quotes",
    );
    refused("city is \"Kyiv", "line 1, column 9: a text that opens here has no closing `\"`");
    refused("orders > 3;", "line 1, column 11: no rule has a `;` outside of a text in quotes");
    refused(
        "revenue > 5.005",
        "line 1, column 11: `5.005` is not an amount in the coins of the shop's currency",
    );
    refused(
        "orders from 2025-02-30 > 1",
        "line 1, column 13: `2025-02-30` is no day of the calendar",
    );
    refused(
        "orders in last 5 days in last 6 days > 1",
        "line 1, column 23: this was said of the same figure before",
    );
    refused(
        "did \"x\" where properties.a > \"red\"",
        "line 1, column 1: a text, yes and no can only be equal or not: say `=`, `!=` or \
         `contains`",
    );
    refused(
        "did \"x\" where price > 5",
        "line 1, column 15: `price` cannot stand here; expected `properties`",
    );
    refused(
        "in cohort \"2025-01\" period 1 cut at (30, 7)",
        "line 1, column 37: `30,7` are no brackets: name up to 30 rising days from 1 to 36500, \
         such as 7,30,90,365",
    );
    refused(
        "everyone and revenue in top 0%",
        "line 1, column 14: 0 is not a share above 0 and up to 100 %",
    );
}

#[test]
fn every_rule_of_the_manual_is_read_and_printed_as_it_stands_there() {
    let manual = include_str!("../../../../../docs/segments.md");
    let blocks: Vec<&str> = manual.split("```rule\n").skip(1).collect();
    let rules = blocks.iter().filter_map(|block| block.split("```").next()).flat_map(str::lines);
    let n_rules = rules.map(|rule| check(rule, rule)).count();
    assert!(n_rules > 30, "{n_rules}");
}

#[test]
fn a_rule_too_large_is_refused_and_does_not_break_anything() {
    let deep = format!("{}everyone{}", "(".repeat(5_000), ")".repeat(5_000));
    assert_eq!(read(&deep, pounds()).expect_err("deep").code, FaultCode::TooLarge);
    let nots = format!("{}everyone", "not ".repeat(5_000));
    assert_eq!(read(&nots, pounds()).expect_err("deep").code, FaultCode::TooLarge);
    let many = vec!["orders = 1"; 101].join(" and ");
    assert_eq!(read(&many, pounds()).expect_err("many").code, FaultCode::TooLarge);
    let long = "x".repeat(200_000);
    assert_eq!(read(&long, pounds()).expect_err("long").code, FaultCode::TooLarge);
}

#[test]
fn json_says_what_the_text_says_and_refuses_what_it_does_not_know() {
    let json = r#"{"all": [
        {"compare": {"measure": {"quantity": "orders"}, "is": "at-least", "than": {"number": 3}}},
        {"not": {"consent": {"purpose": "marketing", "channel": "email", "is": "denied"}}},
        {"compare": {"measure": {"quantity": "days-since-last-order"}, "is": "more",
                     "than": {"own": {"times": 1.5, "measure": {"quantity": "usual-gap"}}}}}
    ]}"#;
    let rule: Rule = serde_json::from_str(json).expect("a rule");
    let text = "orders >= 3 and not consent marketing email is denied and days since last order > \
                1.5 * usual gap";
    assert_eq!(print(&rule, pounds()), text);
    assert!(serde_json::from_str::<Rule>(r#"{"al": []}"#).is_err());
    let strange =
        r#"{"between": {"measure": {"quantity": "orders", "off": {}}, "least": 1, "most": 2}}"#;
    assert!(serde_json::from_str::<Rule>(strange).is_err());
}

#[test]
fn lists_of_one_and_of_none_are_tidied() {
    assert_eq!(Rule::All(vec![]).tidied(), Rule::Everyone);
    assert_eq!(Rule::Any(vec![]).tidied(), Rule::Not(Box::new(Rule::Everyone)));
    assert_eq!(Rule::All(vec![Rule::Any(vec![Rule::Everyone])]).tidied(), Rule::Everyone);
}

fn texts() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec("[ -~а-яі\n\"\\\\]{1,8}", 1..3)
}

fn some_texts() -> impl Strategy<Value = Vec<String>> {
    prop_oneof![3 => Just(vec![]), 1 => texts()]
}

fn quantity() -> impl Strategy<Value = Quantity> {
    prop::sample::select(Quantity::NAMES.map(|(_, quantity)| quantity).to_vec())
}

fn window() -> impl Strategy<Value = Window> {
    let days = prop::option::weighted(0.2, 1_u32..400);
    let day = || {
        let days = prop::option::weighted(0.2, 1_i16..360);
        days.prop_map(|day| {
            day.map(|day| {
                jiff::civil::Date::from_iso_week_date(
                    jiff::civil::ISOWeekDate::new(2024, 1, jiff::civil::Weekday::Monday)
                        .expect("a week"),
                )
                .saturating_add(jiff::Span::new().days(day))
            })
        })
    };
    (days.clone(), days.clone(), day(), day(), prop::option::weighted(0.2, 1_u32..5)).prop_map(
        |(last_days, before_last_days, from, until, first_orders)| Window {
            last_days,
            before_last_days,
            from,
            until,
            first_orders,
        },
    )
}

fn filters() -> impl Strategy<Value = Filters> {
    let statuses = prop::sample::subsequence(OrderStatus::ALL.to_vec(), 0..3);
    let worth = || prop::option::weighted(0.1, 0_i64..100_000);
    let lines = (some_texts(), some_texts(), some_texts());
    let orders = (some_texts(), some_texts(), some_texts(), some_texts());
    (lines, orders, statuses, worth(), worth()).prop_map(
        |((product, sku, category), (coupon, channel, country, city), status, least, most)| {
            let filters = Filters {
                product,
                sku,
                category,
                coupon,
                status,
                channel,
                country,
                city,
                worth_least: least,
                worth_most: most,
            };
            filters
        },
    )
}

/// Measures that are well made.
pub fn measures() -> BoxedStrategy<Measure> {
    (quantity(), filters(), window(), any::<bool>())
        .prop_map(|(quantity, of, when, lines)| {
            let mut measure = Measure { quantity, of, when };
            if !quantity.can_be_narrowed() {
                (measure.of, measure.when) = (Filters::default(), Window::default());
            }
            if !lines {
                (measure.of.product, measure.of.sku, measure.of.category) =
                    (vec![], vec![], vec![]);
            }
            if measure.source() == crate::segments::rule::Source::Lines {
                let of = std::mem::take(&mut measure.of);
                let Filters { product, sku, category, status, .. } = of;
                measure.of = Filters { product, sku, category, status, ..Filters::default() };
                measure.when.first_orders = None;
            }
            measure
        })
        .boxed()
}

fn compares() -> impl Strategy<Value = Compare> {
    prop::sample::select(Compare::SIGNS.map(|(_, compare)| compare).to_vec())
}

/// A number that can stand beside the measure.
fn numbers() -> impl Strategy<Value = f64> {
    prop_oneof![(0..20_i32).prop_map(f64::from), (-500_i32..50_000).prop_map(f64::from)]
}

/// Conditions on figures.
pub fn figures() -> impl Strategy<Value = Rule> {
    let percents = prop::sample::select(vec![0.5, 10.0, 25.0, 50.0, 100.0]);
    let ends = prop::sample::select(vec![End::Top, End::Bottom]);
    prop_oneof![
        4 => (measures(), compares(), numbers()).prop_map(|(measure, is, number)| {
            Rule::Compare(Comparison { measure, is, than: Against::Number(number) })
        }),
        2 => (measures(), compares(), 0_i32..40, measures()).prop_map(|(measure, is, tenths, own)| {
            let own = Own { times: f64::from(tenths) / 10.0, measure: own };
            Rule::Compare(Comparison { measure, is, than: Against::Own(own) })
        }),
        1 => (measures(), numbers(), numbers()).prop_map(|(measure, one, other)| {
            Rule::Between(Between { measure, least: one.min(other), most: one.max(other) })
        }),
        1 => (measures(), ends, percents).prop_map(|(measure, end, percent)| {
            Rule::Rank(Rank { measure, end, percent })
        }),
    ]
}

/// Conditions on groups and lots.
pub fn groups() -> impl Strategy<Value = Rule> {
    let channels = prop::sample::select(vec![Channel::Email, Channel::Sms]);
    let answers = prop::sample::select(vec![Answer::Granted, Answer::Denied, Answer::Missing]);
    let names = vec!["champions", "new", "loyal", "lost", "at-risk", "My group"];
    let names = prop::sample::subsequence(names, 1..4);
    prop_oneof![
        Just(Rule::Everyone),
        (channels, answers).prop_map(|(channel, is)| {
            Rule::Consent(Said { purpose: Purpose::Marketing, channel, is })
        }),
        names
            .clone()
            .prop_map(|names| Rule::RfmGroup(names.into_iter().map(str::to_owned).collect())),
        names
            .clone()
            .prop_map(|names| Rule::Persona(names.into_iter().map(str::to_owned).collect())),
        (1_i8..=12, names).prop_map(|(month, names)| {
            let groups = names.into_iter().map(str::to_owned).collect();
            Rule::RfmOn(RfmOn { day: Day::constant(2024, month, 15), groups })
        }),
        prop::sample::subsequence(Standing::ALL.to_vec(), 1..3).prop_map(Rule::Standing),
        prop::sample::subsequence(vec![Class::A, Class::B, Class::C], 1..3).prop_map(Rule::Abc),
        (0_u32..50, 51_u32..=100, "[a-z ]{1,9}")
            .prop_map(|(from, until, salt)| { Rule::Bucket(Bucket { from, until, salt }) }),
        cohorts().boxed(),
        deeds().boxed(),
    ]
}

/// What customers of the drawn shop did or did not do.
fn deeds() -> impl Strategy<Value = Rule> {
    let whats = || prop::sample::select(vec!["order_placed", "consent_withdrawn", "cart_added"]);
    let then = (whats(), details(), 1_u32..200, any::<bool>());
    let then = then.prop_map(|(what, details, within_days, not)| Then {
        what: what.to_owned(),
        details,
        within_days,
        not,
    });
    let then = prop::option::weighted(0.3, then);
    let did = (whats(), details(), 1_u32..4, window().boxed(), then.boxed());
    did.prop_map(|(what, details, times, when, then)| {
        let when = Window { first_orders: None, ..when };
        Rule::Did(Did { what: what.to_owned(), details, times, when, then })
    })
}

/// What was told of carts in the drawn shop, and what never was; on the heap, because a choice of
/// choices is drawn on the stack as a whole.
fn details() -> BoxedStrategy<Vec<Detail>> {
    let names = vec!["price", "colour", "gift", "until", "Item size", "nothing"];
    let property = prop_oneof![
        6 => prop::sample::select(names).prop_map(|name| vec![name.to_owned()]),
        1 => Just(vec!["product".to_owned(), "stock".to_owned()]),
    ];
    let word = || prop::sample::select(vec!["red", "blue", "12.5", "true", "2024-06-01", "e"]);
    let equalities = prop::sample::select(vec![Compare::Equal, Compare::Unequal]);
    let unordered = prop_oneof![
        word().prop_map(|text| DetailValue::Text(text.to_owned())),
        any::<bool>().prop_map(DetailValue::YesNo),
    ];
    let ordered = prop_oneof![
        (0_i32..80).prop_map(|halves| DetailValue::Number(f64::from(halves) / 2.0)),
        (1_i8..=12, 1_i8..=28)
            .prop_map(|(month, day)| DetailValue::Day(Day::constant(2024, month, day))),
    ];
    let compare = |(is, than)| DetailTest::Compare(DetailComparison { is, than });
    let signs = prop::sample::select(Compare::SIGNS.map(|(_, compare)| compare).to_vec());
    let test = prop_oneof![
        4 => (signs, ordered).prop_map(compare),
        2 => (equalities, unordered).prop_map(compare),
        1 => prop::collection::vec(word().prop_map(str::to_owned), 1..3).prop_map(DetailTest::Is),
        1 => word().prop_map(|text| DetailTest::Contains(text.to_owned())),
        1 => word().prop_map(|text| DetailTest::StartsWith(text.to_owned())),
        1 => Just(DetailTest::Known),
        1 => Just(DetailTest::Missing),
    ];
    let detail = (property, test.boxed());
    let detail = detail.prop_map(|(property, test)| Detail { property, test }).boxed();
    prop_oneof![1 => Just(vec![]), 1 => prop::collection::vec(detail, 1..3)].boxed()
}

/// Cells of a monthly cohort table over 2024.
fn cohorts() -> impl Strategy<Value = Rule> {
    let modes = prop::sample::select(vec![Mode::Calendar, Mode::Rolling]);
    let counts =
        prop::sample::select(vec![Count::On, Count::OnOrAfter, Count::OnOrBefore, Count::Streak]);
    let brackets = prop::sample::select(vec!["7,30,90,180,365", "60,120,240,400,500"]);
    let brackets = prop::option::weighted(0.3, brackets);
    let cells = (2..=12, 0_u32..5, modes, counts, brackets);
    cells.prop_map(|(month, period, mode, count, brackets)| {
        let brackets = brackets.and_then(|days| days.parse::<Brackets>().ok());
        let cohort = format!("2024-{month:02}");
        Rule::Cohort(InCohort {
            cohort,
            period,
            by: Unit::Month,
            mode,
            brackets,
            count,
            entry: Entry::FirstEver,
            split: None,
            from: None,
            until: None,
        })
    })
}

/// Conditions on the fields of the drawn shop: `size`, `vip`, `flavour`, `note`, `renewal` and the
/// day of birth.
pub fn own_fields() -> impl Strategy<Value = Rule> {
    let day = || {
        (2023_i16..=2026, 1_i8..=12, 1_i8..=28)
            .prop_map(|(year, month, day)| Day::constant(year, month, day))
    };
    let number = || (0_i32..24).prop_map(|half| 36.0 + f64::from(half) / 2.0);
    let words = |all: [&'static str; 4]| prop::sample::subsequence(all.to_vec(), 1..4);
    let owned = |some: Vec<&str>| some.into_iter().map(str::to_owned).collect::<Vec<_>>();
    let days = || prop_oneof![1_u32..40, 90_u32..96, Just(364), Just(365), Just(500)];
    let sizes = prop_oneof![
        (compares(), number()).prop_map(|(is, than)| FieldTest::Compare { is, than }),
        (number(), number()).prop_map(|(one, other)| FieldTest::Between {
            least: one.min(other),
            most: one.max(other)
        }),
        Just(FieldTest::Known),
    ];
    let yes_no = prop_oneof![Just(FieldTest::Yes), Just(FieldTest::No), Just(FieldTest::Known)];
    let flavours = words(["vanilla", "Lemon", "MINT", "nothing"])
        .prop_map(move |some| FieldTest::Is(owned(some)));
    let notes = prop_oneof![
        words(["Любить м’яту", "call late", "x", "y"])
            .prop_map(move |some| FieldTest::Is(owned(some))),
        prop::sample::select(vec!["LATE", "м’я", "it's"])
            .prop_map(|part| FieldTest::Contains(part.to_owned())),
        prop::sample::select(vec!["call", "Люб"])
            .prop_map(|opening| FieldTest::StartsWith(opening.to_owned())),
    ];
    let near = move || {
        prop_oneof![
            (compares(), day()).prop_map(|(is, than)| FieldTest::Day { is, than }),
            (day(), day()).prop_map(|(one, other)| FieldTest::Days {
                from: one.min(other),
                until: one.max(other)
            }),
            Just(FieldTest::Today),
            days().prop_map(FieldTest::WithinNext),
            days().prop_map(FieldTest::WithinLast),
            Just(FieldTest::Known),
        ]
    };
    let of =
        |field: &'static str| move |test| Rule::Field(OfField { field: field.to_owned(), test });
    prop_oneof![
        sizes.prop_map(of("size")).boxed(),
        yes_no.prop_map(of("vip")).boxed(),
        flavours.prop_map(of("flavour")).boxed(),
        notes.prop_map(of("note")).boxed(),
        near().prop_map(of("renewal")).boxed(),
        near().prop_map(of("birthday")).boxed(),
    ]
}

fn profiles() -> impl Strategy<Value = Rule> {
    let tests = prop_oneof![
        texts().prop_map(Test::Is),
        "[ -~]{1,5}".prop_map(Test::Contains),
        "[ -~]{1,5}".prop_map(Test::StartsWith),
        Just(Test::Known),
    ];
    prop_oneof![
        (prop::sample::select(Field::ALL.to_vec()), tests)
            .prop_map(|(field, test)| Rule::Profile(Profile { field, test })),
        texts().prop_map(Rule::Listed),
        "[ -~]{1,9}".prop_map(Rule::Segment),
    ]
}

/// Rules made of conditions.
pub fn rules_of(conditions: impl Strategy<Value = Rule> + 'static) -> impl Strategy<Value = Rule> {
    conditions.prop_recursive(4, 12, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 2..4).prop_map(Rule::All),
            prop::collection::vec(inner.clone(), 2..4).prop_map(Rule::Any),
            inner.prop_map(|rule| Rule::Not(Box::new(rule))),
        ]
    })
}

fn any_rule() -> impl Strategy<Value = Rule> {
    rules_of(prop_oneof![3 => figures(), 1 => groups(), 1 => profiles(), 1 => own_fields()])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn what_was_printed_is_read_as_the_same_rule(rule in any_rule()) {
        let text = print(&rule, pounds());
        let back = read(&text, pounds()).map_err(|fault| fault.to_string());
        prop_assert_eq!(&back, &Ok(rule.clone()));
        prop_assert_eq!(print(&back.expect("a rule"), pounds()), text);
        let json = serde_json::to_string(&rule).expect("JSON");
        prop_assert_eq!(serde_json::from_str::<Rule>(&json).expect("a rule"), rule);
    }

    #[test]
    fn no_text_breaks_the_reader(text in "\\PC{0,60}") {
        let _ = read(&text, pounds());
    }

    #[test]
    fn no_row_of_words_breaks_the_reader(
        words in prop::collection::vec(prop::sample::select(vec![
            "orders", "revenue", "in", "last", "first", "90", "days", "(", ")", "and", "or", "not",
            ">=", "=", "1.5", "*", "of", "category", "\"Tea\"", "top", "%", "..", "is", "one",
            "rfm",
            "on",
            "field", "birthday", "within", "next", "yes", "today", "known",
            "2024-01-01", "from", "between", "consent", "email", ",", "-3", "listed", "\n",
        ]), 0..25),
    ) {
        let text = words.join(" ");
        if let Ok(rule) = read(&text, pounds()) {
            let printed = print(&rule, pounds());
            prop_assert_eq!(read(&printed, pounds()).map_err(|it| it.to_string()), Ok(rule));
        }
    }
}
