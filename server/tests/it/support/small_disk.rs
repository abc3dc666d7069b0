//! A disk of its own, small enough to be filled; only root can mount one.

use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

/// A file system in memory, gone when dropped.
pub(crate) struct SmallDisk(TempDir);

impl SmallDisk {
    /// One of so many megabytes; nothing, said aloud, where none can be mounted.
    pub(crate) fn mount(megabytes: u32) -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let size = format!("size={megabytes}m");
        let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", &size, "tmpfs"]).arg(folder.path()).output();
        let is_there = mounted.is_ok_and(|output| output.status.success());
        if !is_there {
            println!("ignored: only root can mount a small disk");
        }
        is_there.then_some(Self(folder))
    }

    /// Its root.
    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    /// Writes a file until it is so long or nothing more fits.
    pub(crate) fn fill(&self, megabytes: u32) -> PathBuf {
        use std::io::Write;

        let path = self.path().join("ballast");
        let mut file = std::fs::File::create(&path).unwrap();
        let megabyte = vec![1; 1 << 20];
        for _ in 0..megabytes {
            if file.write_all(&megabyte).is_err() {
                break;
            }
        }
        path
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        // Lazily, for a server may be about to end on it.
        let _ = Command::new("umount").arg("--lazy").arg(self.path()).status();
    }
}
