// Starts the console: takes the token out of the address, follows the journal, draws.
import { render } from 'preact'
import { App } from './app.tsx'
import { followJournal } from './data/live.ts'
import { followAddress } from './data/route.ts'
import { takeToken } from './data/session.ts'
import { applySettings } from './data/settings.ts'

takeToken()
followAddress()
applySettings()
followJournal()

const place = document.querySelector('#app')
if (place) render(<App />, place)
