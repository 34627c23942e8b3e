//! What is recommended to one customer, beside a basket, beside a product.

use std::collections::{HashMap, HashSet};

use collect::customers;
use collect::orders;
use collect::shop::Shop;
use domain::{Caveat, Caveats, CustomerId, Instant, RunId};
use records::ShopTx;
use serde::Serialize;
use stats::taste::{Before, Entry, Method, Neighbour, Parts, ranked};

use super::goods::key;
use super::learnt::Learnt;
use super::options::{Bought, Wish, words};
use super::{memory, withheld};
use crate::asking::ReportError;

/// What is recommended, the best first.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
#[schema(as = Recommended)]
pub struct Recommended {
    /// The moment up to which orders were learnt from; null while nobody has bought.
    pub learnt_from: Option<Instant>,
    /// How many days are looked ahead.
    pub within_days: u32,
    /// The run in use that said how; null where the weights were sought by the program.
    pub run: Option<RunId>,
    /// The products.
    pub products: Vec<Recommendation>,
    /// What must be known before it is trusted, and why there is nothing.
    pub caveats: Caveats,
}

/// A product, and why it is recommended: the first of these that is there.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
#[schema(as = Recommendation)]
pub struct Recommendation {
    /// Its article number, or its name where it has none.
    pub product: String,
    /// What it is called.
    pub name: String,
    /// The shelf it stands on.
    pub category: Option<String>,
    /// How many customers bought it.
    pub customers: u32,
    /// He bought it before, and its time comes; null when it is new to him.
    pub again: Option<TakenAgain>,
    /// It is bought together with something that he has; null when nothing says so.
    pub with: Option<BoughtWith>,
}

/// How often somebody bought a product, and when its time comes again.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, utoipa::ToSchema)]
pub struct TakenAgain {
    /// On how many days he bought it.
    pub times: u32,
    /// Days since the last one.
    pub days_ago: u32,
    /// Days that usually lie between two of them, his own weighed against those of all.
    pub usual_days: f64,
    /// The chance that he buys it within the days looked ahead.
    pub chance: f64,
}

/// What a product is bought together with.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
pub struct BoughtWith {
    /// The other product.
    pub product: String,
    /// What the other is called.
    pub name: String,
    /// How many customers bought both.
    pub customers: u32,
}

/// Orders of one customer that are looked at, the newest; more tell nothing new.
const ORDERS_MOST: u32 = 500;
/// What nobody bought for so many days is not sold any more.
const UNSOLD_DAYS: u32 = 90;

/// What is recommended to a customer; none where there is no such customer.
pub async fn to_customer(
    shop: &Shop,
    id: CustomerId,
    wish: &Wish,
) -> Result<Option<Recommended>, ReportError> {
    let mut tx = shop.read().await?;
    let Some(customer) = customers::find(&mut tx, id).await? else { return Ok(None) };
    let learnt = memory::learnt(shop).await?;
    let told = to_numbers(&mut tx, learnt.as_ref().as_ref(), &[customer.no], wish).await?;
    Ok(told.into_iter().next())
}

/// What is recommended to each of these customers, in their order.
pub async fn to_numbers(
    tx: &mut ShopTx,
    learnt: Option<&Learnt>,
    numbers: &[i64],
    wish: &Wish,
) -> Result<Vec<Recommended>, ReportError> {
    let Some(learnt) = learnt else { return Ok(vec![nothing(); numbers.len()]) };
    let barred = barred(tx, learnt, wish).await?;
    let mut told = Vec::with_capacity(numbers.len());
    for number in numbers {
        let diary = diary_of(tx, learnt, *number).await?;
        told.push(told_by(learnt, wish, &barred, &diary));
    }
    Ok(told)
}

