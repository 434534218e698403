//! The calculation behind a figure as a tree: each step with its value and how it came about, down to the records.

use crate::ui::lang::{fmt, t};
use leptos::prelude::*;

/// One step of a calculation in words, ready to be drawn or exported.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TraceNode {
    /// What it is.
    pub label: String,
    /// Its value with unit.
    pub value: String,
    /// How it came about: formula, rule and version, reason for what is missing.
    pub how: String,
    /// Whether data were missing.
    pub missing: bool,
    /// What can be looked at, such as the records: a number that [`TracePanel`] hands on.
    pub opens: Option<usize>,
    /// What it was made of.
    pub children: Vec<TraceNode>,
}

impl TraceNode {
    /// The tree as indented text, one step a line, for copying and files.
    #[must_use]
    pub fn text(&self) -> String {
        let mut out = String::new();
        self.write(0, &mut out);
        out
    }

    fn write(&self, depth: usize, out: &mut String) {
        for _ in 0..depth {
            out.push_str("  ");
        }
        out.push_str(&self.label);
        for part in [&self.value, &self.how] {
            if !part.is_empty() {
                out.push('\t');
                out.push_str(part);
            }
        }
        out.push('\n');
        for child in &self.children {
            child.write(depth + 1, out);
        }
    }
}

/// Draws a calculation: the result large, its steps below, three levels open.
#[component]
pub fn TracePanel(
    /// The calculation.
    #[prop(into)]
    root: Signal<Option<TraceNode>>,
    /// Opens what a step names.
    #[prop(optional, into)]
    on_open: Option<Callback<usize>>,
) -> impl IntoView {
    move || {
        root.get().map(|root| {
            view! {
                <div class="trace">
                    <div>
                        <div class="muted">{root.label}</div>
                        <div class="trace-result">{root.value}</div>
                        <p class="muted small">{root.how}</p>
                    </div>
                    <ul class="trace-tree">{root.children.into_iter().map(|child| node(child, 0, on_open)).collect_view()}</ul>
                </div>
            }
        })
    }
}

fn node(step: TraceNode, depth: usize, on_open: Option<Callback<usize>>) -> AnyView {
    let open = RwSignal::new(depth < 2);
    let leaf = step.children.is_empty();
    let value =
        if step.missing && step.value.is_empty() { t().figure.missing.to_owned() } else { step.value };
    let step_label = step.label.clone();
    let label = match step.opens.zip(on_open) {
        Some((at, open)) => {
            view! { <button type="button" class="button is-link" on:click=move |_| open.run(at)>{step.label}</button> }.into_any()
        }
        None => view! { <span>{step.label}</span> }.into_any(),
    };
    let how = (!step.how.is_empty()).then(|| view! { <span class="how">{step.how}</span> });
    let missing = step.missing;
    let twist = (!leaf).then(|| {
        let name = format!("{}{}{value}", step_label, fmt().colon());
        view! {
            <button
                type="button"
                class="twist"
                aria-label=name
                aria-expanded=move || open.get().to_string()
                on:click=move |_| open.update(|open| *open = !*open)
            >
                {move || if open.get() { "▾" } else { "▸" }}
            </button>
        }
    });
    let head = view! {
        <div class="trace-node" class:is-missing=missing>
            <span class="twist-place">{twist}</span>
            {label}
            <span class="value">{value.clone()}</span>
            {how}
        </div>
    };
    let children = StoredValue::new(step.children);
    let below = move || {
        (!leaf && open.get()).then(|| {
            let steps = children.get_value();
            view! { <ul>{steps.into_iter().map(|child| node(child, depth + 1, on_open)).collect_view()}</ul> }
        })
    };
    view! { <li>{head}{below}</li> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::TraceNode;

    #[test]
    fn a_calculation_is_exported_with_its_depth() {
        let leaf = TraceNode { label: "B".into(), value: "2".into(), ..TraceNode::default() };
        let root = TraceNode {
            label: "A".into(),
            value: "4".into(),
            how: "2 × B".into(),
            children: vec![leaf],
            ..TraceNode::default()
        };
        assert_eq!(root.text(), "A\t4\t2 × B\n  B\t2\n");
    }
}
