//! Rows of `orders`.

use std::collections::{HashMap, HashSet};

use domain::{Currency, CustomerId, ImportId, Instant, OrderId, OrderStatus};
use records::{FromQueryResult, Insert, RecordsError, ShopTx, Value};
use uuid::Uuid;

use super::draft::OrderDraft;
use super::line::Line;
use crate::customers::{Known, shown_id};

/// How many orders one question names; two bound values each.
const ORDERS_MAX: usize = 5_000;

/// An order as it is kept.
#[derive(Clone, Debug)]
pub struct Order {
    /// Our id.
    pub id: OrderId,
    /// Who told us, in whose words `external_id` is unique.
    pub source: String,
    /// The source's name for it.
    pub external_id: String,
    /// The number it is settled under; below zero for a sale without a customer.
    pub customer_no: i64,
    /// His id as reports show it.
    pub customer_shown: Option<String>,
    /// When it was placed.
    pub at: Instant,
    /// Currency of its amounts.
    pub currency: Currency,
    /// Net value in minor units; none when the source has no money.
    pub amount: Option<i64>,
    /// What became of it.
    pub status: OrderStatus,
    /// Where it was sold.
    pub channel: Option<String>,
    /// Country it went to.
    pub country: Option<String>,
    /// City it went to.
    pub city: Option<String>,
    /// Promo code used.
    pub coupon: Option<String>,
    /// What was bought.
    pub lines: Vec<Line>,
}

impl Order {
    /// Whether it counts as a purchase: paid or delivered, and worth something where its source
    /// has money at all (the default rule of valid orders, printed with every report).
    pub fn is_purchase(&self) -> bool {
        self.status.is_purchase() && self.amount.is_none_or(|amount| amount > 0)
    }
}

/// How many orders there are, and from when until when.
#[derive(Clone, Copy, Debug, Default)]
pub struct Span {
    /// Orders, whatever became of them.
    pub n_orders: i64,
    /// The oldest.
    pub first_at: Option<Instant>,
    /// The newest.
    pub newest_at: Option<Instant>,
}

/// What one customer's purchases come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Purchases {
    /// The customer.
    pub customer: Known,
    /// How many.
    pub orders: i64,
    /// What they brought, in minor units.
    pub revenue: i64,
    /// The last of them.
    pub last_at: Instant,
}

/// A place in the order of facts.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    pub(crate) customer_no: i64,
    pub(crate) at: i64,
    pub(crate) id: Uuid,
}

impl Place {
    /// Before every order, those of nobody included.
    pub(crate) const START: Self = Self { customer_no: i64::MIN, at: i64::MIN, id: Uuid::nil() };

    /// The place of an order.
    pub(crate) fn of(order: &Order) -> Self {
        Self { customer_no: order.customer_no, at: order.at.0, id: order.id.0 }
    }
}

/// What is known of an order before it is told again.
pub(super) struct KnownOrder {
    pub(super) content: Vec<u8>,
    pub(super) customer_no: i64,
}

#[derive(FromQueryResult)]
struct KnownRow {
    source: String,
    external_id: String,
    content_hash: Vec<u8>,
    customer_no: i64,
}

pub(super) async fn known(
    tx: &mut ShopTx,
    drafts: &[OrderDraft],
) -> Result<HashMap<(String, String), KnownOrder>, RecordsError> {
    let mut known = HashMap::with_capacity(drafts.len());
    let mut by_source: HashMap<&str, Vec<&str>> = HashMap::new();
    for draft in drafts {
        by_source.entry(&draft.source).or_default().push(&draft.external_id);
    }
    for (source, names) in by_source {
        for some in names.chunks(ORDERS_MAX) {
            known.extend(known_of_source(tx, source, some).await?);
        }
    }
    Ok(known)
}

// The source comes first in the index: without it every batch would read the whole table.
async fn known_of_source(
    tx: &mut ShopTx,
    source: &str,
    names: &[&str],
) -> Result<Vec<((String, String), KnownOrder)>, RecordsError> {
    let places: Vec<String> = (0..names.len()).map(|i| format!("${}", i + 2)).collect();
    let sql = format!(
        "select source, external_id, content_hash, customer_no from orders
         where source = $1 and external_id in ({})",
        places.join(", ")
    );
    let mut values: Vec<Value> = vec![source.into()];
    values.extend(names.iter().map(|&name| Value::from(name)));
    let found = tx.rows::<KnownRow>(&sql, values).await?.into_iter().map(|row| {
        let order = KnownOrder { content: row.content_hash, customer_no: row.customer_no };
        ((row.source, row.external_id), order)
    });
    Ok(found.collect())
}

