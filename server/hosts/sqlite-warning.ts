// Keeps one known warning of Node 22 and 23 off the screen, "SQLite is an experimental feature", and
// lets every other warning through unchanged.

/** Wraps `process.emitWarning`, which Node calls with a text and a type name, among other ways. */
export function withoutSqliteWarning(
  emit: (...warning: never[]) => void,
): (...warning: unknown[]) => void {
  return (...warning) => {
    const [text, type] = warning
    const known =
      typeof text === 'string' &&
      text.startsWith('SQLite is an experimental feature') &&
      type === 'ExperimentalWarning'
    if (!known) Reflect.apply(emit, undefined, warning)
  }
}
