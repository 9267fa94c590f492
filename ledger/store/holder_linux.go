package store

import (
	"fmt"
	"os"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"
)

// lockHolder names the process that holds the lock on a file, from /proc/locks,
// whose lines read "1: FLOCK ADVISORY WRITE PID MAJOR:MINOR:INODE START END".
func lockHolder(path string) string {
	var s unix.Stat_t
	if unix.Stat(path, &s) != nil {
		return ""
	}
	locks, err := os.ReadFile("/proc/locks")
	if err != nil {
		return ""
	}
	device := fmt.Sprintf("%02x:%02x:", unix.Major(uint64(s.Dev)), unix.Minor(uint64(s.Dev)))
	inode := ":" + strconv.FormatUint(s.Ino, 10)
	// Some file systems report another device here than to stat(2), so a match
	// by inode alone is better than none.
	var exact, likely string
	for line := range strings.Lines(string(locks)) {
		f := strings.Fields(line)
		if len(f) < 6 || f[1] != "FLOCK" || !strings.HasSuffix(f[5], inode) {
			continue
		}
		likely = f[4]
		if strings.HasPrefix(f[5], device) {
			exact = f[4]
		}
	}
	pid := exact
	if pid == "" {
		pid = likely
	}
	switch n, err := strconv.Atoi(pid); {
	case err != nil:
		return ""
	case n <= 0:
		return "a process that cannot be seen from here"
	}
	name, err := os.ReadFile("/proc/" + pid + "/comm")
	if err != nil {
		return fmt.Sprintf("process %s", pid)
	}
	return fmt.Sprintf("process %s (%s)", pid, strings.TrimSpace(string(name)))
}
