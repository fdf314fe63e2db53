//! What pictures say in Korean.

use jiff::civil::Date;
use rust_decimal::Decimal;
use winset_case::quantity::{Bound, Figure, Unit, short_ko};

use super::{Says, Words, Writes};
use crate::fmt::fixed;

pub(super) static WORDS: Words = Words {
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
    bloc: "정파",
    side: "구분",
    seats: "의석",
    votes: "표수",
    expected_yes: "찬성 예상",
    of_needed: "필요 표 대비",
    government: "여당",
    opposition: "야당",
    no_side: "기타",
    yes_seat: "찬성 예상",
    no_seat: "찬성 예상 밖",
    open_seat: "추정 없음",
    vacant: "공석",
    all_yes: "찬성 예상 합계",
    needed: "{n}표 필요",
    expected: "찬성 예상 {n}표",
    spare: "{n}표 여유",
    just_enough: "여유 없음",
    short: "{n}표 부족",
    present: "{n}명 출석",
    quorum: "정족수 {n}명",
    members: "정원 {n}명",
    vacant_count: "공석 {n}",
    seat_count: "{n}석",
    one_seat: "1석",
    vote_count: "{n}표",
    yes_count: "찬성 {n}",
    no_bloc: "정파 미상",
    without_estimate: "{n}석은 추정 없음",
    both_gain: "양측 모두 이득",
    no_deal: "합의가 없을 때",
    frontier: "효율 경계",
    package: "안",
    other_packages: "그 밖의 안",
    several_here: "여러 개",
    dense_packages: "그 밖의 안(많을수록 큼)",
    ratification: "비준 가능성",
    ratified: "비준 {n}",
    at_least: "{n} 이상",
    below: "{n} 미만",
    no_chance: "가능성 미상",
    shaded: "음영",
    since_new: "{n} 이후 알려짐",
    new: "신규",
    ahead: "{n}일 후",
    tomorrow: "1일 후",
    today: "당일",
    ago: "{n}일 전",
    yesterday: "1일 전",
    ours: "이 협상의 일정",
    not_ours: "다른 일정",
    what: "내용",
    days_left: "남은 일수",
    whose: "주체",
    no_dates: "예정된 일정이 기록되어 있지 않음",
    frontier_points: "경계 위의 안 {n}개; 화살표 키로 이동",
    says: Says {
        as_of: "{day} 기준",
        bars_note: "계약 연도별 금액, {unit}",
        bars_one: "{id}: {first}",
        bars_same: "{id}: {n}년간 {first}",
        bars_path: "{id}: 첫해 {first}, {n}년차 {last}",
        bars_range: "첫해 금액은 {low}({low_id})에서 {high}({high_id})까지",
        no_split: "항목 구분 없음",
        lanes_note: "직전 합의 연간 금액({amount}{year})의 배수, 로그 눈금",
        in_force: "현행 협정",
        asks: "{side} 요구",
        offers: "{side} 제안",
        both: "양측 잠정안",
        gap: "양측의 차이",
        apart: "{amount} 차이",
        gap_low: "낮은 쪽 끝은 계산값; {by}",
        no_demand: "공개된 요구액이 없다",
        demand: "{name}의 요구액은 직전 합의의 {times}이다",
        demand_reported: "{name}의 보도된 요구액은 직전 합의의 {times}이다",
        demand_silent: "{name}의 요구액은 직전 합의의 {times}이다, {payer}{topic} 금액을 제시하지 않았다",
        demand_reported_silent: "{name}의 보도된 요구액은 직전 합의의 {times}이다, {payer}{topic} 금액을 제시하지 않았다",
        vote_short: "{body}: {what} — 필요한 {needed}표에 {n}표 부족",
        vote_spare: "{body}: {what} — 필요한 {needed}표보다 {n}표 많음",
        vote_needed: "{body}: 찬성 {needed}표 필요",
        vote_note: "모형에 따른 예상 찬성; 통과 확률 {p}",
        deals_note: "각 묶음이 양측에 갖는 효용; 프런티어의 채움은 비준 확률",
        deals_sampled: "각 묶음이 양측에 갖는 효용, {n}개 중 하나만 표시; 프런티어의 채움은 비준 확률",
        worth_to: "{name}의 효용",
        deals_pass: "비준을 고려하지 않은 내시 해는 {a}로 통과, 고려한 해는 {b}",
        deals_none: "프런티어에 양측 모두 합의 없을 때보다 나은 묶음이 없다",
        deals_some: "양측 모두 받아들일 프런티어 묶음 {n}개",
        class: "유사 사례",
        yours: "판단 반영",
        band: "확률 자체의 10 %와 90 % 지점",
        when_note: "{day}까지 합의가 없을 때 각 날짜까지의 합의 확률; 종료된 협상 {n}건",
        half_by: "절반은 {day}까지",
        half_never: "절반은 기한 내에 끝나지 않는다",
        when_expiry: "만료일까지 합의 확률 {p}; {half}",
        when_half: "유사 협상 중 {half}",
        when_caption: "날짜별 합의 확률",
        deal_by: "합의 시점",
        event: "사건",
        amount_heading: "합의가 이루어진다면 첫해 증가율 중앙값 {mid}, 80 % 구간 {low} ~ {high}",
        amount_note: "직전 합의 대비 변화율, %; 점 하나는 확률 5 %",
        amount_note_demand: "직전 합의 대비 변화율, %; 요구액 반영; 점 하나는 확률 5 %",
        left_out: "; 그리지 않은 사례 {n}건",
        range: "중앙값 {mid}, 열에 여덟은 {low} ~ {high}",
        calendar_next: "{n}일 후: {what}",
        calendar_tomorrow: "1일 후: {what}",
        calendar_today: "당일: {what}",
        calendar_not_ours: "이 협상의 예정된 일정이 없다",
        calendar_none: "기록된 일정이 없다",
        calendar_note: "{day}부터의 일수",
    },
    writes: Writes {
        scales: &[(12, "조"), (8, "억"), (4, "만")],
        gap: " ",
        day: |d| format!("{}년 {}월 {}일", d.year(), d.month(), d.day()),
        month,
        period,
        amount: short_ko,
        unit,
        stated,
        times: |m, _| format!("{}배", fixed(m, 1)),
        topic,
    },
};

