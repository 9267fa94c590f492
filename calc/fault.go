package calc

import "strings"

// Fault is one thing that is wrong with an investment. Path names the place, as
// in effects[0].outcome.with, and Code is stable for machines.
type Fault struct {
	Path    string
	Code    string
	Message string
	Hint    string // what was meant, when that is known

	Value   string   // a word that is not one of
	Allowed []string // these
}

// Faults is every fault that was found, and the error that Evaluate returns.
type Faults []Fault

func (f Faults) Error() string {
	lines := make([]string, len(f))
	for i, fault := range f {
		lines[i] = fault.Path + ": " + fault.Message
	}
	return strings.Join(lines, "\n")
}

func (f *Faults) add(path, code, message string) {
	*f = append(*f, Fault{Path: path, Code: code, Message: message})
}

func (f *Faults) addError(path, code string, err error) {
	*f = append(*f, Fault{Path: path, Code: code, Message: err.Error(), Hint: hintOf(err)})
}
