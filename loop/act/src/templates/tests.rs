//! What the texts become, and what is said when they cannot.

use collect::shop::Language;
use domain::Money;
use jiff::civil::date;

use super::*;
use crate::blocks::recipes::{RECIPES, find};
use crate::blocks::{Footing, House, made};

fn anna() -> Reader {
    Reader {
        name: Some("Anna Kovalenko".to_owned()),
        first_name: Some("Anna".to_owned()),
        email: Some("anna@example.test".to_owned()),
        orders: 3,
        revenue: Some(Money::new(123_450, "GBP".parse().expect("currency"))),
        last_order_on: Some(date(2011, 9, 9)),
        quiet_days: Some(92),
        ..Reader::default()
    }
}

fn bakery() -> Sender {
    Sender {
        name: "Corner Bakery".to_owned(),
        postal_address: "7 Mill Lane, Leeds".to_owned(),
        url: Some("https://bakery.test/".to_owned()),
        ..Sender::default()
    }
}

const SEEN_AT: &str = "https://bakery.test/p/letter/abc-DEF_9";
const WAY_OUT: &str = "https://bakery.test/p/unsubscribe/abc-DEF_9";

fn written(text: Text<'_>, reader: &Reader) -> Result<Written, Vec<TextProblem>> {
    write(
        text,
        Blanks {
            customer: reader,
            shop: &bakery(),
            unsubscribe_url: Some(WAY_OUT),
            view_url: Some(SEEN_AT),
            data: None,
        },
    )
}

fn body(lines: &str) -> String {
    format!(
        "<mjml><mj-body><mj-section><mj-column>\n{lines}\n</mj-column></mj-section></mj-body>\
         </mjml>"
    )
}

fn written_body(lines: &str, reader: &Reader) -> Result<Written, Vec<TextProblem>> {
    let body = body(lines);
    written(Text { subject: "Hello", body_mjml: &body, language: Language::En }, reader)
}

/// The first problem of a body whose second line is given.
fn check_problem(line: &str, code: &str, on_line: Option<usize>) {
    let problems = written_body(line, &anna()).expect_err(line);
    assert_eq!(problems[0].code, code, "{line}: {}", problems[0]);
    assert_eq!(problems[0].line, on_line, "{line}: {}", problems[0]);
}

#[test]
fn the_ready_letters_are_written_in_three_languages_without_a_problem() {
    for recipe in RECIPES {
        let made = made(&recipe.design(), &House::default(), (recipe.language, Footing::Agreed));
        assert_eq!(made.problems, [], "{}", recipe.name);
        let text =
            Text { subject: recipe.subject, body_mjml: &made.mjml, language: recipe.language };
        let bakery = bakery();
        let blanks = Blanks {
            customer: &anna(),
            shop: &bakery,
            unsubscribe_url: Some(WAY_OUT),
            view_url: Some(SEEN_AT),
            data: None,
        };
        let (letter, mut problems) = check(text, blanks);
        let letter = letter.expect(recipe.name);
        // Blocks recommend what sells best where nothing is known of somebody.
        problems.retain(|problem| problem.code != "nothing_to_recommend");
        assert_eq!(problems, [], "{}", recipe.name);
        for part in [&letter.html, &letter.text] {
            for expected in ["Corner Bakery", "7 Mill Lane, Leeds", WAY_OUT] {
                assert!(part.contains(expected), "{} lacks {expected}", recipe.name);
            }
        }
        assert!(!letter.html.contains("googleapis"), "a letter fetches nothing from outside");
        if recipe.code == "win_back" {
            assert!(letter.subject.starts_with("Anna, "), "{}", letter.subject);
            assert!(letter.text.contains("2011") && letter.text.contains("92"), "{}", letter.text);
        }
    }
}

#[test]
fn the_ukrainian_letter_reads_like_one() {
    let recipe = find("win_back", Language::Uk).expect("recipe");
    let made = made(&recipe.design(), &House::default(), (recipe.language, Footing::Agreed));
    let text = Text { subject: recipe.subject, body_mjml: &made.mjml, language: recipe.language };
    let letter = written(text, &anna()).expect("written");
    let plain = letter.text.replace('\u{a0}', " ").replace('\n', " ");
    assert!(plain.contains("9 вересня 2011 р."), "{plain}");
    assert!(plain.contains("минуло 92 дні"), "{plain}");
    assert!(plain.contains("за 3 замовлення"), "{plain}");
}

#[test]
fn somebody_without_a_name_is_greeted_without_one() {
    let recipe = find("win_back", Language::En).expect("recipe");
    let made = made(&recipe.design(), &House::default(), (recipe.language, Footing::Agreed));
    let text = Text { subject: recipe.subject, body_mjml: &made.mjml, language: recipe.language };
    let nameless = Reader { name: None, first_name: None, ..anna() };
    let letter = written(text, &nameless).expect("written");
    assert_eq!(letter.subject, "It has been a while");
    assert!(letter.text.contains("Hello,"), "{}", letter.text);
}

