//! Identifiers that were written down wrongly: what their check digit, or their form, tells.

use super::hit::{Hit, Subject};
use crate::graph::document::Record;
use crate::value::Value;

/// Standard book numbers whose check digit is wrong (ISO 2108).
pub(super) fn isbns(subject: &Subject<'_>) -> Vec<Hit> {
    wrong(subject, "isbn", "ISBN", |text| match bare(text).len() {
        10 => weighed(&bare(text), 10),
        13 => ean(&bare(text)),
        length => Err(format!("{length} digits, expected 10 or 13")),
    })
}

/// Standard serial numbers whose check digit is wrong (ISO 3297).
pub(super) fn issns(subject: &Subject<'_>) -> Vec<Hit> {
    wrong(subject, "issn", "ISSN", |text| match bare(text).len() {
        8 => weighed(&bare(text), 8),
        length => Err(format!("{length} digits, expected 8")),
    })
}

/// Identifiers of people whose check digit is wrong (ORCID; ISO 7064 MOD 11-2).
pub(super) fn orcids(subject: &Subject<'_>) -> Vec<Hit> {
    wrong(subject, "orcid", "ORCID", |text| match bare(text).len() {
        16 => mod_11_2(&bare(text)),
        length => Err(format!("{length} digits, expected 16")),
    })
}

/// Digital object identifiers that have not the form of one (ISO 26324: they have no check digit).
pub(super) fn dois(subject: &Subject<'_>) -> Vec<Hit> {
    wrong(subject, "doi", "DOI", |text| {
        let form = || "expected a prefix such as `10.1093`, a slash and more".to_owned();
        let (prefix, suffix) = text.split_once('/').ok_or_else(form)?;
        let registrant = prefix.strip_prefix("10.").ok_or_else(|| match text.find("10.") {
            Some(at) => format!("write `{}`, without what stands before it", &text[at..]),
            None => form(),
        })?;
        let digits =
            registrant.split('.').all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()));
        let whole = digits && registrant.len() >= 4 && !suffix.is_empty() && !text.contains(char::is_whitespace);
        if whole { Ok(()) } else { Err(form()) }
    })
}

/// An identifier's digits and letters: without what parts them and the address before an ORCID.
pub(super) fn bare(text: &str) -> String {
    let last = text.rsplit_once("orcid.org/").map_or(text, |(_, last)| last);
    last.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The identifiers of a kind that `judge` finds wrong: it says what was expected. They stand in a property of that name, or
/// in `ids`; a property can hold several with commas between them.
fn wrong(subject: &Subject<'_>, key: &str, noun: &str, judge: impl Fn(&str) -> Result<(), String>) -> Vec<Hit> {
    let mut hits = Vec::new();
    for record in subject.records() {
        let own = subject.text(record, key).map(|text| (format!("/{key}"), text));
        let listed = match subject.property(record, "ids") {
            Value::Map(ids) => {
                ids.get(key).and_then(Value::as_str).map(|text| (format!("/ids/{key}"), text.to_owned()))
            }
            _ => None,
        };
        let held: Vec<(String, String)> = own.into_iter().chain(listed).collect();
        // Once, where the same stands in both.
        let bares = |text: &str| parts(noun, text).into_iter().map(bare).collect::<Vec<_>>();
        let both = held.len() == 2 && bares(&held[0].1) == bares(&held[1].1);
        for (pointer, text) in held.iter().take(if both { 1 } else { 2 }) {
            let faults = parts(noun, text).into_iter().filter_map(|part| Some((part, judge(part).err()?)));
            hits.extend(faults.map(|(part, expected)| fault(record, pointer, noun, part, &expected)));
        }
    }
    hits
}

/// The identifiers in a text. A DOI may hold commas and semicolons itself, so that one parts two DOIs only where the
/// second begins.
fn parts<'t>(noun: &str, text: &'t str) -> Vec<&'t str> {
    let begins = |rest: &str| noun != "DOI" || rest.trim_start().starts_with("10.");
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, _) in text.match_indices([',', ';']).filter(|(at, _)| begins(&text[at + 1..])) {
        parts.push(&text[start..at]);
        start = at + 1;
    }
    parts.push(&text[start..]);
    parts.into_iter().map(|part| part.trim().trim_end_matches([',', ';'])).filter(|part| !part.is_empty()).collect()
}

