//! Days and moments as export files write them: `2010-12-01 08:26:00`, `31.12.2015 9:05`,
//! `11/8/2018`, `19970101`, `1 Dec 2010 3:04 PM`, `2025-12-06 10:37:33 -0500`, `1 березня 2025`.

use domain::{Instant, ShopZone};
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::Offset;

/// Which comes first in `03/02/2015`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum DateOrder {
    /// The year comes first, as ISO 8601 has it; of other days the day comes first.
    #[default]
    Ymd,
    Dmy,
    Mdy,
}

impl DateOrder {
    /// Its name on the command line and in the API.
    pub fn word(self) -> &'static str {
        match self {
            DateOrder::Ymd => "ymd",
            DateOrder::Dmy => "dmy",
            DateOrder::Mdy => "mdy",
        }
    }

    /// The order of this name.
    pub fn named(word: &str) -> Option<Self> {
        [Self::Ymd, Self::Dmy, Self::Mdy].into_iter().find(|order| order.word() == word)
    }
}

/// What a cell says about the order of day and month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DayEvidence {
    /// It reads one way only, whatever the order: the year first, or a month by its name.
    Plain,
    /// The first number is a day, because there is no such month.
    DayFirst,
    /// The second number is a day.
    MonthFirst,
    /// Both could be a month.
    Either,
    /// No day at all.
    NoDay,
}

/// What a cell says about the order of day and month in its file.
pub(crate) fn day_evidence(text: &str) -> DayEvidence {
    if iso(text).is_some() {
        return DayEvidence::Plain;
    }
    let parts = Parts::of(text);
    let readable = [DateOrder::Dmy, DateOrder::Mdy].map(|order| parts.day(order).is_some());
    match (parts.is_plain(), readable) {
        (_, [false, false]) => DayEvidence::NoDay,
        (true, _) => DayEvidence::Plain,
        (false, [true, true]) => DayEvidence::Either,
        (false, [true, false]) => DayEvidence::DayFirst,
        (false, [false, true]) => DayEvidence::MonthFirst,
    }
}

/// Reads the moments of one file.
///
/// The lines of an order stand together and carry the same moment, so the last one is remembered:
/// in a file of half a million lines that saves nine readings of ten.
#[derive(Debug, Clone)]
pub(crate) struct Moments {
    order: DateOrder,
    zone: ShopZone,
    last: (String, Instant),
}

impl Moments {
    /// Reads moments whose days are written in this order and whose times are of this zone.
    pub fn new(order: DateOrder, zone: &ShopZone) -> Self {
        Moments { order, zone: zone.clone(), last: (String::new(), Instant(0)) }
    }

    /// Reads one moment; none when it is no moment.
    pub fn read(&mut self, text: &str) -> Option<Instant> {
        if text != self.last.0 || text.is_empty() {
            let at = moment(text, self.order, &self.zone)?;
            self.last.0.clear();
            self.last.0.push_str(text);
            self.last.1 = at;
        }
        Some(self.last.1)
    }
}

/// Reads a moment; a time without a zone is the shop's, a day without a time its midnight.
pub(crate) fn moment(text: &str, order: DateOrder, zone: &ShopZone) -> Option<Instant> {
    let text = text.trim().trim_start_matches('\'');
    let (wall, offset) = match iso(text) {
        Some(wall) => (wall, None),
        None => {
            let parts = Parts::of(text);
            if let Some(seconds) = parts.epoch() {
                return Some(seconds);
            }
            (DateTime::from_parts(parts.day(order)?, parts.time()?), parts.offset()?)
        }
    };
    if !(1900..2200).contains(&wall.year()) {
        return None;
    }
    match offset {
        Some(offset) => offset.to_timestamp(wall).ok().map(Instant::from),
        None => zone.at(wall).ok(),
    }
}

/// `2010-12-01 08:26:00` and `2010-12-01`: the quick way for nearly every file.
fn iso(text: &str) -> Option<DateTime> {
    let bytes = text.as_bytes();
    let number = |from: usize, len: usize| -> Option<i16> {
        bytes.get(from..from + len)?.iter().try_fold(0, |sum, digit| {
            digit.is_ascii_digit().then(|| sum * 10 + i16::from(digit - b'0'))
        })
    };
    let is = |at: usize, signs: &[u8]| bytes.get(at).is_some_and(|sign| signs.contains(sign));
    if !(is(4, b"-") && is(7, b"-")) {
        return None;
    }
    let day = Date::new(number(0, 4)?, number(5, 2)? as i8, number(8, 2)? as i8).ok()?;
    if bytes.len() == 10 {
        return Some(DateTime::from_parts(day, Time::midnight()));
    }
    if bytes.len() != 19 || !(is(10, b" T") && is(13, b":") && is(16, b":")) {
        return None;
    }
    let [hour, minute, second] = [number(11, 2)?, number(14, 2)?, number(17, 2)?];
    let time = Time::new(hour as i8, minute as i8, second as i8, 0).ok()?;
    Some(DateTime::from_parts(day, time))
}

