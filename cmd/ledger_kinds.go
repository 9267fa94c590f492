package cmd

import "siv/ledger"

// writing is a command that records one entry of a kind. The commands differ in
// these words alone; what a kind must satisfy is known to package ledger.
type writing struct {
	kind    ledger.Kind
	use     string
	short   string
	long    string
	flags   []string // besides --date --ref --text --by --id
	example string
}

// writings lists the commands in the order of help.
func writings() []writing {
	return []writing{
		{kind: ledger.Allocation, use: "allocate", short: "Set money aside into the fund (avsättning)",
			long:    `Set money aside into the fund. --ref names the decision.`,
			flags:   []string{"amount", "voucher", "reason"},
			example: `  siv ledger allocate --amount 65000000 --date 2013-06-10 --ref "KF 2013-06-10 § 88"`},
		{kind: ledger.Withdrawal, use: "withdraw", short: "Take money out of the reservation by decision (omdisponering)",
			long: `Take money that is free out of the reservation. --ref names the decision, --text
says where the money goes.`,
			flags:   []string{"amount", "namnd", "voucher", "reason"},
			example: `  siv ledger withdraw --amount 5000000 --ref "KF 2023-11-22 § 201" --text "till skolans elevhälsa"`},
		{kind: ledger.Grant, use: "grant", short: "Record a decided investment budget (beviljande)",
			long: `Record what kommunstyrelsen has granted an investment. It commits as much of what
is free. --ref names the decision. --from FILE takes amount, date and reference
from the decision in the investment's file.`,
			flags:   []string{"amount", "investment", "namnd", "reason"},
			example: `  siv ledger grant --investment laslyftet --amount 4200000 --ref "KS 2016-02-09 § 31"`},
		{kind: ledger.Drawdown, use: "draw", short: "Charge a cost to the fund (uttag)",
			long: `Charge a cost that a nämnd has booked to the fund: at most what is left of the
investment's grants.`,
			flags:   []string{"amount", "investment", "namnd", "voucher", "reason"},
			example: `  siv ledger draw --investment laslyftet --namnd grundskolenamnden --amount 350000 --voucher "V 20161187"`},
		{kind: ledger.Refund, use: "refund", short: "Take back a part of what was drawn (kreditering)",
			long: `Record that a nämnd was credited for a cost that the fund has answered for: at
most what is drawn for the investment. It lowers what is drawn.`,
			flags:   []string{"amount", "investment", "namnd", "voucher", "reason"},
			example: `  siv ledger refund --investment laslyftet --namnd grundskolenamnden --amount 12500,50 --voucher "V 20161305"`},
		{kind: ledger.Release, use: "release", short: "Return an unspent grant to what is free (återlämnande)",
			long:    `Return what is left of an investment's grants, or a part of it, to what is free.`,
			flags:   []string{"amount", "investment", "namnd", "reason"},
			example: `  siv ledger release --investment laslyftet --amount 150000 --text "slutredovisad"`},
		{kind: ledger.Reflow, use: "reflow", short: "Record a saving paid back to the fund (återföring)",
			long: `Record that a nämnd's budget frame was lowered and the saving paid back to the
fund. --ref names the budget decision, --year the year of the saving. --plan FILE
--year Y records that year's rows of a plan that was decided (siv calc reflow
--write-plan), on the first day of the year unless --date says otherwise. However
often it is given, each row is recorded once; a plan that was changed since is
refused.`,
			flags:   []string{"amount", "investment", "namnd", "basis", "year", "voucher", "reason"},
			example: `  siv ledger reflow --investment laslyftet --namnd grundskolenamnden --year 2019 --basis forecast --amount 600000 --ref "KF 2018-11-28 § 190"`},
		{kind: ledger.Correction, use: "correct SEQ", short: "Take back one earlier entry (rättelse)",
			long: `Take the effect of the entry SEQ back, from --date on. Amount, investment and
nämnd are the original's; given otherwise they are refused. To change an entry,
correct it and record it anew.`,
			flags:   []string{"amount", "investment", "namnd", "voucher", "reason"},
			example: `  siv ledger correct 7 --reason "fel belopp på verifikationen"`},
		{kind: ledger.Assertion, use: "assert", short: "State the balance; recorded only if it is right (avstämning)",
			long: `State the fund's balance at the end of --date, as the accounts have it. It is
recorded if the ledger says the same, and refused if not.`,
			flags:   []string{"balance", "reason"},
			example: `  siv ledger assert --date 2016-12-31 --balance 78562500,50 --ref "bokslut 2016"`},
		{kind: ledger.Close, use: "close", short: "Close a period (stängning)",
			long:    `Close every day through --date: later entries dated on or before it are refused.`,
			flags:   []string{"reason"},
			example: `  siv ledger close --date 2016-12-31 --ref "bokslut 2016"`},
		{kind: ledger.Reopen, use: "reopen", short: "Take a close back, from a day on (öppning)",
			long: `Open the closed day --date and every day after it: closed is then through the day
before.`,
			flags:   []string{"reason"},
			example: `  siv ledger reopen --date 2016-12-01 --reason "en faktura saknades"`},
	}
}
