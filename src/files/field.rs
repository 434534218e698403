//! What a table can hold (its kind) and what a column can mean (its field).
//!
//! The words by which headings are recognised stand here and nowhere else.

use serde::{Deserialize, Serialize};

/// What the rows of a file are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Sales records.
    Records,
    /// People.
    People,
    /// Products.
    Products,
    /// Customers.
    Customers,
    /// Measurements: satisfaction, market size.
    Measurements,
    /// Targets.
    Targets,
}

/// What a column means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// Number of the document: order, invoice, opportunity.
    Document,
    /// Line within the document.
    Line,
    /// What became of the sale.
    State,
    /// Day of booking; for an opportunity the day it closed.
    BookedOn,
    /// Day on which an opportunity was opened; stands in where it has not closed.
    OpenedOn,
    /// Day of the invoice.
    InvoicedOn,
    /// Day on which payment is due.
    DueOn,
    /// Day of collection.
    CollectedOn,
    /// Name of the person.
    Person,
    /// Employee number.
    PersonNumber,
    /// Name of the customer.
    Customer,
    /// Customer number.
    CustomerNumber,
    /// Name of the product.
    Product,
    /// Article number.
    ProductNumber,
    /// Product category.
    Category,
    /// Sales channel.
    Channel,
    /// Territory.
    Territory,
    /// Quantity.
    Quantity,
    /// Price of one.
    UnitPrice,
    /// Discount as a ratio or percentage.
    Discount,
    /// Amount.
    Amount,
    /// Cost.
    Cost,
    /// Contract term in months.
    Term,
    /// Document that a return refers to.
    Returns,
    /// Probability of an open opportunity.
    Probability,
    /// Role of a person.
    Role,
    /// Team of a person, or the team that a target is for.
    Team,
    /// Region or office of a person: the territory, and without a column of teams the team above the managers' teams.
    Office,
    /// Manager of a person.
    Manager,
    /// First day of employment.
    HiredOn,
    /// Last day of employment.
    LeftOn,
    /// Industry of a customer.
    Sector,
    /// What was measured, or the KPI of a target.
    Measure,
    /// Month, quarter or year.
    Period,
    /// Level of a target.
    Level,
    /// The value measured or to be reached.
    Value,
    /// Number of answers behind a measurement.
    Sample,
}

/// What the cells of a field must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// A name or any text.
    Text,
    /// A date.
    Date,
    /// A number.
    Number,
    /// A month, quarter, year or date.
    Period,
}

impl Field {
    /// What its cells must be.
    pub fn content(self) -> Content {
        match self {
            Field::BookedOn
            | Field::OpenedOn
            | Field::InvoicedOn
            | Field::DueOn
            | Field::CollectedOn
            | Field::HiredOn
            | Field::LeftOn => Content::Date,
            Field::Quantity
            | Field::UnitPrice
            | Field::Discount
            | Field::Amount
            | Field::Cost
            | Field::Term
            | Field::Probability
            | Field::Value
            | Field::Sample => Content::Number,
            Field::Period => Content::Period,
            _ => Content::Text,
        }
    }

    /// Whether it holds money, so that unit and tax matter.
    pub fn is_money(self) -> bool {
        matches!(self, Field::Amount | Field::Cost | Field::UnitPrice)
    }
}

impl Kind {
    /// All kinds, in the order in which they are offered.
    pub const ALL: [Kind; 6] =
        [Kind::Records, Kind::People, Kind::Products, Kind::Customers, Kind::Measurements, Kind::Targets];

