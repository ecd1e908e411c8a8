// Folders for the files that tests write.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A new folder, removed when the test is over (`onTestFinished`) or all tests of the file are (`afterAll`). */
export function scratchFolder(whenOver: (remove: () => void) => void): string {
  const folder = mkdtempSync(join(tmpdir(), 'alipay-sim-'))
  whenOver(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
