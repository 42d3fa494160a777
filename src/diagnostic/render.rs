//! Draws a diagnostic: the line it is about, a mark under the place, hints below.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::{Diagnostic, Severity, Span};

/// The diagnostic as text for people, with the lines of `source` that it is about.
///
/// `origin` names the source where it is a file. `colour` adds terminal colours.
pub fn render(diagnostic: &Diagnostic, source: &str, origin: Option<&str>, colour: bool) -> String {
    let title = heading(diagnostic);
    let level = level_of(diagnostic.severity);
    let title = level.primary_title(&title);
    let mut group = Group::with_title(if diagnostic.code.is_empty() { title } else { title.id(diagnostic.code) });
    if let Some(span) = diagnostic.span.filter(|_| !source.is_empty()) {
        group = group.element(snippet(diagnostic, span, source, origin));
    }
    for hint in &diagnostic.hints {
        group = group.element(Level::HELP.message(hint));
    }
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    renderer.decor_style(DecorStyle::Ascii).render(&[group])
}

fn heading(diagnostic: &Diagnostic) -> String {
    diagnostic.message.clone()
}

fn level_of(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    }
}

fn snippet<'a>(
    diagnostic: &'a Diagnostic,
    span: Span,
    source: &'a str,
    origin: Option<&'a str>,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let place = clamp(span, source);
    let mut primary = AnnotationKind::Primary.span(place.start..place.end);
    if !diagnostic.label.is_empty() {
        primary = primary.label(diagnostic.label.as_str());
    }
    let mut snippet = Snippet::source(source).path(origin).annotation(primary);
    if let Some((other, text)) = &diagnostic.related {
        let other = clamp(*other, source);
        let context = AnnotationKind::Context.span(other.start..other.end);
        snippet = snippet.annotation(context.label(text.as_str()));
    }
    snippet
}

/// Keeps a span inside the text and on character borders, whatever it was built from.
fn clamp(span: Span, source: &str) -> Span {
    let border = |mut at: usize| {
        at = at.min(source.len());
        while !source.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let start = border(span.start);
    Span::new(start, border(span.end).max(start))
}