/// A written moment taken apart: its day, its time, and what stands behind them.
struct Parts<'a> {
    day: &'a str,
    time: &'a str,
    behind: &'a str,
}

impl<'a> Parts<'a> {
    fn of(text: &'a str) -> Self {
        let text = text.trim().trim_start_matches('\'');
        let Some(colon) = text.find(':') else {
            return Parts { day: text, time: "", behind: "" };
        };
        let is_digit = |c: char| c.is_ascii_digit();
        let hour = text[..colon]
            .rfind(|c| !is_digit(c))
            .map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
        let is_time = |c: char| is_digit(c) || matches!(c, ':' | '.' | ',');
        let end = text[hour..].find(|c| !is_time(c)).map_or(text.len(), |at| hour + at);
        let day = text[..hour].trim_end_matches(|c: char| c == 'T' || c == ',' || c == ' ');
        Parts { day, time: &text[hour..end], behind: text[end..].trim() }
    }

    /// The day, with day and month in this order where only numbers stand.
    fn day(&self, order: DateOrder) -> Option<Date> {
        let numbers = self.numbers();
        let date = |year: &str, month: i8, day: &str| {
            Date::new(whole_year(year)?, month, day.parse().ok()?).ok()
        };
        if let Some(month) = self.month_word() {
            return match numbers[..] {
                [year, day] if year.len() == 4 => date(year, month, day),
                [day, year] => date(year, month, day),
                _ => None,
            };
        }
        match numbers[..] {
            [whole] if whole.len() == 8 || whole.len() == 14 => {
                date(&whole[..4], whole[4..6].parse().ok()?, &whole[6..8])
            }
            [year, month, day] if year.len() == 4 => date(year, month.parse().ok()?, day),
            [month, day, year] if order == DateOrder::Mdy => date(year, month.parse().ok()?, day),
            [day, month, year] => date(year, month.parse().ok()?, day),
            _ => None,
        }
    }

    /// Whether the day reads one way only.
    fn is_plain(&self) -> bool {
        let numbers = self.numbers();
        self.month_word().is_some() || numbers.len() < 3 || numbers[0].len() == 4
    }

    fn numbers(&self) -> Vec<&'a str> {
        self.day.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect()
    }

    fn month_word(&self) -> Option<i8> {
        let mut words = self.day.split(|c: char| !c.is_alphabetic());
        words.find_map(|word| month_named(&word.to_lowercase()))
    }

    fn time(&self) -> Option<Time> {
        let packed = self.numbers();
        if self.time.is_empty() {
            return match packed[..] {
                [whole] if whole.len() == 14 => {
                    let part = |from: usize| whole[from..from + 2].parse().ok();
                    Time::new(part(8)?, part(10)?, part(12)?, 0).ok()
                }
                _ => Some(Time::midnight()),
            };
        }
        let (clock, fraction) = self.time.split_once(['.', ',']).unwrap_or((self.time, ""));
        let mut numbers = clock.split(':').map(|part| part.parse::<i8>().ok());
        let (hour, minute) = (numbers.next()??, numbers.next()??);
        let second = numbers.next().unwrap_or(Some(0))?;
        let nanos = format!("{:0<9.9}", fraction).parse().ok()?;
        let time = Time::new(self.hour_of_day(hour)?, minute, second.min(59), nanos);
        time.ok().filter(|_| numbers.next().is_none())
    }

    fn hour_of_day(&self, hour: i8) -> Option<i8> {
        let half = self.behind.to_ascii_lowercase().replace('.', "");
        match (half.get(..2), hour) {
            (Some("am" | "pm"), hour) if !(1..=12).contains(&hour) => None,
            (Some("am"), 12) => Some(0),
            (Some("pm"), 1..=11) => Some(hour + 12),
            _ => Some(hour),
        }
    }

    /// The offset from UTC: outer none when what stands there is no offset.
    fn offset(&self) -> Option<Option<Offset>> {
        let lower = self.behind.to_ascii_lowercase().replace('.', "");
        let text = lower.strip_prefix("am").or(lower.strip_prefix("pm")).unwrap_or(&lower).trim();
        let text = ["utc", "gmt"].iter().find_map(|zone| text.strip_prefix(zone)).unwrap_or(text);
        let is_utc = lower.contains("utc") || lower.contains("gmt") || text == "z";
        let Some(rest) = text.strip_prefix(['+', '-']) else {
            return matches!(text, "" | "z").then(|| is_utc.then_some(Offset::UTC));
        };
        let digits: String = rest.chars().filter(|c| *c != ':').collect();
        let (hours, minutes) = match digits.len() {
            1 | 2 => (digits.parse::<i32>().ok()?, 0),
            4 => (digits[..2].parse().ok()?, digits[2..].parse().ok()?),
            _ => return None,
        };
        let seconds = hours * 3600 + minutes * 60;
        let signed = if text.starts_with('-') { -seconds } else { seconds };
        Offset::from_seconds(signed).ok().map(Some)
    }

    /// Seconds or milliseconds since 1970, as databases write moments.
    fn epoch(&self) -> Option<Instant> {
        let digits = self.day;
        if !self.time.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let number: i64 = digits.parse().ok()?;
        match digits.len() {
            10 => Some(Instant::from_seconds(number)),
            13 => Some(Instant(number * 1000)),
            _ => None,
        }
    }
}

