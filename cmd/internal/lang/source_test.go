package lang

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// said is a text of the sources that may reach a user as an error, a hint or a
// warning.
type said struct {
	place, text string
	piece       bool // of a sentence that is put together
}

// elsewhere lists the files, and folders that end in /, whose texts are shown by a
// key of messages.csv, or by no person, and why.
var elsewhere = map[string]string{
	"calc/warning.go":           "a warning has a code and arguments: warning.CODE",
	"calc/warning_plausible.go": "as calc/warning.go",
	"unitcosts/lint.go":         "a finding has a code and arguments: lint.CODE",
	"unitcosts/spelling.go":     "a finding has a code and arguments: lint.CODE",
	"cmd/batch_watch.go":        "a forge reads the annotations",
	"cmd/internal/schema/":      "an editor shows both languages, one below the other",
}

// TestEveryErrorIsSaidInSwedish reads the sources of the core and of the commands
// and looks up what they may say. The rows that are missing are printed as they
// are to stand in errors.csv.
func TestEveryErrorIsSaidInSwedish(t *testing.T) {
	known := map[string]bool{}
	for _, row := range readCatalogue("errors.csv") {
		known[row[0]] = false
	}
	var missing []said
	all := saidInSources(t)
	if len(all) < 300 {
		t.Fatalf("only %d texts were found; the test no longer fits the code", len(all))
	}
	for _, s := range all {
		if s.piece {
			t.Errorf("%s: a piece of a sentence cannot be translated; make one format of it: %q", s.place, s.text)
			continue
		}
		if _, ok := known[s.text]; !ok && !slices.ContainsFunc(missing, func(m said) bool { return m.text == s.text }) {
			missing = append(missing, s)
		}
		known[s.text] = true
	}
	var rows strings.Builder
	for _, s := range missing {
		t.Errorf("%s: no Swedish: %s", s.place, s.text)
		rows.WriteString(cell(s.text) + ";\n")
	}
	if len(missing) > 0 {
		t.Logf("rows for errors.csv:\n%s", rows.String())
	}
	for text, used := range known {
		if !used {
			t.Errorf("errors.csv: nothing says any longer: %s", text)
		}
	}
}

func cell(s string) string {
	if strings.ContainsAny(s, ";\"\n") {
		return `"` + strings.ReplaceAll(s, `"`, `""`) + `"`
	}
	return s
}

