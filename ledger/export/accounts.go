package export

import (
	"encoding/hex"
	"strings"
	"unicode"

	"siv/ledger"
)

// The fund is a marking in equity, so every entry that moves money is a transfer
// between equity accounts, and no cost account is touched. Equity has its balance
// on the credit side: in both programs the accounts' balances are siv's with the
// sign turned, except those of what leaves the fund, which have siv's sign.
//
//	Equity:Reserved:SocialInvestmentFund             -balance
//	Equity:Reserved:SocialInvestmentFund:Free        -free
//	Equity:Reserved:SocialInvestmentFund:Committed   -committed; below it each investment's, and below that
//	    …:I-sot:Granted -granted   …:I-sot:Released released   …:I-sot:Drawn drawn
//	Equity:Other                                     balance: what the reservation took from other equity; below it
//	    …:Allocated allocated   …:Withdrawn -withdrawn   …:Drawn:I-sot -drawn   …:Reflowed:I-sot reflowed
const (
	free      = "Equity:Reserved:SocialInvestmentFund:Free"
	committed = "Equity:Reserved:SocialInvestmentFund:Committed:"
	other     = "Equity:Other:"
)

// transfer is a posting as a transfer between two accounts.
type transfer struct {
	debit, credit string
	amount        ledger.Amount
}

// transferOf is the transfer that an entry stands for; none for an entry that
// moves no money. A correction is its original's transfer turned round.
func transferOf(p ledger.Posting) (transfer, bool) {
	t := transfer{amount: p.Entry.Amount}
	inv := investmentAccount(p.Entry.Investment)
	switch p.Counts {
	case ledger.Allocation:
		t.debit, t.credit = other+"Allocated", free
	case ledger.Withdrawal:
		t.debit, t.credit = free, other+"Withdrawn"
	case ledger.Grant:
		t.debit, t.credit = free, committed+inv+":Granted"
	case ledger.Release:
		t.debit, t.credit = committed+inv+":Released", free
	case ledger.Drawdown:
		t.debit, t.credit = committed+inv+":Drawn", other+"Drawn:"+inv
	case ledger.Refund:
		t.debit, t.credit = other+"Drawn:"+inv, committed+inv+":Drawn"
	case ledger.Reflow:
		t.debit, t.credit = other+"Reflowed:"+inv, free
	default:
		return transfer{}, false
	}
	if p.Entry.Kind == ledger.Correction {
		t.debit, t.credit = t.credit, t.debit
	}
	return t, true
}

// investmentAccount is a part of an account name that both programs accept, and
// different for different investments: letters, digits and hyphens stay as they
// are, and an id with anything else is written in hexadecimal.
func investmentAccount(id string) string {
	plain := func(r rune) bool { return unicode.IsLetter(r) || unicode.Is(unicode.Nd, r) || r == '-' }
	if id != "" && strings.IndexFunc(id, func(r rune) bool { return !plain(r) }) < 0 {
		return "I-" + id
	}
	return "X-" + hex.EncodeToString([]byte(id))
}
