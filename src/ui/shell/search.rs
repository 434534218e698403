//! How the palette finds things. Pure.

/// How well `needle` fits the names of a thing: smaller is better, `None` where it does not fit. Every word of the
/// needle must occur in one of the names, whatever the order and case.
#[must_use]
pub fn fit(needle: &str, names: &[&str]) -> Option<usize> {
    let needle = needle.trim().to_lowercase();
    let mut best = None;
    for (rank, name) in names.iter().enumerate() {
        let name = name.to_lowercase();
        if !needle.split_whitespace().all(|word| name.contains(word)) {
            continue;
        }
        let start = if name.starts_with(&needle) {
            0
        } else {
            1 + usize::from(!name.contains(&format!(" {needle}")))
        };
        let score = rank * 4 + start;
        best = Some(best.map_or(score, |best: usize| best.min(score)));
    }
    best
}

#[cfg(test)]
mod tests {
    use super::fit;

    #[test]
    fn words_are_found_in_any_order_and_the_best_name_counts() {
        assert_eq!(fit("", &["Monitor"]), Some(0));
        assert_eq!(fit("mon", &["Monitor"]), Some(0));
        assert_eq!(fit("terr chan", &["Channels and territories"]), Some(2));
        assert_eq!(fit("team", &["People and teams"]), Some(1));
        assert_eq!(fit("eople", &["People and teams"]), Some(2));
        assert_eq!(fit("teams", &["People teams"]), Some(1));
        assert_eq!(fit("監控", &["績效監控", "Monitor"]), Some(2));
        assert_eq!(fit("monitor", &["績效監控", "Monitor"]), Some(4));
        assert_eq!(fit("pay", &["Monitor"]), None);
    }
}
