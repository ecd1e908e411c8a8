// The buyer's phone: whose it is, its balance, and what it can show.
import type { Buyer } from '../../../server/trade/buyer.ts'
import { act } from '../../data/api.ts'
import { useRemote } from '../../data/remote.ts'
import { route, setQuery } from '../../data/route.ts'
import { Command } from '../../parts/copy.tsx'
import { useDoing } from '../../parts/doing.ts'
import { Failed, Loading } from '../../parts/notice.tsx'
import { oneLine, yuan } from '../../words/entries.ts'
import { words } from '../../words/words.ts'
import { Bills } from './bills.tsx'
import { CodeScreen } from './code.tsx'
import { PasswordScreen } from './password.tsx'
import { ScanScreen } from './scan.tsx'

export interface Owner extends Buyer {
  balanceFen: number
}

const SCREENS = ['show', 'scan', 'bills'] as const

export function WalletPage() {
  const { pages, wallet, common } = words.value
  const buyers = useRemote<Owner[]>('/buyers')
  const { buyer, screen = 'show' } = route.value.query
  const owner = buyers.value?.find(({ buyerId }) => buyerId === buyer) ?? buyers.value?.[0]
  return (
    <>
      <h1>{pages.wallet}</h1>
      <Failed problem={buyers.problem} />
      {!buyers.value && !buyers.problem && <Loading />}
      {owner && (
        <div class="phone">
          <Head owner={owner} all={buyers.value ?? []} />
          <PasswordScreen key={owner.buyerId} buyerId={owner.buyerId} />
          <div class="tabs" role="group" aria-label={pages.wallet}>
            {SCREENS.map((one) => (
              <button
                type="button"
                key={one}
                aria-pressed={screen === one}
                onClick={() => setQuery({ screen: one })}
              >
                {wallet[one]}
              </button>
            ))}
          </div>
          {screen === 'show' && <CodeScreen key={owner.buyerId} buyerId={owner.buyerId} />}
          {screen === 'scan' && <ScanScreen buyerId={owner.buyerId} />}
          {screen === 'bills' && <Bills buyerId={owner.buyerId} />}
        </div>
      )}
      <p class="same-command">
        {common.command} <Command line="buyer code" />
      </p>
    </>
  )
}

function Head({ owner, all }: { owner: Owner; all: readonly Owner[] }) {
  const { wallet } = words.value
  const doing = useDoing()
  const deposit = () =>
    doing.run(() => act('POST', '/balances/deposit', { owner: owner.buyerId, amountFen: 100_000 }))
  return (
    <header class="owner">
      <label>
        {wallet.whose}{' '}
        <select
          value={owner.buyerId}
          onChange={({ currentTarget }) => setQuery({ buyer: currentTarget.value })}
        >
          {all.map(({ buyerId, name, logonId }) => (
            <option value={buyerId} key={buyerId}>
              {oneLine(`${name} · ${logonId}`)}
            </option>
          ))}
        </select>
      </label>
      <p>
        {wallet.balance} <b class="amount">{yuan(owner.balanceFen)}</b>{' '}
        <button type="button" class="quiet" disabled={doing.isBusy} onClick={() => void deposit()}>
          {wallet.deposit}
        </button>
      </p>
      <Failed problem={doing.problem} />
    </header>
  )
}
