// Package ledger is the fund ledger of social investments as values: entries,
// the one encoding of an entry, the chain that ties entries together, the rules
// each kind of entry must satisfy, and the balances that follow.
//
// The fund is a marking in equity: kronor as decided and booked, never indexed.
// The package knows no file, clock or terminal. [Verify] replays a ledger from
// its bytes, [Ledger.Add] extends it in memory, and package ledger/store makes
// the result durable.
//
// A record is one JSON object on a line. Its last key, h, is SHA-256 of the
// previous record's h and of the line's bytes before `,"h":"`, and a line is
// accepted only if encoding what was parsed gives the same bytes again, so no
// byte stands outside the hash.
package ledger
