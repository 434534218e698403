//! Reads the sources and checks the promises of `docs/architecture.md`: a module uses only what its row names, the pure
//! layers touch neither browser nor clock, a file says what it is for, and views hold no words.
//!
//! The rows are read from the document itself, so that rule and document cannot part.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may panic"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Words that no layer below `web` may name: the browser, views, clocks, chance, and the operating system.
const IMPURE: &[&str] = &[
    "web_sys",
    "js_sys",
    "wasm_bindgen",
    "wasm_bindgen_futures",
    "gloo_storage",
    "leptos",
    "plotters",
    "SystemTime",
    "Instant",
    "rand",
    "getrandom",
];
const PURE_LAYERS: &[&str] = &["domain", "engine", "store", "files", "state", "i18n"];

/// Literals in views that are not words: text, and why no language changes it.
const NOT_WORDS: &[(&str, &str)] = &[
    ("Attain", "the product's name"),
    ("Ctrl", "the key as keyboards print it"),
    ("Esc", "the key as keyboards print it"),
    ("K", "the key as keyboards print it"),
    ("Z", "the key as keyboards print it"),
];

/// A file above 400 lines asks to be split; above this, tests not counted, it has to be.
const LIMIT: usize = 500;

#[derive(Clone, Debug, PartialEq)]
enum Token {
    Ident(String),
    Literal(String),
    Punct(char),
}

/// Things of a source with the lines they stand in.
type Lines<T> = Vec<(usize, T)>;

/// The tokens of a Rust source with their lines; comments left out, and given in the second list.
fn tokens(source: &str) -> (Lines<Token>, Lines<String>) {
    let text: Vec<char> = source.chars().collect();
    let at = |index: usize| text.get(index).copied().unwrap_or('\0');
    let (mut found, mut comments) = (Vec::new(), Vec::new());
    let (mut index, mut line) = (0, 1);
    while index < text.len() {
        let start = index;
        let here = line;
        let current = at(index);
        if current == '/' && at(index + 1) == '/' {
            while index < text.len() && at(index) != '\n' {
                index += 1;
            }
            comments.push((here, text[start..index].iter().collect()));
        } else if current == '/' && at(index + 1) == '*' {
            let mut depth = 0;
            loop {
                match (at(index), at(index + 1)) {
                    ('/', '*') => (depth, index) = (depth + 1, index + 2),
                    ('*', '/') => (depth, index) = (depth - 1, index + 2),
                    _ => index += 1,
                }
                if depth == 0 || index >= text.len() {
                    break;
                }
            }
            comments.push((here, text[start..index.min(text.len())].iter().collect()));
        } else if let Some((hashes, open)) = raw_string(&text, index) {
            let close: String = std::iter::once('"').chain(std::iter::repeat_n('#', hashes)).collect();
            let mut end = open;
            while end < text.len() && !text[end..].iter().take(close.len()).collect::<String>().eq(&close) {
                end += 1;
            }
            found.push((here, Token::Literal(text[open..end].iter().collect())));
            index = (end + close.len()).min(text.len());
        } else if current == '"' {
            index += 1;
            while index < text.len() && at(index) != '"' {
                index += if at(index) == '\\' { 2 } else { 1 };
            }
            found.push((here, Token::Literal(text[start + 1..index.min(text.len())].iter().collect())));
            index += 1;
        } else if current == '\'' && (at(index + 1) == '\\' || at(index + 2) == '\'') {
            index += if at(index + 1) == '\\' { 3 } else { 2 };
            while index < text.len() && at(index) != '\'' {
                index += 1;
            }
            found.push((here, Token::Literal(text[start + 1..index.min(text.len())].iter().collect())));
            index += 1;
        } else if current.is_alphanumeric() || current == '_' {
            while at(index).is_alphanumeric() || at(index) == '_' {
                index += 1;
            }
            found.push((here, Token::Ident(text[start..index].iter().collect())));
        } else {
            if !current.is_whitespace() {
                found.push((here, Token::Punct(current)));
            }
            index += 1;
        }
        line += text[start..index.min(text.len())].iter().filter(|&&c| c == '\n').count();
    }
    (found, comments)
}

