//! Models of repeat purchase: how long a fit takes, and saying what it means of everybody.

use std::time::{Duration, Instant};

use anyhow::Context;
use stats::recurrence::{History, Horizon, Model, Prior, fit, outlook};

use crate::Arguments;
use crate::children::median;
use crate::sheet::Sheet;

/// A small shop and a large one; no two customers are alike, so that nothing can be merged.
const SHOPS: [usize; 2] = [2_357, 1_000_000];
const MODELS: [(&str, Model); 3] =
    [("BG/NBD", Model::BgNbd), ("MBG/NBD", Model::MbgNbd), ("Pareto/NBD", Model::ParetoNbd)];
/// Weeks ahead.
const HORIZON: f64 = 39.0;

/// Fits and scores shops drawn from known parameters, on one thread.
///
/// The processor's time of that thread is told, not the time on the wall: other programs may run.
pub fn measure(arguments: &Arguments, sheet: &mut Sheet) -> anyhow::Result<()> {
    sheet.open(
        "Models of repeat purchase, one thread",
        &["customers", "model", "fit, seconds", "all customers with intervals, seconds"],
    );
    for n_customers in SHOPS {
        let mut dice = Dice(7);
        let histories: Vec<History> = (0..n_customers).map(|_| dice.history()).collect();
        for (name, model) in MODELS {
            let (mut fits, mut scores) = (Vec::new(), Vec::new());
            for _ in 0..arguments.runs {
                let begun = Worked::so_far()?;
                let found = fit(model, &histories, Prior::None).context("nobody came again")?;
                let fitted = Worked::so_far()?;
                let scored = outlook(&found, &histories, Horizon::For(HORIZON));
                anyhow::ensure!(found.search.is_converged && scored.len() == n_customers);
                scores.push(fitted.until_now()?);
                fits.push(fitted.since(&begun));
            }
            let (fit, score) = (median(fits), median(scores));
            sheet.line(&[&n_customers.to_string(), name, &shown(fit), &shown(score)]);
        }
    }
    Ok(())
}

fn shown(seconds: f64) -> String {
    format!("{seconds:.3}")
}

/// How long this thread has had a processor; on systems that do not tell, the time on the wall.
struct Worked {
    processor: Option<Duration>,
    wall: Instant,
}

impl Worked {
    fn so_far() -> anyhow::Result<Self> {
        let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
        let word = told.as_deref().and_then(|told| told.split_whitespace().next());
        let processor = word.map(str::parse).transpose().context("nanoseconds")?;
        Ok(Self { processor: processor.map(Duration::from_nanos), wall: Instant::now() })
    }

    fn since(&self, begun: &Self) -> f64 {
        let processor = self.processor.zip(begun.processor).map(|(now, then)| now - then);
        processor.unwrap_or(self.wall - begun.wall).as_secs_f64()
    }

    fn until_now(&self) -> anyhow::Result<f64> {
        Ok(Self::so_far()?.since(self))
    }
}

/// Random numbers that are the same on every machine (splitmix64).
struct Dice(u64);

impl Dice {
    fn share(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (((z ^ (z >> 31)) >> 12) as f64 + 0.5) / (1_u64 << 52) as f64
    }

    fn exponential(&mut self, rate: f64) -> f64 {
        -self.share().ln() / rate
    }

    /// A customer of BG/NBD with a rate around one in ten weeks: half leave after three or four
    /// purchases. The mixing distributions are gamma of shape 1 and beta of b = 3, which need no
    /// rejection: the fit does not care for their shape.
    fn history(&mut self) -> History {
        let rate = self.exponential(10.0);
        let leaves = 1.0 - self.share().powf(1.0 / 3.0);
        let end = 26.0 + 52.0 * self.share();
        let (mut at, mut last_at, mut n_again) = (0.0, 0.0, 0);
        loop {
            at += self.exponential(rate);
            if at > end {
                break;
            }
            (last_at, n_again) = (at, n_again + 1);
            if self.share() < leaves {
                break;
            }
        }
        History { n_again, last_at, watched_for: end }
    }
}
