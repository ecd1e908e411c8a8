// Scanning what a shop shows: its text pasted, a picture of it, or the camera.
import { useEffect, useRef, useState } from 'preact/hooks'
import { act } from '../../data/api.ts'
import { useDoing } from '../../parts/doing.ts'
import { Failed } from '../../parts/notice.tsx'
import { words } from '../../words/words.ts'
import { detector, type Detector } from './detector.ts'

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
      {detector ? (
        <>
          <Picture reads={detector} found={found} />
          <Camera reads={detector} found={found} />
        </>
      ) : (
        <p class="hint">{wallet.noDetector}</p>
      )}
    </section>
  )
}

interface Reading {
  reads: Detector
  found(text: string): void
}

function Picture({ reads, found }: Reading) {
  const { wallet } = words.value
  const [isEmpty, setEmpty] = useState(false)
  const read = async (file: File | undefined) => {
    if (!file) return
    const [code] = await reads.detect(await createImageBitmap(file))
    setEmpty(code === undefined)
    if (code) found(code.rawValue)
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

function Camera({ reads, found }: Reading) {
  const { wallet } = words.value
  const [stream, setStream] = useState<MediaStream>()
  const video = useRef<HTMLVideoElement>(null)
  const doing = useDoing()
  const start = () =>
    doing.run(async () =>
      setStream(
        await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } }),
      ),
    )
  useEffect(() => {
    if (!stream || !video.current) return
    const picture = video.current
    picture.srcObject = stream
    void picture.play()
    const timer = setInterval(() => {
      void reads.detect(picture).then(([code]) => {
        if (!code) return
        setStream(undefined)
        found(code.rawValue)
      })
    }, 300)
    return () => {
      clearInterval(timer)
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
