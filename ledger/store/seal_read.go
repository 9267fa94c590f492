package store

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"golang.org/x/mod/sumdb/note"

	"siv/ledger"
)

// maxSeal bounds what is read of a file that should be a seal or a key.
const maxSeal = 64 << 10

// Seals reads every seal of a ledger, in the order of their names. A file named as a
// seal that is none, or a part of one, is refused: what it said can no longer be told. Who
// signed them is not looked at: [Sealed.SignedBy] does.
func Seals(path string) ([]Sealed, error) {
	// The folder's own name may hold characters that Glob gives a meaning.
	folder, err := readFolder(SealsPath(path))
	if err != nil {
		return nil, err
	}
	var list []Sealed
	for _, name := range folder {
		if !strings.HasSuffix(name, ".seal") {
			continue
		}
		file, err := SealAt(filepath.Join(SealsPath(path), name))
		if err != nil {
			return nil, err
		}
		list = append(list, file)
	}
	return list, nil
}

// SealAt reads a seal wherever it is kept, and sees that it is a whole one. Who signed
// it is not looked at.
func SealAt(path string) (Sealed, error) {
	data, err := readSmall(path)
	if err != nil {
		return Sealed{}, err
	}
	if strings.Contains(string(data), "\r\n") {
		return Sealed{}, &NotSealed{path, errors.New("its lines end in CR LF, as git writes them on Windows: put fund.seals/* -text into .gitattributes and check it out again")}
	}
	// With no key to check it by, whole signatures are the most that can be found.
	_, err = note.Open(data, note.VerifierList())
	var unchecked *note.UnverifiedNoteError
	if !errors.As(err, &unchecked) {
		return Sealed{}, &NotSealed{path, fmt.Errorf("it is no seal, or a part of one: %w", err)}
	}
	seal, err := ledger.ParseSeal(unchecked.Note.Text)
	if err != nil {
		return Sealed{}, &NotSealed{path, err}
	}
	return Sealed{Seal: seal, Path: path, Note: string(data)}, nil
}

// SignedBy checks that one of the keys signed the seal.
func (s Sealed) SignedBy(known ...Verifier) error {
	_, err := OpenSeal(s.Path, []byte(s.Note), known...)
	return err
}

// ReadSeal reads a seal wherever it is kept, and checks that one of the keys signed it.
func ReadSeal(path string, known ...Verifier) (ledger.Seal, error) {
	data, err := readSmall(path)
	if err != nil {
		return ledger.Seal{}, err
	}
	return OpenSeal(path, data, known...)
}

// OpenSeal checks that one of the keys signed a seal, and reads what it says.
func OpenSeal(path string, signed []byte, known ...Verifier) (ledger.Seal, error) {
	list := make([]note.Verifier, 0, len(known))
	seen := map[string]bool{}
	for _, v := range known {
		if !seen[v.text] { // note calls a key that stands twice ambiguous
			seen[v.text] = true
			list = append(list, v.verifier)
		}
	}
	n, err := note.Open(signed, note.VerifierList(list...))
	var unknown *note.UnverifiedNoteError
	var forged *note.InvalidSignatureError
	switch {
	case errors.As(err, &unknown):
		err = fmt.Errorf("it is signed with the key %s, which is not one that was given", signers(unknown.Note))
	case errors.As(err, &forged):
		err = fmt.Errorf("its signature is not that of the key %s: the seal was changed", forged.Name)
	case err != nil:
		err = fmt.Errorf("it is no seal: %w", err)
	}
	var seal ledger.Seal
	if err == nil {
		seal, err = ledger.ParseSeal(n.Text)
	}
	if err != nil {
		return ledger.Seal{}, &NotSealed{path, err}
	}
	return seal, nil
}

func signers(n *note.Note) string {
	var names []string
	for _, s := range n.UnverifiedSigs {
		names = append(names, fmt.Sprintf("%s+%08x", s.Name, s.Hash))
	}
	return strings.Join(names, ", ")
}

// readSmall reads a small regular file.
func readSmall(path string) ([]byte, error) {
	f, err := openRead(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if err := regular(f); err != nil {
		return nil, err
	}
	data, err := io.ReadAll(io.LimitReader(f, maxSeal+1))
	if err == nil && len(data) > maxSeal {
		err = fmt.Errorf("%s: larger than %d bytes", path, maxSeal)
	}
	return data, err
}
