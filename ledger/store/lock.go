package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/gofrs/flock"
)

// lock takes the writers' lock, waiting at most so long. The lock is a file of its
// own, as anyone who may read the ledger could lock that. It stays empty and is
// never removed; the system lets go of the lock when the process ends.
func lock(path string, opt Options) (*flock.Flock, error) {
	const again = 2 * time.Millisecond
	l := flock.New(lockPath(path), flock.SetFlag(lockFlags), flock.SetPermissions(newFile))
	ok, err := l.TryLock()
	if err == nil && !ok && opt.Wait > 0 {
		ctx := opt.Context
		if ctx == nil {
			ctx = context.Background()
		}
		ctx, cancel := context.WithTimeout(ctx, opt.Wait)
		defer cancel()
		ok, err = l.TryLockContext(ctx, again)
	}
	switch {
	case err != nil && !errors.Is(err, context.DeadlineExceeded):
		return nil, &NotRecorded{fmt.Errorf("the lock %s: %w", lockPath(path), err)}
	case !ok:
		return nil, &Locked{lockPath(path), lockHolder(lockPath(path))}
	}
	return l, nil
}
