// The screen a buyer holds before the shop's scanner: a payment code as barcode and QR.
import { useEffect, useState } from 'preact/hooks'
import { formatChinaTime } from '../../../server/values/instant.ts'
import { act } from '../../data/api.ts'
import { route, setQuery } from '../../data/route.ts'
import { Copy } from '../../parts/copy.tsx'
import { useDoing } from '../../parts/doing.ts'
import { Failed } from '../../parts/notice.tsx'
import { words } from '../../words/words.ts'
import { Barcode, QrCode } from './drawn-codes.tsx'

interface Code {
  authCode: string
  expiresAt: number
}

const HOWS = ['never', 'at-once', 'after-password=8s', 'no-money', 'expired'] as const

export function CodeScreen({ buyerId }: { buyerId: string }) {
  const { wallet } = words.value
  const pays = HOWS.find((how) => how === route.value.query['pays']) ?? 'never'
  const [code, setCode] = useState<Code>()
  const doing = useDoing()
  const issue = () =>
    doing.run(async () => {
      // Who has no money is somebody else, whom the sandbox chooses.
      const whose = pays === 'no-money' ? {} : { buyerId }
      setCode(await act<Code>('POST', '/buyers/codes', { pays, ...whose }))
    })
  useEffect(() => void issue(), [pays, buyerId, route.value.sandbox])
  return (
    <section class="screen code" aria-label={wallet.code}>
      <Failed problem={doing.problem} />
      {code && (
        <>
          <Barcode text={code.authCode} />
          <p class="digits">{code.authCode.replaceAll(/(\d{4})(?=\d)/g, '$1 ')}</p>
          <QrCode text={code.authCode} />
          <p class="hint">
            {code.expiresAt > 0 && `${wallet.expires} ${formatChinaTime(code.expiresAt)}`}
          </p>
          <p class="acts">
            <Copy text={code.authCode} label={wallet.copyCode} />
            <button type="button" disabled={doing.isBusy} onClick={() => void issue()}>
              {wallet.newCode}
            </button>
          </p>
        </>
      )}
      <label class="how">
        {wallet.how}
        <select
          value={pays}
          onChange={({ currentTarget }) => setQuery({ pays: currentTarget.value })}
        >
          {HOWS.map((how) => (
            <option value={how} key={how}>
              {wallet.hows[how]}
            </option>
          ))}
        </select>
      </label>
    </section>
  )
}
