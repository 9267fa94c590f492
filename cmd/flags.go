package cmd

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"siv/cmd/input"
)

// choice is a flag that takes one of a few words.
type choice[T ~string] struct {
	value   T
	allowed []T
}

func newChoice[T ~string](value T, allowed []T) choice[T] {
	return choice[T]{value: value, allowed: allowed}
}

// Set is of pflag.Value.
func (c *choice[T]) Set(s string) error {
	for _, a := range c.allowed {
		if s == string(a) {
			c.value = a
			return nil
		}
	}
	err := fmt.Errorf("%q is not one of %s", s, joined(c.allowed))
	if near := input.Nearest(s, c.words(), 1); len(near) > 0 {
		return hintedError{err, fmt.Sprintf("did you mean %s?", near[0])}
	}
	return err
}

func (c *choice[T]) String() string { return string(c.value) }

// Type is what help shows for the value.
func (c *choice[T]) Type() string { return strings.ReplaceAll(joined(c.allowed), ", ", "|") }

func (c *choice[T]) words() []string { return texts(c.allowed) }

func joined[T ~string](words []T) string { return strings.Join(texts(words), ", ") }

func texts[T ~string](words []T) []string {
	list := make([]string, len(words))
	for i, w := range words {
		list[i] = string(w)
	}
	return list
}

// encodingFlag is how the characters of a table are written that another system made.
type encodingFlag struct{ encoding choice[input.Encoding] }

func (f *encodingFlag) addFlag(flags *pflag.FlagSet) {
	f.encoding = newChoice(input.UTF8, input.Encodings())
	flags.Var(&f.encoding, "encoding", "how the characters of a CSV are written")
}

// decoded returns the bytes of a table in UTF-8.
func (f *encodingFlag) decoded(path string, data []byte) ([]byte, error) {
	return input.Decoded(path, data, f.encoding.value)
}

// completeChoice makes the shell offer the words of a flag.
func completeChoice[T ~string](cmd *cobra.Command, flag string, allowed []T) {
	// The only error is a flag that does not exist, which a test would show.
	_ = cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(texts(allowed), cobra.ShellCompDirectiveNoFileComp))
}

// optional is a number of a flag that may not be given.
type optional struct{ value *decimal.Decimal }

func (o *optional) String() string {
	if o.value == nil {
		return ""
	}
	return o.value.String()
}

// rateFlag is a flag that takes a rate: 3% or 0.03.
type rateFlag struct{ optional }

// Set is of pflag.Value.
func (r *rateFlag) Set(s string) error {
	value, err := input.ParseRate(s)
	if err != nil {
		return fmt.Errorf("%q is not a rate: write 3%% or 0.03", s)
	}
	if !value.GreaterThan(decimal.NewFromInt(-1)) {
		return fmt.Errorf("a rate lies above -100 %%")
	}
	r.value = &value
	return nil
}

// Type is what help shows for the value.
func (r *rateFlag) Type() string { return "rate" }

// countFlag is a flag that takes a whole number between two bounds; 0 is unset.
type countFlag struct {
	value       int
	least, most int
	what        string
}

// Set is of pflag.Value.
func (c *countFlag) Set(s string) error {
	n, err := strconv.Atoi(s)
	if err != nil || n < c.least || n > c.most {
		return fmt.Errorf("%q is not a %s from %d to %d", s, c.what, c.least, c.most)
	}
	c.value = n
	return nil
}

func (c *countFlag) String() string {
	if c.value == 0 {
		return ""
	}
	return strconv.Itoa(c.value)
}

// Type is what help shows for the value.
func (c *countFlag) Type() string { return c.what }

func yearFlag() countFlag { return countFlag{least: 1900, most: 2200, what: "year"} }

// numberFlag is a flag that takes a number that is not negative.
type numberFlag struct{ optional }

// Set is of pflag.Value.
func (n *numberFlag) Set(s string) error {
	value, err := input.ParseAmount(s)
	if err != nil || value.IsNegative() {
		return fmt.Errorf("%q is not a number of at least 0", s)
	}
	n.value = &value
	return nil
}

// Type is what help shows for the value.
func (n *numberFlag) Type() string { return "number" }
