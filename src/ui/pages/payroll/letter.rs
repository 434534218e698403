//! Plan letters: one page for each person, with their own terms and the plan's, what they can expect, and a line to sign.

use super::cash::Cash;
use crate::domain::dataset::Dataset;
use crate::domain::id::VersionId;
use crate::domain::incentive::{Expected, PlanVersion};
use crate::engine::incentive::{Personal, personal, plan_year};
use crate::i18n::plan_facts::{Fact, facts};
use crate::i18n::plan_letter::own;
use crate::state::payroll::acknowledged;
use crate::ui::components::{Button, ButtonKind, Choice, Empty, Icon, Select};
use crate::ui::lang::{fmt, t};
use crate::ui::route::Page;
use crate::ui::select::names;
use crate::ui::session::Session;
use crate::ui::shell::Router;
use leptos::prelude::*;
use std::sync::Arc;

/// The letters of a version.
#[component]
pub fn LettersPage(
    /// Which version.
    id: VersionId,
) -> impl IntoView {
    let (session, router) = (Session::get(), Router::get());
    let version = session.select(move |data| data.versions.get(id).cloned());
    let chosen = RwSignal::new(String::new());
    let options = Signal::derive(move || {
        let everybody = Choice::new("", t().payroll.letter_all);
        let (Some(data), Some(version)) = (session.data(), version.get()) else { return vec![everybody] };
        let people = version.expected.iter().filter_map(|e| data.people.get(e.person));
        let named = people.map(|p| Choice::new(p.id.to_string(), p.name.clone()));
        std::iter::once(everybody).chain(named).collect()
    });
    let body = move || {
        let data = session.data()?;
        let Some(version) = version.get() else {
            return Some(view! { <Empty title=t().payroll.never_published.to_owned()/> }.into_any());
        };
        let wanted = chosen.get();
        let own = version.expected.iter().filter(|e| wanted.is_empty() || e.person.to_string() == wanted);
        let people: Vec<_> = own.clone().map(|e| e.person).collect();
        let year = plan_year(&data, &version.plan, version.plan.effective);
        let known = year.map(|year| personal(&data, &version.plan, &people, year)).unwrap_or_default();
        let of = |person| known.iter().find(|(id, _)| *id == person).map(|(_, own)| own);
        Some(own.map(|e| letter(&data, &version, e, of(e.person))).collect_view().into_any())
    };
    let print = move |()| {
        let _ = window().print();
    };
    let back = move || {
        let plan = version.get()?.plan.id;
        let href = router.href(Page::Versions(plan));
        Some(view! { <a class="button is-quiet" href=href>{t().payroll.versions}</a> })
    };
    view! {
        <article class="page is-reading letters">
            <header class="page-head no-print">
                <div>
                    <h1>{t().payroll.letters}</h1>
                    <p class="lede">{t().payroll.letter_words}</p>
                </div>
                <div class="page-actions">
                    {back}
                    <Select label=t().common.person bare=true options value=chosen on_change=move |id| chosen.set(id)/>
                    <Button icon=Icon::Print kind=ButtonKind::Primary on_press=print>{t().common.print}</Button>
                </div>
            </header>
            {body}
        </article>
    }
    .into_any()
}

fn letter(
    data: &Dataset,
    version: &Arc<PlanVersion>,
    one: &Expected,
    personal: Option<&Personal>,
) -> AnyView {
    let p = &t().payroll;
    let cash = Cash::of(data, &version.plan);
    let name = data.people.get(one.person).map(|p| p.name.clone()).unwrap_or_default();
    let number = fmt().whole(version.number.into());
    let body = p.letter_body(&version.plan.name, &number, &fmt().date(version.plan.effective));
    let said = facts(&version.plan, names(data)).into_iter().filter(|f| !f.personal && !f.is_name());
    let rows = said.map(fact).collect_view();
    let own =
        personal.map(|personal| own(&version.plan, one.person, personal, names(data))).unwrap_or_default();
    let own = own
        .into_iter()
        .map(|o| view! { <tr><th scope="row">{o.label}</th> <td>{o.value}</td></tr> })
        .collect_view();
    let receipt = acknowledged(data, version.id, one.person).map(|day| fmt().date(day)).unwrap_or_default();
    view! {
        <section class="section stack letter">
            <h2>{version.plan.name.clone()}</h2>
            <p>{p.letter_to(&name)}</p>
            <p>{body}</p>
            <h3>{p.letter_own}</h3>
            <div class="table-wrap"><table class="table letter-own"><tbody>{own}</tbody></table></div>
            <p class="muted small">{p.letter_own_words}</p>
            <h3>{p.letter_expected}</h3>
            <div class="table-wrap">
                <table class="table">
                    <thead>
                        <tr>
                            <th scope="col">{p.at_attainment}</th>
                            <th scope="col" class="num">"80%"</th>
                            <th scope="col" class="num">"100%"</th>
                            <th scope="col" class="num">"120%"</th>
                        </tr>
                    </thead>
                    <tbody>
                        <tr>
                            <th scope="row">{p.expected_title} " " <span class="unit">{cash.unit()}</span></th>
                            <td class="num">{cash.plain(one.low)}</td>
                            <td class="num">{cash.plain(one.target)}</td>
                            <td class="num">{cash.plain(one.high)}</td>
                        </tr>
                    </tbody>
                </table>
            </div>
            <p class="muted small">{p.expected_words}</p>
            <h3>{p.letter_terms}</h3>
            <div class="table-wrap"><table class="table"><tbody>{rows}</tbody></table></div>
            <h3>{p.letter_sign}</h3>
            <p class="muted small">{p.receipt_words}</p>
            <dl class="letter-sign">
                <dt>{p.letter_signature}</dt> <dd class="letter-line"></dd>
                <dt>{p.letter_date}</dt> <dd class="letter-line">{receipt}</dd>
            </dl>
            <p class="quiet small">{p.letter_version(&version.hash, &fmt().date(version.announced))}</p>
        </section>
    }
    .into_any()
}

fn fact(fact: Fact) -> AnyView {
    let what = if fact.part.is_empty() { fact.label } else { format!("{} · {}", fact.part, fact.label) };
    view! { <tr><th scope="row">{what}</th> <td>{fact.value}</td></tr> }.into_any()
}
