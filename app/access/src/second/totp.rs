//! Codes of a telephone by the clock (source: RFC 6238 with SHA-1, 30 seconds and 6 digits, which
//! is what every authenticator app speaks).

use domain::Instant;
use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;

use crate::secret::is_same;

/// Bytes of a secret (source: RFC 4226, 4, R6).
pub(super) const SECRET_BYTES: usize = 20;

const STEP_SECONDS: i64 = 30;
/// A code of the step before and of the one after is taken too: clocks differ.
const STEPS_ASIDE: i64 = 1;
const DIGITS: u32 = 6;

/// The step whose code this is, when it is one of now and none that was taken before.
pub(super) fn step_of_code(secret: &[u8], code: &str, now: Instant, step_used: i64) -> Option<i64> {
    let step_now = now.0.div_euclid(1_000_000 * STEP_SECONDS);
    let steps = (step_now - STEPS_ASIDE)..=(step_now + STEPS_ASIDE);
    let fits = |step: &i64| *step > step_used && is_same(&code_at(secret, *step), code);
    // Every step is tried, whichever fits, so that the time tells nothing.
    steps.filter(fits).last()
}

/// The code of one step.
pub(super) fn code_at(secret: &[u8], step: i64) -> String {
    let mut mac = Hmac::<Sha1>::new_from_slice(secret).expect("HMAC takes keys of any length");
    mac.update(&step.to_be_bytes());
    let digest = mac.finalize().into_bytes();
    let from = usize::from(digest[19] & 0x0f);
    let four: [u8; 4] = digest[from..from + 4].try_into().expect("four of twenty bytes");
    let number = u32::from_be_bytes(four) & 0x7fff_ffff;
    format!("{:0width$}", number % 10_u32.pow(DIGITS), width = DIGITS as usize)
}

/// A secret as people type it: base 32 without padding (source: RFC 4648, 6).
pub(super) fn base32(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let (mut text, mut bits, mut n_bits) = (String::new(), 0_u32, 0);
    for byte in bytes {
        bits = bits << 8 | u32::from(*byte);
        n_bits += 8;
        while n_bits >= 5 {
            n_bits -= 5;
            text.push(char::from(LETTERS[(bits >> n_bits & 31) as usize]));
        }
        bits &= (1 << n_bits) - 1;
    }
    if n_bits > 0 {
        text.push(char::from(LETTERS[(bits << (5 - n_bits) & 31) as usize]));
    }
    text
}

/// What the picture says to an authenticator app (source: Google Authenticator, Key Uri Format).
pub(super) fn address(secret: &[u8], email: &str) -> String {
    let harmless = |c: char| c.is_ascii_alphanumeric() || "@.-_".contains(c);
    let email: String = email
        .bytes()
        .map(|byte| match char::from(byte) {
            letter if harmless(letter) => letter.to_string(),
            _ => format!("%{byte:02X}"),
        })
        .collect();
    format!("otpauth://totp/Regulars:{email}?secret={}&issuer=Regulars", base32(secret))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The secret of the tables of RFC 4226 and RFC 6238.
    const PUBLISHED: &[u8] = b"12345678901234567890";

    #[test]
    fn codes_are_those_of_the_published_tables() {
        // RFC 4226, appendix D: counts 0 to 9.
        let counted = [
            "755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583",
            "399871", "520489",
        ];
        for (step, code) in (0..).zip(counted) {
            assert_eq!(code_at(PUBLISHED, step), code);
        }
        // RFC 6238, appendix B: the last six of eight digits.
        for (seconds, code) in
            [(59, "287082"), (1_111_111_109, "081804"), (2_000_000_000, "279037")]
        {
            let now = Instant::from_seconds(seconds);
            assert_eq!(step_of_code(PUBLISHED, code, now, 0), Some(seconds / 30));
        }
    }

    #[test]
    fn a_code_is_taken_once_and_not_a_minute_later() {
        let code = code_at(PUBLISHED, 100);
        let at = |step: i64| Instant::from_seconds(step * 30);
        assert_eq!(step_of_code(PUBLISHED, &code, at(101), 0), Some(100));
        assert_eq!(step_of_code(PUBLISHED, &code, at(101), 100), None, "once");
        assert_eq!(step_of_code(PUBLISHED, &code, at(102), 0), None);
        assert_eq!(step_of_code(PUBLISHED, &code, at(98), 0), None);
        assert_eq!(step_of_code(PUBLISHED, "", at(100), 0), None);
    }

    #[test]
    fn base_32_is_that_of_the_published_table() {
        // RFC 4648, 10, without the padding.
        let table = [("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ")];
        for (text, spelled) in table {
            assert_eq!(base32(text.as_bytes()), spelled);
        }
        assert_eq!(base32(PUBLISHED), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    }

    #[test]
    fn signs_of_an_e_mail_do_not_break_the_address() {
        assert!(
            address(&[0; 5], "a+b&c@x.test").contains("Regulars:a%2Bb%26c@x.test?secret=AAAAAAAA")
        );
    }
}
