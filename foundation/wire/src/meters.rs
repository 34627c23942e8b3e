//! Meters: numbers that only grow, for whoever watches the program.
//!
//! Each is a static of the slice that knows what it counts; the server tells them all in the words
//! that Prometheus reads. None knows a customer: a meter has a fixed, short list of labels.

use std::fmt::Write;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// Counts by one label whose values are known beforehand.
#[derive(Debug)]
pub struct Counter<const N: usize> {
    name: &'static str,
    help: &'static str,
    label: &'static str,
    values: [&'static str; N],
    counts: [AtomicU64; N],
}

impl<const N: usize> Counter<N> {
    /// A counter by a label; `name` ends with `_total`.
    pub const fn new(
        name: &'static str,
        help: &'static str,
        label: &'static str,
        values: [&'static str; N],
    ) -> Self {
        Self { name, help, label, values, counts: [const { AtomicU64::new(0) }; N] }
    }

    /// Counts `n` more of a value; one that is not in the list is not counted.
    pub fn add(&self, value: &str, n: u64) {
        if let Some(place) = self.values.iter().position(|known| *known == value) {
            self.counts[place].fetch_add(n, Ordering::Relaxed);
        }
    }
}

/// How long something took: how often at most so many seconds, and the sum.
#[derive(Debug)]
pub struct Timer {
    name: &'static str,
    help: &'static str,
    counts: [AtomicU64; BOUNDS.len()],
    micros: AtomicU64,
    n: AtomicU64,
}

/// Upper bounds in seconds: what a click may take, and what a night's work takes.
const BOUNDS: [f64; 12] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0, 60.0, 600.0];

impl Timer {
    /// A timer; `name` ends with `_seconds`.
    pub const fn new(name: &'static str, help: &'static str) -> Self {
        Self {
            name,
            help,
            counts: [const { AtomicU64::new(0) }; BOUNDS.len()],
            micros: AtomicU64::new(0),
            n: AtomicU64::new(0),
        }
    }

    /// Something took so long.
    pub fn took(&self, how_long: Duration) {
        let seconds = how_long.as_secs_f64();
        if let Some(place) = BOUNDS.iter().position(|bound| seconds <= *bound) {
            self.counts[place].fetch_add(1, Ordering::Relaxed);
        }
        let micros = u64::try_from(how_long.as_micros()).unwrap_or(u64::MAX);
        self.micros.fetch_add(micros, Ordering::Relaxed);
        self.n.fetch_add(1, Ordering::Relaxed);
    }
}

/// What can be told to whoever watches.
pub trait Meter: Sync {
    /// Adds what it has counted, in the text format of Prometheus.
    fn tell(&self, text: &mut String);
}

impl<const N: usize> Meter for Counter<N> {
    fn tell(&self, text: &mut String) {
        head(text, self.name, self.help, "counter");
        for (value, count) in self.values.iter().zip(&self.counts) {
            let n = count.load(Ordering::Relaxed);
            line(text, &format!("{}{{{}=\"{value}\"}}", self.name, self.label), n as f64);
        }
    }
}

impl Meter for Timer {
    fn tell(&self, text: &mut String) {
        head(text, self.name, self.help, "histogram");
        let (n, mut n_so_far) = (self.n.load(Ordering::Relaxed), 0);
        for (bound, count) in BOUNDS.iter().zip(&self.counts) {
            n_so_far += count.load(Ordering::Relaxed);
            let series = format!("{}_bucket{{le=\"{bound}\"}}", self.name);
            line(text, &series, n_so_far as f64);
        }
        // Somebody may be counted while this is told: no bucket is above the last one.
        let n = n.max(n_so_far);
        line(text, &format!("{}_bucket{{le=\"+Inf\"}}", self.name), n as f64);
        let seconds = self.micros.load(Ordering::Relaxed) as f64 / 1e6;
        line(text, &format!("{}_sum", self.name), seconds);
        line(text, &format!("{}_count", self.name), n as f64);
    }
}

/// A number of this moment, by any label.
pub fn gauge(text: &mut String, (name, help): (&str, &str), series: &[(String, f64)]) {
    head(text, name, help, "gauge");
    for (labels, value) in series {
        let labels = if labels.is_empty() { String::new() } else { format!("{{{labels}}}") };
        line(text, &format!("{name}{labels}"), *value);
    }
}

fn head(text: &mut String, name: &str, help: &str, kind: &str) {
    let _ = writeln!(text, "# HELP {name} {help}\n# TYPE {name} {kind}");
}

fn line(text: &mut String, series: &str, value: f64) {
    let _ = writeln!(text, "{series} {value}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_counted_is_told_as_prometheus_reads_it() {
        static CALLS: Counter<2> =
            Counter::new("shop_calls_total", "Calls.", "outcome", ["good", "bad"]);
        CALLS.add("good", 2);
        CALLS.add("nobody knows", 5);
        let mut text = String::new();
        CALLS.tell(&mut text);
        assert_eq!(
            text,
            "# HELP shop_calls_total Calls.\n# TYPE shop_calls_total counter\n\
             shop_calls_total{outcome=\"good\"} 2\nshop_calls_total{outcome=\"bad\"} 0\n"
        );
    }

    #[test]
    fn a_bucket_holds_everything_that_was_quicker() {
        static WAITS: Timer = Timer::new("shop_wait_seconds", "Waits.");
        for millis in [4, 30, 40, 700_000] {
            WAITS.took(Duration::from_millis(millis));
        }
        let mut text = String::new();
        WAITS.tell(&mut text);
        for told in [
            "shop_wait_seconds_bucket{le=\"0.005\"} 1\n",
            "shop_wait_seconds_bucket{le=\"0.025\"} 1\n",
            "shop_wait_seconds_bucket{le=\"0.05\"} 3\n",
            "shop_wait_seconds_bucket{le=\"600\"} 3\n",
            "shop_wait_seconds_bucket{le=\"+Inf\"} 4\n",
            "shop_wait_seconds_sum 700.074\nshop_wait_seconds_count 4\n",
        ] {
            assert!(text.contains(told), "{told}{text}");
        }
    }
}