/// Whose an order is, by its source's name for it; none for a sale without a customer.
pub(crate) async fn owner_of(
    tx: &mut ShopTx,
    source: &str,
    external_id: &str,
) -> Result<Option<Known>, RecordsError> {
    #[derive(FromQueryResult)]
    struct OwnerRow {
        customer_id: Option<Uuid>,
        customer_no: i64,
        profile_id: Option<Uuid>,
    }
    let sql = "select customer_id, customer_no, profile_id from orders
               where source = $1 and external_id = $2";
    let row: Option<OwnerRow> = tx.row(sql, vec![source.into(), external_id.into()]).await?;
    let owner = |row: OwnerRow| {
        let id = CustomerId(row.customer_id?);
        Some(Known { id, no: row.customer_no, via: row.profile_id.map(CustomerId) })
    };
    Ok(row.and_then(owner))
}

const COLUMNS: [&str; 28] = [
    "id",
    "source",
    "external_id",
    "customer_id",
    "customer_no",
    "profile_id",
    "at",
    "currency",
    "amount",
    "status",
    "source_status",
    "channel",
    "country",
    "city",
    "coupon",
    "discount",
    "tax",
    "shipping",
    "refunded",
    "n_lines",
    "lines",
    "content_hash",
    "import_id",
    "brought_by",
    "created_at",
    "created_by",
    "updated_at",
    "updated_by",
];

/// A told order replaces the known one, but keeps its id and the moment it was first heard of.
fn replacing() -> String {
    let kept = ["id", "source", "external_id", "brought_by", "created_at", "created_by"];
    let changes: Vec<String> = COLUMNS
        .iter()
        .filter(|column| !kept.contains(column))
        .map(|column| format!("{column} = excluded.{column}"))
        .collect();
    format!("on conflict (source, external_id) do update set {}", changes.join(", "))
}

pub(super) async fn save_many(
    tx: &mut ShopTx,
    import: Option<ImportId>,
    orders: Vec<(&OrderDraft, Option<Known>)>,
) -> Result<(), RecordsError> {
    let mut rows = Vec::with_capacity(orders.len());
    for (draft, customer) in orders {
        rows.push(values_of(tx, import, draft, customer)?);
    }
    let insert = Insert { table: "orders", columns: &COLUMNS, conflict: &replacing() };
    tx.insert_many(insert, rows).await?;
    Ok(())
}

fn values_of(
    tx: &mut ShopTx,
    import: Option<ImportId>,
    draft: &OrderDraft,
    customer: Option<Known>,
) -> Result<Vec<Value>, RecordsError> {
    let id: OrderId = tx.new_id();
    let (now, actor) = (tx.now().0, tx.actor().to_string());
    let n_lines = i64::try_from(draft.lines.len()).unwrap_or(i64::MAX);
    Ok(vec![
        id.0.into(),
        draft.source.clone().into(),
        draft.external_id.clone().into(),
        customer.map(|known| known.id.0).into(),
        super::number_of(customer, draft.at).into(),
        customer.and_then(Known::profile).into(),
        draft.at.0.into(),
        draft.currency.code().into(),
        draft.amount.into(),
        draft.status.word().into(),
        draft.source_status.clone().into(),
        draft.channel.clone().into(),
        draft.country.clone().into(),
        draft.city.clone().into(),
        draft.coupon.clone().into(),
        draft.discount.into(),
        draft.tax.into(),
        draft.shipping.into(),
        draft.refunded.into(),
        n_lines.into(),
        serde_json::to_string(&draft.lines)?.into(),
        draft.content.to_vec().into(),
        import.map(|id| id.0).into(),
        import.map(|id| id.0).into(),
        now.into(),
        actor.clone().into(),
        now.into(),
        actor.into(),
    ])
}

#[derive(FromQueryResult)]
struct OrderRow {
    id: Uuid,
    source: String,
    external_id: String,
    customer_id: Option<Uuid>,
    customer_no: i64,
    customer_external_id: Option<String>,
    at: i64,
    currency: String,
    amount: Option<i64>,
    status: String,
    channel: Option<String>,
    country: Option<String>,
    city: Option<String>,
    coupon: Option<String>,
    lines: String,
}

