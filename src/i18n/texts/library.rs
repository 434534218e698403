//! Names of the ready measures and KPIs.

use crate::domain::kpi::{Label, Library};

texts! {
    /// Names of the ready measures and KPIs.
    LibraryTexts {
        revenue: "營收", "销售额", "Revenue";
        cost: "成本", "成本", "Cost";
        margin: "毛利", "毛利", "Margin";
        margin_rate: "毛利率", "毛利率", "Margin rate";
        orders: "訂單數", "订单数", "Orders";
        quantity: "銷售數量", "销售数量", "Quantity";
        average_order: "平均訂單金額", "平均订单金额", "Average order";
        new_customers: "新客戶數", "新客户数", "New customers";
        active_customers: "往來客戶數", "活跃客户数", "Active customers";
        win_rate: "成交率", "赢单率", "Win rate";
        won: "成交件數", "赢单数", "Won";
        lost: "未成交件數", "丢单数", "Lost";
        satisfaction: "客戶滿意度", "客户满意度", "Customer satisfaction";
        market_share: "市場占有率", "市场占有率", "Market share";
        market_size: "市場規模", "市场规模", "Market size";
        returns: "退貨金額", "退货金额", "Returns";
        return_rate: "退貨率", "退货率", "Return rate";
        gross_sales: "銷貨總額", "销售总额", "Gross sales";
        heads: "在職人數", "在职人数", "Heads";
        revenue_per_head: "人均營收", "人均销售额", "Revenue per head";
    }
}

impl LibraryTexts {
    /// The name of a ready measure or KPI.
    #[must_use]
    pub const fn of(&self, item: Library) -> &'static str {
        match item {
            Library::Revenue => self.revenue,
            Library::Cost => self.cost,
            Library::Margin => self.margin,
            Library::MarginRate => self.margin_rate,
            Library::Orders => self.orders,
            Library::Quantity => self.quantity,
            Library::AverageOrder => self.average_order,
            Library::NewCustomers => self.new_customers,
            Library::ActiveCustomers => self.active_customers,
            Library::WinRate => self.win_rate,
            Library::Won => self.won,
            Library::Lost => self.lost,
            Library::Satisfaction => self.satisfaction,
            Library::MarketShare => self.market_share,
            Library::MarketSize => self.market_size,
            Library::Returns => self.returns,
            Library::ReturnRate => self.return_rate,
            Library::GrossSales => self.gross_sales,
            Library::Heads => self.heads,
            Library::RevenuePerHead => self.revenue_per_head,
        }
    }

    /// The name of a measure or KPI: translated where it is of the library, the user's own words otherwise.
    #[must_use]
    pub fn label<'a>(&self, label: &'a Label) -> &'a str {
        match label {
            Label::Library(item) => self.of(*item),
            Label::Own(text) => text,
        }
    }
}
