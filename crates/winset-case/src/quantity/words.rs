//! Every word a figure may hold, in English, Korean and Japanese.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::lex::fold;
use super::unit::BUILT_IN;
use super::{Bound, Currency, Per, Unit};

/// What a word of a figure means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Word {
    /// Times 10 to the exponent; `eastern` scales may be chained without repeating the unit (2만 8500).
    Scale {
        exponent: u32,
        eastern: bool,
    },
    Unit(Unit),
    /// A sign or word that several currencies share, and the one it is read as.
    Shared(Currency),
    /// 년, 年, 年間: years after a bare number, a year otherwise.
    Year,
    Bound {
        bound: Bound,
        before: bool,
        after: bool,
    },
    Per(Per),
    To,
    And,
    Between,
    From,
    Plus,
    Minus,
    /// A word that is understood and refused: what is wrong, and what to write.
    Refused(&'static str, &'static str),
}

/// A spelling, as the lexer compares it, and its meaning.
pub(super) type Entry = (Vec<char>, Word);

/// The words by first character, longest first.
pub(super) fn lexicon() -> &'static BTreeMap<char, Vec<Entry>> {
    static LEXICON: OnceLock<BTreeMap<char, Vec<Entry>>> = OnceLock::new();
    LEXICON.get_or_init(|| {
        let mut map: BTreeMap<char, Vec<Entry>> = BTreeMap::new();
        let mut add = |spelling: &str, word: Word| {
            let folded = fold(spelling);
            if let Some(first) = folded.first().copied() {
                let list = map.entry(first).or_default();
                if !list.iter().any(|(s, _)| *s == folded) {
                    list.push((folded, word));
                }
            }
        };
        scales(&mut add);
        bounds(&mut add);
        periods(&mut add);
        joints(&mut add);
        counted(&mut add);
        money(&mut add);
        refused(&mut add);
        standard(&mut add);
        for list in map.values_mut() {
            list.sort_by_key(|(s, _)| std::cmp::Reverse(s.len()));
        }
        map
    })
}

/// The spellings that a mistyped word is compared with, the currencies of most figures first; codes in upper case.
pub(super) fn spellings() -> &'static [String] {
    static SPELLINGS: OnceLock<Vec<String>> = OnceLock::new();
    SPELLINGS.get_or_init(|| {
        let mut all: Vec<String> = ["USD", "KRW", "JPY", "EUR", "GBP", "CNY"].map(str::to_owned).into();
        for (spelling, _) in
            lexicon().values().flatten().filter(|(_, word)| !matches!(word, Word::Refused(..)))
        {
            let text: String = spelling.iter().collect();
            let code = text.to_uppercase();
            if Currency::parse(&code).is_some() {
                all.push(code);
            } else if spelling.len() > 2 && spelling.iter().all(|c| c.is_alphabetic()) {
                all.push(text);
            }
        }
        all
    })
}

type Add<'a> = dyn FnMut(&str, Word) + 'a;

fn scales(add: &mut Add<'_>) {
    let western = [
        (2, "hundred"),
        (3, "thousand k"),
        (5, "lakh lakhs"),
        (6, "million millions mn mln m mio"),
        (7, "crore crores"),
        (9, "billion billions bn bln b mrd milliard"),
        (12, "trillion trillions tn trn tln t"),
        (15, "quadrillion"),
    ];
    for (exponent, words) in western {
        words.split(' ').for_each(|w| add(w, Word::Scale { exponent, eastern: false }));
    }
    let eastern = [
        (1, "십 十"),
        (2, "백 百"),
        (3, "천 千"),
        (4, "만 万 萬"),
        (8, "억 億 亿"),
        (12, "조 兆"),
        (16, "경 京"),
    ];
    for (exponent, words) in eastern {
        words.split(' ').for_each(|w| add(w, Word::Scale { exponent, eastern: true }));
    }
}

