//! A shop of thirty made-up customers, with everything that a rule can ask.

use std::collections::BTreeMap;

use collect::consent::{self, Channel, Consent, Ground, Purpose, State};
use collect::customers::{self, Known};
use collect::fields::{self, Definition, Kind, Names, Telling};
use collect::orders::draft::{OrderDraft, PersonDraft};
use collect::orders::{self, Line};
use collect::settling;
use collect::shop::{self, Settings, Shop};
use domain::{Instant, OrderStatus};
use records::{Actor, Happening, ShopTx, happenings};
use serde_json::{Value, json};
use testkit::Stage;

/// Numbers that look like chance and are the same each time (source: Knuth, MMIX).
pub(crate) struct Chance(pub u64);

impl Chance {
    pub fn below(&mut self, n: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % n
    }

    fn one_of<'a, T>(&mut self, things: &'a [T]) -> &'a T {
        let nth = usize::try_from(self.below(things.len() as u64)).expect("few");
        &things[nth]
    }
}

fn line(chance: &mut Chance) -> Line {
    let shelf = [("Tea", "Drinks", "S1"), ("Coffee", "Drinks", "S2"), ("Cake", "Sweets", "S3")];
    let (product, category, sku) = *chance.one_of(&shelf);
    let amount = 100 + 50 * chance.below(40).cast_signed();
    Line {
        sku: Some(sku.to_owned()),
        product: Some(product.to_owned()),
        category: Some(category.to_owned()),
        quantity: (1 + chance.below(3)) as f64,
        unit_price: None,
        amount: Some(amount),
        cost: (chance.below(3) > 0).then_some(amount / 2),
    }
}

fn some(chance: &mut Chance, words: [&str; 2]) -> Option<String> {
    (chance.below(4) > 0).then(|| (*chance.one_of(&words)).to_owned())
}

/// Orders of customers `c1` to `c30`, some of them cancelled or refunded.
pub fn drafts(seed: u64) -> Vec<OrderDraft> {
    let chance = &mut Chance(seed);
    let mut drafts = Vec::new();
    for customer in 1..=30 {
        for nth in 0..chance.below(7) {
            // From January 2024 to August 2025, so that some are later than the day looked from.
            let at = Instant(
                1_704_067_200_000_000 + chance.below(600 * 24).cast_signed() * 3_600_000_000,
            );
            let lines: Vec<Line> = (0..=chance.below(3)).map(|_| line(chance)).collect();
            let statuses = [
                OrderStatus::Paid,
                OrderStatus::Paid,
                OrderStatus::Delivered,
                OrderStatus::Cancelled,
                OrderStatus::Refunded,
            ];
            let draft = OrderDraft {
                person: Some(person(customer)),
                amount: Some(lines.iter().filter_map(|line| line.amount).sum()),
                status: *chance.one_of(&statuses),
                coupon: some(chance, ["SPRING", "AUTUMN"]),
                channel: some(chance, ["web", "till"]),
                country: some(chance, ["UA", "PL"]),
                city: some(chance, ["Kyiv", "Lviv"]),
                lines,
                ..testkit::order("till", &format!("{customer}-{nth}"), at)
            };
            drafts.push(draft.sealed());
        }
    }
    drafts
}

fn person(customer: u64) -> PersonDraft {
    PersonDraft {
        external_id: Some(format!("c{customer}")),
        email: (customer % 3 > 0).then(|| format!("c{customer}@example.test")),
        city: Some(if customer % 2 == 0 { "Київ" } else { "Lviv" }.to_owned()),
        ..PersonDraft::default()
    }
}

/// Opens the shop; half of its orders are settled, the others are rows. `c31` to `c33` never
/// bought; every second customer agreed to letters and every fifth refused.
pub async fn open(stage: &Stage, seed: u64) -> Shop {
    open_with(stage, drafts(seed)).await
}

/// The same shop with other orders.
pub async fn open_with(stage: &Stage, drafts: Vec<OrderDraft>) -> Shop {
    let shop = stage.shop().await;
    let settings = Settings {
        zone: Some("Europe/Kyiv".to_owned()),
        currency: Some("EUR".parse().expect("a currency")),
        ..Settings::default()
    };
    let mut tx = shop.write(Actor::System).await.expect("a transaction");
    shop::save_settings(&mut tx, &settings).await.expect("settings are written");
    let people: Vec<PersonDraft> = (1..=33).map(person).collect();
    let people: Vec<&PersonDraft> = people.iter().collect();
    let known = customers::recognise_many(&mut tx, "till", &people).await.expect("customers");
    put_fields(&mut tx, &known).await;
    let said = known.iter().filter(|customer| customer.no % 2 == 0 || customer.no % 5 == 0);
    let said = said.map(|customer| (customer.id, answer(customer.no % 5 > 0)));
    consent::declare_many(&mut tx, said.collect()).await.expect("consents are written");
    let carts = drafts.iter().filter_map(|draft| cart_before(draft, &known)).collect();
    happenings::note_many(&mut tx, carts).await.expect("happenings are written");
    let (early, late) = drafts.split_at(drafts.len() / 2);
    orders::record_many(&mut tx, None, early).await.expect("orders are written");
    tx.commit().await.expect("kept");
    settling::settle(&shop).await.expect("settled");
    let mut tx = shop.write(Actor::System).await.expect("a transaction");
    orders::record_many(&mut tx, None, late).await.expect("orders are written");
    tx.commit().await.expect("kept");
    shop
}

