//! What designs become, what is said of those that lack something, and letters that really leave.

use collect::shop::Language;
use domain::Money;
use records::Actor;
use serde_json::{Value, json};
use testkit::{Received, Stage, on_both_engines};

use super::house::snippets::{self, Snippet};
use super::*;
use crate::campaigns::{self, Plan};
use crate::templates::{Blanks, Reader, Sender, Text, Wanted, Written, write};
use crate::tests::api::{ask, json_of, router};
use crate::tests::bakery::Bakery;

const SAID: (Language, Footing) = (Language::En, Footing::Agreed);

fn design(blocks: Value) -> Design {
    serde_json::from_value(json!({ "blocks": blocks })).expect("a design")
}

fn written(blocks: Value, reader: &Reader) -> Written {
    let made = made(&design(blocks), &House::default(), SAID);
    assert_eq!(made.problems, []);
    let wanted = |name: &str, category: &str| Wanted {
        product: format!("SKU {name}"),
        name: name.to_owned(),
        category: Some(category.to_owned()),
    };
    let shop = Sender {
        name: "Corner & Bakery".to_owned(),
        postal_address: "7 Mill Lane".to_owned(),
        url: None,
        best_sellers: vec![wanted("Rye", "Bread"), wanted("Tea", "Drinks"), wanted("Bun", "Bread")],
    };
    let way_out = Some("https://bakery.test/p/unsubscribe/x");
    let blanks = Blanks {
        customer: reader,
        shop: &shop,
        unsubscribe_url: way_out,
        view_url: Some("https://bakery.test/p/letter/x"),
        data: None,
    };
    let text = Text { subject: "Hello", body_mjml: &made.mjml, language: Language::En };
    write(text, blanks).unwrap_or_else(|problems| panic!("{problems:?}\n{}", made.mjml))
}

/// What is said of one block, as its code and whether the rest is still written.
fn said_of(block: Value) -> Vec<&'static str> {
    let design = design(json!([{ "kind": "text", "text": "Hello" }, block]));
    let made = made(&design, &House::default(), SAID);
    assert!(made.mjml.contains(">Hello<"), "{}", made.mjml);
    assert!(made.problems.iter().all(|problem| problem.block == Some(2)), "{:?}", made.problems);
    made.problems.iter().map(|problem| problem.code).collect()
}

#[test]
fn every_block_becomes_something_that_mail_programs_show() {
    let all = json!([
        { "kind": "logo", "align": "center" },
        { "kind": "heading", "text": "Fresh & <warm>", "size": "small" },
        { "kind": "text",
          "text": "Dear **{{ customer.first_name or \"friend\" }}**,\n- one\n- two" },
        { "kind": "button", "text": "Look",
          "link": "https://bakery.test/?a=1&b={{ customer.orders }}" },
        { "kind": "image", "src": "https://bakery.test/b.png", "alt": "A \"big\" loaf",
          "width": 50 },
        { "kind": "products", "products": [
            { "name": "Plum jam", "image": "https://bakery.test/j.png",
              "link": "https://bakery.test/jam", "price": { "minor": 1250, "currency": "EUR" } },
            { "name": "Tea" },
        ] },
        { "kind": "best_sellers", "n": 2, "category": "Bread",
          "link": "https://bakery.test/?q={product}" },
        { "kind": "promo_code", "text": "For you", "code": "BREAD10" },
        { "kind": "columns", "columns": [
            { "blocks": [{ "kind": "text", "text": "Left" }] },
            { "blocks": [{ "kind": "heading", "text": "Right" }, { "kind": "divider" }] },
        ] },
        { "kind": "divider" },
        { "kind": "space", "height": 24 },
        { "kind": "footer", "text": "See [our hours](https://bakery.test/hours)" },
    ]);
    let reader = Reader { orders: 3, ..Reader::default() };
    let Written { html, text, .. } = written(all, &reader);
    for expected in [
        "Corner &amp; Bakery",
        "Fresh &amp; &lt;warm&gt;",
        "<strong>friend</strong>",
        "https://bakery.test/?a=1&amp;b=3",
        "A &quot;big&quot; loaf",
        "€12.50",
        "https://bakery.test/?q=SKU%20Rye",
        "BREAD10",
        "https://bakery.test/p/unsubscribe/x",
        "https://bakery.test/p/preferences/x",
        "https://bakery.test/p/letter/x",
    ] {
        assert!(html.contains(expected), "{expected} is not in\n{html}");
    }
    let told = ["Left", "Right", "Rye", "Bun", "one", "our hours", "7 Mill Lane"];
    assert!(told.iter().all(|word| text.contains(word)), "{text}");
    assert!(!text.contains("Drinks"), "only bread was asked for: {text}");
}

