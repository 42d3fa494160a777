//! A script as statements, one after another, without reading further than needed.

use super::input::{Kind, ended, is_complete, kind};

/// Gathers lines until they make a statement.
#[derive(Default)]
pub(crate) struct Splitter {
    held: String,
}

impl Splitter {
    /// Takes a line; gives the statements that are now complete. A verb or command is one line; a
    /// query ends with `;`, an empty line, or where a command follows.
    pub(crate) fn take(&mut self, line: &str) -> Vec<String> {
        let alone = matches!(kind(line), Kind::Command | Kind::Verb);
        let mut ready = Vec::new();
        if self.is_between() {
            self.held.clear();
            if alone {
                return vec![line.trim().to_string()];
            }
        } else if line.trim_start().starts_with(':') && is_complete(&self.held) {
            ready.extend(self.finish());
            ready.push(line.trim().to_string());
            return ready;
        }
        self.held.push_str(line);
        self.held.push('\n');
        let blank = line.trim().is_empty() && is_complete(self.held.trim_end());
        if ended(&self.held) || blank {
            ready.extend(self.finish());
        }
        ready
    }

    /// What is left at the end.
    pub(crate) fn finish(&mut self) -> Option<String> {
        let text = std::mem::take(&mut self.held);
        (kind(&text) != Kind::Empty).then(|| text.trim().to_string())
    }

    /// Whether no statement has begun. An open comment counts as begun.
    fn is_between(&self) -> bool {
        kind(&self.held) == Kind::Empty && is_complete(&self.held)
    }
}

#[cfg(test)]
mod tests {
    use super::Splitter;

    fn all(text: &str) -> Vec<String> {
        let mut splitter = Splitter::default();
        let mut found: Vec<String> = text.lines().flat_map(|line| splitter.take(line)).collect();
        found.extend(splitter.finish());
        found
    }

    #[test]
    fn statements_commands_and_verbs_are_told_apart() {
        let found = all("// about\nMATCH (n)\nRETURN n\nLIMIT 1;\nshow x\n:set format csv\nRETURN 1\n:quit\n");
        assert_eq!(found.len(), 5, "{found:?}");
        assert!(found[0].ends_with("LIMIT 1;"));
        assert_eq!(found[1], "show x");
        assert_eq!(found[3], "RETURN 1");
    }

    #[test]
    fn a_semicolon_in_a_string_ends_nothing() {
        assert_eq!(all("RETURN ';\n;' AS x;\nRETURN 2;").len(), 2);
    }
}
