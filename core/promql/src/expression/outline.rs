//! One pass over an expression's characters before any parser recurses into it: finds its depth, its number of operators, and a
//! bracket or quote without a partner.

use super::ExpressionError;

/// A bracket or a quote without its partner.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) message: String,
    /// In characters from 0.
    pub(super) position: usize,
}

/// Holds the expression to the caps; within them, tells the first fault of its brackets and quotes.
pub(super) fn check(expr: &str) -> Result<Option<Fault>, ExpressionError> {
    if expr.len() > ExpressionError::MAX_BYTES {
        return Err(ExpressionError::TooLong { bytes: expr.len() });
    }
    let mut outline = Outline::default();
    let mut inside = Inside::Code;
    for (position, c) in expr.chars().enumerate() {
        inside = match inside {
            Inside::Code => outline.code(position, c)?,
            Inside::Comment if c == '\n' => Inside::Code,
            Inside::Comment => Inside::Comment,
            Inside::Text { quote, .. } if c == quote => Inside::Code,
            Inside::Text { quote, start } if c == '\\' && quote != '`' => Inside::Escape { quote, start },
            Inside::Text { .. } => inside,
            Inside::Escape { quote, start } => Inside::Text { quote, start },
        };
    }
    outline.word_ends(expr.chars().count())?;
    Ok(outline.fault.or_else(|| open_text(inside)).or_else(|| open_bracket(&outline.open)))
}

/// State of the pass.
#[derive(Clone, Copy)]
enum Inside {
    Code,
    Comment,
    Text { quote: char, start: usize },
    Escape { quote: char, start: usize },
}

#[derive(Default)]
struct Outline {
    /// Opened and not yet closed, with their positions.
    open: Vec<(char, usize)>,
    /// Signs in a row, each a level of its own: `--x`.
    signs: usize,
    operators: usize,
    previous: char,
    word: String,
    fault: Option<Fault>,
}

impl Outline {
    /// Takes in one character outside texts and comments, and tells what the next one is inside of.
    fn code(&mut self, position: usize, c: char) -> Result<Inside, ExpressionError> {
        if c.is_alphanumeric() || matches!(c, '_' | ':' | '.') {
            self.word.push(c);
            self.signs = 0;
        } else {
            self.word_ends(position)?;
            self.symbol(position, c)?;
        }
        self.previous = c;
        Ok(match c {
            '"' | '\'' | '`' => Inside::Text { quote: c, start: position },
            '#' => Inside::Comment,
            _ => Inside::Code,
        })
    }

    fn symbol(&mut self, position: usize, c: char) -> Result<(), ExpressionError> {
        self.signs = match c {
            '+' | '-' => self.signs + 1,
            ' ' | '\t' | '\n' | '\r' => self.signs,
            _ => 0,
        };
        match c {
            '(' | '[' | '{' => self.open.push((c, position)),
            ')' | ']' | '}' => self.close(position, c),
            // `==`, `!=`, `>=` and `<=` are one operator.
            '=' if matches!(self.previous, '=' | '!' | '<' | '>') => {}
            '+' | '-' | '*' | '/' | '%' | '^' | '<' | '>' | '=' | '!' => self.operator(position)?,
            _ => {}
        }
        match self.open.len() + self.signs > ExpressionError::MAX_DEPTH {
            true => Err(ExpressionError::TooDeep { position }),
            false => Ok(()),
        }
    }

    /// Judges the word that ends before `position`: four operators are words.
    fn word_ends(&mut self, position: usize) -> Result<(), ExpressionError> {
        let word = std::mem::take(&mut self.word);
        match word.to_ascii_lowercase().as_str() {
            "and" | "or" | "unless" | "atan2" => self.operator(position.saturating_sub(word.chars().count())),
            _ => Ok(()),
        }
    }

    fn operator(&mut self, position: usize) -> Result<(), ExpressionError> {
        // Inside braces these signs compare labels, side by side.
        if !matches!(self.open.last(), Some(('{', _))) {
            self.operators += 1;
        }
        match self.operators > ExpressionError::MAX_OPERATORS {
            true => Err(ExpressionError::TooManyOperators { position }),
            false => Ok(()),
        }
    }

    fn close(&mut self, position: usize, c: char) {
        let fault = match self.open.pop() {
            Some((opening, _)) if closing(opening) == c => None,
            Some((opening, at)) => Some(format!("`{c}` does not close the `{opening}` at character {}", at + 1)),
            None => Some(format!("`{c}` closes nothing")),
        };
        let fault = fault.map(|message| Fault { message, position });
        self.fault = self.fault.take().or(fault);
    }
}

fn closing(opening: char) -> char {
    match opening {
        '(' => ')',
        '[' => ']',
        _ => '}',
    }
}

fn open_text(inside: Inside) -> Option<Fault> {
    match inside {
        Inside::Text { quote, start } | Inside::Escape { quote, start } => {
            Some(Fault { message: format!("the text that begins with {quote} does not end"), position: start })
        }
        Inside::Code | Inside::Comment => None,
    }
}

fn open_bracket(open: &[(char, usize)]) -> Option<Fault> {
    let (bracket, position) = *open.last()?;
    Some(Fault { message: format!("`{bracket}` is not closed"), position })
}