fn bounds(add: &mut Add<'_>) {
    use Bound::{Approx, AtLeast, Exact, LessThan, MoreThan, UpTo};
    let before: [(Bound, &[&str]); 6] = [
        (
            UpTo,
            &[
                "up to",
                "no more than",
                "not more than",
                "not exceeding",
                "as much as",
                "as many as",
                "as high as",
                "a maximum of",
                "capped at",
                "≤",
                "<=",
                "≦",
            ],
        ),
        (
            LessThan,
            &[
                "less than",
                "just under",
                "well under",
                "slightly less than",
                "fewer than",
                "lower than",
                "under",
                "below",
                "<",
            ],
        ),
        (
            AtLeast,
            &["no less than", "not less than", "no fewer than", "a minimum of", "upwards of", "≥", ">=", "≧"],
        ),
        (
            MoreThan,
            &[
                "more than",
                "well over",
                "just over",
                "slightly more than",
                "greater than",
                "higher than",
                "in excess of",
                "exceeding",
                "over",
                "above",
                ">",
            ],
        ),
        (
            Approx,
            &[
                "about",
                "around",
                "approximately",
                "approx.",
                "approx",
                "some",
                "roughly",
                "circa",
                "ca.",
                "c.",
                "an estimated",
                "estimated",
                "nearly",
                "almost",
                "close to",
                "~",
                "≈",
                "≃",
                "∼",
                "약",
                "대략",
                "거의",
                "約",
                "およそ",
                "ほぼ",
                "约",
            ],
        ),
        (Exact, &["exactly", "precisely", "just", "only"]),
    ];
    for (bound, words) in before {
        words.iter().for_each(|w| add(w, Word::Bound { bound, before: true, after: false }));
    }
    let after: [(Bound, &[&str]); 5] = [
        (UpTo, &["or less", "or fewer", "이하", "以下", "까지"]),
        (LessThan, &["미만", "未満", "未满"]),
        (AtLeast, &["or more", "and more", "이상", "以上"]),
        (MoreThan, &["초과", "超", "を超える"]),
        (Approx, &["or so", "정도", "가량", "안팎", "내외", "程度", "前後", "左右"]),
    ];
    for (bound, words) in after {
        words.iter().for_each(|w| add(w, Word::Bound { bound, before: false, after: true }));
    }
    let either: [(Bound, &[&str]); 2] = [
        (UpTo, &["at most", "maximum", "max.", "max", "최대", "最大"]),
        (AtLeast, &["at least", "minimum", "min.", "최소", "最低", "少なくとも"]),
    ];
    for (bound, words) in either {
        words.iter().for_each(|w| add(w, Word::Bound { bound, before: true, after: true }));
    }
}

fn periods(add: &mut Add<'_>) {
    let lists: [(Per, &[&str]); 4] = [
        (
            Per::Year,
            &[
                "a year",
                "per year",
                "each year",
                "every year",
                "per annum",
                "p.a.",
                "p.a",
                "pa",
                "annually",
                "yearly",
                "/yr",
                "/ yr",
                "/year",
                "/ year",
                "/y",
                "/a",
                "per yr",
                "a yr",
                "연간",
                "매년",
                "/년",
                "/ 년",
                "毎年",
                "每年",
                "/年",
                "/ 年",
                "annual",
            ],
        ),
        (
            Per::Month,
            &[
                "a month",
                "per month",
                "each month",
                "every month",
                "monthly",
                "/month",
                "/ month",
                "/mo",
                "월간",
                "매월",
                "/월",
                "月間",
                "毎月",
                "/月",
            ],
        ),
        (Per::Term, &["a term", "per term", "over the term", "for the term", "for the whole term", "/term"]),
        (
            Per::Once,
            &[
                "once",
                "one-off",
                "one off",
                "one-time",
                "as a lump sum",
                "lump sum",
                "일시금",
                "일회성",
                "一時金",
                "一回限り",
            ],
        ),
    ];
    for (per, words) in lists {
        words.iter().for_each(|w| add(w, Word::Per(per)));
    }
    ["년", "년간", "年", "年間"].iter().for_each(|w| add(w, Word::Year));
}

fn joints(add: &mut Add<'_>) {
    ["to", "until", "에서", "から", "至"].iter().for_each(|w| add(w, Word::To));
    ["and", "but", "및"].iter().for_each(|w| add(w, Word::And));
    add("between", Word::Between);
    add("from", Word::From);
    add("plus", Word::Plus);
    add("minus", Word::Minus);
}

fn counted(add: &mut Add<'_>) {
    for (plural, one) in BUILT_IN {
        add(plural, Word::Unit(Unit::Named(plural.to_owned())));
        add(one, Word::Unit(Unit::Named(plural.to_owned())));
    }
    let more = [
        ("persons", "people 명 사람 人 名"),
        ("years", "yrs"),
        ("months", "개월 か月 カ月 ヶ月 ヵ月 個月"),
        ("days", "일 日 日間"),
        ("hours", "시간 時間"),
        ("minutes", "분 分"),
        ("seats", "석 議席"),
        ("votes", "표 票"),
    ];
    for (plural, words) in more {
        words.split(' ').for_each(|w| add(w, Word::Unit(Unit::Named(plural.to_owned()))));
    }
    for w in ["%", "percent", "per cent", "per-cent", "pct", "pct.", "퍼센트", "프로", "パーセント"]
    {
        add(w, Word::Unit(Unit::Percent));
    }
    for w in ["percent_per_year", "percent per year", "per cent per year"] {
        add(w, Word::Unit(Unit::PercentPerYear));
    }
    add("ratio", Word::Unit(Unit::Ratio));
    for w in ["times", "×", "x", "-fold", "fold", "배", "倍"] {
        add(w, Word::Unit(Unit::Times));
    }
}

