package cmd

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"siv/cmd/input"
	"siv/cmd/internal/output"
)

// batchMerge is siv batch merge.
type batchMerge struct {
	*env
	rows choice[batchFormat]
}

func newBatchMerge(e *env) *cobra.Command {
	c := &batchMerge{env: e, rows: newChoice(batchNDJSON, batchFormats())}
	cmd := &cobra.Command{
		Use:   "merge PART.ndjson...",
		Short: "Make one answer of the shards of a batch",
		Long: `Put the rows of shards together in the order of the input: the bytes of one run.
PART is the ndjson answer of a shard, in any order. A row that is missing
between two others, or there twice, is an error. The exit status is that which
one run would have had.`,
		Example: `  siv batch merge part*.ndjson > results.ndjson
  siv batch merge -o table part*.ndjson`,
		Args:              args(cobra.MinimumNArgs(1)),
		ValidArgsFunction: files("ndjson"),
		RunE:              func(_ *cobra.Command, paths []string) error { return c.run(expand(paths)) },
	}
	cmd.Flags().VarP(&c.rows, "output", "o", "format of the rows: table, csv, json, ndjson, md or junit")
	completeChoice(cmd, "output", batchFormats())
	return cmd
}

// part is a shard that is read row by row.
type part struct {
	path string
	rows *bufio.Reader
	next *batchRow // nil at the end
}

func (p *part) advance() error {
	line, err := p.rows.ReadBytes('\n')
	if len(bytes.TrimSpace(line)) == 0 && errors.Is(err, io.EOF) {
		p.next = nil
		return nil
	}
	var row batchRow
	if json.Unmarshal(line, &row) != nil || row.N == 0 {
		return input.Faults{{File: p.path, Code: "syntax", Message: "a line that is no row of siv batch -o ndjson; was the run stopped? --resume completes it"}}
	}
	p.next = &row
	return nil
}

func (c *batchMerge) run(paths []string) error {
	var parts []*part
	for _, path := range paths {
		file, err := os.Open(path)
		if err != nil {
			return unreadable(path, err)
		}
		defer file.Close()
		p := &part{path: path, rows: bufio.NewReader(file)}
		if err := p.advance(); err != nil {
			return err
		}
		parts = append(parts, p)
	}
	buffer := bufio.NewWriter(c.out)
	out := newRowWriter(buffer, c.rows.value, output.Options{Language: c.lang(), BOM: c.bom, Terminal: c.screen})
	worst, last := exitDone, 0
	for {
		first := earliest(parts)
		if first == nil {
			break
		}
		row := *first.next
		if row.N == last {
			return input.Faults{{File: first.path, Code: "duplicate", Message: fmt.Sprintf("row %d (%s) stands in another part too", row.N, row.File)}}
		}
		last, worst = row.N, worse(worst, row.Status)
		row.encode(c.rows.value)
		if err := out.write(row); err != nil {
			return err
		}
		if err := first.advance(); err != nil {
			return err
		}
	}
	if err := errors.Join(out.close(), buffer.Flush()); err != nil {
		return err
	}
	return statusOf(worst)
}

// earliest returns the part whose next row comes first, or nil at the end of all.
func earliest(parts []*part) *part {
	var first *part
	for _, p := range parts {
		if p.next != nil && (first == nil || p.next.N < first.next.N) {
			first = p
		}
	}
	return first
}

// resumed is what a file of rows holds already.
type resumed struct {
	n     int // place of its last row
	worst int
}

// resumeFile opens a file of rows to go on with. A last line that was not
// finished is cut.
func resumeFile(path string) (io.WriteCloser, resumed, error) {
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return nil, resumed{}, err
	}
	var done resumed
	var whole int64
	lines := bufio.NewReader(file)
	for {
		line, err := lines.ReadBytes('\n')
		if errors.Is(err, io.EOF) {
			break
		}
		var row batchRow
		if err != nil || json.Unmarshal(line, &row) != nil || row.N <= done.n {
			return nil, resumed{}, errors.Join(input.Faults{{File: path, Code: "syntax", Message: "is no answer of siv batch -o ndjson to go on with"}}, file.Close())
		}
		whole += int64(len(line))
		done.n, done.worst = row.N, worse(done.worst, row.Status)
	}
	if err := file.Truncate(whole); err != nil {
		return nil, resumed{}, errors.Join(err, file.Close())
	}
	_, err = file.Seek(whole, io.SeekStart)
	return file, done, err
}
