// The order of folders, which lives here and nowhere else: the import rules are derived from it.

/** Folders of `server/` in dependency order: each imports from itself and from those before it. */
export const serverFolders = [
  'values',
  'journal',
  'options',
  'trade',
  'pki',
  'protocols',
  'faults',
  'storage',
  'clock',
  'notifier',
  'bills',
  'sandbox',
  'directory',
  'cashier',
  'control',
  'console',
  'hosts',
  'testing',
]

/** Rooms of `server/sandbox/`, in the same sense; `sandbox.ts` puts them together. */
export const sandboxRooms = ['core', 'notifier', 'time', 'calls', 'api']

/**
 * Rooms of `client-tests/`, in the same sense; `suite.ts` at its door puts them together. What judges
 * (trace to reports) knows nothing of what plays (adapter to stability).
 */
export const suiteRooms = [
  'trace',
  'scenario',
  'rules',
  'grade',
  'reports',
  'verdicts',
  'adapter',
  'drives',
  'merchants',
  'matrix',
  'stability',
  'other-family',
  'sdks',
]
