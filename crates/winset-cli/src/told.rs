//! Arguments as the verbs are told them.

use winset::{question, verb};

use crate::args::{Asked, Audience, ForecastPicture, Format};

impl Asked {
    /// Day and audience as a verb is told them.
    pub fn told(&self) -> verb::Asked {
        verb::Asked { as_of: self.as_of, audience: self.audience.map(Into::into) }
    }
}

impl From<Format> for verb::Form {
    fn from(format: Format) -> verb::Form {
        match format {
            Format::Text => verb::Form::Text,
            Format::Json => verb::Form::Json,
            Format::Csv => verb::Form::Csv,
            Format::Html => verb::Form::Html,
            Format::Svg => verb::Form::Svg,
            Format::Xlsx => verb::Form::Xlsx,
        }
    }
}

impl From<Audience> for question::Audience {
    fn from(audience: Audience) -> question::Audience {
        match audience {
            Audience::Public => question::Audience::Public,
            Audience::Own => question::Audience::Own,
        }
    }
}

impl From<ForecastPicture> for verb::ForecastPicture {
    fn from(picture: ForecastPicture) -> verb::ForecastPicture {
        match picture {
            ForecastPicture::When => verb::ForecastPicture::When,
            ForecastPicture::Amount => verb::ForecastPicture::Amount,
        }
    }
}
