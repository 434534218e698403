//! Messages as files that a mail program opens as a draft (RFC 5322, MIME).
//!
//! Invariant: bodies travel in base64 and headers as encoded words, so no text of the workspace can add a header, a part or
//! a recipient.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// A message without recipient: whoever opens it says to whom it goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// The subject.
    pub subject: String,
    /// The message as plain text.
    pub text: String,
    /// The same as a page.
    pub html: String,
}

/// Octets of text in one encoded word, so that the word with its frame stays under 75.
const WORD: usize = 42;
/// Separates the parts; no base64 line can be it.
const BOUNDARY: &str = "=_attain_part";

/// The file.
#[must_use]
pub fn write(message: &Message) -> String {
    let mut out = String::new();
    for line in [
        "X-Unsent: 1",
        "To: ",
        &format!("Subject: {}", header(&message.subject)),
        "MIME-Version: 1.0",
        &format!("Content-Type: multipart/alternative; boundary=\"{BOUNDARY}\""),
        "",
    ] {
        out.push_str(line);
        out.push_str("\r\n");
    }
    for (kind, content) in [("text/plain", &message.text), ("text/html", &message.html)] {
        out.push_str(&format!("--{BOUNDARY}\r\nContent-Type: {kind}; charset=utf-8\r\n"));
        out.push_str("Content-Transfer-Encoding: base64\r\n\r\n");
        push_body(&mut out, content);
    }
    out.push_str(&format!("--{BOUNDARY}--\r\n"));
    out
}

/// A header's text as encoded words, each of whole characters.
fn header(text: &str) -> String {
    let clean: String = text.chars().map(|g| if g.is_control() { ' ' } else { g }).collect();
    let mut words: Vec<String> = vec![String::new()];
    for glyph in clean.chars() {
        match words.last_mut() {
            Some(word) if word.len() + glyph.len_utf8() <= WORD => word.push(glyph),
            _ => words.push(glyph.to_string()),
        }
    }
    let words: Vec<String> =
        words.iter().map(|w| format!("=?UTF-8?B?{}?=", STANDARD.encode(w.as_bytes()))).collect();
    words.join("\r\n ")
}

/// A body in lines of 76 characters.
fn push_body(out: &mut String, text: &str) {
    let code = STANDARD.encode(text.as_bytes());
    let mut rest = code.as_str();
    while !rest.is_empty() {
        // Base64 is ASCII: every place is a boundary of characters.
        let (line, more) = rest.split_at_checked(76).unwrap_or((rest, ""));
        out.push_str(line);
        out.push_str("\r\n");
        rest = more;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_holds_what_was_put_in_and_no_header_more() {
        let evil = "Result\r\nBcc: x@example.com\r\n\r\n--=_attain_part";
        let message =
            Message {
                subject: evil.into(), text: format!("您好\n{evil}"), html: "<p>您好</p>".repeat(50)
            };
        let file = write(&message);
        let (head, body) = file.split_once("\r\n\r\n").unwrap();
        let names: Vec<&str> = head
            .split("\r\n")
            .filter(|l| !l.starts_with(' '))
            .filter_map(|l| l.split_once(':'))
            .map(|l| l.0)
            .collect();
        assert_eq!(names, ["X-Unsent", "To", "Subject", "MIME-Version", "Content-Type"]);
        assert!(file.split("\r\n").all(|line| line.len() <= 78));
        assert_eq!(body.matches(&format!("--{BOUNDARY}\r\n")).count(), 2);
        let parts: Vec<String> = body
            .split(&format!("--{BOUNDARY}"))
            .filter_map(|part| part.split_once("\r\n\r\n"))
            .map(|(_, code)| STANDARD.decode(code.replace("\r\n", "")).unwrap())
            .map(|bytes| String::from_utf8(bytes).unwrap())
            .collect();
        assert_eq!(parts, [message.text, message.html]);
        let subject = head.split_once("Subject: ").unwrap().1.split("\r\nMIME").next().unwrap();
        let words: String = subject
            .split("\r\n ")
            .map(|w| w.strip_prefix("=?UTF-8?B?").unwrap().strip_suffix("?=").unwrap())
            .map(|w| String::from_utf8(STANDARD.decode(w).unwrap()).unwrap())
            .collect();
        assert_eq!(words, evil.replace(['\r', '\n'], " "));
    }
}