#[test]
fn who_wants_something_reads_it_and_who_is_unknown_reads_what_sells_best() {
    let block = json!([{ "kind": "recommendations", "n": 4 }]);
    let jam = Wanted { name: "Plum jam".to_owned(), ..Wanted::default() };
    let anna = Reader { recommendations: vec![jam.clone()], ..Reader::default() };
    let text = written(block.clone(), &anna).text;
    assert!(text.contains("Plum jam") && !text.contains("Rye"), "{text}");
    let text = written(block, &Reader::default()).text;
    assert!(["Rye", "Tea", "Bun"].iter().all(|word| text.contains(word)), "{text}");
    let new = json!([{ "kind": "recommendations", "n": 3, "only_new": true }]);
    let text = written(new.clone(), &anna).text;
    assert!(!text.contains("jam") && !text.contains("Rye"), "{text}");
    let vera = Reader { discoveries: vec![jam], ..Reader::default() };
    assert!(written(new, &vera).text.contains("Plum jam"));
}

#[test]
fn a_block_whose_only_blank_is_empty_is_left_out_for_that_person() {
    let blocks = json!([
        { "kind": "button", "text": "To the shop", "link": "{{ shop.url }}" },
        { "kind": "promo_code", "text": "Your code", "field": "code" },
        { "kind": "columns", "columns": [
            { "blocks": [{ "kind": "button", "text": "Also", "link": "{{ shop.url }}" }] },
            { "blocks": [{ "kind": "text", "text": "Here" }] },
        ] },
    ]);
    let with =
        |code: Value| Reader { fields: [("code".to_owned(), code)].into(), ..Reader::default() };
    let text = written(blocks.clone(), &with(Value::Null)).text;
    assert_eq!(text.split_whitespace().collect::<Vec<_>>(), ["Here"]);
    let text = written(blocks, &with(json!("ANNA-7"))).text;
    assert!(text.contains("Your code") && text.contains("ANNA-7"), "{text}");
}

#[test]
fn what_a_block_lacks_is_told_with_its_number_and_the_rest_is_still_shown() {
    let cases = [
        (json!({ "kind": "text", "text": " " }), "block_empty"),
        (json!({ "kind": "button", "text": "", "link": "https://a.test" }), "block_empty"),
        (json!({ "kind": "button", "text": "x", "link": "javascript:alert(1)" }), "block_bad_link"),
        (json!({ "kind": "button", "text": "x", "link": "/bread" }), "block_bad_link"),
        (json!({ "kind": "button", "text": "x", "link": "" }), "block_bad_link"),
        (json!({ "kind": "text", "text": "[x](ftp://a.test)" }), "block_bad_link"),
        (json!({ "kind": "image", "src": "", "alt": "" }), "block_no_picture"),
        (json!({ "kind": "image", "src": "https://a.test/b.png", "alt": "" }), "block_no_alt"),
        (
            json!({ "kind": "image", "src": "data:image/png;base64,x", "alt": "x" }),
            "block_bad_picture",
        ),
        (json!({ "kind": "products", "products": [] }), "block_no_products"),
        (json!({ "kind": "promo_code", "text": "x" }), "block_no_code"),
        (json!({ "kind": "promo_code", "field": "a.b" }), "block_no_code"),
        (json!({ "kind": "promo_code", "code": "A", "field": "b" }), "block_no_code"),
        (json!({ "kind": "snippet", "name": "Hours" }), "block_no_snippet"),
        (json!({ "kind": "text", "text": "{{ customer.name" }), "syntax"),
        (json!({ "kind": "text", "text": "{% if customer.name %}" }), "syntax"),
        (
            json!({ "kind": "columns", "columns": [{ "blocks": [] }, { "blocks": [] }] }),
            "block_empty",
        ),
        (
            json!({ "kind": "columns", "columns": [{ "blocks": [{ "kind": "text", "text": "" }] },
            { "blocks": [] }] }),
            "block_empty",
        ),
    ];
    for (block, code) in cases {
        assert_eq!(said_of(block.clone()), [code], "{block}");
    }
    assert_eq!(
        said_of(json!({ "kind": "button", "text": "x", "link": "mailto:a@b.test" })),
        [""; 0]
    );
}