    /// The fields a column can mean in this kind, the usual order of a template.
    pub fn fields(self) -> &'static [Field] {
        match self {
            Kind::Records => &[
                Field::Document,
                Field::Line,
                Field::BookedOn,
                Field::State,
                Field::Person,
                Field::PersonNumber,
                Field::Customer,
                Field::CustomerNumber,
                Field::Product,
                Field::ProductNumber,
                Field::Category,
                Field::Channel,
                Field::Territory,
                Field::Quantity,
                Field::UnitPrice,
                Field::Discount,
                Field::Amount,
                Field::Cost,
                Field::OpenedOn,
                Field::InvoicedOn,
                Field::DueOn,
                Field::CollectedOn,
                Field::Probability,
                Field::Term,
                Field::Returns,
            ],
            Kind::People => &[
                Field::PersonNumber,
                Field::Person,
                Field::Role,
                Field::Team,
                Field::Office,
                Field::Manager,
                Field::HiredOn,
                Field::LeftOn,
            ],
            Kind::Products => &[Field::ProductNumber, Field::Product, Field::Category],
            Kind::Customers => &[Field::CustomerNumber, Field::Customer, Field::Sector, Field::Territory],
            Kind::Measurements => &[
                Field::Measure,
                Field::Period,
                Field::Team,
                Field::Person,
                Field::Territory,
                Field::Customer,
                Field::Product,
                Field::Value,
                Field::Sample,
            ],
            Kind::Targets => &[
                Field::Measure,
                Field::Period,
                Field::Team,
                Field::Person,
                Field::Territory,
                Field::Customer,
                Field::Product,
                Field::Level,
                Field::Value,
            ],
        }
    }

    /// The fields without which nothing can be imported; of each group one is enough.
    pub fn required(self) -> &'static [&'static [Field]] {
        match self {
            Kind::Records => {
                &[&[Field::BookedOn, Field::InvoicedOn, Field::OpenedOn], &[Field::Amount, Field::UnitPrice]]
            }
            Kind::People => &[&[Field::Person]],
            Kind::Products => &[&[Field::Product]],
            Kind::Customers => &[&[Field::Customer]],
            Kind::Measurements | Kind::Targets => &[&[Field::Period], &[Field::Value]],
        }
    }
}

/// Headings that mean a field for certain, folded (lower case, letters and digits only).
pub fn words(kind: Kind, field: Field) -> Vec<&'static str> {
    let mut words = common(field).to_vec();
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

