//! Sizes: what mail programs cut off, and what they show before a letter is opened.

use super::{Finding, Looked, Weight};

/// Bytes of HTML after which Gmail shows a link instead of the rest.
const CLIPPED: usize = 102 * 1024;

/// Bytes from which it is worth to look: following links makes a letter longer.
const NEARLY: usize = 80 * 1024;

/// Letters of a subject that a phone shows, and that a computer does.
const SUBJECT_PHONE: usize = 45;
const SUBJECT_MAX: usize = 78;

/// Letters of plain text below which there is none.
const TEXT_MIN: usize = 20;

pub(super) fn look(letter: Looked<'_>) -> Vec<Finding> {
    use Weight::{Hints, Warns};
    let mut findings = Vec::new();
    let bytes = letter.written.html.len();
    if bytes > CLIPPED {
        let text = "Gmail cuts the letter off here, with the way out below it; make it shorter";
        findings.push(Finding::new("clipped", Warns, text).counted(bytes, Some(CLIPPED)));
    } else if bytes > NEARLY {
        let text = "the letter is nearly as long as Gmail shows; links that are followed add to it";
        findings.push(Finding::new("nearly_clipped", Hints, text).counted(bytes, Some(CLIPPED)));
    }
    let subject = letter.written.subject.chars().count();
    if subject > SUBJECT_MAX {
        let text = "the subject is longer than mail programs show; say the first thing first";
        findings
            .push(Finding::new("subject_long", Warns, text).counted(subject, Some(SUBJECT_MAX)));
    } else if subject > SUBJECT_PHONE {
        let text = "phones cut the subject off; say what matters first";
        findings
            .push(Finding::new("subject_cut", Hints, text).counted(subject, Some(SUBJECT_PHONE)));
    }
    if !letter.source.contains("<mj-preview") {
        let text = "beside the subject mail programs show the first words of the letter; say in \
                    <mj-preview> what they should show";
        findings.push(Finding::new("no_preview", Hints, text));
    }
    if letter.written.text.trim().chars().count() < TEXT_MIN {
        let text = "there is hardly a word for those who read plain text, and for filters";
        findings.push(Finding::new("no_text", Warns, text));
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::super::tests::{found, looked, written};
    use super::*;

    #[test]
    fn what_is_cut_off_is_told_with_its_length() {
        let long = |n: usize| found(move |letter| letter.html += &"x".repeat(n));
        assert_eq!(long(NEARLY), ["nearly_clipped"]);
        assert_eq!(long(CLIPPED), ["clipped"]);
        let subject = |n: usize| found(move |letter| letter.subject = "ї".repeat(n));
        assert_eq!(subject(SUBJECT_PHONE), [""; 0], "letters count, not bytes");
        assert_eq!(subject(SUBJECT_PHONE + 1), ["subject_cut"]);
        assert_eq!(subject(SUBJECT_MAX + 1), ["subject_long"]);
        let empty = found(|letter| letter.text = " \n".to_owned());
        assert_eq!(empty, ["mostly_pictures", "no_text"]);
        let letter = written();
        let without = look(Looked { source: "<mjml></mjml>", ..looked(&letter) });
        assert_eq!(without[0].code, "no_preview");
    }
}
