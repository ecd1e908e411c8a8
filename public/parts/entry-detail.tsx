// Everything the journal says in one entry: bytes, money that moved, why a signature failed.
import type { Entry, EntryOf, LedgerLeg } from '../../server/journal/entry.ts'
import { visible } from '../../server/values/visible.ts'
import { addressOf, send } from '../data/api.ts'
import { words } from '../words/words.ts'
import { happening } from '../words/happenings.ts'
import { mistakeIn } from '../words/mistakes.ts'
import { sumOn } from '../words/entries.ts'
import { Copy } from './copy.tsx'
import { Explained } from './explained.tsx'
import { curlOf } from '../../server/journal/readable.ts'
import { WireView } from './wire.tsx'

export function EntryDetail({ entry }: { entry: Entry }) {
  const explained = entry.kind === 'answer' ? entry.explained : undefined
  const hints = entry.kind === 'answer' ? (entry.hints ?? []) : []
  const wire = 'wire' in entry ? entry.wire : undefined
  const legs = entry.kind === 'commit' ? (entry.ledger ?? []) : []
  const body = entry.kind === 'reply' ? entry.body : undefined
  return (
    <div class="detail">
      {explained && <Explained found={explained} />}
      {hints.map(({ name, about }) => (
        <p class="mistake" key={name}>
          <strong>{name}</strong> {happening(mistakeIn(about))}
        </p>
      ))}
      {legs.length > 0 && <Ledger legs={legs} />}
      {wire && (
        <WireView
          wire={wire}
          curl={entry.kind === 'request' ? () => freshCurl(entry) : undefined}
        />
      )}
      {body !== undefined && <pre tabIndex={0}>{visible(body)}</pre>}
      {!wire && body === undefined && <EntryJson entry={entry} />}
    </div>
  )
}

/** With the payment codes that are masked on the screen: only so does its signature fit. */
async function freshCurl({ exchange }: EntryOf<'request'>): Promise<string> {
  const answer = await send(addressOf(`/journal?exchange=${exchange}&unmasked`))
  const { entries }: { entries: Entry[] } = await answer.json()
  const request = entries.find((one) => one.kind === 'request')
  return request ? curlOf(request) : ''
}

function Ledger({ legs }: { legs: readonly LedgerLeg[] }) {
  return (
    <>
      <h4>{words.value.entry.ledger}</h4>
      <table class="ledger">
        <tbody>
          {legs.map(({ account, deltaFen, memo }, nth) => (
            <tr key={nth}>
              <td>{account}</td>
              <td class="amount">{`${deltaFen > 0 ? '+' : ''}${sumOn(account, deltaFen)}`}</td>
              <td>{memo}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

function EntryJson({ entry }: { entry: Entry }) {
  const text = JSON.stringify(entry, null, 2)
  return (
    <>
      <div class="bar">
        <h4>{words.value.entry.json}</h4>
        <Copy text={text} />
      </div>
      <pre tabIndex={0}>{visible(text)}</pre>
    </>
  )
}
