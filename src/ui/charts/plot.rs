//! A surface with axes: the few things charts draw, in data coordinates, over plotters.

use super::drawing::Mark;
use super::ink::{Ink, Look};
use super::record::{FINE, Recorder, Shape};
use plotters::coord::Shift;
use plotters::coord::types::RangedCoordf64;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use std::cell::RefCell;
use std::convert::Infallible;
use std::rc::Rc;

/// Size of the letters in pixels.
pub const LETTER: f64 = 12.0;

/// Plotters' error over a recorder; it has no cause of its own.
pub type Failed = DrawingAreaErrorKind<Infallible>;

type Axes = Cartesian2d<RangedCoordf64, RangedCoordf64>;

/// Space around the plotting area in pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Margins {
    /// Left, for tick labels or names.
    pub left: f64,
    /// Right, for direct labels.
    pub right: f64,
    /// Above.
    pub top: f64,
    /// Below, for period names.
    pub bottom: f64,
}

/// A surface being drawn on.
pub struct Plot {
    root: DrawingArea<Recorder, Shift>,
    area: DrawingArea<Recorder, Axes>,
    shapes: Rc<RefCell<Vec<Shape>>>,
    /// Width and height in pixels.
    pub size: (f64, f64),
    /// Space around the plotting area.
    pub margins: Margins,
}

fn fine(pixels: f64) -> i32 {
    (pixels * f64::from(FINE)).round() as i32
}

/// Which end of a text is at its point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// It begins there.
    Left,
    /// Its middle is there.
    Middle,
    /// It ends there.
    Right,
}

impl Plot {
    /// A surface of `size` pixels with axes over the ranges.
    pub fn new(size: (f64, f64), margins: Margins, x: (f64, f64), y: (f64, f64)) -> Result<Self, Failed> {
        let (recorder, shapes) = Recorder::new((fine(size.0).max(4) as u32, fine(size.1).max(4) as u32));
        let root = recorder.into_drawing_area();
        let mut builder = ChartBuilder::on(&root);
        builder.margin_left(fine(margins.left)).margin_right(fine(margins.right));
        builder.margin_top(fine(margins.top)).margin_bottom(fine(margins.bottom));
        let chart = builder.build_cartesian_2d(x.0..x.1, y.0..y.1)?;
        let area = chart.plotting_area().clone();
        Ok(Self { root, area, shapes, size, margins })
    }

    /// Pixels of a point.
    pub fn at(&self, x: f64, y: f64) -> (f64, f64) {
        let (left, top) = self.area.map_coordinate(&(x, y));
        (f64::from(left) / f64::from(FINE), f64::from(top) / f64::from(FINE))
    }

    /// A line through points.
    pub fn line(&self, points: Vec<(f64, f64)>, ink: Ink, look: Look, pixels: f64) -> Result<(), Failed> {
        let style = ink.rgb(look).stroke_width(fine(pixels).max(1) as u32);
        self.area.draw(&PathElement::new(points, style))
    }

    /// A filled area.
    pub fn fill(&self, points: Vec<(f64, f64)>, ink: Ink, look: Look) -> Result<(), Failed> {
        self.area.draw(&Polygon::new(points, ink.rgb(look).filled()))
    }

    /// A dot of a radius in pixels, ringed by the surface so that dots stay apart.
    pub fn dot(&self, x: f64, y: f64, pixels: f64, ink: Ink) -> Result<(), Failed> {
        let ring = Circle::new((x, y), fine(pixels + 1.5), Ink::Surface.rgb(Look::Solid).filled());
        self.area.draw(&ring)?;
        self.area.draw(&Circle::new((x, y), fine(pixels), ink.rgb(Look::Solid).filled()))
    }

    /// A rectangle between two points of the page, in pixels.
    pub fn rect(&self, from: (f64, f64), to: (f64, f64), ink: Ink, look: Look) -> Result<(), Failed> {
        let corners = [(fine(from.0), fine(from.1)), (fine(to.0), fine(to.1))];
        self.root.draw(&Rectangle::new(corners, ink.rgb(look).filled()))
    }

    /// A straight line between two points of the page, in pixels.
    pub fn rule(&self, from: (f64, f64), to: (f64, f64), ink: Ink, pixels: f64) -> Result<(), Failed> {
        let style = ink.rgb(Look::Solid).stroke_width(fine(pixels).max(1) as u32);
        self.root.draw(&PathElement::new([(fine(from.0), fine(from.1)), (fine(to.0), fine(to.1))], style))
    }

    /// A text at a point of the page in pixels, on the middle of its line.
    pub fn text(&self, text: &str, at: (f64, f64), side: Side, ink: Ink) -> Result<(), Failed> {
        let h_pos = match side {
            Side::Left => HPos::Left,
            Side::Middle => HPos::Center,
            Side::Right => HPos::Right,
        };
        let color = ink.rgb(Look::Solid);
        let style = TextStyle::from(("sans-serif", LETTER * f64::from(FINE)).into_font())
            .color(&color)
            .pos(Pos::new(h_pos, VPos::Center));
        self.root.draw(&Text::new(text.to_owned(), (fine(at.0), fine(at.1)), style))
    }

    /// Grid lines and labels of the upright axis; the line at zero is stronger.
    pub fn upright(&self, ticks: &[f64], label: impl Fn(f64) -> String) -> Result<(), Failed> {
        let right = self.size.0 - self.margins.right;
        for tick in ticks {
            let (_, y) = self.at(0.0, *tick);
            let ink = if *tick == 0.0 { Ink::Axis } else { Ink::Grid };
            self.rule((self.margins.left, y), (right, y), ink, 1.0)?;
            self.text(&label(*tick), (self.margins.left - 8.0, y), Side::Right, Ink::Words)?;
        }
        Ok(())
    }

    /// The shapes drawn, with the marks on them.
    pub fn done(self, marks: Vec<Mark>) -> super::drawing::Drawing {
        let shapes = std::mem::take(&mut *self.shapes.borrow_mut());
        super::drawing::Drawing { size: self.size, shapes, marks, named: false }
    }
}
