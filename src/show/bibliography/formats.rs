//! References for programs: BibTeX for LaTeX, CSL-JSON for Zotero, pandoc and their like.

use serde_json::{Map, Value as Json, json};

use super::{Reference, ranges};
use crate::show::citation::Author;

/// The entry types of both formats for what the graph calls a work; what has no type of its own is
/// `misc` and `document`.
fn types(kind: &str) -> (&'static str, &'static str) {
    match kind {
        "article" => ("article", "article-journal"),
        "magazine article" => ("article", "article-magazine"),
        "news" => ("article", "article-newspaper"),
        "book" => ("book", "book"),
        "edited book" => ("book", "book"),
        "chapter" => ("incollection", "chapter"),
        "encyclopedia article" => ("incollection", "entry-encyclopedia"),
        "conference paper" => ("inproceedings", "paper-conference"),
        "report" => ("techreport", "report"),
        "treaty" | "charter" => ("misc", "treaty"),
        "dataset" => ("misc", "dataset"),
        "web page" | "official page" => ("misc", "webpage"),
        _ => ("misc", "document"),
    }
}

/// BibTeX, an entry for each reference; UTF-8, as biber and modern BibTeX read it.
pub fn bibtex(references: &[Reference]) -> String {
    references.iter().map(entry).collect::<Vec<String>>().join("\n")
}

fn entry(reference: &Reference) -> String {
    let (kind, _) = types(&reference.kind);
    let mut fields: Vec<(&str, String)> = Vec::new();
    let names = |names: &[Author]| names.iter().map(bib_name).collect::<Vec<String>>().join(" and ");
    if !reference.authors.is_empty() {
        fields.push(("author", names(&reference.authors)));
    }
    if !reference.editors.is_empty() {
        fields.push(("editor", names(&reference.editors)));
    }
    // Double braces keep the capitals of names in titles.
    fields.push(("title", format!("{{{}}}", escaped(&reference.title))));
    let container = if kind == "article" { "journal" } else { "booktitle" };
    let keys = [
        ("year", "year"),
        ("venue", container),
        ("container", container),
        ("volume", "volume"),
        ("issue", "number"),
        ("pages", "pages"),
        ("publisher", "publisher"),
        ("place", "address"),
        ("doi", "doi"),
        ("isbn", "isbn"),
        ("issn", "issn"),
        ("url", "url"),
        ("accessed", "urldate"),
        ("language", "langid"),
    ];
    for (key, name) in keys {
        if let Some(text) = reference.field(key).filter(|_| !fields.iter().any(|(known, _)| *known == name)) {
            let text = if key == "pages" { ranges(text, "--") } else { text.to_string() };
            let verbatim = matches!(key, "doi" | "url");
            fields.push((name, if verbatim { text.replace(['{', '}'], "") } else { escaped(&text) }));
        }
    }
    let lines: Vec<String> = fields.iter().map(|(name, text)| format!("  {name} = {{{text}}}")).collect();
    format!("@{kind}{{{},\n{}\n}}\n", reference.id, lines.join(",\n"))
}

/// "Family, Given"; a body stands in braces of its own, so that nobody looks for its surname.
fn bib_name(author: &Author) -> String {
    match &author.given {
        Some(given) => format!("{}, {}", escaped(&author.family), escaped(given)),
        None => format!("{{{}}}", escaped(&author.family)),
    }
}

/// Signs that mean something to TeX, made harmless.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' | '%' | '$' | '#' | '_' => out.extend(['\\', c]),
            '{' | '}' => {}
            '\\' => out.push_str("\\textbackslash "),
            '~' => out.push_str("\\textasciitilde "),
            '^' => out.push_str("\\textasciicircum "),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// CSL-JSON, an array with an item for each reference.
pub fn csl_json(references: &[Reference]) -> String {
    let items: Vec<Json> = references.iter().map(item).collect();
    serde_json::to_string_pretty(&items).map_or_else(|_| "[]".to_string(), |text| text + "\n")
}

fn item(reference: &Reference) -> Json {
    let mut item = Map::new();
    item.insert("id".into(), json!(reference.id));
    item.insert("type".into(), json!(types(&reference.kind).1));
    for (key, names) in [("author", &reference.authors), ("editor", &reference.editors)] {
        if !names.is_empty() {
            item.insert(key.into(), names.iter().map(csl_name).collect());
        }
    }
    item.insert("title".into(), json!(reference.title));
    for (key, name) in [("year", "issued"), ("accessed", "accessed")] {
        if let Some(text) = reference.field(key) {
            item.insert(name.into(), csl_date(text));
        }
    }
    let keys = [
        ("venue", "container-title"),
        ("container", "container-title"),
        ("volume", "volume"),
        ("issue", "issue"),
        ("pages", "page"),
        ("number", "number"),
        ("publisher", "publisher"),
        ("place", "publisher-place"),
        ("doi", "DOI"),
        ("isbn", "ISBN"),
        ("issn", "ISSN"),
        ("url", "URL"),
        ("language", "language"),
    ];
    for (key, name) in keys {
        if let Some(text) = reference.field(key) {
            item.entry(name).or_insert_with(|| json!(text));
        }
    }
    Json::Object(item)
}

