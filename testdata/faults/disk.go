package main

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"
)

// shortWrite limits how large a file may be, so that the kernel writes a part of a
// line and no more.
func shortWrite(t *trial) {
	for i := range t.few(40, 8) {
		f := t.newFund(filepath.Join(t.dir, fmt.Sprint(i)))
		id, öre := f.newID()
		f.allocate(nil, id, öre)
		for size := 0; ; size = fileSize(f.path) {
			// From nothing left to a whole line: i steps over the places.
			limit := fileSize(f.path) + 5*i
			if size > 600 {
				break
			}
			id, öre := f.newID()
			r := f.allocate(&how{before: []string{"prlimit", fmt.Sprintf("--fsize=%d:%d", limit, limit)}}, id, öre)
			if r.code != 0 {
				f.fault(1)
			}
			if r.code != 0 && r.code != 1 || r.code == 1 && r.receipt != "" {
				t.problem("limit %d: %s", limit, r)
			}
			if c, err := countLedger(f.path); err == nil && r.code != 0 && c.bytes != int64(fileSize(f.path)) {
				t.problem("limit %d: what was written was not cut: %s", limit, r)
			}
			f.afterwards(fmt.Sprintf("limit %d", limit), id, öre, r)
			f.tidy()
		}
	}
}

func fileSize(path string) int {
	info, err := os.Stat(path)
	if err != nil {
		return 0
	}
	return int(info.Size())
}

// fullTmpfs fills a small disk to the last byte.
func fullTmpfs(t *trial) {
	for range t.few(5, 1) {
		mnt := filepath.Join(t.dir, "m")
		t.mount(mnt, "-t", "tmpfs", "-o", "size=64k", "tmpfs", mnt)
		f := t.newFund(mnt)
		filler := filepath.Join(mnt, "filler")
		if err := os.WriteFile(filler, make([]byte, 20<<10), 0o644); err != nil {
			t.problem("%v", err)
		}
		text := strings.Repeat("x", 900)
		for full := 0; full < 10; {
			id, öre := f.newID()
			r := f.allocate(nil, id, öre, "--text", text)
			if r.code == 0 {
				continue
			}
			full++
			f.fault(1)
			if r.code != 1 || !strings.Contains(r.err, "not recorded") && !strings.Contains(r.err, "could not be put aside") {
				t.problem("%s", r)
			}
			if c := f.count("full"); c.ids[id] != 0 {
				t.problem("full: %s is counted", id)
			}
			if full == 10 {
				os.Remove(filler)
				if r := f.allocate(nil, id, öre, "--text", text); r.code != 0 {
					t.problem("with room again: %s", r)
				}
			}
		}
		f.whole("in the end")
		t.unmount(mnt)
	}
}

// fsyncFails: a file system in a sparse file on a full disk. Writing goes well, as
// it ends in memory; syncing does not.
func fsyncFails(t *trial) {
	failed := 0
	for range t.few(5, 1) {
		below, mnt := filepath.Join(t.dir, "below"), filepath.Join(t.dir, "m")
		t.mount(below, "-t", "tmpfs", "-o", "size=40m", "tmpfs", below)
		image := filepath.Join(below, "image")
		t.image(image, 64<<20, "ext4")
		t.mount(mnt, "-o", "loop", image, mnt)
		f := t.newFund(mnt)
		for range 5 {
			id, öre := f.newID()
			f.allocate(nil, id, öre)
		}
		f.whole("before")
		fill(filepath.Join(below, "filler"))
		var last string
		var lastÖre int64
		text := strings.Repeat("x", 3000)
		for i := 0; i < 60; i++ {
			id, öre := f.newID()
			r := f.allocate(nil, id, öre, "--text", text)
			last, lastÖre = id, öre
			if r.code == 0 {
				continue
			}
			f.fault(1)
			if strings.Contains(r.err, "fsync") {
				failed++
			}
			if r.code != 1 || r.receipt != "" {
				t.problem("%s", r)
			}
		}
		// What the disk has, not what memory remembers, is what counts.
		t.unmount(mnt)
		os.Remove(filepath.Join(below, "filler"))
		t.check(image, "ext4")
		t.mount(mnt, "-o", "loop", image, mnt)
		f.count("on the disk")
		if r := f.allocate(nil, last, lastÖre, "--text", text); r.code != 0 {
			t.problem("with room again: %s", r)
		}
		f.whole("in the end")
		t.unmount(mnt)
		t.unmount(below)
	}
	if failed == 0 {
		t.problem("no fsync failed")
	}
	t.note = fmt.Sprintf("%d failed in fsync", failed)
}

