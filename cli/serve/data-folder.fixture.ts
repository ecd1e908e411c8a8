// Data folders for the tests of `serve`.
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll } from 'vitest'
import { scratchFolder } from '../../server/testing/scratch.fixture.ts'
import { serve } from '../run.fixture.ts'

/** One folder for the test file; `newFolder` gives a place in it where nothing is yet. */
export function keepDataFolders() {
  const scratch = scratchFolder(afterAll)
  let count = 0
  const newFolder = () => join(scratch, `data-${++count}`)
  return {
    scratch,
    newFolder,
    /** A folder that a server has used. */
    async usedFolder(): Promise<string> {
      const data = newFolder()
      await (await serve(`--data ${data}`)).stop()
      return data
    },
  }
}

/** Does to a database what nobody of ours would do. */
export function alterDatabase(file: string, sql: string): void {
  const database = new DatabaseSync(file)
  database.exec(sql)
  database.close()
}
