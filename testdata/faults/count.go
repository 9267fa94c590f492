package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"strconv"
	"strings"
)

// count is what a ledger holds, found without any code of siv: only the format that
// the README describes is used.
type count struct {
	entries, balance, bytes int64
	ids                     map[string]int
	hashes                  map[string]string
}

// countLedger follows the chain through the bytes that the head names.
func countLedger(path string) (count, error) {
	c := count{ids: map[string]int{}, hashes: map[string]string{}}
	raw, err := os.ReadFile(path + ".head")
	if err != nil {
		return c, err
	}
	var head struct {
		Origin, H      string
		Entries, Bytes int64
	}
	if err := json.Unmarshal(raw, &head); err != nil {
		return c, err
	}
	c.bytes = head.Bytes
	data, err := os.ReadFile(path)
	if err != nil {
		return c, err
	}
	if int64(len(data)) < head.Bytes {
		return c, fmt.Errorf("%d bytes, where the head says %d", len(data), head.Bytes)
	}
	h := sha256.Sum256([]byte("siv ledger 1\n" + head.Origin))
	for line := range bytes.Lines(data[:head.Bytes]) {
		var e struct {
			Seq                 int64
			ID, Kind, Amount, H string
		}
		if err := json.Unmarshal(line, &e); err != nil {
			return c, fmt.Errorf("line %d: %w", c.entries+1, err)
		}
		c.entries++
		h = sha256.Sum256(append(h[:], line[:bytes.LastIndex(line, []byte(`,"h":"`))]...))
		if e.H != hex.EncodeToString(h[:]) || e.Seq != c.entries {
			return c, fmt.Errorf("line %d is not what was recorded", c.entries)
		}
		öre, err := strconv.ParseInt(strings.Replace(e.Amount, ".", "", 1), 10, 64)
		if err != nil {
			return c, err
		}
		switch e.Kind {
		case "allocation":
			c.balance += öre
		case "withdrawal":
			c.balance -= öre
		default:
			return c, fmt.Errorf("line %d is a %s", c.entries, e.Kind)
		}
		c.ids[e.ID]++
		c.hashes[e.ID] = e.H
	}
	if c.entries != head.Entries || head.H != hex.EncodeToString(h[:]) {
		return c, fmt.Errorf("%d lines do not end where the head says", c.entries)
	}
	return c, nil
}
