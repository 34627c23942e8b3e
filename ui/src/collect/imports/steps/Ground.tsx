import { Radio, Stack, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Panel } from '~/shared/page/Panel'
import type { ImportOptions, Preview } from '../queries'

const GROUNDS = ['opt-in', 'existing-customer', 'none'] as const

type Props = { preview: Preview; options: ImportOptions; onAnswer: (part: ImportOptions) => void }

/** On what ground these people may be written to; without one, nobody is. */
export function Ground({ preview, options, onAnswer }: Props) {
  const { t } = useTranslation('imports')
  const ground = options.ground ?? preview.ground
  return (
    <Panel title={t('questions.ground.title')} note={t('questions.ground.note')}>
      <Radio.Group
        aria-label={t('questions.ground.title')}
        value={ground}
        onChange={(value) => onAnswer({ ground: value })}
      >
        <Stack gap="sm">
          {GROUNDS.map((value) => (
            <Radio
              key={value}
              value={value}
              label={t(`grounds.${value}.name`)}
              description={t(`grounds.${value}.note`)}
            />
          ))}
        </Stack>
      </Radio.Group>
      {ground !== 'none' && (
        <TextInput
          maw={520}
          label={t('questions.ground.proof')}
          placeholder={t('questions.ground.proofExample')}
          value={options.ground_proof ?? ''}
          onChange={(event) => onAnswer({ ground_proof: event.currentTarget.value })}
        />
      )}
    </Panel>
  )
}
