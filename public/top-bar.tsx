// The bar on top: which sandbox, its clock, whether the page is live, language and colours.
import type { ClockView } from '../server/sandbox/api/clock.ts'
import type { SandboxView } from '../server/control/sandboxes.ts'
import { useEffect, useState } from 'preact/hooks'
import { ofHost } from './data/api.ts'
import { connection, pulse } from './data/live.ts'
import { useRemote } from './data/remote.ts'
import { linkTo, route, writeRoute } from './data/route.ts'
import { language, theme } from './data/settings.ts'
import { Ticking } from './pages/clock/ticking.tsx'
import { useDoing } from './parts/doing.ts'
import { Failed } from './parts/notice.tsx'
import { words } from './words/words.ts'

export function TopBar() {
  const { shell } = words.value
  const clock = useRemote<ClockView>('/clock')
  return (
    <header class="top">
      <a class="brand" href={linkTo('trades')}>
        alipay-sim
      </a>
      <Sandboxes />
      {clock.value && (
        <a class="top-clock" href={linkTo('clock')} title={words.value.clock.now}>
          <Ticking clock={clock.value} />
          {clock.value.rate !== 1 && (
            <small> {clock.value.rate === 0 ? shell.frozen : `${clock.value.rate}×`}</small>
          )}
        </a>
      )}
      <span class={`connection ${connection.value}`} role="status">
        {shell[connection.value]}
      </span>
      <button
        type="button"
        class="quiet"
        lang={language.value === 'zh' ? 'en' : 'zh-CN'}
        title={shell.languageLabel}
        onClick={() => {
          language.value = language.value === 'zh' ? 'en' : 'zh'
        }}
      >
        {shell.language}
      </button>
      <ThemeButton />
    </header>
  )
}

const NEXT = { auto: 'light', light: 'dark', dark: 'auto' } as const
const SIGNS = { auto: '◐', light: '☀', dark: '☾' } as const

function ThemeButton() {
  const label = words.value.shell.theme[theme.value]
  return (
    <button
      type="button"
      class="quiet"
      title={label}
      aria-label={label}
      onClick={() => {
        theme.value = NEXT[theme.value]
      }}
    >
      {SIGNS[theme.value]}
    </button>
  )
}

const NEW = ' new'

function Sandboxes() {
  const { shell } = words.value
  const { sandbox, page } = route.value
  const [all, setAll] = useState<readonly SandboxView[]>([])
  const doing = useDoing()
  const beat = pulse.value
  useEffect(() => {
    ofHost<SandboxView[]>('GET', '/sandboxes').then(setAll, () => {})
  }, [beat])
  const go = (id: string) => {
    location.hash = writeRoute({ sandbox: id, page, query: {} })
  }
  const choose = (id: string) => {
    if (id !== NEW) return go(id)
    const name = prompt(shell.newSandboxName)?.trim()
    if (!name) return
    void doing.run(async () => {
      await ofHost('POST', '/sandboxes', { id: name })
      go(name)
    })
  }
  const isKnown = all.some(({ id }) => id === sandbox)
  return (
    <>
      <select
        aria-label={shell.sandbox}
        title={shell.sandbox}
        value={sandbox}
        onChange={({ currentTarget }) => {
          choose(currentTarget.value)
          currentTarget.value = route.value.sandbox
        }}
      >
        {!isKnown && <option value={sandbox}>{sandbox}</option>}
        {all.map(({ id }) => (
          <option value={id} key={id}>
            {id}
          </option>
        ))}
        <option value={NEW}>{shell.newSandbox}</option>
      </select>
      <Failed problem={doing.problem} />
    </>
  )
}
