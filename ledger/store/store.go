// Package store keeps a fund ledger in a file, so that an entry that was
// acknowledged is there after any crash, and one that was not is never counted.
//
// The ledger PATH has companions: PATH.head, the commit point; PATH.head.new, the
// next head while it is written; PATH.lock, empty, which writers lock; and
// PATH.seals, a folder of signed checkpoints. A commit writes the lines, reads
// them back, syncs the ledger, syncs the new head, renames it over the old one
// and syncs the folder, in this order, and only then gives a receipt. Readers take
// no lock: they read the head and then exactly the bytes that it names.
//
// The caller brings the clock. What is weaker on macOS and Windows is said where
// the differences are, in the files sys_*.go.
package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"time"

	"siv/ledger"
)

// newFile is the mode of new files, less what the umask takes away. The mode of a
// file that is there is never widened.
const newFile fs.FileMode = 0o640

// newFolder is the mode of the folder of seals, by the same rule.
const newFolder fs.FileMode = 0o750

// Options are what a writer may choose.
type Options struct {
	// Now is the caller's clock. It is read once, under the lock.
	Now func() time.Time
	// Wait is how long to wait for another writer; zero: not at all.
	Wait time.Duration
	// Context ends that wait early, and nothing else; nil: never.
	Context context.Context
	// AllowNetwork permits writing on a network file system, whose locks and
	// syncs are not to be trusted.
	AllowNetwork bool
	// Visit is shown each entry that stands in the ledger before, as by
	// [ledger.Verify]; nil: none.
	Visit func(ledger.Posting) error
}

var (
	// ErrExists says that Init found a ledger or a head.
	ErrExists = errors.New("a ledger is there already")
	// ErrNetwork says that the ledger lies on a network file system.
	ErrNetwork = errors.New("on a network file system, whose locks and syncs are not to be trusted")
	// ErrNotRegular says that the ledger is a symbolic link, a device, a pipe or a folder.
	ErrNotRegular = errors.New("not a regular file")
)

// Locked says that another writer held the lock for as long as we would wait.
type Locked struct {
	Path   string
	Holder string // who holds it, in words; empty when that cannot be told
}

func (e *Locked) Error() string {
	if e.Holder == "" {
		return fmt.Sprintf("%s: locked by another writer", e.Path)
	}
	return fmt.Sprintf("%s: locked by %s", e.Path, e.Holder)
}

// NotRecorded says that a commit failed before its commit point: the ledger is
// what it was, and the same command can be given again.
type NotRecorded struct{ Err error }

func (e *NotRecorded) Error() string { return fmt.Sprintf("not recorded: %s", e.Err) }
func (e *NotRecorded) Unwrap() error { return e.Err }

// InDoubt says that a commit passed its commit point, but that the folder could
// not be synced after the new head was put in place. Readers count the entries
// from now on; whether they outlast a power cut is not known. Taking them back
// would be worse, as the old head may come back beside a ledger that was cut, so
// nothing is. The same command with the same ids settles it: it finds the
// entries, or not, and syncs the folder before it gives a receipt.
type InDoubt struct {
	Receipts []ledger.Receipt
	Err      error
}

func (e *InDoubt) Error() string {
	return fmt.Sprintf("recorded, but it is not certain that it outlasts a power cut: give the same command again with the same id: %s", e.Err)
}
func (e *InDoubt) Unwrap() error { return e.Err }

// Refused says which entry of a batch was refused, from 0. Nothing was recorded.
type Refused struct {
	Index int
	Err   *ledger.Refusal
}

func (e *Refused) Error() string { return e.Err.Error() }
func (e *Refused) Unwrap() error { return e.Err }

func headPath(path string) string { return path + ".head" }
func nextPath(path string) string { return path + ".head.new" }
func lockPath(path string) string { return path + ".lock" }

// SealsPath is the folder of a ledger's signed checkpoints.
func SealsPath(path string) string { return path[:len(path)-len(extension(path))] + ".seals" }

func damage(format string, args ...any) error {
	return &ledger.Damage{Err: fmt.Errorf(format, args...)}
}
