//! Functions of text. Places and lengths are counted in characters (Unicode scalar values).

use unicode_normalization::UnicodeNormalization;

use super::arguments::{at, count, text, wrong_type};
use super::{Function, scalar, size};
use crate::diagnostic::{Class, Diagnostic, Outcome, nearest, quoted_list};
use crate::value::Value;

const FORMS: [&str; 4] = ["NFC", "NFD", "NFKC", "NFKD"];

pub(super) const TABLE: &[Function] = &[
    scalar(
        "btrim",
        "btrim(text: String, characters: String = whitespace) -> String",
        "The text without the characters at its two ends.",
        (1, 2),
        |_, a| trimmed("btrim", a, (true, true)),
    ),
    scalar(
        "char_length",
        "char_length(text: String) -> Integer",
        "How many characters the text has.",
        (1, 1),
        |_, a| length("char_length", at(a, 0)),
    ),
    scalar(
        "character_length",
        "character_length(text: String) -> Integer",
        "How many characters the text has.",
        (1, 1),
        |_, a| length("character_length", at(a, 0)),
    ),
    scalar("charLength", "charLength(text: String) -> Integer", "How many characters the text has.", (1, 1), |_, a| {
        length("charLength", at(a, 0))
    }),
    scalar(
        "left",
        "left(text: String, length: Integer) -> String",
        "The first characters of the text.",
        (2, 2),
        |_, a| part("left", a, |characters, length| characters.iter().take(length).collect()),
    ),
    scalar(
        "lower",
        "lower(text: String) -> String",
        "The text in lower case; the same as `toLower`.",
        (1, 1),
        |_, a| mapped("lower", at(a, 0), str::to_lowercase),
    ),
    scalar(
        "lTrim",
        "lTrim(text: String, characters: String = whitespace) -> String",
        "The text without the characters at its beginning.",
        (1, 2),
        |_, a| trimmed("lTrim", a, (true, false)),
    ),
    scalar(
        "normalize",
        "normalize(text: String, form: String = 'NFC') -> String",
        "The text in a normal form of Unicode: NFC, NFD, NFKC or NFKD.",
        (1, 2),
        |_, a| normalized(a),
    ),
    scalar(
        "replace",
        "replace(text: String, search: String, replacement: String) -> String",
        "The text with each occurrence of the second one replaced by the third.",
        (3, 3),
        |_, a| replaced(a),
    ),
    scalar(
        "right",
        "right(text: String, length: Integer) -> String",
        "The last characters of the text.",
        (2, 2),
        |_, a| {
            part("right", a, |characters, length| {
                characters[characters.len() - length.min(characters.len())..].iter().collect()
            })
        },
    ),
    scalar(
        "rTrim",
        "rTrim(text: String, characters: String = whitespace) -> String",
        "The text without the characters at its end.",
        (1, 2),
        |_, a| trimmed("rTrim", a, (false, true)),
    ),
    scalar(
        "split",
        "split(text: String, separator: String | List) -> List",
        "The parts of the text between the separators.",
        (2, 2),
        |_, a| split(a),
    ),
    scalar(
        "substring",
        "substring(text: String, start: Integer, length: Integer = to the end) -> String",
        "The characters from a place on; the first one has place 0.",
        (2, 3),
        |_, a| substring(a),
    ),
    scalar("toLower", "toLower(text: String) -> String", "The text in lower case.", (1, 1), |_, a| {
        mapped("toLower", at(a, 0), str::to_lowercase)
    }),
    scalar("toUpper", "toUpper(text: String) -> String", "The text in upper case.", (1, 1), |_, a| {
        mapped("toUpper", at(a, 0), str::to_uppercase)
    }),
    scalar("trim", "trim(text: String) -> String", "The text without whitespace at its two ends.", (1, 1), |_, a| {
        trimmed("trim", a, (true, true))
    }),
    scalar(
        "upper",
        "upper(text: String) -> String",
        "The text in upper case; the same as `toUpper`.",
        (1, 1),
        |_, a| mapped("upper", at(a, 0), str::to_uppercase),
    ),
];

fn mapped(function: &str, value: &Value, change: impl Fn(&str) -> String) -> Outcome<Value> {
    Ok(text(function, value)?.map(|text| Value::string(change(text))).into())
}

fn length(function: &str, value: &Value) -> Outcome<Value> {
    Ok(text(function, value)?.map(|text| Value::Integer(text.chars().count() as i64)).into())
}

