// Keeps one known warning of Node 22 and 23 off the screen, "SQLite is an experimental feature", and
// lets every other warning through unchanged.

/** Wraps `process.emitWarning`; the built-in calls it with a text and a type name. */
export function withoutSqliteWarning<Rest extends unknown[]>(
  emit: (warning: string | Error, ...rest: Rest) => void,
): (warning: string | Error, ...rest: Rest) => void {
  return (warning, ...rest) => {
    const known =
      typeof warning === 'string' &&
      warning.startsWith('SQLite is an experimental feature') &&
      rest[0] === 'ExperimentalWarning'
    if (!known) emit(warning, ...rest)
  }
}
