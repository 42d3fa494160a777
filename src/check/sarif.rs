//! Findings as SARIF 2.1.0 (OASIS, 2020), which code hosts and editors read.

use serde_json::{Value, json};

use super::rule::{Rule, rules};
use super::tell::{Region, severity};
use super::{Checked, Found};

/// What was found as a SARIF log of one run. What is kept silent is there as suppressed, with the reason. `root` stands before
/// the path of each file: the folder that was checked, as seen from where it was.
pub fn sarif(checked: &Checked, root: &str) -> String {
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "actant",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules().iter().map(rule).collect::<Vec<Value>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "results": checked.found.iter().map(|found| result(found, root)).collect::<Vec<Value>>(),
        }],
    });
    format!("{log:#}\n")
}

fn rule(rule: &Rule) -> Value {
    json!({
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.sentence},
        "fullDescription": {"text": rule.why},
        "defaultConfiguration": {"level": severity(rule.severity()), "enabled": !rule.asked},
    })
}

fn result(found: &Found, root: &str) -> Value {
    let region = Region::of(found);
    let diagnostic = &found.finding.diagnostic;
    let index = rules().iter().position(|rule| rule.code == found.rule.code);
    let mut result = json!({
        "ruleId": found.rule.code,
        "ruleIndex": index,
        "level": severity(found.rule.severity()),
        "message": {"text": diagnostic.to_string()},
        "locations": [{"physicalLocation": {
            "artifactLocation": {"uri": uri(root, &found.finding.path)},
            "region": {
                "startLine": region.line,
                "startColumn": region.column,
                "endLine": region.end_line,
                "endColumn": region.end_column,
            },
        }}],
    });
    if let (Value::Object(entries), Some(reason)) = (&mut result, &found.silenced) {
        entries.insert("suppressions".into(), json!([{"kind": "inSource", "justification": reason}]));
    }
    result
}

/// A path as a relative URI (RFC 3986): what a URI can't hold is written in percents.
fn uri(root: &str, path: &str) -> String {
    let whole = if root.is_empty() { path.to_owned() } else { format!("{}/{path}", root.trim_end_matches('/')) };
    let kept = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    whole.bytes().map(|byte| if kept(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}
