//! The names of a workspace's files.

use crate::domain::id::{BlockId, Uuid};
use std::fmt;

/// A file's name, taken apart. Ordered as the names are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FileName {
    /// `head-a`: heads of odd generations.
    HeadA,
    /// `head-b`: heads of even generations.
    HeadB,
    /// `snapshot-<seq>`.
    Snapshot(u64),
    /// `frame-<seq>`.
    Frame(u64),
    /// `log-<from>-<to>`.
    Log(u64, u64),
    /// `<block>.facts`.
    Facts(BlockId),
    /// `<block>.names`.
    Names(BlockId),
}

impl FileName {
    /// The head of a generation.
    pub fn head(generation: u64) -> FileName {
        if generation % 2 == 1 { FileName::HeadA } else { FileName::HeadB }
    }

    /// The block whose file this is; `None` for the text files, which the second home keeps too.
    pub fn block(self) -> Option<BlockId> {
        match self {
            FileName::Facts(id) | FileName::Names(id) => Some(id),
            _ => None,
        }
    }

    /// Reads a name; `None` for anything that is no file of ours.
    pub fn read(text: &str) -> Option<FileName> {
        let seq = |digits: &str| digits.parse::<u64>().ok();
        let name = match text.split_once('-') {
            _ if text == "head-a" => FileName::HeadA,
            _ if text == "head-b" => FileName::HeadB,
            Some(("snapshot", rest)) => FileName::Snapshot(seq(rest)?),
            Some(("frame", rest)) => FileName::Frame(seq(rest)?),
            Some(("log", rest)) => {
                let (from, to) = rest.split_once('-')?;
                FileName::Log(seq(from)?, seq(to)?)
            }
            _ => {
                let (id, part) = text.split_once('.')?;
                let id = BlockId(Uuid::parse_str(id).ok()?);
                match part {
                    "facts" => FileName::Facts(id),
                    "names" => FileName::Names(id),
                    _ => return None,
                }
            }
        };
        (name.to_string() == text).then_some(name)
    }
}

impl fmt::Display for FileName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FileName::HeadA => f.write_str("head-a"),
            FileName::HeadB => f.write_str("head-b"),
            FileName::Snapshot(seq) => write!(f, "snapshot-{seq:010}"),
            FileName::Frame(seq) => write!(f, "frame-{seq:010}"),
            FileName::Log(from, to) => write!(f, "log-{from:010}-{to:010}"),
            FileName::Facts(id) => write!(f, "{id}.facts"),
            FileName::Names(id) => write!(f, "{id}.names"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::testing::id;

    #[test]
    fn names_read_back_and_nothing_else_does() {
        let all = [
            FileName::head(1),
            FileName::head(2),
            FileName::Snapshot(0),
            FileName::Frame(12),
            FileName::Log(1, 64),
            FileName::Facts(id(1)),
            FileName::Names(id(2)),
        ];
        for name in all {
            assert_eq!(FileName::read(&name.to_string()), Some(name));
        }
        for bad in [
            "",
            "head-c",
            "frame-1",
            "frame-00000000012",
            "frame-+000000012",
            "log-0000000001",
            "x.facts",
            "frame-0000000001.crswap",
        ] {
            assert_eq!(FileName::read(bad), None, "{bad}");
        }
    }
}
