//! The distribution guideline and the cuts of the nine boxes: in the preparation of a cycle, and while it runs.
//!
//! Invariant: what is wrong is said at its line while it is typed, by the same check that refuses to store it.

use crate::domain::Decimal;
use crate::domain::appraisal::{Bound, Cycle, Enforce, GradeShare, Guideline, NineBox};
use crate::engine::appraisal::{
    BoxFault, GuidelineFault, box_faults, exact_total, grades, guideline_faults, must_total,
};
use crate::state::appraisal::cycles::{Operator, first_boxes, first_guideline, shares};
use crate::ui::components::{
    Button, Check, Choice, Icon, IconButton, Note, NoteKind, NumberField, Segmented, Select,
};
use crate::ui::forms::{Draft, from_code, to_code};
use crate::ui::lang::{fmt, t};
use crate::ui::session::Session;
use leptos::prelude::*;
use rust_decimal::prelude::ToPrimitive;

/// The guideline and the cuts of a cycle.
#[component]
pub fn GuidelineEditor(
    /// The cycle.
    draft: Draft<Cycle>,
) -> impl IntoView {
    view! {
        {distribution(draft)}
        {boxes(draft)}
    }
    .into_any()
}

/// The grades of the cycle's standards, best first.
fn scale(draft: Draft<Cycle>) -> Memo<Vec<String>> {
    let session = Session::get();
    Memo::new(move |_| session.data().map(|data| grades(&data, &draft.get())).unwrap_or_default())
}

/// What is wrong with the guideline as it is typed.
fn faults(draft: Draft<Cycle>, scale: Memo<Vec<String>>) -> Memo<Vec<GuidelineFault>> {
    Memo::new(move |_| {
        let grades = scale.get();
        let grades: Vec<&str> = grades.iter().map(String::as_str).collect();
        draft.get().guideline.map(|g| guideline_faults(&g, &grades)).unwrap_or_default()
    })
}

/// What a fault says at one place; `None` where it is about another.
fn said(
    faults: Memo<Vec<GuidelineFault>>,
    here: impl Fn(GuidelineFault) -> bool + Send + Sync + 'static,
) -> Signal<Option<String>> {
    Signal::derive(move || {
        let found = faults.with(|all| all.iter().copied().find(|f| here(*f)));
        found.map(|f| t().appraisal.guideline_fault(f).to_owned())
    })
}

fn number(n: usize) -> String {
    fmt().whole(i64::try_from(n.saturating_add(1)).unwrap_or(i64::MAX))
}

fn distribution(draft: Draft<Cycle>) -> AnyView {
    let c = &t().cycles;
    let scale = scale(draft);
    let faults = faults(draft, scale);
    let used = draft.read(|c| c.guideline.is_some());
    let toggle = move |on: bool| {
        let grades = untrack(|| scale.get());
        draft.update(|c| c.guideline = on.then(|| first_guideline(&grades)));
    };
    let count = draft.read(|c| c.guideline.as_ref().map_or(0, |g| g.lines.len()));
    let add = move |()| {
        let free = untrack(|| scale.get());
        draft.update(|c| {
            if let Some(guideline) = &mut c.guideline {
                let named = |g: &String| guideline.lines.iter().any(|l| l.grades.contains(g));
                let grades = free.into_iter().find(|g| !named(g)).into_iter().collect();
                guideline.lines.push(GradeShare { grades, bound: Bound::AtMost(Decimal::from(20)) });
            }
        });
    };
    let total = move || {
        let (guideline, grades) = (draft.get().guideline?, scale.get());
        let grades: Vec<&str> = grades.iter().map(String::as_str).collect();
        let words = || t().cycles.guideline_total(&fmt().at_most(exact_total(&guideline), 2));
        must_total(&guideline, &grades).then(|| view! { <p class="muted" role="status">{words()}</p> })
    };
    let whole = move || {
        let about_all = |f: &GuidelineFault| {
            matches!(
                f,
                GuidelineFault::NoLines
                    | GuidelineFault::Total
                    | GuidelineFault::TooMuch
                    | GuidelineFault::TooLittle
            )
        };
        let found = faults.with(|all| all.iter().copied().find(about_all));
        found.map(|f| view! { <Note kind=NoteKind::Error><p>{t().appraisal.guideline_fault(f)}</p></Note> })
    };
    let body = move || {
        used.get().then(|| {
            view! {
                <div class="stack">
                    {move || (0..count.get()).map(|n| line(draft, n, scale, faults)).collect_view()}
                    {total}
                    {whole}
                    <div class="row"><Button small=true icon=Icon::Plus on_press=add>{t().cycles.add_line}</Button></div>
                    {terms(draft)}
                </div>
            }
        })
    };
    view! {
        <section class="section stack">
            <header><h2>{c.guideline}</h2> <p>{c.guideline_words}</p></header>
            <Check label=c.use_guideline value=used on_change=toggle/>
            {body}
        </section>
    }
    .into_any()
}

