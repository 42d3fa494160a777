//! The properties that a record may have, and what a line says of them.

use super::{Desk, passage};
use crate::diagnostic::{Class, Diagnostic, nearest, quoted_list};
use crate::graph::{Evidence, PropertyKind, Schema};
use crate::repl::ask::literal;
use crate::repl::trouble::Trouble;
use crate::repl::words::{Word, joined};

/// What a property holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holds {
    Id,
    Texts,
    Schema(PropertyKind),
}

/// A property that a record may have.
pub(super) struct Field<'s> {
    pub(super) name: &'s str,
    pub(super) holds: Holds,
    pub(super) values: Vec<&'s str>,
    pub(super) about: &'s str,
}

/// The properties that a record may have.
pub(super) struct Fields<'s> {
    /// What the record is, for messages.
    pub(super) subject: String,
    pub(super) list: Vec<Field<'s>>,
    /// Whether it may have others too, since there is no schema.
    pub(super) open: bool,
}

const NODE: &[(&str, Holds, &str)] = &[
    ("id", Holds::Id, "By what others name it: lower-case letters, digits and hyphens."),
    ("name", Holds::Schema(PropertyKind::String), "What it is called."),
    ("aliases", Holds::Texts, "Other names, parted by commas."),
    ("description", Holds::Schema(PropertyKind::String), "What it is."),
    ("date", Holds::Schema(PropertyKind::Date), "When it was."),
    ("start", Holds::Schema(PropertyKind::Date), "When it began."),
    ("end", Holds::Schema(PropertyKind::Date), "When it ended."),
];
const EDGE: &[(&str, Holds, &str)] = &[
    ("start", Holds::Schema(PropertyKind::Date), "When it began."),
    ("end", Holds::Schema(PropertyKind::Date), "When it ended."),
    ("at", Holds::Schema(PropertyKind::Date), "When it was, if not for a span."),
];
const NOTE: (&str, Holds, &str) = ("note", Holds::Schema(PropertyKind::String), "A remark of yours.");

