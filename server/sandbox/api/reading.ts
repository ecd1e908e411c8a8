// Which texts a sandbox follows where they differ. Setting it sets the options in which readings differ.
import { isReading, readingOf, READING_NAMES, type ReadingName } from '../../options/reading.ts'
import { InputError } from '../../values/input-error.ts'
import type { SandboxCore } from '../core/core.ts'

/** `wanted`: what it shall be from now on; a saved one stays without it. */
export function openReadingApi(core: SandboxCore, wanted?: ReadingName) {
  const get = (): ReadingName => core.settings.get<ReadingName>('reading') ?? 'default'
  const set = (word: string): ReadingName => {
    if (!isReading(word)) {
      throw new InputError('reading', `there is no "${word}"; use ${READING_NAMES.join(' or ')}`)
    }
    core.writer.transact(() => {
      core.setOptions(readingOf(core.optionRules.table, word))
      core.settings.put('reading', word)
    })
    return word
  }
  if (wanted !== undefined && wanted !== get()) set(wanted)
  return { get, set }
}
