//! Ids for what is new: words in kebab-case, with a number where they are taken.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::functions::names::fold;

/// The ids that are taken.
#[derive(Clone, Debug, Default)]
pub struct FreshIds {
    taken: FxHashSet<String>,
    /// The number that comes next after each base that was wanted twice.
    next: FxHashMap<String, u64>,
}

impl FreshIds {
    /// Takes an id; says whether it was free.
    pub fn take(&mut self, id: &str) -> bool {
        self.taken.insert(id.to_owned())
    }

    /// Whether nothing has this id.
    pub fn is_free(&self, id: &str) -> bool {
        !self.taken.contains(id)
    }

    /// An id made of words that nothing has yet; where the words have no letter and no digit, of the fallback.
    pub fn make(&mut self, words: &str, fallback: &str) -> String {
        let base = kebab(words);
        let base = if base.is_empty() { fallback.to_owned() } else { base };
        if self.take(&base) {
            return base;
        }
        loop {
            let number = self.next.entry(base.clone()).or_insert(1);
            *number += 1;
            let id = format!("{base}-{number}");
            if self.taken.insert(id.clone()) {
                return id;
            }
        }
    }
}

/// Words in lower case with hyphens between them, without what is no ASCII letter or digit. Words in another script,
/// of which nothing would be left, are transliterated; where a part of them is Latin, that part is the id.
pub fn kebab(words: &str) -> String {
    let id = hyphened(&fold(words));
    if id.is_empty() { hyphened(&fold(&any_ascii::any_ascii(words))) } else { id }
}

fn hyphened(plain: &str) -> String {
    let plain = plain.replace(|c: char| !c.is_ascii_alphanumeric(), " ");
    plain.split_whitespace().collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::kebab;

    #[test]
    fn an_id_is_made_of_what_is_latin_or_else_transliterated() {
        let ids = [
            ("Türkiye–EU", "turkiye-eu"),
            ("Иванов2020", "2020"),
            ("Россия", "rossiya"),
            ("Иван Иванов", "ivan-ivanov"),
            ("Ελλάδα", "ellada"),
            ("中国", "zhongguo"),
            ("القاهرة", "lqhrh"),
            ("…", ""),
        ];
        for (words, id) in ids {
            assert_eq!(kebab(words), id, "{words}");
        }
    }
}
