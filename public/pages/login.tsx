// What whoever comes without a token sees: how to get one.
import { useState } from 'preact/hooks'
import { useToken, wasRefused } from '../data/session.ts'
import { Copy } from '../parts/copy.tsx'
import { words } from '../words/words.ts'

export function Login() {
  const { login } = words.value
  const [text, setText] = useState('')
  return (
    <main class="login">
      <h1>{login.title}</h1>
      <p>{login.about}</p>
      <p class="command">
        <code>alipay-sim console</code>
        <Copy text="alipay-sim console" />
      </p>
      {wasRefused.value && (
        <p class="failed" role="alert">
          {login.wrong}
        </p>
      )}
      <form
        onSubmit={(event) => {
          event.preventDefault()
          useToken(text.trim())
        }}
      >
        <label>
          {login.or}
          <input
            type="password"
            required
            autocomplete="off"
            aria-label={login.token}
            value={text}
            onInput={({ currentTarget }) => setText(currentTarget.value)}
          />
        </label>
        <button type="submit" class="primary">
          {login.open}
        </button>
      </form>
    </main>
  )
}
