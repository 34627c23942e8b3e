import { Button, Group, NumberInput, SegmentedControl, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormat } from '~/shared/words/useFormat'
import type { Draft } from './useDraft'

/** As many as the program takes, the first included. */
const WAYS_MAX = 6

type Props = {
  draft: Draft
  way: number
  onWay: (way: number) => void
  onChange: (change: Partial<Draft>) => void
}

/** The name of the n-th way of saying it. */
export function wayName(place: number) {
  return String.fromCharCode('A'.charCodeAt(0) + place)
}

/** The share of those written to who read the first way: what the others leave. */
function firstShare(draft: Draft) {
  return 1 - draft.variants.reduce((sum, { share }) => sum + (share ?? 0), 0)
}

/** Several ways of saying one thing, dealt by chance, to learn which is heard better. */
export function Ways({ draft, way, onWay, onChange }: Props) {
  const { t } = useTranslation('campaigns')
  const format = useFormat()
  const { variants } = draft
  const shares = [firstShare(draft), ...variants.map(({ share }) => share ?? 0)]
  const add = () => {
    const even = Math.floor(100 / (variants.length + 2)) / 100
    const { subject, body_mjml, design, note } = variants[way - 1] ?? draft
    const another = { subject, body_mjml, design, note, share: even }
    onChange({ variants: [...variants.map((one) => ({ ...one, share: even })), another] })
    onWay(variants.length + 1)
  }
  const remove = () => {
    onChange({ variants: variants.filter((_, at) => at !== way - 1) })
    onWay(0)
  }
  const weigh = (percent: number | string) => {
    const share = Math.min(0.95, Math.max(0.01, Number(percent) / 100))
    onChange({ variants: variants.map((one, at) => (at === way - 1 ? { ...one, share } : one)) })
  }
  return (
    <Stack gap="xs">
      {variants.length > 0 && (
        <SegmentedControl
          aria-label={t('ways.which')}
          value={String(way)}
          data={shares.map((share, at) => ({
            value: String(at),
            label: `${wayName(at)} · ${format.share(share)}`,
          }))}
          onChange={(value) => onWay(Number(value))}
        />
      )}
      <Group gap="sm" align="flex-end">
        {way > 0 && (
          <NumberInput
            label={t('ways.share')}
            value={Math.round(100 * (shares[way] ?? 0))}
            min={1}
            max={95}
            suffix=" %"
            w={140}
            onChange={weigh}
          />
        )}
        {variants.length + 1 < WAYS_MAX && (
          <Button variant="default" size="xs" onClick={add}>
            {t('ways.add')}
          </Button>
        )}
        {way > 0 && (
          <Button variant="default" size="xs" onClick={remove}>
            {t('ways.remove', { name: wayName(way) })}
          </Button>
        )}
      </Group>
      {variants.length > 0 && (
        <Text size="sm" c="dimmed">
          {firstShare(draft) > 0 ? t('ways.note') : t('ways.nobodyLeft')}
        </Text>
      )}
    </Stack>
  )
}
