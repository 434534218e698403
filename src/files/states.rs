//! The words by which files say what became of a sale.

use crate::domain::records::State;

const WORDS: [(State, &[&str]); 4] = [
    (
        State::Booked,
        &[
            "won",
            "closedwon",
            "booked",
            "completed",
            "complete",
            "closed",
            "sold",
            "paid",
            "invoiced",
            "shipped",
            "delivered",
            "成交",
            "已成交",
            "贏單",
            "赢单",
            "成功",
            "得標",
            "中标",
            "完成",
            "已完成",
            "結案",
            "已出貨",
            "已发货",
            "已付款",
            "已開票",
            "已开票",
            "已簽約",
            "已签约",
        ],
    ),
    (
        State::Lost,
        &[
            "lost",
            "closedlost",
            "失單",
            "丢单",
            "丟單",
            "輸單",
            "输单",
            "失敗",
            "失败",
            "流失",
            "未成交",
            "未得標",
        ],
    ),
    (
        State::Cancelled,
        &[
            "cancelled",
            "canceled",
            "void",
            "voided",
            "cancel",
            "取消",
            "已取消",
            "作廢",
            "作废",
            "已作廢",
            "註銷",
            "撤单",
        ],
    ),
    (
        State::Open,
        &[
            "open",
            "engaging",
            "prospecting",
            "prospect",
            "lead",
            "qualified",
            "qualification",
            "proposal",
            "quoted",
            "quote",
            "negotiation",
            "negotiating",
            "pending",
            "inprogress",
            "new",
            "進行中",
            "进行中",
            "洽談中",
            "洽谈中",
            "接洽中",
            "報價",
            "报价",
            "報價中",
            "报价中",
            "潛在",
            "潜在",
            "開發中",
            "开发中",
            "談判",
            "谈判",
            "議價",
            "未結",
            "處理中",
            "处理中",
        ],
    ),
];

/// The state a folded word means.
pub fn recognise(folded: &str) -> Option<State> {
    WORDS.iter().find(|(_, words)| words.contains(&folded)).map(|(s, _)| *s)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn recognises_states() {
        for (word, want) in [
            ("won", Some(State::Booked)),
            ("engaging", Some(State::Open)),
            ("prospecting", Some(State::Open)),
            ("失單", Some(State::Lost)),
            ("已取消", Some(State::Cancelled)),
            ("maybe", None),
        ] {
            assert_eq!(recognise(word), want, "{word}");
        }
    }

    #[test]
    fn no_word_means_two_states() {
        let mut all: Vec<&str> = WORDS.iter().flat_map(|(_, w)| w.iter().copied()).collect();
        let n = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), n);
    }
}
