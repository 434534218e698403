//! The text of a formula as a tree. Every node knows its place in the text.
//!
//! `+ − × ÷` (also `- * /`), parentheses, numbers with an optional `%`, names, and `min`, `max`, `abs`. No loops, no
//! conditions; length, size and depth are bounded, so a formula's cost is bounded too.

use crate::domain::Decimal;
use crate::domain::issue::{About, Issue, IssueCode};
use crate::engine::trace::Operation;

/// Longest text, in bytes.
const MOST_BYTES: usize = 1000;
/// Most nodes.
const MOST_NODES: usize = 200;
/// Deepest nesting.
const MOST_DEPTH: usize = 32;

/// A part of a formula.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expr {
    /// What it is.
    pub kind: ExprKind,
    /// First byte in the text.
    pub from: usize,
    /// One beyond the last byte.
    pub to: usize,
}

/// What a part of a formula is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExprKind {
    /// A number.
    Number(Decimal),
    /// The key of a measure or KPI.
    Name(String),
    /// An operation on parts.
    Operation(Operation, Vec<Expr>),
}

/// Reads a formula.
///
/// # Errors
/// One issue at its place: [`IssueCode::Syntax`], [`IssueCode::UnknownName`] for an unknown function, or
/// [`IssueCode::TooComplex`].
pub fn parse(text: &str) -> Result<Expr, Issue> {
    if text.len() > MOST_BYTES {
        return Err(fault(IssueCode::TooComplex, MOST_BYTES, text.len()));
    }
    let mut parser = Parser { text, at: 0, nodes: 0 };
    let whole = parser.sum(0)?;
    parser.space();
    if parser.at < text.len() {
        return Err(fault(IssueCode::Syntax, parser.at, text.len()));
    }
    Ok(whole)
}

pub(super) fn fault(code: IssueCode, from: usize, to: usize) -> Issue {
    Issue { code, about: About::Place(from, to) }
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
    nodes: usize,
}

impl Parser<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn space(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
    }

    /// Takes the next character after spaces where it is one of these.
    fn take(&mut self, any: &[char]) -> Option<char> {
        self.space();
        let next = self.peek().filter(|c| any.contains(c))?;
        self.at += next.len_utf8();
        Some(next)
    }

    fn here(&self, code: IssueCode) -> Issue {
        let width = self.peek().map_or(0, char::len_utf8);
        fault(code, self.at, self.at + width)
    }

    fn node(&mut self, kind: ExprKind, from: usize) -> Result<Expr, Issue> {
        self.nodes += 1;
        if self.nodes > MOST_NODES {
            return Err(fault(IssueCode::TooComplex, from, self.at));
        }
        Ok(Expr { kind, from, to: self.at })
    }

    fn sum(&mut self, depth: usize) -> Result<Expr, Issue> {
        let mut left = self.product(depth)?;
        while let Some(sign) = self.take(&['+', '-', '−', '＋', '－']) {
            let right = self.product(depth)?;
            let plus = matches!(sign, '+' | '＋');
            let operation = if plus { Operation::Add } else { Operation::Subtract };
            let from = left.from;
            left = self.node(ExprKind::Operation(operation, vec![left, right]), from)?;
        }
        Ok(left)
    }

    fn product(&mut self, depth: usize) -> Result<Expr, Issue> {
        let mut left = self.signed(depth)?;
        while let Some(sign) = self.take(&['*', '×', '/', '÷']) {
            let right = self.signed(depth)?;
            let times = matches!(sign, '*' | '×');
            let operation = if times { Operation::Multiply } else { Operation::Divide };
            let from = left.from;
            left = self.node(ExprKind::Operation(operation, vec![left, right]), from)?;
        }
        Ok(left)
    }

    fn signed(&mut self, depth: usize) -> Result<Expr, Issue> {
        self.space();
        let from = self.at;
        if depth > MOST_DEPTH {
            return Err(self.here(IssueCode::TooComplex));
        }
        if self.take(&['-', '−']).is_some() {
            let inner = self.signed(depth + 1)?;
            return self.node(ExprKind::Operation(Operation::Negate, vec![inner]), from);
        }
        self.atom(depth)
    }

    fn atom(&mut self, depth: usize) -> Result<Expr, Issue> {
        self.space();
        let from = self.at;
        match self.peek() {
            Some('(' | '（') => {
                self.take(&['(', '（']);
                let inner = self.sum(depth + 1)?;
                if self.take(&[')', '）']).is_none() {
                    return Err(self.here(IssueCode::Syntax));
                }
                Ok(Expr { from, to: self.at, ..inner })
            }
            Some(c) if c.is_ascii_digit() => {
                let length = self.run(|c| c.is_ascii_digit() || c == '.');
                let digits = self.text.get(from..from + length).unwrap_or("");
                self.at += length;
                let number = Decimal::from_str_exact(digits);
                let number = number.map_err(|_| fault(IssueCode::Syntax, from, self.at))?;
                let percent = self.take(&['%', '％']).is_some();
                let value = if percent { number / Decimal::ONE_HUNDRED } else { number };
                self.node(ExprKind::Number(value), from)
            }
            Some(c) if c.is_alphabetic() || c == '_' => {
                let length = self.run(|c| c.is_alphanumeric() || c == '_');
                let name = self.text.get(from..from + length).unwrap_or("").to_owned();
                self.at += length;
                if self.take(&['(', '（']).is_some() {
                    self.call(&name, from, depth)
                } else {
                    self.at = from + length;
                    self.node(ExprKind::Name(name), from)
                }
            }
            _ => Err(self.here(IssueCode::Syntax)),
        }
    }

    fn run(&self, belongs: impl Fn(char) -> bool) -> usize {
        let rest = self.rest();
        rest.find(|c| !belongs(c)).unwrap_or(rest.len())
    }

    fn call(&mut self, name: &str, from: usize, depth: usize) -> Result<Expr, Issue> {
        let operation = match name {
            "min" => Operation::Min,
            "max" => Operation::Max,
            "abs" => Operation::Abs,
            _ => return Err(fault(IssueCode::UnknownName, from, from + name.len())),
        };
        let mut parts = vec![self.sum(depth + 1)?];
        while self.take(&[',', '，']).is_some() {
            parts.push(self.sum(depth + 1)?);
        }
        if self.take(&[')', '）']).is_none() {
            return Err(self.here(IssueCode::Syntax));
        }
        if operation == Operation::Abs && parts.len() != 1 {
            return Err(fault(IssueCode::Syntax, from, self.at));
        }
        self.node(ExprKind::Operation(operation, parts), from)
    }
}
