package ledger

import "testing"

func TestSealText(t *testing.T) {
	head, err := NewHead("Örebro kommun")
	if err != nil {
		t.Fatal(err)
	}
	const want = "siv ledger 1\nÖrebro kommun\n0\n67ee68a207cb62fad53efa9562f39558db76bb398d4ce14e635e9fd5d066a65a\n"
	if got := head.Seal().Text(); got != want {
		t.Errorf("got %q", got)
	}
	if s, err := ParseSeal(want); err != nil || s != head.Seal() {
		t.Errorf("%+v, %v", s, err)
	}
	for _, text := range []string{"", want + "\n", want[1:], "\n" + want,
		"siv ledger 2" + want[12:],
		"siv ledger 1\n\n0\n" + head.H.String() + "\n",
		"siv ledger 1\no\n-1\n" + head.H.String() + "\n",
		"siv ledger 1\no\n01\n" + head.H.String() + "\n",
		"siv ledger 1\no\n1\n" + head.H.String()[1:] + "\n",
		"siv ledger 1\no\r\n1\n" + head.H.String() + "\n",
	} {
		if _, err := ParseSeal(text); err == nil {
			t.Errorf("%q was read", text)
		}
	}
}