/// For `r"`, `r#"`, `br"`, …: the number of hashes and where the content begins.
fn raw_string(text: &[char], index: usize) -> Option<(usize, usize)> {
    let previous = index.checked_sub(1).and_then(|before| text.get(before));
    if previous.is_some_and(|&c| c.is_alphanumeric() || c == '_') {
        return None;
    }
    let mut next = index + usize::from(text.get(index) == Some(&'b'));
    if text.get(next) != Some(&'r') {
        return None;
    }
    next += 1;
    let hashes = text[next..].iter().take_while(|&&c| c == '#').count();
    (text.get(next + hashes) == Some(&'"')).then_some((hashes, next + hashes + 1))
}

/// The module path of a file below `src/`: `ui/pages/home.rs` is `ui`, `pages`, `home`; binaries and `lib.rs` are the root.
fn module_of(file: &Path) -> Vec<String> {
    let mut parts: Vec<String> =
        file.with_extension("").iter().map(|part| part.to_string_lossy().into_owned()).collect();
    if parts.last().is_some_and(|last| last == "mod") {
        parts.pop();
    }
    match parts.first().map(String::as_str) {
        Some("lib" | "main" | "bin") => Vec::new(),
        _ => parts,
    }
}

/// Every path that a source names from the root of the crate: `crate::a::b`, `attain::a::b`, groups in braces, and
/// `super::…` where it leaves the module.
fn crate_paths(file: &Path, source: &str) -> Vec<(usize, Vec<String>)> {
    let (tokens, _) = tokens(source);
    let module = module_of(file);
    let mut inline: Vec<usize> = Vec::new();
    let mut depth = 0;
    let mut found = Vec::new();
    let ident = |index: usize| match tokens.get(index) {
        Some((_, Token::Ident(name))) => Some(name.as_str()),
        _ => None,
    };
    let punct =
        |index: usize, wanted: char| matches!(tokens.get(index), Some((_, Token::Punct(c))) if *c == wanted);
    let mut index = 0;
    while index < tokens.len() {
        if punct(index, '{') {
            depth += 1;
            if index >= 2 && ident(index - 2) == Some("mod") {
                inline.push(depth);
            }
        } else if punct(index, '}') {
            if inline.last() == Some(&depth) {
                inline.pop();
            }
            depth -= 1;
        }
        let begins = !(index >= 1 && punct(index - 1, ':'));
        let (mut next, mut prefix) = match ident(index) {
            Some("crate" | "attain") if begins && punct(index + 1, ':') && punct(index + 2, ':') => {
                (index + 3, Some(Vec::new()))
            }
            Some("super") if begins => {
                let mut supers = 0;
                let mut next = index;
                while ident(next) == Some("super") && punct(next + 1, ':') {
                    (supers, next) = (supers + 1, next + 3);
                }
                let levels = module.len() + inline.len();
                (next, (supers > 0 && supers >= levels).then(Vec::new))
            }
            _ => (0, None),
        };
        if let Some(prefix) = &mut prefix {
            let line = tokens[index].0;
            if punct(next, '{') {
                // A group: the first name after `{` and after each comma at its own level.
                let mut level = 0;
                let mut first = true;
                loop {
                    if punct(next, '{') {
                        level += 1;
                    } else if punct(next, '}') {
                        level -= 1;
                    } else if level == 1 && punct(next, ',') {
                        first = true;
                    } else if first && ident(next).is_some() {
                        found.push((line, segments(&tokens, next)));
                        first = false;
                    }
                    next += 1;
                    if level == 0 || next >= tokens.len() {
                        break;
                    }
                }
            } else {
                prefix.extend(segments(&tokens, next));
                found.push((line, prefix.clone()));
            }
        }
        index += 1;
    }
    found
}

/// The names of a path from `index` on.
fn segments(tokens: &[(usize, Token)], mut index: usize) -> Vec<String> {
    let mut names = Vec::new();
    while let Some((_, Token::Ident(name))) = tokens.get(index) {
        names.push(name.clone());
        let colons =
            [index + 1, index + 2].iter().all(|&at| matches!(tokens.get(at), Some((_, Token::Punct(':')))));
        if !colons {
            break;
        }
        index += 3;
    }
    names
}

