// Ledger-ratios times two commands in turn and compares the least time of each:
// what else the machine does slows both, and the least is what they need.
//
//	ledger-ratios NAME AT-MOST RUNS 'COMMAND' 'OTHER COMMAND'
//
// The first command may take AT-MOST times what the second takes. Each is given to
// the shell, with exec before it. Ends non-zero when it takes more.
package main

import (
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"syscall"
	"time"
)

// least is what the fastest run took, and the most memory of any.
type least struct {
	wall, cpu time.Duration
	peak      int64 // KB
}

func main() {
	if len(os.Args) != 6 {
		fmt.Fprintln(os.Stderr, "usage: ledger-ratios NAME AT-MOST RUNS COMMAND OTHER")
		os.Exit(2)
	}
	most, err := strconv.ParseFloat(os.Args[2], 64)
	runs, err2 := strconv.Atoi(os.Args[3])
	if err != nil || err2 != nil {
		fmt.Fprintln(os.Stderr, "usage: ledger-ratios NAME AT-MOST RUNS COMMAND OTHER")
		os.Exit(2)
	}
	var a, b least
	for range runs {
		a.run(os.Args[4])
		b.run(os.Args[5])
	}
	ratio := a.wall.Seconds() / b.wall.Seconds()
	verdict := "ok"
	if ratio > most {
		verdict = "MISSED"
	}
	fmt.Printf("%-6s %-44s %7.3f of at most %.3f   %8.1f ms (%.1f ms of processors, %d KB), against %8.1f ms\n",
		verdict, os.Args[1], ratio, most, ms(a.wall), ms(a.cpu), a.peak, ms(b.wall))
	if ratio > most {
		os.Exit(1)
	}
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

func (l *least) run(command string) {
	cmd := exec.Command("sh", "-c", "exec "+command)
	cmd.Stderr = os.Stderr
	began := time.Now()
	if err := cmd.Run(); err != nil {
		fmt.Fprintf(os.Stderr, "%s: %v\n", command, err)
		os.Exit(1)
	}
	wall := time.Since(began)
	if l.wall == 0 || wall < l.wall {
		l.wall, l.cpu = wall, cmd.ProcessState.UserTime()+cmd.ProcessState.SystemTime()
	}
	if usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
		l.peak = max(l.peak, usage.Maxrss)
	}
}
