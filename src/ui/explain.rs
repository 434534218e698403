//! "How was this calculated?": one sheet for every figure of every page, down to the records, measurements or people behind it.

use crate::domain::Dataset;
use crate::engine::trace::Trace;
use crate::i18n::trace::{Source, TraceLine, lines, text};
use crate::i18n::trace_file;
use crate::ui::components::{
    Button, ButtonKind, Dialog, DialogKind, ExportMenu, Icon, Table, TraceNode, TracePanel,
};
use crate::ui::desk::Desk;
use crate::ui::hints::{Hint, Hints};
use crate::ui::lang::{fmt, t};
use crate::ui::select::names;
use crate::ui::session::Session;
use crate::ui::sources::SourceView;
use crate::web::{clock, download};
use leptos::prelude::*;
use std::sync::Arc;

/// Opens calculations. Copy it into handlers.
#[derive(Clone, Copy)]
pub struct Explainer {
    title: RwSignal<String>,
    trace: RwSignal<Option<Arc<Trace>>>,
    /// Where its names stand, where that is not the workspace.
    world: RwSignal<Option<Arc<Dataset>>>,
    open: RwSignal<bool>,
    source: RwSignal<Option<Source>>,
    below: RwSignal<bool>,
    hints: Hints,
}

impl Explainer {
    /// Gives the sheet to everything below.
    pub fn provide() -> Self {
        let explainer = Self {
            title: RwSignal::new(String::new()),
            trace: RwSignal::new(None),
            world: RwSignal::new(None),
            open: RwSignal::new(false),
            source: RwSignal::new(None),
            below: RwSignal::new(false),
            hints: Hints::get(),
        };
        provide_context(explainer);
        explainer
    }

    /// The sheet of the page.
    #[must_use]
    pub fn get() -> Self {
        use_context().unwrap_or_else(Self::provide)
    }

    /// Shows how a figure came about.
    pub fn show(self, title: impl Into<String>, trace: Trace) {
        self.world.set(None);
        self.open(title.into(), trace);
    }

    /// The same for something that is only tried out: names stand in this dataset.
    pub fn show_in(self, title: impl Into<String>, trace: Trace, world: Arc<Dataset>) {
        self.world.set(Some(world));
        self.open(title.into(), trace);
    }

    fn open(self, title: String, trace: Trace) {
        self.title.set(title);
        self.trace.set(Some(Arc::new(trace)));
        self.open.set(true);
        self.hints.followed(Hint::Figure);
    }

    /// Closes whatever is open.
    pub fn close(self) {
        self.below.set(false);
        self.open.set(false);
    }

    /// Shows what a step of a calculation read.
    pub fn look(self, source: Source) {
        self.source.set(Some(source));
        self.below.set(true);
    }
}

/// The tree of lines, each that read something with its number among all lines.
#[must_use]
pub fn tree(lines: &[TraceLine]) -> Option<TraceNode> {
    let mut open: Vec<(usize, TraceNode)> = Vec::new();
    let mut root = None;
    for (at, line) in lines.iter().enumerate() {
        close(&mut open, line.depth, &mut root);
        let node = TraceNode {
            label: line.label.clone(),
            value: line.value.clone(),
            how: line.note.clone(),
            missing: line.missing,
            opens: line.source.as_ref().map(|_| at),
            children: Vec::new(),
        };
        open.push((line.depth, node));
    }
    close(&mut open, 0, &mut root);
    root
}

/// Hands nodes at `depth` and deeper to their parents.
fn close(open: &mut Vec<(usize, TraceNode)>, depth: usize, root: &mut Option<TraceNode>) {
    while open.last().is_some_and(|(deep, _)| *deep >= depth) {
        let Some((_, node)) = open.pop() else { return };
        match open.last_mut() {
            Some((_, parent)) => parent.children.push(node),
            None => *root = Some(node),
        }
    }
}

/// The sheet and, above it, the list of records.
#[component]
pub fn ExplainSheet() -> impl IntoView {
    let (session, explainer) = (Session::get(), Explainer::get());
    let shown = Memo::new(move |_| {
        let trace = explainer.trace.get()?;
        let data = explainer.world.get().or_else(|| session.data())?;
        Some(Arc::new(lines(&trace, names(&data))))
    });
    let root = Signal::derive(move || shown.get().and_then(|lines| tree(&lines)));
    let open_records = Callback::new(move |at: usize| {
        let source = shown.get_untracked().and_then(|lines| lines.get(at)?.source.clone());
        if let Some(source) = source {
            explainer.look(source);
        }
    });
    let export = Callback::new(move |()| {
        let (Some(lines), Some(data)) = (shown.get_untracked(), session.data_now()) else { return };
        let title = explainer.title.get_untracked();
        let head = t().trace.of_workspace(&data.workspace.name, &fmt().date(clock::today()));
        let file = format!("{title}\n{head}\n\n{}", text(&lines));
        download::text(&format!("{title}.txt"), "text/plain;charset=utf-8", &file);
    });
    let table = move |()| {
        let trace = explainer.trace.get_untracked()?;
        let data = explainer.world.get_untracked().or_else(|| session.data_now())?;
        let rows = trace_file::rows(&trace, names(&data));
        let sheet = t().figure.trace.to_owned();
        Some(Table { name: explainer.title.get_untracked(), sheet, rows })
    };
    let footer = move || {
        view! {
            <ExportMenu label=t().figure.export_trace table/>
            <Button icon=Icon::Export kind=ButtonKind::Plain on_press=export>{t().trace.save_text}</Button>
        }
    };
    // Documents of the records that are exported stand in a part of the blocks that is read when it is wanted.
    let desk = Desk::get();
    Effect::new(move |_| {
        if explainer.open.get() {
            desk.want_names();
        }
    });
    let title = Signal::derive(move || match explainer.source.get() {
        Some(Source::Measurements(_)) => t().trace.measurements.to_owned(),
        Some(Source::People(_)) => t().trace.people.to_owned(),
        Some(Source::Records(_) | Source::Counted(_)) | None => t().trace.records.to_owned(),
    });
    view! {
        <Dialog title=explainer.title kind=DialogKind::Side open=explainer.open footer=ViewFn::from(footer)>
            <TracePanel root on_open=open_records/>
        </Dialog>
        <Dialog title kind=DialogKind::Wide open=explainer.below>
            <SourceView source=explainer.source world=explainer.world on_leave=move |()| explainer.close()/>
        </Dialog>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_become_the_tree_they_came_from() {
        let line = |depth, label: &str| TraceLine {
            depth,
            label: label.into(),
            value: String::new(),
            note: String::new(),
            missing: false,
            source: None,
        };
        let given = [line(0, "a"), line(1, "b"), line(2, "c"), line(1, "d"), line(2, "e"), line(2, "f")];
        let root = tree(&given).unwrap();
        assert_eq!(root.text(), "a\n  b\n    c\n  d\n    e\n    f\n");
        assert_eq!(tree(&[]), None);
    }
}