/// What each top-level module may use, as the layer table of the document says.
fn layers(document: &str) -> BTreeMap<String, Vec<String>> {
    let rows = document.lines().skip_while(|line| !line.starts_with("| module | may use |")).skip(2);
    rows.take_while(|line| line.starts_with('|'))
        .filter_map(|line| {
            let mut cells = line.trim_matches('|').split('|').map(str::trim);
            let name = cells.next()?.trim_matches('`').to_owned();
            let uses = cells.next()?.split(',').map(|part| part.trim().trim_matches('`').to_owned());
            Some((name, uses.filter(|part| part != "–").collect()))
        })
        .collect()
}

/// The source without its `#[cfg(test)]` modules at the end.
fn without_tests(source: &str) -> &str {
    source.find("\n#[cfg(test)]\nmod ").map_or(source, |end| &source[..=end])
}

/// Whether a file holds nothing but the tests of the module beside it.
fn only_tests(file: &Path) -> bool {
    file.file_name().is_some_and(|name| name.to_string_lossy().ends_with("tests.rs"))
}

/// Uses of other layers that the table does not name.
fn layer_faults(rows: &BTreeMap<String, Vec<String>>, file: &Path, source: &str) -> Vec<String> {
    if only_tests(file) {
        return Vec::new();
    }
    let name = file.to_string_lossy().replace('\\', "/");
    let owner =
        if rows.contains_key(&name) { name } else { name.split('/').next().unwrap_or_default().to_owned() };
    let Some(allowed) = rows.get(&owner) else { return Vec::new() };
    let mut faults = Vec::new();
    for (line, path) in crate_paths(file, without_tests(source)) {
        let Some(top) = path.first().filter(|top| rows.contains_key(*top) && **top != owner) else {
            continue;
        };
        let whole = path.join("::");
        let named = allowed
            .iter()
            .any(|rule| rule == top || whole == *rule || whole.starts_with(&format!("{rule}::")));
        if !named {
            faults.push(format!("{}:{line}: {owner} uses {whole}", file.display()));
        }
    }
    faults
}

/// Names of the browser, of views, clocks or chance in a pure layer.
fn purity_faults(file: &Path, source: &str) -> Vec<String> {
    let module = module_of(file);
    if only_tests(file) || !module.first().is_some_and(|top| PURE_LAYERS.contains(&top.as_str())) {
        return Vec::new();
    }
    let (tokens, _) = tokens(without_tests(source));
    let names = tokens.iter().filter_map(|(line, token)| match token {
        Token::Ident(name) if IMPURE.contains(&name.as_str()) => {
            Some(format!("{}:{line}: names {name}", file.display()))
        }
        _ => None,
    });
    names.collect()
}

/// A file opens with its purpose, is not too long, and leaves nothing for later.
fn habit_faults(file: &Path, source: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let name = file.to_string_lossy().replace('\\', "/");
    if !source.starts_with("//! ") {
        faults.push(format!("{name}:1: does not open with its purpose (`//! …`)"));
    }
    let lines = without_tests(source).lines().count();
    if lines > LIMIT {
        faults.push(format!("{name}: {lines} lines without tests, more than {LIMIT}"));
    }
    let (_, comments) = tokens(source);
    for (line, comment) in comments {
        for word in ["TODO", "FIXME", "XXX", "HACK", "filled by its first slice"] {
            if comment.contains(word) {
                faults.push(format!("{name}:{line}: {word}"));
            }
        }
    }
    faults
}