fn money(add: &mut Add<'_>) {
    let firm: [(&[u8; 3], &[&str]); 25] = [
        (b"KRW", &["won", "Korean won", "원", "원화", "₩", "￦", "ウォン", "韓国ウォン", "韩元"]),
        (b"KPW", &["북한 원"]),
        (
            b"USD",
            &[
                "US$",
                "US $",
                "U.S.$",
                "USD$",
                "US dollar",
                "US dollars",
                "U.S. dollar",
                "U.S. dollars",
                "American dollars",
                "미국 달러",
                "미 달러",
                "미달러",
                "미화",
                "米ドル",
                "美元",
                "米弗",
            ],
        ),
        (b"JPY", &["JP¥", "yen", "Japanese yen", "엔", "엔화", "일본 엔", "円", "日本円", "日元"]),
        (
            b"CNY",
            &["CN¥", "yuan", "renminbi", "RMB", "Chinese yuan", "위안", "위안화", "元", "人民元", "人民币"],
        ),
        (b"EUR", &["€", "euro", "euros", "유로", "유로화", "ユーロ", "欧元"]),
        (b"GBP", &["pounds sterling", "sterling", "파운드", "ポンド", "英ポンド", "UK£"]),
        (b"CAD", &["C$", "CA$", "CAN$", "캐나다 달러", "カナダドル", "加ドル"]),
        (b"AUD", &["A$", "AU$", "호주 달러", "豪ドル"]),
        (b"NZD", &["NZ$"]),
        (b"HKD", &["HK$", "홍콩 달러", "香港ドル"]),
        (b"TWD", &["NT$", "Taiwan dollars", "대만 달러", "台湾ドル"]),
        (b"SGD", &["S$", "SG$", "싱가포르 달러", "シンガポールドル"]),
        (b"BRL", &["R$", "reais"]),
        (b"MYR", &["RM", "ringgit"]),
        (b"INR", &["₹", "루피"]),
        (b"RUB", &["₽", "rubles", "roubles"]),
        (b"TRY", &["₺"]),
        (b"PLN", &["zł", "zloty", "zlotys", "zloties", "złoty", "złotys"]),
        (b"CZK", &["Kč"]),
        (b"UAH", &["₴", "hryvnia", "hryvnias"]),
        (b"ILS", &["₪", "shekels"]),
        (b"VND", &["₫", "dong"]),
        (b"THB", &["฿", "baht"]),
        (b"CHF", &["SFr", "Fr."]),
    ];
    for (code, words) in firm {
        words.iter().for_each(|w| add(w, Word::Unit(Unit::Currency(Currency::of(code)))));
    }
    let shared: [(&[u8; 3], &[&str]); 3] = [
        (b"USD", &["$", "dollar", "dollars", "달러", "불", "ドル", "弗"]),
        (b"JPY", &["¥", "￥"]),
        (b"GBP", &["£", "￡", "pound", "pounds"]),
    ];
    for (code, words) in shared {
        words.iter().for_each(|w| add(w, Word::Shared(Currency::of(code))));
    }
}

fn refused(add: &mut Add<'_>) {
    const WHOSE: &str = "is the name of several currencies";
    let many = [
        ("kr kr. krone kroner krona kronor crowns", "write SEK, NOK, DKK or ISK"),
        ("rupee rupees ₨", "write INR, PKR, LKR or NPR"),
        ("franc francs ₣", "write CHF, XAF or another code"),
        ("peso pesos ₱", "write MXN, PHP, CLP or another code"),
        ("dinar dinars", "write KWD, IQD, RSD or another code"),
        ("riyal riyals rial rials ﷼", "write SAR, QAR, IRR or another code"),
        ("lira liras lire", "write TRY or another code"),
        ("shilling shillings", "write KES, UGX or TZS"),
    ];
    for (words, hint) in many {
        words.split(' ').for_each(|w| add(w, Word::Refused(WHOSE, hint)));
    }
    for w in [
        "percentage points",
        "percentage point",
        "per cent points",
        "%p",
        "pp",
        "p.p.",
        "%포인트",
        "퍼센트포인트",
        "ポイント",
    ] {
        add(w, Word::Refused("is not a unit of a figure", "write the share itself, such as \"13.9 %\""));
    }
    for w in ["troops", "soldiers", "employees", "workers", "staff", "inhabitants"] {
        add(w, Word::Refused("is not a unit that is known", "write persons, or define the unit in the case"));
    }
    for w in ["ton", "tons", "tonne", "tonnes", "톤", "トン"] {
        add(
            w,
            Word::Refused("is not a unit that is known", "define the unit in the case, then use its name"),
        );
    }
    for w in [
        "a", "an", "half", "double", "triple", "twice", "dozen", "one", "two", "three", "four", "five",
        "six", "seven", "eight", "nine", "ten",
    ] {
        add(w, Word::Refused("is not written in digits", "write 1 for a, 5 for five, 1/5 for one fifth"));
    }
    add("of", Word::Refused("does not belong in a figure", "write the number and its unit only"));
    add("±", Word::Refused("does not belong in a figure", "write a range: \"4 to 6 %\""));
}

/// Codes and names of the standard.
fn standard(add: &mut Add<'_>) {
    for code in Currency::codes() {
        let Some(currency) = Currency::parse(code) else { continue };
        let word = Word::Unit(Unit::Currency(currency));
        add(code, word.clone());
        let name = currency.name();
        if name.chars().all(|c| c.is_alphabetic() || c == ' ') {
            add(&name, word.clone());
            add(&format!("{name}s"), word);
        }
    }
}
