package cmd

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
)

const helpNames = "siv help names the commands and the topics"

// newHelp is siv help, in the place of cobra's, which exits 0 when there is no
// such command.
func newHelp() *cobra.Command {
	return &cobra.Command{
		Use:   "help [COMMAND... | TOPIC]",
		Short: "Show the help of a command or on a topic",
		Example: `  siv help calc break-even
  siv help discounting`,
		RunE: func(cmd *cobra.Command, args []string) error {
			about, rest, err := cmd.Root().Find(args)
			if err != nil || len(rest) > 0 {
				return hintedError{usageError{fmt.Errorf("there is no help on %q", strings.Join(args, " "))}, helpNames}
			}
			about.InitDefaultHelpFlag() // so that it is shown
			return about.Help()
		},
		ValidArgsFunction: func(cmd *cobra.Command, given []string, _ string) ([]string, cobra.ShellCompDirective) {
			about, rest, err := cmd.Root().Find(given)
			if err != nil || len(rest) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			var offers []string
			for _, sub := range about.Commands() {
				if sub.IsAvailableCommand() || sub.IsAdditionalHelpTopicCommand() {
					offers = append(offers, cobra.CompletionWithDesc(sub.Name(), sub.Short))
				}
			}
			return offers, cobra.ShellCompDirectiveNoFileComp
		},
	}
}

// newTopics are the texts of siv help that belong to no command.
func newTopics() []*cobra.Command {
	return []*cobra.Command{
		{Use: "files", Aliases: []string{"filer"}, Short: "The files that siv reads and writes", Long: filesTopic},
		{Use: "rules", Aliases: []string{"regler"}, Short: "The three tests, and the programme's rules", Long: rulesTopic},
		{Use: "discounting", Aliases: []string{"diskontering"}, Short: "Years, rate, prices and present value", Long: discountingTopic},
		{Use: "exit-statuses", Aliases: []string{"slutstatus"}, Short: "What each exit status means", Long: exitStatusesTopic},
	}
}

const filesTopic = `What siv reads is text, UTF-8, at most 1 MiB a file: YAML, each with its kind in
the first key, schema:

  siv.investment/1  a proposal, or what became of it   siv investment new
  siv.outcomes/1    what was observed                  --outcomes
  siv.frames/1      budget frames                      calc reflow --frames
  siv.plan/1        a plan of reflow                   calc reflow --write-plan
  siv.unitcosts/1   unit costs and price indices       --catalogue, --index
  siv.lock/1        what was used of them              unitcosts lock
  siv.policy/1      the programme's rules              --policy
  siv.yaml          settings                           siv config

FILE may be - for standard input. An unknown, missing or doubled key, a value of
the wrong kind and an empty value are faults; all of a file are told at once, as
FILE:LINE:COL: path: what is wrong. siv schema gives editors the same knowledge.

Amounts are kronor: 1200000, 640210.50, 1_200_000 or "1 200 000,50". Shares and
rates: 0.12 or 12%. Months: 2019-06. Any number of a cost or an effect may be a
range, {low: 20, likely: 25, high: 30}. What can be read in two ways, as 400.000
kronor or a rate of 3, is refused.

The ledger is fund.jsonl, only ever appended to, and beside it fund.jsonl.head,
which says how far it reaches. Keep both, and edit neither.

Answers go to standard output, all else to standard error. -o says how: table,
json, csv (semicolons and decimal commas) or md.`

const rulesTopic = `Three tests are always shown together. S, R and C are savings, running costs and
the cost of carrying it out; undiscounted (U) or in present value (PV).

  rule        S_U  >= C_U          the municipality's published rule
  discounted  S_PV >= C_PV
  net         S_PV - R_PV >= C_PV

Each is compared in whole öre, and a tie passes. The verdict is that of
--criterion, net unless you say otherwise. siv calc break-even exits 0 whatever
the verdict; with --require-pass it exits 4 when it is no.

The programme's rules (who takes part, length, application, evaluation, reflow)
are dated versions, each with its source and whether it is stated or assumed: see
siv policy show. siv investment check judges a file by the version in force at its
decision, else at its start. A rule is met, not met, or cannot be told; the exit
status is 4 when one is not met.

Reflow goes by the start: before 2019 yes, from 2020 no. In 2019 the file must say.
--policy PATH puts other rules in the place of the built-in ones.`

const discountingTopic = `Savings count in the ten years (--horizon) that begin the month after completion.
A month's twelfth of a yearly amount belongs to the calendar year it lies in.

All amounts are brought to the prices of one year, price_year, by a price index,
PKV unless a unit cost names another. A year that the index lacks is an error.

The present value of an amount of year y is the amount times

  v(y) = (1+r)^-(y - base year + t)

r     the real yearly rate. --rate goes before SIV_RATE, then the file's rate, then
      siv.yaml; otherwise 3 %, an assumption, as the rules state none
base  the year of the start, unless --base-year says otherwise
t     0 for --timing start (the default), 1/2 for mid, 1 for end

Costs, running costs and savings are all discounted. --rate 0% discounts nothing.
Sums are exact and rounded once, when they are shown. siv calc explain FILE shows
every factor; siv calc rates FILE whether the verdict hangs on the rate.`

const exitStatusesTopic = `  0    done, whatever the verdict
  1    failed: a file that cannot be written, a network that does not answer
  2    usage: an unknown command, flag or value, in the environment too
  3    an input file is at fault
  4    the answer is no: a test or rule that was asked for is not met, a gate failed,
       a finding, a ledger that does not verify or refuses an entry
  130  interrupted

With several files the status is that of the worst: 3 before 4. With -o json, errors
are JSON on standard error, {"schema":"siv.error/1","status":3,"errors":[…]}, each
with a code. Status 1 from siv ledger may mean that an entry is recorded all the
same: it says so, and the same command with the same --id settles it.`
