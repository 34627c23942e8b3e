// In a layer, so that our own rules win in whatever order the chunks are fetched.
import '@mantine/core/styles.layer.css'
import '@mantine/spotlight/styles.layer.css'
import '@mantine/notifications/styles.layer.css'
import './page.css'
import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { createRoot } from 'react-dom/client'
import { Corner } from './Corner'
import { Entrance } from './door/Entrance'
import { startSpeaking } from './i18n'
import { questions } from './questions'
import { readableGreys, theme } from './theme'

const colours = localStorageColorSchemeManager({ key: 'regulars.colours' })

async function open() {
  await startSpeaking()
  const place = document.getElementById('page')
  if (!place) return
  createRoot(place).render(
    <MantineProvider
      theme={theme}
      cssVariablesResolver={readableGreys}
      colorSchemeManager={colours}
      defaultColorScheme="auto"
    >
      <QueryClientProvider client={questions}>
        <Corner />
        <Entrance />
      </QueryClientProvider>
    </MantineProvider>,
  )
}

open()