#[test]
fn a_name_can_neither_add_tags_nor_headers() {
    let nasty = Reader {
        name: Some("<mj-raw><script>alert(1)</script>\r\nBcc: all@example.test".to_owned()),
        ..anna()
    };
    let lines = body("<mj-text>Dear {{ customer.name }}</mj-text>");
    let text =
        Text { subject: "For {{ customer.name }}", body_mjml: &lines, language: Language::En };
    let letter = written(text, &nasty).expect("written");
    assert!(!letter.subject.contains(['\r', '\n']));
    assert!(!letter.html.contains("<script"), "{}", letter.html);
    assert!(letter.html.contains("&lt;script"), "{}", letter.html);
}

#[test]
fn a_name_with_template_signs_is_only_a_name() {
    let odd = Reader { name: Some("{{ shop.name }} & Söhne".to_owned()), ..anna() };
    let letter = written_body("<mj-text>{{ customer.name }}</mj-text>", &odd).expect("written");
    assert!(letter.text.contains("{{ shop.name }} & Söhne"), "{}", letter.text);
}

#[test]
fn problems_name_their_line() {
    check_problem("<mj-text>{{ customer.nmae }}</mj-text>", "unknown_field", Some(2));
    check_problem("<mj-text>{{ customer.orders | monney }}</mj-text>", "unknown_filter", Some(2));
    check_problem("<mj-text>{{ customer.name </mj-text>", "syntax", Some(2));
    check_problem("<mj-text>{{ customer.name | date }}</mj-text>", "not_possible", Some(2));
    check_problem("<mj-txt>Hello</mj-txt>", "unexpected_tag", Some(2));
    check_problem("<mj-text>Hello", "tag_left_open", None);
    check_problem("<mj-text align=left\">Hello</mj-text>", "unreadable_tag", Some(2));
}

#[test]
fn a_loop_without_an_end_is_stopped() {
    let line = "<mj-text>{% for a in range(9999) %}{% for b in range(9999) %}x{% endfor %}\
                {% endfor %}</mj-text>";
    check_problem(line, "too_much_work", Some(2));
}

#[test]
fn a_letter_without_a_way_out_is_stopped() {
    let lines = body("<mj-text>Buy now</mj-text>");
    let text = Text { subject: " ", body_mjml: &lines, language: Language::En };
    let bakery = bakery();
    let blanks = Blanks {
        customer: &anna(),
        shop: &bakery,
        unsubscribe_url: Some(WAY_OUT),
        view_url: Some(SEEN_AT),
        data: None,
    };
    let (_, problems) = check(text, blanks);
    let said: Vec<(&str, bool)> = problems.iter().map(|p| (p.code, p.stops)).collect();
    assert_eq!(
        said,
        [("empty_subject", true), ("no_unsubscribe_link", true), ("no_postal_address", false),]
    );
}

#[test]
fn what_the_reader_wants_stands_in_his_letter_and_its_absence_is_told() {
    let wanted = |name: &str, category: &str| Wanted {
        name: name.to_owned(),
        category: Some(category.to_owned()),
        ..Wanted::default()
    };
    let lines = "<mj-text>{% for one in customer.recommendations | selectattr('category', 'eq', \
                 'Bread') %}{{ one.name }};{% endfor %}</mj-text>";
    let recommendations = vec![wanted("Rye & barley", "Bread"), wanted("Tea", "Drinks")];
    let anna = Reader { recommendations, ..anna() };
    let letter = written_body(lines, &anna).expect("written");
    assert!(
        letter.html.contains("Rye &amp; barley;") && !letter.html.contains("Tea"),
        "{letter:?}"
    );
    let body = body(lines);
    let text = Text { subject: "Hello", body_mjml: &body, language: Language::En };
    let told = |reader: &Reader| {
        let blanks = Blanks {
            customer: reader,
            shop: &bakery(),
            unsubscribe_url: Some(WAY_OUT),
            view_url: Some(SEEN_AT),
            data: None,
        };
        check(text, blanks).1.iter().any(|it| it.code == "nothing_to_recommend" && !it.stops)
    };
    assert!(!told(&anna) && told(&Reader { recommendations: Vec::new(), ..anna.clone() }));
}

#[test]
fn a_field_of_the_shops_own_stands_in_a_letter_and_one_that_is_not_there_is_told() {
    let fields = serde_json::json!({ "shoe_size": 42.5, "born": "--05-17", "vip": null });
    let fields = serde_json::from_value(fields).expect("an object");
    let reader = Reader { fields, ..anna() };
    let text = "<mj-text>Size {{ customer.fields.shoe_size }}, {{ customer.fields.born | date }}\
                {% if customer.fields.vip %}, dear guest{% endif %}.</mj-text>";
    let letter = written_body(text, &reader).expect("written");
    assert!(letter.text.replace('\u{a0}', " ").contains("Size 42.5, 17 May."), "{}", letter.text);
    let hat = written_body("<mj-text>{{ customer.fields.hat }}</mj-text>", &reader);
    assert_eq!(hat.expect_err("no such field")[0].code, "unknown_field");
}