const ORDER: &str = "select orders.id, orders.source, orders.external_id, orders.customer_id,
        orders.customer_no, customer.external_id as customer_external_id, orders.at,
        orders.currency, orders.amount, orders.status, orders.channel, orders.country,
        orders.city, orders.coupon, orders.lines
     from orders left join customer on customer.id = orders.customer_id";

impl TryFrom<OrderRow> for Order {
    type Error = RecordsError;

    fn try_from(row: OrderRow) -> Result<Self, RecordsError> {
        let unreadable = |what: &str| RecordsError::Unreadable(format!("order {}: {what}", row.id));
        let shown = |id| shown_id(row.customer_external_id.as_deref(), CustomerId(id));
        Ok(Self {
            currency: row.currency.parse().map_err(|_| unreadable("currency"))?,
            status: OrderStatus::of_word(&row.status).ok_or_else(|| unreadable("status"))?,
            customer_no: row.customer_no,
            customer_shown: row.customer_id.map(shown),
            id: OrderId(row.id),
            source: row.source,
            external_id: row.external_id,
            at: Instant(row.at),
            amount: row.amount,
            channel: row.channel,
            country: row.country,
            city: row.city,
            coupon: row.coupon,
            lines: serde_json::from_str(&row.lines)?,
        })
    }
}

pub(super) async fn of_customer(
    tx: &mut ShopTx,
    customer_no: i64,
    limit: u32,
) -> Result<Vec<Order>, RecordsError> {
    let sql = format!("{ORDER} where orders.customer_no = $1 order by at desc, orders.id limit $2");
    let values = vec![customer_no.into(), i64::from(limit).into()];
    tx.rows::<OrderRow>(&sql, values).await?.into_iter().map(Order::try_from).collect()
}

pub(super) async fn for_settling(
    tx: &mut ShopTx,
    after: Place,
    customers: Option<&[i64]>,
    limit: u32,
) -> Result<Vec<Order>, RecordsError> {
    let whose = customers.map(|numbers| {
        let places: Vec<String> = (0..numbers.len()).map(|i| format!("${}", i + 5)).collect();
        format!("and orders.customer_no in ({})", places.join(", "))
    });
    // A row comparison, so that the index is entered at the place and read on from there.
    let sql = format!(
        "{ORDER} where (orders.customer_no, orders.at, orders.id) > ($1, $2, $3) {}
         order by orders.customer_no, orders.at, orders.id limit $4",
        whose.unwrap_or_default()
    );
    let mut values: Vec<Value> =
        vec![after.customer_no.into(), after.at.into(), after.id.into(), i64::from(limit).into()];
    values.extend(customers.unwrap_or_default().iter().map(|&no| Value::from(no)));
    tx.rows::<OrderRow>(&sql, values).await?.into_iter().map(Order::try_from).collect()
}

#[derive(FromQueryResult)]
struct NumberRow {
    customer_no: i64,
}

pub(super) async fn numbers(tx: &mut ShopTx) -> Result<HashSet<i64>, RecordsError> {
    let sql = "select distinct customer_no from orders";
    let rows: Vec<NumberRow> = tx.rows(sql, vec![]).await?;
    Ok(rows.into_iter().map(|row| row.customer_no).collect())
}

#[derive(FromQueryResult)]
struct SpanRow {
    n_orders: i64,
    first_at: Option<i64>,
    newest_at: Option<i64>,
}

pub(super) async fn span(tx: &mut ShopTx) -> Result<Span, RecordsError> {
    // Each part alone is found at the end of an index; asked in one, they read it whole.
    let sql = "select (select count(*) from orders) as n_orders,
                      (select min(at) from orders) as first_at,
                      (select max(at) from orders) as newest_at";
    let row: Option<SpanRow> = tx.row(sql, vec![]).await?;
    Ok(row.map_or_else(Span::default, |row| Span {
        n_orders: row.n_orders,
        first_at: row.first_at.map(Instant),
        newest_at: row.newest_at.map(Instant),
    }))
}

pub(super) async fn n_not_in(tx: &mut ShopTx, currency: Currency) -> Result<i64, RecordsError> {
    let sql = "select count(*) from orders where currency < $1 or currency > $1";
    tx.number(sql, vec![currency.code().into()]).await
}

#[derive(FromQueryResult)]
struct NameRow {
    external_id: String,
}

