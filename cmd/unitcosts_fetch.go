package cmd

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"siv/cmd/internal/kolada"
)

func newUnitCostsFetch(e *env) *cobra.Command {
	return group(&cobra.Command{
		Use:   "fetch",
		Short: "Fetch figures over the network",
		Long:  "Fetch figures over the network. No other command of siv uses it.",
	}, newFetchKolada(e))
}

// fetchKolada is siv unitcosts fetch kolada.
type fetchKolada struct {
	koladaFlags
	target
	kpis, municipalities []string
	years                string
	base                 string
	tries                countFlag
	wait, timeout        time.Duration
	thousands            bool
}

// maxYears bounds the years that are asked for at once.
const maxYears = 100

func newFetchKolada(e *env) *cobra.Command {
	c := &fetchKolada{koladaFlags: koladaFlags{env: e}, tries: countFlag{value: 5, least: 1, most: 20, what: "number"}}
	cmd := &cobra.Command{
		Use:   "kolada --kpi ID --municipality ID --years FROM-TO",
		Short: "Fetch costs of municipalities from Kolada",
		Long: `Fetch figures from Kolada, the database of municipal statistics of RKA, and make a
catalogue of them, as siv unitcosts import does of a saved answer. At most 25 ids
are asked for at a time; pages are followed; a request that is refused because the
service is busy (429) or broken (5xx), or that nothing answers, is made again after
a while that grows.

Kolada does not tell the unit of an indicator: it is that of the unit cost of the
catalogue with the same indicator, else --unit. Figures may be revised
without notice, so the day they were read is kept with them, and is their edition.
The exit status is 1 when the service does not answer.`,
		Example: `  siv unitcosts fetch kolada --kpi N15027 --municipality 1880 --years 2015-2024 --region 1880=Örebro
  siv unitcosts fetch kolada --kpi N15027 --municipality 1880,0180 --years 2024 --to kolada.yaml`,
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error { return c.run(cmd) },
	}
	flags := cmd.Flags()
	flags.StringSliceVar(&c.kpis, "kpi", nil, "id of the indicator, as N15027 (required)")
	flags.StringSliceVar(&c.municipalities, "municipality", nil, "id of the municipality, as 1880; 0000 is the country (required)")
	flags.StringVar(&c.years, "years", "", "years, as 2015-2024 or 2018,2020 (required)")
	flags.BoolVar(&c.thousands, "thousands", false, "the indicator is in thousands of kronor (tkr)")
	flags.StringVar(&c.base, "base-url", kolada.BaseURL, "where the service is")
	flags.Var(&c.tries, "tries", "how many times a request is made")
	flags.DurationVar(&c.wait, "wait", time.Second, "time before the second try; doubled before each further one")
	flags.DurationVar(&c.timeout, "timeout", 30*time.Second, "time that one request may take")
	c.koladaFlags.addFlags(flags)
	c.target.addFlags(flags)
	return cmd
}

func (c *fetchKolada) run(cmd *cobra.Command) error {
	if len(c.kpis) == 0 || len(c.municipalities) == 0 || c.years == "" {
		return usageError{errors.New("--kpi, --municipality and --years are required")}
	}
	years, err := yearsOf(c.years)
	if err != nil {
		return usageError{err}
	}
	if base, err := url.Parse(c.base); err != nil || base.Host == "" || base.Scheme != "https" && base.Scheme != "http" {
		return usageError{fmt.Errorf("--base-url %q is no address of a service", c.base)}
	}
	if c.timeout <= 0 || c.wait < 0 {
		return usageError{errors.New("--timeout and --wait are times, as 30s")}
	}
	today := c.now().Format(time.DateOnly)
	if c.read == "" {
		c.read = today
	}
	if c.edition == "" {
		c.edition = "Kolada " + today
	}
	client := kolada.Client{Base: c.base, HTTP: &http.Client{Timeout: c.timeout}, Tries: c.tries.value, Wait: c.wait}
	rows, err := client.Rows(cmd.Context(), kolada.Query{KPIs: c.kpis, Municipalities: c.municipalities, Years: years})
	if err != nil {
		return err
	}
	imported, err := c.imported(rows, origins{base: c.base, thousands: c.thousands})
	if err != nil {
		return err
	}
	return c.finish(c.env, imported)
}

// yearsOf reads years: 2015-2024, or 2018,2020.
func yearsOf(text string) ([]int, error) {
	var years []int
	for part := range strings.SplitSeq(text, ",") {
		first, last, span := strings.Cut(strings.TrimSpace(part), "-")
		if !span {
			last = first
		}
		from, err := strconv.Atoi(first)
		to, otherErr := strconv.Atoi(last)
		if err != nil || otherErr != nil || from < 1900 || to > 2200 || from > to || len(years)+to-from >= maxYears {
			return nil, fmt.Errorf("--years %s: write 2015-2024, or 2018,2020", text)
		}
		for y := from; y <= to; y++ {
			years = append(years, y)
		}
	}
	return years, nil
}
