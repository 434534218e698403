//! Messages as text and buffers: what crosses between page and file worker.
//!
//! Control is JSON; blocks of records travel beside it as bytes in the stored format, so that a million rows are never text.

use crate::domain::id::{BlockId, Uuid};
use crate::domain::records::{Facts, Names};
use crate::files::changed::ChangedRow;
use crate::files::error::FileError;
use crate::files::messages::{Analysis, Built, Preview, Progress, Reply, Request};
use crate::store::blocks::{decode_facts, decode_names, encode_facts, encode_names};
use serde::{Deserialize, Serialize};

/// A question with its number. Existing blocks travel beside it, two buffers each.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Asked {
    /// Number of the question; the answer bears it.
    pub id: u32,
    /// The question.
    pub request: Request,
}

/// What the worker says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Said {
    /// Number of the question.
    pub id: u32,
    /// Progress, or the answer.
    pub what: What,
}

/// Progress, or an answer without its buffers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// So far.
    Progress(Progress),
    /// See [`Reply::Read`].
    Read(Box<Preview>),
    /// See [`Reply::Analysed`].
    Analysed(Box<Analysis>),
    /// See [`Reply::Built`]: the blocks come as buffers, first the new ones, then the replaced.
    Built {
        /// Places of the replaced blocks.
        replaced: Vec<usize>,
        /// New rows.
        added: u64,
        /// Known rows.
        same: u64,
        /// Changed rows.
        changed: u64,
        /// The first of those.
        examples: Vec<ChangedRow>,
    },
    /// See [`Reply::File`]: the only buffer.
    File,
    /// See [`Reply::Failed`].
    Failed(FileError),
}

/// The blocks on their way have no identity yet: the page gives it.
const NOBODY: BlockId = BlockId(Uuid::nil());

/// Blocks as buffers, two each; `None` where a block breaks the format.
pub fn pack<'a>(blocks: impl IntoIterator<Item = (&'a Facts, &'a Names)>) -> Option<Vec<Vec<u8>>> {
    let mut out = Vec::new();
    for (facts, names) in blocks {
        out.push(encode_facts(NOBODY, facts)?);
        out.push(encode_names(NOBODY, facts.len(), names)?);
    }
    Some(out)
}

/// Buffers as blocks; `None` where they are damaged.
pub fn unpack(buffers: &[Vec<u8>]) -> Option<Vec<(Facts, Names)>> {
    let pair = |pair: &[Vec<u8>]| match pair {
        [facts, names] => Some((decode_facts(NOBODY, facts).ok()?, decode_names(NOBODY, names).ok()?)),
        _ => None,
    };
    buffers.chunks(2).map(pair).collect()
}

/// An answer as message and buffers.
pub fn send(reply: Reply) -> (What, Vec<Vec<u8>>) {
    match reply {
        Reply::Read(preview) => (What::Read(preview), Vec::new()),
        Reply::Analysed(analysis) => (What::Analysed(analysis), Vec::new()),
        Reply::File(bytes) => (What::File, vec![bytes]),
        Reply::Failed(error) => (What::Failed(error), Vec::new()),
        Reply::Built(built) => {
            let Built { blocks, replaced, added, same, changed, examples } = *built;
            let all = blocks.iter().map(|(f, n)| (f, n)).chain(replaced.iter().map(|(_, f, n)| (f, n)));
            match pack(all) {
                Some(buffers) => {
                    let replaced = replaced.iter().map(|r| r.0).collect();
                    (What::Built { replaced, added, same, changed, examples }, buffers)
                }
                None => (What::Failed(FileError::Unreadable), Vec::new()),
            }
        }
    }
}

/// The answer of a message, with the blocks or the bytes that came beside it; `None` for progress and for what is damaged.
pub fn receive(what: What, mut blocks: Vec<(Facts, Names)>, bytes: Vec<u8>) -> Option<Reply> {
    Some(match what {
        What::Progress(_) => return None,
        What::Read(preview) => Reply::Read(preview),
        What::Analysed(analysis) => Reply::Analysed(analysis),
        What::File => Reply::File(bytes),
        What::Failed(error) => Reply::Failed(error),
        What::Built { replaced, added, same, changed, examples } => {
            let old = blocks.split_off(blocks.len().checked_sub(replaced.len())?);
            let replaced = replaced.into_iter().zip(old).map(|(at, (f, n))| (at, f, n)).collect();
            Reply::Built(Box::new(Built { blocks, replaced, added, same, changed, examples }))
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::day::Day;
    use crate::domain::money::Currency;
    use crate::domain::records::{Extra, Ints, Texts};
    use crate::files::changed::{CellValue, Differs};
    use crate::files::field::Field;
    use crate::files::messages::{BuildPlan, Context, Dimension, ReadOptions};

    fn block(n: u16) -> (Facts, Names) {
        let mut texts = Texts::default();
        texts.push("單號");
        let facts = Facts {
            day: vec![Day(n)],
            state: vec![0],
            credit: vec![n],
            product: vec![1],
            customer: vec![0],
            channel: vec![0],
            territory: vec![0],
            document: vec![1],
            quantity: Ints::pack(&[1]),
            amount: Ints::pack(&[i64::from(n)]),
            cost: Ints::pack(&[crate::domain::records::ABSENT]),
            extra: Extra::default(),
        };
        let names = Names {
            document: texts.clone(),
            line: texts.clone(),
            source_row: vec![2],
            returns: texts,
            ..Names::default()
        };
        (facts, names)
    }

    #[test]
    fn questions_arrive_as_they_were_asked() {
        let plan = BuildPlan {
            codes: [(Dimension::Person, vec![0, 7])].into(),
            canonical: [(Dimension::Product, [(3, 2)].into())].into(),
            homes: [(7, vec![(0, 1), (16_987, 2)])].into(),
        };
        let context = Context::of(Currency::TWD);
        for request in [
            Request::Read { name: "x.csv".into(), options: ReadOptions::default() },
            Request::Analyse { choices: None, context },
            Request::Build(Box::new(plan)),
            Request::BadRows { words: [("reason".to_owned(), "原因".to_owned())].into() },
            Request::Workbook { sheet: "S".into(), rows: vec![vec!["a".into()]] },
        ] {
            let asked = Asked { id: 4, request };
            let text = serde_json::to_string(&asked).unwrap();
            assert_eq!(serde_json::from_str::<Asked>(&text).unwrap(), asked);
        }
    }

    #[test]
    fn answers_arrive_as_they_were_sent() {
        let (facts, names) = block(3);
        let built = Built {
            blocks: vec![block(1), block(2)],
            replaced: vec![(7, facts, names)],
            added: 2,
            same: 1,
            changed: 1,
            examples: vec![ChangedRow {
                row: 2,
                name: "單號".into(),
                differs: vec![Differs {
                    field: Field::Amount,
                    was: CellValue::Money(1),
                    is: CellValue::Text("二".into()),
                }],
            }],
        };
        for reply in [
            Reply::Built(Box::new(built)),
            Reply::File(vec![1, 2, 3]),
            Reply::Failed(FileError::ZeroByte { row: 7 }),
        ] {
            let (what, buffers) = send(reply.clone());
            let text = serde_json::to_string(&Said { id: 4, what }).unwrap();
            let said: Said = serde_json::from_str(&text).unwrap();
            let blocks = unpack(&buffers).unwrap_or_default();
            let bytes = buffers.into_iter().next().unwrap_or_default();
            assert_eq!(receive(said.what, blocks, bytes), Some(reply));
        }
    }
}
