//! Leaves of the stored types: values written as one text, and the collections around them.

use crate::domain::calendar::Grain;
use crate::domain::calendar::{DayCount, Exception, Period, YearLabel};
use crate::domain::history::LabelCode;
use crate::domain::id::{
    AcknowledgementId, AdjustmentId, AgreementId, AwardId, BlockId, CategoryId, ChannelId, ComponentId,
    CustomerId, DisputeId, KpiId, MeasureId, MeasurementId, PersonId, PlanId, ProductId, RunId, ScenarioId,
    ScorecardId, SegmentId, SplitId, TargetId, TeamId, TerritoryId, Uuid, VersionId, WorkspaceId,
};
use crate::domain::incentive::{
    Accumulate, Boundary, CapOn, Conversion, Field, Forgiveness, Leaving, LineKind, MeasuredIn, PayOf, Place,
    Prorate, RateDay, SaleEvent, TierMode, Whose, Worth,
};
use crate::domain::kpi::{Additivity, Base, Combine, Direction, Distinct, Library, Sign, Unit};
use crate::domain::money::{Currency, Half};
use crate::domain::org::RewardKind;
use crate::domain::records::{State, StateSet};
use crate::domain::scorecard::{Absent, Beyond, Input};
use crate::domain::target::Level;
use crate::domain::{Date, Decimal};
use crate::store::wire::{Stored, WireError};
use serde::de::{Error as _, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::marker::PhantomData;

/// A value that is written as one text.
pub trait Lexical: Sized {
    /// The text.
    fn write(&self) -> String;
    /// The value of a text; `None` where it is none.
    fn read(text: &str) -> Option<Self>;
    /// What may be written, for a message to whoever writes by hand.
    fn allowed() -> String {
        "a known text".to_owned()
    }
}

/// The stored form of a value that is written as one text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Text<T>(pub T);

impl<T: Lexical> Serialize for Text<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0.write())
    }
}

struct Reader<T>(PhantomData<T>);

impl<T: Lexical> Visitor<'_> for Reader<T> {
    type Value = Text<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a text: {}", T::allowed())
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Text<T>, E> {
        T::read(text)
            .map(Text)
            .ok_or_else(|| E::custom(format_args!("unknown: {text}; write {}", T::allowed())))
    }
}

impl<'de, T: Lexical> Deserialize<'de> for Text<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(Reader(PhantomData)).map_err(D::Error::custom)
    }
}

impl<T: Lexical + Clone> Stored<T> for Text<T> {
    fn put(domain: &T) -> Self {
        Text(domain.clone())
    }

    fn take(self) -> Result<T, WireError> {
        Ok(self.0)
    }
}

macro_rules! same {
    ($($type:ty),+ $(,)?) => {$(
        impl Stored<$type> for $type {
            fn put(domain: &$type) -> Self {
                domain.clone()
            }

            fn take(self) -> Result<$type, WireError> {
                Ok(self)
            }
        }
    )+};
}

pub(crate) use same;

same!(
    bool,
    u16,
    u32,
    i8,
    u64,
    i64,
    String,
    BlockId,
    CategoryId,
    ChannelId,
    ComponentId,
    CustomerId,
    KpiId,
    MeasureId,
    MeasurementId,
    PersonId,
    PlanId,
    ProductId,
    ScorecardId,
    SegmentId,
    SplitId,
    TargetId,
    TeamId,
    TerritoryId,
    Uuid,
    WorkspaceId,
    ScenarioId,
    VersionId,
    AcknowledgementId,
    AgreementId,
    RunId,
    DisputeId,
    AdjustmentId,
    AwardId,
    [bool; 7],
);

impl<D, W: Stored<D>> Stored<Option<D>> for Option<W> {
    fn put(domain: &Option<D>) -> Self {
        domain.as_ref().map(W::put)
    }

    fn take(self) -> Result<Option<D>, WireError> {
        self.map(W::take).transpose()
    }
}

impl<D, W: Stored<D>> Stored<Vec<D>> for Vec<W> {
    fn put(domain: &Vec<D>) -> Self {
        domain.iter().map(W::put).collect()
    }

    fn take(self) -> Result<Vec<D>, WireError> {
        self.into_iter().enumerate().map(|(n, w)| w.take().map_err(|e| e.within(&format!("[{n}]")))).collect()
    }
}

