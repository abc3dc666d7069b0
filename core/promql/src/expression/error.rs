//! `ExpressionError`: refusal by a cap, which is final, or by the parser, which is an opinion.

/// Error of an expression that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ExpressionError {
    /// A cap: no text of this length is parsed or sent.
    #[error("the expression is {bytes} bytes long, at most {} are read", Self::MAX_BYTES)]
    TooLong {
        /// Its length in bytes of UTF-8.
        bytes: usize,
    },
    /// A cap: no text nested so deep is parsed or sent.
    #[error("the expression is nested deeper than {} levels", Self::MAX_DEPTH)]
    TooDeep {
        /// Position at which the level above the cap begins, in characters from 0.
        position: usize,
    },
    /// A cap: a chain of operators is a tree as deep as the chain is long.
    #[error("the expression has more than {} operators", Self::MAX_OPERATORS)]
    TooManyOperators {
        /// Position of the operator above the cap, in characters from 0.
        position: usize,
    },
    /// The parser here does not understand it; a newer Prometheus may.
    #[error("{message}")]
    Syntax {
        /// Message of the parser.
        message: String,
        /// Position in characters from 0, if it is known.
        position: Option<usize>,
    },
}

impl ExpressionError {
    /// The longest expression that is read, in bytes: promql-parser needs time quadratic in the length.
    pub const MAX_BYTES: usize = 8 * 1024;
    /// The deepest nesting of brackets and signs that is read, in levels: promql-parser recurses, and stacks end.
    pub const MAX_DEPTH: usize = 100;
    /// The most operators that are read. A third of what overflows a stack of 2 MiB in a debug build.
    pub const MAX_OPERATORS: usize = 500;

    /// Returns true if a cap refused the expression, so that it must not be sent to any source either.
    #[must_use]
    pub fn is_cap(&self) -> bool {
        !matches!(self, Self::Syntax { .. })
    }

    /// Returns the position of the error in the expression, in characters from 0, if it is known.
    #[must_use]
    pub fn position(&self) -> Option<usize> {
        match self {
            Self::TooLong { .. } => None,
            Self::TooDeep { position } | Self::TooManyOperators { position } => Some(*position),
            Self::Syntax { position, .. } => *position,
        }
    }
}
