//! The page of scorecards.

use crate::domain::scorecard::{Absent, Beyond, Curve};

texts! {
    /// Words of the page of scorecards.
    ScorecardTexts {
        lede: "指標、權重與計分曲線，合成一個分數與等第。", "指标、权重与计分曲线，合成一个分数与等级。", "KPIs, weights and curves that make one score and one grade.";
        none: "還沒有計分表", "还没有计分表", "No scorecards yet";
        none_words: "計分表決定績效指標怎麼變成分數。", "计分表决定绩效指标如何变成得分。", "A scorecard says how KPIs become a score.";
        add: "新增計分表", "新增计分表", "Add a scorecard";
        name: "名稱", "名称", "Name";
        assigned: "適用對象", "适用对象", "Applies to";
        everybody: "所有人", "所有人", "Everybody";
        role: "職務", "岗位", "Role";
        team: "團隊", "团队", "Team";
        person: "個人", "个人", "Person";
        add_assigned: "新增適用對象", "新增适用对象", "Add whom it applies to";
        lines: "指標與權重", "指标与权重", "KPIs and weights";
        add_line: "新增指標", "新增指标", "Add a KPI";
        kpi: "績效指標", "绩效指标", "KPI";
        weight: "權重", "权重", "Weight";
        level: "對照的目標", "对照的目标", "Target compared with";
        curve: "計分曲線", "计分曲线", "Scoring curve";
        ratio: "達成率：實績 ÷ 目標", "达成率：实际 ÷ 目标", "Ratio: actual ÷ target";
        inverse: "反向比率：目標 ÷ 實績", "反向比率：目标 ÷ 实际", "Inverse ratio: target ÷ actual";
        deviation: "偏離程度：1 ±（實績 − 目標）÷ |目標|", "偏离程度：1 ±（实际 − 目标）÷ |目标|", "Deviation: 1 ± (actual − target) ÷ |target|";
        points: "折線：在各點之間線性內插", "折线：在各点之间线性插值", "Points, linear between them";
        bands: "級距計分", "分段计分", "Bands";
        binary: "達標得滿分，否則零分", "达标得满分，否则零分", "All or nothing";
        completion: "完成比率 × 滿分", "完成比率 × 满分", "Completion × full points";
        plus_minus: "加減分", "加减分", "Points added and taken";
        of_actual: "依實績", "按实际值", "Of the actual";
        of_attainment: "依達成率", "按达成率", "Of the attainment";
        input: "橫軸", "横轴", "Measured as";
        at: "值", "值", "At";
        score: "得分", "得分", "Score";
        add_point: "新增一點", "新增一点", "Add a point";
        full: "滿分", "满分", "Full points";
        per_step: "每單位加減", "每单位加减", "Points per step";
        step: "單位大小", "单位大小", "Size of a step";
        limit: "加減上限", "加减上限", "Limit";
        worse: "比最差的點更差時", "比最差的点更差时", "Worse than the worst point";
        better: "比最佳的點更好時", "比最佳的点更好时", "Better than the best point";
        beyond_zero: "零分", "零分", "Zero";
        beyond_held: "維持該點得分", "保持该点得分", "Held";
        beyond_continued: "依斜率延伸", "按斜率延伸", "Continued";
        floor: "最低分", "最低分", "Lowest score";
        cap: "最高分", "最高分", "Highest score";
        veto: "一票否決", "一票否决", "Veto";
        veto_none: "無", "无", "None";
        veto_score: "總分上限", "总分上限", "Total at most";
        veto_grade: "等第上限", "等级上限", "Grade at best";
        grades: "等第", "等级", "Grades";
        grade: "等第", "等级", "Grade";
        from: "分數下限", "分数下限", "From score";
        add_grade: "新增等第", "新增等级", "Add a grade";
        places: "總分小數位數", "总分小数位数", "Decimals of the score";
        absent: "缺少資料的指標", "缺少数据的指标", "A KPI without data";
        absent_rescale: "不計入，其餘權重重新換算", "不计入，其余权重重新折算", "Is left out and the weights rescaled";
        absent_zero: "以零分計", "按零分计", "Counts as zero";
        new_name: "業務人員計分表", "销售人员计分表", "Seller scorecard";
        all_hundred: "權重合計 100", "权重合计 100", "Weights total 100";
        draft_note: "尚未儲存的修改只在這個頁面上。", "未保存的修改只在本页面上。", "Changes not yet saved are on this page only.";
        standings: "每個人的分數", "每个人的得分", "Everybody’s score";
        standings_words: "總分與各指標得分；按一下姓名即可查看計算過程。", "总分与各指标得分；点击姓名即可查看计算过程。", "The total and the score of each KPI. Press a name to see how it came about.";
        more: "端點、上下限與一票否決", "端点、上下限与一票否决", "Ends, limits and veto";
        drawn: "得分曲線", "得分曲线", "Score by result";
    }
    fn weights_are(total: &str): format!("權重合計 {total}，必須是 100"), format!("权重合计 {total}，必须为 100"), format!("The weights total {total}; they must total 100");
}

impl ScorecardTexts {
    /// The kind of a curve, in words.
    #[must_use]
    pub const fn curve_name(&self, curve: &Curve) -> &'static str {
        match curve {
            Curve::Ratio => self.ratio,
            Curve::InverseRatio => self.inverse,
            Curve::Deviation => self.deviation,
            Curve::Points { .. } => self.points,
            Curve::Bands { .. } => self.bands,
            Curve::Binary { .. } => self.binary,
            Curve::Completion { .. } => self.completion,
            Curve::PlusMinus { .. } => self.plus_minus,
        }
    }

    /// What happens beyond an end, in words.
    #[must_use]
    pub const fn beyond_name(&self, beyond: Beyond) -> &'static str {
        match beyond {
            Beyond::Zero => self.beyond_zero,
            Beyond::Held => self.beyond_held,
            Beyond::Continued => self.beyond_continued,
        }
    }

    /// What an absent part does, in words.
    #[must_use]
    pub const fn absent_name(&self, absent: Absent) -> &'static str {
        match absent {
            Absent::Rescale => self.absent_rescale,
            Absent::Zero => self.absent_zero,
        }
    }
}
