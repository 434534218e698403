//! The words of ready appraisal standards in three languages.

use crate::i18n::Lang;
use crate::state::ready::{CompetencyWords, ReadyWords};

/// The words for a language.
#[must_use]
pub const fn words(lang: Lang) -> &'static ReadyWords {
    match lang {
        Lang::ZhHant => &ZH_HANT,
        Lang::ZhHans => &ZH_HANS,
        Lang::En => &EN,
    }
}

const fn competency(
    name: &'static str,
    meaning: &'static str,
    anchors: [&'static str; 3],
) -> CompetencyWords {
    CompetencyWords { name, meaning, anchors }
}

static ZH_HANT: ReadyWords = ReadyWords {
    standards: ["業務代表考核標準", "大客戶經理考核標準", "業務主管考核標準"],
    competencies: [
        competency(
            "團隊合作",
            "分享資訊，協助同事，把團隊目標放在個人之前。",
            [
                "只顧自己的客戶，少與人配合。",
                "會回應同事的請求，資訊大致共享。",
                "主動支援同事，促成跨部門合作。",
            ],
        ),
        competency(
            "溝通能力",
            "仔細聆聽，把複雜的事說清楚，讓人願意採納。",
            ["常讓客戶或同事誤解。", "說明清楚，會確認對方的理解。", "能化解歧見，讓各方達成共識。"],
        ),
        competency(
            "創新",
            "嘗試更好的做法，並把有效的經驗推廣開來。",
            ["只用慣用的做法。", "會提出改善建議並試行。", "帶動新的做法，並用數字證明成效。"],
        ),
        competency(
            "客戶導向",
            "了解客戶的業務，把客戶的長期利益放在短期業績之前。",
            ["對客戶的情況了解不深。", "能回應客戶需求並如期完成。", "成為客戶信賴的顧問，提前看到需求。"],
        ),
        competency(
            "領導與培育",
            "訂出清楚的目標，給予回饋，帶出能獨當一面的人。",
            [
                "很少與部屬討論目標與表現。",
                "定期回饋，並安排學習機會。",
                "團隊成員明顯成長，能承擔更大的責任。",
            ],
        ),
    ],
    ratings: ["待改進", "部分符合期待", "符合期待", "超出期待", "表現卓越"],
    grades: ["優", "甲", "乙", "丙", "丁"],
    strengths: "這段期間做得最好的是什麼？",
    wishes: "最需要改善的是什麼？",
    aims: "下一期想達成什麼？需要哪些支援？",
};

static ZH_HANS: ReadyWords = ReadyWords {
    standards: ["销售代表考核标准", "大客户经理考核标准", "销售主管考核标准"],
    competencies: [
        competency(
            "团队协作",
            "分享信息，支持同事，把团队目标放在个人之前。",
            [
                "只顾自己的客户，很少配合他人。",
                "会回应同事的请求，信息基本共享。",
                "主动支持同事，推动跨部门协作。",
            ],
        ),
        competency(
            "沟通能力",
            "认真倾听，把复杂的事情讲清楚，让人愿意采纳。",
            ["常让客户或同事产生误解。", "表达清楚，会确认对方的理解。", "能化解分歧，促成各方共识。"],
        ),
        competency(
            "创新",
            "尝试更好的做法，并把有效的经验推广开来。",
            ["只用习惯的做法。", "会提出改进建议并试行。", "带动新的做法，并用数据证明成效。"],
        ),
        competency(
            "客户导向",
            "了解客户的业务，把客户的长期利益放在短期业绩之前。",
            ["对客户情况了解不深。", "能响应客户需求并按时完成。", "成为客户信赖的顾问，提前发现需求。"],
        ),
        competency(
            "领导与培养",
            "制定清晰的目标，给予反馈，带出能独当一面的人。",
            [
                "很少与下属讨论目标和表现。",
                "定期反馈，并安排学习机会。",
                "团队成员明显成长，能承担更大的责任。",
            ],
        ),
    ],
    ratings: ["待改进", "部分符合期望", "符合期望", "超出期望", "表现卓越"],
    grades: ["S", "A", "B", "C", "D"],
    strengths: "这段时间做得最好的是什么？",
    wishes: "最需要改进的是什么？",
    aims: "下一周期想达成什么？需要哪些支持？",
};

static EN: ReadyWords = ReadyWords {
    standards: ["Seller standard", "Key-account manager standard", "Team leader standard"],
    competencies: [
        competency(
            "Teamwork",
            "Shares what they know, helps colleagues, and puts the team’s goal before their own.",
            [
                "Looks after their own customers only.",
                "Answers requests and shares most information.",
                "Offers help before being asked and brings departments together.",
            ],
        ),
        competency(
            "Communication",
            "Listens, makes complicated things clear, and wins people over.",
            [
                "Is often misunderstood by customers or colleagues.",
                "Explains clearly and checks that it was understood.",
                "Settles differences and brings people to an agreement.",
            ],
        ),
        competency(
            "Innovation",
            "Tries better ways and spreads what works.",
            [
                "Keeps to habits.",
                "Suggests improvements and tries them.",
                "Leads new ways of working and proves them with figures.",
            ],
        ),
        competency(
            "Customer focus",
            "Knows the customer’s business and puts its long-term interest before a quick sale.",
            [
                "Knows little about the customer’s situation.",
                "Meets needs and keeps dates.",
                "Is a trusted adviser who sees needs early.",
            ],
        ),
        competency(
            "Leading and developing people",
            "Sets clear goals, gives feedback, and brings up people who can stand on their own.",
            [
                "Seldom talks with the team about goals and results.",
                "Gives regular feedback and makes room to learn.",
                "People in the team grow visibly and take on more.",
            ],
        ),
    ],
    ratings: [
        "Needs improvement",
        "Partly meets expectations",
        "Meets expectations",
        "Exceeds expectations",
        "Outstanding",
    ],
    grades: ["A", "B", "C", "D", "E"],
    strengths: "What went best in this period?",
    wishes: "What needs to get better?",
    aims: "What do you want to reach next, and what support do you need?",
};
