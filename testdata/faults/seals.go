package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"
)

// sealed is a fund whose controller seals it, and what was said to be sealed.
type sealed struct {
	*fund
	key  string
	told map[string]string // file → the signed text
}

// newSealed makes an empty ledger in a folder, and a key elsewhere.
func (t *trial) newSealed(folder string) *sealed {
	s := &sealed{fund: t.newFund(folder), told: map[string]string{}}
	keys, err := os.MkdirTemp(t.dir, "key")
	if err != nil {
		panic(unable{err.Error()})
	}
	s.key = filepath.Join(keys, "k")
	if r := t.siv(nil, "ledger", "keygen", "--ledger", s.path, "--key-file", s.key, "--name", "controller"); r.code != 0 {
		t.problem("keygen: %s", r)
	}
	return s
}

// seal signs what the ledger is, and notes the seal when it was said to be there.
func (s *sealed) seal(h *how) result {
	r := s.siv(h, "ledger", "seal", "--ledger", s.path, "--key-file", s.key, "-o", "json")
	if r.code != 0 {
		return r
	}
	var said struct{ Seal, Note string }
	if err := json.Unmarshal([]byte(r.out), &said); err != nil || said.Note == "" {
		s.problem("exit 0 without a seal: %s", r)
		return r
	}
	if s.told[said.Seal] == "" {
		s.trial.Lock()
		s.acknowledged++
		s.trial.Unlock()
	}
	s.told[said.Seal] = said.Note
	return r
}

// intact checks that every seal that was told is there, byte for byte, and that siv
// finds no half of one beside the ledger.
func (s *sealed) intact(what string) {
	for file, note := range s.told {
		if data, err := os.ReadFile(file); err != nil || string(data) != note {
			s.trial.Lock()
			s.lost++
			s.trial.Unlock()
			s.problem("%s: %s was sealed and is not there: %q, %v", what, file, data, err)
			delete(s.told, file) // it is lost once
		}
	}
	s.count(what)
	if r := s.siv(nil, "ledger", "verify", "--ledger", s.path); r.code != 0 {
		s.problem("%s: verify: %s", what, r)
	}
}

// grow records an entry, so that there is something new to seal.
func (s *sealed) grow() {
	id, öre := s.newID()
	if r := s.allocate(nil, id, öre); r.code != 0 {
		s.problem("%s", r)
	}
}

// afterFault checks what a seal left that met a fault: all of a seal or nothing, and the
// same command then makes it.
func (s *sealed) afterFault(what string, r result) {
	if r.code != 0 && r.code != 1 && !r.killed {
		s.problem("%s: not a documented exit status: %s", what, r)
	}
	s.intact(what)
	if again := s.seal(nil); again.code != 0 {
		s.problem("%s: the same command again: %s; at first %s", what, again, r)
	}
	s.intact(what + ", sealed again")
}

// sealFaults: short writes, a full disk, calls that fail, a write that lies, and the
// order of calls.
func sealFaults(t *trial) {
	s := t.newSealed(filepath.Join(t.dir, "short"))
	for limit := 0; limit < 220; limit += t.few(20, 60) {
		s.grow()
		r := s.seal(&how{before: []string{"prlimit", fmt.Sprintf("--fsize=%d:%d", limit, limit)}})
		if r.code != 0 {
			s.fault(1)
		}
		s.afterFault(fmt.Sprintf("limit %d", limit), r)
	}
	t.sealFull()
	s = t.newSealed(filepath.Join(t.dir, "calls"))
	s.grow()
	s.sealOrder()
	s.sealCalls()
}

// sealFull seals on a disk without room for a byte.
func (t *trial) sealFull() {
	mnt := filepath.Join(t.dir, "m")
	t.mount(mnt, "-t", "tmpfs", "-o", "size=64k", "tmpfs", mnt)
	s := t.newSealed(mnt)
	for range t.few(4, 1) {
		s.grow()
		filler := filepath.Join(mnt, "filler")
		fill(filler)
		r := s.seal(nil)
		s.fault(1)
		if r.code != 1 {
			s.problem("on a full disk: %s", r)
		}
		s.intact("on a full disk")
		os.Remove(filler)
		s.afterFault("with room again", r)
	}
	t.unmount(mnt)
}

// sealPaths are the files of the next seal, and its folder.
func (s *sealed) sealPaths() (file, folder string) {
	s.grow()
	c := s.count("before a seal")
	for told := range s.told {
		_, key, _ := strings.Cut(filepath.Base(told), "-")
		return filepath.Join(filepath.Dir(told), fmt.Sprintf("%010d-%s", c.entries, key)), filepath.Dir(told)
	}
	return "", ""
}

