package store

import (
	"crypto/ed25519"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/mod/sumdb/note"
)

// Key signs seals. Who may write the ledger must not have it: it belongs to the
// controller or the auditor.
type Key struct {
	Verifier
	signer note.Signer
}

// Verifier is the public half of a key: it checks what the key signed.
type Verifier struct {
	verifier note.Verifier
	text     string
}

// Name is whose key it is.
func (v Verifier) Name() string { return v.verifier.Name() }

// String is the verifier as text: its name, a hash and the public key.
func (v Verifier) String() string { return v.text }

// keyMode is the mode of a key file: its owner's alone. See createNew and private.
const keyMode fs.FileMode = 0o600

// ErrKeyName says that a name cannot be that of a key.
var ErrKeyName = errors.New("the name of a key is a text without spaces and +")

// ErrKeyPlace says that a key lies where whoever writes the ledger can take it.
var ErrKeyPlace = errors.New("a key may not lie in the ledger's folder: who can rewrite the ledger must not be able to sign it")

// ParseVerifier reads a verifier.
func ParseVerifier(text string) (Verifier, error) {
	v, err := note.NewVerifier(text)
	return Verifier{v, text}, err
}

// CreateKey makes a key for the seals of a ledger and writes it to a new file,
// which only its owner may read. Its verifier goes to the same name with .pub.
func CreateKey(ledgerPath, path, name string) (Verifier, error) {
	if err := outside(ledgerPath, path); err != nil {
		return Verifier{}, err
	}
	private, public, err := note.GenerateKey(rand.Reader, name)
	if err != nil {
		return Verifier{}, err
	}
	v, err := ParseVerifier(public)
	if err != nil {
		return Verifier{}, ErrKeyName
	}
	// The public half first: without it the private one would have no use.
	if err := writeNew(path+".pub", []byte(public+"\n"), newFile); err != nil {
		return Verifier{}, err
	}
	if err := writeNew(path, []byte(private+"\n"), keyMode); err != nil {
		return Verifier{}, errors.Join(err, os.Remove(path+".pub"))
	}
	return v, syncFolderOf(path)
}

// ReadKey reads a key, and refuses one that others may read or that lies in the
// ledger's folder.
func ReadKey(ledgerPath, path string) (*Key, error) {
	if err := outside(ledgerPath, path); err != nil {
		return nil, err
	}
	if err := private(path); err != nil {
		return nil, err
	}
	data, err := readSmall(path)
	if err != nil {
		return nil, err
	}
	private := strings.TrimSuffix(string(data), "\n")
	signer, err := note.NewSigner(private)
	if err != nil {
		return nil, fmt.Errorf("%s: not a key: %w", path, err)
	}
	public, err := publicOf(private, signer.Name())
	if err != nil {
		return nil, err
	}
	v, err := ParseVerifier(public)
	return &Key{v, signer}, err
}

// publicOf is the verifier of a private key that note has accepted: after its last
// + stand the algorithm's byte and the seed, in base64, whose alphabet has a + too.
func publicOf(private, name string) (string, error) {
	fields := strings.SplitN(private, "+", 5)
	seed, err := base64.StdEncoding.DecodeString(fields[len(fields)-1])
	if err != nil {
		return "", err
	}
	public, _ := ed25519.NewKeyFromSeed(seed[1:]).Public().(ed25519.PublicKey)
	return note.NewEd25519VerifierKey(name, public)
}

// outside refuses a path in the ledger's folder or below it, links followed.
func outside(ledgerPath, path string) error {
	folder, err := realFolder(ledgerPath)
	if errors.Is(err, fs.ErrNotExist) {
		return nil // no ledger can be where there is no folder
	}
	if err != nil {
		return err
	}
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	at, err := realFolder(path)
	if err != nil {
		return err
	}
	if rel, err := filepath.Rel(folder, at); err == nil && filepath.IsLocal(rel) {
		return fmt.Errorf("%s: %w", path, ErrKeyPlace)
	}
	return nil
}

func realFolder(path string) (string, error) {
	full, err := filepath.Abs(filepath.Dir(path))
	if err != nil {
		return "", err
	}
	return filepath.EvalSymlinks(full)
}

// readFolder lists the names in a folder in order; none when it is not there.
func readFolder(path string) ([]string, error) {
	entries, err := os.ReadDir(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	names := make([]string, len(entries))
	for i, e := range entries {
		names[i] = e.Name()
	}
	return names, err
}
