// Scanning what a shop shows: its text pasted, a picture of it, or the camera.
import { useEffect, useRef, useState } from 'preact/hooks'
import { act } from '../../data/api.ts'
import { useDoing } from '../../parts/doing.ts'
import { Failed } from '../../parts/notice.tsx'
import { words } from '../../words/words.ts'
import { readCode } from './read-code.ts'

export function ScanScreen({ buyerId }: { buyerId: string }) {
  const { wallet } = words.value
  const [text, setText] = useState('')
  const doing = useDoing()
  const scan = (qrCode: string) =>
    doing.run(async () => {
      await act('POST', '/buyers/scan', { qrCode: qrCode.trim(), pays: 'never', buyerId })
      setText('')
    })
  const found = (qrCode: string) => {
    setText(qrCode)
    void scan(qrCode)
  }
  return (
    <section class="screen scan" aria-label={wallet.scan}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void scan(text)
        }}
      >
        <label>
          {wallet.paste}
          <input
            required
            placeholder="https://qr.alipay.com/…"
            value={text}
            onInput={({ currentTarget }) => setText(currentTarget.value)}
          />
        </label>
        <button type="submit" class="primary" disabled={doing.isBusy}>
          {wallet.scanNow}
        </button>
      </form>
      <Failed problem={doing.problem} />
      <Picture found={found} />
      <Camera found={found} />
    </section>
  )
}

interface Reading {
  found(text: string): void
}

function Picture({ found }: Reading) {
  const { wallet } = words.value
  const [isEmpty, setEmpty] = useState(false)
  const read = async (file: File | undefined) => {
    if (!file) return
    // What is no picture has no code in it either.
    const picture = await createImageBitmap(file).catch(() => undefined)
    const code = picture && (await readCode(picture))
    setEmpty(code === undefined)
    if (code !== undefined) found(code)
  }
  return (
    <label>
      {wallet.file}
      <input
        type="file"
        accept="image/*"
        onChange={({ currentTarget }) => void read(currentTarget.files?.[0])}
      />
      {isEmpty && <span role="alert">{wallet.noCode}</span>}
    </label>
  )
}

const LOOK_EVERY_MS = 300

function Camera({ found }: Reading) {
  const { wallet } = words.value
  const [stream, setStream] = useState<MediaStream>()
  const video = useRef<HTMLVideoElement>(null)
  const doing = useDoing()
  const start = () =>
    doing.run(async () => {
      // Browsers give no camera to a page that came over plain http from another machine.
      if (!navigator.mediaDevices) throw new Error(wallet.noCamera)
      const video = { facingMode: 'environment' }
      setStream(await navigator.mediaDevices.getUserMedia({ video }))
    })
  useEffect(() => {
    if (!stream || !video.current) return
    const picture = video.current
    picture.srcObject = stream
    void picture.play()
    let isOver = false
    const look = async (): Promise<void> => {
      const code = await readCode(picture)
      if (isOver) return
      if (code === undefined) {
        timer = setTimeout(() => void look(), LOOK_EVERY_MS)
        return
      }
      setStream(undefined)
      found(code)
    }
    let timer = setTimeout(() => void look(), LOOK_EVERY_MS)
    return () => {
      isOver = true
      clearTimeout(timer)
      for (const track of stream.getTracks()) track.stop()
    }
  }, [stream])
  return (
    <>
      <button type="button" onClick={() => (stream ? setStream(undefined) : void start())}>
        {stream ? wallet.stopCamera : wallet.camera}
      </button>
      <Failed problem={doing.problem} />
      {stream && <video ref={video} muted playsInline />}
    </>
  )
}
