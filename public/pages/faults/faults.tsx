// How the gateway misbehaves: recipes in one click, the rules that are on, and the whole catalogue.
import type { FaultRule } from '../../../server/faults/match.ts'
import type { ProfileView } from '../../../server/sandbox/api/profile.ts'
import { act } from '../../data/api.ts'
import { useRemote } from '../../data/remote.ts'
import { language } from '../../data/settings.ts'
import { useDoing } from '../../parts/doing.ts'
import { Failed } from '../../parts/notice.tsx'
import { words } from '../../words/words.ts'
import { Catalogue, type Listed } from './catalogue.tsx'
import { Held } from './held.tsx'
import { RECIPES } from './recipes.table.ts'
import { Rules } from './rules.tsx'

export function FaultsPage() {
  const { pages, faults } = words.value
  const rules = useRemote<FaultRule[]>('/faults')
  const catalogue = useRemote<Listed[]>('/faults/catalogue')
  const doing = useDoing()
  const add = async (rule: object) => {
    const isDone = await doing.run(() => act('POST', '/faults', rule))
    rules.reload()
    return isDone
  }
  return (
    <>
      <h1>{pages.faults}</h1>
      <Failed problem={doing.problem ?? rules.problem} />
      <Held />
      <h2>{faults.rules}</h2>
      {rules.value && <Rules rules={rules.value} onChange={rules.reload} />}
      <Profile />
      <h2>{faults.recipes}</h2>
      <p class="hint">{faults.recipesAbout}</p>
      <ul class="recipes">
        {RECIPES.map(({ id, rule, ...says }) => (
          <li key={id}>
            <span>{says[language.value]}</span>
            <button
              type="button"
              aria-label={`${faults.apply}: ${says[language.value]}`}
              disabled={doing.isBusy}
              onClick={() => void add(rule)}
            >
              {faults.apply}
            </button>
          </li>
        ))}
      </ul>
      <h2>{faults.catalogue}</h2>
      {catalogue.value && <Catalogue faults={catalogue.value} add={add} />}
    </>
  )
}

const PROFILES = ['calm', 'mild', 'rough'] as const

function Profile() {
  const { faults } = words.value
  const profile = useRemote<ProfileView>('/profile')
  const doing = useDoing()
  const set = async (name: string) => {
    await doing.run(() => act('PUT', '/profile', { profile: name }))
    profile.reload()
  }
  if (!profile.value) return null
  return (
    <div class="profile">
      <label>
        {faults.profile}{' '}
        <select
          value={profile.value.profile}
          disabled={doing.isBusy}
          onChange={({ currentTarget }) => void set(currentTarget.value)}
        >
          {PROFILES.map((name) => (
            <option value={name} key={name}>
              {faults.profiles[name]}
            </option>
          ))}
        </select>
      </label>
      <Failed problem={doing.problem} />
    </div>
  )
}
