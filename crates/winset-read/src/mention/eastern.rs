//! Figures written in Korean and Japanese: 1조 389억 원, 2017億円.

use winset_case::quantity::{UnitNames, ambiguous_symbol, figure_in};

use crate::token::{Token, TokenKind};

use super::Mention;

/// Most characters of such a figure, and of what bounds it.
const LONGEST: usize = 30;

/// Every character of the words of such a figure: at any other it is over.
const WITHIN: &str = "えおかくそとなほぼもよらりるをイウォカガシセダトドナパポユルロンヵヶー一万上下京人亿以低個倍億元兆円分前加十千台右名回国大少左币席年度弗後日時最月未本欧毎每民港湾満满百票程米約约美至英萬議豪超金間限韓韩香가간개거경과국금까나내년다달대도드람략량러로루르만매명미및배백본북분불사상서석성센소시십싱안약억에엔연외운원월위유의이인일정조주지천초최캐콩톤트파팎퍼포표프피하한호홍화회";

/// Every character that a word of such a figure ends in: reading a figure that ends otherwise would be in vain.
const LAST: &str = "そぼもらりるトドルロン万上下京人亿低倍億元兆円分十千右名大币席年度弗後日月満满百票約约至萬超金間간경과국금년다대도드람략량러로르만명미및배백본분불상서석성소십안약억엔외원월의일조주지천콩톤트팎표피하한화";

/// True for a letter of Hangul, Kana or Han.
fn is_eastern(c: char) -> bool {
    matches!(u32::from(c), 0x1100..=0x11FF | 0x3040..=0x30FF | 0x3130..=0x318F | 0x3400..=0x9FFF | 0xAC00..=0xD7AF)
}

/// True for a character that a unit of the case's own ends in.
fn is_own(c: char, names: &UnitNames) -> bool {
    is_eastern(c) && names.spellings().any(|s| s.ends_with(c))
}

/// The figure whose number begins at a token, if its unit is in an eastern script.
pub(super) fn at(text: &str, list: &[Token], i: usize, names: &UnitNames) -> Option<Mention> {
    let t = list.get(i).filter(|t| t.kind == TokenKind::Number)?;
    let rest = text.get(t.at.start..)?;
    let own = |c: char| is_eastern(c) && names.spellings().any(|s| s.contains(c));
    // Only so far as a figure can reach: the rest of a long line is not walked.
    // A number behind the name of a currency is the next figure's.
    let mut named = false;
    let ends: Vec<usize> = rest
        .char_indices()
        .take_while(|(_, c)| {
            let next = named && c.is_ascii_digit();
            if *c != ' ' {
                named = matches!(c, '원' | '円' | '엔' | '元');
            }
            !next
        })
        .take_while(|(_, c)| {
            c.is_ascii_digit()
                || WITHIN.contains(*c)
                || own(*c)
                || matches!(c, ',' | '.' | ' ' | '%' | '~' | '-' | '∼' | '～' | '〜' | '–')
        })
        .map(|(k, c)| k + c.len_utf8())
        .take(LONGEST)
        .collect();
    let line = rest.get(..*ends.last()?)?;
    if !line
        .chars()
        .skip_while(|c| c.is_ascii_digit() || matches!(c, ',' | '.' | ' '))
        .take(1)
        .any(is_eastern)
    {
        return None;
    }
    // A sign before the number: US$10억.
    let before = text.get(..t.at.start)?;
    let sign = ["US$", "$", "₩", "¥", "€"].into_iter().find(|s| before.ends_with(s)).unwrap_or("");
    let bound = ["약", "대략", "최대", "최소", "約", "およそ", "最大", "少なくとも", "ほぼ"]
        .into_iter()
        .find(|b| before.get(..before.len() - sign.len()).is_some_and(|x| x.trim_end().ends_with(b)))
        .unwrap_or("");
    let (length, figure) = ends.iter().rev().find_map(|end| {
        let body = line.get(..*end)?.trim_end_matches([' ', '.', ',']);
        let last = body.chars().last()?;
        if !(LAST.contains(last) || last == '%' || is_own(last, names)) {
            return None;
        }
        let phrase = format!("{bound} {sign}{body}");
        figure_in(phrase.trim(), names).map(|f| (body.len(), f))
    })?;
    let core = t.at.start - sign.len()..t.at.start + length;
    let start = if bound.is_empty() { core.start } else { before.rfind(bound)? };
    let end = list.iter().skip(i).position(|t| t.at.start >= core.end).map_or(list.len(), |k| i + k);
    // A token that runs on past the figure ("원이") stays with it: the particle says nothing.
    let shared = ambiguous_symbol(text.get(core.clone())?).is_some();
    Some(Mention {
        at: start..core.end,
        core,
        tokens: i..end.max(i + 1),
        figure,
        noun: None,
        shared,
        adjectival: false,
        points: false,
        converts: None,
    })
}
