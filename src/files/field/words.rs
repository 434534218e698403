//! The words by which headings are recognised: here and below, and nowhere else.

mod sale;
mod subject;

use super::{Field, Kind};

/// Headings that mean a field for certain, folded (lower case, letters and digits only).
pub fn words(kind: Kind, field: Field) -> Vec<&'static str> {
    let mut words = [sale::words(field), subject::words(field)].concat();
    words.extend_from_slice(match (kind, field) {
        (Kind::People, Field::Person)
        | (Kind::Products, Field::Product)
        | (Kind::Customers, Field::Customer) => &["name", "名稱", "名称", "fullname"],
        (Kind::People, Field::PersonNumber)
        | (Kind::Products, Field::ProductNumber)
        | (Kind::Customers, Field::CustomerNumber) => {
            &["number", "no", "id", "code", "編號", "编号", "代號", "代码", "代碼"]
        }
        (Kind::People, Field::Team) => &["department", "dept", "division", "部門", "部门", "單位"],
        (Kind::Customers, Field::Territory) => &["officelocation", "location", "address", "所在地", "地址"],
        (Kind::Records, Field::BookedOn) => &["date", "day", "日期"],
        (Kind::Measurements, Field::Period) => &["date", "day", "日期"],
        (Kind::Targets, Field::Value) => &[
            "target",
            "targetvalue",
            "quota",
            "目標",
            "目标",
            "目標值",
            "目标值",
            "責任額",
            "任务额",
            "業績目標",
            "銷售目標",
            "销售目标",
        ],
        (Kind::Measurements, Field::Value) => {
            &["score", "rating", "satisfaction", "分數", "分数", "評分", "评分", "滿意度", "满意度"]
        }
        (Kind::Targets, Field::Measure) => &["kpi", "指標", "指标", "績效指標", "绩效指标"],
        (Kind::Measurements, Field::Measure) => {
            &["measure", "metric", "項目", "项目", "指標", "指标", "衡量項目"]
        }
        _ => &[],
    });
    words
}
