package cmd

import (
	"siv/calc"
	"siv/cmd/internal/output"
)

// follow holds what came of the investment against the forecast, where --outcomes
// tells it.
func (p *paper) follow(seen *outcomesFile, opt calc.Options) error {
	if seen == nil {
		return nil
	}
	followed, err := calc.Follow(p.file.Investment, pricesFor(p.file, p.catalogue), opt, seen.Value, nil)
	if faults := append(p.file.Faults(err), seen.Faults(err)...); len(faults) > 0 {
		return faults
	}
	p.followed = followed
	return err
}

// followUp is what siv calc follow-up shows.
func (p *paper) followUp() output.Section {
	return followUpSection(p.Language, p.followed, followUpRows(p.Language, p.followed).Pick(1, 2, 3, 4, 5))
}

// followUpInShort is the follow-up beside the verdict, which is that of the forecast.
func (p *paper) followUpInShort() []string {
	if p.followed == nil {
		return nil
	}
	was, is := p.followed.Forecast.Net.PresentValue, p.followed.Updated.Net.PresentValue
	return []string{p.T("report.follow-up-in-short", followUpConclusion(p.Language, p.followed), p.Money(is), p.Money(was))}
}