fn month(d: Date, with_year: bool) -> String {
    if with_year { format!("{}년 {}월", d.year(), d.month()) } else { format!("{}월", d.month()) }
}

fn period(start: Date, end: Date) -> String {
    match start.year() == end.year() {
        true if start.month() == end.month() => month(start, true),
        true => format!("{}년", start.year()),
        false => format!("{}~{}년", start.year(), end.year()),
    }
}

/// The word that an amount of one carries.
fn unit(unit: &Unit) -> String {
    short_ko(Decimal::ONE, unit).trim_start_matches('1').trim().to_owned()
}

fn stated(f: &Figure, raised: bool) -> Option<String> {
    let value = |v: Decimal| short_ko(v, &f.unit);
    let text = match (f.low, f.high) {
        (Some(a), Some(b)) if a != b => format!("{}~{}", value(a), value(b)),
        (Some(v), _) | (None, Some(v)) => value(v),
        (None, None) => return None,
    };
    let text = if raised && f.unit == Unit::Percent { format!("{text} 인상") } else { text };
    Some(match f.bound {
        Bound::UpTo => format!("최대 {text}"),
        Bound::LessThan => format!("{text} 미만"),
        Bound::AtLeast => format!("{text} 이상"),
        Bound::MoreThan => format!("{text} 초과"),
        Bound::Approx => format!("약 {text}"),
        _ => text,
    })
}

/// The topic particle: 은 after a final consonant, 는 after a vowel, both where the sound is not written in Hangul.
fn topic(name: &str) -> &'static str {
    match name.chars().last() {
        Some(c) if ('가'..='힣').contains(&c) => match (c as u32 - '가' as u32).is_multiple_of(28) {
            true => "는",
            false => "은",
        },
        _ => "은(는)",
    }
}
