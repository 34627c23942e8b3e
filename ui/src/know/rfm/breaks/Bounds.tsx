import { Group, NumberInput, Stack, Switch, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { BEGUN, SCORES, type Scored } from './breaks'

type Props = {
  name: Scored
  bounds: (number | string)[] | null
  currency: string | null
  wrong: boolean
  onChange: (bounds: (number | string)[] | null) => void
}

/** Four bounds of one of the three scores, or fifths. */
export function Bounds({ name, bounds, currency, wrong, onChange }: Props) {
  const { t, i18n } = useTranslation('rfm')
  return (
    <Stack gap="xs">
      <Switch
        label={t(`breaks.own.${name}`)}
        description={bounds ? t(`breaks.notes.${name}`) : t('breaks.fifths')}
        checked={bounds !== null}
        onChange={(event) => onChange(event.currentTarget.checked ? BEGUN[name] : null)}
      />
      {bounds && (
        <Group gap="sm" align="flex-end">
          {SCORES[name].map((score, nth) => (
            <NumberInput
              key={score}
              w={124}
              size="sm"
              label={t('breaks.score', { score })}
              aria-label={`${t(`breaks.names.${name}`)}: ${t('breaks.score', { score })}`}
              aria-invalid={wrong}
              value={bounds[nth] ?? ''}
              min={0}
              allowDecimal={name === 'revenue'}
              decimalSeparator={i18n.language === 'en' ? '.' : ','}
              suffix={name === 'revenue' && currency ? ` ${currency}` : undefined}
              hideControls
              onChange={(value) =>
                onChange(bounds.map((bound, place) => (place === nth ? value : bound)))
              }
            />
          ))}
        </Group>
      )}
      {wrong && (
        <Text size="sm" c="red" role="alert">
          {t('breaks.wrong')}
        </Text>
      )}
    </Stack>
  )
}