fn whole_year(text: &str) -> Option<i16> {
    let year: i16 = text.parse().ok()?;
    match text.len() {
        4 => Some(year),
        2 if year < 70 => Some(2000 + year),
        2 => Some(1900 + year),
        _ => None,
    }
}

/// The month of an English, Russian or Ukrainian word, by its first three letters.
fn month_named(word: &str) -> Option<i8> {
    const MONTHS: [&[&str]; 12] = [
        &["jan", "янв", "січ"],
        &["feb", "фев", "лют"],
        &["mar", "мар", "бер"],
        &["apr", "апр", "кві"],
        &["may", "май", "мая", "тра"],
        &["jun", "июн", "чер"],
        &["jul", "июл", "лип"],
        &["aug", "авг", "сер"],
        &["sep", "сен", "вер"],
        &["oct", "окт", "жов"],
        &["nov", "ноя", "лис"],
        &["dec", "дек", "гру"],
    ];
    // Wednesday begins like August.
    if word == "середа" {
        return None;
    }
    let at = MONTHS.iter().position(|names| names.iter().any(|name| word.starts_with(name)))?;
    i8::try_from(at + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, order: DateOrder, zone: &str) -> String {
        let zone = ShopZone::named(zone).unwrap();
        moment(text, order, &zone).map_or("none".into(), |at| at.to_string())
    }

    #[test]
    fn moments_are_read_as_files_write_them() {
        use DateOrder::*;
        for (text, order, moment) in [
            ("2010-12-01 08:26:00", Ymd, "2010-12-01T08:26:00Z"),
            ("2010-12-01T08:26:00.250Z", Ymd, "2010-12-01T08:26:00.25Z"),
            ("2016-01-03", Ymd, "2016-01-03T00:00:00Z"),
            ("2016/1/3 7:05", Ymd, "2016-01-03T07:05:00Z"),
            ("03/02/2015", Dmy, "2015-02-03T00:00:00Z"),
            ("03/02/2015", Mdy, "2015-03-02T00:00:00Z"),
            ("12/1/10 8:26", Mdy, "2010-12-01T08:26:00Z"),
            ("31.12.2015 9:05:07", Dmy, "2015-12-31T09:05:07Z"),
            ("31.12.2015, 09:05", Dmy, "2015-12-31T09:05:00Z"),
            ("19970101", Ymd, "1997-01-01T00:00:00Z"),
            ("20260301093000", Ymd, "2026-03-01T09:30:00Z"),
            ("1 Dec 2010 3:04 PM", Ymd, "2010-12-01T15:04:00Z"),
            ("Dec 1, 2010 12:04 am", Ymd, "2010-12-01T00:04:00Z"),
            ("1 березня 2025 р. 10:00", Ymd, "2025-03-01T10:00:00Z"),
            ("2025-12-06 10:37:33 -0500", Ymd, "2025-12-06T15:37:33Z"),
            ("2026-05-14 11:23:45 +01:00", Ymd, "2026-05-14T10:23:45Z"),
            ("2026-05-14 11:23 UTC", Ymd, "2026-05-14T11:23:00Z"),
            ("1735689600", Ymd, "2025-01-01T00:00:00Z"),
        ] {
            assert_eq!(read(text, order, "UTC"), moment, "{text}");
        }
        for text in ["31/12/2015", "2015-02-30", "soon", "", "12", "2015-01-01 25:00", "1 Foo 2010"]
        {
            assert_eq!(read(text, Mdy, "UTC"), "none", "{text}");
        }
    }

    #[test]
    fn a_time_without_a_zone_is_the_shops() {
        assert_eq!(
            read("2025-07-01 00:30:00", DateOrder::Ymd, "Europe/Kyiv"),
            "2025-06-30T21:30:00Z"
        );
    }

    #[test]
    fn a_day_says_which_number_is_the_month_where_it_can() {
        for (text, evidence) in [
            ("21/07/2015", DayEvidence::DayFirst),
            ("7/21/2015 10:00", DayEvidence::MonthFirst),
            ("03/02/2015", DayEvidence::Either),
            ("2015-03-02", DayEvidence::Plain),
            ("2 Mar 2015", DayEvidence::Plain),
            ("whole milk", DayEvidence::NoDay),
            ("41/21/2015", DayEvidence::NoDay),
        ] {
            assert_eq!(day_evidence(text), evidence, "{text}");
        }
    }
}