#[test]
fn what_shows_only_when_a_letter_is_written_is_told_with_its_block_too() {
    let blocks = json!([
        { "kind": "text", "text": "two\nlines" },
        { "kind": "heading", "text": "x" },
        { "kind": "text", "text": "{{ customer.nmae }}" },
    ]);
    let made = made(&design(blocks), &House::default(), SAID);
    let (reader, shop) = (Reader::default(), Sender::default());
    let blanks = Blanks {
        customer: &reader,
        shop: &shop,
        unsubscribe_url: None,
        view_url: None,
        data: None,
    };
    let text = Text { subject: "Hello", body_mjml: &made.mjml, language: Language::En };
    let problem = write(text, blanks).expect_err("no such field").remove(0);
    assert_eq!(problem.code, "unknown_field");
    assert_eq!(problem.line.and_then(block_on_line), Some(3));
}

#[test]
fn what_is_owed_neither_advertises_nor_has_a_way_out() {
    let promo = design(json!([{ "kind": "promo_code", "code": "A" }, { "kind": "footer" }]));
    let owed = made(&promo, &House::default(), (Language::Uk, Footing::Owed));
    assert_eq!(owed.problems[0].code, "block_advertises");
    assert!(!owed.mjml.contains("unsubscribe_url"), "{}", owed.mjml);
    assert!(owed.mjml.contains("shop.postal_address"));
}

#[test]
fn what_is_out_of_bounds_is_not_kept() {
    let text = json!({ "kind": "text", "text": "x" });
    let refused = |blocks: Value| design(blocks).fit().err().map(|unfit| unfit.block);
    assert_eq!(refused(json!([text])), None);
    assert_eq!(refused(Value::Array(vec![text.clone(); 81])), Some(None));
    let long = json!({ "kind": "text", "text": "x".repeat(20_001) });
    assert_eq!(refused(json!([text, long])), Some(Some(2)));
    assert_eq!(refused(json!([{ "kind": "space", "height": 255 }])), Some(Some(1)));
    assert_eq!(refused(json!([{ "kind": "recommendations", "n": 0 }])), Some(Some(1)));
    assert_eq!(
        refused(json!([{ "kind": "columns", "columns": [{ "blocks": [] }] }])),
        Some(Some(1))
    );
    let footer = json!({ "blocks": [{ "kind": "footer" }] });
    assert_eq!(refused(json!([{ "kind": "columns", "columns": [footer, footer] }])), Some(Some(1)));
    for odd in [
        json!({ "blocks": [{ "kind": "marquee" }] }),
        json!({ "blocks": [{ "kind": "text" }] }),
        json!({ "blocks": [{ "kind": "text", "text": "x", "onclick": "y" }] }),
        json!({ "blocks": [], "more": 1 }),
    ] {
        assert!(serde_json::from_value::<Design>(odd.clone()).is_err(), "{odd}");
    }
    let newer = Design { version: 2, ..design(json!([text])) };
    assert!(newer.fit().expect_err("newer").to_string().contains("version 2"));
}

