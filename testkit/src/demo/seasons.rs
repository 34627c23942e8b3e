//! When a bakery is busy: months, weekdays, hours.

use domain::{Day, Instant, ShopZone};

use super::chance::Chance;

/// Factor of each month on every rate, January first; the mean is 1.
const MONTHS: [f64; 12] = [0.85, 0.92, 0.98, 1.05, 1.00, 0.95, 0.85, 0.85, 1.00, 1.05, 1.15, 1.35];

/// Factor of each weekday, Monday first; the mean is 1.
const WEEKDAYS: [f64; 7] = [0.75, 0.80, 0.85, 0.95, 1.15, 1.50, 1.00];

/// The busiest day there can be: a Saturday in December.
pub(super) const BUSIEST: f64 = 1.35 * 1.50;

/// Orders from 7 to 20 o'clock, the share of each hour in percent.
const HOURS: [f64; 13] = [8.0, 14.0, 12.0, 9.0, 7.0, 7.0, 6.0, 5.0, 6.0, 8.0, 9.0, 6.0, 3.0];

/// How busy a day is, compared with the average one.
pub(super) fn factor_of(day: Day) -> f64 {
    let month = MONTHS[day.month().unsigned_abs() as usize - 1];
    month * WEEKDAYS[day.weekday().to_monday_zero_offset().unsigned_abs() as usize]
}

/// The same day at an hour when the shop is open.
pub(super) fn opening_hour(zone: &ShopZone, at: Instant, chance: &mut Chance) -> Instant {
    let hour = 7 + i64::try_from(chance.weighted(HOURS.into_iter())).unwrap_or_default();
    let second = (chance.share() * 3_600.0) as i64;
    Instant(zone.start_of(zone.day_of(at)).0 + (hour * 3_600 + second) * 1_000_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seasons_do_not_change_the_mean() {
        assert!((MONTHS.iter().sum::<f64>() / 12.0 - 1.0).abs() < 1e-9);
        assert!((WEEKDAYS.iter().sum::<f64>() / 7.0 - 1.0).abs() < 1e-9);
    }
}
