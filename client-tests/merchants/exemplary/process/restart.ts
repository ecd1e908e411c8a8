// How a merchant's program starts anew, as kill -9 and a start would.

/** Where a process cannot replace itself, a supervisor starts it again on this exit code. */
const EXIT_TO_RESTART = 75

/** Replaces this process by a fresh one, same pid, port and store; no exit handler runs, nothing is flushed. */
export function restartProcess(port: number): void {
  const args = [process.execPath, ...process.execArgv, ...process.argv.slice(1)]
  try {
    process.execve?.(process.execPath, args, { ...process.env, PORT: String(port) })
  } catch {
    // No system but POSIX has it.
  }
  process.exit(EXIT_TO_RESTART)
}
