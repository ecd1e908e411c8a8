// A clock that goes on by itself between two answers of the server, at the sandbox's speed.
import { useEffect, useMemo, useState } from 'preact/hooks'
import type { ClockView } from '../../../server/sandbox/api/clock.ts'
import { formatChinaTime } from '../../../server/values/instant.ts'

export function Ticking({ clock }: { clock: Pick<ClockView, 'nowMs' | 'rate'> }) {
  const since = useMemo(() => performance.now(), [clock.nowMs, clock.rate])
  const [, redraw] = useState(0)
  useEffect(() => {
    if (clock.rate === 0) return
    const timer = setInterval(() => redraw((count) => count + 1), clock.rate > 1 ? 100 : 1_000)
    return () => clearInterval(timer)
  }, [clock.nowMs, clock.rate])
  const now = clock.nowMs + (performance.now() - since) * clock.rate
  return <time>{formatChinaTime(now)}</time>
}
