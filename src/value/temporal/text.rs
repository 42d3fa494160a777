//! What the readers of dates, times and durations share.

/// A number of digits only, without a sign; `None` as well where it does not fit.
pub(super) fn number(text: &str) -> Option<i64> {
    let digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

/// A number of exactly so many digits.
pub(super) fn digits(text: &str, width: usize) -> Option<i64> {
    (text.len() == width).then(|| number(text)).flatten()
}

/// Splits `HH`, `HH:MM`, `HHMM`, `HH:MM:SS` or `HHMMSS` into its pairs of digits, the absent
/// ones as `None`. `None` altogether where the text has none of these forms.
pub(super) fn clock(text: &str) -> Option<[Option<&str>; 3]> {
    let pairs: Vec<&str> = if text.contains(':') {
        text.split(':').collect()
    } else {
        (0..text.len()).step_by(2).map(|at| text.get(at..at + 2)).collect::<Option<_>>()?
    };
    let sound = (1..=3).contains(&pairs.len()) && pairs.iter().all(|p| digits(p, 2).is_some());
    sound.then(|| [0, 1, 2].map(|index| pairs.get(index).copied()))
}

/// Nanoseconds of a decimal fraction of a second, one to nine digits.
pub(super) fn fraction(text: &str) -> Option<i64> {
    let missing = 9usize.checked_sub(text.len())?;
    Some(number(text)? * 10i64.pow(missing as u32))
}
