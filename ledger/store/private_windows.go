package store

import (
	"fmt"
	"io/fs"
	"os"
	"unsafe"

	"golang.org/x/sys/windows"
)

// createNew creates a file that must not be there yet. Windows knows no modes: a file
// that is its owner's alone gets an access list that names the user and nobody else,
// and inherits nothing; every other one has the access that its folder gives.
func createNew(path string, mode fs.FileMode) (*os.File, error) {
	if mode != keyMode {
		return os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	}
	user, err := thisUser()
	if err != nil {
		return nil, err
	}
	list, err := windows.SecurityDescriptorFromString(fmt.Sprintf("D:P(A;;FA;;;%s)", user))
	if err != nil {
		return nil, err
	}
	name, err := windows.UTF16PtrFromString(path)
	if err != nil {
		return nil, err
	}
	access := &windows.SecurityAttributes{Length: uint32(unsafe.Sizeof(windows.SecurityAttributes{})), SecurityDescriptor: list}
	h, err := windows.CreateFile(name, windows.GENERIC_WRITE, 0, access, windows.CREATE_NEW, windows.FILE_ATTRIBUTE_NORMAL, 0)
	if err != nil {
		return nil, &fs.PathError{Op: "open", Path: path, Err: err}
	}
	return os.NewFile(uintptr(h), path), nil
}

// private refuses a file whose access list lets anybody read or change it but the
// user, the system and the administrators, who can take that right anyway. An entry
// that denies is not looked at: one that allows is too much beside it.
func private(path string) error {
	info, err := windows.GetNamedSecurityInfo(path, windows.SE_FILE_OBJECT, windows.DACL_SECURITY_INFORMATION)
	if err != nil {
		return &fs.PathError{Op: "stat", Path: path, Err: err}
	}
	user, err := thisUser()
	if err != nil {
		return err
	}
	list, _, err := info.DACL()
	if err != nil {
		return err
	}
	if list == nil { // without a list everybody may do everything
		return shared(path, "everyone")
	}
	const harm = windows.FILE_READ_DATA | windows.FILE_WRITE_DATA | windows.FILE_APPEND_DATA | windows.GENERIC_READ | windows.GENERIC_WRITE | windows.GENERIC_ALL | windows.WRITE_DAC | windows.WRITE_OWNER
	for i := range uint32(list.AceCount) {
		var entry *windows.ACCESS_ALLOWED_ACE
		if err := windows.GetAce(list, i, &entry); err != nil {
			return err
		}
		if entry.Header.AceType != windows.ACCESS_ALLOWED_ACE_TYPE || entry.Header.AceFlags&windows.INHERIT_ONLY_ACE != 0 || entry.Mask&harm == 0 {
			continue
		}
		who := (*windows.SID)(unsafe.Pointer(&entry.SidStart))
		if who.Equals(user) || who.IsWellKnown(windows.WinLocalSystemSid) || who.IsWellKnown(windows.WinBuiltinAdministratorsSid) || who.IsWellKnown(windows.WinCreatorOwnerRightsSid) {
			continue
		}
		name := who.String()
		if account, _, _, err := who.LookupAccount(""); err == nil {
			name = account
		}
		return shared(path, name)
	}
	return nil
}

func shared(path, who string) error {
	return fmt.Errorf("%s: %s may read or write it: leave that right to yourself alone, and make a new key if anyone has used it", path, who)
}

// thisUser is who runs this process.
func thisUser() (*windows.SID, error) {
	user, err := windows.GetCurrentProcessToken().GetTokenUser()
	if err != nil {
		return nil, err
	}
	return user.User.Sid, nil
}
