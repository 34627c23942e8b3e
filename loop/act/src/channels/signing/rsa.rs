//! New RSA keys: two random primes by the procedure of FIPS 186-5, A.1.3, written down as PKCS #1.
//!
//! Only the making is here, because what signs with such keys does not make them; it checks each
//! one part against part before it is used.

use num_bigint::BigUint;
use sha2::{Digest, Sha256};

/// Bytes of each of the two primes.
const PRIME: usize = 128;

/// Rounds of Miller and Rabin; a number of this size that passes them is no prime less often than
/// once in 2^128 (FIPS 186-5, table B.1, asks for 4).
const ROUNDS: usize = 20;

/// The public exponent that everybody uses.
const EXPONENT: u32 = 65_537;

/// A stream of bytes that nobody foresees without the seed.
struct Stream {
    seed: [u8; 32],
    n: u64,
}

impl Stream {
    fn number(&mut self, bytes: usize) -> Vec<u8> {
        let mut drawn = Vec::with_capacity(bytes + 32);
        while drawn.len() < bytes {
            self.n += 1;
            drawn.extend(
                Sha256::new().chain_update(self.seed).chain_update(self.n.to_be_bytes()).finalize(),
            );
        }
        drawn.truncate(bytes);
        drawn
    }
}

/// A new secret key of 2048 bits, as the DER of PKCS #1.
pub(super) fn made(seed: [u8; 32]) -> Vec<u8> {
    let mut stream = Stream { seed, n: 0 };
    let one = BigUint::from(1_u8);
    let exponent = BigUint::from(EXPONENT);
    loop {
        let (first, second) = (prime(&mut stream), prime(&mut stream));
        let (p, q) = if first > second { (first, second) } else { (second, first) };
        // Primes too near each other are found from their product.
        if (&p - &q).bits() < (PRIME as u64) * 8 - 100 {
            continue;
        }
        let (below_p, below_q) = (&p - &one, &q - &one);
        let both = &below_p * &below_q / divisor(below_p.clone(), below_q.clone());
        let (Some(secret), Some(inverse)) = (exponent.modinv(&both), q.modinv(&p)) else {
            continue;
        };
        let parts = [
            BigUint::from(0_u8),
            &p * &q,
            exponent.clone(),
            secret.clone(),
            p.clone(),
            q.clone(),
            &secret % &below_p,
            &secret % &below_q,
            inverse,
        ];
        return sequence(&parts.iter().flat_map(integer).collect::<Vec<u8>>());
    }
}

fn divisor(mut one: BigUint, mut other: BigUint) -> BigUint {
    while other.bits() > 0 {
        (one, other) = (other.clone(), one % other);
    }
    one
}

fn prime(stream: &mut Stream) -> BigUint {
    loop {
        let mut bytes = stream.number(PRIME);
        // The product of two numbers that begin so has all its bits.
        bytes[0] |= 0b1100_0000;
        bytes[PRIME - 1] |= 1;
        let number = BigUint::from_bytes_be(&bytes);
        let fits = &number % EXPONENT != BigUint::from(1_u8);
        if fits && !has_small_divisor(&number) && is_probably_prime(&number, stream) {
            return number;
        }
    }
}

fn has_small_divisor(number: &BigUint) -> bool {
    let zero = BigUint::from(0_u8);
    let is_prime = |n: &u32| (3..*n).step_by(2).take_while(|d| d * d <= *n).all(|d| n % d != 0);
    (3_u32..2_000).step_by(2).filter(is_prime).any(|small| number % small == zero)
}

/// The test of Miller and Rabin with random witnesses.
fn is_probably_prime(number: &BigUint, stream: &mut Stream) -> bool {
    let one = BigUint::from(1_u8);
    let below = number - &one;
    let twos = below.trailing_zeros().unwrap_or(0);
    let odd = &below >> twos;
    (0..ROUNDS).all(|_| {
        let witness = BigUint::from_bytes_be(&stream.number(PRIME)) % (number - 3_u8) + 2_u8;
        let mut power = witness.modpow(&odd, number);
        if power == one || power == below {
            return true;
        }
        (1..twos).any(|_| {
            power = &power * &power % number;
            power == below
        })
    })
}

/// The public half in the wrapping that the domain's records want (RFC 8017, A.1; RFC 5280).
pub(super) fn public_info(public_key: &[u8]) -> Vec<u8> {
    const RSA: [u8; 15] =
        [0x30, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00];
    let bits = wrapped(0x03, &[&[0], public_key].concat());
    sequence(&[&RSA[..], &bits].concat())
}

fn sequence(inside: &[u8]) -> Vec<u8> {
    wrapped(0x30, inside)
}

fn integer(number: &BigUint) -> Vec<u8> {
    let mut bytes = number.to_bytes_be();
    if bytes.first().is_some_and(|first| first & 0x80 != 0) {
        bytes.insert(0, 0);
    }
    wrapped(0x02, &bytes)
}

fn wrapped(tag: u8, inside: &[u8]) -> Vec<u8> {
    let length = inside.len();
    let mut bytes = vec![tag];
    match u8::try_from(length) {
        Ok(short @ 0..=127) => bytes.push(short),
        _ => {
            let told: Vec<u8> =
                length.to_be_bytes().into_iter().skip_while(|byte| *byte == 0).collect();
            bytes.push(0x80 | u8::try_from(told.len()).unwrap_or(0x7f));
            bytes.extend(told);
        }
    }
    bytes.extend(inside);
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;
    use ring::signature::RsaKeyPair;

    #[test]
    fn a_new_key_is_taken_by_what_checks_every_part_of_it() {
        let (one, other) = (made([1; 32]), made([2; 32]));
        assert_ne!(one, other);
        assert_eq!(one, made([1; 32]), "the seed is all there is to it");
        for der in [one, other] {
            let key = RsaKeyPair::from_der(&der).expect("its parts fit together");
            assert_eq!(key.public().modulus_len(), 256);
        }
    }

    #[test]
    fn primes_are_told_from_numbers_that_look_like_them() {
        let is_prime = |text: &str| {
            let number = BigUint::parse_bytes(text.as_bytes(), 10).expect("a number");
            let is_small = has_small_divisor(&number);
            !is_small && is_probably_prime(&number, &mut Stream { seed: [3; 32], n: 0 })
        };
        // 2^127 - 1 is a prime; the others are products of large primes: 2^64 + 1, 2^128 + 1 and
        // 1,000,000,007 times 1,000,000,009.
        assert!(is_prime("170141183460469231731687303715884105727"));
        assert!(!is_prime("18446744073709551617"));
        assert!(!is_prime("340282366920938463463374607431768211457"));
        assert!(!is_prime("1000000016000000063"));
    }
}
