import { Button, Group, Stack } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { AsWhom, Letter } from '~/act/campaigns/editor/Preview'
import { Found } from '~/act/campaigns/editor/Check'
import { LetterBody } from '~/act/letters/LetterBody'
import { type Given, type Language, useGivenCheck, useGivenPreview } from '~/act/letters/queries'
import { Answer } from '~/shared/page/Answer'
import type { JourneyStep } from '../queries'

type Props = {
  draft: JourneyStep
  edit: (step: JourneyStep) => void
  language: Language
}

/** The letter of a step: its body, how it arrives, and what is to be mended in it. */
export function LetterFields({ draft, edit, language }: Props) {
  const [customer, setCustomer] = useState<string | null>(null)
  const { subject, letter, design } = draft
  const said = { subject: subject ?? '', body_mjml: letter ?? '', design: design ?? null }
  const [settled] = useDebouncedValue(JSON.stringify({ ...said, language, customer }), 300)
  const given = JSON.parse(settled) as Given
  const shown = useGivenPreview(given)
  return (
    <Stack gap="md">
      <LetterBody
        body={said}
        onChange={(body) =>
          edit({ ...draft, letter: body.design ? undefined : body.body_mjml, design: body.design })
        }
        language={language}
        problems={shown.data?.problems}
      />
      <AsWhom onChoose={setCustomer} />
      <Answer of={shown} height={420}>
        {(known) => <Letter letter={known} />}
      </Answer>
      <Checked given={given} />
    </Stack>
  )
}

/** What filters and readers would mind. */
function Checked({ given: { customer: _customer, ...given } }: { given: Given }) {
  const { t } = useTranslation('check')
  const { kept, visited, isVisiting, visit } = useGivenCheck(given)
  return (
    <Stack gap="sm" role="group" aria-label={t('title')}>
      <Answer of={kept} height={120}>
        {(known) => <Found of={visited ?? known} />}
      </Answer>
      <Group>
        <Button size="xs" variant="default" loading={isVisiting} onClick={visit}>
          {t('visit')}
        </Button>
      </Group>
    </Stack>
  )
}