pub(super) async fn named_in(
    tx: &mut ShopTx,
    source: &str,
    currency: &str,
    limit: u32,
) -> Result<Vec<String>, RecordsError> {
    let sql = "select external_id from orders where currency = $1 and source = $2
               order by external_id limit $3";
    let values = vec![currency.into(), source.into(), i64::from(limit).into()];
    let rows: Vec<NameRow> = tx.rows(sql, values).await?;
    Ok(rows.into_iter().map(|row| row.external_id).collect())
}

#[derive(FromQueryResult)]
struct PurchasesRow {
    customer_id: Uuid,
    customer_no: i64,
    n_orders: i64,
    revenue: i64,
    last_at: i64,
}

pub(super) async fn purchases_before(
    tx: &mut ShopTx,
    before: Instant,
    currency: Option<Currency>,
    numbers: Option<&[i64]>,
) -> Result<Vec<Purchases>, RecordsError> {
    // Nobody has bought nothing; an empty list is no list on one of the engines.
    if numbers.is_some_and(<[i64]>::is_empty) {
        return Ok(Vec::new());
    }
    let currency = currency.map_or_else(String::new, |currency| currency.code().to_owned());
    let whose = numbers.map_or_else(String::new, |numbers| {
        let places: Vec<String> = (0..numbers.len()).map(|i| format!("${}", i + 3)).collect();
        format!("and customer_no in ({})", places.join(", "))
    });
    // A sum of whole numbers is a decimal on one engine; the cast makes it whole on both.
    let sql = format!(
        "select customer_id, customer_no, count(*) as n_orders, max(at) as last_at,
                cast(sum(case when currency = $2 then coalesce(amount, 0) else 0 end) as bigint)
                    as revenue
         from orders
         where at < $1 and customer_id is not null and status in ('paid', 'delivered')
           and (amount is null or amount > 0) {whose}
         group by customer_id, customer_no order by customer_no"
    );
    let mut values: Vec<Value> = vec![before.0.into(), currency.into()];
    values.extend(numbers.unwrap_or_default().iter().map(|&no| Value::from(no)));
    let rows: Vec<PurchasesRow> = tx.rows(&sql, values).await?;
    let purchases = |row: PurchasesRow| Purchases {
        customer: Known::new(CustomerId(row.customer_id), row.customer_no),
        orders: row.n_orders,
        revenue: row.revenue,
        last_at: Instant(row.last_at),
    };
    Ok(rows.into_iter().map(purchases).collect())
}

pub(super) async fn names_of(
    tx: &mut ShopTx,
    customer_no: i64,
) -> Result<Vec<(String, String)>, RecordsError> {
    #[derive(FromQueryResult)]
    struct OwnRow {
        source: String,
        external_id: String,
    }
    let sql = "select source, external_id from orders where customer_no = $1 order by at, id";
    let rows: Vec<OwnRow> = tx.rows(sql, vec![customer_no.into()]).await?;
    Ok(rows.into_iter().map(|row| (row.source, row.external_id)).collect())
}

/// The digest of an order is made of its buyer's names too, so it goes with them.
pub(super) async fn make_nameless(
    tx: &mut ShopTx,
    customer_no: i64,
    successor: CustomerId,
) -> Result<i64, RecordsError> {
    let own = names_of(tx, customer_no).await?;
    let sql = "update orders set external_id = $3, customer_id = $4, content_hash = $5,
                   profile_id = null, import_id = null, brought_by = null, updated_at = $6,
                   updated_by = $7
               where source = $1 and external_id = $2";
    for (source, external_id) in &own {
        let name: OrderId = tx.new_id();
        let values = vec![
            source.as_str().into(),
            external_id.as_str().into(),
            format!("nameless_{}", name.0.simple()).into(),
            successor.0.into(),
            Vec::<u8>::new().into(),
            tx.now().0.into(),
            tx.actor().to_string().into(),
        ];
        tx.run(sql, values).await?;
    }
    Ok(i64::try_from(own.len()).unwrap_or(i64::MAX))
}

pub(super) async fn erase(tx: &mut ShopTx, customer_no: i64) -> Result<i64, RecordsError> {
    let sql = "delete from orders where customer_no = $1";
    let n = tx.run(sql, vec![customer_no.into()]).await?;
    Ok(i64::try_from(n).unwrap_or(i64::MAX))
}
