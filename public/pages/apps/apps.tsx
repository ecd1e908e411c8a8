// The apps: their keys in every form an SDK may want, and a program to copy in each language.
import { useState } from 'preact/hooks'
import { LANGUAGES, PROGRAMS, type Language } from '../../../cli/init/openapi-programs.ts'
import { keyFiles } from '../../../cli/keys/files.ts'
import type { AppView } from '../../../server/control/apps.ts'
import { act } from '../../data/api.ts'
import { useRemote } from '../../data/remote.ts'
import { route, setQuery } from '../../data/route.ts'
import { Command, Copy } from '../../parts/copy.tsx'
import { useDoing } from '../../parts/doing.ts'
import { Fact } from '../../parts/fact.tsx'
import { Failed, Loading } from '../../parts/notice.tsx'
import { oneLine } from '../../words/entries.ts'
import { words } from '../../words/words.ts'

/** Of the server that this page came from, without whatever follows /_sim/. */
const gatewayAddress = () => location.href.replace(/\/_sim\/.*$/, '/gateway.do')

export function AppsPage() {
  const { pages, apps: said, common } = words.value
  const apps = useRemote<AppView[]>('/apps')
  const chosen = route.value.query['app']
  const app = apps.value?.find(({ appId }) => appId === chosen) ?? apps.value?.[0]
  return (
    <>
      <h1>{pages.apps}</h1>
      <Failed problem={apps.problem} />
      {!apps.value && !apps.problem && <Loading />}
      <div class="chips">
        {apps.value?.map(({ appId, name }) => (
          <button
            type="button"
            key={appId}
            class="chip"
            aria-pressed={appId === app?.appId}
            onClick={() => setQuery({ app: appId })}
          >
            {oneLine(name)}
          </button>
        ))}
      </div>
      {app && <AppCard app={app} />}
      {app && <SetUp app={app} />}
      <AddApp onAdded={apps.reload} />
      <p class="same-command">
        {common.command} <Command line="init" />
      </p>
      <p class="hint">{said.simulated}</p>
    </>
  )
}

function AppCard({ app }: { app: AppView }) {
  const { apps: said } = words.value
  return (
    <>
      <dl class="card">
        <Copyable name="app_id" text={app.appId} />
        <Copyable name={said.seller} text={app.pid} />
        <Copyable name={said.gateway} text={gatewayAddress()} />
      </dl>
      <h2>{said.keys}</h2>
      {!app.appPrivateKey && <p class="hint">{said.noPrivate}</p>}
      <ul class="keys">
        {keysOf(app).map(([name, text]) => (
          <li key={name}>
            <span>{name}</span>
            <code>{`${text.replaceAll(/-----[^-]+-----|\s/g, '').slice(0, 24)}…`}</code>
            <Copy text={text} />
          </li>
        ))}
      </ul>
    </>
  )
}

const Copyable = ({ name, text }: { name: string; text: string }) => (
  <Fact name={name}>
    <code>{text}</code> <Copy text={text} />
  </Fact>
)

function keysOf({ appPrivateKey, alipayPublicKey, encryptKey }: AppView): [string, string][] {
  const { forms } = words.value.apps
  const own: [string, string][] = appPrivateKey
    ? [
        [forms.pkcs8Bare, appPrivateKey.pkcs8Bare],
        [forms.pkcs1Bare, appPrivateKey.pkcs1Bare],
        [forms.pkcs8Pem, appPrivateKey.pkcs8Pem],
        [forms.pkcs1Pem, appPrivateKey.pkcs1Pem],
      ]
    : []
  return [
    ...own,
    [forms.alipayBare, alipayPublicKey.bare],
    [forms.alipayPem, alipayPublicKey.pem],
    ...(encryptKey === undefined ? [] : [[forms.encrypt, encryptKey] as [string, string]]),
  ]
}

function SetUp({ app }: { app: AppView }) {
  const { apps: said } = words.value
  const chosen = route.value.query['lang']
  const language: Language = LANGUAGES.find((one) => one === chosen) ?? 'node'
  if (!app.appPrivateKey) return null
  const { needs, plain } = PROGRAMS[language]
  const { file } = plain
  const gateway = gatewayAddress()
  const program = plain.text({ appId: app.appId, gateway })
  // Of the key files only those that this program names.
  const files = [...keyFiles(app, gateway)].filter(([name]) => program.includes(name))
  return (
    <>
      <h2>{said.setup}</h2>
      <p class="hint">{said.setupAbout}</p>
      <div class="chips">
        {LANGUAGES.map((one) => (
          <button
            type="button"
            key={one}
            class="chip"
            aria-pressed={one === language}
            onClick={() => setQuery({ lang: one })}
          >
            {one}
          </button>
        ))}
      </div>
      <div class="bar">
        <h3>{file}</h3>
        <Copy text={program} />
        <Save name={file} text={program} />
      </div>
      <p>
        {said.needs} <code>{needs}</code>
      </p>
      <pre tabIndex={0}>{program}</pre>
      {files.length > 0 && <h3>{said.files}</h3>}
      <ul class="keys">
        {files.map(([name, key]) => (
          <li key={name}>
            <code>{name}</code>
            <Save name={name} text={key} />
          </li>
        ))}
      </ul>
    </>
  )
}

/** A file of the browser's own making: nothing is asked of any server. */
function Save({ name, text }: { name: string; text: string }) {
  const save = () => {
    const address = URL.createObjectURL(new Blob([text]))
    const link = document.createElement('a')
    link.href = address
    link.download = name
    link.click()
    URL.revokeObjectURL(address)
  }
  return (
    <button type="button" class="quiet" onClick={save}>
      {words.value.common.download} <span class="unseen">{name}</span>
    </button>
  )
}

function AddApp({ onAdded }: { onAdded(): void }) {
  const { apps: said } = words.value
  const [name, setName] = useState('')
  const doing = useDoing()
  const add = async () => {
    if (!(await doing.run(() => act('POST', '/apps', { name: name.trim() })))) return
    setName('')
    onAdded()
  }
  return (
    <form
      class="inline"
      onSubmit={(event) => {
        event.preventDefault()
        void add()
      }}
    >
      <label>
        {said.name}{' '}
        <input
          required
          value={name}
          onInput={({ currentTarget }) => setName(currentTarget.value)}
        />
      </label>
      <button type="submit" disabled={doing.isBusy}>
        {said.add}
      </button>
      <Failed problem={doing.problem} />
    </form>
  )
}
