import { Button, Group, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Answer } from '~/shared/page/Answer'
import { Caveats } from '~/shared/page/Caveats'
import { Panel } from '~/shared/page/Panel'
import { mappingOf, missingFields } from '../mapping'
import { type Preview, usePreviewOf } from '../queries'
import { useOptions } from '../useOptions'
import { Offered } from '../presets/Offered'
import { Mapping } from './Mapping'
import { Problems } from './Problems'
import { Sniffed } from './Sniffed'
import { Subject } from './Subject'

type Props = { file: string; onBack: () => void; onNext: () => void }

/** What the program recognised, with sample rows, and the columns to correct. */
export function ColumnsStep({ file, onBack, onNext }: Props) {
  const { t } = useTranslation('imports')
  const [options, answer] = useOptions(file)
  const asked = usePreviewOf(file, options)
  return (
    <Answer of={asked} height={420}>
      {(preview) => (
        <Stack gap="md">
          <Panel title={t(`layouts.${looks(preview)}`, { defaultValue: preview.layout })}>
            <Subject preview={preview} onAnswer={answer} />
            <Sniffed preview={preview} options={options} onAnswer={answer} />
            <Offered preview={preview} options={options} onAnswer={answer} />
            <Problems of={preview.problems} />
            <Caveats of={preview.caveats} />
          </Panel>
          <Panel title={t('mapping')} note={t('mappingNote')}>
            <Mapping
              preview={preview}
              onChange={(column, field) => answer({ map: mappingOf(preview, column, field) })}
            />
          </Panel>
          <Forward
            preview={preview}
            busy={asked.isPlaceholderData}
            onBack={onBack}
            onNext={onNext}
          />
        </Stack>
      )}
    </Answer>
  )
}

/** Whatever system listed them, customers are customers. */
function looks({ kind, layout }: Preview): string {
  return kind === 'customers' ? kind : layout
}

type ForwardProps = { preview: Preview; busy: boolean; onBack: () => void; onNext: () => void }

function Forward({ preview, busy, onBack, onNext }: ForwardProps) {
  const { t } = useTranslation('imports')
  const missing = missingFields(preview)
  return (
    <Group gap="sm">
      <Button onClick={onNext} disabled={missing.length > 0} loading={busy}>
        {t('toCheck')}
      </Button>
      <Button variant="default" onClick={onBack}>
        {t('otherFile')}
      </Button>
      {missing.length > 0 && (
        <Text size="sm" role="status">
          {t('missing', { fields: missing.map((name) => t(`fields.${name}`)).join(', ') })}
        </Text>
      )}
    </Group>
  )
}