// powerCut pulls the plug on a file system while eight write. What any of them
// acknowledged must be there, even while the file system was going down.
func powerCut(t *trial, kind string) {
	mnt, image := filepath.Join(t.dir, "m"), filepath.Join(t.dir, "image")
	t.image(image, 320<<20, kind)
	random := rand.New(rand.NewPCG(3, 4))
	var f *fund
	for round := range t.few(60, 5) {
		t.mount(mnt, "-o", "loop", image, mnt)
		if f == nil {
			f = t.newFund(mnt)
			// The folder itself is not siv's to make durable.
			syscall.Sync()
		}
		f.settled(round)
		var off atomic.Bool
		var recorded atomic.Int64
		var all sync.WaitGroup
		for range 8 {
			all.Go(func() {
				for !off.Load() {
					id, öre := f.newID()
					switch r := f.allocate(nil, id, öre); r.code {
					case 0:
						recorded.Add(1)
					case 1:
					default:
						t.problem("%s", r)
					}
				}
			})
		}
		time.Sleep(time.Duration(15+random.IntN(60)) * time.Millisecond)
		for range 60_000 { // without an entry of this round there is little to lose
			if recorded.Load() > 0 {
				break
			}
			time.Sleep(time.Millisecond)
		}
		must("xfs_io", "-x", "-c", "shutdown", mnt)
		off.Store(true)
		all.Wait()
		f.fault(1)
		t.unmount(mnt)
	}
	t.mount(mnt, "-o", "loop", image, mnt)
	f.settled(-1)
	t.unmount(mnt)
	t.check(image, kind)
}

// settled checks what outlasted a power cut, and that the next entry is recorded.
func (f *fund) settled(round int) {
	f.count(fmt.Sprintf("after power cut %d", round))
	id, öre := f.newID()
	if r := f.allocate(nil, id, öre); r.code != 0 {
		f.problem("after power cut %d: %s", round, r)
	}
	f.whole(fmt.Sprintf("after power cut %d", round))
	f.tidy()
}

// image makes a file system in a sparse file.
func (t *trial) image(path string, size int64, kind string) {
	if err := errors.Join(os.WriteFile(path, nil, 0o600), os.Truncate(path, size)); err != nil {
		panic(unable{err.Error()})
	}
	if kind == "ext4" {
		must("mkfs.ext4", "-q", "-F", path)
	} else {
		must("mkfs.xfs", "-q", "-f", path)
	}
}

// check checks a file system that is not mounted, and repairs what a full disk below did.
func (t *trial) check(image, kind string) {
	if kind == "ext4" {
		// 1: errors were corrected.
		must("sh", "-c", `e2fsck -fy "$1" >/dev/null 2>&1; [ $? -le 1 ]`, "sh", image)
	} else {
		must("xfs_repair", "-n", image)
	}
}

func (t *trial) mount(mnt string, args ...string) {
	if err := os.MkdirAll(mnt, 0o755); err != nil {
		panic(unable{err.Error()})
	}
	must("mount", args...)
}

func (t *trial) unmount(mnt string) { must("umount", mnt) }

// fill writes until the disk is full.
func fill(path string) {
	f, err := os.Create(path)
	if err != nil {
		panic(unable{err.Error()})
	}
	defer f.Close()
	for size := 1 << 20; size > 0; {
		if _, err := f.Write(make([]byte, size)); err != nil {
			size /= 2
		}
	}
}