/// Words in views: literals between tags, and literals in the attributes that people read.
fn word_faults(file: &Path, source: &str) -> Vec<String> {
    if only_tests(file) || module_of(file).first().is_none_or(|top| top != "ui") {
        return Vec::new();
    }
    let (tokens, _) = tokens(without_tests(source));
    let is =
        |index: usize, wanted: char| matches!(tokens.get(index), Some((_, Token::Punct(c))) if *c == wanted);
    let mut faults = Vec::new();
    let mut report = |line: usize, text: &str| {
        let words = text.chars().any(char::is_alphabetic)
            && !NOT_WORDS.iter().any(|(known, _)| *known == text.trim());
        if words {
            faults.push(format!(
                "{}:{line}: \"{text}\" stands in a view; words belong to i18n",
                file.display()
            ));
        }
    };
    for start in 0..tokens.len() {
        let opens =
            tokens[start].1 == Token::Ident("view".into()) && is(start + 1, '!') && is(start + 2, '{');
        if !opens {
            continue;
        }
        let (mut depth, mut index) = (0_i32, start + 2);
        loop {
            match &tokens[index].1 {
                Token::Punct('{' | '(' | '[') => depth += 1,
                Token::Punct('}' | ')' | ']') => depth -= 1,
                Token::Literal(text)
                    if depth == 1 && (!is(index - 1, '=') || read_attribute(&tokens, index - 1)) =>
                {
                    report(tokens[index].0, text);
                }
                _ => {}
            }
            index += 1;
            if depth == 0 || index >= tokens.len() {
                break;
            }
        }
    }
    for (line, token) in &tokens {
        if let Token::Literal(text) = token
            && text.chars().any(|c| matches!(c, '\u{4e00}'..='\u{9fff}'))
        {
            report(*line, text);
        }
    }
    faults
}

/// Whether the attribute before the `=` at `equals` is one that people read or hear.
fn read_attribute(tokens: &[(usize, Token)], equals: usize) -> bool {
    let name = |back: usize| match equals.checked_sub(back).and_then(|at| tokens.get(at)) {
        Some((_, Token::Ident(name))) => name.as_str(),
        _ => "",
    };
    match name(1) {
        "title" | "placeholder" | "alt" => true,
        "label" | "description" | "roledescription" | "valuetext" => {
            matches!(name(3), "aria") || name(3).is_empty()
        }
        _ => false,
    }
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

fn all(check: impl Fn(&Path, &str) -> Vec<String>) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&root, &mut files);
    assert!(files.len() > 10, "the sources were not found");
    let faults: Vec<String> = files
        .iter()
        .flat_map(|file| check(file.strip_prefix(&root).unwrap(), &fs::read_to_string(file).unwrap()))
        .collect();
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