/// What is known of customers in fields of the shop's own; of some nothing is.
async fn put_fields(tx: &mut ShopTx, known: &[Known]) {
    let made = [
        ("size", Kind::Number, vec![]),
        ("vip", Kind::YesNo, vec![]),
        ("flavour", Kind::Choices, vec!["Vanilla", "Lemon", "Mint"]),
        ("note", Kind::Text, vec![]),
        ("renewal", Kind::Date, vec![]),
    ];
    for (key, kind, choices) in made {
        let names = Names { en: Some(key.to_owned()), ..Names::default() };
        let choices = choices.into_iter().map(str::to_owned).collect();
        let field = Definition { key: key.to_owned(), names, kind, choices, archived_at: None };
        fields::save(tx, field, false).await.expect("a field");
    }
    let fields = fields::in_use(tx).await.expect("fields");
    let mut told = Vec::new();
    for of in known {
        let values = fields::check(&fields, &values_of(of.no)).expect("values");
        let values = values.into_iter().collect();
        told.push(Telling { of: *of, at: Instant(1_704_067_200_000_000), values });
    }
    fields::tell_many(tx, "till", told).await.expect("values are written");
}

/// The values of one customer, by his number.
fn values_of(no: i64) -> BTreeMap<String, Value> {
    let mut values = BTreeMap::new();
    let mut put = |field: &str, value| values.insert(field.to_owned(), value);
    if no % 4 > 0 {
        put("size", json!(36.0 + (no % 12) as f64 / 2.0));
    }
    if no % 3 > 0 {
        put("vip", json!(no % 3 == 2));
    }
    let mint = no % 2 == 0 || no % 7 == 0;
    if no % 5 > 0 {
        put("flavour", if mint { json!(["mint", "lemon"]) } else { json!(["Vanilla"]) });
    }
    put("note", json!(if no % 2 == 0 { "Любить м’яту" } else { "Call late, it's fine" }));
    let first = jiff::civil::date(if no % 2 == 1 { 1990 } else { 2000 }, 6, 1);
    let born = first.saturating_add(jiff::Span::new().days(no - 1));
    if no <= 32 {
        let day = match no % 2 {
            _ if no == 31 => "--02-29".to_owned(),
            _ if no == 32 => "2000-02-29".to_owned(),
            1 => born.to_string(),
            _ => format!("--{}", born.strftime("%m-%d")),
        };
        put("birthday", json!(day));
    }
    let renewal = jiff::civil::date(2025, 5, 1).saturating_add(jiff::Span::new().days(no * 3));
    put("renewal", json!(renewal.to_string()));
    values
}

/// Two days before some of the orders a cart was filled; that of an order of no purchase was left.
fn cart_before(draft: &OrderDraft, known: &[Known]) -> Option<Happening> {
    let name = draft.person.as_ref()?.external_id.as_deref()?.strip_prefix('c')?;
    let customer = known.iter().find(|customer| Ok(customer.no) == name.parse())?;
    (customer.no % 3 > 0).then(|| Happening {
        customer: Some(customer.id.0),
        at: Instant(draft.at.0 - 2 * Instant::DAY),
        kind: "cart_added",
        source: "web".to_owned(),
        key: format!("cart {} {}", draft.source, draft.external_id),
        payload: json!({ "properties": told_of_cart(draft) }),
    })
}

/// What was told of a cart: properties of every kind, some of them odd, some of them missing.
fn told_of_cart(draft: &OrderDraft) -> Value {
    let amount = draft.amount.unwrap_or_default();
    let day = format!("2024-{:02}-01", 1 + amount / 50 % 12);
    let mut told = json!({
        "sku": "S1",
        "price": amount as f64 / 100.0,
        "colour": if amount % 100 == 0 { "red" } else { "blue" },
        "until": day,
        "product": { "stock": amount / 100 },
    });
    match amount / 50 % 4 {
        0 => told["gift"] = json!(true),
        1 => told["gift"] = json!("false"),
        2 => told["gift"] = Value::Null,
        _ => told["Item size"] = json!("12.5"),
    }
    if amount % 350 == 0 {
        told["price"] = json!("on request");
        told["until"] = json!(format!("{day}T23:30:00Z"));
    }
    told
}

fn answer(yes: bool) -> Consent {
    Consent {
        purpose: Purpose::Marketing,
        channel: Channel::Email,
        state: if yes { State::Granted } else { State::Denied },
        ground: Ground::Answer,
        proof: None,
        at: Instant(1_704_067_200_000_000),
        source: "till".to_owned(),
    }
}
