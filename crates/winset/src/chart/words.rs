//! The words a drawing brings itself, one table a language.

/// The language of a chart's own words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Korean.
    Ko,
}

/// What charts say by themselves; `{n}` stands for a number.
#[derive(Debug)]
pub(crate) struct Words {
    pub(crate) code: &'static str,
    pub(crate) last_agreed: &'static str,
    pub(crate) no_figure: &'static str,
    pub(crate) nothing: &'static str,
    pub(crate) official: &'static str,
    pub(crate) reported: &'static str,
    pub(crate) unconfirmed: &'static str,
    pub(crate) recalled: &'static str,
    pub(crate) recalled_short: &'static str,
    pub(crate) more: &'static str,
    pub(crate) printed: &'static str,
    pub(crate) rule: &'static str,
    pub(crate) projected: &'static str,
    pub(crate) own_series: &'static str,
    pub(crate) same_type: &'static str,
    pub(crate) other: &'static str,
    pub(crate) forecast: &'static str,
    pub(crate) chance: &'static str,
    pub(crate) beyond: &'static str,
    pub(crate) observers: &'static str,
    pub(crate) who: &'static str,
    pub(crate) figure: &'static str,
    pub(crate) detail: &'static str,
    pub(crate) evidence: &'static str,
    pub(crate) year: &'static str,
    pub(crate) proposal: &'static str,
    pub(crate) basis: &'static str,
    pub(crate) total: &'static str,
    pub(crate) case: &'static str,
    pub(crate) group: &'static str,
    pub(crate) date: &'static str,
    pub(crate) low: &'static str,
    pub(crate) high: &'static str,
    pub(crate) event: &'static str,
}

/// The words of a language.
pub(crate) fn words(lang: Lang) -> &'static Words {
    match lang {
        Lang::En => &ENGLISH,
        Lang::Ko => &KOREAN,
    }
}

/// Words with a number in its place.
pub(crate) fn with(words: &str, n: usize) -> String {
    words.replace("{n}", &n.to_string())
}

static ENGLISH: Words = Words {
    code: "en",
    last_agreed: "last agreed",
    no_figure: "no figure on record",
    nothing: "nothing to show",
    official: "official",
    reported: "reported, source unnamed",
    unconfirmed: "reported, unconfirmed",
    recalled: "† recalled, or from a copy of another publisher’s text",
    recalled_short: "recalled",
    more: "+{n} more, in the table",
    printed: "as written in the proposal",
    rule: "follows from its rule",
    projected: "projected",
    own_series: "Same series",
    same_type: "Same type",
    other: "Other talks",
    forecast: "Forecast",
    chance: "one dot: a chance of 1 in {n}",
    beyond: "{n} off this axis",
    observers: "observers saw",
    who: "Who",
    figure: "Figure",
    detail: "Detail",
    evidence: "Evidence",
    year: "Year",
    proposal: "Proposal",
    basis: "Basis",
    total: "Total",
    case: "Case",
    group: "Group",
    date: "Date",
    low: "Low",
    high: "High",
    event: "Event",
};

static KOREAN: Words = Words {
    code: "ko",
    last_agreed: "직전 합의",
    no_figure: "공개된 금액 없음",
    nothing: "표시할 자료 없음",
    official: "공식",
    reported: "보도, 익명 출처",
    unconfirmed: "보도, 미확인",
    recalled: "† 기억에 따른 수치이거나 다른 매체 글의 사본",
    recalled_short: "기억에 따른 수치",
    more: "외 {n}건은 표 참조",
    printed: "본문에 명시",
    rule: "규정에 따라 산출",
    projected: "추정",
    own_series: "같은 협상 계열",
    same_type: "같은 유형",
    other: "기타 협상",
    forecast: "예측",
    chance: "점 하나는 {n}분의 1의 확률",
    beyond: "{n}개는 이 축 밖",
    observers: "관측자 전망",
    who: "주체",
    figure: "금액",
    detail: "내용",
    evidence: "근거",
    year: "연도",
    proposal: "제안",
    basis: "산출 근거",
    total: "합계",
    case: "사례",
    group: "분류",
    date: "날짜",
    low: "하한",
    high: "상한",
    event: "사건",
};
