//! An empty table of each kind to fill in: headings in the reader's language and two rows that show what goes where.

use crate::files::encoding::Script;
use crate::files::field::{Field, Kind};

/// What the two example rows say, in three languages: English, Traditional, Simplified.
fn example(field: Field, row: usize, script: Script) -> &'static str {
    let [first, second]: [[&str; 3]; 2] = match field {
        Field::Document => [["A-1001"; 3], ["A-1002"; 3]],
        Field::Line => [["1"; 3], ["1"; 3]],
        Field::BookedOn | Field::OpenedOn | Field::InvoicedOn => [["2026-01-05"; 3], ["2026-01-12"; 3]],
        Field::DueOn | Field::CollectedOn => [["2026-02-04"; 3], [""; 3]],
        Field::State => [["won", "已成交", "已成交"], ["open", "進行中", "进行中"]],
        Field::Person => [["Anna Lee", "陳怡君", "陈怡君"], ["Ben Carter", "林志明", "林志明"]],
        Field::PersonNumber => [["E01"; 3], ["E02"; 3]],
        Field::Customer => {
            [["Harbor Trading", "海港貿易", "海港贸易"], ["Northside Stores", "北城百貨", "北城百货"]]
        }
        Field::CustomerNumber => [["C001"; 3], ["C002"; 3]],
        Field::Product => [["Desk lamp", "檯燈", "台灯"], ["Office chair", "辦公椅", "办公椅"]],
        Field::ProductNumber => [["P-10"; 3], ["P-20"; 3]],
        Field::Category => [["Lighting", "燈具", "灯具"], ["Furniture", "家具", "家具"]],
        Field::Channel => [["Retail", "門市", "门店"], ["Online", "網路", "线上"]],
        Field::Territory => [["North", "北區", "北区"], ["South", "南區", "南区"]],
        Field::Quantity => [["10"; 3], ["4"; 3]],
        Field::UnitPrice => [["120"; 3], ["350"; 3]],
        Field::Discount => [["5%"; 3], ["0%"; 3]],
        Field::Amount => [["1140"; 3], ["1400"; 3]],
        Field::Cost => [["700"; 3], ["900"; 3]],
        Field::Term => [["12"; 3], [""; 3]],
        Field::Returns => [[""; 3], [""; 3]],
        Field::Probability => [[""; 3], ["60%"; 3]],
        Field::Role => [["Seller", "業務專員", "销售专员"], ["Sales manager", "業務經理", "销售经理"]],
        Field::Team => [["North team", "北區團隊", "北区团队"], ["North team", "北區團隊", "北区团队"]],
        Field::Office => [["North", "北區", "北区"], ["North", "北區", "北区"]],
        Field::Manager => [["Ben Carter", "林志明", "林志明"], [""; 3]],
        Field::HiredOn => [["2024-03-01"; 3], ["2020-07-15"; 3]],
        Field::LeftOn => [[""; 3], [""; 3]],
        Field::Sector => [["Trade", "貿易", "贸易"], ["Retail", "零售", "零售"]],
        Field::Measure => [["Satisfaction", "客戶滿意度", "客户满意度"]; 2],
        Field::Period => [["2026-01"; 3], ["2026-02"; 3]],
        Field::Level => [["target", "基本", "基本"]; 2],
        Field::Value => [["4.5"; 3], ["4.2"; 3]],
        Field::Sample => [["25"; 3], ["31"; 3]],
    };
    let [english, traditional, simplified] = if row == 0 { first } else { second };
    match script {
        Script::Neutral => english,
        Script::Traditional => traditional,
        Script::Simplified => simplified,
    }
}

/// The rows of a template: headings, then two examples.
pub fn rows(kind: Kind, script: Script, heading: &dyn Fn(Field) -> String) -> Vec<Vec<String>> {
    // One subject is enough to show how it is done.
    let left_out = |f: &Field| match kind {
        Kind::Measurements => matches!(f, Field::Team | Field::Territory | Field::Product | Field::Customer),
        Kind::Targets => matches!(f, Field::Team | Field::Territory | Field::Product | Field::Customer),
        _ => false,
    };
    let fields: Vec<Field> = kind.fields().iter().filter(|f| !left_out(f)).copied().collect();
    let cell = |field: Field, row| match (kind, field) {
        (Kind::Targets, Field::Value) => "100000".to_owned(),
        (Kind::Targets, Field::Measure) => match script {
            Script::Neutral => "Revenue".to_owned(),
            Script::Traditional => "營收".to_owned(),
            Script::Simplified => "销售额".to_owned(),
        },
        _ => example(field, row, script).to_owned(),
    };
    let examples = (0..2).map(|row| fields.iter().map(|f| cell(*f, row)).collect());
    std::iter::once(fields.iter().map(|f| heading(*f)).collect()).chain(examples).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::money::Currency;
    use crate::files::analyse::analyse;
    use crate::files::columns::Confidence;
    use crate::files::field::words;
    use crate::files::grid::Grid;
    use crate::files::messages::Context;

    #[test]
    fn every_template_is_understood_without_a_question() {
        for script in [Script::Neutral, Script::Traditional, Script::Simplified] {
            for kind in Kind::ALL {
                let heading = |f: Field| words(kind, f).first().copied().unwrap_or_default().to_owned();
                let grid = Grid::from_rows(rows(kind, script, &heading));
                let (analysis, _) = analyse(&grid, "template.csv", 0, None, &Context::of(Currency::USD));
                assert_eq!((analysis.choices.kind, analysis.kind), (kind, Confidence::Certain), "{script:?}");
                assert_eq!(analysis.questions, [], "{kind:?} {script:?}");
                assert_eq!(
                    (analysis.good, analysis.bad),
                    (2, 0),
                    "{kind:?} {script:?} {:?}",
                    analysis.faults
                );
            }
        }
    }
}
