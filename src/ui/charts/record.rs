//! A plotters backend that records shapes instead of painting. Coordinates are quarters of a pixel.

use super::ink::{Ink, Look};
use super::scale::text_width;
use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{
    BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind, FontStyle,
};
use std::cell::RefCell;
use std::convert::Infallible;
use std::rc::Rc;

/// Coordinates per pixel: plotters rounds to whole numbers, which would show.
pub const FINE: i32 = 4;

/// Where a text stands at its point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// The text begins there.
    Start,
    /// Its middle is there.
    Middle,
    /// It ends there.
    End,
}

/// What to draw, in quarters of a pixel.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// An open line.
    Line {
        /// Its corners.
        points: Vec<BackendCoord>,
        /// Its colour.
        ink: Ink,
        /// How it is laid on.
        look: Look,
        /// Its width.
        width: u32,
    },
    /// A filled area.
    Area {
        /// Its corners.
        points: Vec<BackendCoord>,
        /// Its colour.
        ink: Ink,
        /// How it is laid on.
        look: Look,
    },
    /// A filled rectangle.
    Rect {
        /// Upper left corner.
        from: BackendCoord,
        /// Width and height.
        size: (u32, u32),
        /// Its colour.
        ink: Ink,
        /// How it is laid on.
        look: Look,
    },
    /// A filled circle.
    Circle {
        /// Its centre.
        at: BackendCoord,
        /// Its radius.
        radius: u32,
        /// Its colour.
        ink: Ink,
        /// How it is laid on.
        look: Look,
    },
    /// A text.
    Text {
        /// Its point, on the middle of the line of text.
        at: BackendCoord,
        /// What it says.
        text: String,
        /// Its colour.
        ink: Ink,
        /// Where it stands at its point.
        anchor: Anchor,
    },
}

/// Records what plotters draws.
pub struct Recorder {
    size: (u32, u32),
    shapes: Rc<RefCell<Vec<Shape>>>,
}

impl Recorder {
    /// A recorder of a surface in quarters of a pixel, and what it records.
    pub fn new(size: (u32, u32)) -> (Self, Rc<RefCell<Vec<Shape>>>) {
        let shapes = Rc::new(RefCell::new(Vec::new()));
        (Self { size, shapes: Rc::clone(&shapes) }, shapes)
    }

    fn push(&self, shape: Shape) {
        self.shapes.borrow_mut().push(shape);
    }
}

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

impl DrawingBackend for Recorder {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, at: BackendCoord, color: plotters_backend::BackendColor) -> Drawn {
        let (ink, look) = Ink::of(color);
        self.push(Shape::Rect { from: at, size: (1, 1), ink, look });
        Ok(())
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Drawn {
        self.draw_path([from, to], style)
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        let (ink, look) = Ink::of(style.color());
        self.push(Shape::Line { points: path.into_iter().collect(), ink, look, width: style.stroke_width() });
        Ok(())
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Drawn {
        let corner = (from.0.min(to.0), from.1.min(to.1));
        let size = (from.0.abs_diff(to.0), from.1.abs_diff(to.1));
        if !fill {
            let (right, bottom) = (from.0.max(to.0), from.1.max(to.1));
            return self
                .draw_path([corner, (right, corner.1), (right, bottom), (corner.0, bottom), corner], style);
        }
        let (ink, look) = Ink::of(style.color());
        self.push(Shape::Rect { from: corner, size, ink, look });
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        at: BackendCoord,
        radius: u32,
        style: &S,
        _fill: bool,
    ) -> Drawn {
        let (ink, look) = Ink::of(style.color());
        self.push(Shape::Circle { at, radius, ink, look });
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        points: I,
        style: &S,
    ) -> Drawn {
        let (ink, look) = Ink::of(style.color());
        self.push(Shape::Area { points: points.into_iter().collect(), ink, look });
        Ok(())
    }

    fn draw_text<T: BackendTextStyle>(&mut self, text: &str, style: &T, at: BackendCoord) -> Drawn {
        let (ink, _) = Ink::of(style.color());
        let ink = if matches!(style.style(), FontStyle::Bold) { Ink::Strong } else { ink };
        let anchor = match style.anchor().h_pos {
            HPos::Left => Anchor::Start,
            HPos::Center => Anchor::Middle,
            HPos::Right => Anchor::End,
        };
        // All texts stand on their middle; other vertical anchors move by half a line.
        let half = (style.size() / 2.0) as i32;
        let shift = match style.anchor().v_pos {
            VPos::Top => half,
            VPos::Center => 0,
            VPos::Bottom => -half,
        };
        self.push(Shape::Text { at: (at.0, at.1 + shift), text: text.to_owned(), ink, anchor });
        Ok(())
    }

    // Plotters would ask the page's DOM, and natively count bytes.
    fn estimate_text_size<T: BackendTextStyle>(
        &self,
        text: &str,
        style: &T,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        Ok((text_width(text, style.size()).ceil() as u32, style.size().ceil() as u32))
    }
}
