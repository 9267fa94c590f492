package cmd

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"siv/calc"
	"siv/calc/policy"
	"siv/cmd/input"
)

// TestRegister holds the files of the register to what the municipality's pages
// state of the ten investments: the months, the number of partners, the documents,
// and that only Seniorpuls started too late for reflow. None may hold a figure.
func TestRegister(t *testing.T) {
	rules, err := input.DecodePolicy("", policy.Files())
	if err != nil {
		t.Fatal(err)
	}
	reflow, ok := rules.Reflow()
	if !ok {
		t.Fatal("there is no rule of reflow")
	}
	want := map[string]struct {
		start, completion string
		months, partners  int
		vague, followUp   bool
	}{
		"sot":              {"2014-04", "2017-03", 36, 2, false, true},
		"team-oxhagen":     {"2015-01", "2017-12", 36, 4, false, true},
		"el-sistema":       {"2015-01", "2017-12", 36, 2, false, true},
		"specialpedagogik": {"2015-01", "2018-04", 40, 3, false, true},
		"np-resurs":        {"2015-09", "2018-08", 36, 2, false, true},
		"skolfam":          {"2016-06", "2019-08", 39, 2, true, false},
		"utomhuspedagogik": {"2016-08", "2018-08", 25, 2, false, true},
		"brobyggare":       {"2016-09", "2019-05", 33, 3, true, false},
		"bryggan":          {"2017-03", "2020-05", 39, 4, true, true},
		"seniorpuls":       {"2020-09", "2023-08", 36, 2, false, false},
	}
	dir := filepath.Join("..", "examples", "orebro", "investments")
	paths, err := filepath.Glob(filepath.Join(dir, "*.yaml"))
	if err != nil || len(paths) != len(want) {
		t.Fatalf("%d files, %v", len(paths), err)
	}
	shared := map[string][]string{}
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		inv := input.DecodeInvestment(path, data)
		if faults := registerFaults(inv); len(faults) > 0 {
			t.Error(faults)
			continue
		}
		w, ok := want[inv.ID]
		if !ok || filepath.Base(path) != inv.ID+".yaml" {
			t.Errorf("%s holds %s", path, inv.ID)
			continue
		}
		delete(want, inv.ID)
		months := int(inv.Completion-inv.Start) + 1
		if inv.Start.String() != w.start || inv.Completion.String() != w.completion || months != w.months || len(inv.Actors) != w.partners {
			t.Errorf("%s: %s-%s, %d months, %d partners", inv.ID, inv.Start, inv.Completion, months, len(inv.Actors))
		}
		if inv.Status != calc.Completed || inv.Costs != nil || inv.Effects != nil || inv.RunningCosts != nil || inv.Decision != nil || inv.Participants != 0 {
			t.Errorf("%s holds what no source states", inv.ID)
		}
		standing, _ := reflow.Standing(inv.Investment)
		if late := inv.ID == "seniorpuls"; (standing == policy.NoReflow) != late || (standing == policy.Applies) == late {
			t.Errorf("%s: reflow %s", inv.ID, standing)
		}
		kinds := documentKinds(inv.Documents)
		wantKinds := "application, summary, final-report"
		if w.followUp {
			wantKinds += ", follow-up"
		}
		if kinds != wantKinds {
			t.Errorf("%s: documents %s, want %s", inv.ID, kinds, wantKinds)
		}
		judge, _ := rules.JudgeOf(inv.Investment)
		found := judge.Version.Check(policy.Case{Investment: inv.Investment})
		i := slices.IndexFunc(found, func(f policy.Finding) bool { return f.Rule == policy.LengthRule })
		if (found[i].Code == "length.vague") != w.vague {
			t.Errorf("%s: %s", inv.ID, found[i].Code)
		}
		if policy.Verdict(found) == policy.NotMet {
			t.Errorf("%s does not meet a rule: %v", inv.ID, found)
		}
		if inv.Application != nil {
			shared[inv.ID] = append(inv.Application.SharedWith, inv.ID)
			slices.Sort(shared[inv.ID])
		}
	}
	for id, with := range shared {
		if !slices.Equal(with, []string{"el-sistema", "specialpedagogik", "team-oxhagen"}) {
			t.Errorf("%s shares its application with %v", id, with)
		}
	}
	if len(want) > 0 || len(shared) != 3 {
		t.Errorf("missing %v, shared %v", want, shared)
	}
}