#[test]
fn a_design_reads_back_from_what_it_prints() {
    for recipe in recipes::RECIPES {
        let design = recipe.design();
        let printed = serde_json::to_value(&design).expect("JSON");
        assert_eq!(serde_json::from_value::<Design>(printed).expect("a design"), design);
    }
    let price = Money::new(1250, "EUR".parse().expect("currency"));
    let product = Product { name: "Jam".to_owned(), image: None, link: None, price: Some(price) };
    let printed = serde_json::to_value(Block::Products { products: vec![product] }).expect("JSON");
    let expected = json!({ "kind": "products", "products": [
        { "name": "Jam", "price": { "minor": 1250, "currency": "EUR" } }] });
    assert_eq!(printed, expected);
}

/// What stands in a letter, its long lines whole again.
fn plain(letter: &Received) -> String {
    letter.text.replace("=\r\n", "").replace("=\n", "")
}

fn letter(blocks: Value) -> Plan {
    Plan {
        subject: "News".to_owned(),
        body_mjml: String::new(),
        design: Some(design(blocks)),
        ..Bakery::win_back(0.0)
    }
}

#[tokio::test]
async fn a_letter_of_blocks_leaves_as_the_brand_and_the_snippets_are_at_that_moment() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        bakery.know(&[("anna", 120, Some(true))]).await;
        let blocks = json!([
            { "kind": "logo" },
            { "kind": "snippet", "name": "Hours" },
            { "kind": "best_sellers", "n": 3 },
            { "kind": "footer" },
        ]);
        let id = bakery.planned(letter(blocks)).await;
        let router = router(&bakery);
        let start = format!("/api/v1/campaigns/{id}/start");
        let (status, text) = ask(&router, "POST", &start, None).await;
        assert_eq!(status, 422, "{text}");
        assert!(text.contains("block 2: the snippet"), "{text}");

        let hours = "Open from 8, {{ customer.first_name }}";
        let hours = json!({ "blocks": [{ "kind": "text", "text": hours }] });
        json_of(&router, "PUT", "/api/v1/letters/snippets/Hours/en", Some(hours)).await;
        let mut brand = json_of(&router, "GET", "/api/v1/letters/brand", None).await;
        brand["accent"] = json!("#0a58ca");
        json_of(&router, "PUT", "/api/v1/letters/brand", Some(brand.clone())).await;
        brand["ink"] = json!("#fefefe");
        let (status, text) = ask(&router, "PUT", "/api/v1/letters/brand", Some(brand)).await;
        assert!(status == 422 && text.contains("contrast"), "{text}");

        let shown = json_of(&router, "GET", &format!("/api/v1/campaigns/{id}"), None).await;
        assert_eq!(shown["design"]["blocks"][1]["name"], "Hours");
        assert_eq!(shown["body_mjml"], "");
        bakery.start(id).await;
        bakery.work().await;
        let letters = bakery.mailbox.received_by("anna@example.test");
        assert_eq!(letters.len(), 1);
        let said = plain(&letters[0]);
        assert!(said.contains("Open from 8, anna"), "{said}");
        assert!(plain(&letters[0]).contains("#0a58ca"));
    })
    .await;
}

#[tokio::test]
async fn a_letter_whose_snippet_was_thrown_away_stays_in_the_house() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        let anna = bakery.know(&[("anna", 120, Some(true))]).await[0];
        let mut tx = bakery.shop.write(Actor::System).await.expect("a transaction");
        let snippet = Snippet {
            name: "Hours".to_owned(),
            language: Language::En,
            blocks: vec![Block::Footer { text: String::new() }],
            updated_at: tx.now(),
        };
        snippets::save(&mut tx, &snippet).await.expect("kept");
        tx.commit().await.expect("commit");
        let id = bakery.planned(letter(json!([{ "kind": "snippet", "name": "Hours" }]))).await;
        bakery.start(id).await;
        let mut tx = bakery.shop.write(Actor::System).await.expect("a transaction");
        assert!(snippets::delete(&mut tx, ("Hours", Language::En)).await.expect("gone"));
        tx.commit().await.expect("commit");
        bakery.work().await;
        assert_eq!(bakery.mailbox.received().len(), 0);
        assert_eq!(bakery.why(id, anna).await, ("failed", "text_problem"));
    })
    .await;
}