/// Takes characters away from the beginning, the end or both.
fn trimmed(function: &str, arguments: &[Value], (start, end): (bool, bool)) -> Outcome<Value> {
    let (Some(whole), characters) = (text(function, at(arguments, 0))?, arguments.get(1)) else {
        return Ok(Value::Null);
    };
    let unwanted = match characters {
        None => None,
        Some(value) => match text(function, value)? {
            None => return Ok(Value::Null),
            some => some,
        },
    };
    let goes = |c: char| unwanted.map_or(c.is_whitespace(), |unwanted| unwanted.contains(c));
    let rest = if start { whole.trim_start_matches(goes) } else { whole };
    Ok(Value::string(if end { rest.trim_end_matches(goes) } else { rest }))
}

fn part(function: &str, arguments: &[Value], choose: fn(&[char], usize) -> String) -> Outcome<Value> {
    let length = count(function, "length", at(arguments, 1))?;
    let Some(text) = text(function, at(arguments, 0))? else { return Ok(Value::Null) };
    let Some(length) = length else {
        return Err(wrong_type(function, &Value::Null, "an Integer as length"));
    };
    let characters: Vec<char> = text.chars().collect();
    Ok(Value::string(choose(&characters, length)))
}

fn substring(arguments: &[Value]) -> Outcome<Value> {
    let start = count("substring", "start", at(arguments, 1))?;
    let length = match arguments.get(2) {
        None => Some(usize::MAX),
        Some(length) => count("substring", "length", length)?,
    };
    let Some(text) = text("substring", at(arguments, 0))? else { return Ok(Value::Null) };
    let (Some(start), Some(length)) = (start, length) else {
        return Err(wrong_type("substring", &Value::Null, "Integers as start and length"));
    };
    Ok(Value::string(text.chars().skip(start).take(length).collect::<String>()))
}

fn replaced(arguments: &[Value]) -> Outcome<Value> {
    let read = |place| text("replace", at(arguments, place));
    let (Some(whole), Some(search), Some(replacement)) = (read(0)?, read(1)?, read(2)?) else {
        return Ok(Value::Null);
    };
    // Nothing is found in no place, rather than between any two characters.
    if search.is_empty() {
        return Ok(Value::string(whole));
    }
    let (found, grown) = (whole.matches(search).count(), replacement.len().saturating_sub(search.len()));
    size::text(whole.len(), found.saturating_mul(grown))?;
    Ok(Value::string(whole.replace(search, replacement)))
}

fn split(arguments: &[Value]) -> Outcome<Value> {
    let Some(whole) = text("split", at(arguments, 0))? else { return Ok(Value::Null) };
    let separators = match at(arguments, 1) {
        Value::Null => return Ok(Value::Null),
        Value::List(items) => items.iter().map(|item| text("split", item)).collect::<Outcome<Option<Vec<_>>>>()?,
        other => text("split", other)?.map(|separator| vec![separator]),
    };
    let Some(separators) = separators else { return Ok(Value::Null) };
    if separators.iter().any(|separator| separator.is_empty()) {
        return Ok(Value::list(whole.chars().map(|c| Value::string(c.to_string())).collect()));
    }
    Ok(Value::list(parts(whole, &separators)))
}

/// The parts between separators; where two of these fit at one place, the longer one counts.
fn parts(whole: &str, separators: &[&str]) -> Vec<Value> {
    let (mut parts, mut start, mut place) = (Vec::new(), 0, 0);
    while let Some(letter) = whole[place..].chars().next() {
        let fitting = separators.iter().filter(|separator| whole[place..].starts_with(**separator));
        match fitting.map(|separator| separator.len()).max() {
            Some(length) => {
                parts.push(Value::string(&whole[start..place]));
                place += length;
                start = place;
            }
            None => place += letter.len_utf8(),
        }
    }
    parts.push(Value::string(&whole[start..]));
    parts
}

fn normalized(arguments: &[Value]) -> Outcome<Value> {
    let form = arguments.get(1).map_or(Ok(Some(FORMS[0])), |form| text("normalize", form))?;
    let (Some(text), Some(form)) = (text("normalize", at(arguments, 0))?, form) else { return Ok(Value::Null) };
    match form.to_uppercase().as_str() {
        "NFC" => Ok(Value::string(text.nfc().collect::<String>())),
        "NFD" => Ok(Value::string(text.nfd().collect::<String>())),
        "NFKC" => Ok(Value::string(text.nfkc().collect::<String>())),
        "NFKD" => Ok(Value::string(text.nfkd().collect::<String>())),
        _ => Err(unknown_form(form)),
    }
}

fn unknown_form(form: &str) -> Box<Diagnostic> {
    let message = format!("`{form}` is no normal form, expected {}", quoted_list(&FORMS));
    let error = Diagnostic::runtime(Class::ArgumentError, "InvalidArgumentValue", message);
    Box::new(error.hint_if(nearest(form, FORMS).map(|form| format!("did you mean `{form}`?"))))
}
