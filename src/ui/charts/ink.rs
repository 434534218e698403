//! Colours as class names. Plotters knows rgb only, so each ink is a reserved rgb value: red the ink, green the look.

use plotters::style::RGBColor;
use plotters_backend::BackendColor;

/// A colour of the theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// Grid lines.
    Grid,
    /// Axes.
    Axis,
    /// Words.
    Words,
    /// Words that matter.
    Strong,
    /// Targets.
    Target,
    /// The empty part of a bar.
    Track,
    /// At or above.
    Ahead,
    /// Below.
    Behind,
    /// The accent.
    Accent,
    /// The surface under the chart.
    Surface,
    /// A series, 1 to 8.
    Series(u8),
    /// A step of a heat map, 1 to 7.
    Heat(u8),
}

/// How an ink is laid on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Look {
    /// As it is.
    #[default]
    Solid,
    /// Lighter: what was before.
    Soft,
    /// Lighter and dashed: what is expected.
    Forecast,
    /// Hardly there: an interval.
    Band,
}

/// The series colour of the `position`-th entity of a table. The position does not depend on what is filtered or
/// sorted, so an entity keeps its colour in every chart.
#[must_use]
pub const fn slot(position: usize) -> Ink {
    Ink::Series((position % 8) as u8 + 1)
}

const PLAIN: [Ink; 10] = [
    Ink::Grid,
    Ink::Axis,
    Ink::Words,
    Ink::Strong,
    Ink::Target,
    Ink::Track,
    Ink::Ahead,
    Ink::Behind,
    Ink::Accent,
    Ink::Surface,
];
const LOOKS: [Look; 4] = [Look::Solid, Look::Soft, Look::Forecast, Look::Band];

impl Ink {
    /// The reserved rgb value of the ink with a look.
    #[must_use]
    pub fn rgb(self, look: Look) -> RGBColor {
        let red = match self {
            Self::Series(number) => 100 + number,
            Self::Heat(number) => 120 + number,
            plain => PLAIN.iter().position(|ink| *ink == plain).unwrap_or(0) as u8,
        };
        RGBColor(red, LOOKS.iter().position(|one| *one == look).unwrap_or(0) as u8, 0)
    }

    /// The ink and look of a reserved rgb value.
    #[must_use]
    pub fn of(color: BackendColor) -> (Self, Look) {
        let (red, green, _) = color.rgb;
        let ink = match red {
            101..=108 => Self::Series(red - 100),
            121..=127 => Self::Heat(red - 120),
            plain => PLAIN.get(usize::from(plain)).copied().unwrap_or(Self::Words),
        };
        (ink, LOOKS.get(usize::from(green)).copied().unwrap_or_default())
    }

    /// The token of the style sheet that holds its colour.
    #[must_use]
    pub fn token(self) -> String {
        match self {
            Self::Grid => "--hair".into(),
            Self::Axis => "--control".into(),
            Self::Words => "--ink-2".into(),
            Self::Strong => "--ink".into(),
            Self::Target => "--target".into(),
            Self::Track => "--track".into(),
            Self::Ahead => "--ahead".into(),
            Self::Behind => "--behind".into(),
            Self::Accent => "--accent".into(),
            Self::Surface => "--surface".into(),
            Self::Series(number) => format!("--series-{number}"),
            Self::Heat(number) => format!("--heat-{number}"),
        }
    }

    /// The tail of its classes: `c-` strokes, `f-` fills.
    #[must_use]
    pub fn class(self) -> String {
        match self {
            Self::Grid => "grid".into(),
            Self::Axis => "axis".into(),
            Self::Words => "ink".into(),
            Self::Strong => "strong".into(),
            Self::Target => "target".into(),
            Self::Track => "track".into(),
            Self::Ahead => "ahead".into(),
            Self::Behind => "behind".into(),
            Self::Accent => "accent".into(),
            Self::Surface => "surface".into(),
            Self::Series(number) => format!("s{number}"),
            Self::Heat(number) => format!("h{number}"),
        }
    }
}

impl Look {
    /// The class of the look.
    #[must_use]
    pub const fn class(self) -> &'static str {
        match self {
            Self::Solid => "",
            Self::Soft => "is-soft",
            Self::Forecast => "is-forecast",
            Self::Band => "is-band",
        }
    }

    /// The opacity of the look, as the style sheet has it.
    #[must_use]
    pub const fn opacity(self) -> &'static str {
        match self {
            Self::Solid => "1",
            Self::Soft => "0.45",
            Self::Forecast => "0.55",
            Self::Band => "0.16",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_ink_survives_plotters() {
        let inks = PLAIN.into_iter().chain((1..=8).map(Ink::Series)).chain((1..=7).map(Ink::Heat));
        for ink in inks {
            for look in LOOKS {
                let RGBColor(red, green, blue) = ink.rgb(look);
                assert_eq!(Ink::of(BackendColor { alpha: 1.0, rgb: (red, green, blue) }), (ink, look));
            }
        }
        assert_eq!(slot(8), slot(0));
    }
}
