//! A tiny parser. Don't panic!
use std::{collections::HashMap, fmt, str::FromStr};

#[derive(Debug, Clone, PartialEq)]
pub enum Value<'a> { Null, Number(f64), Text(&'a str), List(Vec<Value<'a>>) }

impl<'a> fmt::Display for Value<'a> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => write!(f, "null"),
            Self::Number(n) if n.fract() == 0.0 => write!(f, "{n:.0}"),
            Self::Number(n) => write!(f, "{n}"),
            Self::Text(t) => write!(f, r#""{}""#, t.escape_debug()),
            Self::List(items) => items.iter().try_for_each(|i| write!(f, "{i},")),
        }
    }
}