fn told_by(learnt: &Learnt, wish: &Wish, barred: &HashSet<u32>, diary: &[Entry]) -> Recommended {
    let parts = learnt.taste.parts(diary, learnt.goods.end);
    let had: Vec<u32> = parts.again.iter().map(|(before, _)| before.thing).collect();
    let method = match (wish.bought, had.is_empty()) {
        (_, true) => Method::Popular,
        (Bought::Too, _) => Method::Blend,
        (Bought::Never, _) => learnt.recipe.new_by,
    };
    let left_out = left_out(learnt, barred, if wish.bought == Bought::Never { &had } else { &[] });
    let scores = learnt.taste.scores(&parts, method, learnt.recipe.weights);
    let things = ranked(&scores, &left_out, wish.n());
    let mut told = empty(learnt);
    told.products = things.iter().map(|it| told_of(learnt, *it, &parts.again, &had)).collect();
    if had.is_empty() {
        let text = "nothing is known of what this customer bought, so what is popular is told";
        told.caveats.say(Caveat::new("no_history", text));
    }
    say_if_empty(told)
}

/// What sells best now, the best overall first: so many of each category, and of what has none.
pub async fn best_sellers(
    tx: &mut ShopTx,
    learnt: &Learnt,
    of_each: usize,
) -> Result<Recommended, ReportError> {
    let barred = barred(tx, learnt, &Wish::default()).await?;
    let parts = learnt.taste.parts(&[], learnt.goods.end);
    let scores = learnt.taste.scores(&parts, Method::Popular, learnt.recipe.weights);
    let things = ranked(&scores, &left_out(learnt, &barred, &[]), learnt.goods.products.len());
    let mut n_of: HashMap<Option<&str>, usize> = HashMap::new();
    let mut told = empty(learnt);
    for thing in things {
        let n = n_of.entry(learnt.goods.products[thing as usize].category.as_deref()).or_default();
        *n += 1;
        if *n <= of_each {
            told.products.push(told_of(learnt, thing, &[], &[]));
        }
    }
    Ok(say_if_empty(told))
}

/// What goes with the products of a basket.
pub async fn to_basket(
    shop: &Shop,
    products: &str,
    wish: &Wish,
) -> Result<Recommended, ReportError> {
    let learnt = memory::learnt(shop).await?;
    let Some(learnt) = learnt.as_ref() else { return Ok(nothing()) };
    let barred = barred(&mut shop.read().await?, learnt, wish).await?;
    let mut told = empty(learnt);
    let mut had = Vec::new();
    for word in words(products) {
        match learnt.goods.find(word) {
            Some(thing) => had.push(thing),
            None => {
                let text = format!("nothing is known of `{word}`, so it is not looked at");
                told.caveats.say(Caveat::new("unknown_product", text));
            }
        }
    }
    had.sort_unstable();
    had.dedup();
    let method = if had.is_empty() { Method::Popular } else { learnt.recipe.new_by };
    let parts = Parts { again: Vec::new(), near: learnt.taste.near(&had) };
    let scores = learnt.taste.scores(&parts, method, learnt.recipe.weights);
    let things = ranked(&scores, &left_out(learnt, &barred, &had), wish.n());
    told.products = things.iter().map(|thing| told_of(learnt, *thing, &[], &had)).collect();
    Ok(say_if_empty(told))
}

/// What is bought by the same people as a product, the nearest first; none for a product that
/// nobody bought.
pub async fn beside_product(
    shop: &Shop,
    product: &str,
    wish: &Wish,
) -> Result<Option<Recommended>, ReportError> {
    let learnt = memory::learnt(shop).await?;
    let Some(learnt) = learnt.as_ref() else { return Ok(None) };
    let Some(thing) = learnt.goods.find(product) else { return Ok(None) };
    let barred = barred(&mut shop.read().await?, learnt, wish).await?;
    let mut told = empty(learnt);
    told.products = neighbours(learnt, thing)
        .filter(|near| !barred.contains(&near.thing))
        .take(wish.n())
        .map(|near| told_of(learnt, near.thing, &[], &[thing]))
        .collect();
    Ok(Some(say_if_empty(told)))
}

/// The nearest of a product, without itself.
pub fn neighbours(learnt: &Learnt, thing: u32) -> impl Iterator<Item = &Neighbour> {
    learnt.taste.together.with(thing).iter().filter(move |near| near.thing != thing)
}

