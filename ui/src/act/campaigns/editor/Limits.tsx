import { Box, Slider, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Panel } from '~/shared/page/Panel'
import { useFormat } from '~/shared/words/useFormat'
import type { Draft } from './useDraft'

const MARKS = [0, 10, 20, 30, 40, 50]

type Props = { draft: Draft; onChange: (change: Partial<Draft>) => void }

/** When letters leave, and what share is left without one to see what it changes. */
export function Limits({ draft, onChange }: Props) {
  const { t } = useTranslation('campaigns')
  const format = useFormat()
  const share = Math.round(draft.hold_out_share * 100)
  return (
    <Panel title={t('limits')} note={t('limitsNote')}>
      <Box maw={520} pb="lg">
        <Text fw={500}>{t('holdOut', { share: format.share(draft.hold_out_share) })}</Text>
        <Text size="sm" c="dimmed" pb="sm">
          {share === 0 ? t('holdOutNone') : t('holdOutNote')}
        </Text>
        <Slider
          value={share}
          min={0}
          max={50}
          step={1}
          label={null}
          thumbLabel={t('holdOutLabel')}
          marks={MARKS.map((value) => ({ value, label: format.share(value / 100) }))}
          onChange={(value) => onChange({ hold_out_share: value / 100 })}
        />
      </Box>
    </Panel>
  )
}
