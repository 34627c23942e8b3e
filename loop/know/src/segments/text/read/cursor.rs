//! A place in a text, and all that could have stood where reading stopped.

use domain::Day;

use crate::segments::text::tokens::{Placed, Token};
use crate::segments::text::{Coins, Fault, FaultCode};

/// A place in a text that is being read.
///
/// Whatever is looked for and not found is remembered at its place; when nothing fits, the
/// fault tells what was looked for at the furthest place that was reached.
pub(super) struct Cursor<'t> {
    text: &'t str,
    tokens: Vec<Placed<'t>>,
    next: usize,
    furthest: usize,
    expected: Vec<&'static str>,
    /// How money is written.
    pub(super) coins: Coins,
}

impl<'t> Cursor<'t> {
    pub(super) fn new(text: &'t str, tokens: Vec<Placed<'t>>, coins: Coins) -> Self {
        Self { text, tokens, next: 0, furthest: 0, expected: Vec::new(), coins }
    }

    /// The token that comes next; behind the last one there is only the end.
    fn token(&self, ahead: usize) -> &Token<'t> {
        let place = (self.next + ahead).min(self.tokens.len() - 1);
        &self.tokens[place].token
    }

    fn look_for(&mut self, ahead: usize, wanted: &'static str) {
        let place = self.next + ahead;
        if place > self.furthest {
            self.furthest = place;
            self.expected.clear();
        }
        if place == self.furthest && !self.expected.contains(&wanted) {
            self.expected.push(wanted);
        }
    }

    /// Steps over a phrase of one or more words, if it stands here.
    pub(super) fn phrase(&mut self, phrase: &'static str) -> bool {
        let mut rest = phrase;
        for ahead in 0.. {
            let (word, after) = rest.split_once(' ').unwrap_or((rest, ""));
            let stands = matches!(self.token(ahead), Token::Word(typed)
                if typed.eq_ignore_ascii_case(word));
            if !stands {
                self.look_for(ahead, rest);
                return false;
            }
            if after.is_empty() {
                self.next += ahead + 1;
                break;
            }
            rest = after;
        }
        true
    }

    /// Steps over one of the phrases and answers what it stands for.
    pub(super) fn one_of<T: Copy>(&mut self, phrases: &[(&'static str, T)]) -> Option<T> {
        phrases.iter().find(|it| self.phrase(it.0)).map(|(_, meant)| *meant)
    }

    /// Steps over the word of one of these, and answers which.
    pub(super) fn one_word<T: Copy>(
        &mut self,
        all: &[T],
        word: fn(T) -> &'static str,
    ) -> Option<T> {
        all.iter().copied().find(|one| self.phrase(word(*one)))
    }

    /// Steps over one of the signs and answers what it stands for.
    pub(super) fn one_sign<T: Copy>(&mut self, signs: &[(&'static str, T)]) -> Option<T> {
        signs.iter().find(|it| self.sign(it.0)).map(|(_, meant)| *meant)
    }

    /// Steps over a sign, if it stands here.
    pub(super) fn sign(&mut self, sign: &'static str) -> bool {
        let stands = matches!(self.token(0), Token::Sign(typed) if *typed == sign);
        match stands {
            true => self.next += 1,
            false => self.look_for(0, sign),
        }
        stands
    }

    /// Steps over a name that is no word of the language's own.
    pub(super) fn name(&mut self, what: &'static str) -> Option<String> {
        let name = match self.token(0) {
            Token::Word(typed) => (*typed).to_owned(),
            Token::Text(text) => text.clone(),
            _ => {
                self.look_for(0, what);
                return None;
            }
        };
        self.next += 1;
        Some(name)
    }

    /// Steps over a text in quotes.
    pub(super) fn text(&mut self) -> Option<String> {
        let Token::Text(text) = self.token(0) else {
            self.look_for(0, "a text in quotes");
            return None;
        };
        let text = text.clone();
        self.next += 1;
        Some(text)
    }

    /// Steps over a number, as it was typed.
    pub(super) fn number(&mut self) -> Option<&'t str> {
        let Token::Number(typed) = *self.token(0) else {
            self.look_for(0, "a number");
            return None;
        };
        self.next += 1;
        Some(typed)
    }

    /// Whether a number stands here.
    pub(super) fn stands_number(&mut self) -> bool {
        let stands = matches!(self.token(0), Token::Number(_));
        if !stands {
            self.look_for(0, "a number");
        }
        stands
    }

    /// Whether a multiplication follows.
    pub(super) fn multiplies(&self) -> bool {
        matches!(self.token(0), Token::Sign("*"))
    }

    /// Steps over a day.
    pub(super) fn day(&mut self) -> Result<Day, Fault> {
        let Token::Day(typed) = *self.token(0) else {
            self.look_for(0, "a day such as 2025-05-01");
            return Err(self.unexpected());
        };
        let day = typed.parse().map_err(|_| {
            self.fault(FaultCode::DoesNotFit).saying(format!("`{typed}` is no day of the calendar"))
        })?;
        self.next += 1;
        Ok(day)
    }

    /// A phrase that must stand here.
    pub(super) fn must(&mut self, phrase: &'static str) -> Result<(), Fault> {
        if self.phrase(phrase) { Ok(()) } else { Err(self.unexpected()) }
    }

    /// A sign that must stand here.
    pub(super) fn must_sign(&mut self, sign: &'static str) -> Result<(), Fault> {
        if self.sign(sign) { Ok(()) } else { Err(self.unexpected()) }
    }

    /// A text that must stand here.
    pub(super) fn must_text(&mut self) -> Result<String, Fault> {
        self.text().ok_or_else(|| self.unexpected())
    }

    /// A whole number that must stand here.
    pub(super) fn must_count(&mut self) -> Result<u32, Fault> {
        let place = self.next;
        let typed = self.number().ok_or_else(|| self.unexpected())?;
        typed.parse().map_err(|_| {
            let message = format!("`{typed}` is not a whole number that can be counted to");
            self.fault_from(place, FaultCode::DoesNotFit).saying(message)
        })
    }

    /// The whole text must have been read.
    pub(super) fn end(&mut self) -> Result<(), Fault> {
        match self.token(0) {
            Token::End => Ok(()),
            _ => Err(self.unexpected()),
        }
    }

    /// The place of the next token, to come back to in a fault.
    pub(super) fn place(&self) -> usize {
        self.next
    }

    /// A fault of the next token.
    pub(super) fn fault(&self, code: FaultCode) -> Fault {
        Fault::at(self.text, self.bytes(self.next), code)
    }

    /// A fault from a place up to here.
    pub(super) fn fault_from(&self, place: usize, code: FaultCode) -> Fault {
        let until = self.bytes(self.next.saturating_sub(1).max(place)).1;
        Fault::at(self.text, (self.bytes(place).0, until), code)
    }

    /// What was looked for at the furthest place does not stand there.
    pub(super) fn unexpected(&self) -> Fault {
        let bytes = self.bytes(self.furthest);
        let found = &self.text[bytes.0..bytes.1];
        Fault::at(self.text, bytes, FaultCode::Unexpected).instead_of(found, self.expected.clone())
    }

    fn bytes(&self, place: usize) -> (usize, usize) {
        self.tokens[place.min(self.tokens.len() - 1)].bytes
    }
}