fn table() -> BTreeMap<String, Vec<String>> {
    layers(&fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/architecture.md")).unwrap())
}

#[test]
fn a_module_uses_only_what_its_row_names() {
    let rows = table();
    all(|file, source| layer_faults(&rows, file, source));
}

#[test]
fn pure_layers_touch_neither_browser_nor_clock_nor_chance() {
    all(purity_faults);
}

#[test]
fn files_say_what_they_are_for_and_leave_nothing_for_later() {
    all(habit_faults);
}

#[test]
fn views_hold_no_words() {
    all(word_faults);
}

#[test]
fn the_table_is_read_from_the_document() {
    let rows = table();
    assert_eq!(rows["domain"], Vec::<String>::new());
    assert_eq!(rows["engine"], ["domain"]);
    assert!(rows["ui"].contains(&"web".to_owned()) && !rows["ui"].contains(&"store".to_owned()));
    for layer in PURE_LAYERS.iter().chain(&["web", "ui"]) {
        assert!(rows.contains_key(*layer), "{layer} has no row");
    }
    let names = layers(
        "| module | may use | promise |\n|---|---|---|\n| `a` | – | x |\n| `b` | a, `c::d` | y |\n\n| `e` | a | z |",
    );
    assert_eq!(names, BTreeMap::from([("a".into(), vec![]), ("b".into(), vec!["a".into(), "c::d".into()])]));
}

/// `check`: the file, its source, and how many faults each of the four checks must find.
fn check(file: &str, source: &str, expected: [usize; 4]) {
    let rows = table();
    let file = Path::new(file);
    let source =
        if source.starts_with("//!") { source.to_owned() } else { format!("//! Purpose.\n{source}") };
    let found = [
        layer_faults(&rows, file, &source),
        purity_faults(file, &source),
        habit_faults(file, &source),
        word_faults(file, &source),
    ];
    let counts: Vec<usize> = found.iter().map(Vec::len).collect();
    assert_eq!(counts, expected, "{}\n{source}\n{found:#?}", file.display());
}

#[test]
fn uses_of_other_layers_are_found() {
    check("domain/day.rs", "use crate::domain::id::Id;", [0; 4]);
    check("domain/day.rs", "use crate::engine::score;", [1, 0, 0, 0]);
    check(
        "engine/score.rs",
        "use crate::{domain::Day, state::command::{Command, Env}, store::wire};",
        [2, 0, 0, 0],
    );
    check("engine/score.rs", "fn f() { crate::ui::app::start() }", [1, 0, 0, 0]);
    check(
        "engine/score.rs",
        "// crate::ui::app\nconst T: &str = \"crate::ui\"; const R: &str = r#\"crate::ui \"quoted\" \"#;",
        [0; 4],
    );
    check("engine/mod.rs", "use super::state::Env;", [1, 0, 0, 0]);
    check("engine/score.rs", "use super::measure; use super::super::state::Env;", [1, 0, 0, 0]);
    check("engine/score.rs", "mod tests { use super::super::measure; use super::*; }", [0; 4]);
    check("engine/score.rs", "mod tests { use super::super::super::state::Env; }", [1, 0, 0, 0]);
    check("files/csv.rs", "use crate::store::wire::Row; use crate::store::wire;", [0; 4]);
    check("files/csv.rs", "use crate::state::Env;", [1, 0, 0, 0]);
    check("web/opfs.rs", "use crate::ui::app;", [1, 0, 0, 0]);
    check("bin/worker.rs", "use attain::files::csv; use attain::ui::app;", [1, 0, 0, 0]);
    check("main.rs", "use attain::ui::app;", [0; 4]);
}

#[test]
fn impure_names_are_found() {
    check("engine/score.rs", "use std::time::Instant;", [0, 1, 0, 0]);
    check("store/journal.rs", "fn f() { let now = std::time::SystemTime::now(); }", [0, 1, 0, 0]);
    check("state/mod.rs", "use leptos::prelude::*; // web_sys", [0, 1, 0, 0]);
    check("web/opfs.rs", "use web_sys::Window;", [0; 4]);
    check("domain/day.rs", "const TEXT: &str = \"leptos\"; struct Brand;", [0; 4]);
}

#[test]
fn habits_are_checked() {
    check("domain/day.rs", "//!\nstruct Day;", [0, 0, 1, 0]);
    check("domain/day.rs", &format!("// {}: later", "TODO"), [0, 0, 1, 0]);
    check(
        "domain/day.rs",
        &format!("/* a\n{} */ const C: char = '\"'; const L: &'static str = \"\";", "FIXME"),
        [0, 0, 1, 0],
    );
    check("domain/day.rs", &"struct A;\n".repeat(LIMIT), [0, 0, 1, 0]);
}

#[test]
fn words_in_views_are_found() {
    check("ui/app.rs", "fn f() { view! { <p>\"Hello\"</p> } }", [0, 0, 0, 1]);
    check("ui/app.rs", "fn f() { view! { <p class=\"big\" id=\"x\">{t.hello}\" · \"</p> } }", [0; 4]);
    check(
        "ui/app.rs",
        "fn f() { view! { <p aria-label=\"Close\" title=\"More\" data-testid=\"x\"></p> } }",
        [0, 0, 0, 2],
    );
    check(
        "ui/app.rs",
        "fn f() { view! { <p class=(\"big\", move || on)>{move || name(\"x\")}</p> } }",
        [0; 4],
    );
    check("ui/app.rs", "fn f() -> &'static str { \"關閉\" }", [0, 0, 0, 1]);
    check("ui/app.rs", "fn f() { view! { <b>\"Attain\"</b> } }", [0; 4]);
    check("i18n/texts.rs", "const CLOSE: &str = \"關閉\";", [0; 4]);
}
