// Every fault there is, what stays true in the books, and a form for a rule of it.
import { useState } from 'preact/hooks'
import { OPS } from '../../../server/journal/entry.ts'
import { shortName } from '../../../server/values/spans.ts'
import { route, setQuery } from '../../data/route.ts'
import { language } from '../../data/settings.ts'
import { Command } from '../../parts/copy.tsx'
import { Search } from '../../parts/search.tsx'
import { FAULTS_ZH } from '../../words/faults.zh.table.ts'
import { words } from '../../words/words.ts'
import { commandOf, optionsOf } from './rule-text.ts'

export interface Listed {
  name: string
  ids: readonly string[]
  about: string
  ledger: string
  ops?: readonly string[]
  /** Names of its options. */
  takes: readonly string[]
}

interface Props {
  faults: readonly Listed[]
  add(rule: object): Promise<boolean>
}

const GROUPS = ['F', 'N', ''] as const
/** The server tells its faults in English. */
const saidOf = ({ name, about, ledger }: Listed): readonly [about: string, ledger: string] =>
  (language.value === 'zh' && FAULTS_ZH[name]) || [about, ledger]

const groupOf = ({ ids }: Listed) => GROUPS.find((letter) => ids[0]?.startsWith(letter)) ?? ''

export function Catalogue({ faults, add }: Props) {
  const said = words.value.faults
  const text = route.value.query['q'] ?? ''
  const wanted = text.toLowerCase().split(/\s+/)
  const found = faults.filter((fault) => {
    const line = [...fault.ids, fault.name, fault.about, ...saidOf(fault)].join(' ').toLowerCase()
    return wanted.every((word) => line.includes(word))
  })
  return (
    <>
      <div class="filters">
        <Search label={said.search} value={text} onInput={(q) => setQuery({ q })} />
      </div>
      {GROUPS.map((letter) => {
        const own = found.filter((fault) => groupOf(fault) === letter)
        if (own.length === 0) return null
        return (
          <section key={letter}>
            <h3>{said.groups[letter]}</h3>
            <ul class="catalogue">
              {own.map((fault) => (
                <Row key={fault.name} fault={fault} add={add} />
              ))}
            </ul>
          </section>
        )
      })}
    </>
  )
}

function Row({ fault, add }: { fault: Listed; add: Props['add'] }) {
  const [isOpen, setOpen] = useState(false)
  const { faults } = words.value
  const [about, ledger] = saidOf(fault)
  return (
    <li>
      <button type="button" class="row" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <span class="ids">{fault.ids.join(' ')}</span>
        <span class="said">
          <strong>{fault.name}</strong> {about}
          <small>
            {faults.books} {ledger}
          </small>
        </span>
      </button>
      {isOpen && <RuleForm fault={fault} add={add} />}
    </li>
  )
}

function RuleForm({ fault, add }: { fault: Listed; add: Props['add'] }) {
  const { faults, common } = words.value
  const [id, setId] = useState(fault.ids[0] ?? fault.name)
  const [op, setOp] = useState('')
  const [outTradeNo, setOrder] = useState('')
  const [count, setCount] = useState('1')
  const [options, setOptions] = useState('')
  const match = {
    ...(op !== '' && { op }),
    ...(outTradeNo !== '' && { outTradeNo: outTradeNo.trim() }),
    ...(count !== '' && { count: Number(count) }),
  }
  const rule = { fault: id, options: optionsOf(options), match }
  return (
    <form
      class="rule-form"
      onSubmit={(event) => {
        event.preventDefault()
        void add(rule)
      }}
    >
      {fault.ids.length > 1 && <Choice label="" value={id} choices={fault.ids} onChoose={setId} />}
      <Choice
        label={faults.op}
        value={op}
        none={faults.anyOp}
        choices={fault.ops ?? OPS}
        onChoose={setOp}
      />
      <label>
        {faults.orderNo} ({common.optional})
        <input value={outTradeNo} onInput={(event) => setOrder(event.currentTarget.value)} />
      </label>
      <label>
        {faults.count} ({common.optional})
        <input
          type="number"
          min={1}
          value={count}
          onInput={(event) => setCount(event.currentTarget.value)}
        />
      </label>
      {fault.takes.length > 0 && (
        <label class="options">
          {faults.options}: {fault.takes.map(shortName).join(', ')}
          <textarea
            rows={2}
            value={options}
            onInput={(event) => setOptions(event.currentTarget.value)}
          />
        </label>
      )}
      <button type="submit" class="primary">
        {faults.add}
      </button>
      <p class="same-command">
        {common.command} <Command line={commandOf(rule)} />
      </p>
    </form>
  )
}

interface ChoiceProps {
  label: string
  value: string
  /** What leaving the choice open is called. */
  none?: string
  choices: readonly string[]
  onChoose(value: string): void
}

const Choice = ({ label, value, none, choices, onChoose }: ChoiceProps) => (
  <label>
    {label || words.value.pages.faults}
    <select value={value} onChange={({ currentTarget }) => onChoose(currentTarget.value)}>
      {none !== undefined && <option value="">{none}</option>}
      {choices.map((one) => (
        <option value={one} key={one}>
          {one}
        </option>
      ))}
    </select>
  </label>
)
