//! Functions of text. A character is a Unicode scalar value.

use super::{Code, Function, Surroundings, out_of_range, wrong_type};
use crate::diagnostic::Outcome;
use crate::value::Value;

pub(super) const TABLE: &[Function] = &[
    Function { name: "toUpper", signature: "toUpper(text) :: STRING", about: "The text in capitals.", arguments: (1, 1), code: Code::Scalar(upper) },
    Function { name: "upper", signature: "upper(text) :: STRING", about: "The text in capitals.", arguments: (1, 1), code: Code::Scalar(upper) },
    Function { name: "toLower", signature: "toLower(text) :: STRING", about: "The text in small letters.", arguments: (1, 1), code: Code::Scalar(lower) },
    Function { name: "lower", signature: "lower(text) :: STRING", about: "The text in small letters.", arguments: (1, 1), code: Code::Scalar(lower) },
    Function { name: "trim", signature: "trim(text) :: STRING", about: "The text without blanks at its ends.", arguments: (1, 1), code: Code::Scalar(trim) },
    Function { name: "btrim", signature: "btrim(text) :: STRING", about: "The text without blanks at its ends.", arguments: (1, 1), code: Code::Scalar(trim) },
    Function { name: "lTrim", signature: "lTrim(text) :: STRING", about: "The text without blanks at its beginning.", arguments: (1, 1), code: Code::Scalar(trim_start) },
    Function { name: "rTrim", signature: "rTrim(text) :: STRING", about: "The text without blanks at its end.", arguments: (1, 1), code: Code::Scalar(trim_end) },
    Function { name: "replace", signature: "replace(text, search, new) :: STRING", about: "The text with every `search` replaced by `new`.", arguments: (3, 3), code: Code::Scalar(replace) },
    Function { name: "split", signature: "split(text, delimiter) :: LIST<STRING>", about: "The parts of the text between the delimiters.", arguments: (2, 2), code: Code::Scalar(split) },
    Function { name: "substring", signature: "substring(text, start [, length]) :: STRING", about: "The characters from `start` (counted from 0) on.", arguments: (2, 3), code: Code::Scalar(substring) },
    Function { name: "left", signature: "left(text, length) :: STRING", about: "The first characters.", arguments: (2, 2), code: Code::Scalar(left) },
    Function { name: "right", signature: "right(text, length) :: STRING", about: "The last characters.", arguments: (2, 2), code: Code::Scalar(right) },
    Function { name: "char_length", signature: "char_length(text) :: INTEGER", about: "How many characters the text has.", arguments: (1, 1), code: Code::Scalar(char_length) },
];

/// The text of argument `at`; `None` for null.
fn text<'a>(name: &str, arguments: &'a [Value], at: usize) -> Outcome<Option<&'a str>> {
    match &arguments[at] {
        Value::Null => Ok(None),
        Value::String(text) => Ok(Some(text)),
        other => Err(wrong_type(&format!("`{name}`"), "a string", other)),
    }
}

fn map_text(name: &str, arguments: &[Value], compute: impl Fn(&str) -> String) -> Outcome<Value> {
    Ok(text(name, arguments, 0)?.map_or(Value::Null, |text| Value::string(compute(text))))
}

fn upper(_: &Surroundings<'_>, arguments: &[Value]) -> Outcome<Value> {
    map_text("toUpper", arguments, str::to_uppercase)
}

fn lower(_: &Surroundings<'_>, arguments: &[Value]) -> Outcome<Value> {
    map_text("toLower", arguments, str::to_lowercase)
}

fn trim(_: &Surroundings<'_>, arguments: &[Value]) -> Outcome<Value> {
    map_text("trim", arguments, |text| text.trim().to_string())
}

fn trim_start(_: &Surroundings<'_>, arguments: &[Value]) -> Outcome<Value> {
    map_text("lTrim", arguments, |text| text.trim_start().to_string())
}

fn trim_end(_: &Surroundings<'_>, arguments: &[Value]) -> Outcome<Value> {
    map_text("rTrim", arguments, |text| text.trim_end().to_string())
}

fn replace(_: &Surroundings<'_>, arguments: &[Value]) -> Outcome<Value> {
    let parts = (text("replace", arguments, 0)?, text("replace", arguments, 1)?, text("replace", arguments, 2)?);
    let (Some(whole), Some(search), Some(new)) = parts else { return Ok(Value::Null) };
    Ok(Value::string(if search.is_empty() { whole.to_string() } else { whole.replace(search, new) }))
}

fn split(_: &Surroundings<'_>, arguments: &[Value]) -> Outcome<Value> {
    let (Some(whole), Some(delimiter)) = (text("split", arguments, 0)?, text("split", arguments, 1)?) else {
        return Ok(Value::Null);
    };
    if delimiter.is_empty() {
        return Ok(Value::list(whole.chars().map(|c| Value::string(c.to_string())).collect()));
    }
    Ok(Value::list(whole.split(delimiter).map(Value::string).collect()))
}

fn count(name: &str, arguments: &[Value], at: usize) -> Outcome<Option<usize>> {
    match &arguments[at] {
        Value::Null => Ok(None),
        Value::Integer(count) => usize::try_from(*count)
            .map(Some)
            .map_err(|_| out_of_range(format!("`{name}` can't take a negative number, found {count}"))),
        other => Err(wrong_type(&format!("`{name}`"), "an integer", other)),
    }
}

fn substring(_: &Surroundings<'_>, arguments: &[Value]) -> Outcome<Value> {
    let (Some(whole), Some(start)) = (text("substring", arguments, 0)?, count("substring", arguments, 1)?) else {
        return Ok(Value::Null);
    };
    let length = if arguments.len() > 2 { count("substring", arguments, 2)? } else { Some(usize::MAX) };
    let Some(length) = length else { return Ok(Value::Null) };
    Ok(Value::string(whole.chars().skip(start).take(length).collect::<String>()))
}

fn left(_: &Surroundings<'_>, arguments: &[Value]) -> Outcome<Value> {
    let (Some(whole), Some(length)) = (text("left", arguments, 0)?, count("left", arguments, 1)?) else {
        return Ok(Value::Null);
    };
    Ok(Value::string(whole.chars().take(length).collect::<String>()))
}

fn right(_: &Surroundings<'_>, arguments: &[Value]) -> Outcome<Value> {
    let (Some(whole), Some(length)) = (text("right", arguments, 0)?, count("right", arguments, 1)?) else {
        return Ok(Value::Null);
    };
    let skipped = whole.chars().count().saturating_sub(length);
    Ok(Value::string(whole.chars().skip(skipped).collect::<String>()))
}

fn char_length(_: &Surroundings<'_>, arguments: &[Value]) -> Outcome<Value> {
    Ok(text("char_length", arguments, 0)?.map_or(Value::Null, |text| Value::Integer(text.chars().count() as i64)))
}
