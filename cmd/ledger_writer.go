package cmd

import (
	"crypto/rand"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"siv/cmd/internal/output"
	"siv/ledger"
	"siv/ledger/store"
)

// writer is a command that writes to a ledger.
type writer struct {
	fundLedger
	wait         time.Duration
	allowNetwork bool
	undated      bool // no date was given: it is today's
}

func (w *writer) addFlags(cmd *cobra.Command) {
	w.fundLedger.addFlags(cmd)
	cmd.Flags().DurationVar(&w.wait, "wait", 30*time.Second, "how long to wait for another writer")
	cmd.Flags().BoolVar(&w.allowNetwork, "allow-network", false, "write on a network file system, whose locks and syncs are not to be trusted")
}

func (w *writer) options(cmd *cobra.Command) store.Options {
	return store.Options{Now: w.now, Wait: w.wait, Context: cmd.Context(), AllowNetwork: w.allowNetwork}
}

// record puts entries in the ledger, all or none, and shows their receipts.
func (w *writer) record(cmd *cobra.Command, entries ...ledger.Entry) error {
	if err := w.knownFields("seq", "id", "h", "already_recorded"); err != nil {
		return err
	}
	result, err := w.append(cmd, slices.Clone(entries)) // the receipts tell what was given
	if err != nil {
		return w.failed(err)
	}
	doc, lines := w.receipts(entries, result.Receipts)
	return w.recorded(doc, lines...)
}

func (w *writer) append(cmd *cobra.Command, entries []ledger.Entry) (store.Result, error) {
	now := w.now()
	today, err := ledger.DateOf(now)
	if err != nil {
		return store.Result{}, err
	}
	doubts := doubts{today: today, now: now}
	options := w.options(cmd)
	options.Visit = doubts.seen
	result, err := store.Append(w.path, entries, options)
	for i, receipt := range result.Receipts {
		if !receipt.AlreadyRecorded {
			doubts.recorded(&entries[i])
		}
	}
	for _, warning := range slices.Concat(result.Warnings, doubts.warnings()) {
		w.warn(warning)
	}
	return result, err
}

// knownFields refuses --fields that an answer has not, before anything is written.
func (w *writer) knownFields(known ...string) error {
	for _, field := range w.fields {
		if field == "schema" && w.format.value == output.JSON {
			continue
		}
		if !slices.Contains(known, field) {
			return output.UnknownFieldError{Field: field, Known: known}
		}
	}
	return nil
}

// recorded shows what was done. When that fails it was done all the same.
func (w *writer) recorded(doc output.Document, lines ...string) error {
	var err error
	if prose := w.format.value == output.Screen || w.format.value == output.Markdown; prose && len(w.fields) == 0 {
		// A line is not broken at the width of the screen: scripts cut h out of it.
		_, err = fmt.Fprintln(w.out, strings.Join(lines, "\n"))
	} else {
		err = w.render(doc)
	}
	if err != nil {
		return fmt.Errorf("it was recorded, but that could not be shown: %w", err)
	}
	return nil
}

// newID makes an id that no other entry has.
func newID() string { return strings.ToLower(rand.Text()[:16]) }
