//! What each of many took, and how often: a sparse table.

/// What each of many took and how often, by numbers of things from 0.
#[derive(Clone, Debug, PartialEq)]
pub struct Baskets {
    n_things: usize,
    starts: Vec<usize>,
    things: Vec<u32>,
    times: Vec<u32>,
}

impl Baskets {
    /// Nobody's baskets yet, of so many things.
    pub fn new(n_things: usize) -> Self {
        Self { n_things, starts: vec![0], things: Vec::new(), times: Vec::new() }
    }

    /// One more basket: things and how often each was taken. What is named twice is added up; what
    /// is no thing of ours is left out.
    pub fn add(&mut self, taken: impl IntoIterator<Item = (u32, u32)>) {
        let n_things = self.n_things;
        let known =
            taken.into_iter().filter(|(thing, times)| (*thing as usize) < n_things && *times > 0);
        let mut taken: Vec<(u32, u32)> = known.collect();
        taken.sort_unstable();
        let from = self.things.len();
        for (thing, times) in taken {
            if self.things.len() > from && self.things.last() == Some(&thing) {
                let before = self.times.last_mut().expect("as long as the things");
                *before = before.saturating_add(times);
            } else {
                self.things.push(thing);
                self.times.push(times);
            }
        }
        self.starts.push(self.things.len());
    }

    /// How many things there are.
    pub fn n_things(&self) -> usize {
        self.n_things
    }

    /// How many baskets there are.
    pub fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// Whether there are no baskets.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The things of one basket, the lowest first.
    pub fn of(&self, nth: usize) -> &[u32] {
        &self.things[self.starts[nth]..self.starts[nth + 1]]
    }

    /// How often each thing of one basket was taken.
    pub fn times(&self, nth: usize) -> &[u32] {
        &self.times[self.starts[nth]..self.starts[nth + 1]]
    }

    /// The things of one basket and how often each was taken.
    pub fn taken(&self, nth: usize) -> impl Iterator<Item = (u32, u32)> {
        self.of(nth).iter().copied().zip(self.times(nth).iter().copied())
    }

    /// The first basket and every so manyth after it.
    pub fn every(&self, step: usize) -> Self {
        let mut some = Self::new(self.n_things);
        for nth in (0..self.len()).step_by(step) {
            some.things.extend_from_slice(self.of(nth));
            some.times.extend_from_slice(self.times(nth));
            some.starts.push(some.things.len());
        }
        some
    }

    /// How many took each thing.
    pub fn n_takers(&self) -> Vec<u32> {
        let mut n_takers = vec![0; self.n_things];
        self.things.iter().for_each(|thing| n_takers[*thing as usize] += 1);
        n_takers
    }

    /// Who took each thing: the same table, turned.
    pub fn turned(&self) -> Self {
        let mut starts = vec![0; self.n_things + 1];
        self.things.iter().for_each(|thing| starts[*thing as usize + 1] += 1);
        (0..self.n_things).for_each(|thing| starts[thing + 1] += starts[thing]);
        let (mut next, n_all) = (starts.clone(), self.things.len());
        let (mut takers, mut times) = (vec![0; n_all], vec![0; n_all]);
        for taker in 0..self.len() {
            for (thing, n_times) in self.taken(taker) {
                let place = &mut next[thing as usize];
                takers[*place] = taker as u32;
                times[*place] = n_times;
                *place += 1;
            }
        }
        Self { n_things: self.len(), starts, things: takers, times }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_turned_twice_is_the_same() {
        let mut baskets = Baskets::new(4);
        baskets.add([(2, 1), (0, 3), (2, 4), (9, 1), (1, 0)]);
        baskets.add([]);
        baskets.add([(3, 1), (0, 1)]);
        assert_eq!((baskets.of(0), baskets.times(0)), (&[0, 2][..], &[3, 5][..]));
        assert_eq!((baskets.of(1).len(), baskets.len()), (0, 3));
        assert_eq!(baskets.n_takers(), [2, 0, 1, 1]);
        assert_eq!(baskets.turned().taken(0).collect::<Vec<_>>(), [(0, 3), (2, 1)]);
        assert_eq!(baskets.turned().turned(), baskets);
        assert_eq!(baskets.every(1), baskets);
        let some = baskets.every(2);
        assert_eq!((some.len(), some.of(0), some.of(1)), (2, baskets.of(0), baskets.of(2)));
    }
}