impl<D, W: Stored<D>> Stored<(PersonId, D)> for (PersonId, W) {
    fn put(domain: &(PersonId, D)) -> Self {
        (domain.0, W::put(&domain.1))
    }

    fn take(self) -> Result<(PersonId, D), WireError> {
        Ok((self.0, self.1.take()?))
    }
}

impl<D> Stored<(Date, D)> for (Text<Date>, Text<D>)
where
    Text<D>: Stored<D>,
{
    fn put(domain: &(Date, D)) -> Self {
        (Text(domain.0), Stored::put(&domain.1))
    }

    fn take(self) -> Result<(Date, D), WireError> {
        Ok((self.0.0, self.1.take()?))
    }
}

impl Stored<StateSet> for Vec<Text<State>> {
    fn put(domain: &StateSet) -> Self {
        domain.iter().map(Text).collect()
    }

    fn take(self) -> Result<StateSet, WireError> {
        Ok(StateSet::of(&self.into_iter().map(|s| s.0).collect::<Vec<_>>()))
    }
}

impl Lexical for Date {
    fn write(&self) -> String {
        self.to_string()
    }

    fn read(text: &str) -> Option<Self> {
        text.parse().ok().filter(|date: &Date| date.to_string() == text)
    }

    fn allowed() -> String {
        "a day such as \"2026-01-31\"".to_owned()
    }
}

impl Lexical for Decimal {
    fn write(&self) -> String {
        self.to_string()
    }

    fn read(text: &str) -> Option<Self> {
        Decimal::from_str_exact(text).ok()
    }

    fn allowed() -> String {
        "a number in quotation marks such as \"0.05\"".to_owned()
    }
}

impl Lexical for Place {
    fn write(&self) -> String {
        self.to_string()
    }

    fn read(text: &str) -> Option<Self> {
        text.parse().ok()
    }
}

impl Lexical for Period {
    fn write(&self) -> String {
        self.to_string()
    }

    fn read(text: &str) -> Option<Self> {
        text.parse().ok()
    }

    fn allowed() -> String {
        "a period such as \"2026\", \"2026H1\", \"2026Q4\", \"2026-11\" or \"2026-11a\"".to_owned()
    }
}

impl Lexical for Currency {
    fn write(&self) -> String {
        self.code().to_owned()
    }

    fn read(text: &str) -> Option<Self> {
        Currency::parse(text)
    }

    fn allowed() -> String {
        "a currency code such as \"TWD\"".to_owned()
    }
}

impl Lexical for i64 {
    fn write(&self) -> String {
        self.to_string()
    }

    fn read(text: &str) -> Option<Self> {
        text.parse().ok()
    }
}

impl Lexical for MeasuredIn {
    fn write(&self) -> String {
        match self {
            MeasuredIn::Amount => "amount".to_owned(),
            MeasuredIn::Quantity => "quantity".to_owned(),
            MeasuredIn::PercentOfQuota => "percent_of_quota".to_owned(),
            MeasuredIn::Field(field) => format!("record_{}", field.write()),
        }
    }

    fn read(text: &str) -> Option<Self> {
        match text {
            "amount" => Some(MeasuredIn::Amount),
            "quantity" => Some(MeasuredIn::Quantity),
            "percent_of_quota" => Some(MeasuredIn::PercentOfQuota),
            field => Field::read(field.strip_prefix("record_")?).map(MeasuredIn::Field),
        }
    }

    fn allowed() -> String {
        let fields = Field::allowed();
        let fields: Vec<String> = fields.split(", ").map(|f| format!("record_{f}")).collect();
        format!("amount, quantity, percent_of_quota, {}", fields.join(", "))
    }
}

macro_rules! codes {
    ($($type:ident { $($variant:ident = $code:literal),+ $(,)? })+) => {$(
        impl Lexical for $type {
            fn write(&self) -> String {
                match self {
                    $($type::$variant => $code,)+
                }
                .to_owned()
            }

            fn read(text: &str) -> Option<Self> {
                match text {
                    $($code => Some($type::$variant),)+
                    _ => None,
                }
            }

            fn allowed() -> String {
                [$($code),+].join(", ")
            }
        }
    )+};
}

pub(crate) use codes;

