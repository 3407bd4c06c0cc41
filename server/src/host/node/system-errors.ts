import type { ReadFailure } from "../host.ts";

/** The system's name of an error, such as ENOENT; empty for any other error. */
export function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}

/** System errors in a reader's words; Node's own message would repeat the absolute path. */
export function failure(error: unknown): ReadFailure {
  const code = codeOf(error);
  switch (code) {
    case "ENOENT":
      return { code: "missing", message: "It is not there any more." };
    case "EACCES":
    case "EPERM":
      return { code: "unreadable", message: "Permission is denied." };
    case "ELOOP":
      return { code: "unreadable", message: "Its symbolic link leads back to itself." };
    case "ENOTDIR":
      return { code: "missing", message: "A part of its path is not a folder." };
    case "EISDIR":
      return { code: "unreadable", message: "It is a folder." };
    case "ENAMETOOLONG":
      return { code: "unreadable", message: "Its name is too long for the file system." };
    case "ENOSPC":
      return { code: "unreadable", message: "The disk is full." };
    case "EROFS":
      return { code: "unreadable", message: "The file system is read-only." };
    case "EMFILE":
    case "ENFILE":
      return { code: "unreadable", message: "Too many files are open." };
    default:
      return { code: "unreadable", message: code === "" ? "It cannot be read." : `The system says ${code}.` };
  }
}