#[tokio::test]
async fn blocks_and_mjml_are_not_kept_together_and_bounds_are_told_with_the_block() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        let mut tx = bakery.shop.write(Actor::System).await.expect("a transaction");
        let both = Plan { body_mjml: "<mjml/>".to_owned(), ..letter(json!([])) };
        let refused = campaigns::create(&mut tx, &both).await.expect_err("both");
        assert!(refused.to_string().contains("not both"), "{refused}");
        let wide = letter(json!([{ "kind": "divider" }, { "kind": "space", "height": 1 }]));
        let refused = campaigns::create(&mut tx, &wide).await.expect_err("bounds");
        assert!(refused.to_string().starts_with("design: block 2: is 1 pixels"), "{refused}");
    })
    .await;
}

#[tokio::test]
async fn a_letter_that_nothing_keeps_is_shown_and_checked_and_becomes_mjml() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        let anna = bakery.know(&[("anna", 120, Some(true))]).await[0];
        let router = router(&bakery);
        let design = json!({ "blocks": [
            { "kind": "text", "text": "Dear {{ customer.first_name }}" },
            { "kind": "image", "src": "https://bakery.test/b.png", "alt": "" },
            { "kind": "button", "text": "GO", "link": "/bread" },
        ] });
        let given = json!({ "subject": "FREE!!!", "design": design, "customer": anna.id });
        let shown = json_of(&router, "POST", "/api/v1/letters/preview", Some(given.clone())).await;
        assert!(shown["text"].as_str().is_some_and(|text| text.contains("Dear anna")), "{shown}");
        let problems = shown["problems"].as_array().expect("problems");
        let told: Vec<(&str, u64)> = problems
            .iter()
            .filter_map(|one| Some((one["code"].as_str()?, one["block"].as_u64()?)))
            .collect();
        assert_eq!(told, [("block_no_alt", 2), ("block_bad_link", 3)]);
        let checked = json_of(&router, "POST", "/api/v1/letters/check", Some(given)).await;
        let codes: Vec<&str> = checked["findings"]
            .as_array()
            .expect("findings")
            .iter()
            .filter_map(|one| one["code"].as_str())
            .collect();
        assert!(
            codes.contains(&"no_unsubscribe_link") && codes.contains(&"block_no_alt"),
            "{codes:?}"
        );
        let mjml = json!({ "design": design, "language": "uk" });
        let mjml = json_of(&router, "POST", "/api/v1/letters/mjml", Some(mjml)).await;
        assert!(mjml["body_mjml"].as_str().is_some_and(|it| it.starts_with("<mjml lang=\"uk\">")));
    })
    .await;
}

#[tokio::test]
async fn a_kept_text_of_blocks_is_a_receipt_and_one_that_could_not_go_out_is_not_kept() {
    on_both_engines(async |stage: Stage| {
        let bakery = Bakery::open(&stage).await;
        let router = router(&bakery);
        let path = "/api/v1/messages/texts/receipt/en";
        let bad = json!({ "subject": "x", "design": { "blocks": [
            { "kind": "text", "text": "Thank you" }, { "kind": "promo_code", "code": "A" }] } });
        let (status, text) = ask(&router, "PUT", path, Some(bad)).await;
        assert!(
            status == 422 && text.contains("block 2: what is owed must not advertise"),
            "{text}"
        );
        let good = json!({ "subject": "Order {{ data.order }}", "design": { "blocks": [
            { "kind": "heading", "text": "Order {{ data.order }}" }, { "kind": "footer" }] } });
        let kept = json_of(&router, "PUT", path, Some(good)).await;
        assert_eq!(kept["design"]["blocks"][0]["kind"], "heading");
        let asked = json!({ "to": { "address": "vera@example.test" }, "basis": "contract",
            "text_name": "receipt", "data": { "order": "1042" } });
        json_of(&router, "POST", "/api/v1/messages", Some(asked)).await;
        bakery.work().await;
        let letters = bakery.mailbox.received_by("vera@example.test");
        assert!(plain(&letters[0]).contains("Order 1042"), "{}", plain(&letters[0]));
        assert!(!plain(&letters[0]).contains("unsubscribe"), "{}", plain(&letters[0]));
    })
    .await;
}