fn common(field: Field) -> &'static [&'static str] {
    match field {
        Field::Document => &[
            "document",
            "documentno",
            "documentnumber",
            "docno",
            "orderid",
            "orderno",
            "ordernumber",
            "order",
            "invoiceno",
            "invoicenumber",
            "invoiceid",
            "invoice",
            "opportunityid",
            "opportunity",
            "dealid",
            "deal",
            "transactionid",
            "receiptno",
            "salesorder",
            "單號",
            "单号",
            "訂單編號",
            "订单编号",
            "訂單號碼",
            "訂單號",
            "订单号",
            "發票號碼",
            "发票号码",
            "銷貨單號",
            "销货单号",
            "出貨單號",
            "单据编号",
            "單據編號",
            "單據號碼",
            "商機編號",
            "商机编号",
            "文件編號",
            "交易編號",
            "合同编号",
            "合約編號",
        ],
        Field::Line => &[
            "line",
            "lineno",
            "linenumber",
            "item",
            "itemno",
            "linenum",
            "row",
            "項次",
            "项次",
            "行号",
            "列號",
            "序號",
            "序号",
            "明細序號",
            "行號",
        ],
        Field::State => &[
            "state",
            "status",
            "dealstage",
            "stage",
            "opportunitystage",
            "orderstatus",
            "result",
            "狀態",
            "状态",
            "階段",
            "阶段",
            "商機階段",
            "商机阶段",
            "訂單狀態",
            "订单状态",
            "結果",
            "结果",
        ],
        Field::BookedOn => &[
            "orderdate",
            "bookedon",
            "bookingdate",
            "salesdate",
            "saledate",
            "closedate",
            "closed",
            "closeddate",
            "closingdate",
            "transactiondate",
            "dateoforder",
            "訂單日期",
            "订单日期",
            "銷售日期",
            "销售日期",
            "銷貨日期",
            "成交日期",
            "成交日",
            "下單日期",
            "下单日期",
            "交易日期",
            "結案日期",
            "单据日期",
            "單據日期",
            "出貨日期",
            "签约日期",
            "簽約日期",
            "订购日期",
            "訂購日期",
            "日期",
            "dayofsale",
            "saleday",
        ],
        Field::OpenedOn => &[
            "engagedate",
            "opened",
            "openedon",
            "createddate",
            "createdate",
            "created",
            "startdate",
            "接洽日期",
            "建立日期",
            "创建日期",
            "開始日期",
            "接触日期",
            "立案日期",
        ],
        Field::InvoicedOn => &[
            "invoicedate",
            "invoicedon",
            "billingdate",
            "發票日期",
            "发票日期",
            "開票日期",
            "开票日期",
            "請款日期",
        ],
        Field::DueOn => &["duedate", "dueon", "paymentdue", "到期日", "付款到期日", "應收日期", "应收日期"],
        Field::CollectedOn => &[
            "collected",
            "collectedon",
            "collectiondate",
            "paymentdate",
            "paidon",
            "paiddate",
            "收款日期",
            "收款日",
            "入帳日期",
            "回款日期",
            "到账日期",
        ],
        Field::Person => &[
            "salesperson",
            "salesrep",
            "salesagent",
            "seller",
            "rep",
            "agent",
            "salesman",
            "employee",
            "employeename",
            "person",
            "salespersonname",
            "owner",
            "accountowner",
            "opportunityowner",
            "accountmanager",
            "staff",
            "業務員",
            "业务员",
            "業務",
            "业务",
            "業務人員",
            "业务人员",
            "業務代表",
            "业务代表",
            "銷售員",
            "销售员",
            "銷售人員",
            "销售人员",
            "銷售代表",
            "销售代表",
            "負責人",
            "负责人",
            "姓名",
            "員工姓名",
            "员工姓名",
            "人員",
            "人员",
            "員工",
            "员工",
            "業務姓名",
            "承辦人",
            "經辦人",
            "经办人",
            "客户经理",
        ],
        Field::PersonNumber => &[
            "employeeno",
            "employeeid",
            "employeenumber",
            "empno",
            "empid",
            "staffno",
            "staffid",
            "personno",
            "salespersonid",
            "salespersonno",
            "repid",
            "員工編號",
            "员工编号",
            "員編",
            "工號",
            "工号",
            "人員編號",
            "业务员编号",
            "業務員編號",
            "業務代號",
            "業務編號",
            "personnumber",
            "人员编号",
        ],
        Field::Customer => &[
            "customer",
            "customername",
            "account",
            "accountname",
            "client",
            "clientname",
            "company",
            "companyname",
            "buyer",
            "客戶",
            "客户",
            "客戶名稱",
            "客户名称",
            "客戶簡稱",
            "客户简称",
            "公司名稱",
            "公司名称",
            "買方",
            "买方",
            "顧客",
        ],
        Field::CustomerNumber => &[
            "customerid",
            "customerno",
            "customernumber",
            "customercode",
            "accountid",
            "accountno",
            "clientid",
            "客戶編號",
            "客户编号",
            "客戶代號",
            "客户代码",
            "客戶代碼",
        ],
        Field::Product => &[
            "product",
            "productname",
            "article",
            "articlename",
            "itemname",
            "goods",
            "產品",
            "产品",
            "產品名稱",
            "产品名称",
            "品名",
            "商品",
            "商品名稱",
            "商品名称",
            "品項",
            "品项",
            "貨品名稱",
        ],
        Field::ProductNumber => &[
            "productid",
            "productno",
            "productnumber",
            "productcode",
            "sku",
            "articleno",
            "itemcode",
            "料號",
            "料号",
            "品號",
            "产品编号",
            "產品編號",
            "產品代號",
            "商品編號",
            "商品编号",
            "商品编码",
            "產品代碼",
            "产品代码",
            "貨號",
            "货号",
        ],
        Field::Category => &[
            "category",
            "productcategory",
            "categoryname",
            "series",
            "productline",
            "productgroup",
            "family",
            "類別",
            "类别",
            "產品類別",
            "产品类别",
            "產品分類",
            "产品分类",
            "系列",
            "產品線",
            "产品线",
            "品類",
            "品类",
            "商品分類",
            "商品分类",
            "大類",
            "大类",
        ],
        Field::Channel => &[
            "channel",
            "saleschannel",
            "通路",
            "渠道",
            "銷售通路",
            "销售渠道",
            "通路別",
            "通路名稱",
            "销售平台",
            "平台",
        ],
        Field::Territory => &[
            "territory",
            "region",
            "area",
            "country",
            "shipcountry",
            "shipregion",
            "market",
            "salesregion",
            "city",
            "regionaloffice",
            "區域",
            "区域",
            "地區",
            "地区",
            "國家",
            "国家",
            "縣市",
            "城市",
            "銷售區域",
            "销售区域",
            "轄區",
            "市場",
            "大区",
        ],
        Field::Quantity => &[
            "quantity",
            "qty",
            "units",
            "unitssold",
            "pieces",
            "pcs",
            "volume",
            "數量",
            "数量",
            "件數",
            "件数",
            "銷售數量",
            "销售数量",
            "銷量",
            "销量",
        ],
        Field::UnitPrice => {
            &["unitprice", "price", "salesprice", "listprice", "單價", "单价", "售價", "售价", "定價", "价格"]
        }
        Field::Discount => {
            &["discount", "discountrate", "disc", "discountpercent", "折扣", "折扣率", "折讓率"]
        }
        Field::Amount => &[
            "amount",
            "sales",
            "salesamount",
            "revenue",
            "closevalue",
            "dealvalue",
            "value",
            "total",
            "totalamount",
            "totalprice",
            "lineamount",
            "linetotal",
            "extendedprice",
            "netamount",
            "netsales",
            "turnover",
            "orderamount",
            "金額",
            "金额",
            "銷售金額",
            "销售金额",
            "銷售額",
            "销售额",
            "銷貨金額",
            "營業額",
            "营业额",
            "業績",
            "业绩",
            "訂單金額",
            "订单金额",
            "成交金額",
            "成交金额",
            "小計",
            "小计",
            "合計",
            "收入",
            "營收",
            "营收",
            "實收金額",
            "合同金额",
        ],
        Field::Cost => &[
            "cost",
            "costs",
            "cogs",
            "totalcost",
            "costamount",
            "costofgoodssold",
            "成本",
            "銷貨成本",
            "销售成本",
            "成本金額",
            "成本金额",
        ],
        Field::Term => &[
            "term",
            "termmonths",
            "contractterm",
            "合約月數",
            "合约月数",
            "合約期間",
            "合同期限",
            "合同月数",
            "terminmonths",
        ],
        Field::Returns => &[
            "returns",
            "returnof",
            "originaldocument",
            "originalorder",
            "originvoice",
            "退貨原單號",
            "原單號",
            "原单号",
            "退货原单号",
            "原訂單編號",
            "returnsdocument",
        ],
        Field::Probability => &[
            "probability",
            "winprobability",
            "likelihood",
            "成交機率",
            "成交概率",
            "機率",
            "概率",
            "贏率",
            "赢率",
        ],
        Field::Role => &[
            "role", "title", "jobtitle", "position", "職稱", "职称", "職務", "职务", "職位", "职位", "角色",
            "岗位",
        ],
        Field::Team => &[
            "team",
            "teamname",
            "salesteam",
            "group",
            "團隊",
            "团队",
            "組別",
            "组别",
            "小組",
            "業務組",
            "隊伍",
            "销售团队",
            "銷售團隊",
        ],
        Field::Office => &[
            "regionaloffice",
            "region",
            "office",
            "regionoroffice",
            "branch",
            "territory",
            "區域",
            "区域",
            "地區",
            "地区",
            "分公司",
            "辦事處",
            "办事处",
            "區域辦事處",
            "区域办事处",
            "轄區",
            "大区",
        ],
        Field::Manager => &[
            "manager",
            "supervisor",
            "reportsto",
            "boss",
            "lead",
            "teamlead",
            "主管",
            "直屬主管",
            "直属上级",
            "上级",
            "經理",
            "经理",
            "上級主管",
        ],
        Field::HiredOn => &[
            "hiredate",
            "hired",
            "hiredon",
            "joindate",
            "joined",
            "startdate",
            "dateofhire",
            "到職日",
            "到職日期",
            "入职日期",
            "入職日期",
            "報到日",
            "入职日",
        ],
        Field::LeftOn => &[
            "leavedate",
            "leftdate",
            "left",
            "lefton",
            "enddate",
            "terminationdate",
            "離職日",
            "離職日期",
            "离职日期",
            "离职日",
        ],
        Field::Sector => &[
            "sector",
            "industry",
            "segment",
            "產業",
            "行業",
            "行业",
            "產業別",
            "客戶類型",
            "客户类型",
            "所属行业",
        ],
        Field::Measure => &["measure", "metric", "kpi", "indicator", "kpiormeasure"],
        Field::Period => &[
            "period",
            "month",
            "yearmonth",
            "quarter",
            "year",
            "期間",
            "月份",
            "月",
            "年月",
            "季",
            "季度",
            "年度",
            "年",
            "期间",
            "會計期間",
            "时间",
        ],
        Field::Level => &["level", "targetlevel", "層級", "等級", "目標層級", "目标级别", "級別", "目标层级"],
        Field::Value => &["value", "數值", "数值", "值", "得分"],
        Field::Sample => &[
            "sample",
            "samplesize",
            "answers",
            "responses",
            "n",
            "樣本數",
            "样本数",
            "份數",
            "回收份數",
            "回覆數",
            "问卷数",
        ],
    }
}
