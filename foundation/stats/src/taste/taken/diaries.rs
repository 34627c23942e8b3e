//! On which days each of many took which things.

use super::Baskets;

/// One thing taken on one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// The thing.
    pub thing: u32,
    /// The number of the day.
    pub day: u32,
}

/// On which days each of many took which things; in the order of people, things and days.
#[derive(Clone, Debug, PartialEq)]
pub struct Diaries {
    n_things: usize,
    starts: Vec<usize>,
    entries: Vec<Entry>,
}

impl Diaries {
    /// Nobody's diaries yet, of so many things.
    pub fn new(n_things: usize) -> Self {
        Self { n_things, starts: vec![0], entries: Vec::new() }
    }

    /// One more diary; a thing counts once a day, and what is no thing of ours not at all.
    pub fn add(&mut self, entries: impl IntoIterator<Item = Entry>) {
        let known = entries.into_iter().filter(|it| (it.thing as usize) < self.n_things);
        let mut entries: Vec<Entry> = known.collect();
        entries.sort_unstable();
        entries.dedup();
        self.entries.extend(entries);
        self.starts.push(self.entries.len());
    }

    /// How many things there are.
    pub fn n_things(&self) -> usize {
        self.n_things
    }

    /// How many people there are.
    pub fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// Whether there is nobody.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// One diary.
    pub fn of(&self, nth: usize) -> &[Entry] {
        &self.entries[self.starts[nth]..self.starts[nth + 1]]
    }

    /// All diaries.
    pub fn iter(&self) -> impl Iterator<Item = &[Entry]> {
        (0..self.len()).map(|nth| self.of(nth))
    }

    /// The same as they stood before a day.
    pub fn before(&self, day: u32) -> Self {
        let mut before = Self::new(self.n_things);
        for diary in self.iter() {
            before.entries.extend(diary.iter().filter(|entry| entry.day < day));
            before.starts.push(before.entries.len());
        }
        before
    }

    /// What each took from a day on, before another, the lowest first.
    pub fn taken(&self, nth: usize, from: u32, until: u32) -> Vec<u32> {
        let within = |entry: &&Entry| (from..until).contains(&entry.day);
        let mut taken: Vec<u32> =
            self.of(nth).iter().filter(within).map(|entry| entry.thing).collect();
        taken.dedup();
        taken
    }

    /// What each took, and on how many days.
    pub fn baskets(&self) -> Baskets {
        let mut baskets = Baskets::new(self.n_things);
        self.iter().for_each(|diary| baskets.add(diary.iter().map(|entry| (entry.thing, 1))));
        baskets
    }

    /// How much each thing is taken these days: each time counts one, and half as much after each
    /// further `half_life` days.
    pub fn popularity(&self, now: u32, half_life: f64) -> Vec<f64> {
        let mut popularity = vec![0.0; self.n_things];
        for entry in self.entries.iter().filter(|entry| entry.day < now) {
            let age = f64::from(now - entry.day);
            popularity[entry.thing as usize] += (-age / half_life).exp2();
        }
        popularity
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(thing: u32, day: u32) -> Entry {
        Entry { thing, day }
    }

    #[test]
    fn a_thing_counts_once_a_day_and_half_as_much_later() {
        let mut diaries = Diaries::new(3);
        diaries.add([entry(1, 10), entry(0, 4), entry(1, 10), entry(1, 0), entry(7, 1)]);
        diaries.add([entry(1, 20)]);
        assert_eq!(diaries.of(0), [entry(0, 4), entry(1, 0), entry(1, 10)]);
        assert_eq!(diaries.before(10).of(0), [entry(0, 4), entry(1, 0)]);
        assert_eq!((diaries.taken(0, 4, 11), diaries.taken(1, 4, 11)), (vec![0, 1], vec![]));
        assert_eq!(diaries.baskets().taken(0).collect::<Vec<_>>(), [(0, 1), (1, 2)]);
        assert_eq!(diaries.popularity(20, 10.0), [(-1.6_f64).exp2(), 0.5 + 0.25, 0.0]);
    }
}
