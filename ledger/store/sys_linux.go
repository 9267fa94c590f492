package store

import (
	"os"

	"golang.org/x/sys/unix"
)

// syncFile asks once for a file or folder to be durable. The standard library
// asks again when interrupted; after any error we do not know what was dropped.
func syncFile(f *os.File) error { return pathError("fsync", f, unix.Fsync(int(f.Fd()))) }

// onNetwork tells whether a file lies on a file system whose other end is another
// machine, by the magic numbers of statfs(2). FUSE counts as one: it may be sshfs.
func onNetwork(f *os.File) bool {
	var s unix.Statfs_t
	if unix.Fstatfs(int(f.Fd()), &s) != nil {
		return false
	}
	switch uint32(s.Type) {
	case unix.NFS_SUPER_MAGIC, unix.SMB_SUPER_MAGIC, unix.CIFS_SUPER_MAGIC, unix.SMB2_SUPER_MAGIC, unix.AFS_SUPER_MAGIC,
		unix.AFS_FS_MAGIC, unix.CODA_SUPER_MAGIC, unix.NCP_SUPER_MAGIC, unix.CEPH_SUPER_MAGIC, unix.V9FS_MAGIC,
		unix.FUSE_SUPER_MAGIC, unix.OCFS2_SUPER_MAGIC,
		0x0BD00BD0, // Lustre
		0x01161970, // GFS2
		0x47504653: // GPFS
		return true
	}
	return false
}
