//! What is to be said.

use super::effect::Effect;
use super::model::{Model, Notice, Tone};
use super::news::News;
use super::said::Said;
use crate::limits;
use crate::text::cut::cut;

/// Says a sentence, as [`tell`] says all.
pub(super) fn notice(model: &mut Model, tone: Tone, text: impl Into<String>) -> Vec<Effect> {
    tell(model, tone, Said::Sentence(cut(text.into(), limits::TEXT_SHOWN_CHARACTERS)))
}

/// Tells something, as [`tell`] says all.
pub(super) fn tell_news(model: &mut Model, tone: Tone, news: News) -> Vec<Effect> {
    tell(model, tone, Said::News(news))
}

/// Tells something to screen readers alone.
pub(super) fn announced(news: News) -> Effect {
    Effect::Announce(Said::News(news))
}

/// Says `said`; the same news twice is told once. Of many, the latest are shown, and after them how many were before.
pub(super) fn tell(model: &mut Model, tone: Tone, said: Said) -> Vec<Effect> {
    let notice = Notice { tone, said: said.clone() };
    let first = model.notices.first();
    // Where that was dismissed, counting begins again.
    let left_out = model.notices_left_out;
    let is_counted = left_out > 0 && first.is_some_and(|first| *first == count_of(left_out));
    let before = usize::from(is_counted);
    let mut left_out = if is_counted { left_out } else { 0 };
    model.notices.retain(|old| *old != notice);
    model.notices.push(notice);
    let over = (model.notices.len() - before).saturating_sub(limits::NOTICES);
    if over > 0 {
        left_out += over;
        model.notices.splice(..before + over, [count_of(left_out)]);
    }
    model.notices_left_out = left_out;
    vec![Effect::Announce(said)]
}

/// How many notices are not shown any more.
const fn count_of(left_out: usize) -> Notice {
    Notice { tone: Tone::Warn, said: Said::LeftOut(left_out) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(model: &Model) -> Vec<String> {
        model.notices.iter().map(|notice| crate::view::sentence(&notice.said)).collect()
    }

    #[test]
    fn the_latest_are_shown_and_the_others_counted() {
        let mut model = Model::default();
        let said = limits::NOTICES + 5;
        for at in 0..said {
            notice(&mut model, Tone::Bad, at.to_string());
        }
        let told = texts(&model);
        assert_eq!(told.len(), limits::NOTICES + 1);
        assert_eq!(told[0], "5 sentences before these were left out: the last 20 are shown.");
        assert_eq!((&*told[1], &told[limits::NOTICES]), ("5", &(said - 1).to_string()));

        notice(&mut model, Tone::Bad, "9");
        assert_eq!(texts(&model)[0], "5 sentences before these were left out: the last 20 are shown.");
        assert_eq!(
            texts(&model).last().map(String::as_str),
            Some("9"),
            "the same news is told once, as the latest"
        );

        model.notices.remove(0);
        notice(&mut model, Tone::Bad, "new");
        assert_eq!(texts(&model)[0], "1 sentence before these was left out: the last 20 are shown.");
        model.notices.clear();
        notice(&mut model, Tone::Bad, "alone");
        assert_eq!(texts(&model), ["alone"]);
    }

    #[test]
    fn a_long_sentence_is_cut() {
        let mut model = Model::default();
        notice(&mut model, Tone::Bad, "a".repeat(1_000_000));
        assert!(texts(&model)[0].len() < 2 * limits::TEXT_SHOWN_CHARACTERS);
    }
}
