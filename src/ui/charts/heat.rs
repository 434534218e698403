//! Things by measures: a cell each, coloured by how it stands, with its figure in it.

use super::drawing::{Canvas, Drawing, Mark};
use super::ink::{Ink, Look};
use super::plot::{Failed, LETTER, Margins, Plot, Side};
use super::scale::{cut, text_width};
use super::spec::Heat;

const ROW: f64 = 28.0;

/// Draws it. Cells keep a width that can be read; a narrow page scrolls.
pub fn draw(heat: &Heat, canvas: Canvas) -> Result<Drawing, Failed> {
    let (rows, columns) = (heat.rows.len(), heat.columns.len());
    if rows == 0 || columns == 0 {
        return Ok(Drawing::default());
    }
    let names =
        heat.rows.iter().map(|name| text_width(name, LETTER)).fold(0.0, f64::max).min(canvas.width * 0.34)
            + 12.0;
    let width = canvas.width.max(names + columns as f64 * 56.0);
    let margins = Margins { left: names, right: 0.0, top: ROW, bottom: 0.0 };
    let size = (width, ROW * (rows as f64 + 1.0));
    let plot = Plot::new(size, margins, (0.0, columns as f64), (rows as f64, 0.0))?;
    let cell = plot.at(1.0, 0.0).0 - plot.at(0.0, 0.0).0;
    for (at, name) in heat.columns.iter().enumerate() {
        let (x, _) = plot.at(at as f64 + 0.5, 0.0);
        plot.text(&cut(name, LETTER, cell - 6.0), (x, ROW / 2.0), Side::Middle, Ink::Words)?;
    }
    let mut marks = Vec::with_capacity(rows * columns);
    for (down, name) in heat.rows.iter().enumerate() {
        let (_, middle) = plot.at(0.0, down as f64 + 0.5);
        plot.text(&cut(name, LETTER, names - 12.0), (names - 10.0, middle), Side::Right, Ink::Strong)?;
        for (across, column) in heat.columns.iter().enumerate() {
            let Some(here) = heat.cells.get(down).and_then(|row| row.get(across)) else { continue };
            let (x, _) = plot.at(across as f64, 0.0);
            let (from, to) =
                ((x + 1.0, middle - ROW / 2.0 + 1.0), (x + cell - 1.0, middle + ROW / 2.0 - 1.0));
            match here.step {
                Some(step) => plot.rect(from, to, Ink::Heat(step.clamp(1, 7)), Look::Solid)?,
                None => plot.rule((from.0, to.1), (to.0, to.1), Ink::Grid, 1.0)?,
            }
            let text = if here.text.is_empty() { "–" } else { &here.text };
            let ink = if here.step.is_some() { Ink::Strong } else { Ink::Words };
            plot.text(&cut(text, LETTER, cell - 4.0), (x + cell / 2.0, middle), Side::Middle, ink)?;
            let words = match (here.words.is_empty(), here.text.is_empty()) {
                (false, _) => here.words.clone(),
                (true, false) => here.text.clone(),
                (true, true) => canvas.texts.common.no_value.to_owned(),
            };
            let area = (from.0, from.1, to.0 - from.0, to.1 - from.1);
            let facts = vec![(None, column.clone(), words)];
            marks.push(Mark {
                area,
                at: (x + cell / 2.0, middle),
                title: name.clone(),
                facts,
                id: here.id.clone(),
            });
        }
    }
    Ok(plot.done(marks))
}