/// What one customer bought, from the rows of this moment.
pub(super) async fn diary_of(
    tx: &mut ShopTx,
    learnt: &Learnt,
    customer_no: i64,
) -> Result<Vec<Entry>, ReportError> {
    let orders = orders::of_customer(tx, customer_no, ORDERS_MOST).await?;
    let goods = &learnt.goods;
    let entries = orders.iter().filter(|order| order.is_purchase()).flat_map(|order| {
        let day = goods.number_of_day(order.at.0);
        order.lines.iter().filter_map(move |line| {
            let thing = goods.find(key(line.sku.as_deref(), line.product.as_deref())?)?;
            Some(Entry { thing, day })
        })
    });
    let mut entries: Vec<Entry> = entries.collect();
    entries.sort_unstable();
    entries.dedup();
    Ok(entries)
}

/// What is recommended to nobody: withheld, not sold any more, or not wished.
async fn barred(
    tx: &mut ShopTx,
    learnt: &Learnt,
    wish: &Wish,
) -> Result<HashSet<u32>, ReportError> {
    let goods = &learnt.goods;
    let withheld = withheld::all(tx).await?;
    let named = withheld.iter().map(|it| it.product.as_str());
    let named = named.chain(words(wish.without.as_deref().unwrap_or_default()));
    let mut barred: HashSet<u32> = named.filter_map(|product| goods.find(product)).collect();
    let category = wish.category.as_deref().map(|it| it.trim().to_lowercase());
    let elsewhere = |of: Option<&str>| {
        category
            .as_ref()
            .is_some_and(|category| of.map(str::to_lowercase).as_ref() != Some(category))
    };
    barred.extend((0..).zip(&goods.products).filter_map(|(thing, product)| {
        let is_unsold = goods.end.saturating_sub(product.sold_on) > UNSOLD_DAYS;
        (is_unsold || elsewhere(product.category.as_deref())).then_some(thing)
    }));
    Ok(barred)
}

fn left_out(learnt: &Learnt, barred: &HashSet<u32>, had: &[u32]) -> Vec<u32> {
    let all = 0..learnt.goods.products.len() as u32;
    all.filter(|thing| barred.contains(thing) || had.binary_search(thing).is_ok()).collect()
}

/// A product with what speaks for it.
fn told_of(learnt: &Learnt, thing: u32, again: &[(Before, f64)], had: &[u32]) -> Recommendation {
    let product = &learnt.goods.products[thing as usize];
    let again = again.iter().find(|(before, _)| before.thing == thing);
    // Whose neighbour it is tells whom it came with; the nearest of those he has.
    let near = had.iter().filter(|had| **had != thing).filter_map(|had| {
        let near = learnt.taste.together.with(*had).iter().find(|near| near.thing == thing)?;
        Some((*had, near))
    });
    let near = near.max_by(|(_, one), (_, other)| one.weight.total_cmp(&other.weight));
    Recommendation {
        product: product.key.clone(),
        name: product.name.clone(),
        category: product.category.clone(),
        customers: product.customers,
        again: again.map(|(before, chance)| TakenAgain {
            times: before.n_days,
            days_ago: before.ago,
            usual_days: before.gap,
            chance: *chance,
        }),
        with: near.map(|(had, near)| bought_with(learnt, had, near.n_both)),
    }
}

/// What a product is bought together with, and by how many.
pub fn bought_with(learnt: &Learnt, thing: u32, customers: u32) -> BoughtWith {
    let product = &learnt.goods.products[thing as usize];
    BoughtWith { product: product.key.clone(), name: product.name.clone(), customers }
}

fn empty(learnt: &Learnt) -> Recommended {
    Recommended {
        learnt_from: Some(learnt.vantage.as_of),
        within_days: learnt.recipe.settings.within,
        run: learnt.run,
        products: Vec::new(),
        caveats: Caveats::default(),
    }
}

fn nothing() -> Recommended {
    let mut caveats = Caveats::default();
    let text = "nobody has bought anything yet, so nothing can be recommended";
    caveats.say(Caveat::new("nobody_bought", text));
    Recommended { learnt_from: None, within_days: 0, run: None, products: Vec::new(), caveats }
}

fn say_if_empty(mut told: Recommended) -> Recommended {
    if told.products.is_empty() {
        let text = "no product is left: the others are withheld, not sold for 90 days, of another \
                    category, or bought before";
        told.caveats.say(Caveat::new("nothing_left", text));
    }
    told
}