/// A year, month or day as numbers; whatever else, such as a doubtful year, as it is written.
fn csl_date(text: &str) -> Json {
    let parts: Result<Vec<i64>, _> = text.split('-').map(str::parse).collect();
    match parts {
        Ok(parts) if parts.len() <= 3 => json!({ "date-parts": [parts] }),
        Ok(_) | Err(_) => json!({ "literal": text }),
    }
}

fn csl_name(author: &Author) -> Json {
    let Some(given) = &author.given else { return json!({ "literal": author.family }) };
    match author.particle() {
        ("", family) => json!({ "family": family, "given": given }),
        (particle, family) => json!({ "family": family, "non-dropping-particle": particle, "given": given }),
    }
}

#[cfg(test)]
mod tests {
    use super::{Reference, bibtex, csl_json};
    use crate::show::bibliography::{apa, chicago};
    use crate::show::citation::Author;

    fn reference() -> Reference {
        let author = |family: &str, given: Option<&str>| Author { family: family.into(), given: given.map(Into::into) };
        Reference {
            id: "roe-2020".into(),
            kind: "article".into(),
            authors: vec![author("Roe", Some("Ana María")), author("Bureau of R&D", None)],
            title: "50% of {it}".into(),
            fields: vec![
                ("year", "2020".into()),
                ("venue", "A Journal".into()),
                ("volume", "9".into()),
                ("issue", "4".into()),
                ("pages", "1-9".into()),
                ("doi", "10.1/x_y".into()),
            ],
            ..Reference::default()
        }
    }

    #[test]
    fn a_reference_in_four_forms() {
        let one = [reference()];
        assert_eq!(
            apa(&one[0]),
            "Roe, A. M., & Bureau of R&D. (2020). 50% of {it}. A Journal, 9(4), 1–9. https://doi.org/10.1/x_y"
        );
        assert_eq!(
            chicago(&one[0]),
            "Roe, Ana María, and Bureau of R&D. 2020. “50% of {it}.” A Journal 9 (4): 1–9. https://doi.org/10.1/x_y"
        );
        assert_eq!(
            bibtex(&one),
            "@article{roe-2020,\n  author = {Roe, Ana María and {Bureau of R\\&D}},\n  title = {{50\\% of it}},\n  \
             year = {2020},\n  journal = {A Journal},\n  volume = {9},\n  number = {4},\n  pages = {1--9},\n  \
             doi = {10.1/x_y}\n}\n"
        );
        let csl: serde_json::Value = serde_json::from_str(&csl_json(&one)).expect("it is JSON");
        assert_eq!(csl[0]["author"][1]["literal"], "Bureau of R&D");
        assert_eq!(csl[0]["issued"]["date-parts"][0][0], 2020);
    }

    fn author(family: &str, given: &str) -> Author {
        Author { family: family.into(), given: (!given.is_empty()).then(|| given.into()) }
    }

    #[test]
    fn a_chapter_without_a_year_whose_author_has_a_particle() {
        let chapter = Reference {
            kind: "chapter".into(),
            authors: vec![author("van der Berg", "Jean-Luc")],
            editors: vec![author("Roe", "A.M."), author("Doe", "Jo")],
            title: "Who leads?".into(),
            fields: vec![
                ("container", "A Book".into()),
                ("pages", "7–9".into()),
                ("place", "London".into()),
                ("publisher", "House".into()),
            ],
            ..reference()
        };
        assert_eq!(
            apa(&chapter),
            "van der Berg, J.-L. (n.d.). Who leads? In A. M. Roe & J. Doe (Eds.), A Book (pp. 7–9). House."
        );
        assert_eq!(
            chicago(&chapter),
            "van der Berg, Jean-Luc. n.d. “Who leads?” In A Book, edited by A.M. Roe and Jo Doe, 7–9. London: House."
        );
        assert!(bibtex(std::slice::from_ref(&chapter)).contains("  pages = {7--9},"));
        let csl: serde_json::Value = serde_json::from_str(&csl_json(&[chapter])).expect("it is JSON");
        assert_eq!(csl[0]["author"][0]["non-dropping-particle"], "van der");
        assert_eq!(csl[0]["author"][0]["family"], "Berg");
        assert!(csl[0].get("issued").is_none());
    }

    #[test]
    fn a_page_of_a_body_without_a_date() {
        let page = Reference {
            kind: "web page".into(),
            authors: vec![author("Bureau of R&D", "")],
            title: "Members".into(),
            fields: vec![("url", "https://example.org/a_b".into()), ("accessed", "2024-05-01".into())],
            ..reference()
        };
        assert_eq!(apa(&page), "Bureau of R&D. (n.d.). Members. Retrieved 2024-05-01, from https://example.org/a_b");
        assert_eq!(chicago(&page), "Bureau of R&D. n.d. “Members.” Accessed 2024-05-01. https://example.org/a_b");
        let csl: serde_json::Value = serde_json::from_str(&csl_json(&[page])).expect("it is JSON");
        assert_eq!(csl[0]["accessed"]["date-parts"][0][1], 5);
    }

    #[test]
    fn many_authors_are_cut_as_the_styles_say() {
        let authors = (1..=22).map(|at| author(&format!("N{at}"), "A")).collect();
        let work = Reference { authors, ..reference() };
        assert!(apa(&work).contains("N19, A., … N22, A. (2020)"), "{}", apa(&work));
        assert!(chicago(&work).contains("A N7, et al. 2020."), "{}", chicago(&work));
    }
}
