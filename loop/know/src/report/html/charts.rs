//! Small drawings without any script, so that the page can be sent as one file.

use maud::{Markup, html};

const WIDTH: f64 = 900.0;
const HEIGHT: f64 = 220.0;
const FOOT: f64 = 24.0;

/// A line over equally spaced names, with another one dashed behind it.
pub fn course(
    label: &str,
    names: &[String],
    values: &[Option<f64>],
    ghost: &[Option<f64>],
    tick: impl Fn(f64) -> String,
) -> Markup {
    let most = values.iter().chain(ghost).flatten().copied().fold(0.0, f64::max);
    let scale = Scale { n: names.len(), most: if most > 0.0 { most } else { 1.0 } };
    html! {
        svg viewBox=(format!("0 0 {WIDTH} {HEIGHT}")) role="img" aria-label=(label) {
            (grid(&scale, &tick))
            (line(&scale, ghost, "var(--ghost)", "5 5"))
            (line(&scale, values, "var(--accent)", "none"))
            @for nth in shown(names.len()) {
                text x=(scale.x(nth)) y=(HEIGHT - 6.0) text-anchor="middle" { (names[nth]) }
            }
        }
    }
}

/// Which of many names find room below the line.
fn shown(n: usize) -> impl Iterator<Item = usize> {
    (0..n).step_by(n.div_ceil(9).max(1))
}

struct Scale {
    n: usize,
    most: f64,
}

impl Scale {
    fn x(&self, nth: usize) -> f64 {
        let span = (self.n.max(2) - 1) as f64;
        (48.0 + nth as f64 / span * (WIDTH - 88.0)).round()
    }

    fn y(&self, value: f64) -> f64 {
        ((1.0 - value / self.most) * (HEIGHT - FOOT - 16.0) + 12.0).round()
    }
}

fn grid(scale: &Scale, tick: &impl Fn(f64) -> String) -> Markup {
    let heights = [0.0, 0.5, 1.0].map(|part| part * scale.most);
    html! {
        @for height in heights {
            line x1="44" x2=(WIDTH - 32.0) y1=(scale.y(height)) y2=(scale.y(height))
                stroke="var(--line)" {}
            text x="38" y=(scale.y(height) + 4.0) text-anchor="end" { (tick(height)) }
        }
    }
}

fn line(scale: &Scale, values: &[Option<f64>], colour: &str, dash: &str) -> Markup {
    let known = values.iter().enumerate().filter_map(|(nth, value)| Some((nth, (*value)?)));
    let points: Vec<String> =
        known.map(|(nth, value)| format!("{},{}", scale.x(nth), scale.y(value))).collect();
    html! {
        polyline points=(points.join(" ")) fill="none" stroke=(colour) stroke-width="2.5"
            stroke-dasharray=(dash) {}
    }
}

/// A bar of a bridge: where it begins and ends, and what is written at it.
pub struct Bar {
    /// Its name.
    pub name: String,
    /// Where it begins.
    pub from: f64,
    /// Where it ends.
    pub to: f64,
    /// What is written above it.
    pub text: String,
}

/// A bridge: whole bars at both ends, what was lost and won between them.
pub fn bridge(label: &str, bars: &[Bar]) -> Markup {
    let most = bars.iter().flat_map(|bar| [bar.from, bar.to]).fold(1.0, f64::max);
    let scale = Scale { n: bars.len(), most };
    let width = (WIDTH - 40.0) / bars.len() as f64;
    html! {
        svg viewBox=(format!("0 0 {WIDTH} {}", HEIGHT + 16.0)) role="img" aria-label=(label) {
            @for (nth, bar) in bars.iter().enumerate() {
                @let x = (20.0 + nth as f64 * width).round();
                @let (low, high) = (bar.from.min(bar.to), bar.from.max(bar.to));
                @let lost = bar.to < bar.from;
                rect x=(x + 8.0) width=((width - 16.0).round()) y=(scale.y(high) + 16.0)
                    height=((scale.y(low) - scale.y(high)).max(1.0))
                    fill=(if lost { "var(--ghost)" } else { "var(--accent)" }) {}
                text.strong x=(x + width / 2.0) y=(scale.y(high) + 10.0) text-anchor="middle" {
                    (bar.text)
                }
                text x=(x + width / 2.0) y=(HEIGHT + 10.0) text-anchor="middle" { (bar.name) }
            }
        }
    }
}

/// The colour of a share in a table: the more, the darker, with letters that can be read on it.
pub fn shade(share: f64) -> String {
    let strength = share.clamp(0.0, 1.0).sqrt();
    let mix = |light: f64, dark: f64| (light + (dark - light) * strength).round();
    let [red, green, blue] = [mix(247.0, 20.0), mix(250.0, 74.0), mix(252.0, 108.0)];
    let ink = if strength > 0.68 { "#fff" } else { "#1d2433" };
    format!("background-color:rgb({red},{green},{blue});color:{ink}")
}
