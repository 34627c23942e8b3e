//! The picture that a telephone reads: a QR code as one path of an SVG.

use qrcodegen::{QrCode, QrCodeEcc};
use serde::Serialize;
use utoipa::ToSchema;

/// A square of dark and light modules, to be drawn dark on white with a rim of four modules.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Picture {
    /// Modules a side, without the rim.
    side: i32,
    /// The dark ones, as the `d` of an SVG path in units of modules.
    path: String,
}

/// The picture of a text; none when the text is too long for one.
pub(super) fn picture(text: &str) -> Option<Picture> {
    let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
    let side = code.size();
    let all = (0..side).flat_map(|y| (0..side).map(move |x| (x, y)));
    let dark = all.filter(|(x, y)| code.get_module(*x, *y));
    Some(Picture { side, path: dark.map(|(x, y)| format!("M{x} {y}h1v1h-1z")).collect() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_three_corners_are_there_and_a_text_of_any_length_is_not() {
        let picture = picture("otpauth://totp/Regulars:a@b.test?secret=ABC").expect("it fits");
        let is_dark = |x: i32, y: i32| picture.path.contains(&format!("M{x} {y}h1v1h-1z"));
        let far = picture.side - 7;
        for (left, top) in [(0, 0), (far, 0), (0, far)] {
            // A ring of seven, a light one of five, a dark square of three.
            assert!(is_dark(left, top) && is_dark(left + 6, top + 6));
            assert!(!is_dark(left + 1, top + 1) && !is_dark(left + 5, top + 3));
            assert!(is_dark(left + 2, top + 2) && is_dark(left + 4, top + 4));
        }
        assert_eq!(super::picture(&"x".repeat(3_000)), None);
    }
}
