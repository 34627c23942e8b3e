//! What is sold, and who bought what on which day.

pub mod arrivals;

use std::collections::HashMap;

use domain::Day;
use facts::FactTable;
use jiff::ToSpan;
use stats::taste::{Diaries, Entry};

use crate::asking::{Asked, ReportError};
use crate::{Calendar, Unit};

/// Products that are learnt from, those with most buyers first: what speaks for what takes their
/// cube of time and their square of memory (4,000 take 4 seconds and 64 MB).
const PRODUCTS_MOST: usize = 4_000;

/// One product.
#[derive(Clone, Debug, PartialEq)]
pub struct Product {
    /// What it is known by: its article number, or its name where it has none.
    pub key: String,
    /// What it is called.
    pub name: String,
    /// The shelf it stands on.
    pub category: Option<String>,
    /// How many customers bought it.
    pub customers: u32,
    /// The number of the day on which it was sold first.
    pub new_on: u32,
    /// The number of the day on which it was sold last.
    pub sold_on: u32,
}

/// What is sold, and who bought what on which day.
pub struct Goods {
    /// The day of the first order of all; days are counted from it.
    pub from: Day,
    /// The number of the first day that has not been seen.
    pub end: u32,
    /// Cuts moments into days.
    pub days: Calendar,
    /// The products, in the order of their keys.
    pub products: Vec<Product>,
    /// Products that are not learnt from.
    pub n_left_out: usize,
    /// The customers who bought, in the order of their numbers, and what they bought when.
    pub diaries: Diaries,
    /// Their numbers.
    pub customers: Vec<i64>,
    places: HashMap<String, u32>,
}

/// What a product is known by.
pub fn key<'w>(sku: Option<&'w str>, product: Option<&'w str>) -> Option<&'w str> {
    [sku, product].into_iter().flatten().map(str::trim).find(|word| !word.is_empty())
}

impl Goods {
    /// Reads who bought what; none while nobody has bought.
    pub async fn of(asked: &Asked) -> Result<Option<Self>, ReportError> {
        let vantage = &asked.vantage;
        let (zone, as_of) = (&vantage.zone, vantage.as_of);
        let Some(first) = vantage.first_order_at.filter(|at| *at < as_of) else { return Ok(None) };
        let days = Calendar::covering(Unit::Day, zone, vantage.week_start, first, as_of);
        let mut reading = Reading::default();
        let columns = ["sku", "product", "category"];
        let see = |customer, at: domain::Instant, words: &[Option<&str>]| {
            if at < as_of {
                reading.see(customer, days.period_of(at.0) as u32, words);
            }
        };
        asked.session.valid_rows(FactTable::OrderLines, &columns, see).await?;
        Ok(Some(reading.finish(days)))
    }

    /// The number of a product; none for one that is not learnt from.
    pub fn find(&self, key: &str) -> Option<u32> {
        self.places.get(key.trim()).copied()
    }

    /// The day of a number.
    pub fn day(&self, number: u32) -> Day {
        self.from.saturating_add(i64::from(number).days())
    }

    /// The number of the day of a moment; what is later counts as the last day seen.
    pub fn number_of_day(&self, at: i64) -> u32 {
        (self.days.period_of(at) as u32).min(self.end.saturating_sub(1))
    }
}

/// Lines as they are read, products in the order met.
#[derive(Default)]
struct Reading {
    products: Vec<Product>,
    places: HashMap<String, u32>,
    people: Vec<(i64, Vec<Entry>)>,
}

impl Reading {
    fn see(&mut self, customer: i64, day: u32, words: &[Option<&str>]) {
        let Some(key) = key(words[0], words[1]) else { return };
        let thing = match self.places.get(key) {
            Some(thing) => *thing,
            None => self.met(key),
        };
        let product = &mut self.products[thing as usize];
        product.new_on = product.new_on.min(day);
        if day >= product.sold_on {
            // The newest name is the one that the shop uses today.
            product.sold_on = day;
            let name = words[1].map(str::trim).filter(|name| !name.is_empty());
            if let Some(name) = name.filter(|name| *name != product.name) {
                product.name = name.to_owned();
            }
            if let Some(category) = words[2].filter(|it| product.category.as_deref() != Some(it)) {
                product.category = Some(category.to_owned());
            }
        }
        if self.people.last().is_none_or(|(last, _)| *last != customer) {
            self.people.push((customer, Vec::new()));
        }
        if let Some((_, entries)) = self.people.last_mut() {
            entries.push(Entry { thing, day });
        }
    }

    fn met(&mut self, key: &str) -> u32 {
        let thing = self.products.len() as u32;
        self.places.insert(key.to_owned(), thing);
        let (key, name) = (key.to_owned(), key.to_owned());
        let category = None;
        let (customers, new_on, sold_on) = (0, u32::MAX, 0);
        self.products.push(Product { key, name, category, customers, new_on, sold_on });
        thing
    }

    /// Keeps the products with most buyers, in an order that does not depend on the reading.
    fn finish(mut self, days: Calendar) -> Goods {
        self.people.sort_unstable_by_key(|(customer, _)| *customer);
        for (_, entries) in &mut self.people {
            entries.sort_unstable();
            entries.dedup();
            for taken in entries.chunk_by(|one, next| one.thing == next.thing) {
                self.products[taken[0].thing as usize].customers += 1;
            }
        }
        let mut order: Vec<u32> = (0..self.products.len() as u32).collect();
        let product = |thing: &u32| &self.products[*thing as usize];
        order.sort_by_key(|thing| {
            (std::cmp::Reverse(product(thing).customers), &product(thing).key)
        });
        let n_left_out = order.len().saturating_sub(PRODUCTS_MOST);
        order.truncate(PRODUCTS_MOST);
        order.sort_by_key(|thing| &product(thing).key);
        let mut places = vec![None; self.products.len()];
        (0..).zip(&order).for_each(|(new, old)| places[*old as usize] = Some(new));
        let products: Vec<Product> = order.iter().map(|thing| product(thing).clone()).collect();
        let mut diaries = Diaries::new(products.len());
        let mut customers = Vec::with_capacity(self.people.len());
        for (customer, entries) in self.people {
            customers.push(customer);
            diaries.add(entries.into_iter().filter_map(|entry| {
                Some(Entry { thing: places[entry.thing as usize]?, day: entry.day })
            }));
        }
        let keys = products.iter().map(|product| product.key.clone());
        Goods {
            from: days.day(0),
            end: u32::try_from(days.len()).unwrap_or(u32::MAX),
            places: keys.zip(0..).collect(),
            days,
            products,
            n_left_out,
            diaries,
            customers,
        }
    }
}