func saidInSources(t *testing.T) []said {
	t.Helper()
	root := filepath.Join("..", "..", "..")
	var all []said
	for _, top := range []string{"calc", "ledger", "unitcosts", "cmd"} {
		packages := map[string][]*ast.File{}
		files := token.NewFileSet()
		err := filepath.WalkDir(filepath.Join(root, top), func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			f, err := parser.ParseFile(files, path, nil, 0)
			packages[filepath.Dir(path)] = append(packages[filepath.Dir(path)], f)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		for _, parsed := range packages {
			l := listener{files: files, root: root, constants: constantsOf(parsed)}
			for _, f := range parsed {
				ast.Inspect(f, l.visit)
			}
			all = append(all, l.heard...)
		}
	}
	slices.SortFunc(all, func(a, b said) int { return strings.Compare(a.place, b.place) })
	return all
}

func constantsOf(files []*ast.File) map[string]string {
	constants := map[string]string{}
	for _, f := range files {
		for _, d := range f.Decls {
			g, ok := d.(*ast.GenDecl)
			if !ok || g.Tok != token.CONST {
				continue
			}
			for _, spec := range g.Specs {
				for i, value := range spec.(*ast.ValueSpec).Values {
					if text, ok := constant(value, nil); ok {
						constants[spec.(*ast.ValueSpec).Names[i].Name] = text
					}
				}
			}
		}
	}
	return constants
}

// constant returns the text of an expression that is one.
func constant(e ast.Expr, constants map[string]string) (string, bool) {
	switch e := e.(type) {
	case *ast.BasicLit:
		text, err := strconv.Unquote(e.Value)
		return text, e.Kind == token.STRING && err == nil
	case *ast.Ident:
		text, ok := constants[e.Name]
		return text, ok
	case *ast.ParenExpr:
		return constant(e.X, constants)
	case *ast.BinaryExpr:
		left, ok := constant(e.X, constants)
		right, also := constant(e.Y, constants)
		return left + right, e.Op == token.ADD && ok && also
	}
	return "", false
}

// listener hears the texts of errors in the files of a package.
type listener struct {
	files     *token.FileSet
	root      string
	constants map[string]string
	pieces    int // how many sums of texts lie around
	heard     []said
}

var (
	// sayers are the functions whose texts reach a user.
	sayers = regexp.MustCompile(`^(Errorf|fault|Fault|fail|add|addError|whole|warn|wrong|damage|at|place|scalar)$`)
	// sentences are the fields and variables that hold such texts.
	sentences = regexp.MustCompile(`(?i)^(message|hint|what|text|wrong|since|warning|problem|reason)$`)
	// speakers are the types that are errors, and the functions that make a hint.
	speakers = regexp.MustCompile(`(?i)hint|(error|fault|ids)$|^(kindOf|didYouMean|lockHolder|doesApply|refusedBy)$`)
	// unsaid are the functions whose texts are keys of messages.csv, or looked for.
	unsaid = regexp.MustCompile(`^(T|Join|Parse|Index|Count|CutPrefix|CutSuffix|TrimPrefix|Contains|HasPrefix)$`)
)

func (l *listener) visit(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.CallExpr:
		name := nameOf(n.Fun)
		if s, ok := n.Fun.(*ast.SelectorExpr); ok && nameOf(s.X) == "errors" && name == "New" {
			name = "Errorf"
		}
		if sayers.MatchString(name) {
			for _, argument := range n.Args {
				l.hear(argument, name == "Errorf")
			}
		}
	case *ast.KeyValueExpr:
		if sentences.MatchString(nameOf(n.Key)) {
			l.hear(n.Value, !slices.Contains([]string{"Text", "Reason"}, nameOf(n.Key)))
		}
	case *ast.CompositeLit:
		if speakers.MatchString(nameOf(n.Type)) {
			for _, element := range n.Elts {
				l.hear(element, false)
			}
		}
	case *ast.AssignStmt:
		for i, left := range n.Lhs {
			if i < len(n.Rhs) && sentences.MatchString(nameOf(left)) {
				l.hear(n.Rhs[i], false)
			}
		}
	case *ast.FuncDecl:
		if n.Body != nil && (speakers.MatchString(n.Name.Name) || saysByName(n.Type.Results)) {
			ast.Inspect(n.Body, func(n ast.Node) bool {
				if r, ok := n.(*ast.ReturnStmt); ok {
					for _, result := range r.Results {
						l.hear(result, false)
					}
				}
				return true
			})
		}
	}
	return true
}

// saysByName reports whether a result of a function is called hint, warning or the
// like.
func saysByName(results *ast.FieldList) bool {
	return results != nil && slices.ContainsFunc(results.List, func(f *ast.Field) bool {
		return slices.ContainsFunc(f.Names, func(name *ast.Ident) bool { return sentences.MatchString(name.Name) })
	})
}

func nameOf(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		return e.Sel.Name
	case *ast.StarExpr:
		return nameOf(e.X)
	}
	return ""
}

var letters = regexp.MustCompile(`[A-Za-z]{2}`)

// hear takes the texts of an expression. Where words may stand beside them that no
// user reads, such as codes and paths, a text has a space.
func (l *listener) hear(e ast.Expr, any bool) {
	ast.Inspect(e, func(n ast.Node) bool {
		expression, ok := n.(ast.Expr)
		if !ok {
			return true
		}
		if call, ok := n.(*ast.CallExpr); ok && unsaid.MatchString(nameOf(call.Fun)) {
			return false
		}
		text, ok := constant(expression, l.constants)
		if !ok {
			if b, ok := n.(*ast.BinaryExpr); ok && b.Op == token.ADD {
				l.pieces++
				l.hear(b.X, false)
				l.hear(b.Y, false)
				l.pieces--
				return false
			}
			return true
		}
		at := l.files.Position(expression.Pos())
		file, _ := filepath.Rel(l.root, at.Filename)
		file = filepath.ToSlash(file)
		skip := elsewhere[file] != "" || elsewhere[path.Dir(file)+"/"] != ""
		if !skip && letters.MatchString(strings.Join(cut(text).literals, "")) && (any || strings.Contains(text, " ")) {
			l.heard = append(l.heard, said{file + ":" + strconv.Itoa(at.Line), text, l.pieces > 0})
		}
		return false
	})
}