// sealOrder: write and fsync of the seal, rename, fsync of the folder, a look at what
// stands there, and only then the answer.
func (s *sealed) sealOrder() {
	s.seal(nil)
	file, folder := s.sealPaths()
	log := filepath.Join(s.dir, "log")
	r := s.seal(&how{before: strace(log, "-e", "trace=/^(openat|write|fsync|rename|renameat|renameat2)$")})
	calls := readTrace(log)
	at := 0
	for _, step := range []struct {
		what string
		is   func(call) bool
	}{
		{"write the seal", func(c call) bool { return c.name == "write" && c.on(file+".new") }},
		{"fsync the seal", func(c call) bool { return c.name == "fsync" && c.on(file+".new") }},
		{"rename the seal", func(c call) bool { return strings.HasPrefix(c.name, "rename") && c.on(file) }},
		{"fsync the folder", func(c call) bool { return c.name == "fsync" && c.on(folder) }},
		{"read the seal again", func(c call) bool { return c.name == "openat" && c.on(file) }},
		{"the answer", func(c call) bool { return c.name == "write" && strings.Contains(c.line, "write(1<") }},
	} {
		for at < len(calls) && !step.is(calls[at]) {
			at++
		}
		if at == len(calls) {
			s.problem("%s is not where it should be: %s\n%s", step.what, r, lines(calls, file))
			return
		}
	}
}

// sealCalls lets each call on a seal and its folder fail, or be the last; and a write lie.
func (s *sealed) sealCalls() {
	for _, target := range []string{"openat .new", "write .new", "fsync .new", "close .new", "unlinkat .new", "renameat", "openat folder", "mkdirat folder", "fsync folder"} {
		name, of, _ := strings.Cut(target, " ")
		faults := faultsOf()
		if name == "write" {
			faults = append(faults, fmt.Sprintf("retval=%d", s.sealLength()))
		}
		for i, fault := range faults {
			if s.quick && i%2 == 1 {
				continue
			}
			file, on := s.sealPaths()
			if of != "folder" {
				on = file + of
			}
			log := filepath.Join(s.dir, "log")
			r := s.seal(&how{before: strace(log, "-e", "trace="+name, "-e", fmt.Sprintf("inject=%s:%s:when=1", name, fault), "-P", on)})
			hit := hits(readTrace(log), injection{fault: fault}, r)
			s.fault(len(hit))
			if (len(hit) == 0 || strings.HasPrefix(fault, "retval")) && r.code != len(hit) {
				s.problem("%s %s: %d calls were hit: %s", target, fault, len(hit), r)
			}
			s.afterFault(target+" "+fault, r)
		}
	}
}

// sealLength is how long a seal is that is like those before.
func (s *sealed) sealLength() int {
	for _, note := range s.told {
		return len(note)
	}
	return 0
}

// afterCut first lets the next entry move aside what was never acknowledged.
func (s *sealed) afterCut(what string) {
	s.grow()
	s.tidy()
	s.afterFault(what, result{})
}

// sealPower pulls the plug while one seals and others write.
func sealPower(t *trial) {
	for _, kind := range []string{"ext4", "xfs"} {
		mnt, image := filepath.Join(t.dir, kind), filepath.Join(t.dir, kind+".image")
		t.image(image, 320<<20, kind)
		var s *sealed
		for round := range t.few(8, 3) {
			t.mount(mnt, "-o", "loop", image, mnt)
			if s == nil {
				s = t.newSealed(mnt)
				syscall.Sync()
			}
			s.afterCut(fmt.Sprintf("%s, before power cut %d", kind, round))
			var off atomic.Bool
			var all sync.WaitGroup
			for range 2 {
				all.Go(func() {
					for !off.Load() {
						id, öre := s.newID()
						s.allocate(nil, id, öre)
					}
				})
			}
			all.Go(func() {
				for !off.Load() {
					if r := s.seal(nil); r.code != 0 && r.code != 1 {
						t.problem("%s", r)
					}
				}
			})
			time.Sleep(time.Duration(60+40*(round%5)) * time.Millisecond)
			must("xfs_io", "-x", "-c", "shutdown", mnt)
			off.Store(true)
			all.Wait()
			t.fault(1)
			t.unmount(mnt)
		}
		t.mount(mnt, "-o", "loop", image, mnt)
		s.afterCut(kind + ", in the end")
		if len(s.told) == 0 {
			t.problem("%s: nothing was sealed, so nothing was tested", kind)
		}
		t.note += fmt.Sprintf("%s: %d seals; ", kind, len(s.told))
		t.unmount(mnt)
		t.check(image, kind)
	}
}
