package cmd

import (
	"bytes"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

var fetchedAt = time.Date(2024, 3, 1, 9, 0, 0, 0, time.UTC)

// fetched runs siv unitcosts fetch kolada against a service of one's own.
func fetched(t *testing.T, handle http.HandlerFunc, more ...string) (status int, out, errs string) {
	t.Helper()
	server := httptest.NewServer(handle)
	defer server.Close()
	args := append([]string{"unitcosts", "fetch", "kolada", "--kpi", "N15027", "--municipality", "1880", "--years", "2020-2022",
		"--base-url", server.URL, "--wait", "1ms", "--tries", "3", "--region", "1880=Örebro", "--lang", "en"}, more...)
	var stdout, stderr bytes.Buffer
	e := &env{in: strings.NewReader(""), out: &stdout, err: &stderr, now: func() time.Time { return fetchedAt }}
	root := newRoot(e)
	root.SetArgs(args)
	status = e.exit(t.Context(), root.ExecuteContext(t.Context()))
	return status, stdout.String(), stderr.String()
}

// page is an answer as the documentation of the service, version 3, has it.
func page(next string, year int, value string) string {
	return fmt.Sprintf(`{"values":[{"kpi":"N15027","municipality":"1880","period":%d,"values":[{"gender":"T","count":1,"status":"","value":%s,"isdeleted":false}]}],
"count":1,"next_url":%q,"previous_url":null}`, year, value, next)
}

// TestFetchKolada: busy at first, then two pages and a year without a value.
func TestFetchKolada(t *testing.T) {
	times := 0
	to := filepath.Join(t.TempDir(), "kolada.yaml")
	status, out, errs := fetched(t, func(w http.ResponseWriter, r *http.Request) {
		switch times++; {
		case times == 1:
			w.WriteHeader(http.StatusTooManyRequests)
		case r.URL.Query().Get("page") == "":
			fmt.Fprint(w, page("http://"+r.Host+r.URL.Path+"?page=2", 2020, "109190.0"))
		case r.URL.Query().Get("page") == "2":
			fmt.Fprint(w, page("http://"+r.Host+r.URL.Path+"?page=3", 2021, "112345.6"))
		default:
			fmt.Fprint(w, page("", 2022, "null"))
		}
	}, "--to", to, "-o", "csv")
	want := "line;outcome;id;year;amount;text\n;read;grundskola-elev;2020;109190,00;\n;read;grundskola-elev;2021;112345,60;\n;no-value;;;;N15027 1880 2022 T\n"
	if status != 0 || out != want {
		t.Errorf("status %d: %s%s", status, out, errs)
	}
	data, err := os.ReadFile(to)
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range []string{"id: grundskola-elev", "unit: elev och år", "edition: Kolada 2024-03-01", `read: "2024-03-01"`, "source: Kolada"} {
		if !strings.Contains(string(data), line) {
			t.Errorf("the catalogue has no %s:\n%s", line, data)
		}
	}
}

func TestFetchThatFails(t *testing.T) {
	for name, test := range map[string]struct {
		handle http.HandlerFunc
		more   []string
		status int
		said   string
	}{
		"broken for ever": {func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(500) }, nil, 1, "error: kolada answers 500 Internal Server Error"},
		"time-out":        {func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }, []string{"--timeout", "20ms", "--tries", "1"}, 1, "no answer in time (1 tries)\nhint: check the network"},
		"not Kolada":      {func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "<html>") }, nil, 1, "not an answer of Kolada"},
		"nothing there":   {func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, `{"values":[],"count":0}`) }, nil, 1, "no row holds a value"},
		"years":           {nil, []string{"--years", "2024-2020"}, 2, "write 2015-2024, or 2018,2020"},
		"no service":      {nil, []string{"--base-url", "file:///etc"}, 2, "is no address of a service"},
		"nobody is there": {nil, []string{"--base-url", "http://127.0.0.1:1", "--tries", "1"}, 1, "hint: check the network"},
		"no unit is known": {func(w http.ResponseWriter, _ *http.Request) {
			fmt.Fprint(w, strings.ReplaceAll(page("", 2020, "1"), "N15027", "N1"))
		}, nil, 2, "Kolada does not tell it"},
	} {
		t.Run(name, func(t *testing.T) {
			status, out, errs := fetched(t, test.handle, test.more...)
			if status != test.status || !strings.Contains(errs, test.said) || out != "" {
				t.Errorf("status %d: %s%s", status, out, errs)
			}
		})
	}
}
