// The profile of a sandbox: a named set of fault rules that comes and goes as a whole, beside the
// rules that somebody added one by one.
import { bindFault } from '../../faults/faults.ts'
import { isProfile, PROFILE_NAMES, PROFILES, type ProfileName } from '../../faults/profiles.ts'
import { InputError } from '../../values/input-error.ts'
import type { SandboxCore } from '../core/core.ts'
import { addRule } from '../core/fault-rules.ts'

export interface ProfileView {
  profile: ProfileName
  /** The same seed and the same calls meet the same faults. */
  seed: string
}

export function openProfileApi(core: SandboxCore) {
  const view = (): ProfileView => ({
    profile: core.settings.get<ProfileName>('profile') ?? 'calm',
    seed: core.seed,
  })
  return {
    get: view,
    set: (word: string): ProfileView => {
      if (!isProfile(word)) {
        throw new InputError('profile', `there is no "${word}"; use ${PROFILE_NAMES.join(', ')}`)
      }
      core.writer.transact(() => {
        for (const rule of core.rules.all()) if (rule.profile) core.rules.remove(rule.id)
        for (const { fault, options, match } of PROFILES[word]) {
          const bound = bindFault(fault, options)
          if ('wrong' in bound) throw new Error(`profile ${word}: ${bound.wrong.remedy}`)
          addRule(core, bound, match, word)
        }
        core.settings.put('profile', word)
      })
      return view()
    },
  }
}