fn fault(record: Record, pointer: &str, noun: &str, found: &str, expected: &str) -> Hit {
    let message = format!("`{found}` is no {noun}: {expected}");
    let hit = Hit::new(record, pointer, message);
    if noun == "DOI" { hit } else { hit.help("a digit is wrong, or two changed places: compare it with the original") }
}

/// The value of each digit; `x` is ten, and can only come last.
fn digits(text: &str) -> Result<Vec<u32>, String> {
    let last = text.len() - 1;
    let value = |(at, letter): (usize, char)| match letter {
        'x' if at == last => Some(10),
        other => other.to_digit(10),
    };
    text.chars()
        .enumerate()
        .map(value)
        .collect::<Option<Vec<u32>>>()
        .ok_or_else(|| "a letter among the digits".to_owned())
}

/// Modulo 11, each digit weighed by its place from the end: ISBN-10 and ISSN.
fn weighed(text: &str, first: u32) -> Result<(), String> {
    let digits = digits(text)?;
    let sum: u32 = digits.iter().zip((2..=first).rev()).map(|(digit, weight)| digit * weight).sum();
    last_is(&digits, (11 - sum % 11) % 11)
}

/// Modulo 10 with the weights 1 and 3: ISBN-13, which is an EAN.
fn ean(text: &str) -> Result<(), String> {
    let digits = digits(text)?;
    let sum: u32 = digits[..12].iter().zip([1, 3].into_iter().cycle()).map(|(digit, weight)| digit * weight).sum();
    last_is(&digits, (10 - sum % 10) % 10)
}

fn mod_11_2(text: &str) -> Result<(), String> {
    let digits = digits(text)?;
    let total = digits[..15].iter().fold(0, |total, digit| (total + digit) * 2);
    last_is(&digits, (12 - total % 11) % 11)
}

fn last_is(digits: &[u32], expected: u32) -> Result<(), String> {
    let shown = |digit: u32| if digit == 10 { "X".to_owned() } else { digit.to_string() };
    match digits.last() {
        Some(last) if *last != expected => {
            Err(format!("its check digit is {}, expected {}", shown(*last), shown(expected)))
        }
        Some(_) | None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::{bare, ean, mod_11_2, parts, weighed};

    #[test]
    fn a_doi_may_hold_what_parts_other_identifiers() {
        let sici = "10.1002/(SICI)1096-987X(199803)19:4<377::AID-JCC1>3.0.CO;2-P";
        assert_eq!(parts("DOI", sici), [sici]);
        assert_eq!(parts("DOI", &format!("{sici}; 10.1000/a,b,10.1000/c;")), [sici, "10.1000/a,b", "10.1000/c"]);
        assert_eq!(parts("ISBN", "1;2, 3"), ["1", "2", "3"]);
    }

    #[test]
    fn check_digits_are_those_of_the_standards() {
        for (text, right) in [("0-306-40615-2", true), ("0-8044-2957-X", true), ("0-306-40615-3", false)] {
            assert_eq!(weighed(&bare(text), 10).is_ok(), right, "{text}");
        }
        for (text, right) in [("978-0-306-40615-7", true), ("978-0-306-40615-8", false), ("9780306406157", true)] {
            assert_eq!(ean(&bare(text)).is_ok(), right, "{text}");
        }
        for (text, right) in [("0378-5955", true), ("2434-561X", true), ("0378-5956", false)] {
            assert_eq!(weighed(&bare(text), 8).is_ok(), right, "{text}");
        }
        for (text, right) in [
            ("https://orcid.org/0000-0002-1825-0097", true),
            ("0000-0002-1694-233X", true),
            ("0000-0002-1825-0098", false),
        ] {
            assert_eq!(mod_11_2(&bare(text)).is_ok(), right, "{text}");
        }
    }
}