codes! {
    State { Booked = "booked", Open = "open", Lost = "lost", Cancelled = "cancelled" }
    YearLabel { Start = "start", End = "end" }
    Exception { Holiday = "holiday", Makeup = "makeup" }
    DayCount { Working = "working", Calendar = "calendar" }
    Half { AwayFromZero = "away_from_zero", Even = "even" }
    Level { Target = "target", Challenge = "challenge", Stretch = "stretch" }
    Unit { Money = "money", Count = "count", Quantity = "quantity", Ratio = "ratio", Points = "points" }
    Library {
        Revenue = "revenue", Cost = "cost", Margin = "margin", MarginRate = "margin_rate", Orders = "orders",
        Quantity = "quantity", AverageOrder = "average_order", NewCustomers = "new_customers",
        ActiveCustomers = "active_customers", WinRate = "win_rate", Won = "won", Lost = "lost",
        Satisfaction = "satisfaction", MarketShare = "market_share", MarketSize = "market_size",
        Returns = "returns", ReturnRate = "return_rate", GrossSales = "gross_sales", Heads = "heads",
        RevenuePerHead = "revenue_per_head",
    }
    Base {
        Booked = "booked", Invoiced = "invoiced", Collected = "collected", Margin = "margin", Cost = "cost",
        Quantity = "quantity", Weighted = "weighted",
    }
    Distinct {
        Documents = "documents", Customers = "customers", NewCustomers = "new_customers", Products = "products",
    }
    Sign { Any = "any", Positive = "positive", Negative = "negative" }
    Combine { Mean = "mean", Sum = "sum", Last = "last" }
    Direction { Higher = "higher", Lower = "lower" }
    Additivity { Sum = "sum", Hold = "hold", Last = "last" }
    Input { Actual = "actual", Attainment = "attainment" }
    Beyond { Zero = "zero", Held = "held", Continued = "continued" }
    Absent { Rescale = "rescale", Zero = "zero" }
    TierMode { Marginal = "marginal", Retroactive = "retroactive", Interpolated = "interpolated" }
    Worth { Plain = "plain", Amount = "amount", TargetPay = "target_pay", BasePay = "base_pay" }
    Boundary { Upper = "upper", Lower = "lower" }
    Accumulate {
        PerRecord = "per_record", PerDocument = "per_document", HalfMonth = "half_month", Month = "month",
        Quarter = "quarter", HalfYear = "half_year", Year = "year",
    }
    Grain { HalfMonth = "half_month", Month = "month", Quarter = "quarter", HalfYear = "half_year", Year = "year" }
    PayOf { Target = "target", Base = "base" }
    RewardKind {
        Cash = "cash", Recognition = "recognition", Promotion = "promotion", TimeOff = "time_off",
        Training = "training", Travel = "travel",
    }
    Whose { Own = "own", Team = "team", Company = "company" }
    CapOn { Payment = "payment", TargetPay = "target_pay", Rate = "rate", Attainment = "attainment" }
    Field {
        Amount = "amount", Quantity = "quantity", Discount = "discount", Price = "price",
        MarginRate = "margin_rate", Term = "term",
    }
    SaleEvent { Order = "order", Invoice = "invoice", Due = "due", Collection = "collection" }
    Prorate {
        Days = "days", StartedMonths = "started_months", FullMonths = "full_months", Whole = "whole",
    }
    Forgiveness { Owed = "owed", AtEnd = "at_end", Never = "never" }
    RateDay { Event = "event", Sale = "sale" }
    Leaving { Due = "due", Lapse = "lapse", Prorate = "prorate", Employed = "employed" }
    Conversion { Fixed = "fixed", Month = "month", Date = "date" }
    LineKind {
        Earned = "earned", Correction = "correction", Clawback = "clawback", Carried = "carried",
        Adjustment = "adjustment",
    }
    LabelCode {
        Sample = "sample", Import = "import", Add = "add", Edit = "edit", Remove = "remove", Merge = "merge",
        Settings = "settings", Targets = "targets", Rate = "rate", Publish = "publish", Acknowledge = "acknowledge", Agree = "agree", CloseRun = "close_run",
        Dispute = "dispute", Answer = "answer", Adjust = "adjust", Award = "award", Appraise = "appraise",
    }
}
