package cmd

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"
)

// publishedFlows is what the published examples say of dated flows.
type publishedFlows struct {
	ID              string
	Rate            string
	FirstT          int `yaml:"first_t"`
	Places          int
	Costs, Benefits []string
	Flows           []string
	NPV             string
	IRR             []string
	Payback         string
	Discounted      yaml.Node `yaml:"discounted_payback"`
	Expect          map[string]string
	Factors         map[int]string `yaml:"expect_factors"`
	Investment      string         `yaml:"investment_undiscounted"`
	Annual          string
	Years           int
	Cases           []publishedFlows
}

// TestPublishedFlows puts every published example of dated flows to siv calc npv.
func TestPublishedFlows(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("..", "testdata", "conformance", "conformance.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	var examples []publishedFlows
	if err := yaml.Unmarshal(data, &examples); err != nil {
		t.Fatal(err)
	}
	seen := 0
	for _, e := range examples {
		switch {
		case e.ID == "omb-a94-2023-appendix-b":
			got := e.npv(t, "start")
			agrees(t, "pv_costs", got.PVCosts, e.Expect["pv_costs"], 2)
			agrees(t, "pv_benefits", got.PVBenefits, e.Expect["pv_benefits"], 2)
			agrees(t, "npv", got.NPV, e.Expect["npv"], 2)
		case e.Investment != "":
			e.timings(t)
		case e.Factors != nil:
			for at, factor := range e.Factors {
				got := publishedFlows{Rate: e.Rate, FirstT: at, Flows: []string{"1"}}.npv(t, "start")
				agrees(t, fmt.Sprint("factor of ", at), got.NPV, factor, places(factor))
			}
		case e.Cases != nil:
			for _, c := range e.Cases {
				c.FirstT = e.FirstT
				c.check(t)
			}
		default:
			continue // no dated flows
		}
		seen++
	}
	if seen != 7 {
		t.Errorf("%d examples of dated flows, want 7", seen)
	}
}

// check compares a case with what was published of it.
func (p publishedFlows) check(t *testing.T) {
	t.Helper()
	got := p.npv(t, "start")
	what := strings.Join(p.Flows, " ")
	if p.NPV != "" {
		agrees(t, what+": npv", got.NPV, p.NPV, places(p.NPV))
	}
	if p.Payback != "" {
		agrees(t, what+": payback", *got.Payback, p.Payback, places(p.Payback))
	}
	switch wanted := p.Discounted.Value; {
	case p.Discounted.Tag == "!!null":
		if got.DiscountedPayback != nil {
			t.Errorf("%s: discounted payback %s, published none", what, *got.DiscountedPayback)
		}
	case wanted != "":
		agrees(t, what+": discounted payback", *got.DiscountedPayback, wanted, places(wanted))
	}
	if p.IRR == nil {
		return
	}
	if len(got.IRR) != len(p.IRR) {
		t.Fatalf("%s: irr %v, published %v", what, got.IRR, p.IRR)
	}
	for i, rate := range p.IRR {
		agrees(t, what+": irr", got.IRR[i], rate, p.Places)
	}
}

// timings is the example of an investment that is not discounted, and yearly flows
// that are, by where in the year they lie.
func (p publishedFlows) timings(t *testing.T) {
	for _, timing := range []string{"start", "mid", "end"} {
		flows := publishedFlows{Rate: p.Rate}
		for range p.Years {
			flows.Flows = append(flows.Flows, p.Annual)
		}
		worth, err := strconv.ParseFloat(flows.npv(t, timing).NPV, 64)
		if err != nil {
			t.Fatal(err)
		}
		investment, _ := strconv.ParseFloat(p.Investment, 64)
		agrees(t, timing, fmt.Sprintf("%.12f", worth-investment), p.Expect["npv_"+timing], 2)
	}
}

// npv runs siv calc npv on the flows.
func (p publishedFlows) npv(t *testing.T, timing string) npvJSON {
	t.Helper()
	var csv strings.Builder
	if p.Flows != nil {
		csv.WriteString("t,flow\n")
		for i, flow := range p.Flows {
			fmt.Fprintf(&csv, "%d,%s\n", i, flow)
		}
	} else {
		csv.WriteString("t,cost,benefit\n")
		for i := range p.Costs {
			fmt.Fprintf(&csv, "%d,%s,%s\n", i, p.Costs[i], p.Benefits[i])
		}
	}
	rate := p.Rate
	if rate == "" {
		rate = "0"
	}
	var out, errs bytes.Buffer
	if status := Main([]string{"calc", "npv", "-", "-o", "json", "--rate", rate, "--timing", timing, "--first-t", strconv.Itoa(p.FirstT)},
		strings.NewReader(csv.String()), &out, &errs); status != exitDone {
		t.Fatalf("status %d: %s", status, errs.String())
	}
	var result npvJSON
	if err := json.Unmarshal(out.Bytes(), &result); err != nil {
		t.Fatal(err)
	}
	return result
}

// agrees compares at the precision that the source prints, at most ten places.
func agrees(t *testing.T, what, got, want string, places int) {
	t.Helper()
	g, err := strconv.ParseFloat(got, 64)
	w, wantErr := strconv.ParseFloat(want, 64)
	if err != nil || wantErr != nil || math.Abs(g-w) > 0.5*math.Pow10(-min(places, 10))*(1+1e-9) {
		t.Errorf("%s: %s, published %s", what, got, want)
	}
}

func places(number string) int {
	_, decimals, _ := strings.Cut(number, ".")
	return len(decimals)
}