/// One line: grades, operator, share, and for a range a second share.
fn line(
    draft: Draft<Cycle>,
    n: usize,
    scale: Memo<Vec<String>>,
    faults: Memo<Vec<GuidelineFault>>,
) -> AnyView {
    let c = &t().cycles;
    let of = move |cycle: &Cycle| cycle.guideline.as_ref().and_then(|g| g.lines.get(n)).map(|l| l.bound);
    let change = move |set: &dyn Fn(&mut GradeShare)| {
        draft.update(|c| {
            if let Some(line) = c.guideline.as_mut().and_then(|g| g.lines.get_mut(n)) {
                set(line);
            }
        });
    };
    let ticks = move || {
        let one = |grade: String| {
            let (own, label) = (grade.clone(), grade.clone());
            let value = draft.read(move |c| {
                let line = c.guideline.as_ref().and_then(|g| g.lines.get(n));
                line.is_some_and(|l| l.grades.contains(&own))
            });
            let set = move |on: bool| {
                let grade = grade.clone();
                change(&|line| {
                    line.grades.retain(|g| *g != grade);
                    if on {
                        line.grades.push(grade.clone());
                    }
                });
            };
            view! { <Check label value on_change=set/> }
        };
        scale.get().into_iter().map(one).collect_view()
    };
    let operators: Vec<Choice> =
        Operator::ALL.iter().map(|o| Choice::new(to_code(&Operator::ALL, o), c.operator(*o))).collect();
    let operator =
        draft.read(move |c| of(c).map(|b| to_code(&Operator::ALL, &Operator::of(b))).unwrap_or_default());
    let set_operator = move |code: String| {
        let operator = from_code(&Operator::ALL, &code, Operator::AtMost);
        change(&|line| {
            let (low, high) = shares(line.bound);
            line.bound = operator.bound(low, high);
        });
    };
    let share = move |second: bool| {
        let value = draft.read(move |c| of(c).map(shares).map(|(low, high)| if second { high } else { low }));
        let set = move |value: Option<Decimal>| {
            change(&|line| {
                let (low, high) = shares(line.bound);
                let (low, high) = match (second, value) {
                    (_, None) => (low, high),
                    (false, Some(value)) => (value, high),
                    (true, Some(value)) => (low, value),
                };
                line.bound = Operator::of(line.bound).bound(low, high);
            });
        };
        let what = if second { t().cycles.guideline_to } else { t().cycles.guideline_share };
        let label = t().cycles.line_label(what, &number(n));
        let here = move |f: GuidelineFault| match f {
            GuidelineFault::Share(at) => at == n,
            GuidelineFault::Order(at) => at == n && second,
            _ => false,
        };
        view! { <NumberField label unit="%" decimals=2 error=said(faults, here) value on_change=set/> }
            .into_any()
    };
    let range = draft.read(move |c| matches!(of(c), Some(Bound::Between { .. })));
    let wrong = said(
        faults,
        move |f| matches!(f, GuidelineFault::Grades(at) | GuidelineFault::UnknownGrade(at) if at == n),
    );
    let problem = move || wrong.get().map(|words| view! { <p class="warn small" role="status">{words}</p> });
    let remove = move |()| {
        draft.update(|c| {
            if let Some(guideline) = c.guideline.as_mut().filter(|g| n < g.lines.len()) {
                drop(guideline.lines.remove(n));
            }
        });
    };
    let name = Signal::derive(move || t().cycles.remove_line(&number(n)));
    view! {
        <fieldset class="field guideline-line">
            <legend>{c.line_label(c.guideline_grades, &number(n))}</legend>
            <div class="row">{ticks}</div>
            {problem}
            <div class="row-end">
                <Select label=c.line_label(c.guideline_operator, &number(n)) options=operators value=operator on_change=set_operator/>
                {share(false)}
                {move || range.get().then(|| share(true))}
                <IconButton icon=Icon::Close name on_press=remove/>
            </div>
        </fieldset>
    }
    .into_any()
}

