//! Numbers of things in words.

use std::fmt::Display;

/// `1 node`, `2 nodes`, `0 queries`.
pub fn counted<N: Display + PartialEq + From<u8>>(count: N, one: &str) -> String {
    let single = count == N::from(1);
    match one.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u'])) {
        _ if single => format!("1 {one}"),
        Some(stem) => format!("{count} {stem}ies"),
        None => format!("{count} {one}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::counted;

    #[test]
    fn one_is_no_plural() {
        let told = [
            counted(1_u64, "saved query"),
            counted(2_u64, "saved query"),
            counted(0_usize, "node"),
            counted(2_usize, "way"),
        ];
        assert_eq!(told, ["1 saved query", "2 saved queries", "0 nodes", "2 ways"]);
    }
}
