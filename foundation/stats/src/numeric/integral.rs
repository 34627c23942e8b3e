//! Integrals that have no short formula.

/// The integral of a function over 0…1 by the tanh–sinh rule (Takahasi and Mori 1974).
///
/// The function is told both `p` and `1 − p`, because near the ends one of them has no digits in
/// the other. Weak singularities at the ends do no harm.
pub(crate) fn integral(function: impl Fn(f64, f64) -> f64) -> f64 {
    integrals(|p, rest| [function(p, rest)])[0]
}

/// The integrals of several functions at once, by the same rule.
pub(crate) fn integrals<const K: usize>(function: impl Fn(f64, f64) -> [f64; K]) -> [f64; K] {
    const STEP: f64 = 0.0625;
    const REACH: f64 = 4.5;
    let half_pi = std::f64::consts::FRAC_PI_2;
    let n_steps = (REACH / STEP) as i32;
    let mut sums = [0.0; K];
    for step in -n_steps..=n_steps {
        let at = f64::from(step) * STEP;
        let bent = half_pi * at.sinh();
        // p = 1 / (1 + e^(−2 bent)), written so that the small one of p and 1 − p keeps its digits.
        let small = 1.0 / (1.0 + (2.0 * bent.abs()).exp());
        let (low, high) = if bent < 0.0 { (small, 1.0 - small) } else { (1.0 - small, small) };
        let weight = 2.0 * half_pi * at.cosh() * low * high;
        if low > 0.0 && high > 0.0 && weight > 0.0 {
            let values = function(low, high);
            for (sum, value) in sums.iter_mut().zip(values) {
                if (value * weight).is_finite() {
                    *sum += value * weight;
                }
            }
        }
    }
    sums.map(|sum| sum * STEP)
}

/// `e^y E_ν(y)`, the exponential integral of order ν without its vanishing factor, for `y > 0`.
///
/// By the continued fraction of Abramowitz and Stegun 5.1.22, evaluated by Lentz's rule; it holds
/// for every real order that is not negative.
pub(crate) fn scaled_exponential_integral(order: f64, y: f64) -> f64 {
    const MOST: u32 = 100_000;
    let mut b = y + order;
    let mut c = f64::MAX;
    let mut d = 1.0 / b;
    let mut fraction = d;
    for step in 1..MOST {
        let step = f64::from(step);
        let a = -step * (order - 1.0 + step);
        b += 2.0;
        d = 1.0 / (a * d + b);
        c = b + a / c;
        let factor = c * d;
        fraction *= factor;
        if (factor - 1.0).abs() < 1e-15 {
            break;
        }
    }
    fraction
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_beta_integral_is_the_one_of_the_gamma_function() {
        // B(0.3, 2.5) = Γ(0.3) Γ(2.5) / Γ(2.8)
        let gamma = statrs::function::gamma::gamma;
        let exact = gamma(0.3) * gamma(2.5) / gamma(2.8);
        let found = integral(|p, rest| p.powf(-0.7) * rest.powf(1.5));
        assert!((found / exact - 1.0).abs() < 1e-12, "{found} {exact}");
    }

    #[test]
    fn the_exponential_integral_is_its_own_definition() {
        for (order, y) in [(0.6, 0.13), (1.0, 1.0), (4.5, 0.2), (30.0, 12.0), (2.0, 500.0)] {
            // e^y E_ν(y) = ∫ e^(−y (t − 1)) t^(−ν) dt from 1; with t = 1 / p.
            let inner = |p: f64, rest: f64| (-y * rest / p).exp() * f64::powf(p, order - 2.0);
            let exact = integral(inner);
            let found = scaled_exponential_integral(order, y);
            assert!((found / exact - 1.0).abs() < 1e-10, "{order} {y}: {found} {exact}");
        }
    }
}
