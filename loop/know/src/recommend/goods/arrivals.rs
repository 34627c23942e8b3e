//! Arrivals: what is new in the category that a customer buys most.
//!
//! The shop tells us of orders, not of its shelves, so a product is new from the day on which
//! somebody first bought it. Start reading at [`Shelves::of`].

use std::collections::{BTreeMap, HashMap, HashSet};

use collect::shop::Shop;
use domain::{Day, Instant};
use facts::FactTable;
use records::ShopTx;
use stats::taste::Entry;

use super::Product;
use crate::asking::{ReportError, ask};
use crate::recommend::answers::diary_of;
use crate::recommend::learnt::Learnt;
use crate::recommend::{memory, withheld};

/// A product is new for so many days from its first sale.
pub const NEW_DAYS: u32 = 30;

/// Where each product stands, and what is new there.
pub struct Shelves<'a> {
    learnt: &'a Learnt,
    /// The place of each product's category; none for a product of none.
    shelf_of: Vec<Option<u32>>,
    /// Products of each category, the newest first.
    products_of: Vec<Vec<u32>>,
    withheld: HashSet<u32>,
}

impl<'a> Shelves<'a> {
    /// The shelves of a shop; what is withheld from recommendations is nobody's arrival.
    pub async fn of(tx: &mut ShopTx, learnt: &'a Learnt) -> Result<Self, ReportError> {
        let goods = &learnt.goods;
        let withheld = withheld::all(tx).await?;
        let withheld = withheld.iter().filter_map(|it| goods.find(&it.product)).collect();
        let mut places: HashMap<&str, u32> = HashMap::new();
        let mut products_of: Vec<Vec<u32>> = Vec::new();
        let mut shelf_of = Vec::with_capacity(goods.products.len());
        for (thing, product) in (0..).zip(&goods.products) {
            shelf_of.push(product.category.as_deref().map(|category| {
                let shelf = *places.entry(category).or_insert_with(|| {
                    products_of.push(Vec::new());
                    products_of.len() as u32 - 1
                });
                products_of[shelf as usize].push(thing);
                shelf
            }));
        }
        for products in &mut products_of {
            products.sort_by_key(|thing| std::cmp::Reverse(goods.products[*thing as usize].new_on));
        }
        Ok(Self { learnt, shelf_of, products_of, withheld })
    }

    /// What was new before a day for whoever bought this, the newest first; nothing of what he had.
    fn new_to(&self, diary: &[Entry], day: u32) -> impl Iterator<Item = u32> {
        let shelf = self.favourite(diary, day);
        let products = shelf.map_or(&[][..], |it| self.products_of[it as usize].as_slice());
        let goods = &self.learnt.goods;
        let is_new = move |thing: &u32| {
            let new_on = goods.products[*thing as usize].new_on;
            new_on < day && new_on + NEW_DAYS >= day
        };
        let had: HashSet<u32> =
            diary.iter().filter(|entry| entry.day < day).map(|entry| entry.thing).collect();
        products
            .iter()
            .copied()
            .filter(is_new)
            .filter(move |thing| !had.contains(thing) && !self.withheld.contains(thing))
    }

    /// The category that somebody bought most before a day: a product on a day counts once; of two
    /// that are even the one bought last.
    fn favourite(&self, diary: &[Entry], day: u32) -> Option<u32> {
        let mut bought: BTreeMap<u32, (u32, u32)> = BTreeMap::new();
        for entry in diary.iter().filter(|entry| entry.day < day) {
            let Some(shelf) = self.shelf_of[entry.thing as usize] else { continue };
            let (n, last) = bought.entry(shelf).or_default();
            (*n, *last) = (*n + 1, entry.day.max(*last));
        }
        bought.into_iter().max_by_key(|(_, often)| *often).map(|(shelf, _)| shelf)
    }

    /// Numbers of the customers who find something new when a day begins, the lowest first.
    pub fn who_finds(&self, day: Day) -> Vec<i64> {
        let goods = &self.learnt.goods;
        let since = day.since(goods.from).map_or(0, |span| span.get_days());
        let day = u32::try_from(since).unwrap_or(0).min(goods.end);
        let people = goods.customers.iter().zip(goods.diaries.iter());
        let finds = people.filter(|(_, diary)| self.new_to(diary, day).next().is_some());
        finds.map(|(customer, _)| *customer).collect()
    }
}

/// Numbers of the customers who find something new now, the lowest first.
pub async fn who_finds(shop: &Shop) -> Result<Vec<i64>, ReportError> {
    let learnt = memory::learnt(shop).await?;
    let Some(learnt) = learnt.as_ref() else { return Ok(Vec::new()) };
    let shelves = Shelves::of(&mut shop.read().await?, learnt).await?;
    Ok(shelves.who_finds(learnt.goods.day(learnt.goods.end)))
}

/// What is new for each of these customers now, in their order, the newest first.
pub async fn to_numbers(
    tx: &mut ShopTx,
    learnt: Option<&Learnt>,
    numbers: &[i64],
    limit: usize,
) -> Result<Vec<Vec<Product>>, ReportError> {
    let Some(learnt) = learnt else { return Ok(vec![Vec::new(); numbers.len()]) };
    let shelves = Shelves::of(tx, learnt).await?;
    let mut told = Vec::with_capacity(numbers.len());
    for number in numbers {
        let diary = diary_of(tx, learnt, *number).await?;
        let new = shelves.new_to(&diary, learnt.goods.end).take(limit);
        told.push(new.map(|thing| learnt.goods.products[thing as usize].clone()).collect());
    }
    Ok(told)
}

/// The category that most customers buy of, for whoever has to name one; none where no product has
/// one.
pub async fn leading_category(shop: &Shop) -> Result<Option<String>, ReportError> {
    let asked = ask(shop, None).await?;
    let mut buyers: HashMap<String, (u64, i64)> = HashMap::new();
    let see = |customer: i64, _: Instant, words: &[Option<&str>]| {
        let Some(category) = words[0].map(str::trim).filter(|word| !word.is_empty()) else {
            return;
        };
        match buyers.get_mut(category) {
            // The rows of one customer come together.
            Some((_, last)) if *last == customer => {}
            Some((n, last)) => (*n, *last) = (*n + 1, customer),
            None => drop(buyers.insert(category.to_owned(), (1, customer))),
        }
    };
    asked.session.valid_rows(FactTable::OrderLines, &["category"], see).await?;
    let most =
        buyers.into_iter().max_by_key(|(name, (n, _))| (*n, std::cmp::Reverse(name.clone())));
    Ok(most.map(|(name, _)| name))
}