impl<'s> Fields<'s> {
    /// Those of a node with these labels.
    pub(super) fn of_node(schema: Option<&'s Schema>, labels: &[String]) -> Fields<'s> {
        let mut fields = Fields::with(schema, labels.join(", "), NODE);
        let rules = labels.iter().filter_map(|label| schema?.label(label));
        rules.for_each(|rule| fields.extend(schema, &rule.properties));
        fields.add(NOTE);
        fields
    }

    /// Those of a relation of this type.
    pub(super) fn of_relation(schema: Option<&'s Schema>, kind: &str) -> Fields<'s> {
        let mut fields = Fields::with(schema, kind.to_string(), EDGE);
        let values = schema.iter().flat_map(|schema| &schema.statuses).map(|rule| rule.status.as_str()).collect();
        let about = "How far its source stands behind it.";
        fields.list.push(Field { name: "status", holds: Holds::Schema(PropertyKind::String), values, about });
        if let Some(rule) = schema.and_then(|schema| schema.relationship_type(kind)) {
            fields.extend(schema, &rule.properties);
        }
        fields.add(NOTE);
        fields
    }

    fn with(schema: Option<&'s Schema>, subject: String, head: &[(&'static str, Holds, &'static str)]) -> Fields<'s> {
        let mut fields = Fields { subject, list: Vec::new(), open: schema.is_none() };
        head.iter().for_each(|field| fields.add(*field));
        fields
    }

    fn add(&mut self, (name, holds, about): (&'static str, Holds, &'static str)) {
        if self.find(name).is_none() {
            self.list.push(Field { name, holds, values: Vec::new(), about });
        }
    }

    fn extend(&mut self, schema: Option<&'s Schema>, names: &'s [String]) {
        for rule in names.iter().filter_map(|name| schema?.property(name)) {
            if self.find(&rule.name).is_none() {
                let values = rule.values.iter().map(String::as_str).collect();
                let (name, about) = (rule.name.as_str(), rule.description.as_str());
                self.list.push(Field { name, holds: Holds::Schema(rule.kind), values, about });
            }
        }
    }

    /// The property of this name; case does not count.
    pub(super) fn find(&self, name: &str) -> Option<&Field<'s>> {
        self.list.iter().find(|field| field.name.eq_ignore_ascii_case(name))
    }

    /// The names of all of them.
    pub(super) fn names(&self) -> Vec<String> {
        self.list.iter().map(|field| field.name.to_string()).collect()
    }

    /// Those that the end of a line says nothing of.
    pub(super) fn unsaid(&self, tail: &Tail) -> Vec<String> {
        self.names().into_iter().filter(|name| tail.value(name).is_none()).collect()
    }

    /// The property that a word is but one letter away from.
    pub(super) fn slip(&self, word: &str) -> Option<&'s str> {
        let is_slip = |name: &&str| {
            word.len() > 3 && word.chars().next() == name.chars().next() && strsim::damerau_levenshtein(word, name) == 1
        };
        self.list.iter().map(|field| field.name).find(is_slip)
    }

    /// The error where a record can't have a property.
    pub(super) fn unknown(&self, name: &str) -> Trouble {
        let known = || self.list.iter().map(|field| field.name);
        let near = nearest(name, known()).map(|near| format!("did you mean `{near}`?"));
        let all = format!("it can have {}", quoted_list(&known().collect::<Vec<&str>>()));
        let message = format!("a record of {} has no `{name}`", self.subject);
        Diagnostic::plain(Class::UsageError, message)
            .hint_if(near)
            .hint(all)
            .hint("a name with such a word stands in quotes")
            .into()
    }
}

/// What the end of a line says.
#[derive(Default)]
pub(super) struct Tail {
    /// Properties, each with its value as Cypher writes it; `null` takes it away.
    pub(super) values: Vec<(String, String)>,
    pub(super) source: Option<Evidence>,
    /// Whether the line ends with `!`.
    pub(super) sure: bool,
}

impl Tail {
    pub(super) fn value(&self, name: &str) -> Option<&str> {
        self.values.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// A text that is given, as it is; nothing where it is taken away, or no text.
    pub(super) fn text(&self, name: &str) -> Option<String> {
        let quoted = self.value(name)?.strip_prefix('\'')?.strip_suffix('\'')?;
        Some(quoted.replace("\\'", "'").replace("\\\\", "\\"))
    }

    /// "{id: 'x', name: 'X'}"
    pub(super) fn map(&self) -> String {
        let parts = self.values.iter().map(|(key, value)| format!("{}: {value}", crate::cli::wiring::print_name(key)));
        format!("{{{}}}", parts.collect::<Vec<String>>().join(", "))
    }
}

/// Words as the text that was typed.
pub(super) fn text(words: &[Word]) -> String {
    joined(words).replace(" , ", ", ").trim_end_matches(" ,").to_string()
}

pub(super) fn number_or_text(text: &str) -> String {
    let number = text.parse::<i64>().is_ok() || text.parse::<f64>().is_ok_and(f64::is_finite);
    if number { text.to_string() } else { literal(text) }
}

impl Field<'_> {
    /// A value as Cypher writes it; `null` stands for none.
    pub(super) fn literal(&self, desk: &Desk<'_>, words: &[Word]) -> Result<String, Trouble> {
        let text = text(words);
        let quoted = words.iter().any(|word| word.quoted);
        if !quoted && text.eq_ignore_ascii_case("null") {
            return Ok("null".to_string());
        }
        if !self.values.is_empty() {
            return self.counted(&text);
        }
        let wrong = |expected: &str, hint: &str| {
            let message = format!("`{}`: found `{text}`, expected {expected}", self.name);
            Err(Diagnostic::plain(Class::UsageError, message).hint(hint).into())
        };
        match self.holds {
            Holds::Texts | Holds::Schema(PropertyKind::Texts) => Ok(texts(words)),
            Holds::Id => {
                let better = crate::import::fresh::kebab(&text);
                if better == text {
                    Ok(literal(&text))
                } else {
                    wrong("lower-case letters, digits and hyphens", &format!("write `{better}`"))
                }
            }
            Holds::Schema(PropertyKind::String) => Ok(literal(&text)),
            Holds::Schema(PropertyKind::Any) => Ok(if quoted { literal(&text) } else { number_or_text(&text) }),
            Holds::Schema(PropertyKind::Integer) => match text.parse::<i64>() {
                Ok(number) => Ok(number.to_string()),
                Err(_) => wrong("a whole number", "as in `2005`"),
            },
            Holds::Schema(PropertyKind::Float) => match text.trim_end_matches('%').trim_end().parse::<f64>() {
                Ok(number) if number.is_finite() => Ok(format!("{number:?}")),
                Ok(_) | Err(_) => wrong("a number", "as in `18.9`"),
            },
            Holds::Schema(PropertyKind::Boolean) => match text.to_lowercase().as_str() {
                "true" | "yes" => Ok("true".to_string()),
                "false" | "no" => Ok("false".to_string()),
                _ => wrong("`true` or `false`", "as in `true`"),
            },
            Holds::Schema(PropertyKind::Date) => match edtf_core::Edtf::parse(&text) {
                Ok(_) => Ok(literal(&text)),
                Err(_) => wrong("a date (EDTF)", "as in `2014`, `2014-03-18`, `2022?` or `2008/2020`"),
            },
            Holds::Schema(PropertyKind::Node) => {
                let node = desk.ask.names.exactly(&text)?;
                Ok(literal(&desk.view().node_text(node, "id").unwrap_or_default()))
            }
        }
    }

    /// A value of those that are counted.
    fn counted(&self, text: &str) -> Result<String, Trouble> {
        if let Some(known) = self.values.iter().find(|value| value.eq_ignore_ascii_case(text)) {
            return Ok(literal(known));
        }
        let near = nearest(text, self.values.iter().copied()).map(|near| format!("did you mean `{near}`?"));
        let message = format!("`{}`: found `{text}`, expected {}", self.name, quoted_list(&self.values));
        Err(Diagnostic::plain(Class::UsageError, message).hint_if(near).into())
    }
}

/// A list of texts, parted by commas.
fn texts(words: &[Word]) -> String {
    let items = words.split(|word| !word.quoted && word.text == ",").filter(|item| !item.is_empty());
    format!("[{}]", items.map(|item| literal(&joined(item))).collect::<Vec<String>>().join(", "))
}

/// What a passage adds to a statement about `variable`, and what it will be offered as.
pub(super) fn resting(tail: &Tail, variable: &str) -> (String, Option<String>) {
    match &tail.source {
        Some(piece) => {
            (format!("\nSET {variable}.evidence = [{}]", passage::cypher(piece)), Some(passage::again(piece)))
        }
        None => (String::new(), None),
    }
}
