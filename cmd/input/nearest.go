package input

import (
	"fmt"
	"slices"
	"strings"
)

// Nearest returns up to most candidates that word may be a misspelling of, the
// nearest first: those at a small edit distance, or that contain it.
func Nearest(word string, candidates []string, most int) []string {
	type match struct {
		candidate string
		distance  int
	}
	var matches []match
	for _, c := range candidates {
		limit := max(2, len(word)/3)
		if d := distance(strings.ToLower(word), strings.ToLower(c)); d <= limit {
			matches = append(matches, match{c, d})
		} else if len(word) > 2 && (strings.Contains(c, word) || len(c) > 2 && strings.Contains(word, c)) {
			matches = append(matches, match{c, limit + 1})
		}
	}
	slices.SortStableFunc(matches, func(a, b match) int { return a.distance - b.distance })
	var nearest []string
	for _, m := range matches[:min(most, len(matches))] {
		nearest = append(nearest, m.candidate)
	}
	return nearest
}

// didYouMean returns a hint, or "" when nothing is near.
func didYouMean(word string, candidates []string) string {
	if near := Nearest(word, candidates, 1); len(near) > 0 {
		return fmt.Sprintf("did you mean %s?", near[0])
	}
	return ""
}

// distance is the optimal string alignment distance: the least number of
// insertions, deletions, replacements and swaps of neighbours.
func distance(a, b string) int {
	s, t := []rune(a), []rune(b)
	before, last, row := make([]int, len(t)+1), make([]int, len(t)+1), make([]int, len(t)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(s); i++ {
		row[0] = i
		for j := 1; j <= len(t); j++ {
			cost := 1
			if s[i-1] == t[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && s[i-1] == t[j-2] && s[i-2] == t[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(t)]
}
