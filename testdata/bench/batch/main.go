// Command batch measures siv batch: its time beside that of reading and parsing
// the same files into YAML nodes alone, on one core and on two, its peak memory,
// its cost per proposal as there are more of them, and the same model in Python.
//
//	go run ./testdata/bench/batch [-n 10000] [-many 100000] [-rounds 5]
//
// Machines are noisy: every figure is the median of rounds in which the two sides
// run in turn, and what is reported is their ratio.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"io/fs"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"sync"
	"syscall"
	"time"

	"gopkg.in/yaml.v3"
)

func main() {
	log.SetFlags(0)
	few := flag.Int("n", 10000, "proposals to compare with parsing alone")
	many := flag.Int("many", 100000, "proposals to measure memory with")
	rounds := flag.Int("rounds", 5, "rounds of each comparison")
	parse := flag.String("parse", "", "only parse the files of a folder (the other side of the comparison)")
	flag.Parse()
	if *parse != "" {
		parseAll(*parse)
		return
	}
	dir, err := os.MkdirTemp("", "siv-bench")
	check(err)
	defer os.RemoveAll(dir)
	siv := filepath.Join(dir, "siv")
	self, err := os.Executable()
	check(err)
	build := exec.Command("go", "build", "-o", siv, "./cmd/siv")
	build.Stderr = os.Stderr
	check(build.Run())
	one, thousand, files := folder(dir, "one", 1), folder(dir, "thousand", 1000), folder(dir, "few", *few)

	cores := runtime.NumCPU()
	evaluate := func(folder string, cores int) command {
		return command{[]string{siv, "batch", folder, "-o", "ndjson"}, cores}
	}
	// Memory first: a process counts that of its parent at its birth as its own.
	lots := folder(dir, "many", *many)
	start, _ := evaluate(one, cores).run()
	some, _ := evaluate(thousand, cores).run()
	all, memory := evaluate(lots, cores).run()
	each := func(t time.Duration, n int) float64 { return float64((t - start).Microseconds()) / float64(n) }
	fmt.Printf("cost of a proposal: %.1f µs of 1000, %.1f µs of %d, ratio %.2f\n", each(some, 1000), each(all, *many), *many,
		each(all, *many)/each(some, 1000))
	fmt.Printf("peak memory of %d proposals: %d MB\n", *many, memory>>10)
	compare(*rounds, fmt.Sprintf("%d proposals, evaluated / parsed alone, %d cores", *few, cores),
		evaluate(files, cores), command{[]string{self, "-parse", files}, cores})
	compare(*rounds, fmt.Sprintf("%d proposals, one core / two cores", *few), evaluate(files, 1), evaluate(files, 2))
	python := command{append([]string{"python3", "testdata/bench/python/siv.py"}, list(thousand)...), 1}
	compare(min(3, *rounds), "1000 proposals, Python / siv on one core", python, evaluate(thousand, 1))
	same(siv, python, thousand)

}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

// folder writes proposals of three effects, each with figures of its own.
func folder(dir, name string, number int) string {
	example, err := os.ReadFile(filepath.Join("examples", "familjestod.yaml"))
	check(err)
	folder := filepath.Join(dir, name)
	for i := range number {
		into := filepath.Join(folder, fmt.Sprintf("%03d", i/1000))
		if i%1000 == 0 {
			check(os.MkdirAll(into, 0o700))
		}
		text := strings.NewReplacer("650000", fmt.Sprint(600000+i), "id: familjestod", fmt.Sprintf("id: p%d", i),
			"without: 30%", fmt.Sprintf("without: %d.%03d%%", 25+i%20, i%1000)).Replace(string(example))
		check(os.WriteFile(filepath.Join(into, fmt.Sprintf("%06d.yaml", i)), []byte(text), 0o600))
	}
	return folder
}

func list(folder string) []string {
	var files []string
	check(filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			files = append(files, path)
		}
		return err
	}))
	return files
}

// parseAll reads and parses files into nodes on every core.
func parseAll(folder string) {
	queue := make(chan string, 64)
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for path := range queue {
				data, err := os.ReadFile(path)
				check(err)
				var node yaml.Node
				check(yaml.Unmarshal(data, &node))
			}
		})
	}
	for _, path := range list(folder) {
		queue <- path
	}
	close(queue)
	workers.Wait()
}

type command struct {
	words []string
	cores int
}

// run returns the time of a whole process and its peak memory, KiB.
func (c command) run() (time.Duration, int64) {
	cmd := exec.Command(c.words[0], c.words[1:]...)
	cmd.Env = append(os.Environ(), fmt.Sprint("GOMAXPROCS=", c.cores))
	begun := time.Now()
	err := cmd.Run() // what it says is thrown away: this process must stay small
	took := time.Since(begun)
	if err != nil {
		log.Fatalf("%v: %v", c.words[:2], err)
	}
	var memory int64
	if usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
		memory = usage.Maxrss
	}
	return took, memory
}

// compare runs two commands in turn and prints the median of their ratios.
func compare(rounds int, what string, a, b command) {
	var ratios []float64
	var as, bs []time.Duration
	for range rounds + 1 {
		ta, _ := a.run()
		tb, _ := b.run()
		as, bs, ratios = append(as, ta), append(bs, tb), append(ratios, ta.Seconds()/tb.Seconds())
	}
	ratios, as, bs = ratios[1:], as[1:], bs[1:] // the first round warms up
	slices.Sort(ratios)
	slices.Sort(as)
	slices.Sort(bs)
	fmt.Printf("%s: %.2f (%.2f-%.2f), %v / %v\n", what, ratios[len(ratios)/2], ratios[0], ratios[len(ratios)-1],
		as[len(as)/2].Round(time.Millisecond), bs[len(bs)/2].Round(time.Millisecond))
}

// same compares the whole answers of both implementations, but for the words of
// warnings.
func same(siv string, python command, folder string) {
	ours, err := exec.Command(siv, append([]string{"calc", "break-even", "-o", "json"}, list(folder)...)...).Output()
	check(err)
	theirs, err := exec.Command(python.words[0], python.words[1:]...).Output()
	check(err)
	read := func(data []byte) []map[string]any {
		var answers []map[string]any
		check(json.Unmarshal(data, &answers))
		for _, a := range answers {
			for _, w := range a["warnings"].([]any) {
				delete(w.(map[string]any), "text")
			}
		}
		return answers
	}
	if !reflect.DeepEqual(read(ours), read(theirs)) {
		log.Fatal("the two implementations do not agree")
	}
	fmt.Println("1000 proposals: both implementations agree to the öre")
}