/// What an unmet guideline does, and from how many people on it holds.
fn terms(draft: Draft<Cycle>) -> AnyView {
    let c = &t().cycles;
    let options = vec![Choice::new("warn", c.enforce_warn), Choice::new("block", c.enforce_block)];
    let with = move |set: &dyn Fn(&mut Guideline)| {
        draft.update(|c| {
            if let Some(guideline) = &mut c.guideline {
                set(guideline);
            }
        });
    };
    let enforce = draft.read(|c| {
        let blocks = c.guideline.as_ref().is_some_and(|g| g.enforce == Enforce::Block);
        if blocks { "block" } else { "warn" }.to_owned()
    });
    let set_enforce = move |code: String| {
        with(&|g| g.enforce = if code == "block" { Enforce::Block } else { Enforce::Warn });
    };
    let least = draft.read(|c| c.guideline.as_ref().map(|g| Decimal::from(g.least)));
    let wrong = RwSignal::new(None::<String>);
    let set_least = move |value: Option<Decimal>| {
        let heads = value.filter(Decimal::is_integer).and_then(|v| v.to_u32());
        wrong.set(heads.is_none().then(|| t().common.not_a_number.to_owned()));
        if let Some(heads) = heads {
            with(&|g| g.least = heads);
        }
    };
    view! {
        <div class="row-end">
            <div class="field">
                <span class="small">{c.enforce}</span>
                <Segmented label=c.enforce options value=enforce on_change=set_enforce/>
            </div>
            <NumberField label=c.least error=wrong value=least on_change=set_least/>
        </div>
    }
    .into_any()
}

fn boxes(draft: Draft<Cycle>) -> AnyView {
    let (c, session) = (&t().cycles, Session::get());
    let used = draft.read(|c| c.boxes.is_some());
    let toggle = draft.write(move |c: &mut Cycle, on: bool| {
        c.boxes = session.data_now().filter(|_| on).map(|data| first_boxes(&data, c));
    });
    let wrong = Memo::new(move |_| draft.get().boxes.map(|b| box_faults(&b)).unwrap_or_default());
    let cut = move |label: &'static str, of: fn(&mut NineBox) -> &mut Decimal, fault: Option<BoxFault>| {
        let value = draft.read(move |c| c.boxes.map(|mut b| *of(&mut b)));
        let set = draft.write(move |c: &mut Cycle, value: Option<Decimal>| {
            if let (Some(boxes), Some(value)) = (&mut c.boxes, value) {
                *of(boxes) = value;
            }
        });
        let error = Signal::derive(move || {
            let here = fault.is_some_and(|f| wrong.with(|all| all.contains(&f)));
            here.then(|| t().appraisal.box_order.to_owned())
        });
        view! { <NumberField label decimals=2 error value on_change=set/> }.into_any()
    };
    let fields = move || {
        let c = &t().cycles;
        used.get().then(|| {
            view! {
                <div class="field-grid">
                    {cut(c.performance_low, |b| &mut b.performance_low, None)}
                    {cut(c.performance_high, |b| &mut b.performance_high, Some(BoxFault::Performance))}
                    {cut(c.potential_low, |b| &mut b.potential_low, None)}
                    {cut(c.potential_high, |b| &mut b.potential_high, Some(BoxFault::Potential))}
                </div>
            }
        })
    };
    view! {
        <section class="section stack">
            <header><h2>{c.nine_box}</h2> <p>{c.nine_box_words}</p></header>
            <Check label=c.use_boxes value=used on_change=toggle/>
            {fields}
        </section>
    }
    .into_any()
}
