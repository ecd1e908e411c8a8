// The language that a person reads, as the environment says it: the first of the three that is set, in
// the order of POSIX.
import { Option } from 'commander'
import type { Language } from '../client-tests/reports/words.ts'
import type { Io } from './io.ts'

/** `--lang`, of commands that write documents. */
export const languageOption = (env: Io['env']): Option =>
  new Option('--lang <language>', 'language').choices(['en', 'zh']).default(languageOf(env))

export function languageOf(env: Io['env']): Language {
  const set = [env.LC_ALL, env.LC_MESSAGES, env.LANG].find(Boolean)
  return set?.toLowerCase().startsWith('zh') ? 'zh' : 'en'
}
